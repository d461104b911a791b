"""The whole chat over files that change, and its first start."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from askdocs.library.chat import Chat
from askdocs.model import Filters
from askdocs.tui.app import ChatApp
from askdocs.tui.desk import opened
from askdocs.tui.messages import FilesChanged
from askdocs.tui.opening import Opening
from askdocs.tui.screens.chat import ChatScreen
from askdocs.tui.screens.documents import DocumentsScreen
from askdocs.tui.screens.source import SourceScreen
from askdocs.tui.widgets.chips import Chip
from askdocs.tui.widgets.question import QuestionBox
from askdocs.tui.widgets.table import DocumentTable

from .conftest import driven, settled, shown, until
from .hosts import shows, typed

Start = Callable[[Opening], ChatApp]


@pytest.fixture
def start(shelf_chat: Chat) -> Start:
    """The chat as it is opened, with models that are loaded already."""

    class Quick(ChatApp):
        def open_chat(self) -> Chat:
            chat = opened(self.opening, self)
            chat.library.__dict__["encoder"] = shelf_chat.library.encoder
            chat.library.__dict__["reader"] = shelf_chat.library.reader
            return chat

    return Quick


def conversation(pilot: Pilot[Any]) -> ChatScreen:
    screen = pilot.app.screen
    assert isinstance(screen, ChatScreen)
    return screen


async def ask(pilot: Pilot[Any], question: str) -> str:
    """The words that answer a question."""
    await pilot.press(*typed(question), "enter")
    await settled(pilot)
    answer = conversation(pilot).conversation.turns[-1].answer
    return answer.evidence[0].text if answer.evidence else ""


def test_without_a_library_the_first_start_leads_to_the_documents(start: Start, tmp_path: Path) -> None:
    notes = tmp_path / "notes"
    notes.mkdir()
    (notes / "ferry.md").write_text("# The ferry\n\nThe ferry to Norling leaves at nine o'clock in the morning.\n")
    app = start(Opening(library=tmp_path / "library", private=True))

    async def drive(pilot: Pilot[Any]) -> None:
        await settled(pilot)
        assert isinstance(app.screen, DocumentsScreen)
        await shows(pilot, "There is nothing in your library yet")
        await pilot.press("a", *typed(str(notes)), "enter")
        await settled(pilot)
        assert [row.info.path for row in app.screen.query_one(DocumentTable).rows] == [str(notes / "ferry.md")]
        await shows(pilot, "1 document added")
        await pilot.press("escape")
        await settled(pilot)
        assert "nine" in await ask(pilot, "when does the ferry to Norling leave?")

    driven(app, drive)


def test_an_empty_library_leads_there_too_and_the_samples_can_be_tried(start: Start, tmp_path: Path) -> None:
    (tmp_path / "askdocs.toml").write_text("documents = []\n")
    app = start(Opening(library=tmp_path, private=True))

    async def drive(pilot: Pilot[Any]) -> None:
        await settled(pilot)
        assert isinstance(app.screen, DocumentsScreen)
        await pilot.press("t")
        await settled(pilot)
        assert "NSO" in await ask(pilot, "who was inspected by the ministry of defence?")
        await pilot.press("f2")
        await settled(pilot)
        await shows(pilot, "8 documents")

    driven(app, drive)


def test_a_file_that_changes_on_disk_is_read_by_itself(start: Start, library: Path) -> None:
    app = start(Opening(library=library, private=True))
    file = library / "articles" / "ferry.md"

    async def drive(pilot: Pilot[Any]) -> None:
        await settled(pilot)
        file.write_text("# The ferry\n\nThe ferry to Norling leaves at nine o'clock in the morning.\n")
        await until(pilot, lambda: "1 document added" in app.status)
        await shows(pilot, "1 document added")
        assert "nine" in await ask(pilot, "when does the ferry to Norling leave?")
        await pilot.press("f2")
        await settled(pilot)
        file.unlink()
        (library / "articles" / "broken.txt").write_bytes("café crème brûlée été".encode() + b"\xff")
        await shows(pilot, "broken.txt is UTF-8 text, damaged")
        assert app.screen.query_one(DocumentTable).shown == 3

    driven(app, drive)


def test_filters_are_chosen_shown_kept_and_taken_away(start: Start, library: Path) -> None:
    app = start(Opening(library=library, private=True))

    async def drive(pilot: Pilot[Any]) -> None:
        await settled(pilot)
        await pilot.press("f3")
        await settled(pilot)
        await pilot.press(*typed("lowland"), "enter")
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert conversation(pilot).conversation.filters == Filters(sources=("The Lowland Courier",))
        await shows(pilot, "publication: The Lowland Courier ×")
        await ask(pilot, "how many phone numbers leaked?")
        (turn,) = conversation(pilot).conversation.turns
        assert turn.filters == Filters(sources=("The Lowland Courier",))
        assert {each.quote.document.source for each in turn.answer.evidence} == {"The Lowland Courier"}
        app.screen.query(Chip).first().focus()
        await pilot.press("x")
        await settled(pilot)
        assert conversation(pilot).conversation.filters == Filters()

    driven(app, drive)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
def test_a_document_is_opened_from_the_list(start: Start, library: Path, size: tuple[int, int]) -> None:
    app = start(Opening(library=library, private=True))

    async def drive(pilot: Pilot[Any]) -> None:
        await settled(pilot)
        await pilot.press("f2")
        await settled(pilot)
        await pilot.press("end", "enter")
        await settled(pilot)
        await until(pilot, lambda: isinstance(app.screen, SourceScreen if size[0] < 100 else ChatScreen))
        await shows(pilot, "Fourteen leaders, one list")

    driven(app, drive, size)


def test_escape_in_the_chat_stops_a_sync(start: Start, library: Path) -> None:
    app = start(Opening(library=library, private=True))
    chance = random.Random(7)
    words = ["harbour", "ledger", "inspects", "quiet", "letters", "northern", "archive", "seldom", "answers"]

    async def drive(pilot: Pilot[Any]) -> None:
        await settled(pilot)
        for number in range(30):
            parts = [" ".join(chance.choices(words, k=220)).capitalize() + "." for _ in range(10)]
            text = "\n\n".join(f"## Part {part}\n\n{text}" for part, text in enumerate(parts))
            (library / "articles" / f"long-{number}.md").write_text(f"# Long {number}\n\n{text}\n")
        await until(pilot, lambda: app.shelf.syncing.progress.stage == "Embedding")
        await shows(pilot, "Escape stops it")
        await pilot.press("escape")
        await settled(pilot)
        await shows(pilot, "Stopped. The library is as it was last committed.")
        assert app.chat is not None
        assert len(app.chat.documents()) == 3

    driven(app, drive)


def test_a_sync_that_fails_is_told_once_and_is_why_nothing_answers(tmp_path: Path) -> None:
    (tmp_path / "ferry.md").write_text("# The ferry\n\nThe ferry to Norling leaves at nine o'clock.\n")
    (tmp_path / "askdocs.toml").write_text('documents = ["ferry.md"]\nmodel = "models/gone"\n')
    app = ChatApp(Opening(library=tmp_path, private=True))

    async def drive(pilot: Pilot[Any]) -> None:
        await settled(pilot)
        for _ in range(2):
            app.post_message(FilesChanged())
            await settled(pilot)
        told = [note.message for note in app._notifications if "models/gone" in note.message]
        assert len(told) == 1
        await pilot.press("escape")
        app.screen.query_one(QuestionBox).focus()
        await pilot.press(*typed("when does the ferry leave?"), "enter")
        await settled(pilot)
        await shows(pilot, told[0].splitlines()[0][:30])
        assert "nothing is indexed" not in shown(pilot)

    driven(app, drive)
