"""Reads a finished report again, with none of the code that made it, and compares what is tagged with what is shown."""
