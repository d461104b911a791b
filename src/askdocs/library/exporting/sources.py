"""The sources of a conversation: how each of its quotes is cited, and the list of references."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from askdocs.citing.dates import parse_date
from askdocs.citing.reference import Locator, LocatorKind, Reference, reference_of
from askdocs.citing.styles import Formatted, bibliography, format_reference, merged
from askdocs.citing.styles.parts import tidied
from askdocs.citing.styles.runs import Runs, concat
from askdocs.conversation import Conversation
from askdocs.errors import EmptyLibrary
from askdocs.library.library import Library
from askdocs.model import DocumentInfo, Quote

_IN_TEXT = frozenset({"apa", "mla", "chicago", "chicago-author-date", "harvard", "news"})
"""The styles of manuals, which say how a quote is cited in a text. The others list sources."""


@dataclass(frozen=True, slots=True)
class Sources:
    """What a conversation quotes, in a style."""

    style: str
    by_path: Mapping[str, DocumentInfo]
    references: Mapping[str, Reference]
    """By the document's id."""
    listed: tuple[Formatted, ...]
    """In the style's order, duplicates merged; without what the style does not list."""

    @classmethod
    def of(cls, library: Library, conversation: Conversation, style: str) -> Sources:
        """The sources of all quotes and lists of documents."""
        infos: dict[str, DocumentInfo] = {}
        for answer in (turn.answer for turn in conversation.turns):
            quotes = [*(each.quote for each in answer.evidence), *answer.near]
            infos |= {info.id: info for info in (*(quote.document for quote in quotes), *answer.listing)}
        bodies = _bodies(library, infos)
        references = {key: reference_of(info, body=bodies.get(key)) for key, info in infos.items()}
        by_path = {info.path: info for info in infos.values()}
        return cls(style, by_path, references, tuple(bibliography(references.values(), style)))

    def below(self, quote: Quote) -> Runs:
        """What stands below a quote: how it is cited in a text, where it stands, and the document's date.

        In a style that only lists sources, that is its plain reference.
        """
        if self.style not in _IN_TEXT:
            return _plain(quote).runs
        date = parse_date(quote.document.published)
        page = f", page {quote.page}" if quote.page else ""
        day = f", {date.day_first}" if date else ""
        return concat(self._cited(quote), f" · {quote.document.path}, line {quote.line}{page}{day}")

    def _cited(self, quote: Quote) -> Runs:
        reference = self.references[quote.document.id]
        own = tidied(reference)
        for formatted in self.listed:
            if formatted.reference.path == reference.path or len(merged([formatted.reference, own])) == 1:
                return formatted.citation
        return format_reference(reference, self.style).citation

    def full(self, quote: Quote) -> str:
        """The whole reference of a quote, as a question on the command line prints it."""
        if self.style == "plain":
            return _plain(quote).text
        return format_reference(self.references[quote.document.id], self.style).text


def _plain(quote: Quote) -> Formatted:
    line = Locator(LocatorKind.LINE, str(quote.line))
    return format_reference(reference_of(quote.document, locator=line), "plain")


def _bodies(library: Library, infos: Mapping[str, DocumentInfo]) -> dict[str, str]:
    """The words of the documents that the library still has, by which their titles are cased."""
    try:
        index = library.open_index()
    except EmptyLibrary:
        return {}
    with index:
        return {info.id: index.document(info.id).text for info in index.documents() if info.id in infos}
