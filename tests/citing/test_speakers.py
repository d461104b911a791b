from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from askdocs.citing.speakers import Attribution, Speaker, attribute
from askdocs.evaluation.speakers import article, measure, same_speaker, score
from askdocs.language.words import lexicon
from askdocs.text import Span

GOLDEN = Path(__file__).parents[1] / "golden" / "speakers"


def speakers(source: str) -> list[str | None]:
    return [found.speaker.name if found.speaker else None for found in attribute(article(source))]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        # After the quotation.
        ("“We know nothing,” an NSO spokesperson told The Record.", "an NSO spokesperson"),
        ("“We know nothing,” a spokesperson for NSO said on Monday.", "a spokesperson for NSO"),
        ("“Why now?” asked Ana Petrov, a baker.", "Ana Petrov"),
        ("“It is over”, says Ana Petrov of the Halden Institute.", "Ana Petrov"),
        ("“Yes,” the minister, Ana Petrov, told reporters.", "Ana Petrov"),
        ("“Yes,” Petrov later wrote on her blog.", "Petrov"),
        ("“Yes,” the baker, who would not give her name, told The Record.", "the baker"),
        ("“Yes,” according to a ministry official.", "a ministry official"),
        ("“Yes,” said J. R. van der Berg.", "J. R. van der Berg"),
        ("“Yes,” read a statement from the ministry.", "the ministry"),
        # Before it.
        ("Ana Petrov said: “We know nothing.”", "Ana Petrov"),
        ("Asked about the plan, Petrov said: “It is a mess.”", "Petrov"),
        ("Ana Petrov was blunt: “No.”", "Ana Petrov"),
        ("Orbwell’s statement read: “We know nothing.”", "Orbwell"),
        ("The company said in a statement that the authorities had “visited”.", "The company"),
        ("Petrov, who resigned in May, was quoted as saying that it was “over”.", "Petrov"),
        ("Petrov praised the plan, calling it “bold”.", "Petrov"),
        ("According to Ana Petrov, the visit was “brief”.", "Ana Petrov"),
        ("The plan was described by the mayor as “a mess”.", "the mayor"),
        ("The plan is what critics call “a mess”.", "critics"),
        ("Bob Lee said Ana Petrov had called it “vile”.", "Ana Petrov"),
        ("Ana Petrov and Bob Lee said the plan was “a mess”.", "Ana Petrov and Bob Lee"),
        ("President Emil Rostov has repeatedly insisted that it is “over”.", "President Emil Rostov"),
        ("In her view, said Petrov, it was “over”.", "Petrov"),
        # At the end of its sentence.
        ("The plan was “a mess” from the start, the mayor said.", "the mayor"),
        ("The plan was “a mess”, as Petrov put it.", "Petrov"),
        ("The visit was “brief”, according to a ministry official.", "a ministry official"),
    ],
)
def test_a_speaker_is_found_by_the_clause_of_speech(text: str, speaker: str) -> None:
    assert speakers(text) == [speaker]


@pytest.mark.parametrize(
    "text",
    [
        "The “company” will appeal.",
        "The director was said to be “heartbroken”.",
        "The plan was dismissed as “a mess”.",
        "The word “raid” was not used.",
        "Petrov said that the so-called “green” bonds were sold.",
        "Petrov said that she reads “The Long Night” every year.",
        "A banner read “Keep the baths!” in blue.",
        "The minister did not say “never”.",
        "“A mess,” he said.",
        "“Nobody knows who said this.”",
        "# Mayor: “I am done”",
        "The mayor said no, but the “ghost” stayed.",
    ],
)
def test_where_it_cannot_be_told_there_is_no_speaker(text: str) -> None:
    assert speakers(text) == [None]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We welcome,” Ana Petrov said, “their visit.” “Truly.”", ["Ana Petrov"] * 3),
        ("“Yes,” said Ana Petrov. “No.”\n\n“Perhaps.”", ["Ana Petrov"] * 3),
        ("“Yes,” said Ana Petrov.\n\nIt rained all day.\n\n“Perhaps.”", ["Ana Petrov", None]),
        ("The mayor said that he was tired. “I am old.”", ["The mayor"]),
        ("“Yes,” said Ana Petrov. Bob Lee stood beside her. “No.”", ["Ana Petrov", None]),
        ("Ana Petrov said:\n\n> We left at dawn.\n\n> Nobody saw us.", ["Ana Petrov"] * 2),
        ("It was over.\n\n> We left.\n> — Ana Petrov", ["Ana Petrov"]),
        ("It was over.\n\n> We left.", [None]),
        ("Ana Petrov said: “One.\n\n“Two.” “Three,” said Bob Lee.", ["Ana Petrov", "Bob Lee"]),
        ("“Ana Petrov told me: ‘Go.’ He said ‘no’,” said Bob Lee.", ["Bob Lee", "Ana Petrov", None]),
    ],
)
def test_a_speaker_goes_on_until_somebody_else_comes(text: str, expected: list[str | None]) -> None:
    assert speakers(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“Yes,” said Ana Petrov. “No,” she said.", "Ana Petrov"),
        ("Ana Petrov, the mayor, came late. “Sorry,” she said.", "Ana Petrov"),
        ("“Yes,” said Ana Petrov.\n\n“No,” Petrov added.", "Ana Petrov"),
        ("Ms. Ana Petrov came. Mr. Bob Lee left.\n\n“Goodbye,” she said.", "Ms. Ana Petrov"),
        ("The ministry opened an inquiry. It said it was “looking”.", "The ministry"),
        ("The Karras Group paid. “We are sorry,” it said in a statement.", "The Karras Group"),
        ("Two engineers resigned. They called the firm “mad”.", "Two engineers"),
        ("The film lasts an hour. “Dull,” he said.", None),
        ("“Yes,” said the company. “No,” he said.", None),
    ],
)
def test_a_pronoun_stands_for_the_last_one_whom_it_fits(text: str, expected: str | None) -> None:
    assert speakers(text)[-1] == expected


def test_what_is_known_of_a_speaker_is_spans_of_the_text() -> None:
    document = article("The mayor is Ana Petrov.\n\n“Yes,” said the fire chief, Bob Lee. “No,” he told The Record.")
    first, second = attribute(document)
    name = document.text.index("Bob Lee")
    lee = Speaker(Span(name, name + 7), "Bob Lee", "the fire chief")
    verb, told, record = (document.text.index(word) for word in ("said", "told", "The Record"))
    assert first == Attribution(first.quotation, lee, Span(verb, verb + 4), None)
    assert second == Attribution(second.quotation, lee, Span(told, told + 4), Span(record, record + 10))


words = lexicon(
    "“ ” ' \" said told according to she it the , . : ! > # Ana Petrov Ms. minister who was as by and but ’s put in "
    "statement read called"
)
news = st.lists(st.sampled_from(sorted(words | {"\n\n"})), max_size=40).map(" ".join)


@given(news | st.text(max_size=80))
def test_any_text_is_read_and_every_span_is_within_it(source: str) -> None:
    document = article(source.replace("\r", "\n"))
    for found in attribute(document):
        for span in (found.verb, found.addressee, found.speaker.span if found.speaker else None):
            assert span is None or document.text[span.start : span.end].strip()


@pytest.mark.parametrize(
    "pattern", ["“Yes,” said Ana Petrov. ", "she said “a”, and ", "the ", "“a” ", "said, ", "Ana, "]
)
def test_the_time_taken_grows_with_the_length_of_the_line(pattern: str) -> None:
    def seconds(length: int) -> float:
        document = article(pattern * (length // len(pattern)))
        start = time.process_time()
        attribute(document)
        return time.process_time() - start

    # Eight times the length: what grew with its square would take 64 times as long.
    assert min(seconds(40_000) for _ in range(3)) < 48 * max(0.02, min(seconds(5_000) for _ in range(3)))


@pytest.mark.parametrize("half", ["dev", "held"])
def test_speakers_in_articles(half: str) -> None:
    result = measure(GOLDEN / half)
    assert result.expected >= 100
    assert result.precision >= 0.90
    assert result.recall >= 0.75


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Torvaldsen", "Ms. Ilse Torvaldsen", True),
        ("a spokesperson", "an NSO spokesperson", True),
        ("a spokesperson for the ministry", "a spokesperson", True),
        ("the coastguard’s chief", "The coastguard's chief", True),
        ("Ana Petrov", "Ivan Petrov", False),
        ("Ana Petrov", "Ana", False),
        ("a spokesperson for NSO", "NSO", False),
        ("", "", False),
    ],
)
def test_same_speaker(one: str, other: str, same: bool) -> None:
    assert same_speaker(one, other) is same
    assert same_speaker(other, one) is same


def test_score() -> None:
    expected = [("a", "Ana"), ("a", "Bob"), ("b c", None), ("d", "Eva")]
    result = score([("a", "Ana"), ("a", "Ivo"), ("b\nc", "Ana"), ("x", "Ana"), ("y", None)], expected)
    assert (result.right, result.found, result.expected) == (1, 4, 3)
    assert (result.precision, result.recall) == (1 / 4, 1 / 3)
