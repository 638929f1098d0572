from __future__ import annotations

import gzip
import importlib.util
from pathlib import Path

import pytest

from converter import durable
from converter.errors import MissingExtra, SourceTooLarge, UnreadableSource, UsageError
from converter.reading.settings import DEFAULT
from converter.running.inputs import find_sources
from converter.running.ledger import Ledger
from converter.running.names import source_name, stem
from converter.running.storage import LocalFolder, Storage, open_storage, read_source


@pytest.fixture(params=["local", "memory"])
def storage(request: pytest.FixtureRequest, tmp_path: Path) -> Storage:
    if request.param == "local":
        return open_storage(tmp_path / "out")
    pytest.importorskip("fsspec")
    return open_storage(f"memory://{tmp_path}/out")


def test_a_folder_holds_exactly_what_was_put(storage: Storage) -> None:
    storage.put_folder("a", {"one": b"1", "two": b"2"})
    storage.put_folder("a", {"two": b"22", "three": b"3"})
    assert list(storage.names("a")) == ["three", "two"]
    assert (storage.read("a/two"), storage.read("a/one")) == (b"22", None)


def test_a_name_is_created_once(storage: Storage) -> None:
    assert storage.create("x/y", b"1") is True
    assert storage.create("x/y", b"2") is False
    assert storage.read("x/y") == b"1"


@pytest.mark.parametrize(
    ("url", "error", "said"),
    [("foo://bucket/x", UsageError, "Protocol not known"), ("gs://bucket/x", MissingExtra, "gs://bucket/x")],
)
def test_a_place_that_cannot_be_used(url: str, error: type[Exception], said: str) -> None:
    pytest.importorskip("fsspec")
    if error is MissingExtra and importlib.util.find_spec("gcsfs"):
        pytest.skip("gs:// can be used here")
    for use in (open_storage, read_source, lambda place: list(find_sources([f"{place}/*.txt"]))):
        with pytest.raises(error, match=said):
            use(url)


def test_an_interrupted_replacement_has_no_record(storage: Storage, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there are no renames, new files must not stand beside the record of the old ones."""
    if isinstance(storage, LocalFolder):
        pytest.skip("replaced in one step")
    storage.put_folder("a", {"conversion.json": b"old", "report.xbri": b"old"})
    with monkeypatch.context() as patch, pytest.raises(OSError):
        real = type(storage).write

        def write(self: Storage, name: str, data: bytes) -> None:
            if name.endswith("conversion.json"):
                raise OSError("gone")
            real(self, name, data)

        patch.setattr(type(storage), "write", write)
        storage.put_folder("a", {"report.xbri": b"new", "conversion.json": b"new"})
    assert list(storage.names("a")) == ["report.xbri"]


def test_two_sources_of_one_name_get_two_folders(storage: Storage, tmp_path: Path) -> None:
    sources = []
    for name in ("a/f.txt", "b/f.txt"):
        path = tmp_path / name
        path.parent.mkdir()
        path.write_text(name)
        sources.append(str(path))
    ledger = Ledger(storage)
    first, second = (ledger.claim(source, source) for source in sources)
    assert first == "f"
    assert second.startswith("f-")
    assert [Ledger(storage).claim(source, source) for source in reversed(sources)] == [second, first]
    assert [ledger.find(source, source) for source in sources] == [first, second]
    assert ledger.source_of("f") == sources[0]


def test_a_source_that_is_gone_gives_its_name_up(tmp_path: Path) -> None:
    ledger = Ledger(LocalFolder(tmp_path / "out"))
    gone, here = tmp_path / "a" / "f.txt", tmp_path / "b" / "f.txt"
    for path in (gone, here):
        path.parent.mkdir()
        path.write_text("x")
    assert ledger.claim(str(gone), "1") == "f"
    gone.unlink()
    assert ledger.claim(str(here), "2") == "f"


def test_a_failed_write_leaves_the_old_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "a"
    durable.replace_folder(target, {"one": b"1"})
    real = durable.write_new

    def full(path: Path, data: bytes) -> None:
        if path.name == "two":
            raise OSError(28, "No space left on device")
        real(path, data)

    monkeypatch.setattr(durable, "write_new", full)
    with pytest.raises(OSError):
        durable.replace_folder(target, {"one": b"new", "two": b"2"})
    assert {p.name: p.read_bytes() for p in target.iterdir()} == {"one": b"1"}
    assert [p.name for p in tmp_path.iterdir()] == ["a"]


def test_sweep_takes_the_leavings_of_the_dead_only(tmp_path: Path) -> None:
    host = durable._host()
    dead = tmp_path / f".x.{host}.999999999.0a.partial"
    alive = tmp_path / f".y.{host}.1.0b.partial"
    dead.mkdir()
    alive.mkdir()
    assert durable.sweep(tmp_path) == 1
    assert [p.name for p in tmp_path.iterdir()] == [alive.name]


def test_the_same_content_shares_a_name(tmp_path: Path) -> None:
    ledger = Ledger(LocalFolder(tmp_path / "out"))
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "f.txt").write_text("x")
        assert ledger.claim(str(tmp_path / name / "f.txt"), "1") == "f"


def test_a_source_is_a_file_of_bounded_size(tmp_path: Path) -> None:
    file = tmp_path / "brindle.txt"
    file.write_bytes(b"Cash")
    assert read_source(str(file)) == b"Cash"
    packed = tmp_path / "brindle.txt.gz"
    packed.write_bytes(gzip.compress(b"Cash"))
    assert read_source(str(packed)) == b"Cash"
    assert stem(packed) == stem(file) and source_name(packed) == source_name(file)
    for place, reason in [(tmp_path, "a directory"), (tmp_path / "absent.txt", "No such file")]:
        with pytest.raises(UnreadableSource, match=reason):
            read_source(str(place))
    with file.open("r+b") as large:
        large.truncate(DEFAULT.max_bytes + 1)  # no block of it is written
    with pytest.raises(SourceTooLarge):
        read_source(str(file))
