"""A writer that is killed at any step leaves the library as it was or as it was to be."""

from __future__ import annotations

import runpy
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from askdocs.errors import EmptyLibrary
from askdocs.index import Index, IndexWriter

CHILD = Path(__file__).with_name("commit_child.py")


@pytest.fixture(scope="module")
def child() -> dict[str, Any]:
    """What the child is made of: here it builds what the child then commits to."""
    return runpy.run_path(str(CHILD))


def state(folder: Path, axes: dict[str, int]) -> set[str] | None:
    """The words of an index, if catalogue, full-text table and vectors agree on them; None where nothing is indexed."""
    try:
        index = Index.open(folder)
    except EmptyLibrary:
        return None
    with index:
        words = {index.document(info.id).text for info in index.documents()}
        for word, axis in axes.items():
            by_word = [hit.key for hit in index.search_keywords(word, 9)]
            by_vector = [
                hit.key for hit in index.search_vectors(np.eye(4, dtype=np.float32)[axis], 9) if hit.score > 0.9
            ]
            assert by_word == by_vector
            assert [passage.text for passage in index.passages(by_word).values()] == [word] * (word in words)
        assert index.counts() == (len(words),) * 3
        return words


@pytest.mark.parametrize("kind", ["first", "change", "rebuild"])
def test_a_commit_is_killed_at_each_step(tmp_path: Path, child: dict[str, Any], kind: str) -> None:
    axes, put, identity = child["AXES"], child["put"], child["IDENTITY"]
    built, copies = tmp_path / "built", tmp_path / "copies"
    copies.mkdir()
    old: set[str] | None = None
    if kind != "first":
        with IndexWriter.open(built, identity, timeout=0) as writer:
            put(writer, "changing.md", "old")
            put(writer, "kept.md", "kept")
            writer.commit()
        old = {"old", "kept"}
    new = {"new"} if kind == "first" else {"new", "kept"}

    run = subprocess.run([sys.executable, CHILD, built, copies, kind], stdout=subprocess.PIPE, text=True, check=True)
    ends = [line.split() for line in run.stdout.splitlines()]

    assert [end for _, end in ends] == ["killed"] * (len(ends) - 1) + ["0"]
    seen = [state(copies / name, axes) for name, _ in ends]
    assert all(each in (old, new) for each in seen)
    # Old up to some step and new from there on; killed at least a few steps before it and after it.
    turn = seen.index(new)
    assert seen == [old] * turn + [new] * (len(seen) - turn)
    assert turn > 7
    assert len(seen) - turn > 3

    for name, _ in ends:
        folder = copies / name
        before = state(folder, axes) or set()
        with IndexWriter.open(folder, identity, timeout=0) as writer:
            put(writer, "next.md", "next")
            writer.commit()
        assert sorted(file.suffix for file in folder.iterdir()) == ["", "", ".faiss", ".sqlite"]
        assert state(folder, axes) == before | {"next"}
