"""What each profile checks, and which plug-ins of Arelle it needs.

xbrl   XBRL 2.1, dimensions, Inline XBRL 1.1, units registry, duplicates, Calculations 1.1, report packages
efm    xbrl and the rules of the EDGAR Filer Manual, by the SEC's EDGAR plug-in
dqc    xbrl and the rules of the XBRL US Data Quality Committee, by the xule plug-in
"""

from __future__ import annotations

import importlib.util
import os
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from converter.errors import UsageError, ValidationUnavailable
from converter.validation.session import Options

PROFILES = ("xbrl", "efm", "dqc")

_GET_EDGAR = (
    "the efm profile needs the SEC's EDGAR plug-in for Arelle, which is not on PyPI: get it with "
    "`git clone https://github.com/Arelle/EDGAR` and name its folder with --edgar-plugin or IXCONVERT_EDGAR_PLUGIN"
)
_GET_XULE = (
    "the dqc profile needs the xule plug-in for Arelle, which is not on PyPI: get it with "
    "`git clone https://github.com/xbrlus/xule` and name its folder with --xule-plugin or IXCONVERT_XULE_PLUGIN"
)


@dataclass(frozen=True, slots=True)
class Filing:
    """What a submission header would tell the SEC's rules. `cik` has ten digits; `strict` adds the semantic rules."""

    form: str | None = None
    cik: str | None = None
    strict: bool = False


def profile_options(profile: str, filing: Filing, edgar: Path | None, xule: Path | None) -> Options:
    """Raises UsageError for an unknown profile, ValidationUnavailable where its plug-in is missing."""
    if profile == "xbrl":
        return Options()
    if profile == "efm":
        return _efm(find_edgar_plugin(edgar), filing)
    if profile == "dqc":
        return _dqc(find_xule_plugin(xule))
    raise UsageError(f"unknown profile {profile}: one of {', '.join(PROFILES)}")


def _efm(plugin: Path, filing: Filing) -> Options:
    for module in ("holidays", "pytz"):
        if importlib.util.find_spec(module) is None:
            raise ValidationUnavailable(f"the EDGAR plug-in needs the package {module}: pip install 'ixconvert[efm]'")
    parameters = []
    if filing.cik:
        parameters.append(("cik", filing.cik))
    if filing.form:
        parameters.append(("submissionType", filing.form))
    return Options(
        whole=("dei",),  # its rules ask what the cover page could have said
        named=names_in_rules(plugin),
        duplicates=None,  # the plug-in has its own rule, EFM 6.5.12
        disclosure_system="efm-strict" if filing.strict else "efm-pragmatic",
        plugins=(str(plugin / "validate"), str(plugin / "transform"), "inlineXbrlDocumentSet"),
        parameters=tuple(parameters),
    )


@lru_cache(maxsize=4)
def names_in_rules(plugin: Path) -> frozenset[str]:
    """Words in the plug-in's rules that may be local names of elements: its rules look elements up by name, and take
    another way where the taxonomy has none of that name. Its lists of whole taxonomies are left out: they are only
    compared with what a report uses."""
    files = [*plugin.glob("validate/*.py"), *plugin.glob("validate/resources/*.json")]
    rules = (file for file in sorted(files) if not _LISTS.search(file.name))
    return frozenset(word.decode("ascii") for file in rules for word in set(_WORD.findall(file.read_bytes())))


def _dqc(plugin: Path) -> Options:
    return Options(plugins=(str(plugin),), whole=None)


def find_edgar_plugin(folder: Path | None = None) -> Path:
    """The folder of the plug-in (with `validate` and `transform`): as given, by the environment, or beside Arelle."""
    places = [folder, _from_environment("IXCONVERT_EDGAR_PLUGIN"), _beside_arelle("EDGAR")]
    for place in places:
        for candidate in (place, place / "EDGAR") if place else ():
            if (candidate / "validate" / "__init__.py").is_file() and (candidate / "transform").is_dir():
                return candidate.resolve()
    if folder is not None:
        raise ValidationUnavailable(f"{folder}: no EDGAR plug-in in this folder; {_GET_EDGAR}")
    raise ValidationUnavailable(_GET_EDGAR)


def find_xule_plugin(folder: Path | None = None) -> Path:
    places = [folder, _from_environment("IXCONVERT_XULE_PLUGIN"), _beside_arelle("xule")]
    for place in places:
        for candidate in (place, place / "plugin" / "xule", place / "xule") if place else ():
            if (candidate / "XuleRun.py").is_file() or (candidate / "XuleProcessor.py").is_file():
                return candidate.resolve()
    raise ValidationUnavailable(_GET_XULE)


def _from_environment(name: str) -> Path | None:
    value = os.environ.get(name)
    return Path(value) if value else None


def _beside_arelle(name: str) -> Path | None:
    spec = importlib.util.find_spec("arelle")
    if spec is None or not spec.submodule_search_locations:
        return None
    return Path(next(iter(spec.submodule_search_locations))) / "plugin" / name


_LISTS = re.compile(r"-(?:deprecated-concepts|rels-\d{4}|calc-\d{4})\.json$")
_WORD = re.compile(rb"[A-Z][A-Za-z0-9]{3,}")
_FORM = re.compile(rb"<ix:nonNumeric[^>]*name=[\"']dei:DocumentType[\"'][^>]*>\s*([\w/ -]{1,20})<")
_CIK = re.compile(rb"scheme=[\"']http://www\.sec\.gov/CIK[\"'][^>]*>\s*([0-9]{10})\s*<")


def filing_of(document: bytes, given: Filing | None) -> Filing:
    """What is known of the filing: as given, else as the document states its form and CIK."""
    given = given or Filing()
    form, cik = _FORM.search(document), _CIK.search(document)
    return Filing(
        form=given.form or (form[1].decode("ascii").strip() if form else None),
        cik=given.cik or (cik[1].decode("ascii") if cik else None),
        strict=given.strict,
    )
