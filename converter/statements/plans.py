"""Which tables are those of employee benefit plans (Form 11-K, or its statements as an exhibit): another entity's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from converter.statements import vocabulary
from converter.statements.classify import ABOVE, FACE, is_enumerated
from converter.statements.draft import Draft
from converter.statements.wording import title_like, words


def mark_plans(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with `of_plan` set. In a document most of whose statements are a plan's, every table is."""
    told = [_is_of_plan(draft) for draft in drafts]
    plans: Counter[int] = Counter()
    for draft, of_plan in zip(drafts, told, strict=True):
        if draft.kind in FACE:
            plans[draft.body.grid.part] += 1 if of_plan else -1
    return [
        replace(draft, of_plan=True) if of_plan or plans[draft.body.grid.part] > 0 else draft
        for draft, of_plan in zip(drafts, told, strict=True)
    ]


def _is_of_plan(draft: Draft) -> bool:
    """By a title; in a statement also by a row, which in the sponsor's notes may tell of its pensions."""
    known = vocabulary.kinds().plan
    title = "" if draft.title is None else draft.title.text
    if title_like(title) and title in known.titles:
        return True
    if draft.kind not in FACE:
        return False
    if any(row.label in known.titles for row in draft.body.rows):
        return True
    above = draft.body.titles[-ABOVE:]
    named = any(title_like(line) and line in known.names for line in above)
    return (
        named
        and title in known.statements
        and "consolidated" not in words(title)
        and not any(is_enumerated(line) for line in above)
    )
