"""Hold a quote against the file it came from, in the same call that shows it."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from askdocs.documents import parse
from askdocs.errors import DocumentError
from askdocs.library.corrections import corrected
from askdocs.library.library import Library
from askdocs.model import Document, Evidence, Quote
from askdocs.text import Span


class Verifier:
    """Checks quotes; reads each file once."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._current: dict[str, Document | None] = {}

    def evidence(self, evidence: Evidence, document: Document) -> Evidence | None:
        """The evidence with its quote verified; see :meth:`quote`."""
        quote = self.quote(evidence.quote, document)
        if quote is None:
            return None
        moved = quote.span.start - evidence.quote.span.start
        highlight = evidence.highlight
        if highlight is not None:
            highlight = Span(highlight.start + moved, highlight.end + moved)
        return replace(evidence, quote=quote, highlight=highlight)

    def quote(self, quote: Quote, document: Document) -> Quote | None:
        """The quote as the file has it now.

        Args:
            quote: taken from ``document``.
            document: as it is stored in the index.

        Returns:
            The same quote where the file is what was indexed; where the file has changed, the quote at its new
            place; marked as unchecked where the file is gone; None where it does not stand in the file any more.
        """
        if quote.span.of(document.text) != quote.text:
            return None
        current = self._read(document)
        if current is None:
            return replace(quote, checked=False)
        if current is document:
            return quote
        start = nearest(current.text, quote.text, quote.span.start)
        if start is None:
            return None
        return Quote(current.info, Span(start, start + len(quote.text)), quote.text, current.source_map.line(start))

    def again(self, quote: Quote, document: Document | None) -> Quote:
        """A quote that was shown before and kept, as the file has it now.

        Args:
            quote: as it was shown, perhaps of an earlier version of the document.
            document: as it is stored in the index; None where it is not in the library any more.

        Returns:
            The quote at its place in the file; marked as unchecked where there is no file to check it against, and
            besides as not standing where the file has other words now.
        """
        current = self._read(document) if document else None
        if current is None:
            return replace(quote, checked=False, standing=True)
        start = nearest(current.text, quote.text, quote.span.start)
        if start is None:
            return replace(quote, document=current.info, checked=False, standing=False)
        return Quote(current.info, Span(start, start + len(quote.text)), quote.text, current.source_map.line(start))

    def _read(self, document: Document) -> Document | None:
        """The document as the file has it now: the stored one itself where nothing changed, None where it is gone."""
        info = document.info
        if info.id not in self._current:
            self._current[info.id] = self._fetch(document)
        return self._current[info.id]

    def _fetch(self, document: Document) -> Document | None:
        info = document.info
        note = self._library.reporter.note
        try:
            data = self._library.path_of(info.path).read_bytes()
        except OSError as error:
            reason = "is gone" if isinstance(error, FileNotFoundError) else f"cannot be read ({error.strerror})"
            note(f"{info.path} {reason}: quotes from it can no longer be checked.")
            return None
        if hashlib.sha256(data).hexdigest() == info.sha256:
            return document
        note(f"{info.path} has changed since it was indexed and was read again; `askdocs sync` indexes it.")
        try:
            current = parse(data, info.path)
        except DocumentError as error:
            note(f"{error.message}: quotes from it can no longer be checked.")
            return None
        return replace(current, info=corrected(current.info, self._library.records.corrections().get(info.path)))


def nearest(text: str, words: str, start: int) -> int | None:
    """Where the words stand nearest to where they stood; None where they do not."""
    before, after = text.rfind(words, 0, start + len(words)), text.find(words, start)
    places = [place for place in (before, after) if place >= 0]
    return min(places, key=lambda place: abs(place - start), default=None)
