"""The values of a submission header as things shown, so that they can be tagged in place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from converter.cover.facts import Shown, at
from converter.reading.document import Document, Header
from converter.report.pagetext import plain_page


@dataclass(frozen=True, slots=True)
class HeaderFields:
    header: Header | None
    source: str

    @property
    def period(self) -> date | None:
        return self.header.period if self.header else None

    def get(self, name: str) -> Shown | None:
        """Where the value of a field of `Header`, its first `Registrant` or their business `Address` stands."""
        span = self.header.place(name) if self.header else None
        if span is None:
            return None
        page = plain_page(self.source, span)
        return at(page, self.source, (0, len(page.text)))


def header_fields(document: Document) -> HeaderFields:
    return HeaderFields(document.header, document.source.text)
