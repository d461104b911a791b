"""The conversations screen, over a real store."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Input, OptionList, Static

from askdocs.conversation import Conversation, Turn
from askdocs.library.conversations import Conversations
from askdocs.library.library import Library
from askdocs.model import Answer, Filters
from askdocs.tui.screens.conversations import ConversationsScreen
from askdocs.tui.screens.export import ExportScreen
from askdocs.tui.widgets.headings import HeadingList

from .conftest import Silent, driven, settled

TITLES = ("who inspected NSO?", "how many phone numbers leaked?", "Ministry [b]of[/b] \x1b[31mtruth 漢字", "שלום עולם")


class Host(App[None]):
    """An app with the screen alone; keeps what comes of it."""

    def __init__(self, store: Conversations) -> None:
        super().__init__()
        self.store = store
        self.results: list[int | None] = []
        self.deleted: list[int] = []

    def on_mount(self) -> None:
        self.push_screen(ConversationsScreen(self.store), self.results.append)

    def on_conversations_screen_deleted(self, event: ConversationsScreen.Deleted) -> None:
        self.deleted.append(event.number)


def turn(asked: str, at: str) -> Turn:
    return Turn(asked=asked, meant=asked, answer=Answer(asked, "not_found", 0.1, ()), filters=Filters(), at=at)


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Conversations:
    """Four conversations, the first with the latest question and two turns."""
    monkeypatch.setenv("ASKDOCS_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("TZ", "UTC")
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    (tmp_path / "library").mkdir()
    (tmp_path / "library" / "askdocs.toml").write_text("documents = []\n")
    found = Conversations.open(Library.find(tmp_path / "library", Silent()))
    for place, title in enumerate(TITLES):
        turns = [turn(title, f"2026-11-{24 - place}T09:30:00+00:00")]
        if place == 0:
            turns.append(turn("and in France?", "2026-11-24T10:00:00+00:00"))
        found.keep(Conversation(turns=tuple(turns)))
    return found


def listed(pilot: Pilot[Any]) -> list[int]:
    headings = pilot.app.screen.query_one(HeadingList)
    return [heading.id for heading, _ in headings._headings]


def shown(pilot: Pilot[Any]) -> str:
    """What stands on the screen, without its colours."""
    return "\n".join(strip.text.rstrip() for strip in pilot.app.screen._compositor.render_strips())


def run(store: Conversations, drive: Callable[[Pilot[Any], Host], Any], size: tuple[int, int] = (80, 24)) -> Host:
    app = Host(store)

    async def session(pilot: Pilot[Any]) -> None:
        await settled(pilot)
        await drive(pilot, app)

    driven(app, session, size)
    return app


def test_the_latest_comes_first_and_enter_opens_the_chosen_one(store: Conversations) -> None:
    async def drive(pilot: Pilot[Any], app: Host) -> None:
        assert listed(pilot) == [1, 2, 3, 4]
        first = next(line for line in shown(pilot).splitlines() if "who inspected" in line)
        assert first.split() == ["›", "who", "inspected", "NSO?", "2026-11-24", "10:00", "2"]
        assert "[b]of[/b] ␛[31mtruth 漢字" in shown(pilot)
        await pilot.press("down", "j", "k", "enter")
        await settled(pilot)

    assert run(store, drive).results == [2]


def test_escape_leaves_the_search_first_and_then_the_screen(store: Conversations) -> None:
    async def drive(pilot: Pilot[Any], app: Host) -> None:
        await pilot.press("slash", *"france")
        await settled(pilot)
        assert listed(pilot) == [1]
        assert "1 found" in shown(pilot)
        await pilot.press("escape")
        await settled(pilot)
        assert listed(pilot) == [1, 2, 3, 4]
        assert app.results == []
        await pilot.press("escape")
        await settled(pilot)

    assert run(store, drive).results == [None]


def test_what_is_typed_is_searched_for_and_enter_goes_to_what_was_found(store: Conversations) -> None:
    async def drive(pilot: Pilot[Any], app: Host) -> None:
        await pilot.press("slash", *"grombul")
        await settled(pilot)
        assert listed(pilot) == []
        assert "No conversation has these words." in shown(pilot)
        await pilot.press(*["backspace"] * 7, *"phone", "enter", "d", "escape", "enter")
        await settled(pilot)

    assert run(store, drive).results == [2]


def test_a_title_is_written_over_in_its_place(store: Conversations) -> None:
    async def drive(pilot: Pilot[Any], app: Host) -> None:
        await pilot.press("down", "r")
        box = pilot.app.screen.query_one("#title", Input)
        assert box.has_focus
        headings = pilot.app.screen.query_one(HeadingList)
        assert box.region.y == headings.region.y + 2
        await pilot.press(*["backspace"] * len(TITLES[1]), *"Leak", "enter")
        await settled(pilot)
        assert not box.display
        assert headings.has_focus
        assert headings.chosen and headings.chosen.title == "Leak"
        for leave in ("escape", "tab"):
            await pilot.press("f2", *"zzz", leave)
            await settled(pilot)
            assert not box.display
        await pilot.press("shift+tab") if not headings.has_focus else None
        await pilot.press("r", *["backspace"] * 9, "enter")
        await settled(pilot)
        assert any("the title is empty" in note.message for note in pilot.app._notifications)

    run(store, drive)
    assert [each.title for each in store.list()][1] == "Leak"


def test_a_conversation_is_deleted_once_that_is_confirmed(store: Conversations) -> None:
    async def drive(pilot: Pilot[Any], app: Host) -> None:
        for keep in ("escape", "n", "enter"):
            await pilot.press("d", keep)
            await settled(pilot)
        assert len(store.list()) == 4
        await pilot.press("d", "down", "enter")
        await settled(pilot)
        await pilot.press("d", "y")
        await settled(pilot)
        assert listed(pilot) == [3, 4]
        await pilot.press("d", "y")
        await settled(pilot)
        await pilot.press("delete", "y")
        await settled(pilot)
        assert "Nothing that was asked here is kept yet." in shown(pilot)
        await pilot.press("d", "r", "e", "enter")
        await settled(pilot)
        assert isinstance(pilot.app.screen, ConversationsScreen)

    assert run(store, drive).deleted == [1, 2, 3, 4]
    assert store.list() == []


def test_a_conversation_is_exported_and_no_file_is_written_over_unasked(store: Conversations, tmp_path: Path) -> None:
    file = tmp_path / "work" / "who-inspected-nso.json"

    async def drive(pilot: Pilot[Any], app: Host) -> None:
        await pilot.press("e")
        await settled(pilot)
        box = pilot.app.screen.query_one("#path", Input)
        assert box.value == str(file.with_suffix(".md"))
        await pilot.press("down", "down")
        await settled(pilot)
        assert box.value == str(file)
        await pilot.press("enter")
        await pilot.press("enter")
        await settled(pilot)
        assert json.loads(file.read_text())["title"] == TITLES[0]
        file.write_text("mine")
        await pilot.press("e", "down", "down")
        await settled(pilot)
        box = pilot.app.screen.query_one("#path", Input)
        assert box.value == str(file.with_stem(f"{file.stem}-2")), "a name that is free is suggested"
        await pilot.press("enter", *["backspace"] * len("-2.json"), *".json", "enter")
        await settled(pilot)
        assert "There is a file of this name already" in shown(pilot)
        assert file.read_text() == "mine"
        await pilot.press("backspace", "n", "enter")
        await settled(pilot)
        assert file.read_text() == "mine", "a name that was changed is asked about again"
        await pilot.press("enter")
        await settled(pilot)
        assert json.loads(file.read_text())["title"] == TITLES[0]
        assert isinstance(pilot.app.screen, ConversationsScreen)

    run(store, drive)


def test_a_name_that_is_none_is_said_to_be_so(store: Conversations, tmp_path: Path) -> None:
    async def drive(pilot: Pilot[Any], app: Host) -> None:
        for name, said in (("", "the name of the file is empty"), (str(tmp_path), "is a folder")):
            await pilot.press("e")
            await settled(pilot)
            pilot.app.screen.query_one("#path", Input).value = name
            await pilot.press("enter", "enter")
            await settled(pilot)
            assert isinstance(pilot.app.screen, ExportScreen)
            assert said in " ".join(shown(pilot).replace("│", "").split())
            await pilot.press("escape")
            await settled(pilot)
        await pilot.press("e")
        await settled(pilot)
        pilot.app.screen.query_one("#path", Input).value = "no/such/folder/x.md"
        await pilot.press("enter", "enter")
        await settled(pilot)
        assert any("cannot write" in note.message for note in pilot.app._notifications)

    run(store, drive)


def test_a_damaged_file_becomes_a_message(store: Conversations) -> None:
    async def drive(pilot: Pilot[Any], app: Host) -> None:
        store._records.file.write_bytes(b"not SQLite" * 100)
        await pilot.press("slash", "x")
        await settled(pilot)
        assert any("cannot use" in note.message for note in pilot.app._notifications)

    run(store, drive)


def test_in_private_it_says_so(store: Conversations) -> None:
    async def drive(pilot: Pilot[Any], app: Host) -> None:
        assert "private" in str(pilot.app.screen.query_one("#which", Static).render())

    run(Conversations.open(store.library, private=True), drive)


LOOKS: dict[str, list[str]] = {"list": [], "rename": ["down", "r"], "delete": ["d"], "export": ["e"]}


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("name", LOOKS)
def test_the_screen_looks_as_it_did(
    snap_compare: Callable[..., bool],
    store: Conversations,
    name: str,
    size: tuple[int, int],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Input, "cursor_blink", False)

    async def drive(pilot: Pilot[Any]) -> None:
        await settled(pilot)
        await pilot.press(*LOOKS[name])
        await settled(pilot)
        if name == "export":  # its suggestion begins with the folder of the test
            pilot.app.screen.query_one("#path", Input).value = "who-inspected-nso.md"
        await settled(pilot)
        assert pilot.app.screen.query(OptionList) or name in ("list", "rename")

    assert snap_compare(Host(store), run_before=drive, terminal_size=size)
