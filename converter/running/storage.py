"""Where a run reads filings from and writes conversions to: a local folder, or any fsspec URL.

Storage         what a run needs of an output root
LocalFolder     renames; a conversion appears in one step
ObjectStore     s3://, gs://, memory:// ... (extra `dask`); no rename there, so the record that marks a conversion as
                done is written last, and a conversion without its record does not count
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Protocol

from converter import durable
from converter.errors import MissingExtra, SourceTooLarge, UnreadableSource, UsageError


class Storage(Protocol):
    """Names are relative, with `/` between folders."""

    def read(self, name: str) -> bytes | None:
        """The content, or None where the name does not exist."""

    def write(self, name: str, data: bytes) -> None:
        """Replace whole."""

    def create(self, name: str, data: bytes) -> bool:
        """Write a name that does not exist yet; False when it does."""

    def put_folder(self, name: str, files: Mapping[str, bytes]) -> None:
        """Make the folder hold exactly `files`."""

    def names(self, folder: str) -> Iterator[str]:
        """Names of the files directly in `folder`, sorted."""

    def place(self, name: str) -> str:
        """What a person opens: a path or URL."""


class LocalFolder:
    def __init__(self, root: Path) -> None:
        self._root = root

    def read(self, name: str) -> bytes | None:
        try:
            return (self._root / name).read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return None

    def write(self, name: str, data: bytes) -> None:
        path = self._root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        durable.replace_file(path, data)

    def create(self, name: str, data: bytes) -> bool:
        path = self._root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        return durable.create_file(path, data)

    def put_folder(self, name: str, files: Mapping[str, bytes]) -> None:
        path = self._root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        durable.replace_folder(path, files)

    def names(self, folder: str) -> Iterator[str]:
        path = self._root / folder
        if path.is_dir():
            yield from sorted(each.name for each in path.iterdir() if each.is_file() and not each.name.startswith("."))

    def place(self, name: str) -> str:
        return str(self._root / name)


class ObjectStore:
    def __init__(self, url: str) -> None:
        self._files, root = file_system(url)
        self._url, self._root = url.rstrip("/"), root.rstrip("/")

    def read(self, name: str) -> bytes | None:
        try:
            data: bytes = self._files.cat_file(self._path(name))
        except FileNotFoundError:
            return None
        return data

    def write(self, name: str, data: bytes) -> None:
        self._files.makedirs(self._path(name).rpartition("/")[0], exist_ok=True)
        self._files.pipe_file(self._path(name), data)

    def create(self, name: str, data: bytes) -> bool:
        if self._files.exists(self._path(name)):
            return False
        self.write(name, data)
        return True

    def put_folder(self, name: str, files: Mapping[str, bytes]) -> None:
        for old in list(self.names(name)):  # an interruption must not leave an old record beside new files
            self._files.rm_file(self._path(f"{name}/{old}"))
        for file, data in files.items():
            self.write(f"{name}/{file}", data)

    def names(self, folder: str) -> Iterator[str]:
        self._files.invalidate_cache()
        try:
            listing = self._files.ls(self._path(folder), detail=True)
        except FileNotFoundError:
            return
        yield from sorted(each["name"].rpartition("/")[2] for each in listing if each["type"] == "file")

    def place(self, name: str) -> str:
        return f"{self._url}/{name}" if name else self._url

    def _path(self, name: str) -> str:
        return f"{self._root}/{name}" if name else str(self._root)


def is_url(place: str) -> bool:
    return "://" in place


def open_storage(place: str | Path) -> Storage:
    """The output root at a path or fsspec URL. `file://` is a local folder, with all its guarantees."""
    text = str(place)
    if text.startswith("file://"):
        return LocalFolder(Path(text.removeprefix("file://")))
    return ObjectStore(text) if is_url(text) else LocalFolder(Path(text))


def read_source(source: str) -> bytes:
    """The bytes of one filing, unpacked where they are gzip. Raises UnreadableSource with a reason that names no
    internals, or SourceTooLarge."""
    from converter.reading.compression import decompressed
    from converter.reading.settings import DEFAULT

    read: Callable[[], bytes]
    if is_url(source):
        files, path = file_system(source)
        try:
            size, read = files.size(path), lambda: files.cat_file(path)
        except (OSError, ValueError) as error:
            raise UnreadableSource(f"cannot be read ({error})") from None
    else:
        local = Path(source)
        if local.is_dir():
            raise UnreadableSource("a directory, not a filing")
        try:
            size, read = local.stat().st_size, local.read_bytes
        except OSError as error:
            raise UnreadableSource(error.strerror or str(error)) from None
        if not local.is_file():
            raise UnreadableSource("not a regular file")
    if size is not None and size > DEFAULT.max_bytes:
        raise SourceTooLarge(f"{size / 2**20:.0f} MB; at most {DEFAULT.max_bytes / 2**20:.0f} MB are read")
    try:
        data = read()
    except OSError as error:
        raise UnreadableSource(error.strerror or str(error)) from None
    return decompressed(data, DEFAULT.max_bytes)


def file_system(url: str) -> tuple[Any, str]:
    """What fsspec has for a URL, and the path in it. Raises MissingExtra where a package is missing, UsageError for a
    kind of URL that fsspec does not know."""
    try:
        from fsspec.core import url_to_fs
    except ImportError:
        raise MissingExtra("reading and writing URLs needs the extra 'dask': pip install 'ixconvert[dask]'") from None
    try:
        files, path = url_to_fs(url)
    except ImportError as error:
        raise MissingExtra(f"{url}: {str(error).strip().splitlines()[0]}") from None
    except ValueError as error:
        raise UsageError(f"{url}: {error}") from None
    return files, str(path)
