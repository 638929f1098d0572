"""Filings compressed with gzip."""

from __future__ import annotations

import gzip

import pytest

from converter.errors import SourceTooLarge, UnreadableSource
from converter.reading.compression import decompressed

PAGE = b"BALANCE SHEET\nCash   1,234\n" * 50
PACKED = gzip.compress(PAGE, mtime=0)
IN_TWO = gzip.compress(PAGE[:100], mtime=0) + gzip.compress(PAGE[100:], mtime=0)


# Named, so that no test is called by bytes which differ from one run to the next.
@pytest.mark.parametrize("data", [PAGE, PACKED, IN_TWO], ids=["plain", "packed", "packed in two"])
def test_what_comes_out_is_the_filing(data: bytes) -> None:
    assert decompressed(data, 10_000) == PAGE


def test_a_bomb_is_not_unpacked() -> None:
    bomb = gzip.compress(bytes(50_000_000))
    assert len(bomb) < 100_000
    with pytest.raises(SourceTooLarge, match="more than 1 MB"):
        decompressed(bomb, 1 << 20)


@pytest.mark.parametrize(
    "data", [PACKED[:-20], PACKED[:5], b"\x1f\x8bno gzip at all"], ids=["cut short", "a head alone", "no gzip"]
)
def test_damaged_data_are_refused(data: bytes) -> None:
    with pytest.raises(UnreadableSource):
        decompressed(data, 10_000)
