"""The index against a plain dict, over any order of changes."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from askdocs.errors import EmptyLibrary
from askdocs.index import Index, IndexWriter, Stamp
from askdocs.model import ModelIdentity

Make = Callable[..., Any]

PATHS = st.sampled_from(["a.md", "b.md", "c/d.md", "é.md"])
WORDS = ["anchor", "bread", "cloud", "dune"]
PASSAGES = st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join), max_size=3)


def test_an_index_is_a_dict_of_documents(
    item: Make, vector: Make, identity: ModelIdentity, tmp_path_factory: pytest.TempPathFactory
) -> None:
    class Machine(RuleBasedStateMachine):
        def __init__(self) -> None:
            super().__init__()
            self.folder = Path(tempfile.mkdtemp(dir=tmp_path_factory.getbasetemp()))
            self.committed: dict[str, tuple[Any, Stamp]] | None = None
            self.pending: dict[str, tuple[Any, Stamp]] = {}
            self.writer = IndexWriter.open(self.folder, identity, timeout=0)

        def teardown(self) -> None:
            self.writer.close()

        @rule(path=PATHS, passages=PASSAGES)
        def put(self, path: str, passages: list[str]) -> None:
            new = item(path, *passages, title="Bread" if path == "b.md" else None)
            self.writer.put(*new)
            self.pending[path] = new, new.stamp

        @precondition(lambda self: self.pending)
        @rule(data=st.data())
        def remove(self, data: st.DataObject) -> None:
            path = data.draw(st.sampled_from(sorted(self.pending)))
            self.writer.remove(path)
            del self.pending[path]

        @precondition(lambda self: self.pending)
        @rule(data=st.data(), mtime_ns=st.integers(0, 2**62))
        def touch(self, data: st.DataObject, mtime_ns: int) -> None:
            path = data.draw(st.sampled_from(sorted(self.pending)))
            stamp = Stamp(5, mtime_ns)
            self.writer.touch(path, stamp)
            self.pending[path] = self.pending[path][0], stamp

        @rule()
        def commit(self) -> None:
            self.writer.commit()
            self.committed = dict(self.pending)

        @rule(rebuild=st.booleans())
        def reopen(self, rebuild: bool) -> None:
            self.writer.close()
            self.writer = IndexWriter.open(self.folder, identity, rebuild=rebuild, timeout=0)
            self.pending = {} if rebuild else dict(self.committed or {})

        @invariant()
        def readers_see_what_was_committed(self) -> None:
            assert {path: stamp for path, (stamp, _) in self.writer.stamps().items()} == {
                path: stamp for path, (_, stamp) in self.pending.items()
            }
            if self.committed is None:
                with pytest.raises(EmptyLibrary):
                    Index.open(self.folder)
                return
            with Index.open(self.folder) as index:
                _same(index, self.committed, vector)

    run_state_machine_as_test(
        Machine,
        settings=settings(
            max_examples=20, stateful_step_count=15, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )


def _same(index: Index, committed: dict[str, tuple[Any, Stamp]], vector: Make) -> None:
    assert [info.path for info in index.documents()] == sorted(committed)
    for item, stamp in committed.values():
        assert index.document(item.document.info.id) == item.document
        assert index.stamps()[item.document.info.path] == (stamp, item.document.info.sha256)
    passages = [passage for item, _ in committed.values() for passage in item.passages]
    assert index.counts() == (len(committed), len(passages), len(passages))
    for word in WORDS:
        hits = index.search_keywords(word, 100)
        found = index.passages([hit.key for hit in hits]).values()
        wanted = [each for each in passages if word in each.text or word == (each.document.title or "").lower()]
        assert sorted(found, key=repr) == sorted(wanted, key=repr)
        assert index.document_frequency([word]) == {word: len(wanted)}
    hits = index.search_vectors(vector("anchor"), 100)
    near = index.passages([hit.key for hit in hits])
    assert sorted(near.values(), key=repr) == sorted(passages, key=repr)
    for hit in hits:
        assert hit.score == pytest.approx(float(vector("anchor") @ vector(near[hit.key].text)), abs=1e-6)
