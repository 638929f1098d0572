"""Whether a browser would show an element."""

from __future__ import annotations

import re

from converter.reading.tags import NEVER_SHOWN

_UNSHOWN_STYLE = re.compile(r"(?i)(?:^|[;\s])(?:display\s{0,4}:\s{0,4}none|visibility\s{0,4}:\s{0,4}hidden)")


def is_hidden(tag: str, attributes: tuple[tuple[str, str], ...]) -> bool:
    if tag in NEVER_SHOWN:
        return True
    return any(
        name == "hidden" or (name == "style" and _UNSHOWN_STYLE.search(value) is not None) for name, value in attributes
    )
