from __future__ import annotations

from pathlib import Path

import pytest

from converter.errors import UnreadableSource
from converter.running.inputs import find_sources


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    names = "a/one.txt a/two.HTM a/zipped.txt.gz a/b/three.html a/.hidden.txt a/n.csv a/n.csv.gz four.txt odd[1].txt"
    for name in names.split():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (["four.txt"], ["four.txt"]),
        (["a"], ["a/b/three.html", "a/one.txt", "a/two.HTM", "a/zipped.txt.gz"]),
        (["a/*.txt"], ["a/one.txt"]),
        (["**/*.html"], ["a/b/three.html"]),
        (["a/one.txt", "a"], ["a/one.txt", "a/b/three.html", "a/two.HTM", "a/zipped.txt.gz"]),
        (["odd[1].txt"], ["odd[1].txt"]),
        (["missing.txt"], ["missing.txt"]),
        (["memory://x/y.txt"], ["memory://x/y.txt"]),
    ],
)
def test_what_arguments_mean(tree: Path, arguments: list[str], found: list[str]) -> None:
    sources = list(find_sources(arguments))
    assert sorted(sources) == sorted(found)
    assert sources[0] == found[0]


@pytest.mark.parametrize("argument", ["empty", "a/*.xyz"])
def test_what_means_nothing(tree: Path, argument: str) -> None:
    with pytest.raises(UnreadableSource):
        list(find_sources([argument]))


def test_lists(tree: Path) -> None:
    listed = tree / "list"
    listed.write_text("# filings\nfour.txt\n\n  a/one.txt\nfour.txt\n")
    assert list(find_sources([], [listed])) == ["four.txt", "a/one.txt"]
    with pytest.raises(UnreadableSource):
        list(find_sources([], [tree / "none"]))
