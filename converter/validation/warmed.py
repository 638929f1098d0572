"""Imported in the process from which workers are forked: what every validation needs is loaded here, once."""

from __future__ import annotations

import contextlib

from converter.validation.validate import warm

with contextlib.suppress(Exception):  # the worker that needs it will say so
    warm()
