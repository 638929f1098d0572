"""Sets of HTML elements, by what they do to the page."""

from __future__ import annotations


def _tags(names: str) -> frozenset[str]:
    return frozenset(names.split())


VOID = _tags("area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr")
# Content that is not markup: dropped with the element, or kept as it stands.
DROPPED = _tags("script style title noembed noframes iframe template ix:header")
RAW = _tags("xmp plaintext textarea listing")
NEVER_SHOWN = _tags("head title script style template noscript datalist")

FORMATTING = _tags("a b big code em font i nobr s small strike strong tt u")
INLINE = FORMATTING | _tags("span sup sub ins del abbr cite q var acronym label")
# Elements that say nothing about the look of the page's text.
NEUTRAL = _tags("html head body frameset frame form select option optgroup meta link base svg math")
# HTML's "special" elements (WHATWG 13.2.4.2), as far as they may stand in a page's body.
SPECIAL = _tags(
    "address article aside blockquote button caption center col colgroup dd details dir div dl dt fieldset figcaption"
    " figure footer h1 h2 h3 h4 h5 h6 header hgroup li main marquee menu nav ol p pre section summary table tbody td"
    " tfoot th thead tr ul"
)
TABLE_PARTS = _tags("td th tr tbody thead tfoot caption colgroup col")
CELLS = _tags("td th caption")
SECTIONS = _tags("tbody thead tfoot caption colgroup")
CLOSES_PARAGRAPH = SPECIAL - TABLE_PARTS - _tags("button marquee table")
# Where looking for an open element stops: inside a cell nothing outside of it is closed.
CELL_SCOPE = _tags("table td th caption button marquee")
TABLE_SCOPE = _tags("table")
# start tag -> (the open elements that it closes, where looking for them stops)
CLOSES = {
    "li": (_tags("li"), CELL_SCOPE | _tags("ul ol")),
    "dd": (_tags("dd dt"), CELL_SCOPE | _tags("dl")),
    "dt": (_tags("dd dt"), CELL_SCOPE | _tags("dl")),
    "td": (CELLS, TABLE_SCOPE),
    "th": (CELLS, TABLE_SCOPE),
    "tr": (_tags("tr caption colgroup"), TABLE_SCOPE),
    "tbody": (SECTIONS, TABLE_SCOPE),
    "thead": (SECTIONS, TABLE_SCOPE),
    "tfoot": (SECTIONS, TABLE_SCOPE),
    "caption": (SECTIONS, TABLE_SCOPE),
    "colgroup": (SECTIONS, TABLE_SCOPE),
}
BOLD = _tags("b strong th h1 h2 h3 h4 h5 h6")
