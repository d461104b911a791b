from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from askdocs.embedding import Encoder
from askdocs.evaluation.plain import METHODS, Plain, ranked

TEXTS = [
    "Mira Solberg built the harbour of Arven in 1874.",
    "The ferry to Lund sails twice a day, and the ferry is old.",
    "Nobody remembers who painted the lighthouse.",
]


def test_each_method_finds_what_it_can(default_encoder: Encoder) -> None:
    plain = Plain(TEXTS, default_encoder)
    scores = plain.scores("when does the FERRY sail?")
    assert set(scores) == set(METHODS)
    assert [ranked(each)[0] for each in scores.values()] == [1, 1, 1]
    # The word stands in no other text; another form of a word is another word here.
    assert np.flatnonzero(scores["bm25"]).tolist() == [1]
    assert np.all((scores["hybrid"] >= 0) & (scores["hybrid"] <= 1))
    assert np.allclose(scores["hybrid"], (np.maximum(scores["dense"], 0) + scores["bm25"] / scores["bm25"].max()) / 2)


def test_a_question_without_known_words_is_ranked_by_its_vector(default_encoder: Encoder) -> None:
    scores = Plain(TEXTS, default_encoder).scores("boats")
    assert not scores["bm25"].any()
    assert ranked(scores["hybrid"])[0] == 1


def test_a_rarer_word_and_a_shorter_text_weigh_more(default_encoder: Encoder) -> None:
    texts = ["red fox", "red fox and then many more words about nothing in particular", "red", "red hen"]
    scores = Plain(texts, default_encoder).scores("red fox")["bm25"]
    assert ranked(scores)[:2] == [0, 1]
    assert scores[2] > scores[3]


@given(st.lists(st.sampled_from([0.0, 0.5, 1.0]), min_size=1, max_size=8), st.data())
def test_a_ranking_is_of_all_texts_or_of_those_that_count_and_ties_stay_in_order(
    values: list[float], data: st.DataObject
) -> None:
    scores = np.array(values)
    assert sorted(ranked(scores)) == list(range(len(values)))
    among = data.draw(st.lists(st.integers(0, len(values) - 1), unique=True, max_size=8))
    order = ranked(scores, among)
    assert sorted(order) == sorted(among)
    keyed = [(-values[place], among.index(place)) for place in order]
    assert keyed == sorted(keyed)
