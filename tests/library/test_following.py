"""Follow-up questions put to the sample articles, with the real models."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from askdocs.conversation import Conversation, Turn
from askdocs.library.chat import Chat
from askdocs.library.library import Library
from askdocs.library.sync import sync
from askdocs.model import Filters


class Silent:
    """A reporter that shows nothing."""

    def note(self, message: str) -> None:
        """Keep quiet."""

    def progress(self, stage: str, done: int, total: int) -> None:
        """Keep quiet."""


@pytest.fixture(scope="module")
def chat(cache: object) -> Iterator[Chat]:
    library = Library.samples(Silent())
    sync(library)
    chat = Chat(library)
    yield chat
    chat.close()


def said(chat: Chat, *questions: str, filters: Filters | None = None) -> list[Turn]:
    """The turns of a conversation in which these were asked."""
    conversation = Conversation(filters=filters or Filters())
    for question in questions:
        conversation = replace(conversation, turns=(*conversation.turns, chat.ask(question, conversation)))
    return list(conversation.turns)


def quoted(turn: Turn) -> list[tuple[str, str]]:
    """The document and the words of each quote."""
    return [(each.quote.document.path[:2], " ".join(each.quote.text.split())) for each in turn.answer.evidence]


@pytest.mark.parametrize(
    ("questions", "full", "document", "words"),
    [
        (
            ["Where was Jamal Khashoggi killed?", "when did that happen?"],
            "when was Jamal Khashoggi killed?",
            "06",
            "On October 2, 2018",
        ),
        (
            ["where was jamal khashoggi killed", "who was his fiancée", "when was her phone infected?"],
            "when was Hatice Cengiz's phone infected?",
            "06",
            "four days after his death",
        ),
        (["Which presidents are on the list?", "and kings?"], "Which kings are on the list?", "03", "Mohammed VI"),
        (
            ["Who inspected NSO?", "when?", "was it announced in advance?"],
            "was it announced in advance that officials of Israel’s Defence Ministry inspected NSO?",
            "02",
            "NSO was told in advance",
        ),
        (
            ["how much was the Saudi deal worth?", "who permitted it"],
            "who permitted the Saudi deal?",
            "06",
            "Israel permitted NSO Group",
        ),
        (["did Macron change his phone?", "how many does he have?"], None, "08", "several telephone numbers"),
    ],
)
def test_a_follow_up_is_answered_from_the_right_document(
    chat: Chat, questions: list[str], full: str | None, document: str, words: str
) -> None:
    last = said(chat, *questions)[-1]
    assert last.asked == questions[-1]
    assert full is None or last.meant == full
    assert any(path == document and words in text for path, text in quoted(last))


def test_a_new_topic_is_asked_as_it_was_typed(chat: Chat) -> None:
    last = said(chat, "Where was Jamal Khashoggi killed?", "and when was NSO founded?")[-1]
    assert last.meant == "and when was NSO founded?"
    assert ("02", "founded in 2010") in [(path, text[5:20]) for path, text in quoted(last)]


def test_a_question_too_short_for_a_topic_is_put_to_the_documents_just_cited(chat: Chat) -> None:
    first, last = said(chat, "When did the court rule on NSO's export licence?", "who was the judge?")
    assert first.answer.evidence[0].quote.document.path.startswith("04")
    assert "licence" in last.meant
    assert "Judge Rachel Barkai" in quoted(last)[0][1]


def test_what_no_document_says_is_not_answered_with_what_was_just_shown(chat: Chat) -> None:
    last = said(chat, "how much was the Saudi deal worth?", "who was the interpreter?")[-1]
    assert last.answer.status == "not_found"


def test_a_list_of_documents_goes_on(chat: Chat) -> None:
    first, last = said(chat, "which articles mention Bredoux?", "and Gantz?")
    assert last.meant == "which articles mention Gantz?"
    assert last.answer.status == "listed"
    assert len(last.answer.listing) > len(first.answer.listing)


def test_a_question_put_literally_is_understood_as_it_stands(chat: Chat) -> None:
    turns = said(chat, "Where was Jamal Khashoggi killed?")
    conversation = Conversation(turns=tuple(turns))
    assert chat.ask("when did that happen?", conversation).meant != "when did that happen?"
    assert chat.ask("when did that happen?", conversation, literally=True).meant == "when did that happen?"


def test_filters_hold_for_a_follow_up(chat: Chat) -> None:
    first = said(chat, "Where was Jamal Khashoggi killed?")
    elsewhere = Filters(sources=("Statute Post",))
    last = chat.ask("when did that happen?", Conversation(turns=tuple(first), filters=elsewhere))
    assert last.meant == "when was Jamal Khashoggi killed?"
    shown = [*(each.quote for each in last.answer.evidence), *last.answer.near]
    assert {quote.document.source for quote in shown} <= {"The Statute Post"}
