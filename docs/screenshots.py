"""The pictures of the chat in docs/images/, drawn by the program itself.

::

    make screenshots

Runs the chat without a terminal on the sample articles, asks a question, and saves what is on its screen, in the dark
and in the light theme.
"""

from __future__ import annotations

import asyncio
import os
import re
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from askdocs.tui.app import ChatApp
from askdocs.tui.opening import Opening
from askdocs.tui.screens.chat import ChatScreen
from askdocs.tui.themes import DARK, LIGHT

IMAGES = Path(__file__).parent / "images"
FONTS = "'DejaVu Sans Mono', Menlo, Consolas, 'Liberation Mono', monospace"


SIZE = (116, 34)
QUESTION = "how many phone numbers leaked?"
KEYS = ("tab", "2")
"""Pressed when it is answered."""


def drawn(app: ChatApp) -> str:
    """What is on the screen, as an SVG that loads nothing from elsewhere."""
    svg = app.export_screenshot()
    svg = re.sub(r"@font-face \{.*?\}", "", svg, flags=re.DOTALL)
    svg = svg.replace("Fira Code, monospace", FONTS).replace("font-family: arial;", "font-family: sans-serif;")
    if "url(http" in svg:
        raise SystemExit("the picture would load something from elsewhere")
    return "\n".join(line.rstrip() for line in svg.splitlines()) + "\n"


async def until(pilot: Pilot[Any], condition: Callable[[], bool]) -> None:
    """Until something holds, for at most a minute or so."""
    for _ in range(6_000):
        await pilot.pause(0.01)
        if condition():
            return
    raise SystemExit("it never came to that")


async def play(theme: str) -> str:
    """Ask, choose a quote, and draw."""
    app = ChatApp(Opening(samples=True, private=True))
    async with app.run_test(size=SIZE) as pilot:
        app.theme = theme
        await app.opened_chat()
        screen = app.screen
        assert isinstance(screen, ChatScreen)
        await pilot.press(*QUESTION, "enter")
        await until(pilot, lambda: bool(screen.conversation.turns) and not app.status)
        await pilot.press(*KEYS)
        app.clear_notifications()
        await pilot.pause(0.5)
        return drawn(app)


def main() -> None:
    """Draw the chat in both themes."""
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="askdocs-screenshots-") as folder:
        os.environ.update(ASKDOCS_DATA=folder, TERM="xterm-256color", COLORTERM="truecolor")
        os.environ.pop("NO_COLOR", None)
        for theme in (DARK, LIGHT):
            file = IMAGES / f"chat-{'dark' if theme.dark else 'light'}.svg"
            file.write_text(asyncio.run(play(theme.name)), encoding="utf-8")
            sys.stdout.write(f"{file}\n")
            sys.stdout.flush()
    os._exit(0)  # without waiting for the models that still load


if __name__ == "__main__":
    main()
