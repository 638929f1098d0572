"""Names that the extension taxonomy needs: file base, authority, role and element names.

    registrant "Sonus Networks, Inc."   base "sonusnetworks", namespace "http://sonusnetworks.example/20030930"
    label "Other assets, net"           element "OtherAssetsNet" (label camel case, EFM 6.8.5)

The authority stands under the reserved top-level domain `.example` (RFC 2606): a converter may not claim a domain of
the registrant's, which it cannot know, nor one of a standard setter (EFM 6.7.3).
"""

from __future__ import annotations

import re
import unicodedata

_BASE_LENGTH = 15  # leaves room for "-yyyymmdd_pre.xml" within 32 characters (EFM 5.1.1)
_NAME_LENGTH = 150
_RESERVED = frozenset(
    (
        "country",
        "currency",
        "dei",
        "dtr",
        "ecd",
        "exch",
        "ix",
        "ixt",
        "link",
        "naics",
        "ref",
        "sic",
        "srt",
        "stpr",
        "us",
        "usgaap",
        "utr",
        "xbrldi",
        "xbrldt",
        "xbrli",
        "xhtml",
        "xl",
        "xlink",
        "xml",
        "xs",
        "xsi",
    )
)
_CORPORATE = frozenset(
    (
        "co",
        "company",
        "corp",
        "corporation",
        "inc",
        "incorporated",
        "limited",
        "llc",
        "lp",
        "ltd",
        "na",
        "nv",
        "plc",
        "sa",
        "the",
    )
)
_GENERIC = frozenset(
    (
        "basic",
        "diluted",
        "other",
        "others",
        "total",
        "totals",
        "net",
        "balance",
        "amount",
        "income",
        "loss",
        "assets",
        "liabilities",
        "beginning",
        "ending",
        "primary",
        "expenses",
        "costs",
        "current",
        "long-term",
        "domestic",
        "foreign",
        "federal",
        "state",
        "shares",
        "common",
        "preferred",
        "cash",
    )
)
_ARTICLES = frozenset(("the", "a", "an"))
_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_SHORT = "jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec"
_PERIOD_WORDS = re.compile(
    rf"\b(?:(?:{_MONTHS}|{_SHORT})\b\.? ?\d{{1,2}}(?:,? ?(?:19|20)\d\d)?|(?:19|20)\d\d|"
    r"(?:first|second|third|fourth) quarter|half year|[1-4] ?qtr|qtr ?[1-4]|year to date|ytd)\b",
    re.IGNORECASE,
)
_ENUMERATION = re.compile(r"^\(?(?:\d{1,3}|[A-Za-z])[.)]\s+(?![A-Z]\.)")  # "A. B. Larch Group" begins with initials
_AMOUNT = re.compile(r"\$ ?[\d.][\d,.]*|\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_WORD = re.compile(r"[A-Za-z0-9]+")
_SIGNS = (("%", " percent "), ("&", " and "), ("$", " "), ("'", ""), ("’", ""), ("`", ""))
_CAMEL = re.compile(r"[A-Z]+(?![a-z])|[A-Z][a-z]+|[a-z]+|\d+")
_SMALL = frozenset(("and", "or", "of", "in", "to", "for", "from", "on", "by", "with", "per", "at", "the"))


def ascii_text(text: str) -> str:
    """Without diacritics and whatever else ASCII cannot hold."""
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")


def file_base(registrant: str | None, identifier: str) -> str:
    """Lower-case letters of the registrant's name, at most 15, whole words where two or more fit."""
    words = [word.lower() for word in _WORD.findall(ascii_text((registrant or "").replace("'", "")))]
    words = ["".join(c for c in word if c.isalpha()) for word in words]
    words = [word for word in words if word and word not in _CORPORATE] or [word for word in words if word]
    base = ""
    for word in words:
        if base and len(base) + len(word) > _BASE_LENGTH:
            break
        base += word
    base = base[:_BASE_LENGTH]
    if not base:
        base = "filer" + "".join(c for c in identifier if c.isdigit()).lstrip("0")[:10]
    return base + "co" if base in _RESERVED or base.startswith("xml") else base


def namespace_authority(base: str) -> str:
    return f"http://{base}.example"


def clean_label(text: str, limit: int = 500) -> str:
    """A label as EFM 6.10.6-8 want it: trimmed, single spaces, no angle bracket, at most 511 characters."""
    text = " ".join("".join(" " if c in "<>" or ord(c) < 32 else c for c in text).split())
    return text if len(text) <= limit else text[: limit - 3].rstrip() + "..."


def spoken_label(text: str) -> str:
    """A label as it is read: without leader dots and note marks."""
    text = re.sub(r"\.{3,}", " ", text)
    text = re.sub(r"\((?:[A-Za-z]|\d{1,2})\)\s*$|\*+\s*$", " ", text)
    return clean_label(text).strip(" :;,-.")


def is_generic(label: str) -> bool:
    """Whether a label says nothing without its heading ("Basic", "Other")."""
    words = clean_label(label).lower().strip(" :.").split()
    return len(words) == 1 and words[0] in _GENERIC


def spelled_out(text: str) -> str:
    """Signs as words, amounts and periods left out: as a label becomes an element's name."""
    text = _AMOUNT.sub(" ", _PERIOD_WORDS.sub(" ", _ENUMERATION.sub("", text)))
    for sign, spoken in _SIGNS:
        text = text.replace(sign, spoken)
    return " ".join(text.split())


def element_name(label: str, company: str | None = None) -> str:
    """LC3 camel case (EFM 6.8.5), without company or period words (EFM 6.8.6); "" where nothing is left."""
    text = label
    if company:
        text = re.sub(re.escape(company), " ", text, flags=re.IGNORECASE)
    text = spelled_out(text)
    words = [word for word in _WORD.findall(ascii_text(text)) if word.lower() not in _ARTICLES]
    while words and words[0].isdigit():
        words.pop(0)
    name = ""
    for word in words:
        if len(name) + len(word) > _NAME_LENGTH:
            break
        name += word.title()
    return name.lstrip("0123456789")


def spoken_name(concept: str) -> str:
    """The words of an element's name: "us-gaap:RetainedEarnings" → "Retained Earnings"."""
    words = _CAMEL.findall(concept.rpartition(":")[2])
    return " ".join(w.lower() if i and w.lower() in _SMALL else w for i, w in enumerate(words))
