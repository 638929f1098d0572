"""Check marks as typists made them: `[X]  /X/  (x)  |X|  {X}  _X_  XX  [(check mark)]` and empty ones `[ ]  / /  ___`.

Ballot boxes of Unicode count as well as those of Wingdings, which read as Latin-1 letters (`þ`, `ý`, `x`; `o`, `¨`),
and its check mark `ü` where it stands alone.
"""

from __future__ import annotations

import re

_TICKS = r"[xX*\u221a\u2713\u2714]{1,3}"
_TICKED = (
    rf"[\[(|/{{][ \xa0]{{0,4}}_?(?:{_TICKS}|\(?[Cc]heck [Mm]ark\)?)_?[ \xa0]{{0,4}}[\])|/}}]"
    rf"|(?<![A-Za-z0-9])[_.]{{0,20}}(?<![A-Za-z0-9])[xX]{{1,3}}(?![A-Za-z0-9'])[_.]{{0,20}}"
    r"|[\u2612\u2611\u00fe\u00fd\u2327\u25a0\u2713\u2714]|(?<!\w)\u00fc(?!\w)"
)
_EMPTY = (
    r"[\[(|/{][ \xa0_]{0,6}[\])|/}]|_{2,}|\.{4,}|[\u2610\u00a8\u00a3\u25a1\u2751]|(?<![A-Za-z0-9])o(?![A-Za-z0-9'])"
)

BOX = re.compile(rf"(?P<ticked>{_TICKED})|(?P<empty>{_EMPTY})")


def ticked(match: re.Match[str]) -> bool:
    return match["ticked"] is not None
