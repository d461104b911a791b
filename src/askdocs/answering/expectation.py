"""What kind of words would answer a question: a name, a date, a number."""

from __future__ import annotations

import re
from dataclasses import dataclass

from askdocs.language.mentions import MentionKind
from askdocs.language.words import is_function_word


@dataclass(frozen=True, slots=True)
class Expectation:
    """The kinds of mention that could answer, best first; none where the question asks for something else."""

    kinds: tuple[MentionKind, ...] = ()
    place: bool = False
    """Whether the words would say where: a name after a preposition of place."""
    verb: str | None = None
    """What is asked who did it: the verb that the answering words would be the subject of."""


_WHEN = (MentionKind.DATE, MentionKind.TIME)
_QUANTITY = (MentionKind.MONEY, MentionKind.PERCENT, MentionKind.NUMBER)

# In order: the first that is found in the question decides.
_RULES: tuple[tuple[str, Expectation], ...] = (
    (r"\bhow (?:many|old|long|often|far|tall|big|large)\b", Expectation((MentionKind.NUMBER, MentionKind.PERCENT))),
    (r"\bhow much\b|\b(?:what|which) (?:price|sum|amount)\b|\bwhat .*\b(?:worth|cost)\b", Expectation(_QUANTITY)),
    (r"\b(?:what|which) (?:percentage|share|proportion)\b", Expectation((MentionKind.PERCENT, MentionKind.NUMBER))),
    (r"\bwhen\b|\b(?:what|which) (?:year|date|day|month|time)\b|\bhow long ago\b", Expectation(_WHEN)),
    (r"\bwhere\b|\b(?:what|which) (?:city|country|town|place|state|village)\b", Expectation((MentionKind.NAME,), True)),
    (r"\bwho(?:m|se)?\b|\bwho['’]s\b", Expectation((MentionKind.NAME,))),
    (r"\b(?:what|which) (?:company|person|man|woman|agency|organi[sz]ation|newspaper|group|minister|president)\b",
     Expectation((MentionKind.NAME,))),
)  # fmt: skip
_COMPILED = tuple((re.compile(pattern, re.IGNORECASE), expectation) for pattern, expectation in _RULES)

_AGENT = re.compile(r"\s*who\s+(?:has\s+|have\s+|had\s+)?(\w+)\b(?=.*\w)", re.IGNORECASE | re.DOTALL)


def expectation(question: str) -> Expectation:
    """What the words of the question lead one to expect of an answer."""
    expected = next((expected for pattern, expected in _COMPILED if pattern.search(question)), Expectation())
    agent = _AGENT.match(question)
    if agent and not is_function_word(agent.group(1)):
        return Expectation(expected.kinds, verb=agent.group(1))
    return expected
