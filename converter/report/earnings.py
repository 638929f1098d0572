"""Net income, number of shares and amount a share prove each other's scale: the quotient of the first two is the third.

A page that forgets to say "in thousands" has a net income of 3,983 and 0.40 a share on 9,911,027 shares. Several
columns that show it prove the scale (`converter.statements.scale_proof`). Where one alone does, or another scale was
said, the page does not say which of the figures is off; but that one is, by a power of a thousand, is beyond doubt, and
no figure that may be it is published.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal

from converter.findings import Span
from converter.report.report import Report
from converter.statements.statement import Measure, Statement

_INCOME = (
    "us-gaap:NetIncomeLossAvailableToCommonStockholdersBasic",
    "us-gaap:NetIncomeLoss",
    "us-gaap:ProfitLoss",
)
_A_SHARE = (
    ("us-gaap:EarningsPerShareBasic", "us-gaap:WeightedAverageNumberOfSharesOutstandingBasic"),
    ("us-gaap:EarningsPerShareDiluted", "us-gaap:WeightedAverageNumberOfDilutedSharesOutstanding"),
)
_POWERS = (-6, -3, 0, 3, 6)
_TOLERANCE = Decimal("0.1")  # preferred dividends and the like, beside the rounding of the amount a share
_LEAST = Decimal("0.03")  # an amount a share of a cent or two is rounded too much to prove anything

Doubted = Mapping[tuple[str, Measure], str]


def misscaled(report: Report) -> dict[Span, str]:
    """The figures whose scale the amount a share disproves, each with the reason."""
    doubted = _doubted(report)
    measures = {
        (each.statement.id, item.index): item.measure for each in report.statements for item in each.statement.items
    }
    found = {}
    for fact in report.facts:
        if fact.statement is None or fact.item is None or fact.span is None or not isinstance(fact.value, Decimal):
            continue
        reason = doubted.get((fact.statement, measures.get((fact.statement, fact.item), Measure.TEXT)))
        if reason is not None:
            found[fact.span] = reason
    return found


def _doubted(report: Report) -> Doubted:
    """(statement, measure) -> why no such figure of it can be relied on."""
    proofs = _proofs(report)
    statements = {each.statement.id: each.statement for each in report.statements}
    doubted: dict[tuple[str, Measure], str] = {}
    for id_, powers in proofs.items():
        if 0 in powers or len(powers) != 1:
            continue
        [(power, reason)] = powers.items()
        for measure in _suspects(statements[id_], power):
            doubted[id_, measure] = reason
            if measure is Measure.MONEY and _is_unstated(statements[id_]):
                for other in statements.values():
                    if _is_unstated(other) and 0 not in proofs.get(other.id, {}):
                        doubted.setdefault((other.id, measure), f"{reason}, and no scale is stated here either")
    return doubted


def _suspects(statement: Statement, power: int) -> tuple[Measure, ...]:
    """What can be off by that power: money that no scale was found for, shares that were scaled with the money, ..."""
    scale = statement.scale
    if power < 0:
        suspects = (scale.money == 0 and Measure.MONEY, scale.shares > 0 and Measure.SHARES)
    else:
        suspects = (scale.money > 0 and scale.span is None and Measure.MONEY, scale.shares == 0 and Measure.SHARES)
    return tuple(measure for measure in suspects if measure) or (Measure.MONEY, Measure.SHARES)


def _is_unstated(statement: Statement) -> bool:
    return statement.scale.money == 0 and statement.scale.span is None


def _proofs(report: Report) -> Mapping[str, dict[int, str]]:
    """Statement -> the powers of ten by which net income is off the amounts a share, each with its sentence."""
    values: defaultdict[tuple[str, str], dict[str, Decimal]] = defaultdict(dict)
    for fact in report.facts:
        if fact.statement is not None and isinstance(fact.value, Decimal):
            values[fact.statement, fact.context].setdefault(fact.concept, fact.value)
    proofs: defaultdict[str, dict[int, str]] = defaultdict(dict)
    for (statement, _), known in values.items():
        for power, reason in _powers(known):
            proofs[statement].setdefault(power, reason)
    return dict(proofs)


def _powers(known: Mapping[str, Decimal]) -> Iterator[tuple[int, str]]:
    incomes = [known[concept] for concept in _INCOME if known.get(concept)]
    for amount_concept, count_concept in _A_SHARE:
        amount, count = known.get(amount_concept), known.get(count_concept)
        if amount is None or not count or abs(amount) < _LEAST:
            continue
        slack = _TOLERANCE + Decimal("0.005") / abs(amount)
        for income in incomes:
            ratio = abs(income / count / amount)
            for power in _POWERS:
                if abs(ratio.scaleb(-power) - 1) <= slack:
                    yield power, f"a net income of {income:,f} on {count:,f} shares is not {amount:.2f} a share"
