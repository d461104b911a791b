"""The line that a path is typed into, to add it to the library."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from askdocs.tui.cells import line
from askdocs.tui.completion import Completion, complete, meant
from askdocs.tui.desk import Desk

_CANDIDATES = 40


class AddLine(Vertical):
    """Takes a path, completes it with Tab, and says which it may be."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("tab", "complete", "Complete", priority=True)]

    class Wanted(Message):
        """The user wants to add what is there."""

        def __init__(self, path: Path) -> None:
            super().__init__()
            self.path = path

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk

    def compose(self) -> ComposeResult:
        """The line, and below it what may be typed or is wrong."""
        yield Input(placeholder="a folder or a file, such as ~/articles", compact=True)
        yield Static()

    def on_mount(self) -> None:
        """Say what the line is for."""
        self.border_title = "Add"

    def open(self) -> None:
        """Be there, to type into."""
        self.display = True
        self.query_one(Input).clear()
        self.say("Tab completes, Enter adds. Files are read where they are; nothing is copied.")
        self.query_one(Input).focus()

    def say(self, text: str) -> None:
        """Show a line below the path."""
        self.query_one(Static).update(Content(line(text)))

    def action_complete(self) -> None:
        """Complete what is typed as far as it is clear."""
        self.run_worker(self._complete(self.query_one(Input).value), exclusive=True)

    async def _complete(self, typed: str) -> None:
        found: Completion = await self._desk.do(complete, typed, Path.cwd())
        box = self.query_one(Input)
        if box.value != typed:
            return
        if found.text != typed:
            box.value = found.text
            box.cursor_position = len(found.text)
        more = len(found.names) - _CANDIDATES
        self.say(" · ".join(found.names[:_CANDIDATES]) + (f" · and {more:,} more" if more > 0 else ""))
        if not found.names and found.text == typed and not typed.endswith("/"):
            self.say("nothing there begins so")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Look whether it is there, and say that it is wanted."""
        event.stop()
        if event.value.strip():
            self.run_worker(self._want(meant(event.value, Path.cwd())), exclusive=True)

    async def _want(self, path: Path) -> None:
        if await self._desk.do(path.exists):
            self.post_message(self.Wanted(path))
        else:
            self.say(f"✗ there is no file or folder {path}")
