"""Whether a browser would show an element."""

from __future__ import annotations

import re

_NEVER_SHOWN = frozenset("head title script style template noscript datalist".split())
_UNSHOWN_STYLE = re.compile(r"(?i)(?:^|[;\s])(?:display\s{0,4}:\s{0,4}none|visibility\s{0,4}:\s{0,4}hidden)")


def is_hidden(tag: str, attributes: tuple[tuple[str, str], ...]) -> bool:
    if tag in _NEVER_SHOWN:
        return True
    return any(
        name == "hidden" or (name == "style" and _UNSHOWN_STYLE.search(value) is not None) for name, value in attributes
    )
