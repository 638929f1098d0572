"""Words by which a line of a page is known for a head, a title or a note, whatever figures stand near it."""

from __future__ import annotations

import re

_MONTHS = (
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec"
)
_PERIODS = (
    "month months week weeks quarter quarters year years day days period periods ended ending end begun beginning "
    "fiscal calendar inception date through to from and as of at on the for in or "
    "three six nine twelve thirteen twenty-six thirty-nine fifty-two fifty-three one two four five eight ten eleven "
    "fourteen fifteen sixteen twelve-month three-month six-month nine-month "
    "first second third fourth half 1st 2nd 3rd 4th qtr mos yr yrs ytd "
    "unaudited audited restated reported note notes q qtr"
)
PERIOD_WORDS = frozenset(_PERIODS.split()) | frozenset(_MONTHS.split())
MONTH_WORDS = frozenset(_MONTHS.split())
_PERIOD_SIGNALS = "month months week weeks quarter quarters year years ended ending inception unaudited audited q qtr"
_SIGNALS = frozenset(_PERIOD_SIGNALS.split())

_BESIDE_PERIODS = PERIOD_WORDS - {"note", "notes"} | {"total", "full", "annual"}

# A number one space after one of these words belongs to the words: `December 31`, `Notes 3 and 4`, `Series 2`.
_COUNTED = (
    "note notes exhibit item no number series section schedule part page phase class fasb sfas fas apb eitf statement "
    "and to through of in at by over under than from or since until before after fiscal year years the footnote"
)
NUMBERED = MONTH_WORDS | frozenset(_COUNTED.split())

# A label broken after one of these and a hyphen is a compound ("long- / term debt"), not one word cut in two.
_COMPOUNDS = (
    "long short medium non pre post self held available paid off mark mid year after before per interest write pay "
    "carry build fixed market trade asset tax stock share cost cash high low in out on to by one two three four five "
    "ten sub co re semi multi inter intra anti ex all full part well so third first second real work plan equity lease "
    "sale buy start roll pass due lower upper single joint cross value employee property income owned free based"
)
COMPOUND_BEGINNINGS = frozenset(_COMPOUNDS.split())

WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")
YEAR = re.compile(r"(?<![\d.$])(?:19|20)\d\d(?!\d|\.\d|,\d{3}(?!\d))")

# A label that begins so stands without figures: the figures below it are a total's.
WITHOUT_FIGURES = re.compile(r"\W*(?:commitments|contingenc|litigation|subsequent events?|see\b)", re.IGNORECASE)
# Under a rule, only such a label goes with figures on the line below it; other figures are a total without a label.
SUMS = re.compile(
    r"\W*(?:total|net|income|loss|earnings|gross|operating|balance|cash|excess|increase)\b", re.IGNORECASE
)
# A sentence that leads to the table below it.
LEAD_IN = re.compile(
    r"\b(?:following (?:table|summary|schedule)|(?:table|summary|schedule) below|(?:as|are) follows|"
    r"following (?:is|are|sets))\b.{0,200}[:.]\s*\Z",
    re.IGNORECASE,
)
# A label that stands over its figures even where a blank line parts them.
BALANCE = re.compile(r"\W*balances?\b.{0,40}(?:19|20)\d\d\Z", re.IGNORECASE)
# ... and one that goes on with its date: `Balances -` / `June 30, 1993`.
OPEN_BALANCE = re.compile(r"\W*balances?\b.{0,30} -\Z", re.IGNORECASE)
# The second line of a label may begin so in capitals too ("... CHANGE / IN ACCOUNTING PRINCIPLE").
_CARRYING = "and or of to for from by with before than in on at as after under into per due"
CARRYING = frozenset(_CARRYING.split())

# The space between two dates of one line of heads.
DATE_AFTER_DATE = re.compile(rf"(?<=[\d,]) (?=(?:{'|'.join(_MONTHS.split())})\b)", re.IGNORECASE)

_SCALE = re.compile(r"\b(?:thousands|millions|billions|dollars|000'?s?|omitted)\b", re.IGNORECASE)

_TITLE = re.compile(
    r"\b(?:balance sheets?|statements? of (?:\w+ ){0,3}?(?:income|loss(?:es)?|operations|earnings|cash flows?|"
    r"financial (?:condition|position)|changes in|(?:stock|share)holders|equity|capital|(?:net )?assets|"
    r"retained|comprehensive|condition|partners)|(?:income|operations|earnings|cash flows?) statements?)\b",
    re.IGNORECASE,
)
_NO_TITLE = re.compile(
    r"\b(?:notes?|accompanying|integral|data|per|see|schedules? to|financed|related|included|information|"
    r"presented|adjustments?|reclassif\w*)\b|[:;.]\s*\Z",
    re.IGNORECASE,
)
_BALANCE_SHEET_END = re.compile(
    r"balance sheets?[ ,.-]*(?:\(?(?:unaudited|continued|cont'?d\.?|concluded|audited)\)?)?\s*\Z", re.IGNORECASE
)
_NOTES = re.compile(
    r"accompanying notes|integral part|^\W*(?:see|refer to)\b.{0,60}\bnotes?\b|"
    r"^\W*(?:the )?notes? (?:to|on|are|beginning|which)\b|^\W*notes on pages\b|^\s*\*\s*(?:less|not)\b",
    re.IGNORECASE,
)
CONTINUED = re.compile(r"\b(?:continued|cont'?d|concluded)\b", re.IGNORECASE)


def words(text: str) -> list[str]:
    return [word.lower() for word in WORD.findall(text)]


def is_period(text: str) -> bool:
    """A date, a year, `Three months ended`, `(Unaudited)`: what heads a column and nothing else."""
    found = words(text)
    if not found:
        return bool(YEAR.search(text)) and not text.strip(" ()*'\"0123456789,-/&")
    if any(word not in PERIOD_WORDS for word in found):
        return False
    return bool(YEAR.search(text)) or any(word in _SIGNALS or word in MONTH_WORDS for word in found)


def stands_beside_periods(text: str) -> bool:
    """`(Restated)`, `First`, `Total`: what heads a column beside others that a period heads."""
    found = words(text)
    return bool(found) and all(word in _BESIDE_PERIODS for word in found) and not any(map(str.isdigit, text))


def lists_years(text: str) -> bool:
    """`Years ended December 31, 1999, 1998 and 1997`: what a title says of all columns, and no head of one."""
    return len(set(YEAR.findall(text))) > 1


def is_scale(text: str) -> bool:
    """`(In thousands, except per share data)`, `Millions of dollars`."""
    return _SCALE.search(text) is not None and YEAR.search(text) is None and (len(words(text)) < 4 or text[:1] in "([")


def is_title(text: str) -> bool:
    """The name of a statement, as it stands over one."""
    match = _TITLE.search(text)
    if match is None or _NO_TITLE.search(text) or len(text) > 100:
        return False
    if "balance sheet" in match[0].lower() and not _BALANCE_SHEET_END.search(text):
        return False
    return text[: match.start()].strip() == "" or text[0].isupper() or text.lstrip()[0] in "(["


def is_note(text: str) -> bool:
    """`See accompanying notes to consolidated financial statements.`"""
    return _NOTES.search(text) is not None


def continued(text: str) -> bool:
    return CONTINUED.search(text) is not None
