from hypothesis import given
from hypothesis import strategies as st

from converter.mapping.features import footing, grain


def test_nested_sums_name_their_parts() -> None:
    found = footing([10.0, 20.0, 30.0, 5.0, 35.0], 0.5)
    assert found.parts == (0, 0, 2, 0, 2)
    assert found.whole == (2, 2, 4, 4, -1)


def test_a_gap_does_not_break_a_sum() -> None:
    assert footing([10.0, None, 20.0, 30.0], 0.5).parts == (0, 0, 0, 2)


def test_grain_is_what_the_page_rounds_to() -> None:
    assert grain([1_000.0, 25_000.0, 3_000.0]) == 1_000.0
    assert grain([1_234.0, 25_001.0]) == 1.0


def _has_a_sum(parts: list[int]) -> bool:
    return any(sum(parts[j:i]) == parts[i] for i in range(2, len(parts)) for j in range(i - 1))


@given(st.lists(st.integers(1, 10**9), min_size=2, max_size=12).filter(lambda parts: not _has_a_sum(parts)))
def test_a_total_finds_its_parts(parts: list[int]) -> None:
    values = [*map(float, parts), float(sum(parts))]
    found = footing(values, 0.1)
    assert found.parts[-1] >= 2
    assert found.whole[-2] == len(parts)
