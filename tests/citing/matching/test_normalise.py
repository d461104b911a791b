"""What is levelled, what is kept, and that every character knows where it came from."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from askdocs.citing.normalise import normalise
from askdocs.text import Span


def plain(text: str) -> str:
    return normalise(text).text.strip()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("“We ‘welcome’ it”", "\"We 'welcome' it\""),
        ("« Bonjour ! »", "'Bonjour!'"),
        ("„so“ sagt er", '"so" sagt er'),
        ("``so'' he said", "“so” he said"),
        ("word — word", "word--word"),
        ("word – word", "word - word"),
        ("5–10 days", "5-10 days"),
        ("well‑known", "well-known"),
        ("the inspec-\ntion began", "the inspection began"),
        ("the in\u00adspection", "the inspection"),
        ("and so … on", "and so... on"),
        ("and so . . . on", "and so … on"),
        ("of\u00a0the\n  list", "of the list"),
        ("THE List", "the list"),
        ("Straße", "STRASSE"),
        ("oﬃces", "offices"),
        ("ＮＳＯ", "NSO"),
        ("re\u0301sume\u0301", "résumé"),
        ("us.\n\n“In my day", "us. In my day"),
        ("zero\u200bwidth", "zerowidth"),
    ],
)
def test_typography_makes_no_difference(one: str, other: str) -> None:
    assert plain(one) == plain(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("résumé", "resume"),
        ("5-10 days", "510 days"),
        ("-5 degrees", "5 degrees"),
        ("visit, and", "visit and"),
        ("50,000", "60,000"),
        ("users’", "users"),
    ],
)
def test_words_numbers_and_accents_make_one(one: str, other: str) -> None:
    assert plain(one) != plain(other)


PIECES = st.lists(
    st.one_of(
        st.text(max_size=4),
        st.sampled_from(
            ["“", "’", " — ", "-\n", "…", " . . .", "\n\n“", "ﬁ", "e\u0301", "\u00ad", "\u00a0", " »", "5–1", "İ", "ß"]
        ),
    ),
    max_size=30,
).map("".join)


@given(PIECES)
def test_every_character_maps_to_raw_ones_that_give_it(text: str) -> None:
    normalised = normalise(text)
    at = 0
    for index, character in enumerate(normalised.text):
        raw = normalised.raw(index, index + 1)
        assert 0 <= raw.start < raw.end <= len(text)
        assert raw.start >= at or raw == normalised.raw(index - 1, index)
        at = raw.start
        if character.isalnum():
            folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", raw.of(text)).casefold())
            assert character in folded


@given(PIECES, st.data())
def test_a_part_is_normalised_with_offsets_of_the_whole(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    part = normalise(text, Span(start, end))
    if part.text:
        raw = part.raw(0, len(part.text))
        assert start <= raw.start < raw.end <= end


def test_a_stretch_that_is_not_there_is_refused() -> None:
    with pytest.raises(IndexError):
        normalise("words").raw(3, 9)
    with pytest.raises(IndexError):
        normalise("words").raw(2, 2)


@pytest.mark.parametrize("unit", [" ", "\n", ". ", "-", "'", "e\u0301", "\u0323\u0301", "\u200b ", "« ", "\n\n“", "é"])
def test_time_is_linear_whatever_repeats(unit: str) -> None:
    started = time.perf_counter()
    normalise(unit * (200_000 // len(unit)))
    assert time.perf_counter() - started < 2
