"""Names in what people type: as prose has them, and, in lower case, those that the conversation knows already."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

from askdocs.language.names import is_organisation, key_words, names
from askdocs.language.places import is_wide
from askdocs.language.words import bare, fold, lexicon, words
from askdocs.text import Span

_THINGS = lexicon(
    "stories lab labs project projects times post news press watch international network monitor accord accords act "
    "treaty agreement plan crisis war prize games affair case list programme program law summit files papers tower"
)
# Last words of names that are not people's.
_LEAST = 3
# Letters of a word that stands for a whole name: "gantz", not "al".


class Sort(StrEnum):
    """What a name may be of, as far as its words tell."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Named:
    """A name in a text."""

    span: Span
    text: str

    definite: bool = False
    """Whether ``the`` stands before it, as before no person's."""

    @property
    def sort(self) -> Sort:
        """What it is of."""
        return Sort.ORGANISATION if self.definite else sort_of(self.text)


def folded(text: str) -> list[str]:
    """The words of a text, folded and without a possessive ``’s``."""
    return [fold(bare(span.of(text))) for span in words(text)]


def sort_of(name: str) -> Sort:
    """What a name may be of: of two words and more that say nothing else, a person."""
    parts = key_words(name)
    if is_wide(name):
        return Sort.PLACE
    if any(map(is_organisation, parts)) or _THINGS & set(parts[-1:]) or (name.isupper() and len(name) > 1):
        return Sort.ORGANISATION
    return Sort.PERSON if len(parts) > 1 else Sort.OPEN


def named(text: str, known: Collection[str] = ()) -> list[Named]:
    """The names in a text, in order: those that its capitals show, and those that are known.

    Args:
        text: a question, or a part of one.
        known: names as they are written elsewhere.
    """
    found = {(span, span.of(text)) for span in names(text)}
    for name in known:
        pattern = rf"(?<!\w){re.escape(name)}(?!\w)"
        found |= {(Span(*place.span()), name) for place in re.finditer(pattern, text, re.IGNORECASE)}
    kept: list[Named] = []
    for span, name in sorted(found, key=lambda each: (each[0].start, -each[0].end, each[1])):
        if not kept or span.start >= kept[-1].span.end:
            kept.append(Named(span, name, text[: span.start].lower().endswith("the ")))
    return kept


def known_names(texts: Iterable[str]) -> frozenset[str]:
    """The names in texts, each also by its last word, as people shorten them."""
    whole = {span.of(text) for text in texts for span in names(text)}
    short = {name.split()[-1] for name in whole if len(name.split()) == 2}
    return frozenset(name for name in whole | short if len(name) >= _LEAST)
