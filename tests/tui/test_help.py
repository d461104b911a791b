from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from textual.app import App
from textual.binding import Binding
from textual.pilot import Pilot
from textual.widgets import Static

from askdocs.tui.app import ChatApp
from askdocs.tui.keys import by_place
from askdocs.tui.screens.help import HelpScreen, rows
from askdocs.tui.themes import DARK, LIGHT

from .conftest import driven, settled


def test_keys_that_do_the_same_are_one_row() -> None:
    bindings = [
        Binding("up,k", "step(-1)", "Up", show=False),
        Binding("down,j", "step(1)", "Quote", key_display="↑↓", tooltip="Choose a quote"),
        *(Binding(str(number), f"choose({number})", "Choose that quote", show=False) for number in range(1, 10)),
        Binding("y", "copy", "Copy"),
        Binding("n", "next", "Next"),
        Binding("N", "previous", "Previous", show=False),
        Binding("x", "nameless", ""),
    ]
    assert rows(bindings, lambda binding: binding.key) == [
        ("↑↓", "Choose a quote"),
        ("1 … 9", "Choose that quote"),
        ("y", "Copy"),
        ("n", "Next"),
        ("N", "Previous"),
    ]


@pytest.mark.parametrize("leave", ["escape", "q", "question_mark", "f1"])
def test_it_opens_from_the_box_and_from_the_answer_and_leads_back(chat_app: ChatApp, leave: str) -> None:
    async def drive(pilot: Pilot[Any]) -> None:
        for keys in (["f1"], ["escape", "question_mark"]):
            before = pilot.app.screen
            await pilot.press(*keys)
            assert isinstance(pilot.app.screen, HelpScreen)
            await pilot.press(leave)
            assert pilot.app.screen is before
        await settled(pilot)

    driven(chat_app, drive)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
def test_every_key_and_every_word_can_be_read(chat_app: ChatApp, size: tuple[int, int]) -> None:
    async def drive(pilot: Pilot[Any]) -> None:
        await pilot.press("f1")
        statics = list(pilot.app.screen.query(Static))
        text = "\n".join(str(static.render()) for static in statics)
        for where, bindings in by_place(ChatApp.BINDINGS):
            assert where in text
            for key, what in rows(bindings, pilot.app.get_key_display):
                assert key in text and what in text
        for said in ("very sure", "2 sources", "Sources differ", "do not answer"):
            assert said in text
        assert all(static.region.right <= size[0] for static in statics)
        bottom = pilot.app.screen.query_one("VerticalScroll")
        while bottom.scroll_offset.y < bottom.max_scroll_y:
            await pilot.press("down")
        assert statics[-1].region.bottom <= size[1]
        await settled(pilot)

    driven(chat_app, drive, size)


class Helped(App[None]):
    """An app with nothing but the help, of keys that stay what they are."""

    def __init__(self, theme: str) -> None:
        super().__init__()
        for each in (DARK, LIGHT):
            self.register_theme(each)
        self.theme = theme

    def on_mount(self) -> None:
        self.push_screen(
            HelpScreen(
                [
                    ("Everywhere", [Binding("f1", "help", "Help"), Binding("ctrl+c", "leave", "Leave")]),
                    ("The question", [Binding("enter", "ask", "Ask"), Binding("tab", "other", "Answer")]),
                    ("The answer", [Binding("s", "style", "Style", tooltip="Choose the style of the references")] * 9),
                    ("The source", [Binding(key, key, f"Do what {key} does") for key in "abcdefghijk"]),
                ]
            )
        )


@pytest.mark.parametrize("theme", [DARK.name, LIGHT.name])
@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)], ids=str)
def test_it_looks_as_it_did(snap_compare: Callable[..., bool], theme: str, size: tuple[int, int]) -> None:
    assert snap_compare(Helped(theme), terminal_size=size)
