"""What a draft names as the source of a quotation, and whether its words stand there.

Only what is clearly named counts: a document of the library by its title, address, citation key, or its author or
publication with the year; or an author and a year that none of the documents with these words has. A draft
that names nothing is not wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from askdocs.citing.drafts import Citation, CitationKind
from askdocs.citing.names import parse_name
from askdocs.citing.normalise import normalise
from askdocs.language.words import fold
from askdocs.model import DocumentInfo

_AUTHOR_YEAR = re.compile(r"[^\W\d_][^\d();:]{1,80}[\s,(]+(?:1[5-9]|20)\d\d[a-z]?\b")
_SCHEME = re.compile(r"^[a-z]+://(?:www\.)?", re.IGNORECASE)
_WORD = re.compile(r"\w+")
_SHORTEST_TITLE = 12
# Characters: a shorter one could be words of the sentence.
_SOURCE_FOLLOWS = re.compile(r"\b(?:according to|told|tells|reported (?:by|in)|writing (?:in|for)) (?:the )?")
_SOURCE_PRECEDES = re.compile(r" (?:reported|reports|wrote|writes)\b")
_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class _Entry:
    """What a document can be named by, normalised; empty where that is unknown or says too little."""

    info: DocumentInfo
    title: str
    address: str
    families: tuple[str, ...]
    authors: tuple[str, ...]
    source: str
    year: str
    key: str
    """The first author's family name, as citation keys spell it."""

    @property
    def short(self) -> tuple[str, ...]:
        """What stands before the year in a citation."""
        return (*self.families, self.source) if self.source else self.families


class Sources:
    """The documents of a library, as drafts name them."""

    def __init__(self, library: Iterable[DocumentInfo]) -> None:
        self._entries = {info.id: _entry(info) for info in library}
        self._titled: dict[str, list[_Entry]] = {}
        """By the first word of the title: holding 10,000 titles against each sentence takes 1 ms a sentence."""
        self._known: dict[Citation, list[DocumentInfo]] = {}
        for entry in self._entries.values():
            if first := _WORD.search(entry.title):
                self._titled.setdefault(first.group(), []).append(entry)

    def misplaced(self, citations: Sequence[Citation], places: Sequence[DocumentInfo]) -> str | None:
        """What the draft cites for words that stand in ``places``, if they stand in none of what it cites.

        Returns:
            The citation, as the draft has it; None where one of them fits, or none is clear.
        """
        here = [self._entries.get(place.id) or _entry(place) for place in places]
        wrong: str | None = None
        for citation in citations:
            cited = _Cited(citation)
            if any(cited.names(entry) for entry in here):
                return None
            if _contradicts(citation, here) or self.cited(citation):
                wrong = wrong or citation.text
        return wrong

    def cited(self, citation: Citation) -> list[DocumentInfo]:
        """The documents that a citation names."""
        if citation not in self._known:
            cited = _Cited(citation)
            self._known[citation] = [entry.info for entry in self._entries.values() if cited.names(entry)]
        return self._known[citation]

    def named(self, prose: str) -> list[DocumentInfo]:
        """The documents that a sentence says words are from.

        By their title, or by an author or a publication that it says to have reported, written or been told
        something, or that stands after ``according to``.
        """
        level = _levelled(prose)
        titled = [entry for word in dict.fromkeys(_WORD.findall(level)) for entry in self._titled.get(word, ())]
        found = [entry for entry in titled if entry.title in level]
        after = [level[place.end() : place.end() + _LONGEST_NAME] for place in _SOURCE_FOLLOWS.finditer(level)]
        before = [
            level[max(0, place.start() - _LONGEST_NAME) : place.start()] for place in _SOURCE_PRECEDES.finditer(level)
        ]
        if after or before:
            found += [entry for entry in self._entries.values() if _said(entry, after, before)]
        return list({entry.info.id: entry.info for entry in found}.values())


def _said(entry: _Entry, after: Sequence[str], before: Sequence[str]) -> bool:
    names = [name for name in (*entry.authors, entry.source) if name]
    return any(_begins(text, name) for text in after for name in names) or any(
        text.endswith(name) for text in before for name in names
    )


def _entry(info: DocumentInfo) -> _Entry:
    title = _levelled(info.title or "")
    return _Entry(
        info,
        title if len(title) >= _SHORTEST_TITLE else "",
        _address(info.url or ""),
        tuple(_levelled(_family(author)) for author in info.authors),
        tuple(map(_levelled, info.authors)),
        _levelled(info.source or "").removeprefix("the "),
        (info.published or "")[:4],
        _alphanumeric(_family(info.authors[0])) if info.authors else "",
    )


class _Cited:
    """A citation, made ready to be held against each document of a library."""

    def __init__(self, citation: Citation) -> None:
        self.kind = citation.kind
        self.address = _address(citation.text)
        self.text = citation.text.casefold()
        self.key = _alphanumeric(citation.text)
        self.level = _levelled(citation.text)

    def names(self, entry: _Entry) -> bool:
        """Whether it is of this document."""
        if self.kind is CitationKind.LINK:
            return bool(entry.address) and self.address == entry.address
        if self.kind is CitationKind.KEY:
            return bool(entry.year and entry.key) and entry.year in self.key and entry.key in self.key
        if (entry.address and entry.address in self.text) or (entry.title and entry.title in self.level):
            return True
        return bool(entry.year) and entry.year in self.level and any(_holds(self.level, name) for name in entry.short)


def _contradicts(citation: Citation, places: Sequence[_Entry]) -> bool:
    """Whether a citation gives an author and a year, and who wrote each of the places is known and another."""
    if citation.kind is not CitationKind.PARENTHESIS or not _AUTHOR_YEAR.match(citation.text):
        return False
    level = _levelled(citation.text)
    return bool(places) and all(
        place.families and not any(_holds(level, name) for name in place.short) for place in places
    )


def _holds(level: str, name: str) -> bool:
    return name in level and re.search(rf"\b{re.escape(name)}\b", level) is not None


def _begins(text: str, name: str) -> bool:
    return text.startswith(name) and not text[len(name) : len(name) + 1].isalnum()


def _family(author: str) -> str:
    name = parse_name(author)
    return name.family or author


def _address(text: str) -> str:
    bare = _SCHEME.sub("", text.strip()).split("#")[0].split("?")[0]
    return bare.rstrip("/").casefold()


def _alphanumeric(text: str) -> str:
    return "".join(filter(str.isalnum, fold(text)))


def _levelled(text: str) -> str:
    return normalise(text).text.strip()
