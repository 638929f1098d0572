"""A statement in the making: a grid's body with its kind, and what its margin says of scale, currency and audit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from converter.findings import Span
from converter.statements import vocabulary
from converter.statements.body import Body, Remark, supposes
from converter.statements.classify import FACE, Classified, title_lines
from converter.statements.columns import Footing, footings
from converter.statements.dates import read_period_text
from converter.statements.fiscal import FiscalCalendar
from converter.statements.moments import Lean, column_moments
from converter.statements.rollforward import AT_ONCE, Beside, rolls_income
from converter.statements.scale import ScalePhrase, read_currency, read_scale
from converter.statements.statement import Audited, Basis, StatementKind
from converter.statements.wording import capital_words, words
from converter.tables.grid import FigureKind

CUT = ("except", ",", "per", "and", "share", "except for")  # how a line ends that is carried on
ASIDE = 24  # more words than this, and a line before a table is prose


@dataclass(frozen=True, slots=True)
class Draft:
    """`scale` is None where nothing near the table states one."""

    body: Body
    kind: StatementKind
    shape: StatementKind
    score: int
    title: Remark | None
    footings: tuple[Footing, ...]
    scale: ScalePhrase | None
    scale_span: Span | None
    currency: str | None
    audited: Audited
    scale_is_own: bool = True  # stated in the table's own title, head or rows
    scale_borne_out: bool = False  # figures of other tables agree
    scale_proved: bool = False  # by net income, number of shares and amount a share
    scale_guessed: bool = False  # taken from the other statements of the filing
    of_plan: bool = False  # an employee benefit plan reports it, not the registrant
    filed: date | None = None  # the day on which the filing was made
    fiscal: FiscalCalendar | None = None  # the filing's years, once they are known
    tied: Lean | None = None  # what ties to the face statements tell of a note
    beside: Beside = AT_ONCE  # rows of the pages before and after that a statement of equity runs over
    tied_by_chance: bool = False  # they rest on one figure, a small one
    ending: bool = False  # and of the days over its columns: they are those on which years end, not of balances
    by_shape: bool = False  # no primary statement, but read as one of its `shape`

    @property
    def is_instant(self) -> bool:
        """Whether the table as a whole reports balances."""
        return self.form is StatementKind.BALANCE and self.shape is StatementKind.BALANCE

    @property
    def reads_as_face(self) -> bool:
        """Whether the table is a face statement or has one's rows."""
        return self.kind in FACE or self.by_shape

    @property
    def form(self) -> StatementKind:
        """The kind by which the rows are read: the parent company's statements, and those that sum up others, are read
        as what they have the labels of."""
        return self.shape if self.kind is StatementKind.PARENT_ONLY or self.by_shape else self.kind

    @property
    def across(self) -> tuple[str | None, ...] | None:
        """Which columns are the balances of a schedule that runs across the page."""
        return None if self.kind in FACE or self.by_shape else column_moments(self.body.heads, self.body.names)

    @property
    def rolls(self) -> bool:
        """Whether a note carries the parts of accumulated other comprehensive income forward."""
        body = self.body
        return self.kind is StatementKind.OTHER and rolls_income(
            body.heads, [row.label for row in body.rows], body.titles
        )

    @property
    def shape_reports_flows(self) -> bool:
        """Whether every row that is not called a balance reports a flow."""
        if self.kind is StatementKind.PARENT_ONLY or self.by_shape:
            return True
        return self.kind in FACE  # of a balance sheet every row is a balance

    @property
    def says_duration(self) -> bool:
        """Whether heads or title speak of periods rather than of dates or bare years."""
        texts = [*self.body.heads, *(remark.text for remark in self.body.remarks if len(words(remark.text)) <= ASIDE)]
        found = [read_period_text(text) for text in texts]
        return any(text.durations or text.quarters for text in found)


def _is_historical(head: str) -> bool:
    """Whether a head in a pro forma statement says that its column is as it was reported, whatever the title says."""
    said = set(words(head))
    return bool(said & vocabulary.bases().historical) and not {"pro", "forma"} <= said and "proforma" not in said


_BRACKETED = re.compile(r"\([^()]{0,40}\)")
_COUNTS = frozenset({"number", "shares", "units"})  # how the head of a column ends that counts
SUMMARIZED = "Summarized information"


def _summarizes(text: str) -> bool:
    """Whether a line announces the summarized statements of another company (Regulation S-X, 1-02(bb))."""
    said = set(words(text))
    return "summarized" in said and bool({"for", "of"} & said) and bool(_OTHERS & said) and not _OWN & said


_OTHERS = frozenset({"statement", "statements", "sheet", "sheets", "information"})
_OWN = frozenset({"segment", "segments", "quarterly", "quarter", "cash", "supplemental", "selected"})


def draft(body: Body, classified: Classified) -> Draft:
    scale, scale_span, own = _scale(body)
    currency = _currency(body)
    title = _title(body, classified)
    feet = footings(body, classified.kind)
    near = [line.text for line in (*body.remarks[:4], *body.outside[:4])]
    pro_forma = title is not None and {"pro", "forma"} <= set(words(title.text))
    pro_forma = pro_forma or (classified.kind not in FACE and any(map(supposes, near)))
    if pro_forma:
        feet = tuple(
            replace(foot, basis=Basis.PRO_FORMA) if foot.basis is Basis.REPORTED and not _is_historical(head) else foot
            for foot, head in zip(feet, body.heads, strict=True)
        )
    if classified.kind is not StatementKind.PARENT_ONLY and any(map(_summarizes, near)):
        feet = tuple(
            Footing(Basis.COMPONENT, SUMMARIZED, foot.measure) if foot.basis is Basis.REPORTED else foot
            for foot in feet
        )
    return Draft(
        body,
        classified.kind,
        classified.shape,
        classified.score,
        title,
        feet,
        scale,
        scale_span,
        currency,
        _audited(body),
        own,
        by_shape=classified.by_shape,
    )


def _title(body: Body, classified: Classified) -> Remark | None:
    lines = [*reversed(body.outside), *reversed(body.remarks)]
    if classified.title is not None:
        line = lines[classified.title]
        if title_lines(body.titles, classified.title) == 1:
            return line
        first = lines[classified.title - 1]
        span = Span(min(first.span.start, line.span.start), max(first.span.end, line.span.end))
        return Remark(f"{first.text} {line.text}", span)
    named = [line for line in reversed(body.remarks) if capital_words(line.text) and len(words(line.text)) <= 16]
    return named[-1] if named else None


def _scale(body: Body) -> tuple[ScalePhrase | None, Span | None, bool]:
    """The nearest phrase, and whether it is the table's own; a phrase cut over two lines is read whole.

    One of counts of shares alone gives way to one of the table's own that speaks of money, and tells what that leaves
    open."""
    heads = _heads(body)
    if (apart := _apart(heads)) is not None:
        return apart, body.grid.span, True
    counted = _scales_of_counts(heads)
    shares: tuple[ScalePhrase, Span, bool] | None = None
    for lines, own in (
        (body.remarks, True),
        (body.head_lines, True),
        (heads, True),
        (body.outside, False),
        (_notes(body), False),
    ):
        for place, remark in enumerate(lines):
            found = read_scale(remark.text) if len(words(remark.text)) <= ASIDE else None
            if found is not None and lines is heads:
                found = _of_column(remark.text)
            if found is None:
                continue
            text = remark.text.rstrip()
            if lines is body.head_lines and text.count("(") > text.count(")") and place + 1 < len(lines):
                found = read_scale(f"{remark.text} {lines[place + 1].text}") or found
            elif place and (text.endswith(CUT) or text.count("(") > text.count(")")):
                found = read_scale(f"{remark.text} {lines[place - 1].text}") or found
            if not own and shares is not None:
                return shares
            if not found.of_shares:
                counts = found.shares
                if shares is not None and shares[2]:
                    counts = shares[0].shares
                elif len(counted) == 1:
                    (counts,) = counted
                elif lines is heads and any(read_scale(head) is None for head in body.heads):
                    counts = None  # said of the amounts, and of no other column
                elif lines is body.head_lines and _passes_over_counts(body.heads):
                    counts = None
                return replace(found, shares=counts), remark.span, own
            shares = shares or (found, remark.span, own)
    return shares or (None, None, False)


def _apart(heads: Sequence[Remark]) -> ScalePhrase | None:
    """What heads of columns of shares and of columns of money say each for their own."""
    said = [phrase for phrase in (_of_column(head.text) for head in heads) if phrase is not None]
    money = {phrase.money for phrase in said if not phrase.of_shares}
    shares = _scales_of_counts(heads)
    return ScalePhrase(money.pop(), shares.pop()) if len(money) == 1 and len(shares) == 1 else None


def _scales_of_counts(heads: Sequence[Remark]) -> set[int | None]:
    """What the heads of columns of shares say: "Shares (000's)"."""
    return {phrase.shares for head in heads if (phrase := _of_column(head.text)) is not None and phrase.of_shares}


def _of_column(head: str) -> ScalePhrase | None:
    """The phrase of a head; "Shares of Beneficial Interest, Amount (000)" speaks of no shares."""
    phrase = read_scale(head)
    if phrase is not None and phrase.of_shares and words(_BRACKETED.sub("", head))[-1:] in (("amount",), ("amounts",)):
        return replace(phrase, shares=None, of_shares=False)
    return phrase


def _passes_over_counts(heads: Sequence[str]) -> bool:
    """Whether some heads have a phrase of scale, and one of a column that counts has none: "Number", "Amount (000)"."""
    said = [read_scale(head) is not None for head in heads]
    return any(said) and any(
        not scaled and words(head)[-1:] and words(head)[-1] in _COUNTS for head, scaled in zip(heads, said, strict=True)
    )


def _heads(body: Body) -> list[Remark]:
    return [Remark(head, body.grid.span) for head in body.heads]


def _notes(body: Body) -> list[Remark]:
    return [Remark(note.text, note.span) for note in body.grid.notes[:3]]


def _currency(body: Body) -> str | None:
    first = [row.label for row in body.rows[:1] if not any(cell.figure for cell in row.cells)]
    for text in (*(remark.text for remark in body.remarks), *body.heads, *first):
        if len(words(text)) <= ASIDE and (code := read_currency(text)) is not None:
            return code
    return None


def _audited(body: Body) -> Audited:
    said = [set(words(text)) for text in (*(remark.text for remark in body.remarks), *body.heads)]
    said += [set(words(remark.text)) for remark in body.outside[:6] if len(words(remark.text)) <= 8]
    if any("unaudited" in text for text in said):
        return Audited.UNAUDITED
    return Audited.AUDITED if any("audited" in text for text in said) else Audited.UNKNOWN


def money_is_whole(body: Body) -> bool:
    """Whether most amounts of the table are printed without decimals."""
    figures = [
        cell.figure for row in body.rows for cell in row.cells if cell.figure and cell.figure.kind is FigureKind.NUMBER
    ]
    return sum(figure.decimals == 0 for figure in figures) * 2 > len(figures)
