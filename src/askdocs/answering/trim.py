"""The words that a reader points at, without what does not belong to them."""

from __future__ import annotations

from askdocs.text import Span

_PAIRS = (("(", ")"), ("“", "”"), ("[", "]"), ('"', '"'))
_EDGES = " \n\t.,;:!?–—"


def trimmed(text: str, span: Span) -> Span:
    """Whole words, without punctuation at their edges and without one half of a pair of marks.

    Args:
        text: of the passage.
        span: at least one character of it; the model's tokens may begin or end within a word.
    """
    start, end = span
    while start > 0 and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    changed = True
    while changed and end - start > 1:
        changed = False
        words = text[start:end]
        if words[0] in _EDGES or _half(words, words[0]):
            start, changed = start + 1, True
        elif (words[-1] in _EDGES and not _abbreviation(words)) or _half(words, words[-1]):
            end, changed = end - 1, True
    return Span(start, end)


def _half(words: str, mark: str) -> bool:
    """Whether a mark at an edge has no partner within."""
    return any(
        mark in pair and (words.count(pair[0]) != words.count(pair[1]) if pair[0] != pair[1] else words.count(mark) % 2)
        for pair in _PAIRS
    )


def _abbreviation(words: str) -> bool:
    """Whether the last full stop is part of the word: ``U.S.``, ``p.m.``."""
    last = words.split()[-1] if words.split() else words
    return last.endswith(".") and last.count(".") > 1
