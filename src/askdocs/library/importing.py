"""Complete what is known of documents from a bibliography: BibTeX, RIS or CSL-JSON."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from askdocs.citing.catalogued import catalogued
from askdocs.citing.formats import Record, read_references
from askdocs.citing.names import sort_key
from askdocs.citing.reference import Kind, Reference, doi_link
from askdocs.library.describe import is_address, is_date
from askdocs.library.library import Library
from askdocs.library.sync import in_step
from askdocs.model import Description, DocumentInfo

_KEPT = ("title", "container", "publisher", "volume", "issue", "pages", "place", "edition", "doi")


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did."""

    entries: int
    """In the bibliography."""
    described: tuple[str, ...]
    """The paths of the documents that it describes."""
    unmatched: tuple[str, ...]
    """The entries that are of no document, a line each, with the reason."""


def import_bibliography(library: Library, file: Path, *, sync: bool = True) -> Imported:
    """Describe documents as a bibliography does; what the user says by hand still counts before it.

    An entry is of a document by the path of its attached file, else by its DOI, its address, or its title.

    Args:
        library: which one.
        file: ``.bib``, ``.ris`` or CSL-JSON (``.json``).
        sync: first bring the index in step with changed files.

    Raises:
        UsageError: the file is no bibliography by its name.
        DocumentError: it cannot be read.
    """
    records = library.own_records
    entries = read_references(file)
    if sync:
        in_step(library)
    with library.open_index() as index:
        documents = _Documents(library, index.documents(), file.parent)
    found: dict[str, Description] = {}
    unmatched: list[str] = []
    for number, entry in enumerate(entries, 1):
        matches, reason = documents.of(entry)
        if not matches:
            unmatched.append(f"{_name(entry, number)}: {reason}")
        for info in matches:
            # Of two entries for one document the later fills what the first lacks.
            found[info.path] = found.get(info.path, Description()).or_else(description_of(entry.reference))
    if found:
        records.import_descriptions(found)
    return Imported(len(entries), tuple(sorted(found)), tuple(unmatched))


def description_of(reference: Reference) -> Description:
    """What a reference says of a document; dates that are no ISO dates, and addresses not of the web, are left out."""
    published, accessed, url = reference.published, reference.accessed, reference.url
    return Description(
        **{name: getattr(reference, name) for name in _KEPT},
        kind=_kind(reference),
        authors=tuple(map(catalogued, reference.authors)),
        editors=tuple(map(catalogued, reference.editors)),
        published=published if published and is_date(published) else None,
        accessed=accessed if accessed and is_date(accessed) else None,
        url=url if url and is_address(url) else None,
    )


def _kind(reference: Reference) -> str | None:
    # BibTeX has one type for articles of journals and of newspapers; without any of a journal's numbers, what
    # else is known of the document tells better.
    numbers = (reference.volume, reference.issue, reference.doi)
    if reference.kind is Kind.DOCUMENT or (reference.kind is Kind.JOURNAL and not any(numbers)):
        return None
    return reference.kind.value


def _name(entry: Record, number: int) -> str:
    where = f"line {entry.line}" if entry.line else f"entry {number}"
    return ", ".join(filter(None, (where, entry.key, entry.reference.title)))


class _Documents:
    """The documents of a library, by what an entry can name them by."""

    def __init__(self, library: Library, infos: Sequence[DocumentInfo], folder: Path) -> None:
        self._bases = (Path.cwd() / folder, library.settings.root)
        self._paths = _by((os.path.normpath(library.path_of(info.path)), info) for info in infos)
        self._dois = _by((doi, info) for info in infos for doi in _dois(info))
        self._urls = _by((_address(info.url), info) for info in infos if info.url)
        self._titles = _by((sort_key(info.title), info) for info in infos if info.title)

    def of(self, entry: Record) -> tuple[list[DocumentInfo], str]:
        """The documents that an entry is of; where there are none, why."""
        reference = entry.reference
        files = [os.path.normpath(base / file) for file in entry.files for base in self._bases]
        for known, marks in (
            (self._paths, files),
            (self._dois, [_doi(reference.doi)] if reference.doi else []),
            (self._urls, [_address(reference.url)] if reference.url else []),
        ):
            if found := {info.id: info for mark in marks for info in known.get(mark, [])}:
                return list(found.values()), ""
        return self._by_title(reference)

    def _by_title(self, reference: Reference) -> tuple[list[DocumentInfo], str]:
        titled = self._titles.get(sort_key(reference.title or ""), [])
        found = [info for info in titled if _agree(info.published, reference.published)]
        if len(found) > 1:
            return [], f"its title fits {len(found)} documents: {', '.join(info.path for info in found[:5])}"
        if titled and not found:
            return [], f"its title fits {titled[0].path}, which is of {titled[0].published}, not {reference.published}"
        return found, "no document has its file, DOI, address or title"


def _by(pairs: Iterable[tuple[str, DocumentInfo]]) -> dict[str, list[DocumentInfo]]:
    known: dict[str, list[DocumentInfo]] = {}
    for mark, info in pairs:
        if mark:
            known.setdefault(mark, []).append(info)
    return known


def _dois(info: DocumentInfo) -> Iterator[str]:
    if info.description and info.description.doi:
        yield _doi(info.description.doi)
    if info.url and re.match(r"https?://(?:dx\.)?doi\.org/", info.url, re.IGNORECASE):
        yield _doi(info.url)


def _doi(doi: str) -> str:
    return doi_link(doi).casefold()


def _address(url: str) -> str:
    """An address without what may differ between two links to one page."""
    bare = re.sub(r"^https?://(?:www\.)?|#.*|(?<=[?&])utm_\w+=[^&#]*&?", "", url.strip(), flags=re.IGNORECASE)
    return bare.rstrip("/?&").casefold()


def _agree(one: str | None, other: str | None) -> bool:
    """Whether two dates may be the same, as far as they are known."""
    if not one or not other or not is_date(other):
        return True
    return one.startswith(other) or other.startswith(one)
