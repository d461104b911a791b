"""The things that a question is about: its names and its nouns, with where they stand in it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from askdocs.conversation.naming import Named, Sort, named
from askdocs.conversation.parts import DETERMINERS, PREPOSITIONS, Parts
from askdocs.language.speech import speech_verb
from askdocs.language.tenses import is_past
from askdocs.language.words import bare, fold, is_function_word
from askdocs.text import Span

_LOCATIVE = ("in", "at", "near", "inside", "from", "to")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A name or a noun with its article, in a question."""

    span: Span
    text: str
    name: Named | None = None
    """None of a common noun."""
    preposition: str = ""
    """Right before it, in lower case."""
    subject: bool = False
    asked: bool = False
    """Whether it is what the question asks by: ``presidents`` of ``which presidents``."""

    @property
    def plural(self) -> bool:
        """Whether a common noun is in the plural."""
        words = self.text.split(" of ")[0].split()
        return self.name is None and words[-1].endswith("s") and not words[-1].endswith(("ss", "'s", "’s", "us"))

    @property
    def bare(self) -> bool:
        """Whether it has no article: ``presidents``."""
        return self.text.split()[0].lower() not in DETERMINERS

    @property
    def place(self) -> bool:
        """Whether it says where."""
        return self.name is not None and (
            self.preposition in _LOCATIVE[:4] or (self.preposition in _LOCATIVE and self.name.sort is Sort.PLACE)
        )


def phrases(parts: Parts, known: Collection[str] = ()) -> list[Phrase]:
    """The names and nouns of a question's body, in order."""
    body = parts.body
    subject = Span(len(parts.wh) + len(parts.aux), len(parts.wh) + len(parts.aux) + len(parts.subject) + 2)
    found = []
    names = named(body, known)
    for span, name in [*((each.span, each) for each in names), *((span, None) for span in _common(parts, body, names))]:
        start = span.start - 4 if name and name.definite else span.start
        whole = Span(start, span.end)
        asked = bool(parts.noun) and whole.end <= len(parts.wh)
        within = bool(parts.subject) and subject.start <= whole.start and whole.end <= subject.end
        before = body[: whole.start].split()[-1:]
        preposition = fold(before[0]) if before and fold(before[0]) in {*PREPOSITIONS, "of", *_LOCATIVE} else ""
        found.append(Phrase(whole, whole.of(body), name, preposition, within, asked))
    return sorted(found, key=lambda phrase: phrase.span.start)


def _common(parts: Parts, body: str, names: Collection[Named]) -> Iterator[Span]:
    if parts.noun and not parts.noun.startswith("of "):
        start = len(parts.wh) - len(parts.noun)
        yield Span(start, len(parts.wh))
    tokens = [Span(*found.span()) for found in re.finditer(r"[^\s,;:]+", body)]
    verb = len(body) - len(parts.rest) - bool(parts.rest)  # where the verb after "do" ends
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if token.end <= len(parts.wh) or any(token.overlaps(name.span) for name in names):
            at += 1
            continue
        end = _end(body, tokens, at, verb if parts.verb else -1, names)
        first = fold(token.of(body))
        opens = first in DETERMINERS
        if end > at + opens and (opens or tokens[end - 1].of(body).endswith("s")):
            yield Span(token.start, tokens[end - 1].end)
        at = max(end, at + 1)


def _end(body: str, tokens: list[Span], at: int, verb: int, names: Collection[Named]) -> int:
    """Past the noun phrase that may begin at a token."""
    opens = fold(tokens[at].of(body)) in DETERMINERS
    end = at + opens
    while end < len(tokens):
        word = tokens[end].of(body)
        key = fold(bare(word))
        linked = key == "of" and end > at + opens
        if (is_function_word(key) and not linked) or tokens[end].end == verb:
            break
        if is_past(key) or key == "worth" or (not opens and speech_verb(key)):
            break
        if end > at and body[tokens[end - 1].end] in ",;:":
            break
        if not opens and any(tokens[end].overlaps(name.span) for name in names):
            break
        end += 1
    while end > at and fold(tokens[end - 1].of(body)) == "of":
        end -= 1
    return end
