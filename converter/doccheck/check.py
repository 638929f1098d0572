"""Compares every fact of a finished report with the visible text around it and with the source.

    check_report(files, source, record) -> findings

    ix.doccheck.value    the tag's text does not give the recorded value under its transform, scale and sign
    ix.doccheck.digits   `decimals` promises other digits than are printed
    ix.doccheck.sign     parentheses, minus or the words around contradict the fact's sign
    ix.doccheck.scale    the words or the table around say another scale
    ix.doccheck.unit     a percent or dollar sign contradicts the unit
    ix.doccheck.period   the heads over the figure name another period
    ix.doccheck.source   the tag encloses other characters than the source has at the recorded place
    ix.doccheck.missing  a recorded fact is not in the document, or one in the document is not recorded

All are errors: each means that the report does not say what its page shows.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from converter.doccheck.heads import Heads
from converter.doccheck.labels import shown_signs
from converter.doccheck.page import Page, Seen, read_page
from converter.doccheck.values import printed_places, shown_number
from converter.findings import Finding, Location, Severity, Span

_OPEN_BEFORE = re.compile(r"[(<]\s{0,40}(?:[$\u00a3\u00a5\u20ac]|US\$)?\s{0,40}$")
_MINUS_BEFORE = re.compile(r"(?:^|[\s$(])[-\u2013\u2212]\$?$")
_CLOSE_AFTER = re.compile(r"\s{0,40}%?\s{0,3}[)>]")
_MINUS_AFTER = re.compile(r"-(?=\s|$)")
_PERCENT_AFTER = re.compile(r"[\s)]{0,40}%")
_DOLLAR_BEFORE = re.compile(r"\$\s{0,40}\(?\s{0,10}$")
_SCALE_WORD = re.compile(r"\s{1,40}(thousand|million|billion)\b", re.IGNORECASE)
_CENTS_AFTER = re.compile(r"\s{1,40}cents\b", re.IGNORECASE)
_NEGATIVE_WORDS = re.compile(
    r"\bloss|\bused\b|deficit|decreas|declin|negative|outflow|reduc|decline|benefit|expens|charge|payment|paid|repurchas",
    re.IGNORECASE,
)
_SCALES = {"thousand": 3, "million": 6, "billion": 9}
_IN_LABEL = re.compile(r"[A-Za-z]{2,} [$(]{0,2} ?$")  # `less allowance of $412`: in the words of a row, in no column
_SPACE = re.compile(r"\s+")
_SEVERAL = 2  # figures of a column that the heads contradict, and the column is in doubt
_SENTENCE = 300  # characters before a figure in prose that may say that it is a loss


def check_report(
    files: Mapping[str, bytes], source: str | None = None, record: Mapping[str, Any] | None = None
) -> tuple[Finding, ...]:
    """`files` are the report's files by name (the inline document and its linkbases), `source` the decoded source text,
    `record` the parsed conversion.json. Without the last two only what the document shows is compared."""
    name, html = next((name, data) for name, data in sorted(files.items()) if name.endswith((".htm", ".html")))
    page = read_page(html)
    signs: dict[str, set[bool]] = {}
    for each in sorted(files):
        if each.endswith("_pre.xml"):
            signs = shown_signs(files[each])
    check = _Check(page, signs, source, _recorded(record), _statements(record), name)
    return tuple(check.run())


def _recorded(record: Mapping[str, Any] | None) -> dict[str, Mapping[str, Any]]:
    return {str(fact["id"]): fact for fact in record.get("facts", ())} if record else {}


def _statements(record: Mapping[str, Any] | None) -> dict[str, Span]:
    if not record:
        return {}
    return {
        str(each["id"]): Span(int(each["span"][0]), int(each["span"][1]))
        for each in record.get("statements", ())
        if each.get("span")
    }


class _Check:
    def __init__(
        self,
        page: Page,
        signs: Mapping[str, set[bool]],
        source: str | None,
        recorded: Mapping[str, Mapping[str, Any]],
        statements: Mapping[str, Span],
        file: str,
    ) -> None:
        self.page = page
        self.signs = signs
        self.source = source
        self.recorded = recorded
        self.statements = statements
        self.file = file
        self.heads = Heads(page)

    def run(self) -> Iterator[Finding]:
        yield from self._presence()
        for fact in self.page.facts:
            yield from self._source(fact)
            yield from self._recorded_period(fact)
            if fact.nil:
                continue
            if not fact.numeric:
                yield from self._text_value(fact)
                continue
            yield from self._value(fact)
            if fact.place is not None:
                yield from self._sign(fact, fact.place)
                yield from self._scale_words(fact, fact.place)
                yield from self._marks(fact, fact.place)
        tables = self._tables()
        for facts in tables:
            yield from self._table_scale(facts)
            yield from self._table_periods(facts)
            yield from self._column_units(facts)

    def _finding(self, kind: str, fact: Seen, message: str) -> Finding:
        record = self.recorded.get(fact.id)
        span = record.get("span") if record else None
        where = Span(int(span[0]), int(span[1])) if span else None
        line = None
        if where is not None and self.source is not None:
            line = self.source.count("\n", 0, where.start) + 1
        return Finding(
            f"ix.doccheck.{kind}",
            Severity.ERROR,
            f"{fact.concept}: {message}",
            Location(span=where, line=line, file=self.file, fact_id=fact.id),
        )

    # --- the document against the record and the source

    def _presence(self) -> Iterator[Finding]:
        if not self.recorded:
            return
        seen = {fact.id for fact in self.page.facts}
        for fact in self.page.facts:
            if fact.id not in self.recorded:
                yield self._finding("missing", fact, "the document has the fact, the record does not")
        for identifier, record in self.recorded.items():
            if identifier not in seen:
                message = f"{record.get('concept')}: the record has the fact, the document does not"
                yield Finding(
                    "ix.doccheck.missing", Severity.ERROR, message, Location(file=self.file, fact_id=identifier)
                )

    def _source(self, fact: Seen) -> Iterator[Finding]:
        record = self.recorded.get(fact.id)
        if record is None or self.source is None or not record.get("span") or fact.escape or fact.nil:
            return
        pieces = [record["span"], *record.get("continuations", ())]
        there = "".join(self.source[int(start) : int(end)] for start, end in pieces)
        if _letters(there) != _letters(fact.text):
            message = f"the tag encloses {_quoted(fact.text)}, the source has {_quoted(there)} there"
            yield self._finding("source", fact, message)

    def _recorded_period(self, fact: Seen) -> Iterator[Finding]:
        record = self.recorded.get(fact.id)
        moment = self.page.contexts.get(fact.context)
        if moment is None:
            yield self._finding("period", fact, f"the context {fact.context} does not exist")
        elif record is not None and record.get("period") not in (None, str(moment)):
            yield self._finding("period", fact, f"the context says {moment}, the record {record['period']}")

    def _text_value(self, fact: Seen) -> Iterator[Finding]:
        record = self.recorded.get(fact.id)
        if record is None or fact.format or fact.escape or record.get("value") in (None, ""):
            return
        if _SPACE.sub(" ", fact.text).strip() != _SPACE.sub(" ", str(record["value"])).strip():
            message = f"the text is {_quoted(fact.text)}, the recorded value {_quoted(str(record['value']))}"
            yield self._finding("value", fact, message)

    def _value(self, fact: Seen) -> Iterator[Finding]:
        value = _value_of(fact)
        if value is None:
            yield self._finding(
                "value", fact, f"{_quoted(fact.text)} is no number under {fact.format or 'no transform'}"
            )
            return
        record = self.recorded.get(fact.id)
        if record is not None and record.get("value") not in (None, "") and Decimal(str(record["value"])) != value:
            yield self._finding("value", fact, f"the document says {value:f}, the record {record['value']}")
        if fact.decimals not in (None, "INF") and fact.format != "ixt:fixed-zero":
            allowed = printed_places(fact.text) - fact.scale
            if int(fact.decimals or 0) > allowed:
                message = (
                    f"decimals {fact.decimals} promises more than {_quoted(fact.text)} with scale {fact.scale} shows"
                )
                yield self._finding("digits", fact, message)

    # --- signs

    def _sign(self, fact: Seen, place: tuple[int, int]) -> Iterator[Finding]:
        value = _value_of(fact)
        if not value:
            return
        before, after = self._around(place)
        if self._in_prose(fact, before, after):
            text = self.page.text[max(0, place[0] - _SENTENCE) : place[1] + 80]
            if fact.negative and not _NEGATIVE_WORDS.search(text):
                yield self._finding("sign", fact, "the fact is negative, but nothing in the sentence says so")
            return
        if self._is_of_label(fact):
            if fact.negative:
                yield self._finding("sign", fact, "the fact is negative, but figures in the words of a row are not")
            return
        shown = self._shown_negative(before, after)
        turns = self.signs.get(fact.concept.replace(":", "_", 1), {False})
        if (shown != fact.negative) not in turns:
            what = "in parentheses or with a minus" if shown else "without parentheses"
            how = "negated" if turns == {True} else "as it is"
            message = f"{_quoted(fact.text)} stands {what} and is presented {how}, but the fact is "
            yield self._finding("sign", fact, message + ("negative" if fact.negative else "positive"))

    def _around(self, place: tuple[int, int]) -> tuple[str, str]:
        number = self.page.line_number(place[0])
        start = self.page.line_starts[number]
        line = self.page.line(number)
        return line[: place[0] - start], line[place[1] - start :]

    @staticmethod
    def _shown_negative(before: str, after: str) -> bool:
        if _MINUS_BEFORE.search(before) or _MINUS_AFTER.match(after):
            return True
        if _OPEN_BEFORE.search(before):
            # `($.10 par value; ...)` and `(1,084,877 shares)` are remarks, not negative amounts.
            return not re.search(r"[A-Za-z]", re.split(r"[)>]|\s{3,}", after, maxsplit=1)[0])
        return bool(_CLOSE_AFTER.match(after)) and before.count("(") <= before.count(")")

    def _in_prose(self, fact: Seen, before: str, after: str) -> bool:
        """Words follow the figure or run up to it without a gap: a sentence, not a row."""
        record = self.recorded.get(fact.id)
        if record is not None and record.get("statement"):
            return False
        if re.search(r"\s{3,}[$(]?\s*$", before):
            return False
        return bool(re.search(r"[A-Za-z]{2,}\W{1,4}$", before) or re.match(r"\W{1,4}[A-Za-z]{2,}", after))

    # --- scale and unit

    def _scale_words(self, fact: Seen, place: tuple[int, int]) -> Iterator[Finding]:
        after = self.page.text[place[1] : place[1] + 60]
        match = _SCALE_WORD.match(after)
        if match and fact.scale != _SCALES[match[1].casefold()]:
            yield self._finding(
                "scale", fact, f'"{match[1]}" follows {_quoted(fact.text)}, but the scale is {fact.scale}'
            )
        elif _CENTS_AFTER.match(after) and fact.scale != -2:
            yield self._finding("scale", fact, f'"cents" follows {_quoted(fact.text)}, but the scale is {fact.scale}')

    def _marks(self, fact: Seen, place: tuple[int, int]) -> Iterator[Finding]:
        unit = self.page.units.get(fact.unit or "", "")
        before, after = self._around(place)
        percent = bool(_PERCENT_AFTER.match(after))
        if percent and (unit != "xbrli:pure" or fact.scale != -2):
            yield self._finding("unit", fact, f"a percent sign follows, but unit is {unit} and scale {fact.scale}")
        if _DOLLAR_BEFORE.search(before) and "iso4217:" not in unit:
            yield self._finding("unit", fact, f"a dollar sign precedes, but the unit is {unit or 'unknown'}")
        if unit == "xbrli:pure" and fact.scale == -2 and not percent and not self.heads.percent_near(place):
            yield self._finding("unit", fact, "scale -2 says percent, but no percent sign is near")

    # --- tables

    def _tables(self) -> list[list[Seen]]:
        """Numeric facts by statement (as recorded, else by nearness on the page), in reading order."""
        groups: dict[str, list[Seen]] = defaultdict(list)
        last_line, group = -100, 0
        for fact in self.page.facts:
            if not fact.numeric or fact.place is None:
                continue
            record = self.recorded.get(fact.id)
            if record is not None:
                if record.get("statement"):
                    groups[str(record["statement"])].append(fact)
                continue
            before, after = self._around(fact.place)
            if self._in_prose(fact, before, after):
                continue
            line = self.page.line_number(fact.place[0])
            if line - last_line > 12:
                group += 1
            last_line = line
            groups[f"near {group}"].append(fact)
        return [sorted(facts, key=lambda fact: fact.place or (0, 0)) for facts in groups.values()]

    def _table_scale(self, facts: Sequence[Seen]) -> Iterator[Finding]:
        """Money of one table has one scale, and it is the one that the words over the table say."""
        money = [fact for fact in facts if self._is_money(fact) and fact.format != "ixt:fixed-zero"]
        if not money:
            return
        silent = [fact for fact in money if not self.heads.scales_of_row(self._line_of(fact))]
        usual = Counter(fact.scale for fact in silent or money).most_common(1)[0][0]
        said = self.heads.scales(money[0].place or (0, 0))
        if said:
            said |= self.heads.scales_between(money[0].place or (0, 0), money[-1].place or (0, 0))
        for fact in money:
            line = self._line_of(fact)
            first = money[0].place or (0, 0)
            if self.heads.scales_of_row(line) or fact.scale in self.heads.scales_of_section(fact.place or first, first):
                continue
            if fact.scale != usual:
                yield self._finding("scale", fact, f"the scale is {fact.scale}, in the rest of its table {usual}")
            elif said and fact.scale not in said:
                words = " or ".join(str(scale) for scale in sorted(said))
                yield self._finding("scale", fact, f"the scale is {fact.scale}, the words over the table say {words}")

    def _line_of(self, fact: Seen) -> str:
        return self.page.line(self.page.line_number((fact.place or (0, 0))[0]))

    def _in_label(self, fact: Seen, place: tuple[int, int]) -> bool:
        """In the words of a row, under no head."""
        return self._is_of_label(fact) or _IN_LABEL.search(self._around(place)[0]) is not None

    def _is_of_label(self, fact: Seen) -> bool:
        """Recorded for a statement, but for no row and column of it: its parentheses are those of a remark."""
        record = self.recorded.get(fact.id)
        return record is not None and bool(record.get("statement")) and record.get("item") is None

    def _is_money(self, fact: Seen) -> bool:
        unit = self.page.units.get(fact.unit or "", "")
        return unit.startswith("iso4217:") and "/" not in unit

    def _table_periods(self, facts: Sequence[Seen]) -> Iterator[Finding]:
        """What the heads say against a fact's period; where they say it of several of a column, and of none the
        contrary, of all of the column."""
        against: dict[tuple[Any, str], int] = Counter()
        agreeing: set[tuple[Any, str]] = set()
        silent = []
        for fact in facts:
            moment = self.page.contexts.get(fact.context)
            if moment is None or fact.place is None or self._in_label(fact, fact.place):
                continue
            first = facts[0].place or fact.place
            message = self.heads.contradiction(moment, fact.place, first)
            column = self.recorded.get(fact.id, {}).get("column"), fact.context
            if message:
                against[column] += 1
                yield self._finding("period", fact, message)
            elif self.heads.says_year(fact.place, first):
                agreeing.add(column)
            else:
                silent.append((column, fact))
        for column, fact in silent:
            if column[0] is not None and against[column] >= _SEVERAL and column not in agreeing:
                yield self._finding("period", fact, "the heads contradict the period of other figures of the column")

    def _column_units(self, facts: Sequence[Seen]) -> Iterator[Finding]:
        """A run of counts down a column whose first figure has a dollar sign is of money, unless its head counts."""
        runs: dict[Any, list[Seen]] = defaultdict(list)
        for fact in facts:
            column = self.recorded.get(fact.id, {}).get("column")
            if column is None or fact.place is None:
                continue
            run = runs[column]
            if self.page.units.get(fact.unit or "") != "xbrli:shares":
                run.clear()
                continue
            run.append(fact)
            priced = _DOLLAR_BEFORE.search(self._around(run[0].place or fact.place)[0])
            if priced and self.heads.counts_shares(fact.place, facts[0].place or fact.place):
                continue
            if priced and fact is not run[0] and not _DOLLAR_BEFORE.search(self._around(fact.place)[0]):
                yield self._finding("unit", fact, "a dollar sign begins its column, but the unit is xbrli:shares")


def _value_of(fact: Seen) -> Decimal | None:
    number = shown_number(fact.text, fact.format)
    if number is None:
        return None
    value = number.scaleb(fact.scale)
    return -value if fact.negative else value


def _letters(text: str) -> str:
    """Entities read, white space left out."""
    import html

    return re.sub(r"\s+", "", html.unescape(re.sub(r"<[^>]{0,400}>", "", text)))


def _quoted(text: str) -> str:
    short = _SPACE.sub(" ", text).strip()
    return f'"{short[:60]}"' if len(short) <= 60 else f'"{short[:57]}..."'
