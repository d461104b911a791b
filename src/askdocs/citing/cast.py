"""The cast of an article: who has been spoken of so far, and for whom of them a pronoun stands."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Sequence
from dataclasses import dataclass, replace

from askdocs.citing.clauses import STATEMENTS
from askdocs.citing.noun_phrases import (
    DOCUMENTS,
    ORGANISATIONS,
    PEOPLE,
    POSSESSIVES,
    TITLES,
    Mention,
    MentionKind,
    Token,
    is_person,
    is_plural,
    mention_at,
)
from askdocs.language.words import lexicon
from askdocs.text import Span


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who is quoted, in the article's words."""

    span: Span
    """The words that name or describe them; for a pronoun, the words that it stands for."""
    name: str
    """Those words, or the full name where they are a surname: ``an NSO spokesperson``, ``Ana Petrov``."""
    description: str | None = None
    """What the article says of them beside the name: ``the education minister``."""


@dataclass(frozen=True, slots=True)
class _Figure:
    at: int
    speaker: Speaker
    head: str
    named: bool
    person: bool
    group: bool
    plural: bool


_PRONOUN_OF = {"its": "it", "his": "he", "her": "she", "their": "they"}
_MEN = lexicon("mr sir lord father brother son husband boy uncle grandfather fisherman")
_WOMEN = lexicon("mrs ms miss dame lady mother sister daughter wife girl aunt grandmother widow landlady")
_GENDERED = lexicon("mr sir lord mrs ms miss dame lady")
_CORPORATE = ORGANISATIONS | DOCUMENTS
_REACH = 3_000  # characters back to whom a pronoun may stand for
_CANDIDATES = 30


class Cast:
    """Everybody whom an article has spoken of, in its order."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._figures: list[_Figure] = []
        self._full_names: dict[str, str] = {}
        self._genders: dict[str, str] = {}

    def learn_names(self, line: Sequence[Token]) -> None:
        """Remember the full names in a paragraph, for when a surname stands alone."""
        for at, token in enumerate(line):
            if not token.capital or (at and line[at - 1].capital):
                continue
            mention = mention_at(line, at, len(line))
            if mention and mention.kind is MentionKind.NAME and is_person(mention, line):
                words = [word.low.rstrip(".") for word in line[mention.first : mention.last] if word.capital]
                self._note_title(mention, words)
                if len([word for word in words if word not in TITLES]) > 1:
                    self._full_names.setdefault(mention.head, mention.span.of(self._text))

    def _note_title(self, mention: Mention, words: Sequence[str]) -> None:
        if words[0] in _GENDERED:
            self._genders[mention.head] = "he" if words[0] in _MEN else "she"

    def meet(self, line: Sequence[Token], mention: Mention) -> None:
        """Somebody comes on: the subject of a sentence."""
        if mention.kind is not MentionKind.PRONOUN:
            self._enter(mention.span.start, self._speaker(mention), line, mention, speaks=False)

    def speaker(self, line: Sequence[Token], mention: Mention) -> Speaker | None:
        """Whom a mention in a clause of speech is of; None for a pronoun that could be anybody's."""
        if mention.kind is MentionKind.PRONOUN:
            return self._resolved(mention.head, mention.span.start)
        if mention.kind is MentionKind.DESCRIPTION and mention.head in STATEMENTS:
            return self._issuer(line, mention)
        speaker = self._speaker(mention)
        self._enter(mention.span.start, speaker, line, mention, speaks=True)
        return speaker

    def named(self, mention: Mention) -> Speaker | None:
        """Whom a mention is of, without anybody else's help; None for a pronoun."""
        return None if mention.kind is MentionKind.PRONOUN else self._speaker(mention)

    def _speaker(self, mention: Mention) -> Speaker:
        words = mention.span.of(self._text)
        full = self._full_names.get(mention.head) if mention.kind is MentionKind.NAME else None
        alone = all(word.lower().rstrip(".") in TITLES for word in words.split()[:-1])
        description = mention.description.of(self._text) if mention.description else None
        return Speaker(mention.span, full if full and alone else words, description)

    def _issuer(self, line: Sequence[Token], mention: Mention) -> Speaker | None:
        """Whose statement it is: the genitive before it, or the name after ``from``."""
        if line[mention.first].low in POSSESSIVES:
            return self._resolved(_PRONOUN_OF[line[mention.first].low], mention.span.start)
        owner = next((token for token in line[mention.first : mention.last - 1] if token.possessive), None)
        if owner is None:
            follows = mention.last < len(line) and line[mention.last].low in ("from", "by")
            issuer = mention_at(line, mention.last + 1, len(line)) if follows else None
            return self._speaker(issuer or mention)
        end = owner.span.end - (1 if owner.text[-1] in "’'" else 2)
        span = Span(mention.span.start, end)
        return Speaker(span, span.of(self._text))

    def _enter(self, at: int, speaker: Speaker, line: Sequence[Token], mention: Mention, *, speaks: bool) -> None:
        named = mention.kind is MentionKind.NAME
        described = speaker.description.split()[-1].lower() if speaker.description else ""
        person = is_person(mention, line) or (named and (mention.head in self._full_names or described in PEOPLE))
        known_group = mention.head in _CORPORATE or (named and not person)
        group = not person and (known_group or speaks)
        plural = not named and is_plural(mention.head)
        self._put(_Figure(at, speaker, mention.head, named, person, group, plural))

    def _put(self, figure: _Figure) -> None:
        insort(self._figures, figure, key=lambda known: known.at)

    def _resolved(self, pronoun: str, at: int) -> Speaker | None:
        """Whom a pronoun at an offset stands for: the last one whom it fits."""
        end = bisect_left(self._figures, at, key=lambda known: known.at)
        for figure in reversed(self._figures[max(0, end - _CANDIDATES) : end]):
            if at - figure.at > _REACH:
                break
            if self._fits(figure, pronoun):
                if figure.named and pronoun in ("he", "she"):
                    self._genders[figure.head] = pronoun
                self._put(replace(figure, at=at))
                return figure.speaker
        return None

    def _fits(self, figure: _Figure, pronoun: str) -> bool:
        if pronoun == "it":
            return figure.group and not figure.plural
        if pronoun == "they":
            return figure.plural or figure.group
        return figure.person and not figure.plural and self._gender(figure) in (None, pronoun)

    def _gender(self, figure: _Figure) -> str | None:
        if figure.named:
            return self._genders.get(figure.head)
        if figure.head in _WOMEN or figure.head.endswith("woman"):
            return "she"
        return "he" if figure.head in _MEN or figure.head.endswith("man") else None
