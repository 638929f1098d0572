"""Arelle's log as plain messages. Imported only where Arelle is: the class is one of its handlers."""

from __future__ import annotations

import sys
from logging import LogRecord
from typing import Any

from arelle.logging.handlers.StructuredMessageLogHandler import StructuredMessageLogHandler

from converter.validation.messages import Message, Reference


class MessageLog(StructuredMessageLogHandler):  # type: ignore[misc]
    """Turns each record into a `Message` when it comes and keeps no record, which would hold on to the objects it is
    about: of a report with errors in every fact they take several times the memory of the report."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Message] = []

    def emit(self, record: LogRecord) -> None:
        if not record.args:
            record.args = {}
        self.found.append(
            Message(
                code=sys.intern(str(getattr(record, "messageCode", ""))),
                level=record.levelname,
                text=str(self.get_message(record)),
                references=tuple(_reference(reference) for reference in getattr(record, "refs", None) or ()),
            )
        )


def _reference(reference: dict[str, Any]) -> Reference:
    file, _, fragment = str(reference.get("href", "")).partition("#")
    line = reference.get("sourceLine")
    return Reference(sys.intern(file), fragment, int(line) if line else None)
