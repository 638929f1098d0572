"""The library's public face: exactly the promised names, and a filing converted and validated with them."""

from __future__ import annotations

from pathlib import Path

import pytest

import converter
from converter.errors import InputError, NoStatements
from converter.findings import Severity


def test_the_exported_names_are_the_promised_ones() -> None:
    assert set(converter.__all__) == {*converter._HOMES, "__version__"}
    for name in converter.__all__:
        assert getattr(converter, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'frobnicate'"):
        _ = converter.frobnicate


def test_a_filing_is_converted_and_validated(examples: Path, tmp_path: Path) -> None:
    source = examples / "1999-10q-submission.txt"
    outcome = converter.convert_filing(source, tmp_path, converter.Options())
    folder = tmp_path / source.stem
    assert outcome.folder == source.stem and (folder / "report.xbri").is_file()
    assert outcome.counts.figures == outcome.counts.tagged == 198
    assert not [f for f in converter.validate_report(folder) if f.severity is Severity.ERROR]


@pytest.mark.parametrize(
    ("name", "data", "error"),
    [
        ("empty.txt", b"", InputError),
        ("blank.txt", b" \r\n" * 50, InputError),
        ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, InputError),
        ("letter.txt", b"Dear shareholders,\n\nWe had a fine year.\n" * 5, NoStatements),
    ],
)
def test_an_unusable_input_leaves_nothing_behind(
    name: str, data: bytes, error: type[Exception], tmp_path: Path
) -> None:
    source = tmp_path / name
    source.write_bytes(data)
    with pytest.raises(error):
        converter.convert_filing(source, tmp_path / "out", converter.Options())
    assert not [path for path in tmp_path.rglob("*") if path.is_file() and path != source]


def test_the_same_filing_twice_gives_the_same_bytes(examples: Path, tmp_path: Path) -> None:
    source = examples / "2006-ex99-earnings.htm"
    for run in ("first", "second"):
        converter.convert_filing(source, tmp_path / run, converter.Options())
    first, second = (
        {p.name: p.read_bytes() for p in (tmp_path / run / source.stem).iterdir()} for run in ("first", "second")
    )
    assert first == second
