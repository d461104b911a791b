"""The words of a question that mean something outside it: pronouns that nothing within it resolves.

``his`` in "how many phones does Macron use besides his own" is Macron's, ``it`` in "when is it safe to …" is nothing's,
and ``that`` in "who said that …" only joins. These do not lean on what was said before.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from askdocs.conversation.naming import named
from askdocs.conversation.parts import AUXILIARIES, BE, PREPOSITIONS
from askdocs.language.speech import Role, speech_verb
from askdocs.language.tenses import is_past
from askdocs.language.words import bare, fold, is_function_word, lexicon, words
from askdocs.text import Span


class Leaning(StrEnum):
    """What a word leans on."""

    PERSON = "person"
    THING = "thing"
    SEVERAL = "several"
    PLACE = "place"
    THAT = "that"
    """What was said, or what ``that ship`` names."""
    ONE = "one"


@dataclass(frozen=True, slots=True)
class Pronoun:
    """A word that leans on what was said before."""

    span: Span
    word: str
    """In lower case."""
    leaning: Leaning
    possessive: bool = False
    noun: str = ""
    """Of a demonstrative: the noun that it stands before."""
    weak: bool = False
    """Whether it may as well lean on nothing: ``there`` after a form of "be"."""


_PERSON = lexicon("he him his she her hers")
_THING = lexicon("it its")
_SEVERAL = lexicon("they them their theirs")
_POSSESSIVE = lexicon("his hers its their theirs")
_THAT = lexicon("that this these those")
_ONCE = (Leaning.PERSON, Leaning.THING, Leaning.SEVERAL)
_ALSO_PREPOSITIONS = lexicon("before after since as than")
_ORDINAL = lexicon("first second third fourth fifth last next other previous old new same")
_TIMES = lexicon("year month week day morning evening night time summer winter spring autumn century")
_OPENS_CLAUSE = re.compile(
    r"\b(?:when|while|that|because|after|before|if|since|who|which|whose|whom|where|as|although|though|than)\b|[,;:]",
    re.IGNORECASE,
)
_EMPTY = re.compile(
    r"\b(?:(?:is|was|isn['’]t|wasn['’]t|be|been)\s(?:really\s|still\s)?it\s(?!\w+ed\s)(?:\S+\s){0,5}?(?:that|to|who|which|if|when|whether)\b"
    r"|it\s(?:is|was|would\sbe|seems|seemed|appears|turns\sout)\s(?:\S+\s){0,3}?(?:that|to|who|which|if)\b"
    r"|it\s(?:take|takes|took|cost|costs|need|needs|matter|matters)\s(?:\S+\s){0,4}?(?:to|that|if|whether)\b)",
    re.IGNORECASE,
)


def leaning(question: str, known: Collection[str] = ()) -> list[Pronoun]:
    """The words of a question that lean on what was said before, in order.

    Args:
        question: without what it opens with (``and``).
        known: names that may stand in it without their capitals.
    """
    return _Reading(question, known).found()


class _Reading:
    def __init__(self, question: str, known: Collection[str]) -> None:
        self._text = question
        self._places = words(question)
        self._keys = [fold(bare(place.of(question))) for place in self._places]
        self._names = named(question, known)
        self._empty = [Span(*found.span()) for found in _EMPTY.finditer(question)]

    def found(self) -> list[Pronoun]:
        kept: list[Pronoun] = []
        for pronoun in filter(None, map(self._pronoun, range(len(self._keys)))):
            # Of two alike, the first means the second: "what did she say about her phone".
            again = pronoun.leaning in _ONCE and any(pronoun.leaning is other.leaning for other in kept)
            kept.extend([] if again else [pronoun])
        return kept

    def _pronoun(self, at: int) -> Pronoun | None:
        key, place = self._keys[at], self._places[at]
        if place.of(self._text).isupper() and len(key) > 1 and not self._text.isupper():
            return None  # IT and US are names
        if key in _THAT:
            return self._demonstrative(at)
        if key == "there":
            return self._there(at)
        if key in ("one", "ones"):
            leans = at > 0 and (self._keys[at - 1] in _ORDINAL or self._keys[at - 1] == "which")
            return Pronoun(place, key, Leaning.ONE) if leans else None
        kinds = ((_PERSON, Leaning.PERSON), (_THING, Leaning.THING), (_SEVERAL, Leaning.SEVERAL))
        kind = next((kind for forms, kind in kinds if key in forms), None)
        if kind is None or (key == "it" and any(each.contains(place) for each in self._empty)):
            return None
        own = self._content(at + 1) or self._keys[at + 1 : at + 2] == ["own"]
        possessive = key in _POSSESSIVE or (key == "her" and own)
        return None if self._bound(at, kind, possessive=possessive) else Pronoun(place, key, kind, possessive)

    def _content(self, at: int) -> bool:
        return at < len(self._keys) and not is_function_word(self._keys[at])

    def _bound(self, at: int, kind: Leaning, *, possessive: bool) -> bool:
        """Whether something before it in the question is what a pronoun means."""
        place = self._places[at]
        before = self._text[: place.start]
        if not possessive:
            # "it" in "what does Morocco say about it" is not Morocco; in "what does Morocco say it bought", it is.
            cuts = [cut.start() for cut in _OPENS_CLAUSE.finditer(before) if cut.start() > 0]
            if cuts and self._keys[at - 1] in _ALSO_PREPOSITIONS:  # "who was mayor before her"
                cuts.pop()
            verb = speech_verb(self._keys[at - 1]) if at > 1 and at + 1 < len(self._keys) else None
            said = verb is not None and verb.role is Role.REPORTS
            if not cuts and not said:
                return False
            before = before if said and not cuts else before[: max(cuts)]
        return self._has_antecedent(before, kind, possessive=possessive)

    def _has_antecedent(self, before: str, kind: Leaning, *, possessive: bool) -> bool:
        if any(name.span.end <= len(before) for name in self._names):
            return True
        keys = [fold(bare(place.of(before))) for place in words(before)]
        if kind is Leaning.PERSON and not possessive and "who" in keys:
            return True
        nouns = [
            key
            for at, key in enumerate(keys)
            if not is_function_word(key) and not is_past(key) and not speech_verb(key) and _may_be_noun(keys, at)
        ]
        if kind is Leaning.SEVERAL:
            return any(key.endswith("s") or key == "people" for key in nouns) or "who" in keys
        return bool(nouns)

    def _demonstrative(self, at: int) -> Pronoun | None:
        key, place = self._keys[at], self._places[at]
        following = self._keys[at + 1] if at + 1 < len(self._keys) else ""
        previous = self._keys[at - 1] if at else ""
        if following in _TIMES or (key == "those" and following in ("who", "of", "in", "on", "with", "that")):
            return None
        noun = following if self._content(at + 1) and not is_past(following) else ""
        if key == "that" and following and not (previous in AUXILIARIES or previous in PREPOSITIONS or at == 0):
            return None  # it joins two clauses
        auxiliary = previous in AUXILIARIES and at + 2 == len(self._keys) and following == "happen"
        return Pronoun(place, key, Leaning.THAT, noun="" if auxiliary or previous in BE else noun)

    def _there(self, at: int) -> Pronoun | None:
        following = self._keys[at + 1] if at + 1 < len(self._keys) else ""
        previous = self._keys[at - 1] if at else ""
        exists = (previous in BE or previous in AUXILIARIES) and bool(following)
        exists = exists or (following in AUXILIARIES and not self._content(at - 1)) or at == 0
        if exists:
            return None
        return Pronoun(self._places[at], "there", Leaning.PLACE, weak=previous in BE)


def _may_be_noun(keys: list[str], at: int) -> bool:
    """Whether a content word is no verb after ``do``: the word before the pronoun in "why did they say it"."""
    return at == 0 or keys[at - 1] not in ("he", "she", "they", "it")
