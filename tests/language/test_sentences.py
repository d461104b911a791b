from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from askdocs.language.sentences import sentences
from askdocs.text import Span

GOLDEN = Path(__file__).parents[1] / "golden" / "sentences.jsonl"
CASES = [json.loads(line) for line in GOLDEN.read_text(encoding="utf-8").splitlines()]

tricky = st.text(
    alphabet=st.one_of(
        st.characters(codec="utf-8"), st.sampled_from(list("aAzZ19.!?…。\n \u00a0”“’\"')(»«I🎉\u200d\u0301"))
    )
)


@pytest.mark.parametrize("marked", [case["marked"] for case in CASES])
def test_sentences_end_where_a_reader_would_end_them(marked: str) -> None:
    text = marked.replace("‖", "")
    assert [span.of(text) for span in sentences(text)] == [part.strip() for part in marked.split("‖")]


@given(tricky)
def test_sentences_are_trimmed_ordered_and_cover_all_but_white_space(text: str) -> None:
    at = 0
    for span in sentences(text):
        assert at <= span.start < span.end <= len(text)
        assert not text[at : span.start].strip()
        assert span == span.trimmed(text)
        at = span.end
    assert not text[at:].strip()


@given(tricky, tricky, tricky)
def test_a_part_is_split_as_if_it_stood_alone(before: str, part: str, after: str) -> None:
    within = Span(len(before), len(before) + len(part))
    alone = [Span(start + len(before), end + len(before)) for start, end in sentences(part)]
    text = before.rstrip(".!?…。") + " " + part + after
    shifted = len(before.rstrip(".!?…。")) + 1 - len(before)
    found = sentences(text, Span(within.start + shifted, within.end + shifted))
    assert [Span(start - shifted, end - shifted) for start, end in found] == alone


@pytest.mark.parametrize(
    "line",
    [
        "x" * 1_000_000,
        "." * 1_000_000 + "x",
        ". " * 500_000,
        ".)" * 500_000,
        "U. " * 300_000,
        '." "' * 250_000,
        "? a" * 300_000,
    ],
    ids=["no mark", "full stops", "spaced full stops", "closers", "initials", "quotation marks", "questions"],
)
def test_a_megabyte_on_one_line_takes_seconds_whatever_is_in_it(line: str) -> None:
    began = time.perf_counter()
    assert sentences(line)
    assert time.perf_counter() - began < 20


def test_a_text_without_a_mark_is_one_sentence() -> None:
    line = "word " * 1000
    assert sentences(line) == [Span(0, len(line) - 1)]
    assert sentences(" \n ") == []
