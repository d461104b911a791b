from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from askdocs.answering.reader.encoding import PASSAGE, QUESTION, SHARED, Specials, assemble, padded
from askdocs.config import Settings
from askdocs.embedding.resolve import resolve


@pytest.fixture(scope="module")
def tokenizer(tmp_path_factory: pytest.TempPathFactory) -> Tokenizer:
    base = resolve(Settings(root=tmp_path_factory.mktemp("library")))
    tokenizer: Tokenizer = Tokenizer.from_file(str(base.folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def test_content_words_that_both_have_are_marked(tokenizer: Tokenizer) -> None:
    question = tokenizer.encode("Who owns the mill?", add_special_tokens=False)
    passage = tokenizer.encode("Ada owns it, and the mill too.", add_special_tokens=False)
    ids, marks = assemble(question.ids, passage.ids, Specials.of(tokenizer))
    tokens = [tokenizer.id_to_token(token) for token in ids]
    assert (tokens[0], tokens[-1], tokens.count("[SEP]")) == ("[CLS]", "[SEP]", 2)
    shared = [token for token, mark in zip(tokens, marks, strict=True) if mark == SHARED]
    assert shared == ["owns", "mill"]


@given(st.lists(st.integers(5, 60), max_size=8), st.lists(st.integers(5, 60), max_size=20), st.sets(st.integers(5, 60)))
def test_every_token_has_its_place_and_its_mark(question: list[int], passage: list[int], empty: set[int]) -> None:
    ids, marks = assemble(question, passage, Specials(1, 2, frozenset(empty)))
    offset = len(question) + 2
    assert ids[1 : offset - 1] == question
    assert ids[offset:-1] == passage
    assert marks[:offset] == [QUESTION] * offset
    for token, mark in zip(passage, marks[offset:], strict=False):
        assert mark == (SHARED if token in question and token not in empty else PASSAGE)
    assert len(ids) == len(marks)


@given(st.lists(st.lists(st.integers(1, 9), max_size=6), min_size=1, max_size=5))
def test_padding_fills_up_and_changes_nothing(rows: list[list[int]]) -> None:
    table = padded(rows)
    assert table.dtype == np.int64
    for row, values in zip(table.tolist(), rows, strict=True):
        assert row == values + [0] * (max(map(len, rows)) - len(values))
