"""What is made of the reader's logits: the words marked, sentences joined, answers that support each other."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from askdocs.answering.candidate import Candidate
from askdocs.answering.evidence import evidence, neighbours, read_sentences
from askdocs.answering.kinds import expectation
from askdocs.answering.ranker import FAST_FEATURES, fast_features
from askdocs.answering.reader import Reading, Readings
from askdocs.answering.support import support
from askdocs.documents import parse
from askdocs.language.sentences import sentences
from askdocs.language.words import words
from askdocs.model import Document, Passage, ScoredPassage
from askdocs.text import Span

TEXT = "Ada Norling runs the mill. She bought it in 1931. It burned down in 1954. The Guild lent her the money.\n"


def mill() -> Document:
    return parse(TEXT.encode(), "mill.txt")


def found(document: Document) -> ScoredPassage:
    whole = Span(0, len(document.text.rstrip()))
    passage = Passage(document.info, whole, whole.of(document.text), 1)
    return ScoredPassage(passage, dict.fromkeys(sentences(document.text, whole), 0.0), 0.5)


def reading(document: Document, answer: str, sure: float = 9.0) -> Reading:
    """One that points at some words, with so many logits for each end: every word is a token."""
    places = [(word.start, word.end) for word in words(document.text)]
    start = document.text.index(answer)
    starts = np.array([sure * (first == start) for first, _ in places], dtype=np.float32)
    ends = np.array([sure * (last == start + len(answer)) for _, last in places], dtype=np.float32)
    return Reading(3.0, starts, ends, places)


def candidate(document: Document, answer: str, score: float = 0.9, sure: float = 9.0) -> Candidate:
    passage = found(document)
    at = document.text.index(answer)
    sentence = next(each for each in passage.sentences if each.start <= at < each.end)
    return Candidate(passage, sentence, score, reading(document, answer, sure))


@pytest.mark.parametrize(
    ("question", "answer", "marked", "quoted"),
    [
        ("Who lent her money?", "The Guild", "The Guild", "The Guild lent her the money."),
        ("When was it bought?", "1931", "1931", "Ada Norling runs the mill. She bought it in 1931."),
        ("Did the Guild lend her money?", "Ada Norling", None, "Ada Norling runs the mill."),
        ("When did she buy it?", "bought it", "bought it", "Ada Norling runs the mill. She bought it in 1931."),
        ("When did Norling run it?", "Ada Norling", None, "Ada Norling runs the mill."),
        ("How many mills did she buy?", "1931", None, "Ada Norling runs the mill. She bought it in 1931."),
        ("When was she lent it?", "lent her the money", "lent her the money", "The Guild lent her the money."),
    ],
)
def test_the_readers_words_are_marked_within_a_quote_that_can_be_understood(
    question: str, answer: str, marked: str | None, quoted: str
) -> None:
    document = mill()
    made = evidence(document, expectation(question), ["mill"], candidate(document, answer))
    assert made.quote.text == quoted
    assert (made.highlight and made.highlight.of(document.text)) == marked


@pytest.mark.parametrize(
    ("question", "answer", "sure", "marked"),
    [
        ("How many hands were hired?", "40", 0.5, "more than 40"),
        ("How many hands were hired?", "40", 9.0, "40"),
        ("How many hands were hired?", "40 hands", 0.5, "more than 40 hands"),
        ("How much did it cost?", "3 million", 0.5, "about $3 million"),
        ("How much did it cost?", "3 million", 9.0, "$3 million"),
        ("Who ran it in the year 1931?", "1931", 0.5, "1931"),
        ("Which share burned down?", "nearly half", 9.0, "nearly half"),
        ("When was the mill ruined?", "872", 9.0, "872"),
        ("Who lent the money?", "Savings Bank", 0.5, "Savings Bank of Norling Bridge"),
        ("Who lent the money?", "Savings Bank", 9.0, "Savings Bank"),
        ("Which place has a bank?", "Norling Bridge", 0.9, "Savings Bank of Norling Bridge"),
        ("Which place has a bank?", "Norling Bridge", 2.1, "Norling Bridge"),
    ],
)
def test_a_name_or_number_is_marked_whole_unless_the_reader_is_sure(
    question: str, answer: str, sure: float, marked: str
) -> None:
    text = (
        "In May 1931 she hired more than 40 hands for about $3 million, which the Savings Bank of Norling Bridge "
        "lent her, and nearly half of it burned down, as in 872.\n"
    )
    document = parse(text.encode(), "hands.txt")
    made = evidence(document, expectation(question), ["mill"], candidate(document, answer, sure=sure))
    assert (made.highlight and made.highlight.of(document.text)) == marked


def test_who_she_is_stands_in_the_sentence_before() -> None:
    document = mill()
    she = Candidate(found(document), sentences(document.text)[1], 0.9, reading(document, "She"))
    made = evidence(document, expectation("Who bought the mill?"), ["bought", "mill"], she)
    assert made.quote.text.startswith("Ada Norling")
    assert made.highlight is not None
    assert made.highlight.end <= she.sentence.start


@given(st.sets(st.integers(0, 3), min_size=1))
def test_a_run_is_of_sentences_side_by_side_that_were_all_ranked(places: set[int]) -> None:
    document = mill()
    passage = found(document)
    ranked = [Candidate(passage, list(passage.sentences)[at], 0.5) for at in places]
    runs = neighbours(ranked, document)
    assert set(runs) == {each.sentence for each in ranked}
    for sentence, run in runs.items():
        assert run.contains(sentence)
        inside = [each for each in passage.sentences if run.contains(each)]
        assert set(inside) <= set(runs)
        assert len(inside) <= 3
        assert {runs[each] for each in inside} == {run}


def test_each_sentence_of_what_was_read_comes_with_its_likeliest_words() -> None:
    document = mill()
    passage = found(document)
    ranked = read_sentences([passage], Readings((reading(document, "1954"),)))
    assert next(sentence for _, sentence, *_ in ranked) == list(passage.sentences)[2]
    assert [first for *_, first in ranked].count(True) == 1
    assert {sentence for _, sentence, *_ in ranked} == set(passage.sentences)


def test_a_sentence_that_opens_with_a_pronoun_has_the_words_of_the_one_before() -> None:
    passage, terms = found(mill()), {"Norling": 1.0, "bought": 1.0}
    place = FAST_FEATURES.index("sentence_coverage")
    shares = [fast_features(terms, expectation("?"), passage, each)[place] for each in passage.sentences]
    assert shares == [0.5, 1.0, 0.5, 0.0]


def test_an_answer_is_supported_where_it_is_the_likeliest_and_not_where_it_does_not_stand() -> None:
    document, other = mill(), parse(b"The fire of 1887 took it.\n", "fire.txt")
    pairs = [
        (evidence(of, expectation("When?"), [], each), each)
        for of, each in (
            (document, candidate(document, "1954")),
            (document, candidate(document, "1931")),
            (other, candidate(other, "1887")),
        )
    ]
    assert support(pairs, 0, 0) == pytest.approx(1)
    assert support(pairs, 0, 1) == pytest.approx(np.exp(-18))
    assert support(pairs, 0, 2) == 0
    unread = Candidate(pairs[0][1].found, pairs[0][1].sentence, 0.5)
    assert support([(pairs[0][0], unread), pairs[1]], 0, 1) is None
