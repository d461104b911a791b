"""Quotations in one text: exact, but for typography, as editors leave them, and altered."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from askdocs.citing.match import MatchKind, find
from askdocs.text import Span

SEEDS = Path(__file__).parents[3] / "seeds"
WIRE = (SEEDS / "02-ministry-visit-wire.txt").read_text(encoding="utf-8")

TEXTS = st.text(
    alphabet=st.one_of(st.sampled_from("aB é-–—“”‘’'\"….,[]\n\u00a0\u00adﬁ"), st.characters(exclude_categories=["Cs"])),
    max_size=80,
)


@given(TEXTS, st.integers(0, 80), st.integers(0, 80))
@example("a[b]c", 0, 5)
@example("the — list", 3, 6)
@example("xB b", 1, 2)
def test_any_slice_is_found_as_it_stands(text: str, start: int, end: int) -> None:
    quotation = text[start:end]
    match = find(quotation, text)
    if not quotation.strip():
        assert match is None
        return
    assert match is not None
    assert match.score == 1.0
    if match.kind is MatchKind.EXACT:
        assert match.span.of(text) == quotation.strip()
    else:  # a part of a word stands elsewhere as a word of its own, in another case
        assert match.kind is MatchKind.NORMALISED and match.whole


@given(TEXTS, TEXTS)
def test_nothing_is_an_error_and_every_span_lies_in_the_text(quotation: str, text: str) -> None:
    match = find(quotation, text)
    if match:
        assert 0 <= match.span.start < match.span.end <= len(text)
        assert match.segments[0].start == match.span.start
        assert match.segments[-1].end == match.span.end
        assert all(one.end <= other.start for one, other in zip(match.segments, match.segments[1:], strict=False))
        assert 0 <= match.score <= 1


@pytest.mark.parametrize(
    ("quotation", "words"),
    [
        ("Nothing was seized, as far as is known", "Nothing was seized, as far as is known"),
        ("  Nothing was seized  ", "Nothing was seized"),
        ("the authorities […] visited", None),
        ("The trip […] had been fixed", "The trip itself had been fixed"),
        ("The trip ... had been fixed . . . earlier", "The trip itself had been fixed some time earlier"),
        ("…the visit came", "the visit came"),
        ("[The company’s] premises had not been", "premises had not been"),
        ("[T]he ministry confirmed", "The ministry confirmed"),
        ("T[he] ministry confirm[s] the visit", "The ministry confirmed the visit"),
        ("Minister Benny Gantz [sic] landed in Paris", "Minister Benny Gantz landed in Paris"),
        ("Minister Benny Gantz landed [emphasis added]", "Minister Benny Gantz landed"),
        ("at its [seaside] offices near", "at its Herzliya offices near"),
    ],
)
def test_as_it_stands_or_as_editors_leave_it(quotation: str, words: str | None) -> None:
    match = find(quotation, WIRE)
    if words is None:
        assert match is None or match.kind is MatchKind.FUZZY
        return
    assert match is not None
    assert (match.kind, match.score, match.span.of(WIRE)) == (MatchKind.EXACT, 1.0, words)


@pytest.mark.parametrize(
    ("quotation", "words"),
    [
        ("its premises had not been 'raided'", "Its premises had not been “raided”"),
        ("governments used NSO's product,", "governments used NSO’s product"),
        ("We will only learn that if the minis-\ntry decides.", "we will only learn that if the ministry decides"),
        ("decides to tell us. In my day", "decides to tell us.\n\n“In my day"),
        ("nso was told in advance…it said", "NSO was told in advance that the inspectors would come, it said"),
    ],
)
def test_but_for_typography(quotation: str, words: str) -> None:
    match = find(quotation, WIRE)
    assert match is not None
    assert (match.kind, match.score, match.span.of(WIRE)) == (MatchKind.NORMALISED, 1.0, words)


@pytest.mark.parametrize(
    ("quotation", "words"),
    [
        ("Nothing was siezed, as far as is now known", "Nothing was seized, as far as is known"),
        ("were not impressed at all by Wednesday’s events", "were not impressed by Wednesday’s events"),
        (
            "it was an appointment, and appointments are kept in a diary",
            "This was an appointment, and appointments are kept in a diary",
        ),
        (
            "Israel had been working on its answer for more than a week",
            "Israel has been working on its response for more than a week",
        ),
    ],
)
def test_altered_words_are_placed_from_word_to_word(quotation: str, words: str) -> None:
    match = find(quotation, WIRE)
    assert match is not None
    assert (match.kind, match.span.of(WIRE)) == (MatchKind.FUZZY, words)
    assert match.score < 1


def test_an_omission_does_not_reach_across_the_whole_text() -> None:
    match = find("Officials of Israel […] for further comment", WIRE)
    assert match is None or match.kind is MatchKind.FUZZY


def test_what_editors_left_out_is_between_the_segments() -> None:
    match = find("The trip […] had been […] earlier", WIRE)
    assert match is not None
    assert [span.of(WIRE) for span in match.segments] == ["The trip", "had been", "earlier"]


def test_the_nearest_of_several_places_is_taken() -> None:
    text = "the list. the other list. the names on the list"
    match = find("the … names", text)
    assert match is not None
    assert match.span.of(text) == "the names"


def test_whole_words_are_preferred_and_parts_are_named() -> None:
    whole = find("visit", "They visited. A visit")
    part = find("visi", "They visited. A visit")
    assert whole is not None and whole.whole and whole.span == Span(16, 21)
    assert part is not None and not part.whole


def test_only_the_part_asked_for_is_searched() -> None:
    text = "a list here and a list there"
    match = find("a list", text, Span(5, len(text)))
    assert match is not None
    assert match.span == Span(16, 22)
    assert find("and a list", text, Span(2, 12)) is None


def test_unrelated_words_are_not_found() -> None:
    assert find("the minister landed in London for lunch with old friends", WIRE) is None
    assert find("", WIRE) is None
    assert find(" … ", WIRE) is None


@pytest.mark.parametrize("unit", ["a ", "“", "[…] ", "...", "a[b]", "no ", "xy"])
def test_a_long_line_of_anything_ends(unit: str) -> None:
    started = time.perf_counter()
    find(unit * 5_000, unit * 8_000 + "z")
    find(unit * 300 + "q", unit * 30_000)
    assert time.perf_counter() - started < 10
