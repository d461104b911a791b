from __future__ import annotations

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from askdocs.evaluation.metrics import (
    auroc,
    average_precision,
    coverage,
    exact_match,
    f1,
    mean,
    normalised,
    reciprocal_rank,
)
from askdocs.text import Span

SAID = st.text(alphabet="aAthe nN.,’é-\n", max_size=24)
SCORES = st.lists(st.sampled_from([0.0, 0.1, 0.25, 0.5, 0.9, 1.0]), min_size=1, max_size=12)
LABELS = st.lists(st.booleans(), min_size=1, max_size=20)
PLACES = st.lists(
    st.tuples(st.sampled_from(["one", "two"]), st.tuples(st.integers(0, 20), st.integers(0, 20)).map(sorted)).map(
        lambda place: (place[0], Span(*place[1]))
    ),
    max_size=5,
)


@pytest.mark.parametrize(
    ("answer", "form"),
    [
        ("The  Cat’s\n hat.", "cat’s hat"),
        ("An apple, a pear", "apple pear"),
        ("$55 million", "55 million"),
        ("U.S.-led", "usled"),
        ("theatre", "theatre"),
        ("the", ""),
    ],
)
def test_what_does_not_count_is_taken_away(answer: str, form: str) -> None:
    assert normalised(answer) == form


def test_the_best_of_the_gold_answers_counts() -> None:
    assert exact_match("the Herzliya offices", ["Tel Aviv", "Herzliya offices!"]) == 1
    assert exact_match("Herzliya", ["Herzliya offices"]) == 0
    # One of the two words said is one of the three expected: precision 1/2, recall 1/3; and 1/2 and 1 of the other.
    assert f1("spyware maker", ["the maker of phones"]) == pytest.approx(0.4)
    assert f1("spyware maker", ["the maker of phones", "a maker"]) == pytest.approx(2 / 3)
    # A word said twice counts as often as it is expected: precision 1/2, recall 1.
    assert f1("no no", ["no"]) == pytest.approx(2 / 3)
    assert f1("", ["no"]) == exact_match("", ["no"]) == 0
    assert f1("no", []) == exact_match("no", []) == 0
    assert f1("the", ["a"]) == exact_match("the", ["a"]) == 1


@given(SAID, st.lists(SAID, max_size=4))
def test_an_exact_match_is_a_full_f1_and_both_are_shares(answer: str, golds: list[str]) -> None:
    assert 0 <= exact_match(answer, golds) <= f1(answer, golds) <= 1


@given(SAID, SAID)
def test_one_answer_is_as_like_another_as_the_other_is_like_it(one: str, other: str) -> None:
    assert f1(one, [other]) == f1(other, [one])
    assert exact_match(one, [other]) == exact_match(other, [one])
    assert f1(one, [one]) == exact_match(one, [one]) == 1


@given(SAID, SAID, st.lists(SAID, max_size=3))
def test_more_gold_answers_never_make_an_answer_worse(answer: str, gold: str, more: list[str]) -> None:
    assert f1(answer, [gold]) <= f1(answer, [gold, *more])


@given(SAID)
def test_case_and_punctuation_do_not_count(answer: str) -> None:
    dressed = "".join(string.punctuation + letter.upper() for letter in answer)
    assert exact_match(dressed, [answer]) == 1


def test_rankings_by_hand() -> None:
    assert average_precision([True, False, True]) == pytest.approx((1 + 2 / 3) / 2)
    assert average_precision([False, False]) == average_precision([]) == 0
    assert reciprocal_rank([False, False, True, True]) == pytest.approx(1 / 3)
    assert reciprocal_rank([False]) == reciprocal_rank([]) == 0
    assert mean([1, 2]) == 1.5
    assert mean([]) is None


def test_scores_by_hand() -> None:
    # Of the six pairs, .9 wins three; .4 wins one and ties one.
    assert auroc([0.9, 0.4], [0.1, 0.4, 0.6]) == pytest.approx(4.5 / 6)
    assert auroc([], [1.0]) is None
    assert auroc([1.0], []) is None


@settings(deadline=None)  # the first example imports scikit-learn
@given(LABELS)
def test_average_precision_is_that_of_scikit_learn(labels: list[bool]) -> None:
    from sklearn.metrics import average_precision_score

    ranked = [*labels, True]
    falling = [-place for place in range(len(ranked))]
    assert average_precision(ranked) == pytest.approx(average_precision_score(ranked, falling))


@settings(deadline=None)  # the first example imports scikit-learn
@given(SCORES, SCORES)
def test_auroc_is_that_of_scikit_learn(positive: list[float], negative: list[float]) -> None:
    from sklearn.metrics import roc_auc_score

    expected = roc_auc_score([1] * len(positive) + [0] * len(negative), [*positive, *negative])
    assert auroc(positive, negative) == pytest.approx(expected)
    assert auroc(negative, positive) == pytest.approx(1 - expected)


def test_coverage_by_hand() -> None:
    # Ten characters retrieved, four relevant, two of them both; what stands in another text is only retrieved.
    found = coverage([("one", Span(0, 4)), ("one", Span(2, 6)), ("two", Span(0, 4))], [("one", Span(4, 8))])
    assert tuple(found) == pytest.approx((2 / 4, 2 / 10, 2 / 12))
    assert coverage([], [("one", Span(0, 3))]) == coverage([("one", Span(0, 3))], []) == (0, 0, 0)
    assert coverage([("two", Span(0, 3))], [("one", Span(0, 3))]) == (0, 0, 0)


@given(PLACES, PLACES)
def test_coverage_is_a_share_and_turns_round(
    retrieved: list[tuple[str, Span]], relevant: list[tuple[str, Span]]
) -> None:
    found, turned = coverage(retrieved, relevant), coverage(relevant, retrieved)
    assert (found.recall, found.precision, found.iou) == (turned.precision, turned.recall, turned.iou)
    assert 0 <= found.iou <= min(found.recall, found.precision) <= 1
    assert coverage([*retrieved, *retrieved], relevant) == found
