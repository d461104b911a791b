"""What a citation is made from: a document's metadata, and nothing else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePosixPath

from askdocs.citing.catalogued import names
from askdocs.citing.names import Name, parse_names, sort_key
from askdocs.citing.titles import sentence_case
from askdocs.model import Description, DocumentInfo


class Kind(StrEnum):
    """What is cited. The value is what a style calls the thing where it has no title."""

    NEWSPAPER = "newspaper article"
    WIRE = "news agency report"
    WEBPAGE = "web page"
    BOOK = "book"
    CHAPTER = "book chapter"
    REPORT = "report"
    JOURNAL = "journal article"
    MAIL = "email"
    INTERVIEW = "interview"
    DOCUMENT = "document"


ISSUED = frozenset({Kind.WIRE, Kind.BOOK, Kind.REPORT})
"""What is known by who published it, and not by what it appeared in."""


class LocatorKind(StrEnum):
    """How a passage is counted within its source."""

    PAGE = "page"
    PARAGRAPH = "paragraph"
    LINE = "line"


@dataclass(frozen=True, slots=True)
class Locator:
    """Where in the source a passage stands: page ``3``, pages ``3-5``, paragraph ``4``, line ``17``."""

    kind: LocatorKind
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A source as its metadata describes it; what the metadata does not say is None or empty."""

    kind: Kind = Kind.DOCUMENT
    title: str | None = None
    sentence_title: str | None = None
    """The title in sentence case, as far as the source's own words show it; None where they are not known."""
    authors: tuple[Name, ...] = ()
    editors: tuple[Name, ...] = ()
    recipient: Name | None = None
    """Of a mail."""
    interviewer: Name | None = None
    container: str | None = None
    """What it appeared in: a newspaper, a book, a journal, a site."""
    publisher: str | None = None
    """Of a wire report, the agency."""
    published: str | None = None
    """An ISO date as precise as it is known."""
    url: str | None = None
    doi: str | None = None
    volume: str | None = None
    issue: str | None = None
    """Of a report, its number."""
    pages: str | None = None
    place: str | None = None
    edition: str | None = None
    accessed: str | None = None
    """The ISO date on which a page was retrieved."""
    locator: Locator | None = None
    quoted: str | None = None
    """Whose words the passage gives, where they are not the author's."""
    path: str | None = None
    """Where the copy that was read lies."""

    @property
    def link(self) -> str | None:
        """Where it can be read: the DOI as a link, else the URL."""
        return doi_link(self.doi) if self.doi else self.url


def reference_of(
    info: DocumentInfo,
    *,
    body: str | None = None,
    kind: Kind | None = None,
    accessed: str | None = None,
    locator: Locator | None = None,
    quoted: str | None = None,
) -> Reference:
    """The reference for a document of the library, from what its file, its bibliography and its user say.

    Args:
        info: what is known of the document.
        body: its words, which show the words of the title that are written in lower case.
        kind: what it is, where that is known; else it is told from the source, the date and the address.
        accessed: the ISO date on which it was retrieved.
        locator: where the cited passage stands.
        quoted: who says it, where that is not the author.
    """
    said = info.description or Description()
    kind = kind or (Kind(said.kind) if said.kind else _kind_of(info))
    issued = kind is Kind.WIRE or (kind in ISSUED and said.kind is not None)
    return Reference(
        kind=kind,
        title=info.title,
        sentence_title=sentence_case(info.title, body) if info.title and body is not None else None,
        authors=names(said.authors) or parse_names(info.authors),
        editors=names(said.editors),
        container=said.container if issued else info.source,
        publisher=info.source if issued else said.publisher,
        published=info.published,
        url=info.url,
        doi=said.doi,
        volume=said.volume,
        issue=said.issue,
        pages=said.pages,
        place=said.place,
        edition=said.edition,
        accessed=accessed or said.accessed,
        locator=locator,
        quoted=quoted,
        path=info.path,
    )


def doi_link(doi: str) -> str:
    """A DOI in any of its spellings, as the link that every style prints."""
    return "https://doi.org/" + re.sub(
        r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", "", doi.strip(), flags=re.IGNORECASE
    )


def same_source(one: str | None, other: str | None) -> bool:
    """Whether two names of a publication mean the same: case, accents and an initial "The" aside."""
    if one is None or other is None:
        return False
    return without_article(sort_key(one)) == without_article(sort_key(other))


def without_article(name: str) -> str:
    """The name without an initial "The"."""
    return re.sub(r"^the\s+(?=\S)", "", name, flags=re.IGNORECASE)


_AGENCY = re.compile(
    r"\b(?:reuters|associated press|agence france-presse|bloomberg news|news ?wire|wire|wire service|news agency"
    r"|press agency|press association|press international)$|^(?:AP|AFP|PA|DPA|dpa|UPI|ANSA|EFE|TASS)$",
    re.IGNORECASE,
)
_SITE = re.compile(r"[\w-]+(?:\.[\w-]+)+(?:/.*)?")


def _kind_of(info: DocumentInfo) -> Kind:
    if PurePosixPath(info.path).suffix.lower() in {".eml", ".mbox"}:
        return Kind.MAIL
    if info.source and _AGENCY.search(info.source):
        return Kind.WIRE
    # What has a publication's name and a day is an article of that day; a site is named by its address.
    if info.source and not _SITE.fullmatch(info.source) and info.published and len(info.published) >= 10:
        return Kind.NEWSPAPER
    return Kind.WEBPAGE if info.url else Kind.DOCUMENT
