"""Imported in the process from which workers are forked: what every conversion needs is loaded here, once."""

from __future__ import annotations

import contextlib
import importlib

for _name in (
    "jinja2",
    "converter.running.run",
    "converter.reading.read",
    "converter.tables.recover",
    "converter.statements.recognise",
    "converter.mapping.engine",
    "converter.report.balancing",
    "converter.report.build",
    "converter.report.earnings",
    "converter.rendering.render",
    "converter.doccheck.check",
    "converter.exporting.record",
    "converter.exporting.package",
):
    with contextlib.suppress(ImportError):  # the worker that needs it will say so
        importlib.import_module(_name)

with contextlib.suppress(Exception):
    importlib.import_module("converter.validation.validate").warm()
