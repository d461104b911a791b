from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from askdocs.retrieval.fusion import best, fuse
from askdocs.retrieval.lexical import expression, terms_of

SCORES = st.dictionaries(st.integers(0, 20), st.floats(0.01, 50), max_size=12)
COSINES = st.dictionaries(st.integers(0, 20), st.floats(-1, 1), max_size=12)


@given(COSINES, SCORES)
def test_fused_scores_lie_between_0_and_1_and_are_in_order(dense: dict[int, float], lexical: dict[int, float]) -> None:
    fused = fuse(dense, lexical)
    assert {each.key for each in fused} == set(dense)
    assert all(0 <= each.score <= 1 for each in fused)
    assert [each.score for each in fused] == sorted((each.score for each in fused), reverse=True)


@given(SCORES)
def test_without_vectors_the_words_decide(lexical: dict[int, float]) -> None:
    fused = fuse(None, lexical)
    assert all(each.dense is None for each in fused)
    assert [lexical[each.key] for each in fused] == sorted(lexical.values(), reverse=True)


def test_what_both_rankings_find_comes_before_what_one_finds() -> None:
    fused = fuse({1: 0.6, 2: 0.6, 3: 0.1}, {1: 9.0, 3: 9.0})
    assert fused[0].key == 1
    assert best(fuse({1: -0.5}, {}), 5) == []


def test_a_passage_with_one_near_sentence_comes_before_one_that_is_as_near_as_a_whole() -> None:
    fused = fuse({1: 0.4, 2: 0.4, 3: 0.3}, {}, nearest={1: 0.4, 2: 0.7})
    assert [each.key for each in fused] == [2, 1, 3]
    assert all(0 <= each.score <= 1 for each in fused)


@given(st.text())
def test_any_text_is_a_valid_expression_or_none(query: str) -> None:
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE words USING fts5 (text)")
    found = expression(terms_of(query))
    if found is not None:
        database.execute("SELECT * FROM words WHERE words MATCH ?", (found,)).fetchall()
    database.close()


@pytest.mark.parametrize(
    ("query", "terms"),
    [
        ("who inspected the mill?", ["inspected", "mill"]),
        ("Could you tell me about the mill, please?", ["mill"]),
        ("what did the Echo say about the mill?", ["Echo", "mill"]),
        ("I'd like to know when the mill closed", ["mill", "closed"]),
        ("who is it?", ["who", "is", "it"]),
        ("🦊", []),
    ],
)
def test_question_words_are_left_out_unless_nothing_else_remains(query: str, terms: list[str]) -> None:
    assert terms_of(query) == terms


def test_a_document_that_is_named_comes_first_on_the_same_scale() -> None:
    fused = fuse({1: 0.6, 2: 0.5}, {1: 4.0, 2: 3.0}, {2: 0.6})
    assert [each.key for each in fused] == [2, 1]
    assert all(0 <= each.score <= 1 for each in fused)
    assert fuse({1: 0.6}, {}, {})[0].score == fuse({1: 0.6}, {})[0].score
