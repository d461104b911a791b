"""Asking, and what is shown of an answer and of the lack of one."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from askdocs.conversation import Conversation, Turn
from askdocs.errors import UsageError
from askdocs.library.chat import Chat
from askdocs.tui.app import ChatApp
from askdocs.tui.opening import Opening
from askdocs.tui.widgets.question import QuestionBox
from askdocs.tui.widgets.turn import TurnView

from .conftest import OverShelf, ask, driven, flat, put, settled, shown, until

QUESTION = "how many phone numbers leaked?"


class Held(Chat):
    """A library that answers when it is let go."""

    def __init__(self, other: Chat) -> None:
        super().__init__(other.library)
        self.asked = threading.Event()
        self.go = threading.Event()

    def ask(self, asked: str, conversation: Conversation, **how: Any) -> Turn:
        self.asked.set()
        self.go.wait(60)
        return super().ask(asked, conversation, **how)


class Broken(Chat):
    """A library that fails."""

    def __init__(self, other: Chat, error: Exception) -> None:
        super().__init__(other.library)
        self.error = error

    def ask(self, asked: str, conversation: Conversation, **how: Any) -> Turn:
        raise self.error


def turns(app: ChatApp) -> list[TurnView]:
    return app.talk.talk.turns


def test_an_answer_is_short_sure_quoted_and_cited(chat_app: ChatApp) -> None:
    async def drive(pilot: Pilot[Any]) -> None:
        await ask(pilot, QUESTION)
        screen = flat(shown(pilot))
        assert "› how many phone numbers leaked?" in screen
        assert "2 sources [1] [2]" in screen
        assert "sure, 9" in screen
        assert "“More than 50,000 phone numbers stand on the leaked list" in screen
        assert "Bram Ashdown-Visser. Fourteen leaders" in screen
        assert "03-fourteen-leaders-one-list.md:16" in screen

    driven(chat_app, drive, size=(80, 40))


def test_the_answering_words_are_bold_and_underlined(chat_app: ChatApp) -> None:
    async def drive(pilot: Pilot[Any]) -> None:
        await ask(pilot, QUESTION)
        strips = pilot.app.screen._compositor.render_strips()
        told = [segment.text for strip in strips for segment in strip if segment.style and segment.style.underline]
        assert {"More than 50,000", "more than 50,000"} <= set(told)
        assert all(
            segment.style.bold for strip in strips for segment in strip if segment.text in told and segment.style
        )

    driven(chat_app, drive, size=(80, 40))


def test_no_answer_is_said_and_the_nearest_passages_are_labelled(chat_app: ChatApp) -> None:
    async def drive(pilot: Pilot[Any]) -> None:
        await ask(pilot, "who won the World Cup of 2018?")
        screen = flat(shown(pilot))
        assert "Your documents do not answer this. The nearest passages, which are not an answer:" in screen
        assert "sure" not in screen.split("not an answer:")[0]
        assert turns(chat_app)[0].quotes

    driven(chat_app, drive, size=(80, 40))


def test_documents_are_listed(chat_app: ChatApp) -> None:
    async def drive(pilot: Pilot[Any]) -> None:
        await ask(pilot, "which articles mention Macron?")
        screen = flat(shown(pilot))
        assert "3 documents mentioning “Macron”:" in screen
        assert "Lena Okafor-Varga. Officials swoop" in screen
        await pilot.press("tab", "2", "enter")
        await settled(pilot)
        assert "Fourteen leaders, one list" in shown(pilot).splitlines()[1]

    driven(chat_app, drive, size=(80, 40))


def test_a_question_waits_for_the_library(shelf: Path, shelf_chat: Chat) -> None:
    go = threading.Event()

    class Slow(OverShelf):
        def open_chat(self) -> Chat:
            go.wait(60)
            return super().open_chat()

    app = Slow(Opening(library=shelf, private=True), shelf_chat)

    async def drive(pilot: Pilot[Any]) -> None:
        await put(pilot, QUESTION)
        await until(pilot, lambda: "waiting for the library" in shown(pilot))
        assert "opening the library" in shown(pilot)
        go.set()
        await settled(pilot)
        assert "More than 50,000" in shown(pilot)
        assert "opening the library" not in shown(pilot)

    driven(app, drive)


def test_there_is_no_library(tmp_path: Path) -> None:
    async def drive(pilot: Pilot[Any]) -> None:
        await put(pilot, QUESTION)
        await until(pilot, lambda: "There is nothing in your library yet" in shown(pilot))
        await pilot.press("escape")
        await until(pilot, lambda: f"there is no library at {tmp_path}" in flat(shown(pilot)))
        assert "askdocs add" in shown(pilot)

    app = ChatApp(Opening(library=tmp_path))
    driven(app, drive, size=(160, 40))


def test_escape_cancels_an_answer_and_a_late_one_is_dropped(shelf: Path, shelf_chat: Chat) -> None:
    held = Held(shelf_chat)
    app = OverShelf(Opening(library=shelf, private=True), held)

    async def drive(pilot: Pilot[Any]) -> None:
        await put(pilot, QUESTION)
        await until(pilot, held.asked.is_set)
        await pilot.press("escape")
        await until(pilot, lambda: "cancelled" in shown(pilot))
        assert app.talk.query_one(QuestionBox).has_focus, "the first Escape only cancels"
        held.go.set()
        await ask(pilot, "where are NSO's offices?")
        assert "cancelled" in shown(pilot)
        assert "50,000" not in shown(pilot)
        assert [turn.asked for turn in app.talk.conversation.turns] == ["where are NSO's offices?"]
        await pilot.press("escape")
        assert app.talk.talk.has_focus

    driven(app, drive)


def test_questions_are_answered_one_after_the_other(shelf: Path, shelf_chat: Chat) -> None:
    held = Held(shelf_chat)
    app = OverShelf(Opening(library=shelf, private=True), held)

    async def drive(pilot: Pilot[Any]) -> None:
        await put(pilot, QUESTION)
        await put(pilot, "where are NSO's offices?")
        held.go.set()
        await settled(pilot)
        assert [turn.asked for turn in app.talk.conversation.turns] == [QUESTION, "where are NSO's offices?"]
        assert [view.asked for view in turns(app)] == [QUESTION, "where are NSO's offices?"]

    driven(app, drive)


@pytest.mark.parametrize("error", [RuntimeError("the [bold]disk[/bold] \x1b[2J broke"), ValueError("[/]")])
def test_a_fault_in_a_worker_is_a_message(shelf: Path, shelf_chat: Chat, error: Exception) -> None:
    app = OverShelf(Opening(library=shelf, private=True), Broken(shelf_chat, error))

    async def drive(pilot: Pilot[Any]) -> None:
        await put(pilot, QUESTION)
        await until(pilot, lambda: "a fault in askdocs" in flat(shown(pilot)))
        assert type(error).__name__ in flat(shown(pilot))
        assert "Traceback" not in shown(pilot)
        assert "not answered" in shown(pilot)
        assert "\x1b" not in shown(pilot)
        await put(pilot, "again")
        await until(pilot, lambda: len(turns(app)) == 2)

    driven(app, drive)


def test_what_cannot_be_asked_is_said_in_its_turn(shelf: Path, shelf_chat: Chat) -> None:
    app = OverShelf(
        Opening(library=shelf, private=True), Broken(shelf_chat, UsageError("no document meets it", "Try."))
    )

    async def drive(pilot: Pilot[Any]) -> None:
        await ask(pilot, QUESTION)
        assert "no document meets it. Try." in flat(shown(pilot))

    driven(app, drive)


def test_the_samples_are_indexed_and_asked(cache: Path) -> None:
    app = ChatApp(Opening(samples=True, private=True))

    async def drive(pilot: Pilot[Any]) -> None:
        await pilot.press(*"who inspected NSO?", "enter")
        await settled(pilot)
        assert "inspected NSO Group on Wednesday" in flat(shown(pilot))

    driven(app, drive, size=(80, 24))


def test_ctrl_c_leaves_at_the_second_time(chat_app: ChatApp) -> None:
    async def drive(pilot: Pilot[Any]) -> None:
        await settled(pilot)
        await pilot.press("ctrl+c")
        assert "Ctrl-C again leaves" in shown(pilot)
        assert chat_app.is_running
        await pilot.press("ctrl+c")
        await until(pilot, lambda: chat_app._exit)

    driven(chat_app, drive)
