"""Which tables are those of employee benefit plans (Form 11-K, or its statements as an exhibit): another entity's.

A plan has a year of its own, which the sponsor's says nothing of, and may show beside its total what each of its
investment funds holds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from converter.statements import vocabulary
from converter.statements.body import Body
from converter.statements.classify import ABOVE, FACE, is_enumerated
from converter.statements.columns import Footing, without_dates
from converter.statements.draft import Draft
from converter.statements.fiscal import FiscalCalendar
from converter.statements.statement import Basis, StatementKind
from converter.statements.wording import title_like, words

LEAST = 2  # named columns that tell a statement by funds


def mark_plans(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with `of_plan` set. In a document most of whose statements are a plan's, every table is."""
    told = [is_of_plan(draft.body, draft.kind, draft.title.text if draft.title else "") for draft in drafts]
    plans: Counter[int] = Counter()
    for draft, of_plan in zip(drafts, told, strict=True):
        if draft.kind in FACE:
            plans[draft.body.grid.part] += 1 if of_plan else -1
    return [
        _plans(draft) if of_plan or plans[draft.body.grid.part] > 0 else draft
        for draft, of_plan in zip(drafts, told, strict=True)
    ]


def is_of_plan(body: Body, kind: StatementKind, title: str) -> bool:
    """By a title; in a statement also by a row, which in the sponsor's notes may tell of its pensions."""
    known = vocabulary.kinds().plan
    if title_like(title) and title in known.titles:
        return True
    if kind not in FACE:
        return False
    if any(row.label in known.rows for row in body.rows):
        return True
    above = body.titles[-ABOVE:]
    named = any(title_like(line) and line in known.names for line in above)
    return (
        named
        and title in known.statements
        and "consolidated" not in words(title)
        and not any(is_enumerated(line) for line in above)
    )


def _plans(draft: Draft) -> Draft:
    return replace(draft, of_plan=True, footings=_of_funds(draft))


def _of_funds(draft: Draft) -> tuple[Footing, ...]:
    """The footings, with the columns of a plan's funds as components; two of them at least, all of which are named."""
    names = [" ".join(without_dates(head)) for head in draft.body.heads]
    if len(set(filter(None, names))) < LEAST or not all(names):
        return draft.footings
    return tuple(
        foot if foot.basis is Basis.PERCENT else replace(foot, basis=Basis.COMPONENT, member=head)
        for foot, head in zip(draft.footings, draft.body.names, strict=True)
    )


def plan_calendar(fiscal: FiscalCalendar) -> FiscalCalendar:
    """What a sponsor's filing tells of the years of a plan: no more than that they were over when it was made."""
    return FiscalCalendar(filed=fiscal.filed)
