"""Whether the page shows a row with the opposite of its concept's own sign (`Mapping.negated`).

The fact's sign is the concept's: an amount of the concept's kind is positive, wherever and however it is printed.
- An element that is never negative (`TreasuryStockValue`, `PaymentsTo...`) is negated where the page shows minus.
- In a cash flow statement the page shows inflows as positive: elements of credit balance are outflows, so negated.
- An element that goes both ways is negated where the label names the opposite ("Net loss 6,382", "Tax benefit 90").
"""

from __future__ import annotations

from converter.mapping.sheet import CASH_FLOW, Row
from converter.taxonomies.taxonomy import Concept

_BOTH_WAYS = (
    "IncreaseDecrease",
    "IncomeLoss",
    "GainLoss",
    "ProfitLoss",
    "ExpenseBenefit",
    "IncomeExpense",
    "ProvidedByUsedIn",
    "PeriodIncreaseDecrease",
    "AccumulatedDeficit",
    "ComprehensiveIncome",
    "ProceedsFromPayments",
    "PaymentsForProceeds",
    "EarningsPerShare",
    "PerBasicShare",
    "PerDilutedShare",
    "StockholdersEquity",
    "EffectOfExchangeRate",
    "NetIncome",
    "ProceedsFromRepayments",
    "OperatingIncome",
    "GrossProfit",
    "OtherOperatingActivities",
    "Adjustments",
    "EquityMethod",
    "IncomeTaxes",
    "ExpenseNet",
    "IncomeNet",
    "AccountedFor",
    "RevenuesNet",
)
_LOSS = ("loss", "deficit", "decrease")
_GAIN = ("income", "earnings", "profit", "gain", "increase")


def both_ways(concept: Concept) -> bool:
    return any(part in concept.name for part in _BOTH_WAYS)


def page_sign(row: Row) -> int:
    """+1 or -1 by the majority of the row's figures; 0 where there is none."""
    total = sum((v > 0) - (v < 0) for v in row.values if v is not None)
    first = row.value
    return (total > 0) - (total < 0) or ((first > 0) - (first < 0) if first is not None else 0)


def negated(row: Row, concept: Concept, statement: str | None) -> bool:
    """Whether value(fact) = -value(page) for the row's cells."""
    sign = page_sign(row)
    if not both_ways(concept):
        return sign < 0
    label = row.label.lower()
    if (
        statement == CASH_FLOW
        and concept.period_type == "duration"
        and concept.name not in ("NetIncomeLoss", "ProfitLoss")
    ):
        return concept.balance == "credit"
    if any(word in label for word in _LOSS) and not any(word in label for word in _GAIN):
        return sign > 0 and concept.balance == "credit"
    return False
