"""Questions understood after the turns before them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from askdocs.conversation import Turn
from askdocs.conversation.following import followed
from askdocs.evaluation.dialogues import dialogues_report, read_dialogues, understood
from askdocs.model import Answer, DocumentInfo, Evidence, Filters, Quote
from askdocs.text import Span

GOLDEN = Path(__file__).parents[1] / "golden" / "dialogues.jsonl"
LEAST = 0.85


def turn(asked: str, marked: str = "", *, meant: str | None = None, path: str = "a.md") -> Turn:
    """A turn that was answered with a quote, its answering words between brackets."""
    evidence: tuple[Evidence, ...] = ()
    if marked:
        found = re.search(r"\[\[(.+?)\]\]", marked)
        text = re.sub(r"\[\[|\]\]", "", marked)
        highlight = Span(found.start(), found.start() + len(found[1])) if found else None
        evidence = (Evidence(Quote(DocumentInfo(id=path, path=path), Span(0, len(text)), text, 1), highlight, 0.9),)
    answer = Answer(asked, "answered" if evidence else "not_found", 0.9, evidence)
    return Turn(asked=asked, meant=meant or asked, answer=answer, filters=Filters(), at="2021-08-01T00:00:00+00:00")


FERRY = turn("when did the ferry sink?", "The ferry Estrella sank on [[12 March 1987]] off the Hook of Holland.")
MAYOR = turn("who is the mayor of Sandvik", "[[Karin Ohlsson]], mayor of Sandvik since 2019, opened the bridge.")
LIBRARY = turn("how much did the new library cost?", "The library cost [[£4.2 million]], a third more than planned.")
TREATY = turn("Which countries signed the treaty?", "[[France, Chad and Mali]] signed the treaty in Dakar.")
FINAL = turn("who won the final", "[[Real Torvas]] beat Ajaxa 3-1 in the final.")
BEETLE = turn(
    "what did Anna Berg and Tom Reyes discover?",
    "Anna Berg and Tom Reyes discovered [[a new kind of beetle]] in Peru.",
)
SEARCH = turn("did the ministry search the offices?", "Neither side has spoken of a [[search warrant]].")
ARTICLES = turn("which articles mention Ohlsson?")


@pytest.mark.parametrize(
    ("before", "asked", "full"),
    [
        (FERRY, "where?", "where did the ferry sink?"),
        (FERRY, "and why", "why did the ferry sink?"),
        (FERRY, "when did that happen", "when did the ferry sink?"),
        (FINAL, "when?", "when was it that Real Torvas won the final?"),
        (TREATY, "who else", "who else signed the treaty?"),
        (FINAL, "and in 2019?", "who won the final in 2019?"),
        (FINAL, "and the year before", "who won the final the year before?"),
        (BEETLE, "where?", "where did Anna Berg and Tom Reyes discover a new kind of beetle?"),
    ],
)
def test_a_question_of_a_word_takes_the_clause_of_the_one_before(before: Turn, asked: str, full: str) -> None:
    assert followed(asked, [before]).question == full


@pytest.mark.parametrize(
    ("before", "asked", "full"),
    [
        (MAYOR, "and of Norrby?", "who is the mayor of Norrby?"),
        (LIBRARY, "and the swimming pool?", "how much did the swimming pool cost?"),
        (LIBRARY, "what about the school", "how much did the school cost?"),
        (FERRY, "and the second ship?", "when did the second ship sink?"),
        (SEARCH, "and the homes?", "did the ministry search the homes?"),
        (MAYOR, "and her deputy?", "who is Karin Ohlsson's deputy?"),
        (ARTICLES, "and bennett?", "which articles mention bennett?"),
    ],
)
def test_what_is_put_beside_it_takes_the_place_of_its_like(before: Turn, asked: str, full: str) -> None:
    assert followed(asked, [before]).question == full


@pytest.mark.parametrize(
    ("before", "asked", "full"),
    [
        (MAYOR, "how old is she", "how old is Karin Ohlsson?"),
        (MAYOR, "what is her party", "what is Karin Ohlsson's party?"),
        (MAYOR, "who was mayor before her?", "who was mayor before Karin Ohlsson?"),
        (LIBRARY, "when did it open", "when did the new library open?"),
        (TREATY, "where did they sign it?", "where did France, Chad and Mali sign the treaty?"),
        (TREATY, "what does it say about fishing", "what does the treaty say about fishing?"),
        (BEETLE, "who paid them?", "who paid Anna Berg and Tom Reyes?"),
        (BEETLE, "what is it called", "what is the new kind of beetle called?"),
        (SEARCH, "what did they find?", "what did the ministry find?"),
        (FINAL, "who reported that?", "who reported that Real Torvas won the final?"),
    ],
)
def test_a_pronoun_is_what_was_asked_about_or_what_answered(before: Turn, asked: str, full: str) -> None:
    assert followed(asked, [before]).question == full


@pytest.mark.parametrize(
    ("earlier", "asked", "full"),
    [("which mill?", "when?", "when (mill)?"), ("What?", "why", "why (What)?")],
)
def test_what_asked_by_its_question_word_alone_says_nothing_to_be_asked_anew(
    earlier: str, asked: str, full: str
) -> None:
    assert followed(asked, [turn(earlier, "")]).question == full


def test_there_is_the_place_that_answered() -> None:
    before = turn("Where was Gantz on Wednesday?", "Benny Gantz was in [[Paris]] on Wednesday.")
    assert followed("whom did he meet there", [before]).question == "whom did Gantz meet in Paris?"


def test_a_pronoun_looks_past_a_turn_that_does_not_tell() -> None:
    founded = turn("who founded Forbidden Stories", "It was founded in 2017 by [[Laurent Richard]].")
    french = turn("is he french?", meant="is Laurent Richard french?")
    assert followed("where is it based", [founded, french]).question == "where is Forbidden Stories based?"


def test_what_cannot_be_told_is_kept_with_the_topic_in_brackets() -> None:
    assert (
        followed("how long did it last", [SEARCH]).question
        == "how long did it last (the ministry did search the offices)?"
    )
    assert followed("who was the captain", [FERRY]).question == "who was the captain (the ferry did sink)?"


def test_a_topic_in_brackets_goes_on_and_is_not_put_in_brackets_again() -> None:
    captain = turn(
        "who was the captain", "Its captain was [[Jan Prins]].", meant="who was the captain (the ferry did sink)?"
    )
    full = followed("was that known", [FERRY, captain]).question
    assert full.count("(") <= 1
    assert "ferry" in followed("since when?", [FERRY, captain]).question


@pytest.mark.parametrize(
    "asked",
    [
        "Who designed the bridge?",
        "and when was the town hall built?",
        "ferry safety rules",
        "sourdough",
        "what is spyware",
        "how many books does Ohlsson own besides her own",
        "when is it safe to swim in the harbour",
        "was it Reyes that paid the divers?",
        "What does it cost to dive for a wreck?",
        "Is there a law that says who may dive?",
        "what did Reyes say when the police came to his house?",
        "who told sailors to check their boats?",
        "what documents do I have",
        "WHO guidelines on IT in hospitals",
    ],
)
@pytest.mark.parametrize("before", [FERRY, MAYOR, BEETLE])
def test_a_new_topic_stays_as_it_was_typed(before: Turn, asked: str) -> None:
    found = followed(asked, [before])
    assert found.question == asked
    assert not found.documents


def test_a_question_that_leans_names_the_documents_just_cited() -> None:
    other = turn("who owned the ferry?", "The ferry belonged to [[a bank]].", path="b.md")
    assert [info.path for info in followed("why?", [FERRY, other]).documents] == ["b.md"]


def test_names_are_known_in_lower_case_from_the_quotes() -> None:
    before = turn("who did macron telephone?", "Emmanuel Macron telephoned [[Naftali Bennett]] on Thursday.")
    assert followed("when did they talk", [before]).question == "when did macron and Naftali Bennett talk?"


def test_what_a_document_says_cannot_command_the_terminal() -> None:
    before = turn("who sank the ferry?", "It was sunk by [[\x1b[31mJan Prins]] that night.")
    assert "\x1b" not in followed("when did he do it?", [before]).question


def test_a_question_does_not_grow_without_end() -> None:
    turns = [FERRY]
    for _ in range(40):
        full = followed("who was the captain?", turns).question
        assert len(full) < 450
        turns.append(turn("who was the captain?", "Its captain was [[Jan Prins]].", meant=full))


WORDS = """
    and but what which who whose when where why how many much else did was is are the a his it they them that this there
    about in of Macron NSO's offices list numbers sink said found of? (so) , ’ one happen 2019 IT
"""
words = st.sampled_from(WORDS.split())
typed = st.one_of(st.text(max_size=40), st.lists(words, max_size=9).map(" ".join))


@settings(max_examples=300, deadline=None)
@given(asked=typed, earlier=typed, answered=typed)
@example(asked="when", earlier="what", answered="")
def test_anything_typed_is_understood_somehow(asked: str, earlier: str, answered: str) -> None:
    marked = f"It is [[{answered}]] there." if answered.strip() and "]" not in answered else ""
    found = followed(asked, [turn(earlier, marked)])
    assert found.question.strip() or not asked.strip()
    if found.question != asked:
        assert [info.path for info in found.documents] == (["a.md"] if marked else [])


@given(asked=typed)
def test_without_turns_a_question_stays_as_it_was_typed(asked: str) -> None:
    assert followed(asked, []).question == asked


@settings(max_examples=60, deadline=None)
@given(
    lead=st.sampled_from(["", "and ", "And ", "but "]),
    space=st.sampled_from(["", " ", "  "]),
    mark=st.sampled_from(["", "?", " ?"]),
)
def test_a_new_topic_is_unchanged_to_the_byte(lead: str, space: str, mark: str) -> None:
    asked = f"{space}{lead}where did Anna Berg meet  Tom Reyes{mark}{space}"
    assert followed(asked, [FERRY]).question == asked


@pytest.mark.parametrize("half", ["dev", "held"])
def test_dialogues_are_understood(half: str) -> None:
    report = dialogues_report(GOLDEN, [half])[half]
    assert report["all"]["dialogues"] == 60
    assert report["follow-up"]["right"] >= LEAST
    assert report["new"]["right"] >= LEAST


def test_each_half_has_as_many_new_topics_as_follow_ups() -> None:
    found = read_dialogues(GOLDEN)
    assert {len(each["turns"]) for each in found} == {1, 2}
    for half in ("dev", "held"):
        labels = [each["label"] for each in found if each["half"] == half]
        assert labels.count("new") == labels.count("follow-up") == 30


def test_earlier_turns_of_a_dialogue_are_understood_in_their_turn() -> None:
    dialogue = {"turns": [{"asked": "who founded Forbidden Stories"}, {"asked": "when?"}], "asked": "and why?"}
    assert "Forbidden Stories" in understood(dialogue)
