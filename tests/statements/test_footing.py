"""The search for sums."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from converter.statements.footing import Row, find_sums


def test_balance_sheet_with_unlabelled_totals() -> None:
    rows = [
        Row((2900, 1100), breaks=True),
        Row((504, 956)),
        Row((3404, 2056), totals=True),
        Row((650, 1117)),
        Row((4054, 3173), totals=True, bare=True),
    ]
    assert [(s.total, s.parts) for s in find_sums(rows)] == [(2, (0, 1)), (4, (2, 3))]


def test_costs_printed_without_parentheses_are_subtracted() -> None:
    rows = [
        Row((6601, 4989), breaks=True),
        Row((2527, 3400), minus=True),
        Row((4074, 1589), totals=True),
        Row((812, 640), minus=True),
        Row((3262, 949), totals=True),
    ]
    assert [(s.total, s.parts, s.weights) for s in find_sums(rows)] == [(2, (0, 1), (1, -1)), (4, (2, 3), (1, -1))]


def test_a_loss_printed_as_a_positive_number() -> None:
    rows = [Row((1000, 1200), breaks=True), Row((1530, 1950), minus=True), Row((530, 750), totals=True, loss=True)]
    (found,) = find_sums(rows)
    assert (found.total, found.parts, found.weights) == (2, (0, 1), (-1, 1))


def test_a_deduction_that_most_columns_do_not_have() -> None:
    rows = [
        Row((27872, -179329, 47023, -280708), breaks=True),
        Row((-255, 0, 2094, 0), minus=True),
        Row((28127, -179329, 44929, -280708), totals=True),
    ]
    assert [(s.total, s.parts, s.weights) for s in find_sums(rows)] == [(2, (0, 1), (1, -1))]


def test_a_repeated_result_is_no_minuend_of_the_row_that_leads_to_it() -> None:
    rows = [
        Row((9180, 5200), totals=True),
        Row((8770, 6300), breaks=True),
        Row((410, -1100), totals=True),
        Row((9180, 5200), totals=True),
    ]
    assert [(s.total, s.parts, s.weights) for s in find_sums(rows)] == [(3, (1, 2), (1, 1))]


def test_one_wrong_column_is_told_where_another_agrees() -> None:
    rows = [Row((1200, 3400, 700), breaks=True), Row((300, 500, 90)), Row((1500, 3900, 791), totals=True)]
    (found,) = find_sums(rows)
    assert found.off == (0, 0, -1)


def test_equal_neighbours_are_no_sum() -> None:
    assert find_sums([Row((1200, 900), breaks=True), Row((1200, 900))]) == ()


@dataclass
class _Tree:
    rows: list[Row]
    parents: dict[int, int]
    amounts: tuple[int, int]


def _leaf(amounts: tuple[int, int]) -> _Tree:
    return _Tree([Row(amounts)], {}, amounts)


def _node(children: list[_Tree]) -> _Tree:
    rows: list[Row] = []
    parents: dict[int, int] = {}
    tops = []
    for child in children:
        offset = len(rows)
        rows.extend(child.rows)
        parents.update({part + offset: total + offset for part, total in child.parents.items()})
        tops.append(len(rows) - 1)
    amounts = (sum(c.amounts[0] for c in children), sum(c.amounts[1] for c in children))
    rows.append(Row(amounts, totals=True))
    parents.update(dict.fromkeys(tops, len(rows) - 1))
    return _Tree(rows, parents, amounts)


_shapes = st.recursive(st.none(), lambda inner: st.lists(inner, min_size=2, max_size=6), max_leaves=30)


def _grow(shape: list[object] | None, random: Random) -> _Tree:
    """Amounts without a pattern: equal or round ones can add up in more ways than one."""
    if shape is None:
        return _leaf((random.randrange(10**9, 10**11), random.randrange(10**9, 10**11)))
    return _node([_grow(child, random) for child in shape])  # type: ignore[arg-type]


@settings(max_examples=60, deadline=None)
@given(_shapes, st.integers(0, 10**6))
def test_a_tree_of_sums_is_found_again(shape: list[object] | None, seed: int) -> None:
    tree = _grow(shape, Random(seed))
    found = {part: s.total for s in find_sums(tree.rows) for part in s.parts}
    assert found == tree.parents
