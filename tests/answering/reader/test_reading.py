from __future__ import annotations

import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from askdocs.answering.reader import Reading, Readings
from askdocs.text import Span

TEXT = "Ada Norling bought the mill in 1931 ."
PLACES = [(0, 3), (4, 11), (12, 18), (19, 22), (23, 27), (28, 30), (31, 35), (36, 37)]


def reading(starts: list[float], ends: list[float]) -> Reading:
    return Reading(1.0, np.array(starts, dtype=np.float32), np.array(ends, dtype=np.float32), PLACES)


def test_the_likeliest_words_are_those_whose_ends_are() -> None:
    read = reading([9, 0, 0, 0, 0, 0, 5, 0], [0, 9, 0, 0, 0, 0, 4, 0])
    best = read.best(Span(0, len(TEXT)))
    assert best is not None
    assert (best.span.of(TEXT), best.score) == ("Ada Norling", 18)


def test_an_answer_does_not_end_before_it_starts_nor_leave_its_sentence() -> None:
    read = reading([0, 0, 0, 0, 0, 0, 9, 0], [9, 0, 0, 0, 0, 0, 0, 1])
    best = read.best(Span(12, len(TEXT)))
    assert best is not None
    assert best.span.of(TEXT) == "1931 ."
    assert read.best(Span(len(TEXT), len(TEXT) + 5)) is None


LOGITS = st.lists(st.floats(-9, 9, width=32), min_size=len(PLACES), max_size=len(PLACES))


@given(LOGITS, LOGITS, st.integers(0, len(TEXT) - 1), st.integers(1, len(TEXT)))
def test_no_other_words_within_score_higher(starts: list[float], ends: list[float], start: int, length: int) -> None:
    read, within = reading(starts, ends), Span(start, min(len(TEXT), start + length))
    inside = [at for at, (first, _) in enumerate(PLACES) if within.start <= first < within.end]
    best = read.best(within)
    assert (best is None) == (not inside)
    if best is not None:
        scores = [read.starts[a] + read.ends[b] for a in inside for b in inside if a <= b]
        assert math.isclose(best.score, max(scores), abs_tol=1e-5)
        assert math.isclose(read.score(best.span), best.score, abs_tol=1e-5)


@given(st.lists(st.tuples(LOGITS, LOGITS), min_size=1, max_size=3))
def test_the_total_makes_probabilities_of_all_pairs_of_ends(drawn: list[tuple[list[float], list[float]]]) -> None:
    readings = Readings(tuple(reading(*each) for each in drawn))
    starts = np.concatenate([each.starts for each in readings.each]).astype(float)
    ends = np.concatenate([each.ends for each in readings.each]).astype(float)
    assert math.isclose(np.exp(starts[:, None] + ends[None, :] - readings.total).sum(), 1, rel_tol=1e-4)
