"""Terminals without colour, and names that are wide or run from right to left."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from rich.segment import Segment
from textual.pilot import Pilot
from textual.strip import Strip

from askdocs.library.chat import Chat
from askdocs.library.library import Library
from askdocs.tui.opening import Opening

from .conftest import OverShelf, Silent, ask, driven

SIZES = [(80, 24), (120, 40)]
ARTICLES = {
    "東京の灯台.md": ("東京の灯台と港の長い歴史について", "山田太郎, 佐藤花子", "東京日日新聞"),
    "מגדלור.md": ("המגדלור של יפו", "רחל ברקאי", "הארץ של אתמול"),
    "منارة.md": ("منارة الميناء القديم", "ليلى الحداد", "صحيفة الميناء"),
}


def lines(pilot: Pilot[Any]) -> list[Strip]:
    """What is on the screen, line by line."""
    return pilot.app.screen._compositor.render_strips()


def drawn(pilot: Pilot[Any]) -> Iterator[Segment]:
    return (segment for line in lines(pilot) for segment in line)


@pytest.fixture(scope="session")
def harbour(tmp_path_factory: pytest.TempPathFactory, cache: Path) -> Chat:
    """A library of articles with such names."""
    folder = tmp_path_factory.mktemp("harbour")
    for number, (name, (title, author, source)) in enumerate(ARTICLES.items()):
        matter = f"title: {title}\nauthor: {author}\nsource: {source}\ndate: 2021-0{number + 1}-28"
        text = f"The lighthouse of the harbour was built in {1887 + number} by the engineer {author}."
        (folder / name).write_text(f"---\n{matter}\n---\n\n{text}\n", encoding="utf-8")
    (folder / "askdocs.toml").write_text('documents = ["."]\n')
    chat = Chat(Library.find(folder, Silent()))
    chat.sync(Silent())
    chat.prepare()
    return chat


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_wide_names_and_those_from_right_to_left_leave_every_line_as_long_as_the_terminal(
    harbour: Chat, size: tuple[int, int]
) -> None:
    async def drive(pilot: Pilot[Any]) -> None:
        await ask(pilot, "when was the lighthouse of the harbour built?")
        for keys in ([], ["tab", "2"], ["enter"]):
            await pilot.press(*keys)
            await pilot.pause()
            assert [line.cell_length for line in lines(pilot)] == [size[0]] * size[1]
        words = "".join(segment.text for segment in drawn(pilot))
        assert any(author.split(",")[0] in words for _, author, _ in ARTICLES.values())

    driven(OverShelf(Opening(library=harbour.library.settings.root, private=True), harbour), drive, size)


def test_without_colour_all_is_said_in_signs(shelf: Path, shelf_chat: Chat, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")

    async def drive(pilot: Pilot[Any]) -> None:
        await ask(pilot, "how many phone numbers leaked?")
        await pilot.press("tab", "2")
        await pilot.pause()
        styles = [segment.style for segment in drawn(pilot) if segment.style]
        coloured = {color for style in styles for color in (style.color, style.bgcolor) if color}
        words = "\n".join(line.text for line in lines(pilot))
        assert all(color.is_default for color in coloured), coloured
        assert "Answer · keys" in words and "Question · typing" not in words
        assert "▸2" in words and "▸1" not in words

    driven(OverShelf(Opening(library=shelf, private=True), shelf_chat), drive)
