"""Total assets and total liabilities and equity of one date are one amount; where they are not, one of them is misread.

The page does not say which. Where the one amount is the other's of another date, the columns are dated wrong, and no
figure of theirs is published; where both stand in one table and one lacks figures, those that it has are out of column,
and no row that lacks as many is published; else the total whose table lacks the other total is the stranger, or both
stay text.
"""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal

from converter.findings import Span
from converter.report.report import Fact, Report

ASSETS = "us-gaap:Assets"
CLAIMS = "us-gaap:LiabilitiesAndStockholdersEquity"
_NEAR = Decimal("0.001")  # rounding, and what a filer's own sum is off by


def unbalanced(report: Report) -> dict[Span, str]:
    """The figures that a balance sheet which does not balance puts in doubt, each with the reason."""
    assets, claims = _totals(report, ASSETS), _totals(report, CLAIMS)
    having = {
        each.statement.id: {mapping.concept for mapping in each.mappings if mapping.concept in (ASSETS, CLAIMS)}
        for each in report.statements
    }
    found: dict[Span, str] = {}
    for context in assets.keys() & claims.keys():
        for total in claims[context]:
            if any(_same(total, other) for other in assets[context]):
                continue
            other = assets[context][0]
            reason = f"total assets of {other.value:,f} and total claims on them of {total.value:,f} at one date"
            elsewhere = any(_same(total, each) for place, many in assets.items() if place != context for each in many)
            doubted = _out_of_columns(report, total, other)
            if not doubted:
                doubted = _of_columns(report, total, other) if elsewhere else _strangers(total, other, having)
            for fact in doubted:
                if fact.span is not None:
                    found.setdefault(fact.span, reason)
    return found


def _totals(report: Report, concept: str) -> dict[str, list[Fact]]:
    """By context, as far as statements have them."""
    totals: defaultdict[str, list[Fact]] = defaultdict(list)
    for fact in report.facts:
        if fact.concept == concept and fact.statement is not None and isinstance(fact.value, Decimal):
            totals[fact.context].append(fact)
    return dict(totals)


def _same(one: Fact, other: Fact) -> bool:
    assert isinstance(one.value, Decimal) and isinstance(other.value, Decimal)
    return abs(one.value - other.value) <= _NEAR * max(abs(one.value), abs(other.value))


def _out_of_columns(report: Report, *totals: Fact) -> tuple[Fact, ...]:
    """Of one table, in which one total has fewer figures than the other, the rows that lack figures as it does: what
    they have may stand in the wrong columns."""
    statement = totals[0].statement
    if any(total.statement != statement for total in totals):
        return ()
    rows: defaultdict[int | None, list[Fact]] = defaultdict(list)
    for fact in report.facts:
        if fact.statement == statement and fact.unit is not None and fact.item is not None:
            rows[fact.item].append(fact)
    few, many = sorted(len(rows[total.item]) for total in totals)
    if few == many:
        return ()
    return tuple(fact for row in rows.values() if len(row) < many for fact in row)


def _of_columns(report: Report, *totals: Fact) -> tuple[Fact, ...]:
    """All figures that the tables of the totals have for the totals' date."""
    places = {(total.statement, total.context) for total in totals}
    return tuple(fact for fact in report.facts if (fact.statement, fact.context) in places and fact.unit is not None)


def _strangers(claims: Fact, assets: Fact, having: dict[str, set[str]]) -> tuple[Fact, ...]:
    lacks_assets = ASSETS not in having.get(claims.statement or "", set())
    lacks_claims = CLAIMS not in having.get(assets.statement or "", set())
    if lacks_assets == lacks_claims:
        return claims, assets
    return (claims,) if lacks_assets else (assets,)
