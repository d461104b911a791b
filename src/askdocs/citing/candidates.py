"""Which passages of a library a quotation could be from: a few full-text queries by its rarest words.

What a query costs is the number of passages that it has to rank: 1 ms for 1,000 of them, 160 ms for the 100,000
that have ``the``. So the words that are in many passages are looked for only next to each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from askdocs.citing.editing import Pattern
from askdocs.language.words import fold, is_function_word, words
from askdocs.model import Document, Passage

_DIVIDED = re.compile(r"[-‐\u00ad][^\S\n]*\n\s*|\u00ad")
# A word at the end of a line.
_FEW = 3_000
# Passages that a query for any of some words may have to rank.
_MOST_WORDS = 24
# Of a quotation; the frequency of each is asked for.
_TOGETHER, _PHRASE = 4, 12
# Words that a passage must have together, and next to each other.
_LIMIT = 20


class Hit(Protocol):
    """A passage that a full-text query found."""

    @property
    def key(self) -> int:
        """The passage's."""


class Searchable(Protocol):
    """What lookup asks of an index; :class:`askdocs.index.Index` is one."""

    def search_keywords(self, expression: str, limit: int) -> Sequence[Hit]:
        """The best passages for an FTS5 expression."""

    def document_frequency(self, terms: Sequence[str]) -> Mapping[str, int]:
        """In how many passages each term occurs."""

    def passages(self, keys: Sequence[int]) -> Mapping[int, Passage]:
        """Passages by key."""

    def document(self, document_id: str) -> Document:
        """A document with its text."""


def candidates(index: Searchable, pattern: Pattern) -> Iterator[list[int]]:
    """The keys of passages that could hold the quotation, or a part of it: likelier ones in the earlier lists.

    A list has no key that an earlier one had, and is empty where its query found nothing new.
    """
    seen: set[int] = set()
    for expression in _expressions(index, pattern):
        keys = [hit.key for hit in index.search_keywords(f"{{text title heading}} : ({expression})", _LIMIT)]
        yield [key for key in keys if key not in seen]
        seen.update(keys)


def _expressions(index: Searchable, pattern: Pattern) -> Iterator[str]:
    text = _DIVIDED.sub("", pattern.literal)
    found = dict.fromkeys(fold(span.of(text)) for span in words(text))
    content = [word for word in found if not is_function_word(word)]
    content.sort(key=len, reverse=True)  # long words are rare ones, should there be too many to ask for
    frequency = index.document_frequency(content[:_MOST_WORDS])
    rare = sorted((word for word in frequency if frequency[word]), key=lambda word: frequency[word])
    if len(rare) > 1:
        yield " AND ".join(map(_quoted, rare[:_TOGETHER]))
    yield from _phrases(pattern)
    if rare and frequency[rare[0]] <= _FEW:
        yield " OR ".join(map(_quoted, _few(rare, frequency)))


def _few(rare: Iterable[str], frequency: Mapping[str, int]) -> Iterator[str]:
    """The rarest words that are together in few enough passages."""
    total = 0
    for word in rare:
        total += frequency[word]
        if total > _FEW:
            return
        yield word


def _phrases(pattern: Pattern) -> Iterator[str]:
    """The first words of the longest segment, next to each other; one alone, where it begins a passage."""
    if not pattern.segments:
        return
    longest = max(pattern.segments, key=lambda segment: len(segment.raw)).raw
    phrase = [span.of(longest) for span in words(longest)[:_PHRASE]]
    if len(phrase) > 1:
        yield _quoted(" ".join(phrase))
    elif phrase:
        yield f"^ {_quoted(phrase[0])}"


def _quoted(words: str) -> str:
    """As FTS5 takes them literally."""
    return '"' + words.replace('"', '""') + '"'
