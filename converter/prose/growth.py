"""Sentences that tell a change in percent: `Revenues grew 34% sequentially`, `net sales rose 8.2% over the prior year`.

growths(text, start, end, namings, ledger, calendar) -> what is said, with the two facts that it compares
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from converter.prose.language import Calendar, TimeWords, fits, months_of, near, times, year_before
from converter.prose.ledger import Ledger, Naming
from converter.report.consistency import half_unit
from converter.report.partial import PartialFact
from converter.statements.statement import Period

_PERCENT = re.compile(r"(?<![\d.,])(?P<number>\d{1,3}(?:\.\d{1,2})?)\s{0,3}(?:%|percent\b|per\s+cent\b)", re.IGNORECASE)
_VERB = re.compile(
    r"[\s,]*(?:(?P<up>grew|grow|rose|increased|advanced|climbed|gained|improved|were\s+up|was\s+up|up)"
    r"|(?P<down>declined|decreased|fell|dropped|were\s+down|was\s+down|down))"
    r"(?:\s+by)?(?:\s+(?:an?|nearly|about|approximately|almost))?[\s,]*$",
    re.IGNORECASE,
)
_SEQUENTIAL = re.compile(
    r"[\s,]*(?:sequentially|(?:from|over|compared\s+(?:to|with))\s+the\s+(?:previous|prior|preceding)\s+quarter)",
    re.IGNORECASE,
)
_YEARLY = re.compile(
    r"[\s,]*(?:over|from|compared\s+(?:to|with)|year[\s-]over[\s-]year|versus)[\s,]*(?:the\s+)?"
    r"(?:(?:same|comparable|corresponding|year-ago|prior[\s-]year|last\s+year'?s?)\s+(?:period|quarter)?"
    r"|previous\s+year|prior\s+year|last\s+year|a\s+year\s+(?:ago|earlier))?",
    re.IGNORECASE,
)
_NEAR = Decimal(3)  # points of percent: what is further off tells of something else
_QUARTER = 3


@dataclass(frozen=True, slots=True)
class Growth:
    """`said` and `given` in percent, `said` with its printed places; `[start, end)` is the printed percentage."""

    naming: Naming
    said: Decimal
    given: Decimal
    start: int
    end: int
    now: PartialFact
    before: PartialFact

    @property
    def agrees(self) -> bool:
        half = half_unit(-int(self.said.as_tuple().exponent))
        return abs(self.said - self.given) <= half + _slack(self.now, self.before)

    @property
    def contradicts(self) -> bool:
        return not self.agrees and abs(self.said - self.given) <= _NEAR


def _slack(now: PartialFact, before: PartialFact) -> Decimal:
    """Points of percent by which the rounding of the statement's own figures moves their ratio."""
    total = Decimal(0)
    for fact in (now, before):
        if isinstance(fact.value, Decimal) and fact.value:
            total += abs(half_unit(fact.decimals) / fact.value) * 100
    return total


def growths(
    text: str, start: int, end: int, namings: list[Naming], ledger: Ledger, calendar: Calendar | None
) -> list[Growth]:
    """Only plain sentences: a name, time words at most, a verb, a percentage, and what it is compared with."""
    found = []
    spoken = list(times(text, start, end))
    for match in _PERCENT.finditer(text, start, end):
        naming = next((each for each in reversed(namings) if each.end <= match.start()), None)
        verb = _VERB.fullmatch(_without(text, spoken, naming.end, match.start())) if naming else None
        if naming is None or verb is None or naming.loss:
            continue
        growth = _growth(text, match, naming, bool(verb["down"]), spoken, ledger, calendar)
        if growth is not None:
            found.append(growth)
    return found


def _without(text: str, spoken: list[TimeWords], start: int, end: int) -> str:
    between = text[start:end]
    for words in spoken:
        if start <= words.start and words.end_index <= end:
            between = between.replace(text[words.start : words.end_index], " ")
    return re.sub(r"\b(?:for|in|during|the|our|also)\b", " ", between)


def _growth(
    text: str,
    match: re.Match[str],
    naming: Naming,
    down: bool,
    spoken: list[TimeWords],
    ledger: Ledger,
    calendar: Calendar | None,
) -> Growth | None:
    sequential = _SEQUENTIAL.match(text, match.end()) is not None
    if not sequential and (_YEARLY.match(text, match.end()) is None or not _compares(text, match.end())):
        return None
    own = [words for words in spoken if naming.end <= words.start and words.end_index <= match.start()]
    for concept in naming.concepts:
        now = _now(ledger.facts(concept), own, sequential, calendar)
        before = _before(ledger.facts(concept), now, sequential) if now else None
        if now is None or before is None:
            continue
        if not isinstance(now.value, Decimal) or not isinstance(before.value, Decimal) or before.value <= 0:
            return None
        said = Decimal(match["number"])
        given = (now.value / before.value - 1) * 100
        return Growth(naming, -said if down else said, given, match.start(), match.end(), now, before)
    return None


def _compares(text: str, at: int) -> bool:
    """Words that name the year before, not just `from`."""
    found = _YEARLY.match(text, at)
    return found is not None and re.search(r"year|same|comparable|corresponding", found[0], re.IGNORECASE) is not None


def _now(
    facts: tuple[PartialFact, ...], own: list[TimeWords], sequential: bool, calendar: Calendar | None
) -> PartialFact | None:
    """The fact of the period that is spoken of: by its words, or of the newest quarter where none are needed."""
    if own:
        fitting = [fact for fact in facts if fact.period and fits(own[-1], fact.period, calendar)]
        return fitting[0] if len(fitting) == 1 else None
    quarters = [fact for fact in facts if fact.period and months_of(fact.period) == _QUARTER]
    quarters.sort(key=lambda fact: fact.period.end.toordinal() if fact.period else 0)
    return quarters[-1] if quarters and sequential else None


def _before(facts: tuple[PartialFact, ...], now: PartialFact, sequential: bool) -> PartialFact | None:
    if now.period is None or now.period.start is None:
        return None
    if sequential:
        end = now.period.start - timedelta(days=1)
        wanted = Period(end, end - timedelta(days=90))
    else:
        wanted = year_before(now.period)
    fitting = [fact for fact in facts if fact.period and near(fact.period, wanted)]
    return fitting[0] if len(fitting) == 1 else None
