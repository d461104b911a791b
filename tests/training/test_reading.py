"""What the reader is trained on, made from small data."""

from __future__ import annotations

import json
import random
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from askdocs.embedding import Encoder
from askdocs.language.words import words
from askdocs.text import Span
from reading import corpora, leaks
from reading.definitions import with_definitions
from reading.examples import Row, batches, shortened, typed
from reading.fit import Schedule
from reading.reworded import near_words, reworded
from reading.unanswerable import collect, spoil

TOKENS = ["He", "said", ",", "``", "The", "Mill", "-LRB-", "at", "Sandvik", "-RRB-", "is", "n't", "John", "'s", "."]


def test_tokens_become_running_text_and_keep_their_places() -> None:
    text, places = corpora.detokenised(TOKENS)
    assert text == "He said, “The Mill (at Sandvik) isn't John's."
    assert [place.of(text) for place in places][3:6] == ["“", "The", "Mill"]
    assert all(before.end <= after.start for before, after in pairwise(places))


@given(st.lists(st.sampled_from(["a", "mill", ",", ".", "-LRB-", "-RRB-", "``", "''", "$", "5"]), max_size=12))
def test_every_token_stands_where_it_is_said_to(tokens: list[str]) -> None:
    text, places = corpora.detokenised(tokens)
    assert [place.of(text) for place in places] == [corpora.detokenised([token])[0] for token in tokens]


def squad(folder: Path, contexts: list[str], name: str = "made") -> corpora.Corpus:
    paragraphs = [
        {"context": text, "qas": [{"question": f"What is {n}?", "answers": [{"answer_start": 0, "text": text[:9]}]}]}
        for n, text in enumerate(contexts)
    ]
    file = folder / f"{name}.json"
    file.write_text(json.dumps({"data": [{"paragraphs": paragraphs}]}), encoding="utf-8")
    return corpora.squad(file)


def test_what_is_measured_on_is_left_out(tmp_path: Path) -> None:
    shared = "The mill at Sandvik burned down in the winter of 1954."
    corpus = squad(
        tmp_path, [f"It stood long. {shared.upper()}", "Barley does well on wet ground, they say.", "Three."]
    )
    assert list(leaks.without(corpus, set(), leaks.keys(shared))) == [1, 2]
    assert list(leaks.without(corpus, {leaks.key("what is 2")}, set())) == [0, 1]


def test_the_answer_that_most_agree_on_is_taken() -> None:
    text = "The old mill at Sandvik burned."
    spans = [Span(0, 12), Span(4, 12), Span(4, 12), Span(0, 31)]
    assert corpora.agreed(spans, text).of(text) == "old mill"
    assert corpora.agreed([Span(24, 31)], text).of(text) == "burned"


@pytest.mark.parametrize("seed", range(40))
def test_a_spoiled_question_is_another_question(seed: int) -> None:
    passage = "Ada Norling bought the first mill in 1931 for 4,000 crowns. Ivar Lund sold it in 1954."
    names = collect(["Who repaired the northern lighthouse?"], ["Bergen had 300 ships in 1887.", "Olga Berg left."])
    question = "When did Ada Norling buy the first mill?"
    made = spoil(question, passage, names, random.Random(seed))
    assert made is not None
    assert made != question


@given(st.integers(0, 10_000))
def test_a_typed_question_keeps_its_content(seed: int) -> None:
    made = typed("Who bought the old mill?", random.Random(seed))
    assert {"bought", "old", "mill"} <= set(made.rstrip("?").split())


@given(st.integers(0, 10_000))
def test_a_shortened_question_lacks_one_content_word_at_the_most(seed: int) -> None:
    question = "Who bought the old mill in Sandvik?"
    made = shortened(question, random.Random(seed))
    assert made == question or len(words(made)) == len(words(question)) - 1
    assert {"Who", "the", "in"} <= set(made.split())


@given(st.integers(0, 10_000))
def test_a_reworded_question_has_near_words_in_place_of_some(seed: int) -> None:
    near, question = {"buy": ["purchase", "acquire"], "movie": ["film"]}, "Who did buy the movie that Ada sold?"
    pairs = zip(question.split(), reworded(question, near, random.Random(seed)).split(), strict=True)
    other = [(old, new) for old, new in pairs if old != new]
    assert other and all(new in near[old] for old, new in other)
    assert reworded("Who sold it?", near, random.Random(seed)) == "Who sold it?"


def test_words_of_like_meaning_are_near_and_forms_of_one_word_are_not(default_encoder: Encoder) -> None:
    asked = ["who did buy the movie", "who did purchase the film", "what was the film that they bought"] * 3
    near = near_words(asked, default_encoder)
    assert "purchase" in near["buy"]
    assert near["movie"] == ["film"]
    assert "movie" not in near["purchase"]


@given(st.floats(0.01, 0.3), st.floats(0.0, 0.6), st.integers(50, 5000))
def test_a_learning_rate_rises_stays_and_falls(rise: float, stays: float, steps: int) -> None:
    heights = [Schedule(1.0, rise, 0.0, stays).height(step, steps) for step in range(steps)]
    top = max(heights)
    assert min(heights) > 0 and top <= 1
    at_top = [step for step, height in enumerate(heights) if height == top]
    assert heights[: at_top[0] + 1] == sorted(heights[: at_top[0] + 1])
    assert heights[at_top[-1] :] == sorted(heights[at_top[-1] :], reverse=True)
    assert len(at_top) >= int(stays * steps)


def test_what_a_sentence_says_its_subject_is_is_asked_for(tmp_path: Path) -> None:
    texts = [
        "A truss is a frame of struts, and it is light.",
        "It is a mill.",
        "Ada Berg was a Norwegian poet. She left.",
    ]
    corpus = with_definitions(squad(tmp_path, texts), random.Random(1))
    made = corpus.questions[-corpus.made :]
    assert [asked.answer.of(corpus.texts[asked.text]) for asked in made] == ["a frame of struts", "a Norwegian poet"]
    assert ["truss" in made[0].question, "Ada Berg" in made[1].question] == [True, True]
    assert len(corpus.questions) == len(texts) + 2


ROW = st.integers(1, 40).map(lambda length: ([1] * 5, [2] * length, -1, -1))


@given(st.lists(st.lists(ROW, min_size=1, max_size=3), max_size=30), st.integers(0, 99))
def test_batches_hold_every_group_once_and_whole(groups: list[list[Row]], seed: int) -> None:
    made = batches(groups, 200, random.Random(seed))
    assert sorted(map(str, (group for batch in made for group in batch))) == sorted(map(str, groups))
    for batch in made:
        rows = [row for group in batch for row in group]
        assert len(batch) == 1 or len(rows) * max(len(row[0]) + len(row[1]) + 3 for row in rows) <= 200
