"""Many questions to one generation of the index, with the models loaded once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from types import TracebackType
from typing import Self

from askdocs.answering.evidence import Candidate, evidence, quote, rank, rank_read, select
from askdocs.answering.ranker import Ranker, fitted
from askdocs.errors import EmptyLibrary
from askdocs.index import Index
from askdocs.library.library import Library
from askdocs.library.listing import listed
from askdocs.library.narrowing import narrowed
from askdocs.library.question import respelled
from askdocs.library.verify import Verifier
from askdocs.library.watch import Watch
from askdocs.model import Answer, Document, Evidence, Filters, Quote, ScoredPassage
from askdocs.retrieval import Selection, retrieve, term_weights

_PASSAGES = 10
_TOKENS = 1_100
"""Read for a question: what two cores read in a tenth of a second."""
_NEAR = 3
_FURTHER = 0.25
# How likely a further quote must be, as a share of the first: what is much less likely only distracts from it.


class Session:
    """An open library, to be asked within a ``with`` block.

    Nothing is brought in step with the files in it, but every quote is still held against its file.
    """

    def __init__(self, library: Library, *, fast: bool = False) -> None:
        """Keep what to ask; the index is opened on entry.

        Args:
            library: which one.
            fast: rank by words and vectors alone, and load no reader.
        """
        self._library = library
        self._fast = fast

    def __enter__(self) -> Self:
        """Open the index.

        Raises:
            EmptyLibrary: there is nothing to ask.
            IndexDamaged: it must be rebuilt.
        """
        self._index = self._library.open_index()
        try:
            if not self._index.size:
                raise EmptyLibrary("the library holds no text to ask", "`askdocs add PATH…` adds documents.")
            self._library.check_model(self._index)
        except BaseException:
            self._index.close()
            raise
        self._verifier, self._documents = Verifier(self._library), _Documents(self._index)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the index."""
        self._index.close()

    @property
    def ranker(self) -> Ranker:
        """The weights by which sentences are ranked."""
        return fitted(fast=self._fast)

    def passages(self, question: str, *, top: int = 5, filters: Filters | None = None) -> list[ScoredPassage]:
        """The passages that fit a question best, best first."""
        selection = narrowed(self._index, filters)
        return retrieve(self._index, question, self._library.encoder.embed_query(question), top, selection)

    def rank(
        self, question: str, *, top: int = _PASSAGES, selection: Selection | None = None, watch: Watch | None = None
    ) -> list[Candidate]:
        """The sentences that may answer, the likeliest first, whatever their score.

        Args:
            question: a usable one.
            top: how many sentences are wanted; where they are more than usual, as many passages are read.
            selection: which documents may answer.
            watch: told of the stages.
        """
        watch = watch or Watch()
        vector = self._library.encoder.embed_query(question)
        watch.lap("embed")
        passages = retrieve(self._index, question, vector, max(top, _PASSAGES), selection)
        terms = term_weights(self._index, question)
        watch.lap("retrieve")
        if self._fast:
            embed = self._library.encoder.embed_passages
            ranked = rank(question, terms, passages, vector, embed, self.ranker)
        else:
            texts = [found.passage.text for found in passages]
            readings = self._library.reader.read(question, texts, _TOKENS if top <= _PASSAGES else None)
            watch.lap("read")
            ranked = rank_read(question, terms, passages, readings, self.ranker)
        watch.lap("rank")
        return ranked

    def ask(
        self,
        question: str,
        *,
        top: int = 3,
        threshold: float | None = None,
        filters: Filters | None = None,
        watch: Watch | None = None,
    ) -> Answer:
        """What the documents say to a usable question; see :func:`askdocs.library.ask.ask`."""
        watch = watch or Watch()
        selection = narrowed(self._index, filters)
        documents = listed(self._index, question, filters)
        if documents is not None:
            watch.lap("list")
            return replace(documents, timing_ms=watch.report())
        meant = respelled(self._library, self._index, question)
        ranked = self.rank(meant, selection=selection, watch=watch)
        least = self.ranker.threshold if threshold is None else threshold
        found = self._found(meant, _answering(ranked, least), top)
        near = () if found else self._near(ranked)
        watch.lap("verify")
        return Answer(
            question=question,
            status="answered" if found else "not_found",
            confidence=found[0].score if found else max((candidate.score for candidate in ranked), default=0.0),
            evidence=tuple(found),
            near=tuple(near),
            timing_ms=watch.report(),
            undated=selection.undated if selection else 0,
        )

    def _found(self, question: str, answering: Sequence[Candidate], top: int) -> list[Evidence]:
        terms = term_weights(self._index, question)
        found: list[Evidence] = []
        for candidate in select(answering, len(answering)):
            if len(found) == top:
                break
            document = self._documents[candidate.found.passage.document.id]
            verified = self._verifier.evidence(evidence(document, question, terms, candidate), document)
            if verified and not any(_same(verified.quote, other.quote) for other in found):
                found.append(verified)
        return found

    def _near(self, ranked: Sequence[Candidate]) -> list[Quote]:
        near: list[Quote] = []
        for candidate in select(ranked, _NEAR):
            document = self._documents[candidate.found.passage.document.id]
            checked = self._verifier.quote(quote(document, candidate.sentence), document)
            near.extend([checked] if checked else [])
        return near


def _answering(ranked: Sequence[Candidate], least: float) -> list[Candidate]:
    if ranked and ranked[0].score >= least:
        least = max(least, _FURTHER * ranked[0].score)
    return [candidate for candidate in ranked if candidate.score >= least]


def _same(one: Quote, other: Quote) -> bool:
    """Whether a quote says again what another has: joined with its neighbour, a sentence may come twice."""
    return one.document.id == other.document.id and one.span.overlaps(other.span)


class _Documents(dict[str, Document]):
    """Documents by id, each read from the index once."""

    def __init__(self, index: Index) -> None:
        super().__init__()
        self._index = index

    def __missing__(self, document_id: str) -> Document:
        self[document_id] = document = self._index.document(document_id)
        return document
