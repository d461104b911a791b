"""Question and passage as the reader's network sees them: token ids and marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

import numpy as np

from askdocs.language.words import FUNCTION_WORDS

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from tokenizers import Tokenizer

QUESTION, PASSAGE, SHARED = range(3)
"""Marks: the question's tokens, the passage's, and the passage's content words that the question has too."""


@dataclass(frozen=True, slots=True)
class Specials:
    """The ids of the tokens that mean something to the layout."""

    start: int
    end: int
    empty: frozenset[int]
    """Function words and punctuation: to share one says nothing."""

    @classmethod
    def of(cls, tokenizer: Tokenizer) -> Specials:
        """Those of a BERT tokenizer."""
        vocabulary: dict[str, int] = tokenizer.get_vocab()
        empty = {at for piece, at in vocabulary.items() if piece in FUNCTION_WORDS or not piece.strip("#").isalnum()}
        return cls(vocabulary["[CLS]"], vocabulary["[SEP]"], frozenset(empty))

    def as_json(self) -> dict[str, object]:
        """For a file, which is read in a twentieth of the time that the vocabulary takes."""
        return {"start": self.start, "end": self.end, "empty": sorted(self.empty)}

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> Self:
        """The same again."""
        return cls(value["start"], value["end"], frozenset(value["empty"]))


def assemble(question: Sequence[int], passage: Sequence[int], specials: Specials) -> tuple[list[int], list[int]]:
    """Token ids and marks of ``[CLS] question [SEP] passage [SEP]``; the passage's first is at ``len(question) + 2``.

    Args:
        question: ids without special tokens.
        passage: the same.
        specials: the tokenizer's.
    """
    telling = frozenset(question) - specials.empty
    ids = [specials.start, *question, specials.end, *passage, specials.end]
    marks = [QUESTION] * (len(question) + 2)
    marks.extend(SHARED if token in telling else PASSAGE for token in passage)
    return ids, [*marks, PASSAGE]


def padded(rows: Sequence[Sequence[int]], filler: int = 0) -> NDArray[np.int64]:
    """Rows of different lengths as one array, shape (rows, the longest length)."""
    table = np.full((len(rows), max(map(len, rows), default=0)), filler, dtype=np.int64)
    for row, values in zip(table, rows, strict=True):
        row[: len(values)] = values
    return table
