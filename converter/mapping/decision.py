"""From ranked candidates to one decision a row: a standard element, an element of the filing's own, or in doubt.

`STANDARD` is the calibrated probability from which a conversion tags a row with a standard element. It is where a tag
is still rather right than wrong; doubtful ones go on the review list with their confidence.
`CERTAIN` is where `suggest` commits itself: over all rows above it, 95 in 100 are right (see docs/model-card.md).
"""

from __future__ import annotations

from converter.mapping.claims import settled
from converter.mapping.elements import KIND_OF, Elements, Kind
from converter.mapping.eras import of_the_time
from converter.mapping.flows import as_they_flow
from converter.mapping.kinship import told
from converter.mapping.mapping import Candidate
from converter.mapping.model import Model
from converter.mapping.never import barred, is_barred
from converter.mapping.opinion import Opinion
from converter.mapping.places import at_home, is_aside
from converter.mapping.ranking import Ranked
from converter.mapping.rules import label_rules, raised
from converter.mapping.sheet import BALANCE, CASH_FLOW, EQUITY, Row, Sheet
from converter.mapping.unsaid import as_said

STANDARD = 0.6
SUMMARY = 0.7  # in segment tables and the parent company's statements, which the model has not learnt from
NOTE = 0.85  # in notes, where its probabilities are furthest too high
STRANGE = 0.85  # in primary statements, for an element that the label has nothing to do with
CERTAIN = 0.85
SHOWN = 20


def opinions(sheets: list[Sheet], model: Model, *, facts_only: bool) -> list[list[Opinion]]:
    """One opinion for each row of each sheet. With `facts_only` headings, axes and members are no candidates, and
    what a row measures and dates must agree with the element."""
    out = []
    for sheet, ranked in zip(sheets, model.ranker.rank(sheets), strict=True):
        calibrate = model.whole if len(sheet.rows) > 1 else model.alone
        elements = model.ranker.elements
        rows = []
        for i, (row, found) in enumerate(zip(sheet.rows, ranked, strict=True)):
            pairs = zip(found.elements, found.probabilities, strict=True)
            bars = barred(sheet, i)
            fit = [(e, p) for e, p in pairs if not bars or not is_barred(elements.names[e], bars)]
            fit = [(e, p) for e, p in fit if not facts_only or fits(row, sheet, elements, e)]
            scale = _scale(fit, found)
            named = of_the_time([(elements.names[e], p * scale) for e, p in fit], sheet.year)
            candidates = tuple(
                Candidate(f"us-gaap:{name}", round(calibrate(min(p, 1.0)), 4)) for name, p in named[:SHOWN]
            )
            opinion = Opinion(candidates, found.none)
            rows.append(told(sheet, row, opinion, model.ranker.lookup, STRANGE) if facts_only else opinion)
        out.append(settled(sheet, as_they_flow(sheet, as_said(sheet, _ruled(sheet, rows)))))
    return out


def _ruled(sheet: Sheet, rows: list[Opinion]) -> list[Opinion]:
    """The opinions after the labels' own rules (`taxonomy/lexicon/rules.toml`); the first rule that fits counts."""
    out = list(rows)
    for i, row in enumerate(sheet.rows):
        rule = next((r for r in label_rules() if not row.heading and r.fits(row, sheet.kind, sheet.year)), None)
        if rule is not None:
            out[i] = Opinion(raised(out[i].candidates, rule), 1 - rule.confidence)
    return out


def _scale(fit: list[tuple[int, float]], found: Ranked) -> float:
    """What the unfit candidates lost goes to the fit ones and to none of them, in proportion."""
    left = sum(p for _, p in fit) + found.none
    total = sum(found.probabilities) + found.none
    return total / left if left > 0 else 1.0


def fits(row: Row, sheet: Sheet, elements: Elements, element: int) -> bool:
    """Whether a fact of the row may have the element at all."""
    kind = Kind(int(elements.kind[element]))
    if kind is Kind.OTHER:
        return False
    if row.measure in KIND_OF:
        ours = KIND_OF[row.measure]
        if kind is not ours and not {kind, ours} <= {Kind.PERCENT, Kind.PURE}:
            return False
    name = elements.names[element]
    if sheet.kind is None and not row.heading and not row.label.strip():
        return False  # a figure without a word, outside the statements that give it one by their order
    if not row.heading and (not at_home(name, sheet.kind, row.label) or is_aside(name, sheet.kind, row.section)):
        return False
    instant = bool(elements.instant[element])
    if sheet.kind == BALANCE:
        return instant
    if row.period_type == "instant" and not instant:
        return False
    if row.period_type == "duration" and instant:
        # the balances that open and close a statement of flows are instants, whatever its columns say
        return sheet.kind in (CASH_FLOW, EQUITY) and name.startswith(("Cash", "StockholdersEquity", "PartnersCapital"))
    return True
