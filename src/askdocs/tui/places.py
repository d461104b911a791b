"""What of an answer can be chosen and opened: places in documents, as pure values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from askdocs.model import Answer, Document, DocumentInfo, Quote
from askdocs.text import Span

if TYPE_CHECKING:
    from askdocs.library.chat import Chat


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A quote in a document, or a document as a whole."""

    document: DocumentInfo
    quote: Quote | None = None
    """None where the document as a whole is meant."""
    highlight: Span | None = None
    """The answering words, in the document's text."""
    resolved: str | None = None
    """The day that they mean."""
    answers: bool = True
    """False for a passage that is only near."""

    @property
    def line(self) -> int:
        """Of the file, counted from 1."""
        return self.quote.line if self.quote else 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Located:
    """A place, and the document that it is in as it is indexed now."""

    place: Place
    document: Document
    quote: Span | None = None
    """Where the quote stands in ``document``; None where it does not, or none is meant."""
    highlight: Span | None = None


def places(answer: Answer) -> tuple[Place, ...]:
    """The quotes of an answer, or the nearest ones, or the documents listed, in the order of their numbers."""
    if answer.status == "listed":
        return tuple(Place(document=info) for info in answer.listing)
    if answer.evidence:
        return tuple(
            Place(document=each.quote.document, quote=each.quote, highlight=each.highlight, resolved=each.resolved)
            for each in answer.evidence
        )
    return tuple(Place(document=quote.document, quote=quote, answers=False) for quote in answer.near)


def cites(answer: Answer) -> tuple[Place, ...]:
    """The same without those that are only near."""
    return tuple(place for place in places(answer) if place.answers)


def located(chat: Chat, place: Place) -> Located:
    """A place in its document. It blocks.

    A file that has changed since it was indexed may have the quote elsewhere than the index does: it is looked for.

    Raises:
        DocumentError: the document is no longer in the library.
    """
    from askdocs.errors import DocumentError
    from askdocs.library.verify import nearest

    try:
        document = chat.document(place.document.id)
    except KeyError:
        raise DocumentError(f"{place.document.path} is no longer in the library") from None
    if place.quote is None:
        return Located(place=place, document=document)
    quote = place.quote.span
    start = nearest(document.text, place.quote.text, quote.start)
    if start is None:
        return Located(place=place, document=document)
    moved = start - quote.start
    highlight = place.highlight and Span(place.highlight.start + moved, place.highlight.end + moved)
    return Located(place=place, document=document, quote=Span(start, quote.end + moved), highlight=highlight)
