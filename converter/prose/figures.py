"""Figures in sentences that repeat a statement figure: tagged at their own precision when name, period and value agree.

    prose_facts(document, mapped, statement_facts, cover) -> (facts, findings)

`Revenues for the third quarter of fiscal 2003 were $28.6 million` is the fact that the income statement gives as
28,644 (thousands), with scale 6 and decimals -5. What agrees in name and period but not in value is reported
(`ix.prose.contradiction`), never tagged; in doubt nothing happens.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from converter.findings import Finding, Location, Severity, Span
from converter.mapping.mapping import MappedStatement
from converter.prose.growth import Growth, growths
from converter.prose.language import Amount, Calendar, TimeWords, amounts, fits, near, times, year_before
from converter.prose.ledger import Ledger, Naming, calendar_of
from converter.reading.document import Document, PartKind
from converter.report.consistency import consistent, half_unit
from converter.report.pagetext import PageText, page_text
from converter.report.partial import CoverPage, PartialFact
from converter.report.report import FactOrigin
from converter.statements.statement import Period

_SENTENCE_END = re.compile(r"[.!?][\"'\u201d)]{0,2}\s{1,80}(?=[A-Z\"'\u201c(<])|\n[ \t\r\xa0]*\n")
_JOINING = re.compile(r"\s*(?:,|\()?\s*(?:or|and|,)?\s*(?:a\s+(?:net\s+)?(?:loss|income)\s+of\s+)?\s*", re.IGNORECASE)
_FOLLOWS = re.compile(
    r"[\s,]*(?:(?:for|in|during|of|from|reported|recorded|posted|earned|the)\s+)*(?:the\s+)?", re.IGNORECASE
)
_CHANGE = re.compile(
    r"(?:increas|decreas|declin|improv|reduc)\w*\s+(?:by|of)?\s*(?:approximately\s+|about\s+)?$|(?:grew|rose|fell|up|down|growth\s+of|by)\s+"
    r"(?:approximately\s+|about\s+|by\s+)?$",
    re.IGNORECASE,
)
_STATED = re.compile(
    r"[\s,]*(?:(?:was|were|is|are|of|totaled|totalled|amounted\s+to|reached|at|to|reported|increased|decreased|declined|rose"
    r"|grew|fell|improved|net|a|record|approximately)[\s,]+){0,8}",
    re.IGNORECASE,
)
_TO_AMOUNT = re.compile(r"[\s,]*(?:sequentially|year[\s-]over[\s-]year)?[\s,]*to[\s,]*", re.IGNORECASE)
_ROUGH = re.compile(r"\b(?:approximately|about|nearly|almost|over|more\s+than|some|roughly)\s+$", re.IGNORECASE)
_OTHER_BASIS = re.compile(
    r"pro[\s-]?forma|exclud|adjusted|comparable|same[\s-]store|segment|division|subsidiar|restat|before|after",
    re.IGNORECASE,
)
_WIDE_GAP = re.compile(r"\S\s{4,}\S")
_TELLING = re.compile(r"\$|%|\bper\s?cent\b|\bcents\b")
_TABLE = re.compile(r"<TABLE>.*?</TABLE>", re.IGNORECASE | re.DOTALL)
_LONGEST_SENTENCE = 1500
_NEAR_MISS = Decimal("0.1")  # a statement this far off is another figure, not a contradiction


@dataclass(frozen=True, slots=True)
class _Tied:
    """An amount of a sentence with the statement fact that it repeats."""

    amount: Amount
    fact: PartialFact
    loss: bool


def prose_facts(
    document: Document, mapped: tuple[MappedStatement, ...], statement_facts: tuple[PartialFact, ...], cover: CoverPage
) -> tuple[tuple[PartialFact, ...], tuple[Finding, ...]]:
    ledger = Ledger(mapped, statement_facts)
    calendar = calendar_of(cover, ledger.periods)
    taken = sorted(each.statement.span for each in mapped)
    facts: list[PartialFact] = []
    findings: list[Finding] = []
    for number, part in enumerate(document.parts):
        if part.kind is PartKind.BINARY or part.is_schedule:
            continue
        page = page_text(document.source, part, number)
        for start, end in _sentences(page):
            reader = _Sentence(page, start, end, ledger, calendar)
            if not _is_prose(page, start, end, reader.amounts, taken):
                continue
            for tied in reader.ties():
                fact = _fact(page, tied)
                if fact is not None:
                    facts.append(fact)
            findings += reader.findings
    return tuple(facts), tuple(findings)


def _sentences(page: PageText) -> Iterator[tuple[int, int]]:
    """Sentences with an amount or a percentage in them, outside of tables."""
    tables = [match.span() for match in _TABLE.finditer(page.text)]
    starts = [start for start, _ in tables]
    begin = 0
    for match in [*_SENTENCE_END.finditer(page.text), None]:
        end = match.end() if match else len(page.text)
        at = bisect_right(starts, begin) - 1
        inside = at >= 0 and begin < tables[at][1]
        if not inside and end - begin <= _LONGEST_SENTENCE and _TELLING.search(page.text, begin, end):
            yield begin, end
        begin = end


def _is_prose(page: PageText, start: int, end: int, found: tuple[Amount, ...], taken: list[Span]) -> bool:
    """A running sentence: no line with columns, not within a statement."""
    if not found:
        return not _WIDE_GAP.search(page.text[start:end].strip())
    for amount in found:
        line = page.lines[page.line_at(amount.start)]
        if _WIDE_GAP.search(line.text.strip()):
            return False
        span = page.span(*amount.digits)
        if span is None:
            return False
        at = bisect_right(taken, Span(span.start, 1 << 62)) - 1
        if at >= 0 and span.start < taken[at].end:
            return False
    return True


def _fact(page: PageText, tied: _Tied) -> PartialFact | None:
    amount, source = tied.amount, tied.fact
    span = page.span(*amount.digits)
    if span is None or not isinstance(source.value, Decimal):
        return None
    negative = source.value < 0
    decimals = amount.decimals
    if source.decimals is not None and amount.value % Decimal(10) ** -source.decimals == 0:
        # `$27,746,000` beside 27,746 thousand is no more exact than the statement.
        decimals = min(decimals, source.decimals)
    return PartialFact(
        concept=source.concept,
        value=plain(-amount.value if negative else amount.value),
        span=span,
        origin=FactOrigin.PROSE,
        period=source.period,
        unit=source.unit,
        decimals=decimals,
        scale=amount.scale,
        format="ixt:num-dot-decimal",
        negative=negative,
    )


class _Sentence:
    """One sentence: its amounts, names and times, and which belongs to which."""

    def __init__(self, page: PageText, start: int, end: int, ledger: Ledger, calendar: Calendar | None) -> None:
        self.page = page
        self.text = page.text
        self.start, self.end = start, end
        self.ledger = ledger
        self.calendar = calendar
        self.amounts = tuple(amounts(self.text, start, end))
        self.findings: list[Finding] = []
        self._names: list[Naming] = []
        self._times: list[TimeWords] = []

    def ties(self) -> list[_Tied]:
        self._names = self.ledger.namings(self.text, self.start, self.end)
        if not self._names:
            return []
        self._times = list(times(self.text, self.start, self.end))
        grown = growths(self.text, self.start, self.end, self._names, self.ledger, self.calendar)
        self._check_growth(grown)
        owners = self._time_owners()
        tied: list[_Tied] = []
        last: _Tied | None = None
        period: Period | None = None
        for index, amount in enumerate(self.amounts):
            name = self._name_of(amount)
            found: _Tied | None = None
            if amount.per_share is not None:
                # `... $3.2 million or $0.01 per diluted share` shares its period with the amount before it.
                if last is not None and self._joined(index):
                    found = self._share_tie(amount, last)
            elif name is not None and not self._is_change(amount):
                words = owners.get(index)
                found = self._tie(amount, name, words, period) or self._grown_tie(amount, name, grown)
            if found is not None:
                tied.append(found)
                last = found
                period = found.fact.period
            elif amount.per_share is None:
                last = None
        return tied

    def _joined(self, index: int) -> bool:
        before = self.amounts[index - 1] if index else None
        if before is None:
            return False
        return _JOINING.fullmatch(self.text, before.end, self.amounts[index].start) is not None

    def _name_of(self, amount: Amount) -> Naming | None:
        before = [name for name in self._names if name.end <= amount.start]
        return before[-1] if before else None

    def _is_change(self, amount: Amount) -> bool:
        return _CHANGE.search(self.text[max(self.start, amount.start - 50) : amount.start]) is not None

    def _time_owners(self) -> dict[int, TimeWords]:
        """For each amount (by index) the time words that belong to it: those right after it, else those before it that
        no earlier amount has."""
        owners: dict[int, TimeWords] = {}
        taken: set[int] = set()
        ends = [self._group_end(index) for index in range(len(self.amounts))]
        for number, words in enumerate(self._times):
            for index, amount in enumerate(self.amounts):
                if ends[index] <= words.start and _FOLLOWS.fullmatch(self.text, ends[index], words.start):
                    if amount.per_share is None and not self._has_own_time(amount, taken):
                        owners[index] = words
                        taken.add(number)
                    elif amount.per_share is not None:
                        owner = self._money_before(index)
                        if owner is not None and not self._has_own_time(self.amounts[owner], taken):
                            owners[owner] = words
                            taken.add(number)
        for index, amount in enumerate(self.amounts):
            if index in owners or amount.per_share is not None:
                continue
            floor = ends[index - 1] if index else self.start
            before = [
                number
                for number, words in enumerate(self._times)
                if number not in taken and floor <= words.start and words.end_index <= amount.start
            ]
            if before:
                owners[index] = self._times[before[-1]]
                taken.add(before[-1])
        return owners

    def _group_end(self, index: int) -> int:
        return self.amounts[index].end

    def _money_before(self, index: int) -> int | None:
        while index > 0 and self._joined(index):
            index -= 1
            if self.amounts[index].per_share is None:
                return index
        return None

    def _has_own_time(self, amount: Amount, taken: set[int]) -> bool:
        """`Revenues for the third quarter of 2003 were $28.6 million`: time words between its name and the amount that
        no amount before it has."""
        name = self._name_of(amount)
        if name is None:
            return False
        floor = max([name.end, *(other.end for other in self.amounts if other.end <= amount.start)])
        return any(
            floor <= words.start and words.end_index <= amount.start
            for number, words in enumerate(self._times)
            if number not in taken
        )

    # --- ties

    def _tie(self, amount: Amount, name: Naming, words: TimeWords | None, period: Period | None) -> _Tied | None:
        if words is None:
            return None
        candidates = [
            fact
            for concept in name.concepts
            for fact in self.ledger.facts(concept)
            if fact.period is not None
            and fact.unit is not None
            and "shares" not in fact.unit
            and self._means(words, fact.period, period)
        ]
        agreeing = [fact for fact in candidates if self._agrees(amount, fact, name.loss)]
        first = next((concept for concept in name.concepts if any(fact.concept == concept for fact in agreeing)), None)
        best = [fact for fact in agreeing if fact.concept == first]
        if len(best) == 1 and self._is_telling(amount, name):
            return _Tied(amount, best[0], name.loss)
        if not agreeing:
            self._contradiction(amount, name, words, candidates)
        return None

    def _grown_tie(self, amount: Amount, name: Naming, grown: list[Growth]) -> _Tied | None:
        """`Revenues grew 34% sequentially to $28.6 million`: the change that agrees tells the period."""
        for growth in grown:
            between = self.text[growth.end : amount.start]
            if growth.naming == name and growth.agrees and _TO_AMOUNT.fullmatch(between):
                return _Tied(amount, growth.now, name.loss) if self._agrees(amount, growth.now, name.loss) else None
        return None

    def _check_growth(self, grown: list[Growth]) -> None:
        if _OTHER_BASIS.search(self.text, self.start, self.end):
            return
        for growth in grown:
            if growth.contradicts:
                said = " ".join(self.text[growth.start : growth.end].split())
                name = " ".join(self.text[growth.naming.start : growth.naming.end].split())
                given = f"{abs(growth.given):.1f} %"
                message = f'the text says {said} for the change in "{name}", the statement gives {given}'
                span = self.page.span(growth.start, growth.end)
                self.findings.append(Finding("ix.prose.contradiction", Severity.WARNING, message, Location(span=span)))

    def _means(self, words: TimeWords, candidate: Period, spoken: Period | None) -> bool:
        if words.relative and words.year is None:
            return spoken is not None and near(candidate, year_before(spoken))
        return fits(words, candidate, self.calendar)

    def _agrees(self, amount: Amount, fact: PartialFact, loss: bool) -> bool:
        if not isinstance(fact.value, Decimal) or (fact.value < 0) != loss:
            return False
        return consistent(amount.value, amount.decimals, abs(fact.value), fact.decimals) and amount.decimals <= (
            amount.decimals if fact.decimals is None else max(fact.decimals, amount.decimals)
        )

    def _is_telling(self, amount: Amount, name: Naming) -> bool:
        """Two digits that count, or words that leave no doubt: a single digit agrees too easily by chance."""
        digits = self.text[slice(*amount.digits)].replace(",", "").replace(".", "").strip("0")
        return len(digits) > 1 or self._is_plain(amount, name)

    def _is_plain(self, amount: Amount, name: Naming) -> bool:
        """Between name and amount nothing but time words and `was`, `were`, `of`, `totaled`."""
        between = self.text[name.end : amount.start]
        for words in self._times:
            if name.end <= words.start and words.end_index <= amount.start:
                between = between.replace(self.text[words.start : words.end_index], " ")
        between = re.sub(r"\b(?:for|in|during|the)\b", " ", between)
        return _STATED.fullmatch(between) is not None

    def _share_tie(self, amount: Amount, money: _Tied) -> _Tied | None:
        concepts = self.ledger.share_concepts(amount.per_share or "either")
        found = [
            fact
            for concept in concepts
            if money.fact.period is not None and (fact := self.ledger.fact(concept, money.fact.period)) is not None
        ]
        found = [fact for fact in found if self._agrees(amount, fact, money.loss)]
        if amount.per_share == "either" and len({fact.span for fact in found}) > 1:
            return None  # basic and diluted stand apart, and the sentence does not say which
        return _Tied(amount, found[0], money.loss) if found else None

    def _contradiction(self, amount: Amount, name: Naming, words: TimeWords, candidates: list[PartialFact]) -> None:
        """Only where the words are plain and the statement's figure is near: else it is likely another figure."""
        if _OTHER_BASIS.search(self.text, self.start, self.end):
            return
        if not self._is_plain(amount, name) or _ROUGH.search(self.text[: amount.start][-20:]):
            return
        values = {fact.value for fact in candidates if isinstance(fact.value, Decimal) and fact.value}
        if len(values) != 1:
            return
        value = next(iter(values))
        if (value < 0) != name.loss or abs(amount.value - abs(value)) > _NEAR_MISS * abs(value):
            return
        if abs(amount.value - abs(value)) <= half_unit(amount.decimals):
            return
        said = " ".join(self.text[amount.start : amount.end].split())
        when = " ".join(self.text[words.start : words.end_index].split())
        message = (
            f'the text says {said} for "{self.text[name.start : name.end]}" ({when}), the statement gives {value:,}'
        )
        span = self.page.span(amount.start, amount.end)
        self.findings.append(
            Finding("ix.prose.contradiction", Severity.WARNING, " ".join(message.split()), Location(span=span))
        )


def plain(value: Decimal) -> Decimal:
    """Without exponent: 28600000, not 2.86E+7."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()
