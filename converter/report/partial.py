"""Facts as the finders of the report stage hand them to `build`: before ids, contexts and units exist.

PartialFact   a concept with a value, a period and the characters it was read from
CoverPage     what the cover page and the submission header say about the report as a whole
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from converter.findings import Finding, Span
from converter.report.report import FactOrigin
from converter.statements.statement import Period


@dataclass(frozen=True, slots=True)
class PartialFact:
    """As `Fact`, but `period` stands for the context (None: the Required Context of EFM 6.5.19, the cover page's) and
    `unit` is "USD" or another currency, "shares", "USD/shares", "pure", or None for text.

    `span` is None for a fact that must stand in ix:hidden (no transform can show it: EFM 5.2.5.14); `reference` is then
    the visible text that it was concluded from, if any. A text block (`escape`) may enclose other facts' spans;
    no two spans may cross.
    """

    concept: str
    value: Decimal | str | None
    span: Span | None
    origin: FactOrigin
    period: Period | None = None
    dimensions: tuple[tuple[str, str], ...] = ()
    unit: str | None = None
    decimals: int | None = None
    scale: int = 0
    format: str | None = None
    negative: bool = False
    continuations: tuple[Span, ...] = ()
    escape: bool = False
    reference: Span | None = None
    statement: str | None = None
    item: int | None = None
    column: int | None = None


@dataclass(frozen=True, slots=True)
class CoverPage:
    """`form` is the form type ("10-Q", "8-K"), `period_end` what dei:DocumentPeriodEndDate says (an 8-K's date of
    report), `fiscal_start` the first day of the period that the Required Context covers, where it is known."""

    facts: tuple[PartialFact, ...]
    form: str | None = None
    period_end: date | None = None
    fiscal_start: date | None = None
    registrant: str | None = None
    cik: str | None = None
    file_number: str | None = None
    findings: tuple[Finding, ...] = ()
