"""How a quote or a passage is cited."""

from __future__ import annotations

from askdocs.citing.reference import Locator, LocatorKind, reference_of
from askdocs.citing.styles import Formatted, format_reference
from askdocs.errors import EmptyLibrary
from askdocs.library.library import Library
from askdocs.model import Answer, DocumentInfo, Passage, Quote


def cited(library: Library, place: Quote | Passage, style: str | None = None, quoted: str | None = None) -> Formatted:
    """The reference of a quote or a passage, with where it stands, in a style: by default the library's.

    Args:
        library: which one.
        place: what is cited.
        style: one of :data:`askdocs.citing.styles.STYLES`.
        quoted: whose words these are, where they are not the author's.

    Raises:
        UsageError: there is no such style.
    """
    style = style or library.settings.style
    if style == "plain":  # it says the line, and needs no words of the document to case a title by
        line = Locator(LocatorKind.LINE, str(place.line))
        return format_reference(reference_of(place.document, locator=line, quoted=quoted), style)
    body = _body(library, place.document.id)
    return format_reference(reference_of(place.document, body=body, quoted=quoted), style)


def citation(library: Library, place: Quote | Passage, style: str | None = None) -> str:
    """:func:`cited` as plain text."""
    return cited(library, place, style).text


def line(info: DocumentInfo) -> str:
    """A document on one line: its plain reference, with its path."""
    return format_reference(reference_of(info), "plain").text


def sources(library: Library, answer: Answer, style: str | None = None) -> list[str]:
    """What is printed under an answer for each of its quotes, or of the nearest ones, or of the documents listed.

    Args:
        library: which one.
        answer: to one question.
        style: of the quotes' references; documents that are listed are told in the plain one.
    """
    if answer.status == "listed":
        return [line(info) for info in answer.listing]
    return [citation(library, quote, style) for quote in [each.quote for each in answer.evidence] or answer.near]


def _body(library: Library, document_id: str) -> str | None:
    """The words of a document, by which its title is cased; None where what was quoted has left the library since."""
    try:
        with library.open_index() as index:
            return index.document(document_id).text
    except (EmptyLibrary, KeyError):
        return None
