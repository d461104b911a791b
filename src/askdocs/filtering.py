"""Whether a document passes filters."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace
from functools import lru_cache

from askdocs.language.words import fold, words
from askdocs.model import DocumentInfo, Filters


def matches(info: DocumentInfo, filters: Filters) -> bool:
    """Whether a document passes every filter that is given.

    Names are met by whole words, in any order, but for case and accents: ``macron`` by ``Emmanuel Macron``. Of a date
    and the document's, as much is compared as both have, so that a document of 2021 may be of July 2021; one without a
    date is of no date.
    """
    return (
        _any(filters.sources, () if info.source is None else (info.source,))
        and _any(filters.authors, info.authors)
        and _any(filters.tags, info.tags)
        and _is_dated(date_of(info), filters)
        and (not filters.paths or any(_lies_in(info.path, place) for place in filters.paths))
    )


def is_undated(info: DocumentInfo, filters: Filters) -> bool:
    """Whether it is only for want of a date that a document does not pass."""
    asked = bool(filters.after or filters.before)
    return asked and date_of(info) is None and matches(info, replace(filters, after=None, before=None))


def date_of(info: DocumentInfo) -> str | None:
    """The document's ISO date, as precise as it is known; None where what it says is none."""
    return info.published if re.match(r"\d{4}(?!\d)", info.published or "") else None


def _any(wanted: Collection[str], names: Collection[str]) -> bool:
    return not wanted or any(_key(each) <= _key(name) for each in wanted for name in names)


@lru_cache(maxsize=4096)  # a library has far fewer names than documents
def _key(name: str) -> frozenset[str]:
    """The words of a name; of one that has none, such as ``+``, itself."""
    return frozenset(fold(span.of(name)) for span in words(name)) or frozenset({fold(name)})


def _is_dated(published: str | None, filters: Filters) -> bool:
    after, before = filters.after or "", filters.before or ""
    if published is None:
        return not (after or before)
    return published[: len(after)] >= after[: len(published)] and published[: len(before)] <= (
        before[: len(published)] or published
    )


def _lies_in(path: str, place: str) -> bool:
    return path == place or path.startswith(f"{place.rstrip('/')}/") or (place == "." and not path.startswith("/"))
