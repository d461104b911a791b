"""What the reader makes of passages: how likely each answers, and with which words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from askdocs.text import Span

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

_LONGEST = 30
"""Tokens: of what people marked as answers, 99 in 100 are shorter."""


class Words(NamedTuple):
    """Words that may answer, and the sum of the logits of their two ends."""

    span: Span
    score: float


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """One passage, read for one question."""

    answers: float
    """The logit of the passage's holding an answer."""
    starts: Floats
    """The logit of each token's being the answer's first, shape (tokens,)."""
    ends: Floats
    """The same of the last."""
    places: Sequence[tuple[int, int]]
    """Where each token stands in the passage's text."""

    def tokens(self, within: Span) -> slice:
        """The tokens that start within some characters of the passage."""
        firsts = [start for start, _ in self.places]
        return slice(int(np.searchsorted(firsts, within.start)), int(np.searchsorted(firsts, within.end)))

    def best(self, within: Span) -> Words | None:
        """The likeliest answer within some characters of the passage; None where no token starts there."""
        tokens = self.tokens(within)
        starts, ends = self.starts[tokens], self.ends[tokens]
        if not len(starts):
            return None
        scores = starts[:, None] + ends[None, :]
        length = np.arange(len(ends))[None, :] - np.arange(len(starts))[:, None]
        scores[(length < 0) | (length >= _LONGEST)] = -np.inf
        first, last = divmod(int(np.argmax(scores)), len(ends))
        span = Span(self.places[tokens.start + first][0], self.places[tokens.start + last][1])
        return Words(span, float(scores[first, last]))

    def score(self, span: Span) -> float:
        """The sum of the logits of the ends of some characters; minus infinity where they hold no token."""
        tokens = self.tokens(span)
        if tokens.start >= tokens.stop:
            return float("-inf")
        return float(self.starts[tokens.start] + self.ends[tokens.stop - 1])


@dataclass(frozen=True, slots=True, eq=False)
class Readings:
    """All passages of one question, whose logits can be compared with each other."""

    each: tuple[Reading, ...]

    @property
    def total(self) -> float:
        """What normalises the sum of two ends' logits to a log-probability among all passages' words."""
        return sum(_logsumexp(np.concatenate(logits)) for logits in self._ends()) if self.each else 0.0

    def _ends(self) -> tuple[list[Floats], list[Floats]]:
        return [reading.starts for reading in self.each], [reading.ends for reading in self.each]


def _logsumexp(values: Floats) -> float:
    top = float(values.max(initial=-1e9))
    return top + float(np.log(np.exp(values - top).sum())) if len(values) else top
