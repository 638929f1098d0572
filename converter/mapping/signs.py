"""Whether the page shows a row with the opposite of its concept's own sign (`Mapping.negated`).

The fact's sign is the concept's: an amount of the concept's kind is positive, wherever and however it is printed.

one way      An element that is never negative (`TreasuryStockValue`) is negated where the page shows minus.
cash flow    The page shows inflows as positive: elements of credit balance are outflows, so negated. What adds to its
             total against its name ("Acquisitions, net of cash acquired 667" among payments in parentheses, proceeds
             in parentheses) is negative.
label        "Other (income) expense" shows income as negative; "Net loss 6,382" without parentheses is a loss.
equity       The page shows as negative what takes from equity: of an element of debit balance that is positive. So
             it is in other comprehensive income.
arithmetic   What a row adds to its total settles the rest: tax printed (30) between 100 and 70 is an expense of 30.
             A balance is left alone: what remains of a balance sheet below a line is no sum.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from converter.mapping.features import grain, numbers
from converter.mapping.sheet import CASH_FLOW, EQUITY, INCOME, Row, Sheet
from converter.taxonomies.taxonomy import Concept

_BOTH_WAYS = re.compile(
    "^Adjustment|IncreaseDecrease|IncomeLoss|Gains?Loss|ProfitLoss|ExpenseBenefit|IncomeExpense|ProvidedByUsedIn|AccumulatedDeficit"
    "|ComprehensiveIncome|ProceedsFromPayments|PaymentsForProceeds|ProceedsFromRepayments|PaymentsForRepayments"
    "|EarningsPerShare|PerBasicShare|PerDilutedShare|^StockholdersEquity|^MinorityInterest$|EffectOfExchangeRate|NetIncome"
    "|^OperatingIncome|^GrossProfit|RevenueExpenseNet|CostCredit|CostReversalOfCost|ExpenseReversalOfExpense|FairValueAdjustment"
)
_ONE_WAY = re.compile(
    "^(Payments(?!ForProceeds|ForRepayments)|Repayments|Proceeds(?!FromPayments|FromRepayments)|IncomeTaxesPaid|InterestPaid"
    "|Dividends|PreferredStockDividends|StockRepurchased|StockIssued|TreasuryStock|CapitalExpenditures|Noncash"
    "|MinorityInterestDecrease|WeightedAverage)"
)
_PAYMENT = re.compile("^(Payments(?!ForProceeds|ForRepayments)|Repayments)")
_OTHER_WAY = re.compile(r"\bpaid \((?:received|refund\w{0,6}|recovered)\)|\bincrease \(decrease\)")
_PAID = re.compile("^(IncomeTaxesPaid|InterestPaid)")
_OFTEN_MINUS = 0.1  # share of negative values from which an element is taken to go both ways; filers' slips are fewer
_RESULT = re.compile(
    "^(IncomeLossFromContinuing(?!.*AttributableToNoncontrolling)|OperatingIncomeLoss|GrossProfit|NetIncomeLoss$|ProfitLoss"
    "|NetIncomeLossAvail)"
)
_ACTIVITIES = re.compile(r"\b(?:operating|investing|investment|financing) activities\b", re.IGNORECASE)
_TAKEN_FROM_EQUITY = re.compile("^StockholdersEquityOther")  # whichever way it goes
_COMPREHENSIVE = re.compile("^OtherComprehensiveIncome(?!.*AttributableToNoncontrolling)")
_LESS = ("less", "deduct")
_RESULT_NAMED = re.compile(  # which says of what a row is a part, not which way the row goes
    r"\b(?:comprehensive|net) (?:income|earnings)(?! tax)(?:\s?/?\s?\(loss(?:es)?\))?"
    r"|\bin(?:to)? (?:income|earnings)\b(?! tax)"
)
_TAX = re.compile("(?<!NetOf)(?<!After)(?<!Before)(?<!And)Tax(Parent)?$")
_EARNED = re.compile("^(NetIncome|ProfitLoss|ComprehensiveIncome)")  # of debit balance where it is that of others
_START_OF_CASH_FLOW = re.compile("^(NetIncomeLoss|ProfitLoss|IncomeLossFromContinuingOperations|IncomeLossIncluding)")
_GAIN = re.compile(r"\b(income|earnings|gains?|profits?|benefits?|credits?|recover(?:y|ies)|reversals?)\b(?! tax)")
_LOSS = re.compile(r"\b(loss|losses|expenses?|costs?|deductions?|charges?|provision|deficit)\b")
_ASIDE = re.compile(r"\(([^()]*[a-z][^()]*)\)")


@dataclass(frozen=True, slots=True)
class Decided:
    """The concept of a row and the share of its values that filers report as negative (None where not known)."""

    concept: Concept
    minus: float | None = None


def flips(sheet: Sheet, decided: list[Decided | None]) -> list[bool]:
    """For each row whether value(fact) = -value(page); False for rows without a concept."""
    out = [d is not None and _flipped(sheet, i, d) for i, d in enumerate(decided)]
    links = _links(sheet) if sheet.kind in (INCOME, CASH_FLOW, None) else []
    if sheet.kind == CASH_FLOW:
        payments = [page_sign(row) if _is_payment(d) else 0 for row, d in zip(sheet.rows, decided, strict=True)]
        for i, d in enumerate(decided):
            weight = (links[i] or (0, 0))[1]
            if d is not None and weight == -1 and _is_taken_off(sheet.rows[i], d):
                out[i] = d.concept.balance == "debit"
            elif d is not None and weight == 1 and _is_paid_or_refunded(sheet.rows[i], d):
                out[i] = True
            elif d is not None and weight == 1 and not both_ways(d):
                others = payments[:i] + payments[i + 1 :]
                in_parentheses = others.count(-1) > max(1, 3 * others.count(1))
                out[i] = _against_its_name(page_sign(sheet.rows[i]), d, out[i], in_parentheses)
    if sheet.kind in (INCOME, None):
        for i, d in enumerate(decided):
            if d is not None and links[i] is not None and _by_arithmetic(d) and not moves_cash(sheet, sheet.rows[i]):
                above, weight = links[i] or (0, 0)
                total = decided[above]
                if total is not None and total.concept.balance and _alike(total, d):
                    same = 1 if total.concept.balance == d.concept.balance else -1
                    out[i] = same * weight * (-1 if out[above] else 1) < 0
    return out


def moves_cash(sheet: Sheet, row: Row) -> bool:
    """Whether the row is one of a statement of cash flows, be it the parent company's: its headings then say so."""
    if sheet.kind is None:
        return any(_ACTIVITIES.search(heading) for heading in row.section)
    return sheet.kind == CASH_FLOW


def _alike(total: Decided, part: Decided) -> bool:
    """Whether both are flows or both balances: what changes a balance is no part of it."""
    return total.concept.period_type == part.concept.period_type


def _is_payment(decided: Decided | None) -> bool:
    return decided is not None and _PAYMENT.search(decided.concept.name) is not None


def _is_paid_or_refunded(row: Row, decided: Decided) -> bool:
    """Whether a row of interest or taxes that adds to a flow was paid in some columns and received in others."""
    signs = {value > 0 for value in row.values if value}
    flows = any(_ACTIVITIES.search(heading) for heading in row.section)
    return len(signs) > 1 and flows and _PAID.search(decided.concept.name) is not None


def _is_taken_off(row: Row, decided: Decided) -> bool:
    """Whether a row that is subtracted as printed goes by the direction of cash: "Net cash used in investing 100"."""
    concept = decided.concept
    moves = both_ways(decided) and concept.period_type == "duration" and concept.balance in ("debit", "credit")
    return moves and not _START_OF_CASH_FLOW.search(concept.name) and page_sign(row) != 0


def _against_its_name(sign: int, decided: Decided, flipped: bool, in_parentheses: bool) -> bool:
    """Whether a row that adds to its total as printed is negated, though its element is hardly ever negative. The page
    sets payments `in_parentheses`, not as positive amounts under "Uses of cash"."""
    if sign < 0 and decided.concept.balance == "debit":
        return False  # proceeds that were paid
    if sign > 0 and in_parentheses and _is_payment(decided):
        return True  # a payment that was received
    return flipped


def both_ways(decided: Decided) -> bool:
    """Whether the element's values may have either sign."""
    if _BOTH_WAYS.search(decided.concept.name):
        return True
    if _ONE_WAY.search(decided.concept.name):
        return False
    return decided.minus is not None and decided.minus > _OFTEN_MINUS


def _by_arithmetic(decided: Decided) -> bool:
    """Whether a row's part in a sum tells its sign: not where the row is itself a result that starts the next sum."""
    concept = decided.concept
    flow = concept.period_type == "duration"
    return flow and both_ways(decided) and bool(concept.balance) and not _RESULT.search(concept.name)


def page_sign(row: Row) -> int:
    """+1 or -1 by the majority of the row's figures; 0 where there is none."""
    first = next((v for v in row.values if v), None)
    return majority(row.values) or ((first > 0) - (first < 0) if first is not None else 0)


def majority(values: Iterable[Decimal | None]) -> int:
    """+1 or -1 as most of the figures are, 0 where none decides."""
    total = sum((value > 0) - (value < 0) for value in values if value is not None)
    return (total > 0) - (total < 0)


def _flipped(sheet: Sheet, i: int, decided: Decided) -> bool:
    row, concept = sheet.rows[i], decided.concept
    sign = page_sign(row)
    if not both_ways(decided):
        if sheet.kind == EQUITY and concept.balance == "credit" and concept.period_type == "duration":
            return False  # stock issued for less than what it cost adds to one component and takes from another
        label = row.label.lower()
        return sign < 0 and not _names_both(label) and not _says_which(label)
    if _COMPREHENSIVE.search(concept.name) and concept.balance == "debit" and not moves_cash(sheet, row):
        return _adds_to_comprehensive_income(row, concept, sign)
    if sheet.kind == EQUITY and concept.balance == "debit" and concept.period_type == "duration":
        if _TAKEN_FROM_EQUITY.search(concept.name):
            return True
        if not _EARNED.search(concept.name):
            return sign < 0
    if moves_cash(sheet, row) and concept.period_type == "duration":
        if _START_OF_CASH_FLOW.search(concept.name):
            return _named_opposite(row, concept, sign) and i < 4
        return concept.balance == "credit"
    return _named_opposite(row, concept, sign)


def _adds_to_comprehensive_income(row: Row, concept: Concept, sign: int) -> bool:
    """Whether the page adds a row as printed, though its element is what was taken from other comprehensive income:
    gains that were reclassified are printed (5). "Less: gains reclassified 5" and "Income tax expense 5" are not."""
    label = _RESULT_NAMED.sub(" ", row.label.lower())
    if label.startswith(_LESS) or (_TAX.search(concept.name) and side(_ASIDE.sub(" ", label)) < 0):
        return _gains_aside(label) if _names_both(label) else sign < 0
    return True


def _gains_aside(label: str) -> bool:
    """Whether parentheses are gains: "Less (gains) losses"."""
    return side(" ".join(_ASIDE.findall(label))) > 0 > side(_ASIDE.sub(" ", label)) and "tax" not in label


def _named_opposite(row: Row, concept: Concept, sign: int) -> bool:
    """Whether the label says gain where the concept says loss, or the other way round, and the figures agree."""
    if concept.name.startswith("AccumulatedOther"):
        return False
    wanted = concept_side(concept)
    label = row.label.lower()
    asides = " ".join(_ASIDE.findall(label))
    outside = _ASIDE.sub(" ", label)
    said = side(outside)
    if not wanted or not said or said == wanted:
        return False
    if side(asides) == wanted:
        return True  # "(income) expense": the page's minus is income
    return sign > 0


def _says_which(label: str) -> bool:
    """Whether an aside says what parentheses are: "Income taxes paid (received)", "Increase (decrease) in accruals"."""
    return _OTHER_WAY.search(label) is not None


def _names_both(label: str) -> bool:
    """Whether an aside names the opposite of the rest: "Charges (benefit)" in parentheses are a benefit."""
    asides = side(" ".join(_ASIDE.findall(label)))
    return asides != 0 and side(_ASIDE.sub(" ", label)) == -asides


def side(text: str) -> int:
    """+1 gain, -1 loss, 0 neither or both."""
    text = text.replace("income tax", "tax")
    gain, loss = _GAIN.search(text), _LOSS.search(text)
    if gain and loss:
        return 0
    return 1 if gain else -1 if loss else 0


def concept_side(concept: Concept) -> int:
    """What a positive value of the concept is: +1 gain, -1 loss."""
    name = re.sub("IncomeTax(es)?|ComprehensiveIncome", "Tax", concept.name)
    found = re.search("Income|Gain|Profit|Earnings|Expense|Loss|Cost|Deficit", name)
    if concept.name.startswith(("RetainedEarnings", "OtherComprehensiveIncome", "ComprehensiveIncome")):
        return 1
    if found is None:
        return 0
    return 1 if found[0] in ("Income", "Gain", "Profit", "Earnings") else -1


def _links(sheet: Sheet) -> list[tuple[int, int] | None]:
    """For each row the total that it adds to and its weight, from the reader or from three rows in sequence."""
    values = numbers(sheet)
    slack = 1.01 * grain(values)
    filled = [i for i, v in enumerate(values) if v is not None]
    links: list[tuple[int, int] | None] = [None] * len(values)
    for before, here, after in zip(filled, filled[1:], filled[2:], strict=False):
        a, b, c = values[before] or 0.0, values[here] or 0.0, values[after] or 0.0
        if abs(b) <= slack or abs(a) <= slack:
            continue
        if abs(a + b - c) <= slack:
            links[here] = (after, 1)
        elif abs(a - b - c) <= slack:
            links[here] = (after, -1)
    for i, row in enumerate(sheet.rows):
        if row.parent is not None:
            links[i] = (row.parent, row.weight)
    return links
