"""Every exception that the program raises on purpose, and the exit status that the command line gives it.

    IxconvertError
    ├── UsageError                2  the call itself is wrong: unknown option value, bad mapping file
    ├── InputError                3  an input cannot be used; nothing is written for it
    │   ├── UnreadableSource         missing, a directory, no permission
    │   ├── EmptySource              no bytes, or nothing but white space
    │   ├── BinarySource             not text in any encoding that filings use
    │   ├── SourceTooLarge           over the size limit
    │   └── NoStatements             text was read, but no financial statement stands in it
    ├── TaxonomyError             3  a taxonomy package is missing, damaged or not what it claims to be
    ├── ValidationUnavailable     3  a profile was asked for whose plug-in is not installed
    ├── OutputUnwritable          3  the output cannot be written: no space, no permission, no folder
    ├── WorkersUnavailable        3  processes cannot be started to work in, so the rest of a run is not done
    ├── ArchiveError              3  an archive cannot be opened, written or is damaged
    └── MissingExtra              2  an optional dependency is needed: says which extra to install

A problem *in a filing* is not an exception but a `Finding` (see `converter.findings`).
"""

from __future__ import annotations


class IxconvertError(Exception):
    """Root of the hierarchy; `exit_status` is what the command line ends with."""

    exit_status = 3


class UsageError(IxconvertError):
    exit_status = 2


class InputError(IxconvertError):
    pass


class UnreadableSource(InputError):
    pass


class EmptySource(InputError):
    pass


class BinarySource(InputError):
    pass


class SourceTooLarge(InputError):
    pass


class NoStatements(InputError):
    pass


class TaxonomyError(IxconvertError):
    pass


class ValidationUnavailable(IxconvertError):
    pass


class OutputUnwritable(IxconvertError):
    pass


class WorkersUnavailable(IxconvertError):
    pass


class ArchiveError(IxconvertError):
    pass


class MissingExtra(IxconvertError):
    exit_status = 2
