"""Which documents may answer."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from askdocs.errors import UsageError
from askdocs.language.words import fold, words
from askdocs.model import DocumentInfo, Filters

_NAMED = 5
# Of the names that are there, in a message.
_Test = Callable[[DocumentInfo], bool]


@dataclass(frozen=True, slots=True)
class Selection:
    """The documents that filters leave."""

    documents: tuple[DocumentInfo, ...]
    undated: int = 0
    """How many more there would be, had they a date."""


def select(infos: Iterable[DocumentInfo], filters: Filters) -> Selection:
    """The documents that meet all filters.

    Names are met by whole words, in any order, but for case and accents. A date is met as precisely as both it
    and the document's are known: what is of 2021 may be of July 2021.

    Raises:
        UsageError: there are none; the message says what there is instead.
    """
    infos = list(infos)
    named, dated = _named(filters), _dated(filters)
    left = [info for info in infos if all(test(info) for test in named.values())]
    chosen = tuple(info for info in left if all(test(info) for test in dated.values()))
    if not chosen:
        raise _nothing(infos, filters, {**named, **dated})
    return Selection(chosen, sum(not _date(info) for info in left) if dated else 0)


def _named(filters: Filters) -> dict[str, _Test]:
    tests = {name: _any(wanted, name) for name, wanted in _names_of(filters).items() if wanted}
    if filters.paths:
        tests["path"] = lambda info: any(_lies_in(info.path, place) for place in filters.paths)
    return tests


def _dated(filters: Filters) -> dict[str, _Test]:
    tests: dict[str, _Test] = {}
    if after := filters.after:
        tests["after"] = lambda info: (date := _date(info)) is not None and date[: len(after)] >= after[: len(date)]
    if before := filters.before:
        tests["before"] = lambda info: (date := _date(info)) is not None and date[: len(before)] <= before[: len(date)]
    return tests


def _names_of(told: Filters) -> dict[str, tuple[str, ...]]:
    return {"source": told.sources, "author": told.authors, "tag": told.tags}


def _names(info: DocumentInfo, field: str) -> tuple[str, ...]:
    return {"source": (info.source,) if info.source else (), "author": info.authors, "tag": info.tags}[field]


def _any(wanted: Sequence[str], field: str) -> _Test:
    keys = [_key(each) for each in wanted]
    return lambda info: any(key <= _key(name) for name in _names(info, field) for key in keys)


def _key(name: str) -> frozenset[str]:
    """The words of a name; of one that has none, such as ``+``, itself."""
    return frozenset(fold(span.of(name)) for span in words(name)) or frozenset({fold(name)})


def _lies_in(path: str, place: str) -> bool:
    return path == place or path.startswith(f"{place}/") or (place == "." and not path.startswith("/"))


def _date(info: DocumentInfo) -> str | None:
    return info.published if re.match(r"\d{4}(?!\d)", info.published or "") else None


def _nothing(infos: Sequence[DocumentInfo], filters: Filters, tests: Mapping[str, _Test]) -> UsageError:
    """What to say where no document is left: which filter left none by itself, and what would leave some."""
    unmet = next((name for name, test in tests.items() if not any(map(test, infos))), None)
    if unmet is None:
        return UsageError("no document meets all of these filters", "Leave one of them out.")
    if unmet == "path":
        places = " or ".join(filters.paths)
        return UsageError(f"no document of the library lies in {places}", "`askdocs documents` lists them.")
    if unmet in ("after", "before"):
        dates = sorted(filter(None, map(_date, infos)))
        limit = filters.after if unmet == "after" else filters.before
        there = (
            f"They are of {dates[0]} to {dates[-1]}." if dates else "No document has a date; see `askdocs describe`."
        )
        return UsageError(f"no document is of {limit} or {'later' if unmet == 'after' else 'earlier'}", there)
    wanted = _names_of(filters)[unmet]
    there = _there_is(unmet, wanted, {name for info in infos for name in _names(info, unmet)})
    return UsageError(f"no document has the {unmet} {' or '.join(map(repr, wanted))}", there)


def _there_is(field: str, wanted: Sequence[str], there: Iterable[str]) -> str:
    """The names that are there, the likest first."""
    from rapidfuzz.fuzz import WRatio  # 10 ms that only a mistake costs

    def likeness(name: str) -> float:
        return max(float(WRatio(fold(each), fold(name))) for each in wanted)

    names = sorted(there, key=lambda name: (-likeness(name), name))
    if not names:
        return f"No document has any {field}; `askdocs describe` gives it one."
    more = f", and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return f"There is {', '.join(names[:_NAMED])}{more}."
