"""How much of a question's words a text holds."""

from __future__ import annotations

from collections.abc import Mapping

from askdocs.language.words import fold, words

_SHORTEST_STEM = 4


def covered(terms: Mapping[str, float], text: str) -> frozenset[str]:
    """Those of the terms that stand in the text, in any inflection.

    A term is found where a word of the text equals it or shares its stem: a common beginning of at least four
    characters and three fifths of the longer word (``inspected``, ``inspection``). Names and numbers differ in
    their ends too rarely for this to confuse them.
    """
    folded = {fold(span.of(text)) for span in words(text)}
    return frozenset(term for term in terms if any(_akin(fold(term), word) for word in folded))


def share(terms: Mapping[str, float], found: frozenset[str]) -> float:
    """The share, by weight, of the terms that were found: 0 to 1, and 0 where there are no terms."""
    total = sum(terms.values())
    return sum(terms[term] for term in found) / total if total else 0.0


def _akin(one: str, other: str) -> bool:
    if one == other:
        return True
    if one.isdigit() or other.isdigit() or one[:1] != other[:1]:
        return False
    needed = max(_SHORTEST_STEM, -(-3 * max(len(one), len(other)) // 5))
    return one[:needed] == other[:needed] and min(len(one), len(other)) >= needed
