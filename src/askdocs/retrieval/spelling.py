"""Words of a question that no document has, and those that were meant."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from askdocs.language.words import bare, fold, is_function_word, words
from askdocs.text import Span

if TYPE_CHECKING:
    from askdocs.index import Index

_SHORTEST = 5
_LONG = 8
# Letters: a shorter word has too many neighbours for one to be meant; in a longer one two letters may be wrong.


def mended(index: Index, question: str, is_word: Callable[[str], bool]) -> dict[Span, str]:
    """The words of a question that no passage has and one very like them does, as spans, with what was meant.

    Mended is a word of five letters or more whose first one is right, by one edit (a letter left out, put in or
    changed, or two neighbours swapped), by two from eight letters on. Of several the nearest is meant, then the
    most frequent.

    Args:
        index: whose words count.
        question: as it was asked.
        is_word: whether a word that no passage has is one nevertheless; it is left alone then.
    """
    found = {}
    for span in words(question):
        word = bare(span.of(question))
        if len(word) < _SHORTEST or not word.isalpha() or is_function_word(word):
            continue
        if index.document_frequency([word])[word] or is_word(word):
            continue
        meant = _meant(index, fold(word))
        if meant:
            found[Span(span.start, span.start + len(word))] = meant.title() if word[0].isupper() else meant
    return found


def _meant(index: Index, word: str) -> str | None:
    from rapidfuzz.distance import OSA  # only a question with an unknown word needs it

    edits = 2 if len(word) >= _LONG else 1
    distances = {
        each: OSA.distance(word, fold(each), score_cutoff=edits)
        for each in index.resembling(word, edits)
        if fold(each)[:1] == word[:1]
    }
    least = min(distances.values(), default=edits + 1)
    if least > edits:
        return None
    frequency = index.document_frequency([each for each, distance in distances.items() if distance == least])
    best = max(sorted(frequency), key=lambda each: frequency[each])
    return best if frequency[best] else None
