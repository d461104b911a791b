"""The documents screen, over real libraries and files."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.theme import Theme
from textual.widgets import Input

from askdocs.library.chat import Chat
from askdocs.model import DocumentInfo
from askdocs.tui.catalogue import Catalogue
from askdocs.tui.messages import DocumentChosen, PathsAdded, SamplesWanted
from askdocs.tui.screens.documents import DocumentsScreen
from askdocs.tui.screens.removal import RemovalScreen, folders
from askdocs.tui.widgets.table import DocumentTable

from .conftest import driven, settled, shown, until
from .hosts import LOOKS, SMALL, Host, shows, typed

Open = Callable[[Path], Chat]


def titles(pilot: Pilot[Any]) -> list[str]:
    """What is listed, in its order."""
    table = pilot.app.screen.query_one(DocumentTable)
    return [row.info.path.removeprefix("articles/") for row in table.rows]


def paths(chat: Chat) -> list[str]:
    return [info.path for info in chat.documents()]


def note(folder: Path, name: str, text: str = "The ferry leaves at nine.") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / name
    file.write_text(f"# {name}\n\n{text}\n")
    return file


def write_much(folder: Path) -> None:
    """Seconds of embedding."""
    folder.mkdir(parents=True, exist_ok=True)
    chance = random.Random(7)
    words = ["harbour", "ledger", "inspects", "quiet", "letters", "northern", "archive", "seldom", "answers"]
    for number in range(30):
        parts = [" ".join(chance.choices(words, k=220)).capitalize() + "." for _ in range(10)]
        note(folder, f"long-{number}.md", "\n\n".join(f"## Part {part}\n\n{text}" for part, text in enumerate(parts)))


def test_documents_are_listed_sorted_and_searched(library: Path, open_chat: Open) -> None:
    async def drive(pilot: Pilot[Any]) -> None:
        await settled(pilot)
        assert [title[:2] for title in titles(pilot)] == ["01", "02", "03"]
        await shows(pilot, "3 documents")
        await pilot.press("1")
        assert [title[:2] for title in titles(pilot)] == ["03", "01", "02"]  # the wire has no title
        await pilot.press("1")
        assert [title[:2] for title in titles(pilot)] == ["01", "03", "02"]
        await pilot.press("4")
        assert [title[:2] for title in titles(pilot)] == ["03", "01", "02"]
        await shows(pilot, "Date ▲")
        await pilot.click(DocumentTable, offset=(4, 0))
        await shows(pilot, "Title ▲")
        await pilot.press("slash", *"ASHDOWN fourteen")
        await pilot.pause()
        assert [title[:2] for title in titles(pilot)] == ["03"]
        await shows(pilot, "1 of 3 documents")
        await pilot.press("enter", "a")
        assert pilot.app.screen.query_one("#search", Input).value == "ASHDOWN fourteen"  # a was a key again
        await pilot.press("escape", "escape")
        assert len(titles(pilot)) == 3

    driven(Host(open_chat(library)), drive, SMALL)


def test_the_cursor_says_all_of_its_document_and_enter_opens_it(library: Path, open_chat: Open) -> None:
    chat = open_chat(library)
    host = Host(chat)

    async def drive(pilot: Pilot[Any]) -> None:
        await settled(pilot)
        await pilot.press("end", "home", "down", "up", "enter")
        await pilot.pause()
        await shows(pilot, "Lena Okafor-Varga · The Harbour Ledger · 2021-07-28")
        await until(pilot, lambda: bool(host.posted))
        chosen = next(message for message in host.posted if isinstance(message, DocumentChosen))
        assert chosen.document.path == "articles/01-inspection-at-herzliya.md"

    driven(host, drive, SMALL)


def test_a_folder_is_added_as_in_a_shell(
    library: Path, open_chat: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    note(tmp_path / "home" / "My articles", "ferry.md")
    note(tmp_path / "home" / "My letters", "letter.md")
    chat = open_chat(library)

    async def drive(pilot: Pilot[Any]) -> None:
        await settled(pilot)
        await pilot.press("a", *typed("~/M"), "tab")
        await settled(pilot)
        line = pilot.app.screen.query_one("AddLine Input", Input)
        assert line.value == "~/My "
        await shows(pilot, "My articles/ · My letters/")
        await pilot.press("a", "tab")
        await settled(pilot)
        assert line.value == "~/My articles/"
        await pilot.press("enter")
        await settled(pilot)
        await shows(pilot, "1 document added")
        assert str(tmp_path / "home" / "My articles" / "ferry.md") in paths(chat)

    driven(Host(chat), drive, SMALL)


def test_a_path_that_is_not_there_is_told_beside_it(library: Path, open_chat: Open) -> None:
    async def drive(pilot: Pilot[Any]) -> None:
        await settled(pilot)
        await pilot.press("a", *typed("/no/such [b]place"), "enter")
        await settled(pilot)
        await shows(pilot, "there is no file or folder /no/such [b]place")
        await pilot.press("escape")
        assert isinstance(pilot.app.focused, DocumentTable)

    driven(Host(open_chat(library)), drive, SMALL)


def test_what_cannot_be_read_is_named_with_what_to_do(library: Path, open_chat: Open) -> None:
    folder = library / "articles"
    (folder / "broken.txt").write_bytes("café crème brûlée été".encode() + b"\xff")
    (folder / "picture.md").write_bytes(b"\x00\x01 picture")

    async def drive(pilot: Pilot[Any]) -> None:
        await settled(pilot)
        await shows(pilot, "to look at")
        text = " ".join(shown(pilot).replace("│", " ").split())
        assert "articles/broken.txt is UTF-8 text, damaged at byte 27 (line 1). Save it as UTF-8 text" in text
        assert "articles/picture.md is a binary file, not text. Markdown and plain text are read" in text
        (folder / "broken.txt").unlink()
        (folder / "picture.md").unlink()
        await pilot.press("s")
        await settled(pilot)
        await shows(pilot, "Nothing has changed")
        assert "broken.txt" not in shown(pilot)

    driven(Host(open_chat(library)), drive, (80, 30))


def test_a_folder_that_is_not_there_is_told_and_kept(library: Path, open_chat: Open) -> None:
    (library / "articles").rename(library / "elsewhere")
    chat = open_chat(library)

    async def drive(pilot: Pilot[Any]) -> None:
        await settled(pilot)
        await shows(pilot, "articles is not there")
        assert len(titles(pilot)) == 3

    driven(Host(chat), drive, SMALL)


def test_a_document_goes_only_when_that_is_confirmed_and_its_file_stays(library: Path, open_chat: Open) -> None:
    chat = open_chat(library)

    async def drive(pilot: Pilot[Any]) -> None:
        await settled(pilot)
        await pilot.press("d")
        await pilot.pause()
        assert isinstance(pilot.app.screen, RemovalScreen)
        await shows(pilot, "The file itself stays where it is")
        await pilot.press("escape")
        await settled(pilot)
        assert len(paths(chat)) == 3
        await pilot.press("d", "enter")
        await settled(pilot)
        assert titles(pilot) == ["02-ministry-visit-wire.txt", "03-fourteen-leaders-one-list.md"]
        assert (library / "articles" / "01-inspection-at-herzliya.md").is_file()
        await pilot.press("d", "down", "enter")
        await settled(pilot)
        await shows(pilot, "There is nothing in your library yet")
        assert paths(chat) == []

    driven(Host(chat), drive, SMALL)


def test_escape_stops_a_sync_first_and_then_leaves(library: Path, open_chat: Open) -> None:
    chat = open_chat(library)
    host = Host(chat)

    async def drive(pilot: Pilot[Any]) -> None:
        await settled(pilot)
        write_much(library / "articles")
        await pilot.press("s")
        await until(pilot, lambda: host.syncing.progress.stage == "Embedding")
        await shows(pilot, "Escape stops it")
        await pilot.press("escape")
        await settled(pilot)
        await shows(pilot, "Stopped. The library is as it was last committed.")
        assert isinstance(pilot.app.screen, DocumentsScreen)
        assert len(paths(chat)) == 3
        await pilot.press("escape")
        await pilot.pause()
        assert not isinstance(pilot.app.screen, DocumentsScreen)

    driven(host, drive, SMALL)


def test_leaving_the_app_in_the_middle_of_a_sync_loses_nothing(library: Path, open_chat: Open) -> None:
    chat = open_chat(library)
    host = Host(chat)

    async def drive(pilot: Pilot[Any]) -> None:
        await settled(pilot)
        write_much(library / "articles")
        await pilot.press("s")
        await until(pilot, lambda: host.syncing.progress.stage == "Embedding")

    driven(host, drive, SMALL)
    for file in (library / "articles").glob("long-*"):
        file.unlink()
    assert len(paths(chat)) == 3


def test_the_first_start_says_what_to_do(tmp_path: Path) -> None:
    note(tmp_path / "mine", "ferry.md")
    host = Host(None)

    async def drive(pilot: Pilot[Any]) -> None:
        await settled(pilot)
        await shows(pilot, "There is nothing in your library yet")
        await pilot.press("t")
        await pilot.press("a", *typed(str(tmp_path / "mine")), "enter")
        await settled(pilot)
        await until(pilot, lambda: len(host.posted) == 2)
        samples, added = host.posted
        assert isinstance(samples, SamplesWanted)
        assert isinstance(added, PathsAdded)
        assert added.paths == [tmp_path / "mine"]

    driven(host, drive, SMALL)


def test_names_are_shown_as_they_are_in_any_script(library: Path, open_chat: Open) -> None:
    folder = library / "articles"
    (folder / "[red]markup[ red].md").write_text("# [b]Bold[/b] [@click=app.quit]quit[/]\n\nThe ferry leaves.\n")
    (folder / "東京の港湾新聞が伝える長い長い長い長い題名の記事.md").write_text(
        "# 東京の港湾新聞が伝える長い長い長い長い題名の記事です、とても長い\n\n港は静か。\n"
    )
    (folder / "arabic.md").write_text("---\ntitle: خبر من الميناء\nauthor: محمد بن سلمان\n---\n\nالميناء هادئ.\n")
    (folder / "escape.md").write_text('---\ntitle: "red \\e[31m alert \\u202e"\n---\n\nThe ferry leaves at ten.\n')

    async def drive(pilot: Pilot[Any]) -> None:
        await settled(pilot)
        await pilot.press("end")
        await pilot.pause()
        text = shown(pilot)
        for words in ("[b]Bold[/b]", "東京の港", "محمد بن", "red ␛[31m"):
            assert words in text
        assert "\x1b" not in text
        assert "\u202e" not in text
        table = pilot.app.screen.query_one(DocumentTable)
        assert {cell_len(table.render_line(y).text) for y in range(table.size.height)} == {table.size.width}

    driven(Host(open_chat(library)), drive, SMALL)


class Table(App[None]):
    """The table alone, with as many documents as a large library has."""

    def compose(self) -> ComposeResult:
        yield Counted()

    def on_mount(self) -> None:
        infos = [
            DocumentInfo(id=f"{number}", path=f"news/{number:05}.md", title=f"Title {number}", published=f"{number}")
            for number in range(12_000)
        ]
        self.query_one(DocumentTable).fill(Catalogue.of(infos))


class Counted(DocumentTable):
    """Counts the lines that it makes."""

    made = 0

    def pieces(self, index: int, width: int) -> Any:
        self.made += 1
        return super().pieces(index, width)


def test_of_many_documents_only_those_in_sight_are_drawn() -> None:
    async def drive(pilot: Pilot[Any]) -> None:
        table = pilot.app.query_one(Counted)
        await pilot.press("end", "pageup", "down", "4", "4", "home")
        await pilot.pause()
        await shows(pilot, "Title 9999")
        assert table.shown == 12_000
        assert table.made < 1_000

    driven(Table(), drive, SMALL)


def test_the_folders_that_a_document_can_go_with() -> None:
    all_of_them = ["a/b/c/one.md", "a/b/c/two.md", "a/b/three.md", "/x/y/four.md", "/x/y/five.md", "six.md"]
    assert folders("a/b/c/one.md", all_of_them) == [("a/b/c", 2), ("a/b", 3)]
    assert folders("/x/y/four.md", all_of_them) == [("/x/y", 2)]
    assert folders("six.md", all_of_them) == []


@pytest.mark.parametrize(("size", "theme"), LOOKS, ids=["80x24", "120x40"])
@pytest.mark.parametrize("keys", [(), ("a",), ("d",)], ids=["list", "add", "remove"])
def test_the_screen_looks_as_it_did(
    library: Path,
    open_chat: Open,
    snap_compare: Any,
    size: tuple[int, int],
    theme: Theme,
    keys: tuple[str, ...],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("HOME", str(library.parent))
    (library / "articles" / "broken.txt").write_bytes("café crème brûlée été".encode() + b"\xff")

    async def before(pilot: Pilot[Any]) -> None:
        await settled(pilot)
        await pilot.press(*keys)
        await settled(pilot)
        for box in pilot.app.screen.query(Input):
            box.cursor_blink = False

    assert snap_compare(Host(open_chat(library), theme), terminal_size=size, run_before=before)


@pytest.mark.parametrize(("size", "theme"), LOOKS, ids=["80x24", "120x40"])
def test_the_empty_screen_looks_as_it_did(snap_compare: Any, size: tuple[int, int], theme: Theme) -> None:
    async def before(pilot: Pilot[Any]) -> None:
        await settled(pilot)

    assert snap_compare(Host(None, theme), terminal_size=size, run_before=before)
