"""ixconvert: a plain-text or HTML SEC filing goes in, a validated inline XBRL report with provenance comes out."""

__version__ = "0.1.0"
