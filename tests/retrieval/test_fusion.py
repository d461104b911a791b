from __future__ import annotations

import sqlite3

from hypothesis import given
from hypothesis import strategies as st

from askdocs.retrieval.fusion import best, fuse
from askdocs.retrieval.lexical import expression

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


@given(st.text())
def test_any_text_is_a_valid_expression_or_none(query: str) -> None:
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE words USING fts5 (text)")
    found = expression(query)
    if found is not None:
        database.execute("SELECT * FROM words WHERE words MATCH ?", (found,)).fetchall()
    database.close()


def test_question_words_are_left_out() -> None:
    assert expression("who inspected the mill?") == '"inspected" OR "mill"'
    assert expression("who is it?") is None
