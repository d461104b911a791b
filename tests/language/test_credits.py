from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from askdocs.language.credits import credited
from askdocs.text import Span


@pytest.mark.parametrize(
    ("text", "origins"),
    [
        ("The leak holds 50,000 numbers, The Guardian reported.", {"Guardian"}),
        ("According to the Guardian, the list runs to 50,000 entries.", {"Guardian"}),
        ("A deal was struck on Thursday, two diplomats told Reuters.", {"Reuters"}),
        ("Nineteen were hurt, according to a statement from the ministry.", {"ministry"}),
        ("The ministry said in a statement that 19 people had been injured.", {"ministry"}),
        ("So far 7,400 hectares have burned, said the prefecture.", {"prefecture"}),
        ("The WHO said it had counted 112,000 cases.", {"WHO"}),
        ("It was shut because of drones, airport spokesman Hugh Carver said.", {"Hugh Carver"}),
        ("Some 700 drowned, a survivor said.", set()),
        ("The bridge opened in 1932.", set()),
        ("", set()),
    ],
)
def test_whom_a_sentence_credits(text: str, origins: set[str]) -> None:
    assert credited(text) == origins


def test_the_words_that_answer_are_no_credit() -> None:
    text = "Ada Norling said so."
    assert credited(text) == {"Ada Norling"}
    assert credited(text, Span(0, len("Ada Norling"))) == frozenset()


@given(st.text())
def test_nothing_that_is_written_makes_it_fail(text: str) -> None:
    assert all(origin for origin in credited(text))
