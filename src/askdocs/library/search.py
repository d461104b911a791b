"""Find passages, list documents, show one."""

from __future__ import annotations

from askdocs.library.library import Library
from askdocs.library.narrowing import left_out, narrowed
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
    filters: Filters | None = None,
    sync: bool = True,
) -> list[ScoredPassage]:
    """The passages that fit a query best, best first; every one stands in the index verbatim.

    Args:
        library: which one.
        query: a question or keywords.
        top: how many passages at the most.
        keywords: rank by BM25 alone and load no model.
        filters: which documents to search; documents that a date filter leaves out for want of one are noted.
        sync: first bring the index in step with changed files.

    Raises:
        UsageError: the query is empty or too long, or no document meets the filters.
        EmptyLibrary: there is nothing to search.
    """
    query = usable(query, "query")
    if sync:
        in_step(library)
    with library.open_index() as index:
        selection = narrowed(index, filters)
        if selection and selection.undated:
            library.reporter.note(left_out(selection.undated))
        if not keywords:
            library.check_model(index)
        query = respelled(library, index, query, keywords=keywords)
        vector = None if keywords else library.encoder.embed_query(query)
        return retrieve(index, query, vector, top, selection)


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
