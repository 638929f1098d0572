"""One HTML file that shows a report with its facts: Arelle's ixbrl-viewer, its script within the file."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from converter.errors import MissingExtra, UnreadableSource

_SCRIPT = "ixbrlviewer.js"
_OWN_ADDRESS, _NO_ADDRESS = b"document.currentScript.src", b'"file:///"'


class _Builder:
    """Called with a loaded model; `page` then holds the viewer's document, its script still outside."""

    def __init__(self) -> None:
        self.page: bytes | None = None

    def __call__(self, model: Any) -> None:
        from iXBRLViewerPlugin.iXBRLViewer import IXBRLViewerBuilder
        from iXBRLViewerPlugin.xhtmlserialize import XHTMLSerializer

        if not model.facts:
            return
        builder = IXBRLViewerBuilder(model.modelManager.cntlr, features={"highlight_facts_on_startup": True})
        builder.processModel(model)
        viewer = builder.createViewer(scriptUrl=_SCRIPT, showValidations=True)
        if viewer is None:
            return
        out = io.BytesIO()
        XHTMLSerializer(out).serialize(viewer.files[0].xmlDocument)
        self.page = out.getvalue()


def viewer_page(report: Path | Mapping[str, bytes], taxonomy: str | None = None) -> bytes:
    """The report as a page that needs no other file and no network.

    Raises MissingExtra where ixbrl-viewer is not installed, UnreadableSource for what is no inline report.
    """
    script = _script()
    from converter.validation.validate import with_model

    builder = _Builder()
    with_model(report, builder, taxonomy)
    if builder.page is None:
        raise UnreadableSource(f"{report if isinstance(report, Path) else 'report'}: no inline XBRL facts to show")
    return _with_script(builder.page, script)


def _script() -> bytes:
    try:
        from iXBRLViewerPlugin.constants import DEFAULT_VIEWER_PATH
    except ImportError:
        raise MissingExtra("the viewer needs ixbrl-viewer: pip install 'ixconvert[viewer]'") from None
    return Path(DEFAULT_VIEWER_PATH).read_bytes()


def _with_script(page: bytes, script: bytes) -> bytes:
    """The page with the script's text in the place of its name. In HTML a script ends at the first `</script`; and a
    script within the page has no address, beside which this one would look for its settings."""
    safe = script.replace(b"</script", b"<\\/script").replace(b"<!--", b"<\\!--").replace(_OWN_ADDRESS, _NO_ADDRESS)
    tag = re.compile(rb'<script[^>]*\ssrc="' + re.escape(_SCRIPT.encode()) + rb'"[^>]*>')
    found = tag.search(page)
    if found is None:
        raise UnreadableSource("the viewer has no place for its script")
    opening = b'<script type="text/javascript">'
    return page[: found.start()] + opening + safe + page[found.end() :]
