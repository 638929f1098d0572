"""Imported in the process from which workers are forked: what every conversion needs is loaded here, once."""

from __future__ import annotations

import importlib

for _name in (
    "lxml.etree",
    "jinja2",
    "numpy",
    "converter.running.filing",
    "converter.reading.read",
    "converter.tables.recover",
    "converter.statements.recognise",
    "converter.mapping.engine",
    "converter.report.build",
    "converter.rendering.render",
    "converter.validation.validate",
    "converter.doccheck.check",
    "converter.exporting.record",
):
    try:
        importlib.import_module(_name)
    except ImportError:  # the worker that needs it will say so
        continue
