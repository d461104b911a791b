from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from askdocs.language.mentions import MentionKind, mentions
from askdocs.text import Span

GOLDEN = Path(__file__).parents[1] / "golden" / "mentions.jsonl"
CASES = [json.loads(line) for line in GOLDEN.read_text(encoding="utf-8").splitlines()]

pieces = st.lists(
    st.one_of(
        st.characters(codec="utf-8"),
        st.sampled_from(
            ["July", "28", "2021", " ", " ", "$", "5", ",000", "million", "percent", "p.m.", "Maria", "of", "’s", "-"]
        ),
        st.sampled_from(
            ["President", "Ministry", "van", "O’", "J. ", "one", "hundred", "and", "ago", "last week", ". "]
        ),
    )
).map("".join)


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:40] for case in CASES])
def test_mentions_are_what_a_reader_finds(case: dict[str, Any]) -> None:
    text = case["text"]
    assert [[found.span.of(text), found.kind.value, found.value] for found in mentions(text)] == case["mentions"]


@given(pieces)
def test_mentions_are_ordered_trimmed_and_do_not_overlap(text: str) -> None:
    at = 0
    for found in mentions(text):
        assert at <= found.span.start < found.span.end <= len(text)
        assert found.span == found.span.trimmed(text)
        assert found.kind is not MentionKind.NAME or found.value is None
        at = found.span.end


@given(pieces, st.data())
def test_mentions_of_a_part_lie_within_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    within = Span(start, data.draw(st.integers(start, len(text))))
    assert all(within.contains(found.span) for found in mentions(text, within))


@pytest.mark.parametrize(
    "line",
    ["x" * 200_000, "Aa " * 66_000, "Bank of " * 25_000, "1," * 100_000, "two hundred " * 12_500, "July 5, " * 25_000],
    ids=["one word", "capitals", "links", "figures", "number words", "dates"],
)  # fmt: skip
def test_one_long_line_takes_seconds_whatever_is_in_it(line: str) -> None:
    began = time.perf_counter()
    mentions(line)
    assert time.perf_counter() - began < 30


def test_a_word_that_begins_a_sentence_is_a_name_where_the_text_writes_it_so_elsewhere() -> None:
    text = "Osmund left. Shops closed. The shops stayed shut."
    assert [found.span.of(text) for found in mentions(text)] == ["Osmund"]
    assert [found.span.of("Paris fell. We left Paris.") for found in mentions("Paris fell. We left Paris.")] == [
        "Paris"
    ] * 2
