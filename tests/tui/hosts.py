"""Apps that hold one screen or widget, and how a screen is read."""

from __future__ import annotations

import unicodedata
from typing import Any

from textual import on
from textual.app import App
from textual.message import Message
from textual.pilot import Pilot
from textual.theme import Theme

from askdocs.library.chat import Chat
from askdocs.tui.desk import Desk
from askdocs.tui.messages import DocumentChosen, Noted, PathsAdded, SamplesWanted
from askdocs.tui.screens.documents import DocumentsScreen
from askdocs.tui.syncing import Syncing
from askdocs.tui.themes import DARK, LIGHT

from .conftest import shown, until

SMALL, LARGE = (80, 24), (120, 40)
LOOKS = [(SMALL, DARK), (LARGE, LIGHT)]
"""Sizes and themes of snapshots."""


class Dressed(App[None]):
    """An app with a theme of ours."""

    def __init__(self, theme: Theme = DARK) -> None:
        super().__init__()
        self.register_theme(theme)
        self.theme = theme.name


class Host(Dressed):
    """An app with the documents screen alone; keeps what the screen posts."""

    def __init__(self, chat: Chat | None, theme: Theme = DARK) -> None:
        super().__init__(theme)
        self.syncing = Syncing(self, Desk())
        self.documents = DocumentsScreen(chat, self.syncing)
        self.posted: list[Message] = []

    def on_mount(self) -> None:
        self.push_screen(self.documents)

    @on(DocumentChosen)
    @on(PathsAdded)
    @on(SamplesWanted)
    @on(Noted)
    def keep(self, event: Message) -> None:
        self.posted.append(event)

    def on_unmount(self) -> None:
        self.syncing.close()
        self.syncing.desk.close()


async def shows(pilot: Pilot[Any], text: str) -> None:
    """Wait until it stands on the screen."""
    await until(pilot, lambda: text in shown(pilot))


def typed(text: str) -> list[str]:
    """The keys that type a text."""
    return [_key_to_identifier(character) for character in text]


def _key_to_identifier(character: str) -> str:
    if character.isalnum():
        return character
    return unicodedata.name(character).replace("-", "_").replace(" ", "_").lower()
