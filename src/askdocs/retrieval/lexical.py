"""A question as a full-text query."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from askdocs.language.words import bare, content_words, fold, words

if TYPE_CHECKING:
    from askdocs.index import Index

_MAX_TERMS = 64
# A question is a sentence; someone who pastes a chapter is served by its first words, and FTS5's parser,
# which recurses, is spared the rest.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\U00020000-\U0003ffff]"
)
# Thai, Lao, Burmese, Khmer, Japanese, Chinese and Korean: FTS5 takes what stands between two marks for one word.
_RUNS = 20
_AS_SPELLED = 0.25
_NAME_AS_SPELLED = 1.0
# What a word that is spelled as in the query adds to bm25, as a share of its inverse document frequency, where others
# share its stem. Of 400 questions each, .25 for all words puts .960, .875, .658 and .498 of the right paragraphs
# first (XQuAD, new_wiki, reddit, Amazon) where 0 puts .950, .855, .643 and .505, and 1 .958, .858, .628 and .498. For
# names alone nothing from .25 to 1 ranks worse, and 1 outweighs a passage that repeats another word of that stem.


def terms_of(query: str) -> list[str]:
    """What to look for: the query's content words, or all its words where none carries content."""
    found = content_words(query) or [bare(span.of(query)) for span in words(query)]
    return list(dict.fromkeys(found))[:_MAX_TERMS]


def expression(terms: Iterable[str]) -> str | None:
    """The FTS5 expression that finds any of the terms; None where there are none.

    Each is quoted, so that nothing in it is taken for FTS5's syntax.
    """
    return " OR ".join('"' + term.replace('"', '""') + '"' for term in terms) or None


def unspaced(index: Index, terms: Sequence[str]) -> list[str]:
    """Words of the index that share much with terms of a script without spaces: whole runs, between two marks."""
    return [run for term in terms if _UNSPACED.search(term) for run in index.holding(term, _RUNS)]


class Spelling:
    """Which terms of a query share their stem with other words of the index, and what it is worth not to be those."""

    def __init__(self, index: Index, terms: Sequence[str], query: str) -> None:
        self._index = index
        stemmable = [term for term in terms if fold(term).isascii() and fold(term).isalpha()]
        stems = index.document_frequency(stemmable)
        alike = index.document_frequency(stemmable, spelled=True)
        opening = query.lstrip("\"'“‘([")
        self._worth = {}
        self.names = []
        for term in stemmable:
            if 0 < alike[term] < stems[term]:
                name = term[:1].isupper() and not opening.startswith(term)
                idf = math.log(1 + (index.size - alike[term] + 0.5) / (alike[term] + 0.5))
                self._worth[term] = (_NAME_AS_SPELLED if name else _AS_SPELLED) * idf
                if name:
                    self.names.append(term)

    def worth(self, keys: Sequence[int]) -> dict[int, float]:
        """What to add to bm25 for each of the passages."""
        found = dict.fromkeys(keys, 0.0)
        for term, worth in self._worth.items():
            for key in self._index.spelled(term, keys):
                found[key] += worth
        return found
