"""The names of authors: taken apart as they are written, and put together as a style wants them.

A name is taken apart only where its form says how: Latin script, at least two words, no sign of an
organisation. Every other name is kept whole in :attr:`Name.literal`. Particles stay with the family name
("van der Berg"), as their bearers are spoken of, unless a bibliography file says that one is dropped.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from askdocs.citing.titles import words


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A person's name in its parts, or any other name as it stands."""

    given: str | None = None
    family: str | None = None
    particle: str | None = None
    """Kept before the family name: the "van der" of Jan van der Berg."""
    dropping: str | None = None
    """Set behind the given name when the family name leads: "Humboldt, Alexander von"."""
    suffix: str | None = None
    literal: str | None = None
    """A name that is not taken apart; the other parts are None then."""

    @property
    def corporate(self) -> bool:
        """Whether this stands for an organisation, as far as its form tells: kept whole, and in Latin script."""
        return self.literal is not None and _is_latin(self.literal)

    @property
    def surname(self) -> str:
        """What a citation in the text calls the author."""
        return self.literal or _spaced(self.particle, self.family) or self.given or ""

    @property
    def natural(self) -> str:
        """In the order in which it is spoken: "Martin Luther King Jr."."""
        return self.literal or _spaced(self.given, self.dropping, self.particle, self.family, self.suffix)

    @property
    def inverted(self) -> str:
        """Family name first: "King, Martin Luther, Jr."."""
        return self.literal or ", ".join(filter(None, (self.surname, self._behind(self.given), self.suffix)))

    def initials_last(self, gap: str) -> str:
        """Family name first, given names as initials: "King, M. L., Jr.".

        Args:
            gap: what stands between two initials: a space or nothing.
        """
        given = initials(self.given, gap) if self.given and self.family else None
        return self.literal or ", ".join(filter(None, (self.surname, self._behind(given), self.suffix)))

    def initials_first(self, gap: str) -> str:
        """Initials before the family name: "M. L. King Jr."."""
        if self.literal or not (self.given and self.family):
            return self.natural
        return _spaced(initials(self.given, gap), self.dropping, self.particle, self.family, self.suffix)

    @property
    def sort_key(self) -> str:
        """What the name is put in order by: family name first, without accents, case or marks."""
        return sort_key(self.inverted)

    def _behind(self, given: str | None) -> str:
        return _spaced(given if self.family or self.particle else None, self.dropping)


_SUFFIX = re.compile(r"(?:jr|sr|jnr|snr)\.?|II|III|IV|V", re.IGNORECASE)
_SUFFIX_AT_END = re.compile(r"(.+?),?\s+(jr\.?|sr\.?|jnr\.?|snr\.?|II|III|IV)", re.IGNORECASE)
_HONORIFIC = re.compile(r"(?:dr|prof|professor|mr|mrs|ms|mx)\.?\s+(?=\S+\s)", re.IGNORECASE)
_PARTICLES = words(
    "af al ap auf av bin da dal dalla das de degli dei del della den der des di do dos du e el ibn la le les"
    " 't ’t ten ter tot und van vom von y zu zum zur"
)
# A word that is part of no one's name and of many organisations'.
_CORPORATE = re.compile(
    r"(?<!\w)(?:academy|agency|alliance|army|assembly|associated|association|authority|bank|board|bureau|cabinet"
    r"|cent(?:er|re)|church|coalition|college|commission|committee|company|consortium|corporation|council|court"
    r"|department|desk|directorate|editors|embassy|federation|foundation|fund|government|group|inc|initiative"
    r"|institut[eo]?|international|laboratory|llc|ltd|magazine|media|ministry|museum|network|news|newsroom"
    r"|observatory|office|organi[sz]ation|parliament|party|police|press|programme|project|reporters|reuters"
    r"|school|secretariat|senate|service|services|society|staff|team|trust|union|university|wire|the|of|for|without"
    r"|against|on|in|and|und|für|et|pour)(?!\w)|[&@/\d]",
    re.IGNORECASE,
)
_AND = re.compile(r"\s*;\s*|\s+(?:and|&)\s+", re.IGNORECASE)
# Patronymics end so in Spanish; two of them in a row are a father's and a mother's name.
_SPANISH = re.compile(r"(?:\w{2,}(?:ez|és)|garc[ií]a|mart[ií]n|ortega|romero|torres|ruiz|mar[ií]n)", re.IGNORECASE)


def parse_name(text: str) -> Name:
    """One author's name, as a byline or a catalogue writes it.

    "Smith, John", "Ludwig van Beethoven", "King, Martin Luther, Jr." and "J. R. R. Tolkien" are taken apart;
    organisations, single words and names outside the Latin script are kept whole.
    """
    text = " ".join(text.split())
    if not _is_latin(text) or _CORPORATE.search(text) or " " not in text:
        return Name(literal=text)
    text = _HONORIFIC.sub("", text, count=1)
    suffix = None
    if found := _SUFFIX_AT_END.fullmatch(text):
        text, suffix = found.group(1).rstrip(","), found.group(2)
    parts = [part.strip() for part in text.split(",")]
    if len(parts) == 3 and _SUFFIX.fullmatch(parts[1]):
        parts = [parts[0], parts[2], parts[1]]
    if len(parts) == 3 and suffix is None and _SUFFIX.fullmatch(parts[2]):
        suffix = parts.pop()
    if len(parts) > 2 or not all(parts):
        return Name(literal=text if suffix is None else f"{text}, {suffix}")
    if len(parts) == 2:
        return name_of(given=parts[1], family=parts[0], suffix=suffix)
    return _in_natural_order(text.split(), suffix)


def name_of(*, given: str | None, family: str, suffix: str | None = None) -> Name:
    """A name whose two halves are known; particles that lead the family name, or end the given one, are found."""
    words = family.split()
    leading = _leading_particles(words)
    trailing: list[str] = []
    names = (given or "").split()
    while len(names) > 1 and names[-1].islower() and names[-1] in _PARTICLES:
        trailing.insert(0, names.pop())
    return Name(
        given=" ".join(names) or None,
        family=" ".join(words[leading:]),
        particle=" ".join(words[:leading]) or None,
        dropping=" ".join(trailing) or None,
        suffix=suffix,
    )


def parse_names(texts: Iterable[str]) -> tuple[Name, ...]:
    """Every author of a document; "Ana Petrov and Jan Berg" in one field is two persons."""
    names: list[Name] = []
    for text in filter(str.strip, texts):
        people = [part for part in _AND.split(text) if part.strip()]
        persons = [parse_name(part) for part in people]
        names += persons if len(people) > 1 and not any(name.literal for name in persons) else [parse_name(text)]
    return tuple(names)


def initials(given: str, gap: str) -> str:
    """The initials of given names: "J. R. R." from "John Ronald Reuel", "J.-P." from "Jean-Pierre"."""
    letters = [_initial(part) for part in re.split(r"[\s.]+", given) if part]
    return gap.join(letters)


def sort_key(text: str) -> str:
    """The text without accents, case and marks, for putting in order and for telling two alike."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(re.sub(r"[^\w\s]", "", bare.casefold()).split())


def _in_natural_order(words: list[str], suffix: str | None) -> Name:
    start = next((at for at in range(1, len(words) - 1) if _is_particle(words[at])), None)
    if start is None:
        start = len(words) - 1
        if len(words) > 2 and all(_SPANISH.fullmatch(word) for word in words[-2:]):
            start -= 1
    elif words[start] in {"y", "e"}:
        start = max(1, start - 1)
    return name_of(given=" ".join(words[:start]), family=" ".join(words[start:]), suffix=suffix)


def _leading_particles(words: list[str]) -> int:
    count = 0
    while count < len(words) - 1 and _is_particle(words[count]):
        count += 1
    return count


def _is_particle(word: str) -> bool:
    return word in _PARTICLES


def _initial(part: str) -> str:
    found = [piece for piece in re.split(r"[-‐‑]", part) if piece]
    kept = [piece for at, piece in enumerate(found) if at == 0 or not piece[0].islower()]
    return "-".join(f"{_first_letter(piece)}." for piece in kept) or part


def _first_letter(piece: str) -> str:
    """The first character with the marks that combine with it."""
    end = 1
    while end < len(piece) and unicodedata.combining(piece[end]):
        end += 1
    return piece[:end]


def _is_latin(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return bool(letters) and all("LATIN" in unicodedata.name(c, "") or c in "ªº" for c in letters)


def _spaced(*parts: str | None) -> str:
    return " ".join(filter(None, parts))
