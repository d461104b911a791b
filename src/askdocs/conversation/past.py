"""What was asked and answered before, as far as a question can lean on it."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from askdocs.conversation.naming import known_names
from askdocs.conversation.parts import BE, Parts, joined, taken_apart
from askdocs.conversation.phrases import Phrase, phrases
from askdocs.conversation.turn import Turn
from askdocs.language.names import names
from askdocs.language.speech import speech_verb
from askdocs.language.tenses import is_past

_LONGEST = 9
# Words of an answer that can stand for what was asked; a longer one is a clause.
_BRACKETS = re.compile(r"\s\((?P<topic>[^()]+)\)\W*$")
_REACH = 4
# Turns that a question looks back over.


@dataclass(frozen=True, slots=True)
class Past:
    """One earlier turn."""

    parts: Parts
    phrases: tuple[Phrase, ...]
    answer: str
    """The words that answered, where they are few; else empty."""
    before: str
    """What stands in the quote before the words that answered."""
    topic: str
    """What stood in brackets after the question: its own topic, from the turns before it."""

    @property
    def asked_who(self) -> bool:
        """Whether a person or an organisation was asked for."""
        return self.parts.asking in ("who", "whom", "whose")

    @property
    def asked_what(self) -> bool:
        """Whether a thing was asked for, and not what somebody says."""
        parts = self.parts
        return parts.asking == "what" and bool(parts.verb) and not parts.noun and speech_verb(parts.verb) is None

    @property
    def by_subject(self) -> bool:
        """Whether what was asked by is the subject: ``who inspected NSO``."""
        return bool(self.parts.wh) and not self.parts.subject and not self.parts.adverbial

    @property
    def statement(self) -> str:
        """What the question takes for granted, and what it was answered; a whole clause where that can be told."""
        parts = self.parts
        unknown = self.by_subject and not self.answer and not parts.noun
        said = ("" if unknown else self.clause) or joined(parts.subject, parts.verb, parts.rest) or parts.wh
        return ", ".join(filter(None, (said, self.topic)))

    @property
    def clause(self) -> str:
        """The same as a clause; empty where the question makes none."""
        parts = self.parts
        if parts.subject.lower() == "it" and parts.rest.startswith("that "):
            return parts.rest[5:]  # "when was it that …"
        if parts.asking == "what" and not parts.noun and parts.rest.startswith("happened "):
            whom = parts.rest.removeprefix("happened to ")
            return whom if whom != parts.rest else joined(self.answer or "something happened", parts.rest[9:])
        if self.by_subject:
            return "" if self.defines else joined(self.subject, parts.aux, parts.rest)
        if parts.asking == "what" and not parts.noun and not self.object:
            return ""
        ended = bool(parts.verb) or parts.aux.lower() not in BE or is_past(parts.rest.split(" ")[0])
        clause = (parts.subject, parts.aux.lower(), parts.verb, self.object, parts.rest)
        return joined(*clause) if parts.subject and ended else ""

    @property
    def defines(self) -> bool:
        """Whether it was asked what, or who, something is; its answer is not what one goes on to ask about."""
        named = any(phrase.name and phrase.text == self.parts.rest for phrase in self.phrases)
        return self.parts.aux.lower() in BE and not self.parts.noun and (self.parts.asking == "what" or named)

    @property
    def object(self) -> str:
        """What the clause is without because the question asks by it: of ``who did Macron telephone``, the answer."""
        parts = self.parts
        if not parts.verb or parts.adverbial or not parts.wh:
            return ""
        if parts.noun:
            return self.answer if parts.noun.split()[-1] in self.answer.lower() else f"the {parts.noun}"
        return self.answer if parts.asking != "what" or self.is_thing else ""

    @property
    def is_thing(self) -> bool:
        """Whether the answer is a noun with its article."""
        return bool(re.fullmatch(r"(?:an?|the)(?:\s[^\s,]+){1,6}", self.answer, re.IGNORECASE))

    @property
    def subject(self) -> str:
        """What the answer puts in the place of what was asked by."""
        parts = self.parts
        if self.answer and parts.asking == "whose":
            return f"{possessive(self.answer)} {parts.noun}"
        if parts.asking == "how" or (parts.noun and not self.answer):
            return parts.noun.removeprefix("of ") if parts.noun.startswith("of ") else parts.noun
        return self.answer or ("something" if parts.asking == "what" else "somebody")


def looking_back(turns: Sequence[Turn]) -> tuple[list[Past], Collection[str]]:
    """The turns on the topic of the last one, which comes first, and the names in them."""
    latest: list[Turn] = []
    for turn in reversed(turns[-_REACH:]):
        latest.append(turn)
        if turn.asked == turn.meant:  # a topic of its own: what was said before it is past
            break
    quotes = [evidence.quote.text for turn in latest for evidence in turn.answer.evidence]
    known = known_names([*quotes, *(turn.meant for turn in latest)])
    return [_past(turn, known) for turn in latest], known


def _within(answer: str, quote: str) -> str:
    """An answer as it is written within a sentence: without the capital of one that begins the quote."""
    first = answer.split(" ")[0]
    named = any(span.start <= quote.find(first) < span.end for span in names(quote))
    return answer if named or not quote.startswith(answer) or first.isupper() else answer[:1].lower() + answer[1:]


def possessive(phrase: str) -> str:
    """``NSO's``, ``the petitioners'``."""
    return f"{phrase}'" if phrase.endswith("s") and phrase.split()[-1].islower() else f"{phrase}'s"


def _past(turn: Turn, known: Collection[str]) -> Past:
    bracketed = _BRACKETS.search(turn.meant)
    topic = bracketed["topic"] if bracketed else ""
    parts = taken_apart(turn.meant[: bracketed.start()] if bracketed else turn.meant, known)
    # "when was it that …" is about what the question before it was about.
    found = () if parts.subject.lower() == "it" else tuple(phrases(parts, known))
    if not turn.answer.evidence:
        return Past(parts, found, "", "", topic)
    best = turn.answer.evidence[0]
    text = _within(" ".join(best.text.split()).strip(" .,;:“”\"'‘’"), best.quote.text)
    whole = best.highlight is None or len(text.split()) > _LONGEST or re.search(r"[.;:?!“”\"]\s", text)
    before = "" if best.highlight is None else best.quote.text[: best.highlight.start - best.quote.span.start]
    return Past(parts, found, "" if whole else text, " ".join(before.split()), topic)
