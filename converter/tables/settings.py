"""Every tolerance of table recovery from plain text, in characters or lines unless it says otherwise."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TableSettings:
    tab: int = 8
    """Tab stops stand every so many characters."""
    other_tabs: tuple[int, ...] = (1, 4, 5, 10)
    """... or every so many, where the figures of a table then stand in line."""
    in_line: float = 0.6
    """... in at most this share of the edges that they have with usual stops."""
    tabbed_rows: int = 1
    """Lines with figures and tabs that a table must have to be read so."""
    wrapped_lines: int = 3
    """Lines that lost their last figure to the next line at the same place show that the page was cut there."""
    wrapped_apart: int = 12
    """... and stand no more lines apart."""
    gap: int = 2
    """Spaces that separate two cells; one space separates words."""
    wide_gap: int = 4
    """Spaces that no justified paragraph has between two words."""
    same_edge: int = 2
    """Right edges this close are one edge, whatever else holds."""
    drift: int = 7
    """Right edges of one column never lie further apart, unless the figures overlap."""
    overlap: float = 0.5
    """Part of the narrower column's width that two drifting columns must share to be one."""
    far: float = 14.0
    """A figure this far from a column does not belong to it."""
    loose: float = 3.0
    """A figure one space after its label belongs to a column only when this near."""
    stray: float = 0.12
    """A column with fewer figures than this share of the fullest, where labels run, is no column."""
    spaced_figures: int = 4
    """A table that prints thousands as `1 234` has at least so many of them, and fewer with commas."""
    prose_end: int = 58
    """Lines of a paragraph reach at least this far to the right."""
    prose_words: int = 6
    """A line of a paragraph has at least this many words."""
    prose_indent: int = 16
    """A paragraph starts no further in."""
    sentence: int = 75
    """A lone line with more characters of running text than this is a paragraph."""
    blank_run: int = 9
    """More blank lines than this end a table."""
    text_run: int = 14
    """More lines without a figure than this end a table."""
    title_lines: int = 12
    """Lines above the heads that may belong to the title."""
    head_lines: int = 40
    """Heads and titles stand no further above the first figures."""
    title_blank: int = 4
    """More blank lines than this separate a title from what stands above."""
    title_width: int = 110
    """A longer line is no title."""
    least_rows: int = 2
    """A table has at least so many lines with figures."""
    panel_rows: int = 3
    """Lines with a label in the middle of the page that make it two panels."""
    panel_share: float = 0.3
    """... and the share of all lines with figures that they make up."""
    same_columns: int = 5
    """Columns of a continued table lie this close to those it continues."""
    longest_line: int = 1200
    """Characters of a line that are looked at; a longer line is no line of a table."""


DEFAULT = TableSettings()
