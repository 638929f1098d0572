from __future__ import annotations

import pytest

from converter.errors import BinarySource, EmptySource
from converter.reading.encoding import decode
from converter.reading.settings import DEFAULT

PAGE = "Net income per share\nTotal revenues  $ 1,234\n" * 4


@pytest.mark.parametrize(
    ("data", "encoding", "text"),
    [
        (b"Cash  1,234\n", "ascii", "Cash  1,234\n"),
        ("Café  £1,234\n".encode(), "utf-8", "Café  £1,234\n"),
        (b"\xef\xbb\xbfCash", "utf-8", "Cash"),
        ("Caf\xe9 \x96 company\x92s".encode("latin-1"), "cp1252", "Café – company’s"),
        (PAGE.encode("utf-16"), "utf-16", PAGE),
        (PAGE.encode("utf-16-le"), "utf-16-le", PAGE),
        (PAGE.encode("utf-16-be"), "utf-16-be", PAGE),
        (PAGE.encode("utf-32"), "utf-32", PAGE),
        (b"Total \xcd\xcd\xcd\xcd\xcd\xcd 1,234", "cp437", "Total ══════ 1,234"),
        (b"the company\xd5s and the bank\xd5s shares", "mac_roman", "the company’s and the bank’s shares"),
        (b"<meta charset=shift_jis>" + "連結".encode("shift_jis"), "shift_jis", "<meta charset=shift_jis>連結"),
        ("naïve café – £ ".encode() * 3 + b"\x92", "utf-8", "naïve café – £ " * 3 + "’"),
    ],
)
def test_text_is_decoded(data: bytes, encoding: str, text: str) -> None:
    decoded = decode(data, DEFAULT)
    assert (decoded.encoding, decoded.text) == (encoding, text)


def test_line_ends_are_kept() -> None:
    assert decode(b"a\r\nb\rc\n\fd", DEFAULT).text == "a\r\nb\rc\n\fd"


def test_control_characters_become_blanks_one_for_one() -> None:
    decoded = decode(b"Cash\x00\x1f 1,234\x1a" + b"." * 200, DEFAULT)
    assert decoded.text == "Cash   1,234 " + "." * 200
    assert [f.code for f in decoded.findings] == ["ix.reading.control-characters"]


def test_an_encoding_that_had_to_be_guessed_is_reported() -> None:
    assert [f.code for f in decode(b"caf\xe9", DEFAULT).findings] == ["ix.reading.encoding"]
    assert decode(b"cafe", DEFAULT).findings == ()


@pytest.mark.parametrize("data", [b"", b"  \r\n\t\n", b"\xef\xbb\xbf \n"])
def test_nothing_to_read(data: bytes) -> None:
    with pytest.raises(EmptySource):
        decode(data, DEFAULT)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.4 ...", "PDF"),
        (b"PK\x03\x04abc", "zip"),
        (b"\x1f\x8b\x08\x00", "gzip"),
        (b"{\\rtf1\\ansi Cash}", "Rich Text"),
        (bytes(range(256)) * 8, "binary"),
        (bytes(range(128, 256)) * 8, "encoding"),
    ],
)
def test_what_is_no_text_is_told_in_words(data: bytes, what: str) -> None:
    with pytest.raises(BinarySource, match=what):
        decode(data, DEFAULT)
