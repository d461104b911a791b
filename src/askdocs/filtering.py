"""Whether a document passes filters."""

from __future__ import annotations

from collections.abc import Collection

from askdocs.model import DocumentInfo, Filters


def matches(info: DocumentInfo, filters: Filters) -> bool:
    """Whether a document passes every filter that is given.

    Names are compared without case. Of a date and the document's, as much is compared as both have, so that a document
    of 2021 may be of July 2021; one without a date is of no date.
    """
    return (
        _any(filters.sources, () if info.source is None else (info.source,))
        and _any(filters.authors, info.authors)
        and _any(filters.tags, info.tags)
        and _is_dated(info.published, filters)
        and (not filters.paths or any(_within(info.path, path) for path in filters.paths))
    )


def is_undated(info: DocumentInfo, filters: Filters) -> bool:
    """Whether it is only for want of a date that a document does not pass."""
    rest = Filters(sources=filters.sources, authors=filters.authors, tags=filters.tags, paths=filters.paths)
    return info.published is None and bool(filters.after or filters.before) and matches(info, rest)


def _any(wanted: Collection[str], names: Collection[str]) -> bool:
    return not wanted or not {name.casefold() for name in wanted}.isdisjoint(name.casefold() for name in names)


def _is_dated(published: str | None, filters: Filters) -> bool:
    after, before = filters.after or "", filters.before or ""
    if not published:
        return not (after or before)
    return published[: len(after)] >= after[: len(published)] and published[: len(before)] <= (
        before[: len(published)] or published
    )


def _within(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip("/") + "/")
