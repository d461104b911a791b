"""Text from documents stays text: markup, escape sequences, links and bidirectional controls are inert."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from askdocs.library.chat import Chat
from askdocs.library.library import Library
from askdocs.tui.app import ChatApp
from askdocs.tui.editor import is_web_address
from askdocs.tui.opening import Opening
from askdocs.tui.widgets.document import DocumentView

from .conftest import Silent, ask, driven, flat, shown, until

ARTICLE = (
    "---\ntitle: 'The [bold red]lighthouse[/] \u202eof\u202c [/nothing]'\nauthor: '[link=http://evil.example]Ana[/link]'\n"
    "url: 'javascript:alert(1)'\ndate: 2021-07-28\n---\n\n"
    "The lighthouse at Norrhavn was \x1b[31mbuilt\x1b[0m in 1887 by [bold red]Astrid Lindqvist[/] with "
    "[@click=app.quit]stone[/], \x1b]52;c;ZXZpbA==\x07 \u202ereversed\u202c and [/unopened] \x9b2Jmarks.\n"
)
COMMANDING = [
    *map(chr, range(0x20)),
    *map(chr, range(0x7F, 0xA0)),
    *"\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069",
]


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory, cache: Path) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "[red]a\x1b[2J.md").write_text(ARTICLE, encoding="utf-8")
    (folder / "askdocs.toml").write_text('documents = ["."]\n')
    Chat(Library.find(folder, Silent())).sync(Silent())
    return folder


def everything(pilot: Pilot[Any]) -> str:
    screen = shown(pilot)
    assert not [character for character in screen.replace("\n", "") if character in COMMANDING]
    links = [
        segment.style.link or segment.style.meta.get("@click")
        for strip in pilot.app.screen._compositor.render_strips()
        for segment in strip
        if segment.style
    ]
    assert not any(links)
    return flat(screen)


@pytest.mark.parametrize("width", [80, 300])
def test_in_the_answer_the_source_and_the_clipboard(hostile: Path, width: int) -> None:
    app = ChatApp(Opening(library=hostile, private=True))

    async def drive(pilot: Pilot[Any]) -> None:
        await ask(pilot, "who built the lighthouse at Norrhavn?")
        screen = everything(pilot)
        assert "[bold red]Astrid Lindqvist[/]" in screen
        assert "␛[31mbuilt" in screen
        await pilot.press("tab", "enter")
        await until(pilot, lambda: pilot.app.screen.query_one(DocumentView).has_focus)
        await until(pilot, lambda: "[@click=app.quit]stone" in flat(shown(pilot)))
        assert "The [bold red]lighthouse[/]" in everything(pilot)
        await pilot.press("y")
        await until(pilot, lambda: "Astrid" in app.clipboard)
        assert not [character for character in app.clipboard.replace("\n", "") if character in COMMANDING]
        everything(pilot)
        await pilot.press("slash", *"[/")
        everything(pilot)
        assert app.is_running

    driven(app, drive, (width, 40))


def test_what_is_asked_is_inert_too(hostile: Path) -> None:
    app = ChatApp(Opening(library=hostile, private=True))

    async def drive(pilot: Pilot[Any]) -> None:
        await ask(pilot, "who [bold]built[/] [/the] lighthouse \u202eat Norrhavn?")
        assert "[bold]built[/] [/the]" in everything(pilot)

    driven(app, drive)


def test_a_page_is_opened_only_on_the_web() -> None:
    assert is_web_address("https://example.org/a?b=c")
    for address in (
        "javascript:alert(1)",
        "file:///etc/passwd",
        "http:",
        "//example.org",
        "http://[",
        "https://a\n",
        "",
    ):
        assert not is_web_address(address)
    assert not is_web_address(None)
