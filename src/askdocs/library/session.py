"""Many questions to one generation of the index, with the models loaded once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from threading import Thread
from types import TracebackType
from typing import Self

from askdocs.answering.candidate import Candidate
from askdocs.answering.evidence import by_sentence, rank, rank_read
from askdocs.answering.kinds import Kind, expectation
from askdocs.answering.lists import MOST
from askdocs.answering.ranker import Ranker, fitted
from askdocs.answering.support import support
from askdocs.answering.windows import TOKENS, windows
from askdocs.errors import EmptyLibrary
from askdocs.library.composing import Composer
from askdocs.library.library import Library
from askdocs.library.listing import listed
from askdocs.library.narrowing import narrowed
from askdocs.library.question import respelled
from askdocs.library.watch import Watch
from askdocs.model import Account, Answer, DocumentInfo, Evidence, Filters, ScoredPassage
from askdocs.retrieval import Selection, retrieve, term_weights

_PASSAGES = 10
_QUOTES = 3


_Key = tuple[str, int, Filters | None]
_Ranked = tuple[list[ScoredPassage], list[Candidate]]


class Session:
    """An open library, to be asked within a ``with`` block.

    Nothing is brought in step with the files in it, but every quote is still held against its file.
    """

    def __init__(self, library: Library, *, fast: bool = False, once: bool = False) -> None:
        """Keep what to ask; the index is opened on entry.

        Args:
            library: which one.
            fast: rank by words and vectors alone, and load no reader.
            once: one question is asked, so that the encoder may go when the reader comes: a third less memory.
        """
        self._library = library
        self._fast = fast
        self._once = once and not fast

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
        self._composer = Composer(self._library, self._index)
        self._loading = None if self._fast else Thread(target=self._library.reader.prepare, daemon=True)
        self._last: tuple[_Key, _Ranked] | None = None
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the index."""
        self._index.close()

    def documents(self) -> Sequence[DocumentInfo]:
        """What the library holds, by path."""
        return self._index.documents()

    @property
    def ranker(self) -> Ranker:
        """The weights by which sentences are ranked."""
        return fitted(fast=self._fast)

    def passages(self, query: str, *, top: int = 5, filters: Filters | None = None) -> list[ScoredPassage]:
        """The passages that fit a usable query best, best first.

        Those that were read come first, by their likeliest sentence; their scores are its confidence.
        """
        selection = narrowed(self._index, filters, self._library.reporter)
        passages, ranked = self._ranked(self._meant(query), top, filters, selection, Watch())
        return by_sentence(passages, ranked)[:top]

    def rank(self, question: str, *, top: int = _PASSAGES, filters: Filters | None = None) -> list[Candidate]:
        """The sentences that may answer a usable question, the likeliest first, whatever their score.

        Args:
            question: in words; or keywords.
            top: how many are wanted; where they are more than usual, as many passages are read.
            filters: which documents may answer.
        """
        return self._ranked(self._meant(question), top, filters, narrowed(self._index, filters), Watch())[1]

    def _meant(self, question: str) -> str:
        return respelled(self._library, self._index, question)

    def _ranked(
        self, question: str, top: int, filters: Filters | None, selection: Selection | None, watch: Watch
    ) -> _Ranked:
        """Passages and sentences; those of the last question are kept, for whoever asks for both."""
        key = (question, max(top, _PASSAGES), filters)
        if self._last is None or self._last[0] != key:
            self._last = (key, self._rank(question, top, selection, watch))
        return self._last[1]

    def _rank(self, question: str, top: int, selection: Selection | None, watch: Watch) -> _Ranked:
        if self._loading and not self._loading.ident:
            # Only one model can be loaded at a time: the reader while the encoder works, not before it can.
            self._library.encoder.prepare()
            self._loading.start()
        vector = self._library.encoder.embed_query(question)
        watch.lap("embed")
        passages = retrieve(self._index, question, vector, max(top, _PASSAGES), selection)
        terms = term_weights(self._index, question)
        watch.lap("retrieve")
        if self._fast:
            ranked = rank(question, terms, passages, self.ranker, top)
        else:
            texts = [found.passage.text for found in passages]
            if self._loading:
                self._loading.join()
            if self._once:
                # Not before: a release that could run beside the reader's loading crashed once, in OpenVINO.
                self._library.encoder.release()
            if top > _PASSAGES:
                readings = self._library.reader.read(question, texts)
            else:
                readings = self._library.reader.read(question, texts, TOKENS, windows(passages, terms))
            watch.lap("read")
            ranked = rank_read(question, terms, passages, readings, self.ranker, top)
        watch.lap("rank")
        return passages, ranked

    def ask(
        self,
        question: str,
        *,
        top: int | None = None,
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
        meant = self._meant(question)
        _, ranked = self._ranked(meant, _PASSAGES, filters, selection, watch)
        least = self.ranker.threshold if threshold is None else threshold
        wants_list = expectation(meant).kind is Kind.LIST
        most = top or (MOST if wants_list else _QUOTES)
        found = self._composer.quotes(meant, term_weights(self._index, meant), ranked, least, most)
        evidence = tuple(each for each, _ in found)
        near = () if found else self._composer.near(ranked)
        watch.lap("verify")
        agreed = self._agreed(meant, found, wants_list=wants_list)
        watch.lap("agree")
        return Answer(
            question=question,
            status="answered" if found else "not_found",
            confidence=evidence[0].score if found else max((candidate.score for candidate in ranked), default=0.0),
            evidence=evidence,
            near=tuple(near),
            timing_ms=watch.report(),
            accounts=agreed,
            undated=selection.undated if selection else 0,
        )

    def _agreed(
        self, question: str, found: list[tuple[Evidence, Candidate]], *, wants_list: bool
    ) -> tuple[Account, ...]:
        if len(found) < 2:
            return ()
        from askdocs.answering.agreement import accounts  # 30 ms that one quote does not need

        evidence = [each for each, _ in found]
        supported = None if self._fast else partial(support, found)
        documents = self._composer.documents
        return accounts(question, evidence, documents=documents, wants_list=wants_list, support=supported)
