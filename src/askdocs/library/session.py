"""Many questions of one library, which is opened once and not compared with its files in between."""

from __future__ import annotations

from contextlib import ExitStack
from functools import cached_property
from types import TracebackType
from typing import TYPE_CHECKING, Self

from askdocs.answering.evidence import Candidate, evidence, rank
from askdocs.answering.ranker import fitted
from askdocs.errors import EmptyLibrary
from askdocs.library.ask import _compose, _Watch
from askdocs.library.library import Library
from askdocs.library.question import usable
from askdocs.model import Answer, Evidence, Filters, Passage, ScoredPassage
from askdocs.retrieval import retrieve, term_weights
from askdocs.retrieval.fusion import best, fuse
from askdocs.retrieval.lexical import expression

if TYPE_CHECKING:
    from collections.abc import Mapping

    from askdocs.embedding import Vectors
    from askdocs.index import Index

_PASSAGES = 8
# As many as ``ask`` ranks the sentences of.


class Session:
    """A library held open: its index, its encoder, and whatever else answers."""

    index: Index

    def __init__(self, library: Library) -> None:
        """Nothing is opened yet."""
        self.library = library
        self._open = ExitStack()

    def __enter__(self) -> Self:
        self.index = self._open.enter_context(self.library.open_index())
        if not self.index.size:
            self._open.close()
            raise EmptyLibrary("the library holds no text to ask", "`askdocs add PATH…` adds documents.")
        self.library.check_model(self.index)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open.close()

    @property
    def threshold(self) -> float:
        """The least confidence that is an answer where none is asked for."""
        return fitted().threshold

    def ask(
        self, question: str, *, top: int = 3, threshold: float | None = None, filters: Filters | None = None
    ) -> Answer:
        """As :func:`askdocs.library.ask.ask`, of the documents that the filters leave."""
        watch = _Watch()
        ranked, terms = self._rank(usable(question), filters)
        watch.lap("rank")
        return _compose(self.library, self.index, usable(question), terms, ranked, top, threshold, watch)

    def passages(self, question: str, *, top: int = 5, filters: Filters | None = None) -> list[ScoredPassage]:
        """As :func:`askdocs.library.search.search`, of the documents that the filters leave."""
        question = usable(question)
        return self._retrieve(question, self.library.encoder.embed_query(question), top, filters)

    def rank(self, question: str, *, filters: Filters | None = None, top: int) -> list[Evidence]:
        """The sentences likeliest to answer, best first, each alone: before abstention and composing."""
        question = usable(question)
        ranked, terms = self._rank(question, filters)
        return [
            evidence(self.index.document(each.found.passage.document.id), question, terms, each)
            for each in ranked[:top]
        ]

    def _rank(self, question: str, filters: Filters | None) -> tuple[list[Candidate], Mapping[str, float]]:
        vector = self.library.encoder.embed_query(question)
        passages = self._retrieve(question, vector, _PASSAGES, filters)
        terms = term_weights(self.index, question)
        return rank(question, terms, passages, vector, self.library.encoder.embed_passages, fitted()), terms

    def _retrieve(self, question: str, vector: Vectors, top: int, filters: Filters | None) -> list[ScoredPassage]:
        if filters is None:
            return retrieve(self.index, question, vector, top)
        within = [key for path in filters.paths for key in self._keys.get(path, ())]
        words = expression(question)
        found = self.index.search_keywords(words, self.index.size) if words else []
        wanted = set(within)
        lexical = {hit.key: hit.score for hit in found if hit.key in wanted}
        dense = {hit.key: hit.score for hit in self.index.similarities(vector, within)}
        return [
            ScoredPassage(
                self._passages[each.key],
                tuple(self.index.sentences(each.key)),
                each.score,
                each.dense,
                each.lexical,
            )
            for each in best(fuse(dense, lexical), top)
        ]

    @cached_property
    def _passages(self) -> Mapping[int, Passage]:
        everything = self.index.search_vectors(self.library.encoder.embed_query("?"), self.index.size)
        return self.index.passages([hit.key for hit in everything])

    @cached_property
    def _keys(self) -> Mapping[str, list[int]]:
        keys: dict[str, list[int]] = {}
        for key, passage in self._passages.items():
            keys.setdefault(passage.document.path, []).append(key)
        return keys
