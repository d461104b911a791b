"""How much of a question's words a text holds."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from askdocs.language.names import country
from askdocs.language.words import bare, fold, is_function_word, words
from askdocs.text import Span

_PUNCTUATION = re.compile(r"[.,;:!?()“”\"–—]")
_SHORTEST_STEM = 4


def covered(terms: Mapping[str, float], text: str) -> frozenset[str]:
    """Those of the terms that stand in the text, in any inflection.

    A term is found where a word of the text equals it or shares its stem: a common beginning of at least four
    characters and three fifths of the longer word (``inspected``, ``inspection``). Names and numbers differ in
    their ends too rarely for this to confuse them. A country is found in what comes from it (``France``, ``French``).
    """
    folded = _words(text)
    return frozenset(term for term in terms if any(_akin(country(fold(term)), word) for word in folded))


def repeated(terms: Mapping[str, float], text: str) -> frozenset[str]:
    """Those of the terms that stand in the text as they are, case and accents aside."""
    folded = _words(text)
    return frozenset(term for term in terms if country(fold(term)) in folded)


def phrased(terms: Mapping[str, float], text: str) -> float:
    """The share of the neighbouring terms that stand close together in the text too.

    It tells ``the French defence minister`` from a sentence with a defence minister and a French counterpart.
    Close is in the same order with at most two words between (``NSO Group’s Herzliya offices``), or turned round
    about one function word (``the minister of defence``), and no punctuation. 0 where there are no two terms.
    """
    pairs = list(pairwise([country(fold(term)) for term in terms]))
    spans = words(text)
    spelled = _in_order(text)
    found = 0
    for one, two in pairs:
        first = [at for at, word in enumerate(spelled) if _akin(one, word)]
        second = [at for at, word in enumerate(spelled) if _akin(two, word)]
        found += any(_close(text, spans, spelled, at, other) for at in first for other in second)
    return found / len(pairs) if pairs else 0.0


def _close(text: str, spans: Sequence[Span], spelled: Sequence[str], first: int, second: int) -> bool:
    in_order = 1 <= second - first <= 3
    turned = first - second == 2 and is_function_word(spelled[second + 1])
    if not (in_order or turned):
        return False
    low, high = sorted((first, second))
    return not _PUNCTUATION.search(text, spans[low].end, spans[high].start)


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


@lru_cache(maxsize=4096)  # the same sentences, passages and words are asked for again and again
def _words(text: str) -> frozenset[str]:
    return frozenset(_in_order(text))


@lru_cache(maxsize=4096)
def _in_order(text: str) -> tuple[str, ...]:
    return tuple(country(fold(bare(span.of(text)))) for span in words(text))
