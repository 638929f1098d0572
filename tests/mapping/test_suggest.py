from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from converter.commands.suggest import command
from converter.errors import InputError, UsageError


def run(*args: str, stdin: str | None = None) -> str:
    result = CliRunner().invoke(command, list(args), input=stdin, catch_exceptions=False)
    assert result.exit_code == 0
    return result.output


def batch(tmp_path: Path, rows: list[dict[str, object]]) -> list[dict[str, object]]:
    path = tmp_path / "rows.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return [json.loads(line) for line in run("--batch", str(path)).splitlines()]


def test_a_label_is_named_with_evidence() -> None:
    shown = run("Total current assets", "--statement", "balance")
    assert "us-gaap:AssetsCurrent" in shown and "companies" in shown


def test_json_for_machines() -> None:
    (line,) = run("Treasury stock", "--statement", "balance", "--top", "3", "--json").splitlines()
    found = json.loads(line)
    assert found["candidates"][0]["concept"] == "us-gaap:TreasuryStockValue" and len(found["candidates"]) == 3
    assert found["evidence"]


def test_batch_answers_every_row_in_order(tmp_path: Path) -> None:
    rows: list[dict[str, object]] = [
        {"id": "a", "label": "Total assets", "statement": "balance", "section": ["Assets"], "period_type": "instant"},
        {"id": "b", "label": "Zebra counting fee", "statement": "income", "value": None, "year": 2009},
        {"id": 3, "label": "", "statement": "cashflow"},
        {"id": "d", "label": "Net income", "statement": "cashflow", "value": "12.5", "parent_label": "Total"},
    ]
    found = batch(tmp_path, rows)
    assert [r["id"] for r in found] == ["a", "b", "3", "d"]
    for answer in found:
        assert set(answer) == {"id", "candidates", "decision"}
        candidates = answer["candidates"]
        assert isinstance(candidates, list) and len(candidates) <= 20
        scores = [c["score"] for c in candidates]
        assert scores == sorted(scores, reverse=True) and all(0 <= s <= 1 for s in scores)
        assert answer["decision"] in ("extension", "abstain", candidates[0]["concept"])
    assert found[0]["decision"] == "us-gaap:Assets"


def test_a_whole_statement_tells_more_than_its_rows(tmp_path: Path) -> None:
    labels = [("Pre-tax income", 100.0), ("Taxes", 30.0), ("", 70.0), ("Basic", 0.7), ("Diluted", 0.69)]
    rows = [{"id": i, "label": label, "statement": "income", "value": v} for i, (label, v) in enumerate(labels)]
    whole = batch(tmp_path, [{**row, "statement_id": "s"} for row in rows])
    alone = batch(tmp_path, rows)
    basic = "us-gaap:EarningsPerShareBasic"

    def score(answers: list[dict[str, object]]) -> float:
        candidates = answers[3]["candidates"]
        assert isinstance(candidates, list)
        return next((c["score"] for c in candidates if c["concept"] == basic), 0.0)

    assert score(whole) > 0.5 and score(whole) != score(alone)


def test_a_part_of_revenues_is_not_the_whole(tmp_path: Path) -> None:
    """The label of the total that a row adds to counts where the statement holds that total."""
    rows: list[dict[str, object]] = [
        {"id": 1, "label": "Product sales", "parent_label": "Total revenues"},
        {"id": 2, "label": "Service fees", "parent_label": "Total revenues"},
        {"id": 3, "label": "Total revenues"},
        {"id": 4, "label": "Cost of sales"},
    ]
    told, untold = (
        [answer["candidates"][0]["concept"] for answer in batch(tmp_path, _one_statement(page))]  # type: ignore[index]
        for page in (rows, [{**row, "parent_label": None} for row in rows])
    )
    assert told[0] != "us-gaap:Revenues" and told[2] == "us-gaap:Revenues"
    assert untold[0] == "us-gaap:Revenues"


def _one_statement(rows: list[dict[str, object]]) -> list[dict[str, object]]:
    return [{**row, "statement": "income", "statement_id": "s"} for row in rows]


def test_standard_input(tmp_path: Path) -> None:
    assert (
        json.loads(run("--batch", "-", stdin='{"id": "x", "label": "Goodwill", "statement": "balance"}\n'))["id"] == "x"
    )


@pytest.mark.parametrize(
    "line", ['{"id": 1}', "[1]", "nonsense", '{"label": "x", "statement": "sheet"}', '{"label": "x", "value": "much"}']
)
def test_a_bad_line_is_told_by_its_number(tmp_path: Path, line: str) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text('{"label": "Goodwill"}\n' + line + "\n")
    with pytest.raises(InputError, match="line 2"):
        CliRunner().invoke(command, ["--batch", str(path)], catch_exceptions=False)


@pytest.mark.parametrize("args", [[], ["x", "--batch", "y"]])
def test_wrong_usage(args: list[str]) -> None:
    with pytest.raises(UsageError):
        CliRunner().invoke(command, args, catch_exceptions=False)
