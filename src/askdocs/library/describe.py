"""Say by hand what a document is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from askdocs.errors import UsageError
from askdocs.library.library import Library
from askdocs.library.sync import in_step
from askdocs.model import Description, DocumentInfo


def describe(
    library: Library, wanted: str, description: Description, *, clear: bool = False, sync: bool = True
) -> DocumentInfo:
    """Say what a document is, in place of what its file or a bibliography says; every later sync keeps it.

    Args:
        library: which one.
        wanted: the document's id, the beginning of its id, or its path.
        description: what is said; where it says nothing, what was said before stays.
        clear: first take back all that was said before, by hand and by bibliographies.
        sync: first bring the index in step with changed files.

    Returns:
        What is now known of the document.

    Raises:
        UsageError: no document is meant, or several are; or nothing is said.
    """
    if not clear and description == Description():
        raise UsageError(
            "nothing is said of the document", "Say it with --title, --author, --source, --published, --url or --tag."
        )
    records = library.own_records
    if sync:
        in_step(library)
    with library.open_index() as index:
        path = library.resolve(index, wanted).path
    if clear:
        records.forget_description(path)
    if description != Description():
        records.describe(path, description)
    with library.open_index() as index:
        return library.resolve(index, path)


def said_by_hand(
    *,
    title: str | None = None,
    authors: Sequence[str] = (),
    source: str | None = None,
    published: str | None = None,
    url: str | None = None,
    tags: Sequence[str] = (),
) -> Description:
    """A description from what a user typed.

    Raises:
        UsageError: something is empty, the date is none, or the address is not one of the web.
    """
    if published is not None and not is_date(published.strip()):
        raise UsageError(
            f"{published!r} is not a date", "Write it as 2021-07-28, or as 2021-07 or 2021 if no more is known."
        )
    if url is not None and not is_address(url.strip()):
        raise UsageError(f"{url!r} is not a web address", "It begins with http:// or https://, without a space.")
    return Description(
        title=_said("title", title),
        authors=tuple(line("author", each) for each in authors),
        source=_said("source", source),
        published=_said("date", published),
        url=_said("address", url),
        tags=tuple(line("tag", each) for each in tags),
    )


def is_date(text: str) -> bool:
    """Whether a text is an ISO 8601 date that the calendar has: ``2021``, ``2021-07`` or ``2021-07-28``."""
    if not re.fullmatch(r"\d{4}(-\d\d){0,2}", text, re.ASCII):
        return False
    try:
        date.fromisoformat(text + "-01-01"[len(text) - 4 :])
    except ValueError:
        return False
    return True


def is_address(text: str) -> bool:
    """Whether a text is the address of a page on the web."""
    return re.fullmatch(r"https?://\S+", text, re.IGNORECASE) is not None


def line(name: str, text: str) -> str:
    """What a user typed, with its white space run together.

    Raises:
        UsageError: nothing is left, or it is not Unicode.
    """
    typed = " ".join(text.split())
    if not typed:
        raise UsageError(f"the {name} is empty")
    if typed.encode("utf-8", "replace").decode() != typed:  # a terminal that is not set to UTF-8 can bring this
        raise UsageError(f"the {name} is not valid Unicode", "Set the terminal to UTF-8 and type it again.")
    return typed


def _said(name: str, text: str | None) -> str | None:
    return None if text is None else line(name, text)
