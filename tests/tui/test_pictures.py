"""How the chat looks, as pictures that a person has seen: `pytest tests/tui --snapshot-update` takes them anew."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from askdocs.conversation import Conversation, Turn
from askdocs.library.chat import Chat
from askdocs.tui.app import ChatApp
from askdocs.tui.opening import Opening
from askdocs.tui.widgets.question import QuestionBox

from .conftest import OverShelf, ask, settled

THEMES = ("askdocs-light", "askdocs-dark")
SIZES = ((80, 24), (120, 40), (200, 60))
Compare = Callable[..., bool]
Steps = Callable[[Pilot[Any]], Awaitable[None]]


class AboutAsSure(Chat):
    """A chat that is as sure of each answer: to the last percent, processors differ in their arithmetic."""

    def ask(self, asked: str, conversation: Conversation, *, literally: bool = False) -> Turn:
        turn = super().ask(asked, conversation, literally=literally)
        evidence = tuple(replace(each, score=0.95) for each in turn.answer.evidence)
        confidence = 0.95 if evidence else turn.answer.confidence
        return replace(turn, answer=replace(turn.answer, evidence=evidence, confidence=confidence))


@pytest.fixture(scope="module")
def sure_chat(shelf_chat: Chat) -> Chat:
    return AboutAsSure(shelf_chat.library)


@pytest.fixture
def chat_app(shelf: Path, sure_chat: Chat) -> ChatApp:
    return OverShelf(Opening(library=shelf, private=True), sure_chat)


async def welcome(pilot: Pilot[Any]) -> None:
    """Nothing has been asked."""


async def answer(pilot: Pilot[Any]) -> None:
    await ask(pilot, "how many phone numbers leaked?")
    await pilot.press("tab")
    await settled(pilot)


async def source(pilot: Pilot[Any]) -> None:
    await answer(pilot)
    await pilot.press("2", "enter")
    await settled(pilot)
    await pilot.press("slash", *"list", "enter")
    await settled(pilot)


async def others(pilot: Pilot[Any]) -> None:
    await ask(pilot, "which articles mention Macron?")
    await ask(pilot, "who won the World Cup of 2018?")


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("steps", [welcome, answer, source, others], ids=lambda steps: steps.__name__)
def test_the_chat_looks_as_it_did(
    snap_compare: Compare, chat_app: ChatApp, theme: str, size: tuple[int, int], steps: Steps
) -> None:
    async def drive(pilot: Pilot[Any]) -> None:
        await settled(pilot)
        pilot.app.theme = theme
        chat_app.talk.query_one(QuestionBox).cursor_blink = False
        await steps(pilot)

    assert snap_compare(chat_app, terminal_size=size, run_before=drive)
