from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.app import App
from textual.pilot import Pilot

from askdocs.library.chat import Chat
from askdocs.library.library import Library
from askdocs.tui.app import ChatApp
from askdocs.tui.opening import Opening
from askdocs.tui.widgets.question import QuestionBox

SEEDS = Path(__file__).parents[2] / "seeds"
CHOSEN = ("01-inspection-at-herzliya.md", "02-ministry-visit-wire.txt", "03-fourteen-leaders-one-list.md")


@pytest.fixture(autouse=True)
def terminal(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A terminal of all colours, dark, and a data folder in which no theme was chosen."""
    for name, value in {"TERM": "xterm-256color", "COLORTERM": "truecolor"}.items():
        monkeypatch.setenv(name, value)
    for name in ("NO_COLOR", "COLORFGBG"):
        monkeypatch.delenv(name, raising=False)
    data = tmp_path_factory.mktemp("data")
    monkeypatch.setenv("ASKDOCS_DATA", str(data))
    return data


class Silent:
    """A reporter that nobody listens to."""

    def note(self, message: str) -> None:
        pass

    def progress(self, stage: str, done: int, total: int) -> None:
        pass


@pytest.fixture(scope="session", autouse=True)
def plain_surroundings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A data folder of the session's own, and a terminal of which nothing is known but its colours."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("ASKDOCS_DATA", str(tmp_path_factory.mktemp("data")))
        for name in ("NO_COLOR", "COLORFGBG", "ASKDOCS_LIBRARY"):
            environment.delenv(name, raising=False)
        environment.setenv("COLORTERM", "truecolor")
        yield


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory, cache: Path) -> Path:
    """A library over three of the seeds, indexed once; copy it before changing it."""
    folder = tmp_path_factory.mktemp("shelf")
    (folder / "articles").mkdir()
    for name in CHOSEN:
        shutil.copy(SEEDS / name, folder / "articles")
    (folder / "askdocs.toml").write_text('documents = ["articles"]\n')
    Chat(Library.find(folder, Silent())).sync(Silent())
    return folder


@pytest.fixture(scope="session")
def shelf_chat(shelf: Path) -> Chat:
    """That library, with its models loaded once for all tests."""
    chat = Chat(Library.find(shelf, Silent()))
    chat.prepare()
    return chat


class OverShelf(ChatApp):
    """The chat over a library that is open already."""

    def __init__(self, opening: Opening, chat: Chat) -> None:
        super().__init__(opening)
        self._open_already = chat

    def open_chat(self) -> Chat:
        return self._open_already


@pytest.fixture
def chat_app(shelf: Path, shelf_chat: Chat) -> ChatApp:
    """The chat over that library, keeping nothing."""
    return OverShelf(Opening(library=shelf, private=True), shelf_chat)


def driven(
    app: App[Any], drive: Callable[[Pilot[Any]], Coroutine[Any, Any, None]], size: tuple[int, int] = (120, 40)
) -> None:
    """Run an app without a terminal, and drive it."""

    async def session() -> None:
        async with app.run_test(size=size, notifications=True) as pilot:
            await drive(pilot)

    asyncio.run(session())


async def settled(pilot: Pilot[Any]) -> None:
    """Until no worker is at work and what they did is drawn."""
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()
    # What they did may have begun others: an answer chooses its first quote, and its document is wrapped.
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def until(pilot: Pilot[Any], condition: Callable[[], bool]) -> None:
    """Until something holds; a minute is more than anything takes."""
    async with asyncio.timeout(60):
        while not condition():
            await pilot.pause()


async def put(pilot: Pilot[Any], question: str) -> None:
    """Ask a question; pressing its letters one by one takes a second or two, and one test does it."""
    box = pilot.app.screen.query_one(QuestionBox)
    box.focus()
    box.value = question
    await pilot.press("enter")


async def ask(pilot: Pilot[Any], question: str) -> None:
    """Ask a question, and wait for its answer."""
    await put(pilot, question)
    await settled(pilot)


def shown(pilot: Pilot[Any]) -> str:
    """What stands on the screen, without its colours."""
    strips = pilot.app.screen._compositor.render_strips()
    return "\n".join(strip.text.rstrip() for strip in strips)


def flat(text: str) -> str:
    """The same without regard to where lines end, and to the bar beside what is chosen."""
    return " ".join(text.replace("▌", " ").split())


@pytest.fixture
def library(shelf: Path, tmp_path: Path) -> Path:
    """A copy of the shelf, to be changed; below a folder of its own."""
    folder = tmp_path / "library"
    shutil.copytree(shelf, folder)
    return folder


@pytest.fixture
def open_chat(shelf_chat: Chat) -> Callable[[Path], Chat]:
    """Open a library with the models that are loaded already."""

    def opened(folder: Path) -> Chat:
        found = Library.find(folder, Silent(), {})
        found.__dict__["encoder"] = shelf_chat.library.encoder
        found.__dict__["reader"] = shelf_chat.library.reader
        return Chat(found)

    return opened
