"""The list of references of a library, of a question, or of a draft."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from askdocs.citing import styles
from askdocs.citing.attribution import Sources
from askdocs.citing.check import Label, check
from askdocs.citing.drafts import Draft
from askdocs.citing.reference import reference_of
from askdocs.citing.styles import Formatted, format_reference
from askdocs.index import Index
from askdocs.library.library import Library
from askdocs.library.search import search
from askdocs.library.sync import in_step
from askdocs.model import DocumentInfo

_PASSAGES = 100
# That a query may find: a document can have many of them.


@dataclass(frozen=True, slots=True)
class Entry:
    """A source, as the style lists it, and the document that it was first named by."""

    document: DocumentInfo
    formatted: Formatted


@dataclass(frozen=True, slots=True)
class Bibliography:
    """A list of references, in the style's order."""

    style: str
    entries: tuple[Entry, ...]
    unlisted: tuple[DocumentInfo, ...]
    """What the style does not list, as APA does not list mail."""

    @property
    def text(self) -> str:
        """The list as a file of the style's format has it."""
        return styles.written([entry.formatted for entry in self.entries], self.style)


def bibliography(
    library: Library,
    *,
    cited_in: Draft | None = None,
    query: str | None = None,
    top: int = 10,
    style: str | None = None,
    sync: bool = True,
) -> Bibliography:
    """The references of documents: of all, or of those that fit a draft or a query. Duplicates are merged.

    Args:
        library: which one.
        cited_in: a draft: what its exact quotations stand in, and what it cites.
        query: a question or keywords.
        top: how many documents fit a query at the most.
        style: one of :data:`askdocs.citing.styles.STYLES`; by default the library's.
        sync: first bring the index in step with changed files.

    Raises:
        UsageError: there is no such style, or the query is empty or too long.
        EmptyLibrary: there is nothing to list.
    """
    style = style or library.settings.style
    styles.style_named(style)
    if sync:
        in_step(library)
    on_topic = _fitting(library, query, top) if query is not None else None
    with library.open_index() as index:
        infos = index.documents() if on_topic is None else on_topic
        if cited_in is not None:
            infos = list(_cited(cited_in, index, infos))
        references = [reference_of(info, body=index.document(info.id).text) for info in infos]
    by_path = {info.path: info for info in infos}
    formatted = styles.bibliography(references, style)
    listed = [Entry(by_path[each.reference.path or ""], each) for each in formatted]
    taken = {entry.document.path for entry in listed}
    rest = (reference for reference in references if reference.path not in taken)
    unlisted = [by_path[each.path or ""] for each in rest if not format_reference(each, style).entry]
    return Bibliography(style, tuple(listed), tuple(unlisted))


def _fitting(library: Library, query: str, top: int) -> list[DocumentInfo]:
    found = search(library, query, top=_PASSAGES, sync=False)
    return list({each.passage.document.id: each.passage.document for each in found}.values())[:top]


def _cited(draft: Draft, index: Index, infos: list[DocumentInfo]) -> Iterator[DocumentInfo]:
    """What a draft cites, by its exact quotations or by name."""
    sources = Sources(infos)
    found = {info.id for citation in draft.citations for info in sources.cited(citation)}
    found |= set(_quoted(draft, index, infos))
    return (info for info in infos if info.id in found)


def _quoted(draft: Draft, index: Index, infos: list[DocumentInfo]) -> Iterable[str]:
    for quotation in check(draft, index, infos).quotations:
        if quotation.label is Label.EXACT and quotation.match:
            yield quotation.match.quote.document.id
