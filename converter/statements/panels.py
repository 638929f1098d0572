"""Panels of one statement, where its columns or its rows take more than one table.

A table whose columns have names, but without title or period of its own, carries on the panel before: by the heads of
more parts over the same rows, or by more rows under the same heads. One of another period over the same rows and
columns has its title. A line at the foot of a table that names a period is the caption of the next.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from converter.statements import vocabulary
from converter.statements.body import Body, Remark, is_period_heading, period_texts
from converter.statements.classify import names_kind
from converter.statements.consolidation import is_consolidation
from converter.statements.continuation import CONTINUED, near
from converter.statements.dates import read_period_text
from converter.statements.wording import words
from converter.tables.grid import GridRow

REPEATED = 0.7  # the share of its labels that a panel repeats of the panel before
LABELS = 4  # so many labels at least tell that a panel repeats another


def carry_panels(bodies: Sequence[Body]) -> list[Body]:
    """The bodies, those that carry on the panel before with its titles and its period."""
    result: list[Body] = []
    for body in bodies:
        before = result[-1] if result else None
        if before is not None and near(before, body):
            if _silent(body):
                body = _carried(before, body)
            elif _again(before, body):
                told = [line for line in (*before.remarks, *before.outside) if read_period_text(line.text).is_empty]
                body = replace(body, outside=(*body.outside, *told))
        result.append(body)
    return result


def _again(before: Body, body: Body) -> bool:
    """Whether a table of another period repeats the rows and the named columns of the one before, under its title."""
    names, earlier = [words(name) for name in body.names], [words(name) for name in before.names]
    if len(names) < 2 or names != earlier or len(set(names)) != len(names) or not _undated(body):
        return False
    lines = [*body.remarks, *body.head_lines, *body.outside]
    titled = any(next(vocabulary.kinds().titles.find(words(line.text)), None) is not None for line in lines)
    own, theirs = _labels(body.rows), _labels(before.rows)
    return all(names) and not titled and len(own & theirs) >= max(LABELS, REPEATED * len(own))


def hand_down_captions(bodies: Sequence[Body]) -> list[Body]:
    """The bodies, a line at the foot of one that says nothing but a period as the first remark of the next."""
    result: list[Body] = []
    for body in bodies:
        before = result[-1] if result else None
        if before is not None and before.rows and near(before, body):
            last = before.rows[-1]
            if not last.cells and _is_caption(last.label) and _undated(body):
                result[-1] = replace(before, rows=before.rows[:-1])
                body = replace(body, remarks=(Remark(last.label, last.span), *body.remarks))
        result.append(body)
    return result


def _is_caption(label: str) -> bool:
    return is_period_heading(label) and not label.rstrip().endswith((".", ";")) and bool(read_period_text(label).dates)


def _undated(body: Body) -> bool:
    return all(read_period_text(head).is_empty for head in body.heads)


def _silent(body: Body) -> bool:
    """Whether every column has a name, and nothing about the table says of which period or statement it is."""
    lines = [*body.remarks, *body.head_lines, *body.outside]
    return (
        len(body.columns) > 1
        and all(any(character.isalpha() for character in name) for name in body.names)
        and _undated(body)
        and not period_texts(lines)
        and not any(names_kind(line.text) and not CONTINUED & set(words(line.text)) for line in lines)
    )


def _carried(before: Body, body: Body) -> Body:
    names, earlier = [words(name) for name in body.names], [words(name) for name in before.names]
    own, theirs = _labels(body.rows), _labels(before.rows)
    if names == earlier:
        below = is_consolidation(names) and not own & theirs
        return _titled(replace(body, heads=before.heads), before) if below else body
    repeats = len(own & theirs) >= max(LABELS, REPEATED * len(own))
    if not repeats or set(names) & set(earlier) or not is_consolidation([*names, *earlier]):
        return body
    said = [read_period_text(head) for head in before.heads]
    if len({(each.durations, each.dates, each.quarters, each.start) for each in said}) != 1:
        return body  # of several periods none is the panel's for certain
    over = () if said[0].is_empty else (Remark(before.heads[0], before.grid.span),)
    return _titled(replace(body, remarks=(*body.remarks, *over)), before)


def _titled(body: Body, before: Body) -> Body:
    remarks, outside = (*body.remarks, *before.remarks), (*body.outside, *before.outside)
    return replace(body, remarks=remarks, outside=outside)


def _labels(rows: Sequence[GridRow]) -> set[tuple[str, ...]]:
    return {words(row.label) for row in rows if row.cells and words(row.label)}
