"""Which documents a question is put to: what a user types as filters, and what that leaves."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path

from askdocs.documents.metadata import iso_date
from askdocs.errors import UsageError
from askdocs.index import Index
from askdocs.library.library import Library, Reporter
from askdocs.library.wording import left_out
from askdocs.model import Filters
from askdocs.retrieval import Selection, select


def filters(
    library: Library,
    *,
    after: str | None = None,
    before: str | None = None,
    sources: Sequence[str] = (),
    authors: Sequence[str] = (),
    tags: Sequence[str] = (),
    paths: Sequence[str] = (),
) -> Filters:
    """Filters from what a user typed.

    Args:
        library: which one.
        after: a date in any unambiguous form, as precise as it is meant.
        before: the same.
        sources: words of the publication's name.
        authors: words of an author's name.
        tags: words of a tag.
        paths: files or folders on disk, relative to the working folder or to the library's.

    Raises:
        UsageError: a date is none, something is empty, or there is no such file or folder.
    """
    said = {"source": sources, "author": authors, "tag": tags, "path": paths}
    for name, values in said.items():
        if not all(value.strip() for value in values):
            raise UsageError(f"the {name} is empty")
    return Filters(
        after=None if after is None else date(after),
        before=None if before is None else date(before),
        sources=tuple(sources),
        authors=tuple(authors),
        tags=tuple(tags),
        paths=tuple(name for path in paths for name in _places(library, path)),
    )


def narrowed(index: Index, wanted: Filters | None, reporter: Reporter | None = None) -> Selection | None:
    """The documents that filters leave, as they were corrected; None where there are no filters.

    Args:
        index: of the library.
        wanted: the filters.
        reporter: told how many documents a filter by date leaves out because they have none.

    Raises:
        UsageError: none is left.
    """
    if wanted is None or wanted == Filters():
        return None
    selection = select(index.documents(), wanted)
    if reporter and selection.undated:
        reporter.note(left_out(selection.undated))
    return selection


def date(typed: str) -> str:
    """The ISO 8601 date that a user typed in any unambiguous form, as precise as it was meant.

    Raises:
        UsageError: it is none.
    """
    found = iso_date(typed)
    # 03/04/2021 may be of March or of April: the reading gives the year alone, where more was meant.
    if found is None or len(re.findall(r"\d+", typed)) > found.count("-") + 1:
        raise UsageError(f"{typed!r} is not a date", "Write it as 2021-07-28, 28 July 2021, 2021-07 or 2021.")
    return found


def _places(library: Library, typed: str) -> list[str]:
    """A path on disk as paths within the library."""
    root = library.settings.root
    choices = [Path(os.path.normpath(start / Path(typed).expanduser())) for start in (Path.cwd(), root)]
    path = next((path for path in choices if path.exists()), None)
    if path is None:
        raise UsageError(f"there is no file or folder {typed}", "`askdocs documents` lists what is in the library.")
    if root.is_relative_to(path):  # the library itself, and what it has of other folders there
        return [".", path.as_posix()]
    return [library.name_of(path)]
