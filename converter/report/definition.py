"""Definition arcs: a closed positive hypercube for each role whose facts have dimensions (EFM 6.16), and what an
element of the filing's own is narrower than, where the page's sums prove it."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal

from converter.report.presentation import Draft
from converter.report.report import CalculationArc, DefinitionArc

_DIM = "http://xbrl.org/int/dim/arcrole/"
ALL = _DIM + "all"
HYPERCUBE_DIMENSION = _DIM + "hypercube-dimension"
DIMENSION_DOMAIN = _DIM + "dimension-domain"
DIMENSION_DEFAULT = _DIM + "dimension-default"
DOMAIN_MEMBER = _DIM + "domain-member"
WIDER_NARROWER = "http://www.esma.europa.eu/xbrl/esef/arcrole/wider-narrower"


def definition(draft: Draft) -> tuple[DefinitionArc, ...]:
    """Line items → table → axes → domains → members, and line items → each concept of the role, once."""
    if not draft.axes:
        return ()
    lines = draft.line_root.concept
    found = [DefinitionArc(lines, draft.table, Decimal(1), ALL, closed=True, context_element="segment")]
    for order, use in enumerate(draft.axes, 1):
        found += [
            DefinitionArc(draft.table, use.axis, Decimal(order), HYPERCUBE_DIMENSION),
            DefinitionArc(use.axis, use.domain, Decimal(1), DIMENSION_DOMAIN),
            DefinitionArc(use.axis, use.default, Decimal(2), DIMENSION_DEFAULT),
        ]
        found += [DefinitionArc(use.domain, m, Decimal(i), DOMAIN_MEMBER) for i, m in enumerate(use.members, 1)]
    found += [
        DefinitionArc(lines, concept, Decimal(i + 1), DOMAIN_MEMBER) for i, concept in enumerate(draft.concepts, 1)
    ]
    return tuple(found)


def anchoring(sums: tuple[CalculationArc, ...], prefix: str) -> tuple[DefinitionArc, ...]:
    """From a standard total to each own element that is added up in it, where nothing is taken off."""
    parts: dict[str, list[CalculationArc]] = defaultdict(list)
    for arc in sums:
        parts[arc.parent].append(arc)
    return tuple(
        DefinitionArc(total, arc.child, arc.order, WIDER_NARROWER)
        for total, arcs in parts.items()
        if not total.startswith(f"{prefix}:") and all(arc.weight == 1 for arc in arcs)
        for arc in arcs
        if arc.child.startswith(f"{prefix}:")
    )
