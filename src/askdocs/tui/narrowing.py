"""What a conversation can be narrowed down to, and how it is said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Any, Literal, get_args

from askdocs.errors import UsageError
from askdocs.filtering import is_undated, matches
from askdocs.language.words import fold
from askdocs.model import DocumentInfo, Filters
from askdocs.tui.cells import line

Many = Literal["sources", "authors", "tags", "paths"]
Field = Literal["after", "before", "sources", "authors", "tags", "paths"]
NAMES: dict[Field, str] = {
    "sources": "publication",
    "authors": "author",
    "after": "after",
    "before": "before",
    "tags": "tag",
    "paths": "folder",
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One value that documents have, to choose or to leave."""

    field: Many
    value: str
    count: int
    """Documents that have it."""
    words: str
    """All that is searched, folded."""


@dataclass(frozen=True, slots=True)
class Left:
    """What filters leave, or why they are none."""

    filters: Filters
    count: int
    undated: int
    """Documents that a date leaves out because they have none."""
    wrong: frozenset[str]
    """Which of ``after`` and ``before`` is no date; it leaves nothing out."""


def choices(infos: Sequence[DocumentInfo], filters: Filters) -> list[Choice]:
    """Every publication, author, tag and folder of the documents: what is chosen first, then what most have."""
    counts: dict[Many, Counter[str]] = {
        "sources": Counter(info.source for info in infos if info.source),
        "authors": Counter(name for info in infos for name in dict.fromkeys(info.authors)),
        "tags": Counter(tag for info in infos for tag in dict.fromkeys(info.tags)),
        "paths": _folders(infos),
    }
    found: list[Choice] = []
    for field in get_args(Many):
        chosen: tuple[str, ...] = getattr(filters, field)
        for value in chosen:
            if value not in counts[field]:  # typed elsewhere, as some words of a name
                alone = _with(Filters(), field, (value,))
                counts[field][value] = sum(matches(info, alone) for info in infos)
        listed = [
            Choice(field, value, count, fold(f"{NAMES[field]} {value}")) for value, count in counts[field].items()
        ]
        found += sorted(listed, key=lambda choice: (-choice.count, choice.words))
    found.sort(key=lambda choice: choice.value not in getattr(filters, choice.field))
    return found


def _folders(infos: Sequence[DocumentInfo]) -> Counter[str]:
    """The folders that part the documents: neither all of them lie in one, nor the same as in one below it."""
    counts = Counter(
        folder for info in infos for folder in PurePosixPath(info.path).parents if folder.as_posix() not in (".", "/")
    )
    same = {folder.parent for folder, count in counts.items() if counts.get(folder.parent) == count}
    return Counter(
        {folder.as_posix(): count for folder, count in counts.items() if folder not in same and count < len(infos)}
    )


def toggled(filters: Filters, choice: Choice) -> Filters:
    """The filters with a value that they lack, or without it."""
    values: tuple[str, ...] = getattr(filters, choice.field)
    kept = tuple(value for value in values if value != choice.value)
    return _with(filters, choice.field, kept if len(kept) < len(values) else (*values, choice.value))


def without(filters: Filters, field: Field, value: str) -> Filters:
    """The filters without one value."""
    now = getattr(filters, field)
    return _with(filters, field, tuple(each for each in now if each != value) if isinstance(now, tuple) else None)


def _with(filters: Filters, field: Field, values: tuple[str, ...] | None) -> Filters:
    changes: dict[str, Any] = {field: values}
    return replace(filters, **changes)


def parts(filters: Filters) -> list[tuple[Field, str]]:
    """Everything that filters ask for, in the order in which it is shown."""
    found: list[tuple[Field, str]] = []
    for field in NAMES:
        value = getattr(filters, field)
        found += [(field, each) for each in ((value,) if isinstance(value, str) else value or ())]
    return found


def said(field: Field, value: str) -> str:
    """One of them in a line: ``author: Lena Okafor-Varga``, ``after 2021-07``."""
    return line(f"{NAMES[field]} {value}" if field in ("after", "before") else f"{NAMES[field]}: {value}")


def narrowed(infos: Iterable[DocumentInfo], filters: Filters, after: str, before: str) -> Left:
    """Put dates as they are typed into filters, and count what those leave; with many documents it blocks.

    Args:
        infos: the documents.
        filters: whose dates do not count.
        after: a date in any unambiguous form; empty for none.
        before: the same.
    """
    from askdocs.library.narrowing import date  # with the index below it, tenths of a second

    wrong: set[str] = set()
    dates: dict[str, str | None] = {}
    for field, typed in (("after", after), ("before", before)):
        try:
            dates[field] = date(typed) if typed.strip() else None
        except UsageError:
            wrong.add(field)
    wanted = replace(filters, after=dates.get("after"), before=dates.get("before"))
    count = undated = 0
    for info in infos:
        count += matches(info, wanted)
        undated += is_undated(info, wanted)
    return Left(wanted, count, undated, frozenset(wrong))
