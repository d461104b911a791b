"""What differs between a quotation and its source."""

from __future__ import annotations

import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from askdocs.citing.diff import render, word_diff

TEXTS = st.lists(
    st.one_of(
        st.sampled_from(["the", "list", "“the", "list”", "—", "…", "co-operate", ",", "\n", "a–b"]), st.text(max_size=5)
    ),
    max_size=20,
).map(" ".join)


@given(TEXTS, TEXTS)
def test_the_sides_joined_are_the_texts(quoted: str, source: str) -> None:
    changes = word_diff(quoted, source)
    assert "".join(change.quoted for change in changes) == quoted
    assert "".join(change.source for change in changes) == source
    assert all(one.operation != "equal" or other.operation != "equal" for one, other in itertools.pairwise(changes))


@given(TEXTS)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert all(change.operation == "equal" for change in word_diff(text, text))


@pytest.mark.parametrize(
    ("quoted", "source", "shown"),
    [
        ("the country’s authorities", "the nation's authorities", "the [-country’s-] {+nation's+} authorities"),
        ("“We welcome” co-operation", "'we welcome' cooperation now", "“We welcome” co-operation {+now+}"),
        ("it was very late", "it was late", "it was [-very-] late"),
        ("some 50,000 numbers", "some 60,000 numbers", "some [-50,000-] {+60,000+} numbers"),
        ("all of it", "", "[-all of it-]"),
        ("went – home", "went, home", "went – {+,+} home"),
        ("", "", ""),
    ],
)
def test_it_reads_in_one_line(quoted: str, source: str, shown: str) -> None:
    assert render(word_diff(quoted, source)) == shown


def test_ten_thousand_words_are_quick() -> None:
    words = [f"word{number % 977}" for number in range(10_000)]
    started = time.perf_counter()
    changes = word_diff(" ".join(words), " ".join(word for number, word in enumerate(words) if number % 9))
    assert time.perf_counter() - started < 3
    assert sum(change.operation == "delete" for change in changes) == 1112
