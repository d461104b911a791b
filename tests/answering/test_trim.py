from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from askdocs.answering.trim import trimmed
from askdocs.text import Span

CASES = [
    ("It was Ada Norling, the owner.", "Ada Norling,", "Ada Norling"),
    ("It was Norling.", "orlin", "Norling"),
    ("He said “a mill” there.", "“a mill", "a mill"),
    ("He said “a mill” there.", "“a mill”", "“a mill”"),
    ("The mill (Sandvik) burned.", "mill (Sandvik", "mill (Sandvik"),
    ("The mill (Sandvik) burned.", "(Sandvik", "Sandvik"),
    ("Born in the U.S. in 1931.", "the U.S.", "the U.S."),
    ("It cost $55 million.", "$55 million.", "$55 million"),
]


@pytest.mark.parametrize(("text", "taken", "kept"), CASES)
def test_what_does_not_belong_to_the_words_goes(text: str, taken: str, kept: str) -> None:
    start = text.index(taken)
    assert trimmed(text, Span(start, start + len(taken))).of(text) == kept


@given(st.text("ab .,(“”)’é", min_size=1, max_size=30), st.data())
def test_something_is_always_left_and_no_word_is_cut(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    found = trimmed(text, Span(start, end))
    assert 0 <= found.start < found.end <= len(text)
    assert trimmed(text, found) == found
