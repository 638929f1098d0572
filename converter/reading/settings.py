"""The limits and thresholds of the reading stage, in one place."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReadingSettings:
    """`max_bytes` bounds the input; `max_depth` the nesting of the HTML tree that is handed on (deeper elements are
    laid flat: their text stays, in order). `binary_share` is the share of bytes that are neither text nor white space
    in any of the encodings filings use, above which a source counts as binary; `high_share` the same
    for bytes above 127 of an 8-bit text. `markup_lines` is how many lines of
    a part may share one layout tag before it counts as HTML rather than as text with a few stray tags. A page with
    less than `image_page_characters` of text to each image counts as scanned."""

    max_bytes: int = 200 * 1024 * 1024
    max_depth: int = 100
    binary_share: float = 0.02
    high_share: float = 0.3
    markup_lines: int = 12
    image_page_characters: int = 300


DEFAULT = ReadingSettings()
