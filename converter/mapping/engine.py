"""Decides for every row of a filing's statements which element it is, or that it is none, and says why."""

from __future__ import annotations

from dataclasses import dataclass

from converter.mapping.labels import forms
from converter.mapping.lexicon import OWN, Lexicon, load
from converter.mapping.mapping import Candidate, Decision, MappedStatement, Mapping
from converter.mapping.sheet import BALANCE, CASH_FLOW, KINDS, Row, Sheet, sheet_of
from converter.mapping.signs import negated
from converter.statements.statement import Measure, Statement
from converter.taxonomies.taxonomy import Concept, Taxonomy

THRESHOLD = 0.45
_FORMS = (("exact", 1.0), ("loose", 0.9), ("bag", 0.7))
_TYPES = {
    Measure.MONEY: ("monetaryItemType",),
    Measure.SHARES: ("sharesItemType",),
    Measure.PER_SHARE: ("perShareItemType",),
    Measure.PERCENT: ("percentItemType", "pureItemType"),
    Measure.PURE: ("pureItemType", "percentItemType", "integerItemType", "decimalItemType"),
}


@dataclass(frozen=True, slots=True)
class Filing:
    """What is known of the filing as a whole: `cik` of ten digits, industry code, year of the period's end."""

    cik: str | None = None
    sic: int | None = None
    year: int | None = None


def map_statements(
    statements: tuple[Statement, ...], filing: Filing, taxonomy: Taxonomy, overrides: object | None = None
) -> tuple[MappedStatement, ...]:
    """One `MappedStatement` for each statement, one `Mapping` for each of its items, in order."""
    lexicon = load()
    return tuple(
        MappedStatement(s, _map_sheet(sheet_of(s, filing.sic, filing.year), lexicon, taxonomy)) for s in statements
    )


def _map_sheet(sheet: Sheet, lexicon: Lexicon, taxonomy: Taxonomy) -> tuple[Mapping, ...]:
    ranked = [[] if row.heading else _rank(row, sheet, lexicon, taxonomy) for row in sheet.rows]
    _name_blank_totals(sheet, ranked, taxonomy)
    taken: dict[str, tuple[float, int]] = {}
    for index, found in enumerate(ranked):
        if found and (found[0].concept not in taken or found[0].score > taken[found[0].concept][0]):
            taken[found[0].concept] = (found[0].score, index)
    out = []
    for index, (row, found) in enumerate(zip(sheet.rows, ranked, strict=True)):
        if row.heading:
            out.append(Mapping(index, Decision.NONE, None, 1.0, evidence=("a heading without figures",)))
            continue
        best = found[0] if found else None
        repeats = bool(best and taken[best.concept][1] != index and "Cash" not in best.concept)
        if best and best.score >= THRESHOLD and not repeats:
            concept = taxonomy.concept(best.concept)
            assert concept is not None
            flipped = negated(row, concept, sheet.kind)
            out.append(
                Mapping(
                    index, Decision.STANDARD, best.concept, best.score, negated=flipped,
                    evidence=(f"label used for this element with share {best.score:.2f}",), candidates=tuple(found[:5]),
                )
            )  # fmt: skip
        else:
            instant = row.period_type or ("instant" if sheet.kind == BALANCE else "duration")
            out.append(
                Mapping(
                    index,
                    Decision.EXTENSION,
                    None,
                    1 - (best.score if best else 0.0),
                    balance=_balance(row, found, taxonomy),
                    period_type=instant,
                    evidence=("no element is known well enough for this label",),
                    candidates=tuple(found[:5]),
                )
            )
    return tuple(out)


def _balance(row: Row, found: list[Candidate], taxonomy: Taxonomy) -> str | None:
    if row.measure not in (None, Measure.MONEY):
        return None
    for candidate in found:
        concept = taxonomy.concept(candidate.concept)
        if concept and concept.balance:
            return concept.balance
    return "debit"


def _fits(row: Row, sheet: Sheet, concept: Concept | None) -> bool:
    if concept is None or concept.abstract or concept.deprecated:
        return False
    if row.measure in _TYPES and concept.type.partition(":")[2] not in _TYPES[row.measure]:
        return False
    if row.period_type and concept.period_type != row.period_type:
        # the cash balances in a cash flow statement are instants whatever the column says
        return sheet.kind == CASH_FLOW and concept.name.startswith("Cash")
    return not (sheet.kind == BALANCE and concept.period_type != "instant")


def _rank(row: Row, sheet: Sheet, lexicon: Lexicon, taxonomy: Taxonomy) -> list[Candidate]:
    f = forms(row.label)
    scores: dict[str, float] = {}
    left = 1.0
    kinds = (sheet.kind,) if sheet.kind else KINDS
    for form, trust in _FORMS:
        uses = [u for kind in kinds for u in lexicon.uses(form, kind, getattr(f, form))]
        total = sum(u.companies for u in uses)
        if not total:
            continue
        weight = left * trust * total / (total + 1)
        for use in uses:
            if use.element != OWN and _fits(row, sheet, taxonomy.concept(f"us-gaap:{use.element}")):
                name = f"us-gaap:{use.element}"
                scores[name] = scores.get(name, 0.0) + weight * use.companies / total
        left -= weight
    ordered = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    return [Candidate(name, round(min(score, 0.99), 4)) for name, score in ordered[:20]]


def _name_blank_totals(sheet: Sheet, ranked: list[list[Candidate]], taxonomy: Taxonomy) -> None:
    """The unlabelled totals of a balance sheet: two equal largest figures are assets, then liabilities and equity."""
    if sheet.kind != BALANCE:
        return
    blank = [i for i, row in enumerate(sheet.rows) if not row.label.strip() and row.value]
    largest = max((abs(row.value) for row in sheet.rows if row.value), default=None)
    tops = [i for i in blank if sheet.rows[i].value == largest]
    for index, name in zip(tops, ("us-gaap:Assets", "us-gaap:LiabilitiesAndStockholdersEquity"), strict=False):
        ranked[index] = [Candidate(name, 0.97)]
