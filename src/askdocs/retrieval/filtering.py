"""Which documents may answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from askdocs.errors import UsageError
from askdocs.filtering import date_of, is_undated, matches
from askdocs.language.words import fold
from askdocs.model import DocumentInfo, Filters

_NAMED = 5
# Of the names that are there, in a message.


@dataclass(frozen=True, slots=True)
class Selection:
    """The documents that filters leave."""

    documents: tuple[DocumentInfo, ...]
    undated: int = 0
    """How many more there would be, had they a date."""


def select(infos: Iterable[DocumentInfo], filters: Filters) -> Selection:
    """The documents that meet all filters; see :func:`askdocs.filtering.matches`.

    Raises:
        UsageError: there are none; the message says what there is instead.
    """
    infos = list(infos)
    chosen = tuple(info for info in infos if matches(info, filters))
    if not chosen:
        raise _nothing(infos, filters)
    return Selection(chosen, sum(is_undated(info, filters) for info in infos))


def _nothing(infos: Sequence[DocumentInfo], filters: Filters) -> UsageError:
    """What to say where no document is left: which filter left none by itself, and what would leave some."""
    alone = {
        "source": Filters(sources=filters.sources),
        "author": Filters(authors=filters.authors),
        "tag": Filters(tags=filters.tags),
        "path": Filters(paths=filters.paths),
        "after": Filters(after=filters.after),
        "before": Filters(before=filters.before),
    }
    unmet = next((name for name, each in alone.items() if not any(matches(info, each) for info in infos)), None)
    if unmet is None:
        return UsageError("no document meets all of these filters", "Leave one of them out.")
    if unmet == "path":
        places = " or ".join(filters.paths)
        return UsageError(f"no document of the library lies in {places}", "`askdocs documents` lists them.")
    if unmet in ("after", "before"):
        dates = sorted(filter(None, map(date_of, infos)))
        limit = filters.after if unmet == "after" else filters.before
        there = (
            f"They are of {dates[0]} to {dates[-1]}." if dates else "No document has a date; see `askdocs describe`."
        )
        return UsageError(f"no document is of {limit} or {'later' if unmet == 'after' else 'earlier'}", there)
    wanted = {"source": filters.sources, "author": filters.authors, "tag": filters.tags}[unmet]
    there = _there_is(unmet, wanted, {name for info in infos for name in _names(info, unmet)})
    return UsageError(f"no document has the {unmet} {' or '.join(map(repr, wanted))}", there)


def _names(info: DocumentInfo, field: str) -> tuple[str, ...]:
    return {"source": (info.source,) if info.source else (), "author": info.authors, "tag": info.tags}[field]


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
