"""Find passages, list documents, show one."""

from __future__ import annotations

from askdocs.library.library import Library
from askdocs.library.narrowing import narrowed
from askdocs.library.question import respelled, usable
from askdocs.library.sync import in_step
from askdocs.model import Document, DocumentInfo, Filters, ScoredPassage
from askdocs.retrieval import retrieve


def search(
    library: Library,
    query: str,
    *,
    top: int = 5,
    keywords: bool = False,
    fast: bool = False,
    filters: Filters | None = None,
    sync: bool = True,
) -> list[ScoredPassage]:
    """The passages that fit a query best, best first; every one stands in the index verbatim.

    Args:
        library: which one.
        query: a question or keywords.
        top: how many passages at the most.
        keywords: rank by BM25 alone and load no model.
        fast: rank by words and vectors alone, and load no reader.
        filters: which documents to search; those that a filter by date leaves out for want of one are noted.
        sync: first bring the index in step with changed files.

    Raises:
        UsageError: the query is empty or too long, or no document meets the filters.
        EmptyLibrary: there is nothing to search.
    """
    query = usable(query, "query")
    if sync:
        in_step(library)
    if not keywords:
        from askdocs.library.session import Session  # which answers too: 0.15 s that keywords do not need

        with Session(library, fast=fast, once=True) as session:
            return session.passages(query, top=top, filters=filters)
    with library.open_index() as index:
        selection = narrowed(index, filters, library.reporter)
        return retrieve(index, respelled(library, index, query, keywords=True), None, top, selection)


def documents(library: Library, *, sync: bool = True) -> list[DocumentInfo]:
    """What the library holds, by path."""
    if sync:
        in_step(library)
    with library.open_index() as index:
        return index.documents()


def show(library: Library, wanted: str, *, sync: bool = True) -> Document:
    """One document, by its id, the beginning of its id, or its path.

    Raises:
        UsageError: none is meant, or several are.
    """
    if sync:
        in_step(library)
    with library.open_index() as index:
        return index.document(library.resolve(index, wanted).id)
