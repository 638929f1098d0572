"""What the pages of a filing say of the statements on them: whose name stands above, what text introduces them, which
opinion comes before. Whose a statement then is, is for `entities` to say."""

from __future__ import annotations

import re
from collections.abc import Sequence

from converter.mapping.mapping import MappedStatement
from converter.reading.document import Document
from converter.report.headings import (
    Heading,
    Page,
    Pages,
    headings,
    is_name,
    likeness,
    lines_above,
    same_name,
    sets_side_by_side,
)
from converter.report.introductions import in_note_on_others, introduced, introduction, is_parent_alone
from converter.report.opinions import Opinion, opinions
from converter.statements.statement import Statement

# Where what follows the statements of an entity ends: a heading of the report as a whole.
_END = re.compile(
    r"^\s*(?:item\s+\d{1,2}[a-z]?\b|part\s+[iv]{1,3}\b|signatures?\s*$|schedule\s+(?:[ivx]+|\d+)\b|exhibit\s+index)",
    re.IGNORECASE,
)

_NOTES = re.compile(r"^\s*notes\s+to\s+(?:\w+\s+){0,3}statements", re.IGNORECASE)
_ABOVE = 3  # lines above the title of notes in which a name stands


class Witness:
    """`own` are the names of the registrant, `joint` those of the other registrants of the filing."""

    def __init__(
        self, mapped: tuple[MappedStatement, ...], document: Document, own: Sequence[str], joint: Sequence[str]
    ) -> None:
        self.mapped = mapped
        self.own = own
        self.joint = joint
        self._pages = Pages(document)
        self._headings = headings(mapped, self._pages)
        self._opinions: dict[int, tuple[Opinion, ...]] = {}

    def page(self, statement: Statement) -> Page | None:
        return self._pages.of(statement.part)

    def heading(self, each: MappedStatement) -> Heading:
        return self._headings.get(each.statement.id, Heading())

    def is_own_by_name(self, each: MappedStatement) -> bool:
        heading = self.heading(each)
        if heading.parent or heading.name is None or sets_side_by_side(each.statement.title):
            return False
        return self.is_own(heading.name)

    def is_own(self, name: str) -> bool:
        if not any(same_name(name, own) for own in self.own):
            return False
        best = max(likeness(name, own) for own in self.own)
        return all(likeness(name, other) <= best for other in self.joint)

    def speaks_of_another(self, each: MappedStatement) -> bool:
        heading = self.heading(each)
        return heading.parent or bool(heading.name and heading.corporate and not self.is_own(heading.name))

    def introduced(self, each: MappedStatement) -> str | None:
        page = self._pages.of(each.statement.part)
        name = introduced(each.statement, self.tables(each.statement.part), page) if page is not None else None
        return None if name is None or self.is_own(name) else name

    def introduction(self, each: MappedStatement) -> str | None:
        page = self._pages.of(each.statement.part)
        return introduction(each.statement, self.tables(each.statement.part), page) if page is not None else None

    def is_in_note_on_others(self, each: MappedStatement) -> bool:
        page = self._pages.of(each.statement.part)
        return page is not None and in_note_on_others(each.statement, page)

    def is_parent_alone(self, each: MappedStatement) -> bool:
        page = self._pages.of(each.statement.part)
        return (
            page is not None
            and "consolidated" not in each.statement.title.lower()
            and is_parent_alone(each.statement, self.tables(each.statement.part), page)
        )

    def tables(self, part: int) -> list[Statement]:
        return [each.statement for each in self.mapped if each.statement.part == part]

    def is_headed(self, each: MappedStatement) -> bool:
        """Whether the line above a statement is a company's name, not some other heading."""
        heading = self.heading(each)
        known = heading.name is not None and any(same_name(heading.name, one) for one in (*self.own, *self.joint))
        return known or heading.corporate

    def opinions_of(self, part: int) -> tuple[Opinion, ...]:
        if part not in self._opinions:
            page = self._pages.of(part)
            self._opinions[part] = opinions(page) if page is not None else ()
        return self._opinions[part]

    def line(self, each: MappedStatement) -> int:
        page = self._pages.of(each.statement.part)
        return page.title_line(each.statement) if page is not None else 0

    def has_notes(self, each: MappedStatement, name: str) -> bool:
        """Whether the notes that follow a statement are headed by the name of its entity."""
        page = self.page(each.statement)
        if page is None:
            return False
        line = self.line(each)
        stop = self.end(each.statement.part, line)
        notes = next((number for number in range(line, stop) if _NOTES.match(page.text.lines[number].text)), None)
        above = lines_above(page.text, notes)[:_ABOVE] if notes is not None else []
        return any(is_name(text) and same_name(text, name) for text in above)

    def end(self, part: int, line: int) -> int:
        """Number of the line at which what belongs to the statements above it ends at the latest."""
        page = self._pages.of(part)
        if page is None:
            return 0
        lines = page.text.lines
        stop = next((opinion.line for opinion in self.opinions_of(part) if opinion.line > line), len(lines))
        return next((number for number in range(line + 1, stop) if _END.match(lines[number].text)), stop)
