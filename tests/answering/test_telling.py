"""What tells an answering sentence by the kind of question."""

from __future__ import annotations

import pytest

from askdocs.answering.kinds import expectation
from askdocs.answering.telling import telling


@pytest.mark.parametrize(
    ("question", "best", "other"),
    [
        ("Who leaked the list?", "Who leaked the list has not been disclosed.", "The leaked list has a number of his."),
        (
            "how many people died",
            "It is not known how many people died, the mayor said.",
            "People asked how the children died, and how many there were.",
        ),
        ("What is a quern?", "A quern is a mill of two stones.", "The quern stood in the yard."),
        ("How many boats sank?", "The storm sank 14 boats.", "At least 90 sailors drowned."),
        ("How many boats sank?", "Fewer than 90 lay in the harbour.", "The boats sank that night."),
        ("How many boats sank?", "None of them sank.", "The boats sank that night."),
        ("How much does a boat cost?", "He paid $40 for his.", "The 90 boats of the harbour cost him a fortune."),
        ("what is the price of a boat", "A boat is yours for 2 million.", "There were 90 boats."),
        ("How expensive is it?", "It is free.", "It is 90 feet long."),
        ("Who is the harbour master of Norling?", "Ana Petrov is harbour master.", "Bo Lee lives in Norling."),
    ],
)
def test_a_sentence_is_likelier_to_answer(question: str, best: str, other: str) -> None:
    higher, lower = telling(question, expectation(question), [best, other], read=True)
    assert higher > lower


def test_what_is_no_price_needs_no_sum_of_money() -> None:
    question = "How much time did it cost him to pay?"
    assert telling(question, expectation(question), ["It took him a week.", "He paid $40."], read=True) == [0.0, 0.0]


def test_few_words_of_a_question_are_not_looked_for() -> None:
    asked, sentences = "why is it", ["Nobody knows why is it so.", "It is so."]
    assert telling(asked, expectation(asked), sentences, read=True) == [0.0, 0.0]


def test_the_reader_is_less_sure_of_what_is_asked_by_yes_or_no() -> None:
    asked, sentences = "Did the mill burn down?", ["The mill burned down in 1954.", "Ada bought it."]
    read, unread = (telling(asked, expectation(asked), sentences, read=read) for read in (True, False))
    assert read[0] == read[1] > 0
    assert unread == [0.0, 0.0]


def test_a_number_of_the_thing_alone_tells_nothing() -> None:
    question = "How many people does the mill employ?"
    sentences = ["Around 30 people signed the petition.", "The mill gives work to 40 people.", "It burned in 1954."]
    alone, told, other = telling(question, expectation(question), sentences, read=True)
    assert other < alone == 0.0 < told
