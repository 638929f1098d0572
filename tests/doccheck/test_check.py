"""The document check finds nothing in a good report, and finds each thing that is made wrong in it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from converter.doccheck.check import check_report
from converter.report.report import Fact, Layout
from tests.doccheck.finished import Finished, finished

LAYOUTS = list(Layout)


@pytest.fixture(params=LAYOUTS, ids=[layout.value for layout in LAYOUTS])
def release(request: pytest.FixtureRequest, examples: Path) -> Finished:
    return finished(examples / "2003-8k-earnings.txt", request.param)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("name", ["2003-8k-earnings.txt", "1999-10q-submission.txt", "2006-ex99-earnings.htm"])
def test_a_good_report_has_no_finding(examples: Path, name: str, layout: Layout) -> None:
    report = finished(examples / name, layout)
    assert [finding.message for finding in report.check()] == []
    assert [finding.message for finding in report.check(with_record=False)] == []


def fact_like(release: Finished, **wanted: object) -> Fact:
    """The first plain statement fact of money with these attributes, in a table with several."""
    for fact in release.report.facts:
        if fact.statement and fact.scale == 3 and fact.value and fact.format == "ixt:num-dot-decimal":
            if all(getattr(fact, name) == value for name, value in wanted.items()):
                return fact
    raise AssertionError(f"no fact with {wanted}")


def tag(release: Finished, fact: Fact) -> str:
    html = release.files[release.page].decode("ascii")
    return re.search(rf'<ix:nonFraction id="{fact.id}"[^>]*>', html)[0]  # type: ignore[index]


def codes(release: Finished, html: bytes, fact: Fact, with_record: bool = True) -> set[str]:
    found = [f for f in release.check(html, with_record) if f.location.fact_id == fact.id]
    return {finding.code.removeprefix("ix.doccheck.") for finding in found}


@pytest.mark.parametrize("with_record", [True, False])
def test_a_sign_that_is_flipped_is_found(release: Finished, with_record: bool) -> None:
    fact = fact_like(release, negative=False)
    old = tag(release, fact)
    html = release.changed(old, old.replace(">", ' sign="-">'))
    assert "sign" in codes(release, html, fact, with_record)


@pytest.mark.parametrize("with_record", [True, False])
def test_a_sign_that_is_dropped_is_found(release: Finished, with_record: bool) -> None:
    fact = fact_like(release, negative=True)
    old = tag(release, fact)
    html = release.changed(old, old.replace(' sign="-"', ""))
    assert "sign" in codes(release, html, fact, with_record)


@pytest.mark.parametrize("with_record", [True, False])
@pytest.mark.parametrize(("scale", "decimals"), [("6", "-6"), ("0", "0")])
def test_a_scale_that_is_off_is_found(release: Finished, with_record: bool, scale: str, decimals: str) -> None:
    fact = fact_like(release)
    old = tag(release, fact)
    new = old.replace('scale="3"', f'scale="{scale}"').replace('decimals="-3"', f'decimals="{decimals}"')
    assert new != old
    assert "scale" in codes(release, release.changed(old, new), fact, with_record)


def test_decimals_that_promise_too_much_are_found(release: Finished) -> None:
    fact = fact_like(release)
    old = tag(release, fact)
    html = release.changed(old, old.replace('decimals="-3"', 'decimals="0"'))
    assert "digits" in codes(release, html, fact, with_record=False)


@pytest.mark.parametrize("with_record", [True, False])
def test_a_figure_of_another_column_is_found_by_its_year(release: Finished, with_record: bool) -> None:
    """Every context of one balance sheet column is exchanged for the other's."""
    instants = [c for c in release.report.contexts if c.period.is_instant and not c.dimensions]
    one, two = instants[:2]
    fact = next(f for f in release.report.facts if f.context == one.id and f.statement and f.value)
    old = tag(release, fact)
    html = release.changed(old, old.replace(f'contextRef="{one.id}"', f'contextRef="{two.id}"'))
    assert "period" in codes(release, html, fact, with_record)


def test_a_tag_on_other_characters_is_found(release: Finished) -> None:
    fact = fact_like(release)
    html = release.files[release.page].decode("ascii")
    whole = re.search(rf'(<ix:nonFraction id="{fact.id}"[^>]*>)(\d)([^<]*)(</ix:nonFraction>)', html)
    assert whole is not None
    html = html.replace(whole[0], whole[2] + whole[1] + whole[3].lstrip(",") + whole[4])
    assert {"source", "value"} <= codes(release, html.encode("ascii"), fact)


def test_another_number_in_a_tag_is_found(release: Finished) -> None:
    fact = fact_like(release)
    html = release.files[release.page].decode("ascii")
    whole = re.search(rf'<ix:nonFraction id="{fact.id}"[^>]*>([^<]*)</ix:nonFraction>', html)
    assert whole is not None
    changed = html.replace(whole[0], whole[0].replace(whole[1], "9" + whole[1][1:] if whole[1][0] != "9" else "8"))
    assert {"source", "value"} <= codes(release, changed.encode("ascii"), fact)


def test_a_fact_that_is_lost_is_found(release: Finished) -> None:
    fact = fact_like(release)
    html = release.files[release.page].decode("ascii")
    changed = re.sub(rf'<ix:nonFraction id="{fact.id}"[^>]*>([^<]*)</ix:nonFraction>', r"\1", html)
    assert codes(release, changed.encode("ascii"), fact) == {"missing"}


def test_a_prose_figure_with_another_scale_is_found(release: Finished) -> None:
    fact = next(f for f in release.report.facts if f.origin.value == "prose" and f.scale == 6)
    old = tag(release, fact)
    html = release.changed(old, old.replace('scale="6"', 'scale="3"'))
    assert "scale" in codes(release, html, fact, with_record=False)


def test_a_percent_without_its_scale_is_found(release: Finished) -> None:
    fact = next(f for f in release.report.facts if f.scale == -2 and f.statement)
    old = tag(release, fact)
    html = release.changed(old, old.replace('scale="-2"', 'scale="0"'))
    assert "unit" in codes(release, html, fact, with_record=False)


PAGE = """<html xmlns="http://www.w3.org/1999/xhtml" xmlns:ix="http://www.xbrl.org/2013/inlineXBRL"
 xmlns:xbrli="http://www.xbrl.org/2003/instance"><head><title>t</title></head><body>
<div style="display:none"><ix:header><ix:resources>
<xbrli:context id="c"><xbrli:entity><xbrli:identifier scheme="s">1</xbrli:identifier></xbrli:entity><xbrli:period>
<xbrli:startDate>1998-01-01</xbrli:startDate><xbrli:endDate>1998-12-31</xbrli:endDate></xbrli:period></xbrli:context>
<xbrli:unit id="usd"><xbrli:measure>iso4217:USD</xbrli:measure></xbrli:unit>
<xbrli:unit id="pure"><xbrli:measure>xbrli:pure</xbrli:measure></xbrli:unit>
</ix:resources></ix:header></div>%s</body></html>"""
PLAIN = 'format="ixt:num-dot-decimal"'
MINUS = PLAIN + ' sign="-"'


def found(body: str) -> set[str]:
    findings = check_report({"r.htm": (PAGE % body).encode()})
    return {finding.code.removeprefix("ix.doccheck.") for finding in findings}


def a_fact(text: str, more: str = PLAIN, unit: str = "usd") -> str:
    attributes = f'id="f" name="us-gaap:NetIncomeLoss" contextRef="c" unitRef="{unit}" {more}'
    return f"<ix:nonFraction {attributes}>{text}</ix:nonFraction>"


@pytest.mark.parametrize(
    ("before", "text", "more", "unit", "after", "expected"),
    [
        ("Net income        $ ", "1,234", PLAIN, "usd", "", set()),
        ("Net income        $(", "1,234", PLAIN, "usd", ")", {"sign"}),
        ("Net income         (", "1,234", MINUS, "usd", ")", set()),
        ("Net income         -", "1,234", PLAIN, "usd", "", {"sign"}),
        ("Net income          ", "1,234", PLAIN, "usd", ")", {"sign"}),
        ("Net income          ", "1,234", MINUS, "usd", "", {"sign"}),
        ("Common stock       ($", ".10", PLAIN, "usd", " par value; 10 shares)", set()),
        ("Treasury stock      (", "1,084", PLAIN, "usd", " shares)", set()),
        ("was a net loss of $", "1", MINUS, "usd", " in 1998", set()),
        ("was net income of $", "1", MINUS, "usd", " in 1998", {"sign"}),
        ("income from before ($", "1", PLAIN, "usd", ") in all", set()),
        ("income of $", "1", PLAIN + ' scale="3"', "usd", " million in all", {"scale"}),
        ("income of $", "1", PLAIN + ' scale="6"', "usd", " million in all", set()),
        ("Margin              ", "61.4", 'scale="-2"', "pure", "%", set()),
        ("Margin              ", "61.4", "", "pure", "%", {"unit"}),
        ("Margin             $", "61.4", "", "pure", "", {"unit"}),
        ("Nothing             ", "--", 'format="ixt:fixed-zero"', "usd", "", set()),
        ("Nothing             ", "--", PLAIN, "usd", "", {"value"}),
        ("Nothing             ", "1,234", "", "usd", "", {"value"}),
    ],
)
def test_marks_around_a_figure(before: str, text: str, more: str, unit: str, after: str, expected: set[str]) -> None:
    assert found(f'<div style="white-space:pre">{before}{a_fact(text, more, unit)}{after}</div>') == expected


def test_heads_over_a_column() -> None:
    page = '<div style="white-space:pre">               {}\nNet income     {}\n</div>'
    assert found(page.format("1998", a_fact("1,234"))) == set()
    assert found(page.format("1997", a_fact("1,234"))) == {"period"}


def test_heads_over_a_table_cell() -> None:
    row = f"<tr><td>Net income</td><td>$</td><td>{a_fact('1,234')}</td><td>$</td><td>7</td></tr>"
    heads = '<tr><td></td><td colspan="2">{}</td><td colspan="2">{}</td></tr>'
    assert found("<table>" + heads.format("1998", "1997") + row + "</table>") == set()
    assert found("<table>" + heads.format("1997", "1998") + row + "</table>") == {"period"}


def over(heads: str, row: str = "Net income         {}       1,100      980") -> set[str]:
    """What is found of a fact of 1998 that is the first figure of the row under the heads."""
    return found(f'<div style="white-space:pre">{heads}\n{row.format(a_fact("1,234"))}\n</div>')


@pytest.mark.parametrize(
    "heads",
    [
        # as many heads as figures, typed beside them
        "                           1998         1997         1996",
        # nor does the first of them stand over the labels only
        "  1998            1997            1996",
        # heads on two lines, of which the lower has others' years
        "                  fiscal   fiscal\n                   1998     1997      fiscal\n" + " " * 38 + "1996",
        # a title that lists the years
        "  For the years 1998, 1997 and 1996",
        # a range of prices and of days is no date
        "                   1998         1997         1996\nPrice range     107-80       87-72        78-53",
        # a heading over the labels is over no column
        "Nine months ended:",
        # a paragraph set narrow
        "At year-end the company had drawn, since the\nsecond quarter of 1996, upon the reserves that it",
    ],
)
def test_heads_that_are_no_contradiction(heads: str) -> None:
    assert over(heads) == set()


@pytest.mark.parametrize(
    "heads",
    [
        "                           1997         1998         1996",
        "                   1997      1998       1996",
        "                Dec. 31,1997   Dec. 31,1998",
        "               As of December 31, 1996",
        "                9/30/97",
    ],
)
def test_heads_that_are_a_contradiction(heads: str) -> None:
    assert over(heads) == {"period"}


def test_a_label_with_a_year_between_rows_is_no_head() -> None:
    second = a_fact("1,234").replace('id="f"', 'id="g"')
    rows = f"                    1998        1997\nSales            {a_fact('1,234')}       1,100\n"
    rows += f"Tax at 35% in 1998 and 34% in 1996\n  of income      {second}       1,100\n"
    assert found(f'<div style="white-space:pre">{rows}</div>') == set()


def test_a_scale_broken_over_two_lines_of_a_head() -> None:
    heads = "                    Shares      Millions\n                 (in thousands) of dollars"
    row = "Balance            154,610         {}"
    fact = a_fact("155", PLAIN + ' scale="6"')
    assert found(f'<div style="white-space:pre">{heads}\n{row.format(fact)}\n</div>') == set()


@pytest.mark.parametrize(
    ("heads", "row"),
    [
        # single spaces between the figures, heads typed elsewhere
        ("          1998                    1997         1996", "Loans      {} (18,766,639) (15,158,344)"),
        # years of a title in capitals
        ("        YEARS ENDED JULY 29, 1999\n        JULY 30, 1998 AND JULY 31, 1997\n  SHARES   AMOUNT", "Net   {}"),
        # a rule shows how far the head beside it does not reach
        (
            "                                  SIX MONTHS ENDED\n      YEAR ENDED MARCH 31,            JUNE 30,\n"
            "  ------------------------------ ------------------",
            "Sales                        {}       1,100",
        ),
        # the period of the whole table, over columns with names of their own
        ("          For the year ended June 30, 1999\n\n   Stock     Capital     Deficit     Total", "Net   {}   7"),
        # each head over two figures, the second of which it does not reach
        (
            "         1998            1999\n         Shares  Amount  Shares  Amount",
            "Issued      55      {}    63      64",
        ),
        # an amount in a sentence, a folio
        ("  leases were $2,000 in 1999; $1,500 in 1997", "Net income       {}"),
        ("  20  Birchwood Instruments, Inc.   1999 Annual Report", "Net income                        {}"),
    ],
)
def test_what_stands_above_is_not_always_a_head(heads: str, row: str) -> None:
    assert over(heads, row) == set()


def test_the_first_quarter_of_a_fiscal_year_may_end_in_the_year_before() -> None:
    page = PAGE.replace("1998-01-01", "1998-10-01") % (
        '<div style="white-space:pre">              First\n             Quarter\n              {}\n'
        f"Net sales    {a_fact('1,234')}\n</div>"
    )
    found_of = lambda year: check_report({"r.htm": page.format(year).encode()})  # noqa: E731
    assert not found_of("1999")
    assert [finding.code for finding in found_of("1997")] == ["ix.doccheck.period"]


def test_the_year_over_the_quarters_of_a_fiscal_year_is_not_that_of_each() -> None:
    page = PAGE.replace("1998-01-01", "1998-10-01") % (
        '<div style="white-space:pre">               {}\n             Dec. 31\n'
        f"Net sales    {a_fact('1,234')}\n</div>"
    )
    found_of = lambda head: check_report({"r.htm": page.format(head).encode()})  # noqa: E731
    assert not found_of("Fiscal Year 1999")
    assert [finding.code for finding in found_of("Fiscal Year 1997")] == ["ix.doccheck.period"]
    assert [finding.code for finding in found_of("1999")] == ["ix.doccheck.period"]


@pytest.mark.parametrize("label", ["Cash at January 1", "Cash - beginning of year"])
def test_an_opening_balance_stands_in_the_column_of_the_year_that_it_opens(label: str) -> None:
    instant = "<xbrli:instant>1998-12-31</xbrli:instant>"
    page = PAGE.replace(
        "<xbrli:startDate>1998-01-01</xbrli:startDate><xbrli:endDate>1998-12-31</xbrli:endDate>", instant
    )
    name, _, rest = label.partition(" - ")
    row = f"{name:26} {a_fact('1,234')}\n{rest}\n"
    body = f'<div style="white-space:pre">                           1999\n{row}\n</div>'
    assert not check_report({"r.htm": (page % body).encode()})


def test_rows_below_a_heading_have_its_scale() -> None:
    first = a_fact("1,234", PLAIN + ' scale="6"')
    second = a_fact("420.2", PLAIN + ' scale="{}"').replace('id="f"', 'id="g"')
    third = a_fact("1,100", PLAIN + ' scale="6"').replace('id="f"', 'id="h"')
    rows = f"   (In millions)    1998\nRevenue            {first}\nCosts              {third}\n"
    rows += f"Assets under management (in billions):\n  Trusts           {second}\n"
    page = f'<div style="white-space:pre">{rows}</div>'
    assert found(page.format(9)) == set()
    assert found(page.format(3)) == {"scale"}


@pytest.mark.parametrize(("left", "right", "expected"), [("Amount", "Shares", 0), ("Capital", "Surplus", 1)])
def test_a_dollar_at_the_first_of_shares_says_nothing_of_the_next(left: str, right: str, expected: int) -> None:
    second = a_fact("200,000", unit="shares").replace('id="f"', 'id="g"')
    rows = [
        f"Balance, opening    $ 1,100  $ {a_fact('1,234,000', unit='shares')}",
        f"Options exercised       100      {second}",
    ]
    page = PAGE.replace(
        '<xbrli:unit id="pure">',
        '<xbrli:unit id="shares"><xbrli:measure>xbrli:shares</xbrli:measure></xbrli:unit><xbrli:unit id="pure">',
    )
    body = f'<div style="white-space:pre">                    {left}     {right}\n' + "\n".join(rows) + "</div>"
    statement = [{"id": "s1", "span": [0, 9]}]
    facts = [{"id": name, "statement": "s1", "item": at, "column": 1} for at, name in enumerate("fg")]
    findings = check_report({"r.htm": (page % body).encode()}, None, {"facts": facts, "statements": statement})
    assert sum("begins its column" in finding.message for finding in findings) == expected


def test_a_row_in_billions_says_so() -> None:
    first = a_fact("1,234", PLAIN + ' scale="6"')
    rows = f"   (In millions)    1998\nRevenue            {first}\n"
    second = a_fact("420.2", PLAIN + ' scale="{}"').replace('id="f"', 'id="g"')
    rows += f"Volume (Billions)  {second}\n"
    page = f'<div style="white-space:pre">{rows}</div>'
    assert found(page.format(9)) == set()
    assert found(page.replace("(Billions)", "").format(9)) == {"scale"}
