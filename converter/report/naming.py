"""Names that the extension taxonomy needs: file base, authority, role and element names.

    registrant "Sonus Networks, Inc."   base "sonusnetworks", namespace "http://sonusnetworks.example/20030930"
    label "Other assets, net"           element "OtherAssetsNet" (label camel case, EFM 6.8.5)

The authority stands under the reserved top-level domain `.example` (RFC 2606): a converter may not claim a domain of
the registrant's, which it cannot know, nor one of a standard setter (EFM 6.7.3).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from converter.report.spelling import naming_rules, spelled_out

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
_ARTICLES = frozenset(("the", "a", "an"))
_NUMBERS = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
)
_RATE = re.compile(r"^((?:\d+(?:\.\d*)?|\.\d+) percent\b)\s*(.*)$", re.IGNORECASE)
_COUNT = re.compile(r"^(\d{1,2})(?: (to) (\d{1,2}))?(?= |-[A-Za-z])")
_FIGURES = re.compile(r"^(\d[\w./]*)\s+(.*)$")
_WORD = re.compile(r"[A-Za-z0-9]+")
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
    """Whether a label says nothing without its heading ("Basic", "Other", "8.80%")."""
    words = [word.strip(" :.,;()") for word in spelled_out(clean_label(label)).lower().split()]
    telling = [word for word in words if word[:1].isalpha() and word != "percent"]
    return not telling or (len(telling) == 1 and telling[0] in naming_rules().generic)


def element_name(label: str, company: str | None = None) -> str:
    """LC3 camel case (EFM 6.8.5), without company or period words (EFM 6.8.6); "" where nothing is left."""
    text = _beginning_with_a_word(spelled_out(_without_company(label, company) if company else label))
    words = _without_articles(_WORD.findall(ascii_text(text)))
    while words and words[0].isdigit():
        words.pop(0)
    name = ""
    for word in words:
        if len(name) + len(word) > _NAME_LENGTH:
            break
        name += word.title()
    return name.lstrip("0123456789")


def _without_articles(words: list[str]) -> list[str]:
    """The "A" of "Class A" is none."""
    before = ["", *words]
    named = naming_rules().counted
    return [
        word
        for word, last in zip(words, before, strict=False)
        if word.lower() not in _ARTICLES or (word == "A" and last.lower() in named)
    ]


def _beginning_with_a_word(text: str) -> str:
    """A name cannot begin with a figure: "7.25 percent notes" -> "notes 7.25 percent", "2 year notes" -> "two year
    notes"."""
    rate = _RATE.match(text)
    if rate and any(word.isalpha() and word not in ("percent", "to") for word in rate[2].split()):
        return f"{_beginning_with_a_word(rate[2])} {rate[1]}"
    count = _COUNT.match(text)
    if count and max(int(count[1]), int(count[3] or 0)) < len(_NUMBERS):
        first, last = _NUMBERS[int(count[1])], f" to {_NUMBERS[int(count[3])]}" if count[3] else ""
        return first + last + text[count.end() :]
    figures = _FIGURES.match(text)
    if figures and any(c.isalpha() for c in figures[2]):
        return f"{figures[2]} {figures[1]}"
    return text


def _without_company(label: str, company: str) -> str:
    return _company_pattern(company).sub(lambda match: f"{match['kept']} parent" if match["kept"] else " ", label)


@lru_cache(maxsize=64)
def _company_pattern(company: str) -> re.Pattern[str]:
    """The registrant's name in full, and in short where what stands beside it says that it is the registrant's name."""
    words = naming_rules()
    full = "|".join(re.escape(name) for name in dict.fromkeys((company, spelled_out(company))) if name)
    parts = company.replace(",", " ").split()
    while len(parts) > 1 and (parts[-1].strip(".").lower() in _CORPORATE or parts[-1].startswith("/")):
        parts.pop()
    if len(parts) > 1 and parts[0].lower() == "the":
        parts.pop(0)
    short = r"\s+".join(re.escape(part) for part in parts)
    corporate = r"(?:,?\s+(?:" + "|".join(sorted(_CORPORATE - {"the", "na", "sa"})) + r")\b\.?){0,2}"
    before = "|".join(r"\s+".join(map(re.escape, each.split())) for each in words.before_company)
    after = "|".join(r"\s+".join(map(re.escape, each.split())) for each in words.after_company)
    first = re.escape(parts[0]) if len(parts[0]) > 3 else short
    owned = rf"\b(?:{first}|{short}{corporate})['\u2019]s?(?!\w)|\b{short}{corporate}(?=\s+(?:{after})\b)"
    return re.compile(
        rf"(?<!\w)(?:{full})(?!\w)|{owned}|\b(?P<kept>(?:{before})\s+){short}{corporate}\b", re.IGNORECASE
    )


def spoken_name(concept: str) -> str:
    """The words of an element's name: "us-gaap:RetainedEarnings" → "Retained Earnings"."""
    words = _CAMEL.findall(concept.rpartition(":")[2])
    return " ".join(w.lower() if i and w.lower() in _SMALL else w for i, w in enumerate(words))
