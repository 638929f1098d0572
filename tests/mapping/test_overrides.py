from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from converter.errors import UsageError
from converter.mapping.mapping import Decision, Origin
from converter.mapping.memory import Approved, approve, recall
from converter.mapping.overrides import NO_OVERRIDES, load_overrides
from converter.mapping.schema_check import violations
from converter.mapping.sheet import Row
from converter.resources import folder
from converter.taxonomies.taxonomy import load

SCHEMA = json.loads((folder("taxonomy") / "mapping.schema.json").read_text("utf-8"))


def mapping_file(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "ours.toml"
    path.write_text(text, "utf-8")
    return path


def test_the_first_rule_that_fits_decides(tmp_path: Path) -> None:
    rules = load_overrides(
        mapping_file(
            tmp_path,
            """
[[rule]]
label = "Net revenues*"
statement = "income"
concept = "us-gaap:Revenues"
reason = "as in the annual report"

[[rule]]
label = "*"
section = "Supplemental*"
tag = false

[[rule]]
label = "Backlog"
from = 2001
to = 2003
extension = true
anchor = "us-gaap:Revenues"
negated = true
""",
        )
    )
    taxonomy = load()

    def verdict(row: Row, statement: str, year: int = 2002) -> object:
        return rules.verdict(row, statement, None, year, taxonomy)

    found = verdict(Row("NET  REVENUES, adjusted"), "income")
    assert found is not None
    assert (found.concept, found.decision, found.origin) == ("us-gaap:Revenues", Decision.STANDARD, Origin.OVERRIDE)  # type: ignore[attr-defined]
    assert found.reason == "decided by ours.toml:2: as in the annual report"  # type: ignore[attr-defined]
    assert verdict(Row("Net revenues"), "cashflow") is None
    none = verdict(Row("Interest paid", section=("Supplemental disclosure",)), "cashflow")
    assert none is not None and none.decision is Decision.NONE  # type: ignore[attr-defined]
    own = verdict(Row("backlog"), "income")
    assert own is not None and own.decision is Decision.EXTENSION and own.negated  # type: ignore[attr-defined]
    assert verdict(Row("backlog"), "income", 2004) is None


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ('[[rule]]\nlabel = "x"\nconcept = "Revenues"\n', 3, "does not fit the pattern"),
        ('\n\n[[rule]]\nlabel = "x"\n', 3, "exactly one of"),
        ('[[rule]]\nlabel = "x"\ntag = false\nextension = true\n', 1, "exactly one of"),
        ('[[rule]]\nlabel = "x"\ntag = false\n[[rule]]\nlable = "y"\nlabel="y"\ntag = false\n', 5, "not known"),
        ('[[rule]]\nlabel = ""\ntag = false\n', 2, "must not be empty"),
        ('[[rule]]\nlabel = "x"\ntag = true\n', 3, "must be false"),
        ('[[rule]]\nlabel = "x"\ntag = false\nfrom = 12\n', 4, "at least 1900"),
        ("[[rule]]\nlabel = 5\ntag = false\n", 2, "of type string"),
        ('[[rules]]\nlabel = "x"\n', 1, "not known"),
    ],
)
def test_what_breaks_the_schema_is_told_with_its_line(tmp_path: Path, text: str, line: int, message: str) -> None:
    path = mapping_file(tmp_path, text)
    with pytest.raises(UsageError, match=message) as error:
        load_overrides(path)
    assert f"{path}:{line}: " in str(error.value)


def test_what_is_not_toml_is_told_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="line 2"):
        load_overrides(mapping_file(tmp_path, "[[rule]]\nlabel = \n"))
    with pytest.raises(UsageError, match="cannot read"):
        load_overrides(tmp_path / "missing.toml")


@pytest.mark.parametrize(
    ("name", "message"),
    [("us-gaap:NoSuchThing", "no element"), ("us-gaap:AssetsAbstract", "abstract"), ("us-gaap:SalesRevenueNet", "")],
)
def test_a_rule_cannot_choose_what_the_taxonomy_does_not_offer(tmp_path: Path, name: str, message: str) -> None:
    rules = load_overrides(mapping_file(tmp_path, f'[[rule]]\nlabel = "x"\nconcept = "{name}"\n'))
    with pytest.raises(UsageError, match=f"ours.toml:1: .*{message}"):
        rules.verdict(Row("x"), "income", None, None, load())


entries = st.dictionaries(
    st.sampled_from(["label", "concept", "extension", "tag", "from", "statement", "other", "registrant", "negated"]),
    st.one_of(
        st.booleans(),
        st.integers(1800, 2200),
        st.sampled_from(["", "x", "us-gaap:Assets", "income", "0000001234"]),
    ),
)


@given(st.fixed_dictionaries({"rule": st.lists(entries, max_size=2)}))
def test_the_schema_check_agrees_with_the_reference_library(data: dict[str, object]) -> None:
    reference = jsonschema.Draft202012Validator(SCHEMA)
    assert (not list(violations(data, SCHEMA))) == reference.is_valid(data)


def test_approved_decisions_come_back_with_their_provenance(tmp_path: Path) -> None:
    approve(
        tmp_path,
        "1105472",
        (Approved("Cost [net] of *other* sales", "0000950135-03-005024", "income", None, "us-gaap:CostOfRevenue"),),
    )
    approve(tmp_path, "1105472", (Approved("Backlog", "0000950135-03-005024", extension=True, negated=False),))
    known = recall(tmp_path, "0001105472", NO_OVERRIDES)
    taxonomy = load()
    found = known.verdict(Row("Cost [net] of *other* sales"), "income", "1105472", 2003, taxonomy)
    assert found is not None and found.concept == "us-gaap:CostOfRevenue" and found.origin is Origin.MEMORY
    assert found.reason == "approved for this registrant in 0000950135-03-005024"
    assert known.verdict(Row("Cost [net] of all other sales"), "income", "1105472", 2003, taxonomy) is None
    own = known.verdict(Row("Backlog"), None, "1105472", 2003, taxonomy)
    assert own is not None and own.decision is Decision.EXTENSION


def test_a_later_approval_replaces_an_earlier(tmp_path: Path) -> None:
    for concept in ("us-gaap:Revenues", "us-gaap:OtherIncome"):
        approve(tmp_path, "7", (Approved("Other", "a", "income", None, concept),))
    found = recall(tmp_path, "7", NO_OVERRIDES)
    assert [rule.concept for rule in found.approved] == ["us-gaap:OtherIncome"]


def test_no_choice_leaks_to_another_registrant(tmp_path: Path) -> None:
    path = approve(tmp_path, "1", (Approved("Other", "a", concept="us-gaap:Revenues"),))
    (tmp_path / "0000000002.toml").write_text(path.read_text())  # even from a file put in the wrong place
    taxonomy = load()
    for cik in ("2", None):
        known = recall(tmp_path, cik, NO_OVERRIDES)
        assert known.verdict(Row("Other"), "income", cik, 2003, taxonomy) is None
    mine = recall(tmp_path, "1", NO_OVERRIDES)
    assert mine.verdict(Row("Other"), "income", "2", 2003, taxonomy) is None
    assert mine.verdict(Row("Other"), "income", None, 2003, taxonomy) is None
