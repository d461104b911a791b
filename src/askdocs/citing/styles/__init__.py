"""References in the writers' styles: ordered data, and the two functions that print them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib import import_module

from askdocs.citing.dates import parse_date
from askdocs.citing.keys import key_of, unique
from askdocs.citing.names import sort_key
from askdocs.citing.reference import Reference, doi_link
from askdocs.citing.styles.parts import Place, Style, missing, tidied
from askdocs.citing.styles.runs import Runs, text_of
from askdocs.errors import UsageError

_PLACES = {
    "plain": "styles.simple:PLAIN",
    "apa": "styles.apa:STYLE",
    "mla": "styles.mla:STYLE",
    "chicago": "styles.chicago:STYLE",
    "chicago-author-date": "styles.chicago_author_date:STYLE",
    "harvard": "styles.harvard:STYLE",
    "news": "styles.news:STYLE",
    "markdown": "styles.simple:MARKDOWN",
    "html": "styles.simple:HTML",
    "bibtex": "formats.bibtex:BIBTEX",
    "biblatex": "formats.bibtex:BIBLATEX",
    "ris": "formats.ris:STYLE",
    "csl-json": "formats.csl:STYLE",
}


class _Styles(Mapping[str, Style]):
    """The styles, each imported when it is first used: a question prints one of them."""

    def __getitem__(self, name: str) -> Style:
        module, attribute = _PLACES[name].split(":")
        style: Style = getattr(import_module(f"askdocs.citing.{module}"), attribute)
        return style

    def __iter__(self) -> Iterator[str]:
        return iter(_PLACES)

    def __len__(self) -> int:
        return len(_PLACES)


STYLES: Mapping[str, Style] = _Styles()
"""Every style by its name, in the order in which they are offered; the first is the command line's own."""


@dataclass(frozen=True, slots=True)
class Formatted:
    """A reference as a style prints it."""

    reference: Reference
    style: str
    entry: Runs
    """For the list of references; empty where the style does not list such a source, as APA does not list mail."""
    citation: Runs
    """In the text; the full note of a style with notes."""
    short: Runs | None
    """The note for later citations, of a style with notes."""
    missing: tuple[str, ...]
    """What the style would print and the metadata does not say: author, date, retrieval date, …"""

    @property
    def runs(self) -> Runs:
        """The entry, or where there is none, the citation that takes its place."""
        return self.entry or self.citation

    @property
    def text(self) -> str:
        """The characters of :attr:`runs`."""
        return text_of(self.runs)


def style_named(name: str) -> Style:
    """The style of that name.

    Raises:
        UsageError: there is none; the hint names all there are.
    """
    if name not in STYLES:
        raise UsageError(f"there is no citation style {name!r}", f"The styles are {', '.join(STYLES)}.")
    return STYLES[name]


def format_reference(reference: Reference, style: str) -> Formatted:
    """A reference in a style.

    Raises:
        UsageError: there is no such style.
    """
    return _formatted(tidied(reference), style_named(style), Place())


def bibliography(references: Iterable[Reference], style: str) -> list[Formatted]:
    """A list of references: in the style's order, each source once, with what tells like ones apart.

    Sources are put in order by what their entry begins with (the authors, else the title), the date and the title.
    Those that the style does not list are left out.

    Raises:
        UsageError: there is no such style.
    """
    chosen = style_named(style)
    sources = sorted(merged(tidied(reference) for reference in references), key=lambda source: _order(source, chosen))
    suffixes = _letters(sources, chosen) if chosen.lettered else [""] * len(sources)
    keys = unique([key_of(source) for source in sources])
    listed: list[Formatted] = []
    for source, suffix, key in zip(sources, suffixes, keys, strict=True):
        before = listed[-1].reference.authors if listed else ()
        place = Place(suffix, bool(before) and before == source.authors, len(listed) + 1, key)
        formatted = _formatted(source, chosen, place)
        if formatted.entry:
            listed.append(formatted)
    return listed


def written(entries: Sequence[Formatted], style: str) -> str:
    """A list of references as one text, as a file of that format needs it.

    Raises:
        UsageError: there is no such style.
    """
    chosen = style_named(style)
    before, after = chosen.frame
    return before + chosen.between.join(text_of(entry.entry) for entry in entries) + after


def merged(references: Iterable[Reference]) -> list[Reference]:
    """Each source once, where it was named first; a later one of the same source fills what the first lacks."""
    before = list(references)
    # What one source gives to another can show that it is a third as well.
    while len(after := _merged_once(before)) < len(before):
        before = after
    return after


def _merged_once(references: Iterable[Reference]) -> list[Reference]:
    kept: list[Reference] = []
    known: dict[tuple[str, ...], int] = {}
    for reference in references:
        at = next((known[mark] for mark in _marks(reference) if mark in known), len(kept))
        if at == len(kept):
            kept.append(reference)
        else:
            kept[at] = _completed(kept[at], reference)
        known |= dict.fromkeys([*_marks(reference), *_marks(kept[at])], at)
    return kept


def _marks(reference: Reference) -> list[tuple[str, ...]]:
    """What two references to one source share."""
    marks: list[tuple[str, ...]] = []
    if reference.doi:
        marks.append(("doi", doi_link(reference.doi).casefold()))
    if reference.url:
        marks.append(("url", reference.url.rstrip("/")))
    if reference.title:
        people = sorted(name.sort_key for name in reference.authors)
        marks.append(("title", sort_key(reference.title), reference.published or "", *people))
    return marks


def _completed(first: Reference, other: Reference) -> Reference:
    # The passage belongs to a citation, not to the source.
    fields = [name for name in Reference.__slots__ if name not in {"kind", "locator", "quoted", "path"}]
    lacking = {name: getattr(other, name) for name in fields if not getattr(first, name)}
    return replace(first, **lacking, locator=None, quoted=None)


def _order(reference: Reference, style: Style) -> tuple[str, str, str]:
    date = parse_date(reference.published)
    return (_heading(reference, style), date.iso if date else "", sort_key(reference.title or ""))


def _heading(reference: Reference, style: Style) -> str:
    if style.heading:
        heading = text_of(style.heading(reference))
    else:
        names = [name.inverted for name in reference.authors or reference.editors]
        heading = " ".join(names) or reference.title or reference.container or ""
    return sort_key(heading) if reference.authors else re.sub(r"^(?:the|an?) (?=\S)", "", sort_key(heading))


def _letters(sources: Sequence[Reference], style: Style) -> list[str]:
    """Letters for sources with the same heading and year, in the list's order."""
    alike: dict[tuple[str, str | None], list[int]] = {}
    for at, source in enumerate(sources):
        date = parse_date(source.published)
        alike.setdefault((_heading(source, style), date.year if date else None), []).append(at)
    groups = [group for group in alike.values() if len(group) > 1]
    letters = {at: _letter(number) for group in groups for number, at in enumerate(group)}
    return [letters.get(at, "") for at in range(len(sources))]


def _letter(number: int) -> str:
    """The letters a to z, then aa, ab and so on."""
    return (_letter(number // 26 - 1) if number >= 26 else "") + chr(ord("a") + number % 26)


def _formatted(reference: Reference, style: Style, place: Place) -> Formatted:
    return Formatted(
        reference,
        style.name,
        style.entry(reference, place),
        style.citation(reference, place),
        style.short(reference, place) if style.short else None,
        missing(reference, style),
    )
