"""The pairs of tests/golden/agreement.jsonl: what is told of them, and that the scores do not fall."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from askdocs.evaluation.agreement import Verdict, agreement_report, agreement_table, read_pairs, scores, verdict

PAIRS = Path(__file__).parents[2] / "golden" / "agreement.jsonl"
FLOORS = {
    ("dev", "agree"): (1.0, 0.91),
    ("dev", "differ"): (0.93, 0.51),
    ("dev", "two sources"): (1.0, 0.89),
    ("held", "agree"): (0.97, 0.91),
    ("held", "differ"): (0.83, 0.18),
    ("held", "two sources"): (0.94, 0.89),
}


@pytest.fixture(scope="module")
def report() -> dict[str, dict[str, dict[str, float]]]:
    return agreement_report(PAIRS)


@pytest.mark.parametrize(("half", "claim"), FLOORS)
def test_the_scores_do_not_fall(report: dict[str, dict[str, dict[str, float]]], half: str, claim: str) -> None:
    precision, recall = FLOORS[half, claim]
    assert report[half][claim]["precision"] >= precision
    assert report[half][claim]["recall"] >= recall


def test_the_halves_are_of_one_size_and_have_every_label() -> None:
    pairs = read_pairs(PAIRS)
    labels = {half: Counter(pair["label"] for pair in pairs if pair["half"] == half) for half in ("dev", "held")}
    assert len(pairs) == len({pair["id"] for pair in pairs}) >= 140
    assert all(abs(labels["dev"][label] - labels["held"][label]) <= 1 for label in ("agree", "differ", "unrelated"))


def test_a_score_counts_what_was_claimed_and_what_is_there() -> None:
    pairs = [
        {"label": "agree", "independent": True},
        {"label": "agree", "independent": False},
        {"label": "differ", "independent": True},
    ]
    found = scores(pairs, [Verdict("agree", 1), Verdict("agree", 2), Verdict("unrelated", 0)])
    assert (found["agree"].precision, found["agree"].recall) == (1, 1)
    assert (found["two sources"].precision, found["two sources"].recall) == (0, 0)
    assert (found["differ"].precision, found["differ"].recall) == (1, 0)


def test_a_pair_without_marked_words_is_refused() -> None:
    quotes = [{"text": "No marks.", "source": "A", "authors": [], "published": "2021"}] * 2
    with pytest.raises(ValueError, match="No marks"):
        verdict({"question": "who?", "list": False, "quotes": quotes})


def test_the_table_has_a_line_for_each_half_and_claim(report: dict[str, dict[str, dict[str, float]]]) -> None:
    assert len(agreement_table(report).splitlines()) == 1 + len(FLOORS)
