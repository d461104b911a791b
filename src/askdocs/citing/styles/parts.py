"""What the styles share: lists of names, dates, passages, and what is missing."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, NamedTuple

from askdocs.citing.dates import Date, parse_date
from askdocs.citing.names import Name
from askdocs.citing.reference import Kind, LocatorKind, Reference, same_source
from askdocs.citing.styles.runs import Runs


@dataclass(frozen=True, slots=True)
class Place:
    """An entry's place in a list, as far as it shows in the entry."""

    suffix: str = ""
    """The letter that tells an author's works of one year apart."""
    repeated: bool = False
    """Whether the entry before has the same authors."""
    number: int = 1
    """Counted from 1."""
    key: str | None = None
    """A BibTeX key that no other entry has; None: the reference's own."""


class Style(NamedTuple):
    """How references are printed: each function takes a tidied reference and its place."""

    name: str
    title: str
    """The style's name and edition, for people."""
    entry: Callable[[Reference, Place], Runs]
    """For the list of references; empty where the style does not list such a source."""
    citation: Callable[[Reference, Place], Runs]
    """In the text, or the full note."""
    heading: Callable[[Reference], Runs] | None = None
    """What an entry begins with and is put in order by; None: the authors, else the title."""
    short: Callable[[Reference, Place], Runs] | None = None
    """The note for every later citation."""
    lettered: bool = False
    """Whether an author's works of one year are told apart by letters."""
    dates_every_page: bool = False
    """Whether it prints the retrieval date of every page, and not of undated ones alone."""
    ignores: tuple[str, ...] = ()
    """Fields that it never prints, and so does not miss."""
    between: str = "\n"
    """What separates the entries of a list."""
    frame: tuple[str, str] = ("", "")
    """What stands before and after a list."""


_ARTICLE = ("author", "title", "source", "date")
_WANTED = {
    Kind.NEWSPAPER: _ARTICLE,
    Kind.WIRE: ("title", "publisher", "date"),
    Kind.WEBPAGE: (*_ARTICLE, "url"),
    Kind.BOOK: ("author", "title", "publisher", "date"),
    Kind.CHAPTER: (*_ARTICLE, "editor", "publisher", "pages"),
    Kind.REPORT: ("author", "title", "publisher", "date"),
    Kind.JOURNAL: (*_ARTICLE, "volume", "pages"),
    Kind.MAIL: ("author", "recipient", "date"),
    Kind.INTERVIEW: (*_ARTICLE, "interviewer"),
    Kind.DOCUMENT: _ARTICLE,
}
_FIELD = {"author": "authors", "source": "container", "date": "published", "editor": "editors"}


def missing(reference: Reference, style: Style) -> tuple[str, ...]:
    """What the kind of source should have, and the style prints, that the metadata does not say.

    The names are those that a writer knows: author, title, source, date, retrieval date, and so on.
    """
    wanted = [*_WANTED[reference.kind]]
    if reference.link and not reference.doi and (not reference.published or style.dates_every_page):
        wanted.append("retrieval date")
    values = {"retrieval date": reference.accessed, "author": reference.authors or _stand_in(reference)}
    told = {name: values.get(name, getattr(reference, _FIELD.get(name, name), None)) for name in wanted}
    return tuple(name for name in wanted if not told[name] and name not in style.ignores)


def _stand_in(reference: Reference) -> tuple[Name, ...]:
    return reference.editors if reference.kind is Kind.BOOK else ()


def tidied(reference: Reference) -> Reference:
    """The reference with white space run together, and without empty fields and commas at their ends."""
    changes: dict[str, Any] = {
        field.name: _tidy(value)
        for field in fields(reference)
        if isinstance(value := getattr(reference, field.name), str) and not isinstance(value, Kind)
    }
    return replace(
        reference,
        **changes,
        authors=_named(reference.authors),
        editors=_named(reference.editors),
        recipient=next(iter(_named([reference.recipient])), None),
        interviewer=next(iter(_named([reference.interviewer])), None),
    )


def _tidy(text: str) -> str | None:
    return " ".join(text.split()).rstrip(",;: ") or None


def _named(names: Sequence[Name | None]) -> tuple[Name, ...]:
    tidy = (
        replace(name, **{f.name: _tidy(v) for f in fields(name) if (v := getattr(name, f.name)) is not None})
        for name in names
        if name
    )
    return tuple(name for name in tidy if name.natural)


def listed(names: Sequence[str], last: str, *, comma: bool) -> str:
    """Names in a row: "A, B, and C".

    Args:
        names: one or more.
        last: the word or sign before the last one.
        comma: whether a comma stands before it when there are three or more.
    """
    if len(names) < 2:
        return "".join(names)
    join = "," if comma and len(names) > 2 else ""
    return f"{', '.join(names[:-1])}{join} {last} {names[-1]}"


def date_of(reference: Reference) -> Date | None:
    """When it was published."""
    return parse_date(reference.published)


def accessed_of(reference: Reference, *, always: bool = False) -> Date | None:
    """When a page was retrieved, where a style wants that: of pages without a date, or of all."""
    if reference.link is None or reference.doi or (reference.published and not always):
        return None
    return parse_date(reference.accessed)


def has_source(reference: Reference) -> bool:
    """Whether a reader could find it; a mail or an interview without this is a personal communication."""
    return bool(reference.container or reference.publisher or reference.link)


def is_personal(reference: Reference) -> bool:
    """Whether it is a mail, or an interview that was not published."""
    return reference.kind is Kind.MAIL or (reference.kind is Kind.INTERVIEW and not has_source(reference))


def is_within(reference: Reference) -> bool:
    """Whether it is part of something larger, so that its title is not the title of a whole."""
    if reference.kind in {Kind.NEWSPAPER, Kind.CHAPTER, Kind.JOURNAL}:
        return True
    return reference.kind in {Kind.WIRE, Kind.INTERVIEW, Kind.DOCUMENT} and reference.container is not None


def written_by(reference: Reference, name: str | None) -> bool:
    """Whether ``name`` is the only author, so that a style need not say it twice."""
    return len(reference.authors) == 1 and same_source(reference.authors[0].literal, name)


def capitalised(text: str) -> str:
    """With its first letter raised."""
    return text[:1].upper() + text[1:]


def dashed(pages: str) -> str:
    """A range with an en dash: 3–5."""
    return re.sub(r"(?<=\w)\s*(?:-{1,2}|–)\s*(?=\w)", "–", pages)


def is_range(pages: str) -> bool:
    """Whether more than one page is meant."""
    return bool(re.search(r"\w\s*[-–,&]\s*\w", pages))


def page_range(pages: str) -> str:
    """One page as p. 3, several as pp. 3–5."""
    return f"{'pp' if is_range(pages) else 'p'}. {dashed(pages)}"


def passage(reference: Reference, page: Callable[[str], str] = page_range, paragraph: str = "para.") -> str | None:
    """Where the cited words stand, as a style counts them; lines are counted by no style but the plain one."""
    locator = reference.locator
    if locator is None or locator.kind is LocatorKind.LINE or not locator.value.strip():
        return None
    value = " ".join(locator.value.split())
    return page(value) if locator.kind is LocatorKind.PAGE else f"{paragraph} {dashed(value)}"


def ordinal(edition: str) -> str:
    """2nd, for "2", "2nd" or "second edition" alike as far as they are numbers; other words stay, without "edition"."""
    text = re.sub(r"\s*\b(?:edition|edn|ed)\b\.?$", "", edition, flags=re.IGNORECASE).strip() or edition
    if not text.isascii() or not text.isdigit():
        return text
    ending = "th" if text[-2:] in {"11", "12", "13"} else {"1": "st", "2": "nd", "3": "rd"}.get(text[-1], "th")
    return text + ending
