"""Whether two names, places or phrases are the same, and when they contradict each other."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from askdocs.answering.agreement.amounts import Relation
from askdocs.answering.agreement.asking import Asked
from askdocs.answering.agreement.reading import Reading, content
from askdocs.answering.overlap import covered
from askdocs.language.names import is_organisation, key_words, same
from askdocs.language.places import is_wide
from askdocs.language.words import bare, fold, lexicon

_NEARBY = re.compile(
    r",|\b(?:near|outside|off|beside|(?:north|south|east|west)(?:\s\w+)?\sof|close\sto|not\sfar\sfrom|on\sthe\s(?:edge|"
    r"outskirts)\sof)\b",
    re.IGNORECASE,
)
_OF = re.compile(r"\b(\w+)\s(?:of|from|for|at)\s(?:the\s|an?\s)?(?:\w+\s)?$", re.IGNORECASE)
_OWNED = re.compile(r"['’]s?\s(?:\w+\s)?(\w+)")
_STAFF = lexicon(
    "officials representatives members employees staff inspectors teams officers people experts delegation spokesman "
    "spokeswoman spokesperson agents authors government lawyers researchers scientists village town city port"
)
# Who acts for an organisation, of which the organisation may be said to have done it; and what a place is.
_DIRECTIONS = re.compile(r"\b(north|south|east|west)", re.IGNORECASE)
_PART = lexicon("new north south east west northern southern eastern western equatorial upper lower inner outer")
_ALIKE = 0.7
# How much of the letters of two spellings of one name are the same: Gaddafi and Kadhafi.
_SHARE = 0.75
# Of the content words of the shorter phrase, which the longer must have; of three, all.


def compare_names(asked: Asked, one: Reading, other: Reading) -> Relation:
    """Names are the same where all of the shorter answer's are among the other's.

    Different are two answers that are nothing but a name each, of the same kind, without a word in common, where the
    question has one answer and neither quote mentions the other's. Of places neither may be a country, which may hold
    the other, unless both are.
    """
    mine, yours = _named(one, place=asked.place), _named(other, place=asked.place)
    if not mine or not yours:
        return Relation.APART
    if not asked.place and _dependent(one) != _dependent(other):
        return Relation.APART
    fewer, more = sorted((mine, yours), key=len)
    if _opposite(one.text, other.text) or (asked.place and _apart_in(one.names[1:], other.names[1:])):
        return Relation.APART
    if all(any(_same_name(name, each, place=asked.place) for each in more) for name in fewer):
        return Relation.SAME
    if not (asked.name or asked.place) or len(mine) > 1 or len(yours) > 1:
        return Relation.APART
    return Relation.DIFFERENT if _contradict(asked, one, other, mine[0], yours[0]) else Relation.APART


def _named(reading: Reading, *, place: bool) -> tuple[str, ...]:
    """The names of the answer; of a place only that of itself, and not of what it is near to."""
    nearby = _NEARBY.search(reading.text) if place else None
    if nearby:
        head = reading.text[: nearby.start()]
        names = tuple(name for name in reading.names if name in head)
        return names or reading.names
    owners = [name for name in reading.names if re.search(re.escape(name) + r"['’]s?\s[A-Z]", reading.text)]
    return tuple(name for name in reading.names if name not in owners) or reading.names


def _dependent(reading: Reading) -> str | None:
    """What the answer is of a name, where it is not the name itself: ``mayor`` of ``the mayor of Paris``."""
    for name in reading.names[:1]:
        at = reading.text.find(name)
        before = _OF.search(reading.text, 0, at)
        after = _OWNED.match(reading.text, at + len(name))
        for found in (before, after):
            if found and found[1].islower() and fold(found[1]) not in _STAFF:
                return fold(found[1])
    return None


def _opposite(one: str, other: str) -> bool:
    """Whether the two name different points of the compass."""
    mine, yours = (set(map(str.lower, _DIRECTIONS.findall(text))) for text in (one, other))
    return bool(mine and yours) and not mine & yours


def _apart_in(mine: tuple[str, ...], yours: tuple[str, ...]) -> bool:
    """Whether what two places are said to be in, or near to, differs: Paris, France, and Paris, Texas."""
    return bool(mine and yours) and not any(same(name, each) for name in mine for each in yours)


def _same_name(one: str, other: str, *, place: bool) -> bool:
    if same(one, other):
        longer = max(one, other, key=len)
        return not (place and fold(longer.split()[0]) in _PART and len(one.split()) != len(other.split()))
    mine, yours = sorted((content(one), content(other)), key=len)
    if place or not mine or not all(any(_akin(word, each) for each in yours) for word in mine):
        return False
    return any(is_organisation(word) for word in mine) or (len(mine) == len(yours) and _akin(mine[0], yours[0]))


def _akin(one: str, other: str) -> bool:
    return bool(covered({one: 1.0}, other))


def _contradict(asked: Asked, one: Reading, other: Reading, mine: str, yours: str) -> bool:
    if not (_bare(one, mine) and _bare(other, yours)):
        return False
    shared = set(key_words(mine)) & set(key_words(yours))
    if any(not is_organisation(word) for word in shared) or _spelled_alike(mine, yours):
        return False
    if any(_mentions(reading.quote, name) for reading, name in ((one, yours), (other, mine))):
        return False
    if asked.place:
        return is_wide(mine) == is_wide(yours) and not _is_near(one) and not _is_near(other)
    if asked.person and not all(_is_full(name) for name in (mine, yours)):
        return False
    acronyms = [bare(name).replace(".", "").isupper() for name in (mine, yours)]
    organisations = [any(is_organisation(word) for word in key_words(name)) for name in (mine, yours)]
    return acronyms[0] == acronyms[1] and organisations[0] == organisations[1]


def _is_full(name: str) -> bool:
    """Whether a name can only be of a person or an organisation: ``Israel`` does not say who is president."""
    return len(key_words(name)) > 1 and not is_wide(name)


def _bare(reading: Reading, name: str) -> bool:
    """Whether the answer is nothing but the name, with a title or a preposition."""
    return set(content(reading.text)) <= set(content(name)) | set(key_words(name)) or (
        key_words(reading.text) == key_words(name)
    )


def _spelled_alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, fold(one), fold(other)).ratio() >= _ALIKE


def _mentions(quote: str, name: str) -> bool:
    return bool(set(key_words(name)[-1:]) & set(content(quote)))


def _is_near(reading: Reading) -> bool:
    at = reading.quote.find(reading.text)
    return bool(_NEARBY.search(reading.text) or _NEARBY.search(reading.quote[max(0, at - 16) : at].rpartition(",")[2]))


def compare_words(asked: Asked, one: Reading, other: Reading) -> Relation:
    """Phrases are the same where the longer has most of the shorter's words, and neither denies the other.

    A lone word such as ``the bank`` does not say which bank it is. Different are only two answers to a question for yes
    or no that say the same words, one of them with a ``not``.
    """
    shorter, longer = sorted((one.words, other.words), key=len)
    if not shorter or (len(shorter) == 1 and _in_a_name(shorter[0], one, other)):
        return Relation.APART
    terms = dict.fromkeys(shorter, 1.0)
    share = len(covered(terms, " ".join(longer))) / len(terms)
    if one.negative == other.negative:
        return Relation.SAME if share >= _SHARE and _proper_shared(one, other) else Relation.APART
    return Relation.DIFFERENT if asked.yes_no and share == 1 else Relation.APART


def _in_a_name(word: str, one: Reading, other: Reading) -> bool:
    """Whether a word is a part of a name in one answer, where the other has no name."""
    return bool(one.names) != bool(other.names) and word in content(" ".join((*one.names, *other.names)))


def _proper_shared(one: Reading, other: Reading) -> bool:
    """Whether of the words with a capital, those of the phrase that has fewer of them are in the other."""
    fewer, more = sorted((_proper(one), _proper(other)), key=len)
    return all(any(_akin(word, each) for each in more) for word in fewer)


def _proper(reading: Reading) -> tuple[str, ...]:
    """The words with a capital, but for one that begins the sentence."""
    found = re.findall(r"(?:(?<=\W)|^)[A-Z]\w+", reading.text)
    return content(" ".join(found[1:] if found and reading.quote.startswith(found[0]) else found))
