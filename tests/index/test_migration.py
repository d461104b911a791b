"""An index of the version before is brought up to date where it is; nothing that it holds is lost."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from askdocs.errors import IndexOutdated
from askdocs.index import Index, IndexWriter
from askdocs.index.schema import MIGRATIONS, VERSION
from askdocs.model import ModelIdentity

Make = Callable[..., Any]

OTHER = "Ein früher Bäcker, 昨日の大臣。"


def as_version_1(folder: Path) -> None:
    """Take back what later versions added: the first one's tables are as they were."""
    with closing(sqlite3.connect(folder / (folder / "current").read_text().strip())) as catalogue:
        for table in ("vocabulary", "trigram_counts", "trigrams", "spellings", "spelled"):
            catalogue.execute(f"DROP TABLE {table}")
        catalogue.execute("ALTER TABLE sentences DROP COLUMN vector")
        catalogue.execute("PRAGMA user_version = 1")
        catalogue.commit()
        names = {name for (name,) in catalogue.execute("SELECT name FROM sqlite_master")}
        first = sqlite3.connect(":memory:")
        for statement in MIGRATIONS[0]:
            first.execute(statement)
        assert names == {name for (name,) in first.execute("SELECT name FROM sqlite_master")}
        first.close()


@pytest.fixture
def old(tmp_path: Path, item: Make, identity: ModelIdentity) -> Path:
    folder = tmp_path / "index"
    with IndexWriter.open(folder, identity, timeout=0) as writer:
        writer.put(*item("a.md", "The harbour opened.", OTHER, title="Ports of call", heading="News", source="Echo"))
        writer.put(*item("b.md", "Trams 𝕏 run.", "Trains ran."))
        writer.commit()
    return folder


def everything(folder: Path) -> list[Any]:
    with Index.open(folder) as index:
        keys = index.keys([info.id for info in index.documents()])
        words = ("harbour", "trams", "ports", "News", "echo", "Bäcker", "昨日の大臣", "ran")
        return [
            *(index.documents(), index.passages(keys), index.generation, index.document_frequency(words)),
            [index.document_frequency([word], spelled=True) for word in words],
            [sorted(index.spelled(word, None)) for word in words],
            [sorted(index.resembling(word, 1)) for word in ("harbor", "trans", "portz", "backer", "echos")],
            index.holding("国の大臣", 5),
            index.sentences(keys),
        ]


def test_an_older_index_becomes_what_it_would_be_if_it_were_new(old: Path, item: Make, identity: ModelIdentity) -> None:
    fresh = everything(old)
    as_version_1(old)
    with pytest.raises(IndexOutdated) as refused:
        Index.open(old)
    assert "`askdocs sync`" in str(refused.value.hint)
    vectors = (old / "vectors-1.faiss").stat()
    IndexWriter.upgrade(old, timeout=0)
    assert everything(old) == fresh
    assert (old / "vectors-1.faiss").stat() == vectors
    IndexWriter.upgrade(old, timeout=0)
    assert everything(old) == fresh


def test_what_was_indexed_before_the_migration_can_be_removed(old: Path, identity: ModelIdentity) -> None:
    as_version_1(old)
    with IndexWriter.open(old, identity, timeout=0) as writer:
        writer.remove("a.md")
        writer.commit()
    with Index.open(old) as index:
        assert index.spelled("harbour", None) == set()
        assert index.resembling("harbor", 1) == []
        assert index.document_frequency(["harbour", "ports", "trams"], spelled=True) == {
            "harbour": 0,
            "ports": 0,
            "trams": 1,
        }
    with closing(sqlite3.connect(old / (old / "current").read_text().strip())) as catalogue:
        assert catalogue.execute("PRAGMA user_version").fetchone() == (VERSION,)
        for table in ("spelled", "words", "trigrams"):
            catalogue.execute(f"INSERT INTO {table} ({table}) VALUES ('integrity-check')")
