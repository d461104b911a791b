from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from askdocs.language.words import content_words, fold, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Don’t panic, O'Brien!", ["Don’t", "panic", "O'Brien"]),
        ("more than 50,000 numbers, 3.5 percent.", ["more", "than", "50,000", "numbers", "3.5", "percent"]),
        ("the U.N. in Okafor-Varga’s words", ["the", "U.N.", "in", "Okafor", "Varga’s", "words"]),
        ("हिन्दी में லேசான cafe\u0301", ["हिन्दी", "में", "லேசான", "cafe\u0301"]),
        ("snake_case", ["snake", "case"]),
        ("", []),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert [span.of(text) for span in words(text)] == expected


@given(st.text())
def test_words_are_ordered_and_hold_every_letter_and_digit(text: str) -> None:
    at = 0
    for span in words(text):
        assert at <= span.start < span.end
        assert not any(character.isalnum() for character in text[at : span.start])
        at = span.end
    assert not any(character.isalnum() for character in text[at:])


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("When did the ministry’s officials inspect NSO?", ["ministry", "officials", "inspect", "NSO"]),
        ("How many phone numbers are on the list?", ["phone", "numbers", "list"]),
        ("Who can't say what they've seen?", ["say", "seen"]),
        ("Who is it?", []),
    ],
)
def test_content_words_say_what_a_question_is_about(question: str, expected: list[str]) -> None:
    assert content_words(question) == expected


def test_folding_takes_case_and_accents_away() -> None:
    assert fold("Čapek STRASSE Straße É") == "capek strasse strasse e"
