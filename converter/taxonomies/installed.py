"""Official taxonomy packages that the user installed.

Each is kept whole in the user's data folder, with the tables of its facts beside it:

    taxonomies/installed.tsv          release, sha256, file, where it came from
    taxonomies/SHA.zip                the package
    taxonomies/us-gaap-2023/          its facts, as `taxonomy build` writes them
    taxonomies/us-gaap-2023/labels.tsv   labels and documentation, where the package has them
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from converter.errors import TaxonomyError
from converter.resources import folder as resource_folder

MOST_DOWNLOAD = 500_000_000
_TIMEOUT = 60  # seconds without a byte


@dataclass(frozen=True, slots=True)
class Installed:
    release: str
    sha256: str
    path: Path
    source: str


def data_folder() -> Path:
    chosen = os.environ.get("IXCONVERT_DATA")
    if chosen:
        return Path(chosen) / "taxonomies"
    from platformdirs import user_data_path

    return user_data_path("ixconvert") / "taxonomies"


def installed() -> list[Installed]:
    table = data_folder() / "installed.tsv"
    if not table.is_file():
        return []
    rows = (line.split("\t") for line in table.read_text(encoding="utf-8").splitlines())
    return [Installed(release, sha256, data_folder() / file, source) for release, sha256, file, source in rows]


def packages_for(name: str) -> list[Path]:
    """What to give Arelle for a release: the official package where installed, else the generated one.

    Raises TaxonomyError where there is neither.
    """
    from converter.taxonomies.offline import offline_package
    from converter.taxonomies.taxonomy import load

    official = [item.path for item in installed() if item.release == name and item.path.is_file()]
    return official or [offline_package(load(name))]


def install(source: str, sha256: str | None = None) -> list[Installed]:
    """Install an official package from a file or URL. `sha256` is what it must have, None for no matter.

    Raises TaxonomyError for what is no taxonomy package, is damaged or hostile, or has another sha256.
    """
    import tempfile

    target = data_folder()
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target, prefix=".installing-") as folder:
        package = Path(folder) / "package.zip"
        if source.startswith(("http://", "https://")):
            _download(source, package)
        else:
            _copy(Path(source), package)
        digest = file_hash(package)
        _check_pins(source, digest, sha256)
        _check_structure(source, package)
        return _place(source, package, digest, Path(folder))


def _place(source: str, package: Path, digest: str, folder: Path) -> list[Installed]:
    import shutil

    from converter.taxonomies.labels import read_labels, write_labels
    from converter.taxonomies.tables import write_tables
    from converter.validation.taxonomy_reader import read_package, releases

    names = releases(package)
    if not names:
        raise TaxonomyError(f"{source}: holds no us-gaap taxonomy")
    target = data_folder()
    added = []
    for name in names:
        made = folder / name.replace("/", "-")
        write_tables(read_package(package, name), made, source=(Path(source).name, digest))
        write_labels(read_labels(package), made / "labels.tsv")
        place = target / made.name
        shutil.rmtree(place, ignore_errors=True)
        made.rename(place)
        added.append(Installed(name, digest, target / f"{digest[:16]}.zip", source))
    package.replace(added[0].path)
    kept = [item for item in installed() if item.release not in names]
    rows = [
        f"{item.release}\t{item.sha256}\t{item.path.name}\t{item.source}\n" for item in sorted_by_release(kept + added)
    ]
    scratch = folder / "installed.tsv"
    scratch.write_text("".join(rows), encoding="utf-8")
    scratch.replace(target / "installed.tsv")
    return added


def sorted_by_release(items: list[Installed]) -> list[Installed]:
    return sorted(items, key=lambda item: item.release)


def _download(url: str, target: Path) -> None:
    import urllib.request

    try:
        with urllib.request.urlopen(url, timeout=_TIMEOUT) as response, target.open("wb") as sink:
            left = MOST_DOWNLOAD
            while chunk := response.read(1 << 16):
                left -= len(chunk)
                if left < 0:
                    raise TaxonomyError(f"{url}: more than {MOST_DOWNLOAD} bytes")
                sink.write(chunk)
    except OSError as error:
        raise TaxonomyError(f"{url}: {error}") from error


def _copy(source: Path, target: Path) -> None:
    import shutil

    try:
        if source.stat().st_size > MOST_DOWNLOAD:
            raise TaxonomyError(f"{source}: more than {MOST_DOWNLOAD} bytes")
        shutil.copyfile(source, target)
    except OSError as error:
        raise TaxonomyError(f"{source}: {error.strerror or error}") from error


def file_hash(path: Path) -> str:
    import hashlib

    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _check_pins(source: str, digest: str, wanted: str | None) -> None:
    """Against what the caller wants, and against the known hash of a package of that name."""
    if wanted is not None and wanted.lower() != digest:
        raise TaxonomyError(f"{source}: its sha256 is {digest}, not {wanted.lower()}")
    known = known_pins().get(Path(source).name)
    if known is not None and known != digest:
        raise TaxonomyError(f"{source}: its sha256 is {digest}, but the package of that name is known to have {known}")


def known_pins() -> dict[str, str]:
    """File name -> sha256, from `taxonomy/pins.tsv`."""
    table = resource_folder("taxonomy") / "pins.tsv"
    lines = table.read_text(encoding="utf-8").splitlines() if table.is_file() else []
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {row[0]: row[1] for row in rows}


def _check_structure(source: str, package: Path) -> None:
    import zipfile

    from converter.errors import InputError
    from converter.taxonomies.unpacking import check_members

    try:
        with zipfile.ZipFile(package) as archive:
            members = [info for info in archive.infolist() if not info.is_dir()]
            check_members(Path(source), members)
            broken = archive.testzip()
    except (zipfile.BadZipFile, InputError, OSError, RuntimeError, NotImplementedError, EOFError, ValueError) as error:
        raise TaxonomyError(f"{source}: not a usable package: {error}") from error
    except Exception as error:  # zlib.error
        raise TaxonomyError(f"{source}: damaged: {error}") from error
    if broken is not None:
        raise TaxonomyError(f"{source}: damaged: {broken}")
    if not any(info.filename.endswith("META-INF/taxonomyPackage.xml") for info in members):
        raise TaxonomyError(f"{source}: no META-INF/taxonomyPackage.xml, so no taxonomy package")
