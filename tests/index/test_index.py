from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
import textwrap
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis.extra.numpy import arrays

from askdocs.errors import EmptyLibrary, IndexDamaged, LibraryBusy, ModelMismatch, UsageError
from askdocs.index import Counts, Index, IndexWriter, Stamp
from askdocs.index.vectors import cosines, packed
from askdocs.model import ModelIdentity

Make = Callable[..., Any]

HARBOUR = "The harbour opened in spring. Ferries ran at once."
BREAD = "Bakers in the café bake bread."
BRIDGE = "A bridge collapsed, the mayor said."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "library" / "index"


@pytest.fixture
def built(folder: Path, item: Make, identity: ModelIdentity) -> Path:
    with IndexWriter.open(folder, identity, timeout=0) as writer:
        writer.put(*item("b.md", HARBOUR, BREAD, title="Ports of call", heading="News", source="The Echo"))
        writer.put(*item("a.md", BRIDGE))
        writer.commit()
    return folder


def found(index: Index, expression: str) -> list[str]:
    hits = index.search_keywords(expression, 10)
    return [passage.text for passage in index.passages([hit.key for hit in hits]).values()]


def contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir() if not file.name.endswith(("-wal", "-shm"))}


def test_what_was_put_is_read_back_whole(built: Path, item: Make, identity: ModelIdentity) -> None:
    put = item("b.md", HARBOUR, BREAD, title="Ports of call", heading="News", source="The Echo")
    with Index.open(built) as index:
        assert index.identity == identity
        assert [info.path for info in index.documents()] == ["a.md", "b.md"]
        assert index.documents()[1] == put.document.info
        assert index.document("id of b.md") == put.document
        assert index.stamps()["b.md"] == (put.stamp, put.document.info.sha256)
        assert index.counts() == Counts(documents=2, passages=3, sentences=3)
        keys = [hit.key for hit in index.search_keywords("harbour OR bread", 10)]
        passages = index.passages([*keys, 999])
        assert list(passages) == keys
        assert sorted(passages.values(), key=lambda each: each.span) == put.passages
        assert {passage.line for passage in passages.values()} == {1, 3}
        assert [list(own) for own in index.sentences(sorted(keys)).values()] == put.sentences
        with pytest.raises(KeyError):
            index.document("id of c.md")


def test_keywords_are_stemmed_folded_and_ranked(built: Path) -> None:
    with Index.open(built) as index:
        assert found(index, "ferry") == [HARBOUR]
        assert found(index, "cafe baking") == [BREAD]
        assert sorted(found(index, "title : ports AND source : echo")) == [BREAD, HARBOUR]
        assert found(index, "harbour OR bread OR news")[0] in (HARBOUR, BREAD)
        assert found(index, "volcano") == []
        hits = index.search_keywords("harbour OR the", 10)
        assert found(index, "harbour OR the")[0] == HARBOUR
        assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
        assert len(index.search_keywords("the", 1)) == 1


def test_an_expression_that_is_none_is_the_askers_mistake(built: Path) -> None:
    with Index.open(built) as index, pytest.raises(UsageError, match="harbour AND"):
        index.search_keywords("harbour AND", 10)


def test_document_frequency_stems_as_the_search_does(built: Path) -> None:
    with Index.open(built) as index:
        assert index.document_frequency(["ferries", "CAFE", "the", "ports", "bake bread", 'a"b', "—"]) == {
            **{"ferries": 1, "CAFE": 1, "the": 3, "ports": 2, "bake bread": 1, 'a"b': 0, "—": 0}
        }


def test_vectors_are_found_by_cosine(built: Path, vector: Make) -> None:
    with Index.open(built) as index:
        hits = index.search_vectors(vector(BREAD), 99)
        passages = index.passages([hit.key for hit in hits])
        assert [hit.score for hit in hits] == pytest.approx(
            sorted((float(vector(BREAD) @ vector(passage.text)) for passage in passages.values()), reverse=True)
        )
        assert len(hits) == 3
        assert passages[hits[0].key].text == BREAD
        assert index.search_vectors(vector(BREAD), 1) == hits[:1]


def test_a_search_within_some_passages_ranks_those_alone(built: Path, vector: Make) -> None:
    with Index.open(built) as index:
        keys = index.keys(["id of b.md"])
        assert set(index.owners(keys).values()) == {"id of b.md"}
        assert index.keys(["id of c.md"]) == []
        everywhere = index.search_keywords("the OR bridge OR harbour", 9)
        inside = index.search_keywords("the OR bridge OR harbour", 9, keys)
        assert inside == [hit for hit in everywhere if hit.key in keys]
        assert 0 < len(inside) < len(everywhere)
        assert index.search_keywords("bridge", 9, []) == []
        nearest = index.search_vectors(vector(BRIDGE), 1, keys)
        assert [hit.key in keys for hit in nearest] == [True]
        assert index.search_vectors(vector(BRIDGE), 9, keys) == [
            hit for hit in index.search_vectors(vector(BRIDGE), 9) if hit.key in keys
        ]
        assert index.search_vectors(vector(BRIDGE), 9, []) == []


def test_words_are_known_as_they_are_spelled(built: Path) -> None:
    with Index.open(built) as index:
        harbour, bread = sorted(index.keys(["id of b.md"]))
        assert index.document_frequency(["ferry", "ferries", "CAFE"], spelled=True) == {
            "ferry": 0,
            "ferries": 1,
            "CAFE": 1,
        }
        assert index.spelled("Café", None) == {bread}
        assert index.spelled("ports", [harbour]) == {harbour}
        assert index.spelled("ports", []) == set()
        assert "harbour" in index.resembling("harbor", 1)
        assert "harbour" in index.resembling("harbuor", 1)
        assert "cafe" in index.resembling("caffe", 1)
        assert index.resembling("xqzwv", 2) == []
        assert index.holding("ferr", 5) == ["ferries"]


def test_an_index_of_no_passages_answers_nothing(
    folder: Path, item: Make, vector: Make, identity: ModelIdentity
) -> None:
    with IndexWriter.open(folder, identity, timeout=0) as writer:
        writer.put(*item("empty.md"))
        writer.commit()
    with Index.open(folder) as index:
        assert index.search_vectors(vector(""), 5) == []
        assert index.counts() == Counts(1, 0, 0)


def test_a_document_that_is_put_again_replaces_itself(
    built: Path, item: Make, vector: Make, identity: ModelIdentity
) -> None:
    with IndexWriter.open(built, identity, timeout=0) as writer:
        writer.put(*item("b.md", "Trams replaced them."))
        assert writer.commit() == 2
    with Index.open(built) as index:
        assert index.counts() == Counts(2, 2, 2)
        assert found(index, "ferry OR ports OR trams") == ["Trams replaced them."]
        nearest = index.search_vectors(vector(HARBOUR), 1)[0]
        assert nearest.score < 0.99


def test_a_touched_file_leaves_its_generation_and_vectors_alone(built: Path, identity: ModelIdentity) -> None:
    before = (built / "vectors-1.faiss").stat()
    with IndexWriter.open(built, identity, timeout=0) as writer:
        writer.touch("a.md", Stamp(7, 8))
        assert writer.stamps()["a.md"][0] == Stamp(7, 8)
        assert writer.commit() == 1
    assert (built / "vectors-1.faiss").stat() == before
    with Index.open(built) as index:
        assert index.stamps()["a.md"][0] == Stamp(7, 8)


def test_what_was_removed_is_in_no_file(built: Path, item: Make, vector: Make, identity: ModelIdentity) -> None:
    secret = " ".join(f"xq{number}zvgrombul" for number in range(500))
    with IndexWriter.open(built, identity, timeout=0) as writer:
        writer.put(*item("secret.md", secret, title="Wexlipont", heading="Umbrafane"))
        writer.commit()
    traces = [b"grombul", b"exlipont", b"mbrafan", vector(secret).tobytes()]
    with Index.open(built) as index:
        assert index.resembling("wexlipond", 1) == ["wexlipont"]
    there = b"".join(contents(built).values())
    assert all(trace in there for trace in traces)
    with IndexWriter.open(built, identity, timeout=0) as writer:
        writer.remove("secret.md")
        writer.commit()
    with Index.open(built) as index:
        assert index.resembling("wexlipond", 1) == []
        assert index.resembling("harbou", 1) == ["harbour"], "which another passage still has"
    left = b"".join(file.read_bytes() for file in built.iterdir())
    assert not [trace for trace in traces if trace in left]
    assert vector(HARBOUR).tobytes() in left


def test_leaving_without_commit_changes_nothing(built: Path, item: Make, identity: ModelIdentity) -> None:
    before = contents(built)
    with IndexWriter.open(built, identity, timeout=0) as writer:
        writer.put(*item("c.md", "Never kept."))
        writer.remove("a.md")
    with IndexWriter.open(built, identity, rebuild=True, timeout=0) as writer:
        writer.put(*item("c.md", "Never kept."))
    assert contents(built) == before


def test_one_writer_may_commit_more_than_once(built: Path, item: Make, vector: Make, identity: ModelIdentity) -> None:
    with IndexWriter.open(built, identity, timeout=0) as writer:
        for text in ("One.", "Two.", "Three."):
            writer.put(*item("c.md", text))
            writer.commit()
        assert writer.commit() == 4
    assert sorted(file.suffix for file in built.iterdir()) == ["", "", ".faiss", ".sqlite"]
    with Index.open(built) as index:
        assert index.generation == 4
        assert found(index, "three OR one") == ["Three."]
        assert index.search_vectors(vector("Three."), 1)[0].score == pytest.approx(1)


def test_nothing_is_there_before_the_first_commit(folder: Path, item: Make, identity: ModelIdentity) -> None:
    with pytest.raises(EmptyLibrary):
        Index.open(folder)
    assert not folder.parent.exists()
    with IndexWriter.open(folder, identity, timeout=0) as writer:
        writer.put(*item("a.md", BRIDGE))
        with pytest.raises(EmptyLibrary):
            Index.open(folder)
    with pytest.raises(EmptyLibrary):
        Index.open(folder)


def test_another_models_vectors_are_refused_until_a_rebuild(built: Path, item: Make, identity: ModelIdentity) -> None:
    other = replace(identity, weights="0" * 64)
    with pytest.raises(ModelMismatch) as refused:
        IndexWriter.open(built, other, timeout=0)
    assert "askdocs sync --rebuild" in str(refused.value.hint)
    with Index.open(built) as old, IndexWriter.open(built, other, rebuild=True, timeout=0) as writer:
        writer.put(*item("c.md", "Made anew."))
        with Index.open(built) as index:
            assert index.identity == identity
        assert writer.commit() == 2
        assert found(old, "bridge") == [BRIDGE]
    with Index.open(built) as index:
        assert (index.identity, [info.path for info in index.documents()]) == (other, ["c.md"])
    assert not (built / "catalogue-1.sqlite").exists()


def test_two_writers_exclude_each_other(built: Path, identity: ModelIdentity) -> None:
    with IndexWriter.open(built, identity, timeout=0), pytest.raises(LibraryBusy):
        IndexWriter.open(built, identity, timeout=0)
    IndexWriter.open(built, identity, timeout=0).close()


@pytest.mark.parametrize("rebuild", [False, True])
def test_a_reader_keeps_its_generation(
    built: Path, item: Make, vector: Make, identity: ModelIdentity, rebuild: bool
) -> None:
    with Index.open(built) as index:
        for text in ("Second.", "Third."):
            with IndexWriter.open(built, identity, rebuild=rebuild, timeout=0) as writer:
                writer.put(*item("b.md", text))
                writer.commit()
        assert not (built / "vectors-1.faiss").exists()
        # Neither the words nor the vectors were looked at before.
        assert found(index, "ferry OR third") == [HARBOUR]
        assert index.search_vectors(vector(HARBOUR), 1)[0].score == pytest.approx(1)
        assert index.generation == 1
    with Index.open(built) as index:
        assert found(index, "ferry OR third") == ["Third."]


@given(arrays(np.int8, (3, 8)), arrays(np.int8, (8,)))
def test_packed_vectors_keep_their_direction(rows: Any, asked: Any) -> None:
    def unit(vector: Any) -> Any:
        return np.asarray(vector / max(1.0, float(np.linalg.norm(vector.astype(float)))), dtype=np.float32)

    vectors = np.array([unit(row) for row in rows])
    near = cosines(unit(asked), packed(vectors))
    assert near == pytest.approx((vectors @ unit(asked)).tolist(), abs=0.01)


def test_sentences_are_as_near_as_their_vectors(
    folder: Path, item: Make, identity: ModelIdentity, vector: Make
) -> None:
    put, known = item("a.md", HARBOUR, BREAD), item("b.md", BRIDGE)
    within = [np.array([vector("harbour")]), np.array([vector("bread")])]
    with IndexWriter.open(folder, identity, timeout=0) as writer:
        writer.put(*put._replace(within=within))
        writer.put(*known)  # as an earlier version would have: without
        writer.commit()
    with Index.open(folder) as index:
        keys = index.keys([put.document.info.id, known.document.info.id])
        near = [list(own.values()) for own in index.sentences(keys, vector("bread")).values()]
        assert index.unembedded() == 1
        assert near == [
            [pytest.approx(float(vector("harbour") @ vector("bread")), abs=0.01)],
            [pytest.approx(1, abs=0.01)],
            [None],
        ]
        assert [list(own.values()) for own in index.sentences(keys).values()] == [[None], [None], [None]]


@pytest.mark.parametrize("row", ["x'00'", "'text'", "7"])
def test_a_damaged_vector_of_a_sentence_is_told(folder: Path, item: Make, identity: ModelIdentity, row: str) -> None:
    with IndexWriter.open(folder, identity, timeout=0) as writer:
        writer.put(*item("a.md", BRIDGE))
        writer.commit()
    with closing(sqlite3.connect(next(folder.glob("*.sqlite")))) as catalogue, catalogue:
        catalogue.execute(f"UPDATE sentences SET vector = {row}")
    with Index.open(folder) as index, pytest.raises(IndexDamaged) as damaged:
        index.sentences(index.keys(["id of a.md"]), np.ones(8, dtype=np.float32))
    assert "`askdocs sync --rebuild`" in str(damaged.value.hint)


def test_a_vector_a_passage_is_asked_for(built: Path, item: Make, identity: ModelIdentity) -> None:
    put = item("c.md", "One.", "Two.")
    with IndexWriter.open(built, identity, timeout=0) as writer:
        with pytest.raises(ValueError, match="shape"):
            writer.put(*put._replace(vectors=np.zeros((1, 8), dtype=np.float32)))
        with pytest.raises(ValueError, match="sentences"):
            writer.put(*put._replace(sentences=[]))
        with pytest.raises(ValueError, match="shape"):
            writer.put(*put._replace(within=[np.zeros((2, 8), dtype=np.float32)] * 2))
        with pytest.raises(KeyError):
            writer.remove("c.md")
        with pytest.raises(KeyError):
            writer.touch("c.md", Stamp(1, 1))


@pytest.mark.parametrize("umask", [0, 0o277])
def test_index_is_the_users_alone(folder: Path, item: Make, identity: ModelIdentity, umask: int) -> None:
    before = os.umask(umask)
    try:
        with IndexWriter.open(folder, identity, timeout=0) as writer:
            writer.put(*item("a.md", BRIDGE))
            writer.commit()
            with Index.open(folder):
                modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()}
    finally:
        os.umask(before)
    assert len(modes) == 6
    assert set(modes.values()) == {0o600}
    assert {stat.S_IMODE(each.stat().st_mode) for each in (folder, folder.parent)} == {0o700}


def test_keywords_are_searched_without_numpy_and_faiss(built: Path) -> None:
    script = """
        import sys
        from pathlib import Path
        from askdocs.index import Index
        with Index.open(Path(sys.argv[1])) as index:
            assert index.passages([hit.key for hit in index.search_keywords("ferry", 5)])
        assert not {"numpy", "faiss", "filelock"} & set(sys.modules)
    """
    subprocess.run([sys.executable, "-c", textwrap.dedent(script), built], check=True)
