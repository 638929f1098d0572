"""Draws what the reader saw over the source: columns, heads, rows with their roles, periods, checks."""
