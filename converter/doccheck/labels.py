"""Which concepts a presentation linkbase shows with the opposite sign."""

from __future__ import annotations

from collections import defaultdict

_LINK = "{http://www.xbrl.org/2003/linkbase}"
_XLINK = "{http://www.w3.org/1999/xlink}"


def shown_signs(linkbase: bytes) -> dict[str, set[bool]]:
    """Element id (`us-gaap_Assets`) -> whether its presentation arcs say negated: {True}, {False} or both."""
    from lxml import etree

    root = etree.fromstring(linkbase, etree.XMLParser(huge_tree=True, resolve_entities=False))
    signs: dict[str, set[bool]] = defaultdict(set)
    for link in root.iter(_LINK + "presentationLink"):
        places = {
            loc.get(_XLINK + "label"): (loc.get(_XLINK + "href") or "").rpartition("#")[2]
            for loc in link.iter(_LINK + "loc")
        }
        for arc in link.iter(_LINK + "presentationArc"):
            element = places.get(arc.get(_XLINK + "to"))
            if element:
                role = arc.get("preferredLabel") or ""
                signs[element].add("negated" in role.rpartition("/")[2].casefold())
    return dict(signs)
