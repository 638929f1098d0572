"""`verify` finds each kind of damage, and says exactly what and where."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from converter.archive.damage import Kind
from converter.archive.inventory import sidecar
from converter.archive.store import Store
from converter.archive.verify import Verdict, verify
from tests.archive.writer import EVENTS, files

NAME = "accession:two"


@pytest.fixture(scope="module")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("verify") / "archive"
    Store.create(root)
    store = Store(root)
    for name in ("accession:one", NAME, "accession:three"):
        store.add(name, files(name, 1), "test", EVENTS)
    store.add(NAME, files(NAME, 2), "test", EVENTS)
    return root


@pytest.fixture
def root(pristine: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(pristine, tmp_path / "archive"))


def home(root: Path) -> Path:
    return Store(root).object_folder(NAME)


def flipped_bit(root: Path) -> None:
    path = home(root) / "v1/content/source/filing.txt"
    data = bytearray(path.read_bytes())
    data[100] ^= 1
    path.write_bytes(data)


def truncated(root: Path) -> None:
    path = home(root) / "v2/content/report.xbri"
    path.write_bytes(path.read_bytes()[:1000])


def missing(root: Path) -> None:
    (home(root) / "v2/content/report.xbri").unlink()


def extra(root: Path) -> None:
    (home(root) / "v2/content/stranger.txt").write_text("x")


def edited_inventory(root: Path) -> None:
    path = home(root) / "inventory.json"
    path.write_bytes(path.read_bytes().replace(b'"message": "test"', b'"message": "best"'))


def edited_inventory_and_sidecar(root: Path) -> None:
    for folder in (home(root), home(root) / "v2"):
        path = folder / "inventory.json"
        data = path.read_bytes().replace(b'"message": "test"', b'"message": "best"')
        path.write_bytes(data)
        (folder / "inventory.json.sha512").write_bytes(sidecar(data))


def edited_sidecar(root: Path) -> None:
    (home(root) / "inventory.json.sha512").write_text("0" * 128 + " inventory.json\n")


def edited_old_inventory(root: Path) -> None:
    path = home(root) / "v1/inventory.json"
    path.write_bytes(path.read_bytes() + b"\n")


def missing_inventory(root: Path) -> None:
    (home(root) / "inventory.json").unlink()


def lost_object(root: Path) -> None:
    shutil.rmtree(home(root).parent.parent.parent)


def unknown_object(root: Path) -> None:
    target = root / "000/000/000/accession%3astranger"
    target.parent.mkdir(parents=True)
    shutil.copytree(home(root), target)


def log(root: Path) -> Path:
    return next((root / "extensions/ixconvert/events").glob("*.jsonl"))


def edited_event(root: Path) -> None:
    lines = log(root).read_bytes().splitlines(keepends=True)
    lines[3] = lines[3].replace(b'"outcome":"success"', b'"outcome":"failure"')
    log(root).write_bytes(b"".join(lines))


def removed_event(root: Path) -> None:
    lines = log(root).read_bytes().splitlines(keepends=True)
    log(root).write_bytes(b"".join(lines[:4] + lines[5:]))


def cut_log(root: Path) -> None:
    lines = log(root).read_bytes().splitlines(keepends=True)
    log(root).write_bytes(b"".join(lines[:6]))


def declaration(root: Path) -> None:
    (home(root) / "0=ocfl_object_1.1").unlink()


PLACE = "{home}"
DAMAGES: list[tuple[Callable[[Path], None], Kind, str, str]] = [
    (flipped_bit, Kind.CHANGED, "{home}/v1/content/source/filing.txt", "bytes, but not the ones that were stored"),
    (truncated, Kind.WRONG_SIZE, "{home}/v2/content/report.xbri", "1000 bytes instead of 6900"),
    (missing, Kind.MISSING, "{home}/v2/content/report.xbri", "the file is missing"),
    (extra, Kind.EXTRA, "{home}/v2/content/stranger.txt", "no inventory knows this file"),
    (
        edited_inventory,
        Kind.INVENTORY,
        "{home}/inventory.json",
        "does not agree with the event log, nor with its sidecar",
    ),
    (edited_inventory_and_sidecar, Kind.INVENTORY, "{home}/inventory.json", "although it agrees with its sidecar"),
    (edited_sidecar, Kind.SIDECAR, "{home}/inventory.json.sha512", "the sidecar does not agree"),
    (edited_old_inventory, Kind.INVENTORY, "{home}/v1/inventory.json", "does not agree with the event log"),
    (missing_inventory, Kind.MISSING, "{home}/inventory.json", "the inventory is missing"),
    (lost_object, Kind.LOST_OBJECT, "{home}", "the event log has it, the storage has not"),
    (unknown_object, Kind.UNKNOWN_OBJECT, "000/000/000/accession%3astranger", "the event log has not"),
    (edited_event, Kind.LOG, "extensions/ixconvert/events/000000000001.jsonl", "event 4: the event was changed"),
    (removed_event, Kind.LOG, "extensions/ixconvert/events/000000000001.jsonl", "events before this one were removed"),
    (cut_log, Kind.UNKNOWN_OBJECT, "{three}", "the event log has not"),
    (declaration, Kind.MISSING, "{home}/0=ocfl_object_1.1", "the declaration is missing"),
]


def test_a_whole_archive(root: Path) -> None:
    verdict = verify(Store(root), revalidate=False)
    assert (verdict.damages, verdict.objects, verdict.files, verdict.events) == ((), 3, 11, 12)
    assert [e.type.value for e in Store(root).log.events(12)] == ["fixity check"]


@pytest.mark.parametrize(("damage", "kind", "path", "detail"), DAMAGES, ids=lambda v: getattr(v, "__name__", ""))
def test_damage_is_found(root: Path, damage: Callable[[Path], None], kind: Kind, path: str, detail: str) -> None:
    store = Store(root)
    places = {
        "home": home(root).relative_to(root).as_posix(),
        "three": store.object_folder("accession:three").relative_to(root).as_posix(),
    }
    damage(root)
    verdict = verify(Store(root), revalidate=False)
    found = [(d.kind, d.path) for d in verdict.damages]
    assert (kind, path.format(**places)) in found
    assert any(d.kind is kind and detail in d.detail for d in verdict.damages)
    if kind is not Kind.LOG and damage is not cut_log:
        others = [d for d in verdict.damages if d.object not in (NAME, None) and d.kind is not Kind.UNKNOWN_OBJECT]
        assert not others


def test_one_damage_is_reported_once(root: Path) -> None:
    for damage in (flipped_bit, extra):
        damage(root)
    verdict = verify(Store(root), revalidate=False)
    assert [d.kind for d in verdict.damages] == [Kind.CHANGED, Kind.EXTRA]


def test_a_log_that_was_written_anew_lacks_a_hash_noted_elsewhere(root: Path) -> None:
    head = Store(root).log.end().hash
    assert verify(Store(root), revalidate=False, expected_head=head).damages == ()
    log(root).unlink()
    Store(root).record()
    damages = verify(Store(root), revalidate=False, expected_head=head).damages
    assert any(d.kind is Kind.LOG and "no event has the hash" in d.detail for d in damages)


def test_in_parallel(root: Path) -> None:
    flipped_bit(root)
    one, two = (verify(Store(root), jobs=jobs, revalidate=False) for jobs in (1, 2))
    assert one.damages == two.damages
    assert (one.objects, one.files, one.bytes) == (two.objects, two.files, two.bytes)


def test_an_interrupted_check_is_taken_up(root: Path) -> None:
    class Interrupted(Exception):
        pass

    def after_two(_: object, seen: list[int] = []) -> None:  # noqa: B006
        seen.append(1)
        if len(seen) == 2:
            raise Interrupted

    with pytest.raises(Interrupted):
        verify(Store(root), revalidate=False, told=after_two)
    store = Store(root)
    last = list(store.objects())[-1].relative_to(root).as_posix()
    verdict: Verdict = verify(store, revalidate=False, resume=True)
    assert (verdict.resumed, verdict.objects, verdict.damages) == (2, 1, ())
    assert last
    assert verify(store, revalidate=False, resume=True).resumed == 0


def test_reports_are_validated_again(root: Path) -> None:
    """A report that no validator can read, although the findings beside it say nothing of that."""
    state = {"report.xbri": b"not a zip", "findings.json": json.dumps({"findings": []}).encode()}
    Store(root).add("accession:odd", state, "test", EVENTS)
    for name in ("accession:one", NAME, "accession:three"):
        Store(root).delete(name, "no real reports")
    verdict = verify(Store(root), revalidate=True)
    assert [(d.kind, d.object) for d in verdict.damages] == [(Kind.VALIDATION, "accession:odd")]
    assert verdict.revalidated == 1
