"""Bytes to text: byte-order marks, UTF-16 without one, UTF-8, and the 8-bit code pages that filings were typed in.

Every step keeps one rule: the text that comes out is what the bytes say, character for character. Control characters
that no page shows are the exception: each becomes one blank, so that offsets hold and the text can stand in XML.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from converter.errors import BinarySource, EmptySource
from converter.findings import Finding, Severity
from converter.reading.settings import ReadingSettings

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16: its mark starts with that one's
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a zip archive (or an Office document)"),
    (b"\x1f\x8b", "gzip-compressed"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"{\\rtf", "a Rich Text document"),
    (b"\x89PNG", "a PNG image"),
    (b"GIF8", "a GIF image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"BZh", "bzip2-compressed"),
    (b"\xfd7zXZ\x00", "xz-compressed"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
)
_DECLARED = re.compile(rb"""(?i)(?:\bcharset\s{0,4}=|<\?xml[^>]{0,80}?\bencoding=)\s{0,4}["']?([\w.:-]{2,40})""")
# Asian and Cyrillic pages: where the page names one of these, an 8-bit guess would be wrong.
_TRUSTED_DECLARATIONS = frozenset(
    (
        "shift_jis",
        "cp932",
        "euc_jp",
        "iso2022_jp",
        "gb2312",
        "gbk",
        "gb18030",
        "big5",
        "euc_kr",
        "cp949",
        "cp1250",
        "cp1251",
        "koi8-r",
        "iso8859-2",
        "iso8859-5",
    )
)
_DOS_RULES = re.compile(rb"\xc4{4}|\xcd{4}")  # box drawing: no word has four of these letters in a row
_MAC_APOSTROPHE = re.compile(rb"[A-Za-z]\xd5[a-z ]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_TEXT_CONTROLS = b"\t\n\x0b\x0c\r\x1a"
_CONTROL_BYTES = bytes(b for b in range(32) if b not in _TEXT_CONTROLS) + b"\x7f"


@dataclass(frozen=True, slots=True)
class Decoded:
    text: str
    encoding: str
    findings: tuple[Finding, ...]


def decode(data: bytes, settings: ReadingSettings) -> Decoded:
    """Raises EmptySource and BinarySource."""
    if not data or data.isspace():
        raise EmptySource("the file is empty" if not data else "the file holds nothing but white space")
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise BinarySource(f"not a text or HTML filing: the file is {what}")
    encoding = _encoding(data, settings)
    text = _decode_as(data, encoding)
    if not text or text.isspace():
        raise EmptySource("the file holds nothing but white space")
    findings = []
    if encoding not in ("ascii", "utf-8", "utf-8-sig"):
        message = f"the text was read as {encoding}"
        findings.append(Finding("ix.reading.encoding", Severity.INFO, message))
    if "\ufffd" in text:
        message = f"{text.count(chr(0xFFFD))} characters could not be decoded as {encoding}"
        findings.append(Finding("ix.reading.undecodable", Severity.WARNING, message))
    controls = len(_CONTROL.findall(text))
    if controls:
        text = _CONTROL.sub(" ", text)
        message = f"{controls} control characters were read as blanks"
        findings.append(Finding("ix.reading.control-characters", Severity.INFO, message))
    return Decoded(text, encoding.removesuffix("-sig"), tuple(findings))


def _encoding(data: bytes, settings: ReadingSettings) -> str:
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return encoding
    wide = _wide(data)
    if wide:
        return wide
    controls = len(data) - len(data.translate(None, _CONTROL_BYTES))
    if controls > settings.binary_share * len(data):
        raise BinarySource("not a text or HTML filing: the file holds binary data")
    if data.isascii():
        return "ascii"
    high = len(data) - len(data.translate(None, bytes(range(128, 256))))
    try:
        data.decode("utf-8")
        return "utf-8"
    except UnicodeDecodeError:
        pass
    declared = _DECLARED.search(data, 0, 4096)
    if declared:
        try:
            name = codecs.lookup(declared[1].decode("ascii")).name
        except LookupError:
            name = ""
        if name in _TRUSTED_DECLARATIONS:
            return name
    if _DOS_RULES.search(data):
        return "cp437"
    repaired = data.decode("utf-8", "surrogateescape")
    broken = sum("\udc80" <= c <= "\udcff" for c in repaired)
    # A broken byte or two in UTF-8 text leaves its other sequences whole; 8-bit text has hardly a whole one.
    if high - broken > 2 * broken:
        return "utf-8"
    if high > settings.high_share * len(data):
        raise BinarySource("not a text or HTML filing: the file is not in an encoding that filings use")
    if len(_MAC_APOSTROPHE.findall(data)) * 4 > high:
        return "mac_roman"
    return "cp1252"


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: nearly every other byte of Latin text is NUL."""
    sample = data[: 1 << 12]
    half = len(sample) // 2
    if half < 2:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > 0.7 * half and even < 0.1 * half:
        return "utf-16-le"
    if even > 0.7 * half and odd < 0.1 * half:
        return "utf-16-be"
    return None


def _decode_as(data: bytes, encoding: str) -> str:
    if encoding == "utf-8":
        return _mend(data.decode("utf-8", "surrogateescape"))
    if encoding == "cp1252":
        return _mend(data.decode("cp1252", "surrogateescape"))
    return data.decode(encoding, "replace")


_BROKEN = re.compile("[\udc80-\udcff]")


def _mend(text: str) -> str:
    """Lone bytes of a text that is otherwise sound are taken for Windows-1252, as browsers do."""
    return _BROKEN.sub(lambda m: bytes([ord(m[0]) - 0xDC00]).decode("cp1252", "replace"), text)
