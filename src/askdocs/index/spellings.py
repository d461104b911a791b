"""The words that the passages of a catalogue are spelled with, and finding them by their letters."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from askdocs.language.words import fold

Rows = Callable[[str, Sequence[Any]], list[tuple[Any, ...]]]
"""A query and its values to what the catalogue answers."""

_SHORTEST = 3
# Letters: a trigram.
_TRIGRAMS = 5
# The rarest ones, of which one is in every word that is one edit away: an edit touches three, a swap four. With
# 200,000 words, asking for these takes 1 to 10 ms and asking for all of them 10 to 50.

ADD = "INSERT OR IGNORE INTO spellings (word) SELECT value FROM json_each(?)"
"""Takes what :func:`listed` gives."""
PRUNE = """
    DELETE FROM spellings WHERE word IN (SELECT value FROM json_each(?))
    AND NOT EXISTS (SELECT 1 FROM vocabulary WHERE term = trim(word))
"""
"""The same: deletes those that no passage has any more."""


def words_of(texts: Iterable[str]) -> set[str]:
    """The different words of some texts that are letters alone, spelled as the full-text table does."""
    found = {_plain(word) for text in texts for word in re.findall(r"[^\W_]+", text)}
    return {word for word in found if len(word) >= _SHORTEST and word.isalpha()}


def _plain(word: str) -> str:
    """Without case and, where it leaves a Latin word, without accents: no other script loses its marks in FTS5."""
    folded = fold(word)
    return folded if folded.isascii() else word.lower()


def listed(words: Iterable[str]) -> str:
    """Words as the statements above take them."""
    return json.dumps([f" {word} " for word in sorted(words)])


def resembling(rows: Rows, word: str, edits: int) -> list[str]:
    """The words that share a rare trigram with a word and are at most so many letters longer or shorter."""
    rarest = _rarest(rows, _trigrams(f" {_plain(word)} "))[:_TRIGRAMS]
    if not rarest:
        return []
    padded = len(word) + 2
    found = rows(
        "SELECT word FROM trigrams WHERE trigrams MATCH ? AND length(word) BETWEEN ? AND ?",
        (_any(rarest), padded - edits, padded + edits),
    )
    return [each.strip() for (each,) in found]


def holding(rows: Rows, run: str, limit: int) -> list[str]:
    """The words that share most with a run of characters written without spaces, most alike first."""
    shared = _rarest(rows, _trigrams(_plain(run)))
    if not shared:
        return []
    query = "SELECT word FROM trigrams WHERE trigrams MATCH ? ORDER BY rank LIMIT ?"
    return [found.strip() for (found,) in rows(query, (_any(shared), limit))]


def _trigrams(text: str) -> list[str]:
    return list(dict.fromkeys(text[at : at + 3] for at in range(len(text) - 2)))


def _rarest(rows: Rows, trigrams: Sequence[str]) -> list[str]:
    """Those of the trigrams that occur, by how many words have them."""
    query = "SELECT term, doc FROM trigram_counts WHERE term IN (SELECT value FROM json_each(?))"
    counts: dict[str, int] = dict(rows(query, (json.dumps(trigrams),)))
    return sorted(counts, key=lambda trigram: (counts[trigram], trigram))


def _any(trigrams: Sequence[str]) -> str:
    return " OR ".join('"' + trigram.replace('"', '""') + '"' for trigram in trigrams)
