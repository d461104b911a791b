"""Answer a question from the library."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from askdocs.answering.agreement import accounts
from askdocs.answering.evidence import Candidate, evidence, quote, rank, select
from askdocs.answering.ranker import fitted
from askdocs.errors import EmptyLibrary
from askdocs.library.library import Library
from askdocs.library.question import usable
from askdocs.library.sync import in_step
from askdocs.library.verify import Verifier
from askdocs.model import Answer, Document, Evidence, Quote
from askdocs.retrieval import retrieve, term_weights

if TYPE_CHECKING:
    from collections.abc import Mapping

    from askdocs.index import Index

_PASSAGES = 8
_NEAR = 3
_FURTHER = 0.25
# How likely a further quote must be, as a share of the first: what is much less likely only distracts from it.


@dataclass(slots=True)
class _Watch:
    """Milliseconds by stage."""

    started: float = field(default_factory=time.perf_counter)
    stages: dict[str, float] = field(default_factory=dict)

    def lap(self, stage: str) -> None:
        now = time.perf_counter()
        self.stages[stage] = round((now - self.started) * 1000, 1)
        self.started = now


def ask(library: Library, question: str, *, top: int = 3, threshold: float | None = None, sync: bool = True) -> Answer:
    """What the library's documents say to a question.

    Every quote was held against its file in this call.

    Args:
        library: which one.
        question: in words; or keywords.
        top: how many quotes at the most.
        threshold: the least confidence that is an answer, 0 to 1; by default the fitted one.
        sync: first bring the index in step with changed files.

    Raises:
        UsageError: the question is empty or too long.
        EmptyLibrary: there is nothing to ask.
        IndexDamaged: the index must be rebuilt.
    """
    question = usable(question)
    watch = _Watch()
    if sync:
        in_step(library)
        watch.lap("sync")
    with library.open_index() as index:
        if not index.size:
            raise EmptyLibrary("the library holds no text to ask", "`askdocs add PATH…` adds documents.")
        library.check_model(index)
        vector = library.encoder.embed_query(question)
        watch.lap("embed")
        passages = retrieve(index, question, vector, _PASSAGES)
        terms = term_weights(index, question)
        watch.lap("retrieve")
        ranked = rank(question, terms, passages, vector, library.encoder.embed_passages, fitted())
        watch.lap("rank")
        return _compose(library, index, question, terms, ranked, top, threshold, watch)


def _compose(
    library: Library,
    index: Index,
    question: str,
    terms: Mapping[str, float],
    ranked: list[Candidate],
    top: int,
    threshold: float | None,
    watch: _Watch,
) -> Answer:
    least = fitted().threshold if threshold is None else threshold
    if ranked and ranked[0].score >= least:
        least = max(least, _FURTHER * ranked[0].score)
    answering = [candidate for candidate in ranked if candidate.score >= least]
    verifier, documents = Verifier(library), _Documents(index)
    found: list[Evidence] = []
    near: list[Quote] = []
    for candidate in select(answering, len(answering)):
        if len(found) == top:
            break
        document = documents[candidate.found.passage.document.id]
        verified = verifier.evidence(evidence(document, question, terms, candidate), document)
        if verified and not any(_same(verified.quote, other.quote) for other in found):
            found.append(verified)
    if not found:
        for candidate in select(ranked, _NEAR):
            document = documents[candidate.found.passage.document.id]
            checked = verifier.quote(quote(document, candidate.sentence), document)
            near.extend([checked] if checked else [])
    watch.lap("verify")
    return Answer(
        question=question,
        status="answered" if found else "not_found",
        confidence=found[0].score if found else max((candidate.score for candidate in ranked), default=0.0),
        evidence=tuple(found),
        near=tuple(near),
        accounts=accounts(question, found, documents=documents),
        timing_ms={**watch.stages, "total": round(sum(watch.stages.values()), 1)},
    )


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
