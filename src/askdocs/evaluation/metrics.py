"""What is counted: pure functions over answers, rankings, confidences and spans."""

from __future__ import annotations

import re
import string
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from askdocs.text import Span

_PUNCTUATION = str.maketrans("", "", string.punctuation)
_ARTICLES = re.compile(r"\b(?:a|an|the)\b")


def mean(values: Collection[float]) -> float | None:
    """The arithmetic mean; None of nothing."""
    return sum(values) / len(values) if values else None


def normalised(answer: str) -> str:
    """An answer as SQuAD compares it: in lower case, without ASCII punctuation, articles and runs of white space.

    Source: Rajpurkar et al., SQuAD (2016), section 6.1.
    """
    return " ".join(_ARTICLES.sub(" ", answer.lower().translate(_PUNCTUATION)).split())


def exact_match(answer: str, golds: Iterable[str]) -> float:
    """1 where the answer is one of the gold answers, normalised; else 0."""
    said = normalised(answer)
    return float(any(said == normalised(gold) for gold in golds))


def f1(answer: str, golds: Iterable[str]) -> float:
    """The harmonic mean of the words' precision and recall, for the gold answer that fits best; 0 without any.

    Two answers of which nothing is left when they are normalised are the same (SQuAD 2.0).
    """
    return max((_f1(normalised(answer).split(), normalised(gold).split()) for gold in golds), default=0.0)


def _f1(said: list[str], gold: list[str]) -> float:
    if not said or not gold:
        return float(said == gold)
    shared = (Counter(said) & Counter(gold)).total()
    return 2 * shared / (len(said) + len(gold))


def average_precision(ranked: Sequence[bool]) -> float:
    """The mean, over the right ones of a whole ranking, of the share of right ones down to there; 0 without any."""
    places = [place for place, right in enumerate(ranked, 1) if right]
    return mean([number / place for number, place in enumerate(places, 1)]) or 0.0


def reciprocal_rank(ranked: Sequence[bool]) -> float:
    """One over the place of the first right one, counted from 1; 0 where there is none."""
    return next((1 / place for place, right in enumerate(ranked, 1) if right), 0.0)


def auroc(positive: Collection[float], negative: Collection[float]) -> float | None:
    """How likely one of the positive scores is above one of the negative; equal ones count half.

    This is the area under the curve of true against false positives (Mann and Whitney's U, over all pairs).

    Returns:
        None where either side is empty.
    """
    if not positive or not negative:
        return None
    below = sorted(negative)
    pairs = sum(bisect_left(below, score) + bisect_right(below, score) for score in positive)
    return pairs / (2 * len(positive) * len(negative))


class Coverage(NamedTuple):
    """How well what was retrieved covers what is relevant, in characters."""

    recall: float
    precision: float
    iou: float
    """What is both, as a share of what is either."""


def coverage(retrieved: Iterable[tuple[str, Span]], relevant: Iterable[tuple[str, Span]]) -> Coverage:
    """Compare stretches of texts, each given by the text's name and a span; what overlaps counts once.

    A side without characters is covered by none: then all three are 0.

    Source: the definitions of recall, precision and intersection over union in Smith and Troynikov, Evaluating
    Chunking Strategies for Retrieval (Chroma, 2024), but that retrieved characters count once here.
    """
    found, wanted = _characters(retrieved), _characters(relevant)
    both = len(found & wanted)
    if not both:
        return Coverage(0.0, 0.0, 0.0)
    return Coverage(both / len(wanted), both / len(found), both / len(found | wanted))


def _characters(places: Iterable[tuple[str, Span]]) -> set[tuple[str, int]]:
    return {(name, at) for name, span in places for at in range(*span)}
