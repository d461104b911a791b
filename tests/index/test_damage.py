"""Folders that are damaged, full or not to be written."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from askdocs.errors import IndexDamaged
from askdocs.index import Index, IndexWriter
from askdocs.model import ModelIdentity

Make = Callable[..., Any]


@pytest.fixture
def built(tmp_path: Path, item: Make, identity: ModelIdentity) -> Path:
    with IndexWriter.open(tmp_path, identity, timeout=0) as writer:
        for number in range(40):
            writer.put(*item(f"{number}.md", f"Passage {number} of the harbour.", "Another one."))
        writer.commit()
    return tmp_path


def overwrite(file: Path, start: int, data: bytes) -> None:
    content = file.read_bytes()
    file.write_bytes(content[:start] + data + content[start + len(data) :])


def alter(file: Path, statement: str) -> None:
    connection = sqlite3.connect(file)
    connection.execute(statement)
    connection.commit()
    connection.close()


DAMAGES: dict[str, tuple[str, Callable[[Path], object]]] = {
    "catalogue missing": ("catalogue-1.sqlite", Path.unlink),
    "catalogue empty": ("catalogue-1.sqlite", lambda file: file.write_bytes(b"")),
    "catalogue cut short": ("catalogue-1.sqlite", lambda file: os.truncate(file, 8192)),
    "catalogue is something else": ("catalogue-1.sqlite", lambda file: overwrite(file, 0, b"GIF89a" * 20)),
    "catalogue overwritten": ("catalogue-1.sqlite", lambda file: overwrite(file, 4096, b"\x17" * 60_000)),
    "catalogue of a later version": ("catalogue-1.sqlite", lambda file: alter(file, "PRAGMA user_version = 99")),
    "catalogue without its state": ("catalogue-1.sqlite", lambda file: alter(file, "DELETE FROM state")),
    "source map overwritten": ("catalogue-1.sqlite", lambda file: alter(file, "UPDATE texts SET source_map = x'17'")),
    "vectors missing": ("vectors-1.faiss", Path.unlink),
    "vectors cut short": ("vectors-1.faiss", lambda file: os.truncate(file, 100)),
    "vectors are something else": ("vectors-1.faiss", lambda file: overwrite(file, 0, b"GIF89a")),
    "vectors are fewer": ("catalogue-1.sqlite", lambda file: alter(file, "UPDATE state SET vectors = vectors + 1")),
    "current names nothing": ("current", lambda file: file.write_bytes(b"\xff../../etc/passwd\n")),
}


def use(folder: Path, query: Any) -> None:
    with Index.open(folder) as index:
        index.search_vectors(query, 5)
        keys = [hit.key for hit in index.search_keywords("harbour", 50)]
        index.passages(keys)
        for info in index.documents():
            index.document(info.id)


@pytest.mark.parametrize("damage", DAMAGES)
def test_damage_is_named_and_a_rebuild_mends_it(
    built: Path, item: Make, vector: Make, identity: ModelIdentity, damage: str
) -> None:
    name, do = DAMAGES[damage]
    use(built, vector("a"))
    do(built / name)
    with pytest.raises(IndexDamaged) as raised:
        use(built, vector("a"))
    assert str(built) in raised.value.message
    assert "askdocs sync --rebuild" in str(raised.value.hint)
    with IndexWriter.open(built, identity, rebuild=True, timeout=0) as writer:
        writer.put(*item("new.md", "The harbour again."))
        writer.commit()
    assert sorted(file.suffix for file in built.iterdir()) == ["", "", ".faiss", ".sqlite"]
    use(built, vector("a"))
    with Index.open(built) as index:
        assert [info.path for info in index.documents()] == ["new.md"]


@pytest.mark.parametrize("damage", [each for each in DAMAGES if "missing" in each or "is something" in each])
def test_damage_is_not_written_to(built: Path, identity: ModelIdentity, damage: str) -> None:
    name, do = DAMAGES[damage]
    do(built / name)
    with pytest.raises(IndexDamaged):
        IndexWriter.open(built, identity, timeout=0)
    IndexWriter.open(built, identity, rebuild=True, timeout=0).close()  # the lock was let go


FULL = """
    import pickle, resource, signal, sys
    from pathlib import Path
    from askdocs.errors import UsageError
    from askdocs.index import IndexWriter
    folder, limit = Path(sys.argv[1]), int(sys.argv[2])
    identity, items = pickle.load(sys.stdin.buffer)
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    try:
        with IndexWriter.open(folder, identity, timeout=0) as writer:
            for item in items:
                writer.put(*item)
            writer.commit()
    except UsageError as error:
        print(error.message)
"""


@pytest.mark.parametrize("limit", [500, 6_000, 40_000, 130_000])
def test_a_disk_that_takes_no_more_leaves_the_old_generation(
    built: Path, item: Make, vector: Make, identity: ModelIdentity, limit: int
) -> None:
    # A limit on a file's size fails the same writes that a full disk fails.
    import pickle

    items = [item(f"new {number}.md", f"Volcano {number}. " * 50) for number in range(100)]
    child = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(FULL), built, str(limit)],
        input=pickle.dumps((identity, [tuple(each) for each in items])),
        stdout=subprocess.PIPE,
        check=True,
    )
    assert child.stdout.decode().startswith(f"cannot write {built}")
    use(built, vector("a"))
    with Index.open(built) as index:
        assert (index.generation, index.counts().documents) == (1, 40)
        assert index.search_keywords("volcano", 5) == []
    assert not list(built.glob("*.tmp"))


READ_ONLY = """
    import os, pickle, sys
    from pathlib import Path
    import faiss, filelock
    from askdocs.errors import UsageError
    from askdocs.index import Index, IndexWriter
    folder = Path(sys.argv[1])
    identity, query = pickle.load(sys.stdin.buffer)
    if os.geteuid() == 0:
        os.setgid(65534)
        os.setuid(65534)
    assert not os.access(folder, os.W_OK)
    with Index.open(folder) as index:
        print(len(index.search_keywords("harbour", 50)), len(index.search_vectors(query, 7)), index.counts().documents)
    try:
        IndexWriter.open(folder, identity, timeout=0)
    except UsageError as error:
        print(error.message)
"""


@pytest.fixture
def read_only(built: Path) -> Iterator[Path]:
    """A copy that other users can reach (pytest's folders are its own) and nobody can write."""
    above = Path(tempfile.mkdtemp())
    above.chmod(0o755)
    folder = above / "index"
    shutil.copytree(built, folder)
    for file in folder.iterdir():
        file.chmod(0o444)
    folder.chmod(0o555)
    yield folder
    folder.chmod(0o700)
    shutil.rmtree(above)


def test_a_library_that_cannot_be_written_can_be_asked(read_only: Path, vector: Make, identity: ModelIdentity) -> None:
    import pickle

    before = sorted(read_only.iterdir())
    child = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(READ_ONLY), read_only],
        input=pickle.dumps((identity, vector("a"))),
        stdout=subprocess.PIPE,
        check=True,
    )
    found, refused = child.stdout.decode().splitlines()
    assert found == "40 7 40"
    assert refused.startswith(f"cannot write {read_only}")
    assert sorted(read_only.iterdir()) == before
