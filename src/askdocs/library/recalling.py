"""Turns that were kept, held against the library as it is now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from askdocs.conversation import Turn
from askdocs.errors import EmptyLibrary
from askdocs.index import Index
from askdocs.library.corrections import corrected
from askdocs.library.library import Library
from askdocs.library.listing import listed
from askdocs.library.verify import Verifier
from askdocs.model import Account, Answer, DocumentInfo, Evidence, Quote
from askdocs.text import Span


def recalled(library: Library, turns: Iterable[Turn]) -> tuple[Turn, ...]:
    """The same turns, with every quote held against its file in this call.

    A quote whose words stand in the file is at their place there; see :meth:`Verifier.again` for the others. Where
    words do not stand any more, what several quotes agreed on is left out with them. Of a list of documents
    those are left that are still there and still fit.

    Raises:
        IndexDamaged: the index must be rebuilt.
        UsageError: the index or the records may not be read.
    """
    try:
        index = library.open_index()
    except EmptyLibrary:
        recall = _Recall(library, None)
        return tuple(recall.turn(turn) for turn in turns)
    with index:
        recall = _Recall(library, index)
        return tuple(recall.turn(turn) for turn in turns)


class _Recall:
    """One state of the library; each document and each file is read once."""

    def __init__(self, library: Library, index: Index | None) -> None:
        self._index = index
        self._ids = {info.id for info in index.documents()} if index else frozenset[str]()
        self._verifier = Verifier(library)
        self._corrections = library.records.corrections()

    def turn(self, turn: Turn) -> Turn:
        if turn.answer.status == "listed":
            return replace(turn, answer=self._listed(turn))
        evidence = tuple(self._evidence(each) for each in turn.answer.evidence)
        answer = replace(
            turn.answer,
            evidence=evidence,
            near=tuple(self._quote(quote) for quote in turn.answer.near),
            accounts=_standing(turn.answer.accounts, evidence),
        )
        return replace(turn, answer=answer)

    def _listed(self, turn: Turn) -> Answer:
        """Those documents of a list that are there and fit; where none does, the list as it is now."""
        answer = turn.answer
        found = listed(self._index, answer.question, turn.filters) if self._index else None
        fitting = self._ids if found is None else {info.id for info in found.listing}
        known = {info.id: info for info in found.listing} if found else {}
        left = tuple(known.get(info.id, info) for info in answer.listing if info.id in fitting)
        return replace(answer, listing=left) if left or not found else found

    def _evidence(self, evidence: Evidence) -> Evidence:
        quote = self._quote(evidence.quote)
        moved = quote.span.start - evidence.quote.span.start
        highlight = evidence.highlight
        if highlight is not None:
            highlight = Span(highlight.start + moved, highlight.end + moved)
        return replace(evidence, quote=quote, highlight=highlight)

    def _quote(self, quote: Quote) -> Quote:
        known: DocumentInfo = quote.document
        # What the user says of a document holds when its file is gone, too.
        quote = replace(quote, document=corrected(known, self._corrections.get(known.path)))
        document = self._index.document(known.id) if self._index and known.id in self._ids else None
        return self._verifier.again(quote, document)


def _standing(accounts: Iterable[Account], evidence: tuple[Evidence, ...]) -> tuple[Account, ...]:
    """The accounts that still stand, word for word; and a contradiction only where both sides do."""
    kept = [account for account in accounts if all(evidence[number - 1].quote.standing for number in account.answers)]
    differing = sum(account.differs for account in kept)
    return tuple(account for account in kept if not account.differs or differing > 1)
