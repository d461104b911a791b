"""What the chat and the source screen share: keys that open, copy and cite the place that is read."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import SuspendNotSupported
from textual.binding import Binding, BindingType
from textual.screen import Screen

from askdocs.text import harmless
from askdocs.tui.editor import clipboard_command, editor, editor_command, hand_over, is_web_address
from askdocs.tui.places import Place
from askdocs.tui.widgets.quote import quote_text

if TYPE_CHECKING:
    from askdocs.tui.app import ChatApp


class ReadingScreen(Screen[None]):
    """A screen on which a place is read."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("o", "open_file", "Open", tooltip="Open the file at its line in your editor, or its page in a browser"),
        Binding("y", "copy_quote", "Copy", tooltip="Copy the quote and its reference"),
        Binding("Y", "copy_reference", "Cite", tooltip="Copy the reference alone"),
        Binding("ctrl+f", "find", "Find", tooltip="Find words in the document", show=False),
    ]

    @property
    def chat_app(self) -> ChatApp:
        """The app, by its own type."""
        return cast("ChatApp", self.app)

    @property
    def place(self) -> Place | None:
        """What is read."""
        raise NotImplementedError

    @property
    def style(self) -> str | None:
        """The citation style; None for the library's own."""
        raise NotImplementedError

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Dim the keys that need a place while there is none."""
        needing = ("open_file", "copy_quote", "copy_reference", "find")
        return None if action in needing and self.place is None else True

    def action_open_file(self) -> None:
        """Open the file at its line in the editor; without one, its page in the browser."""
        place, chat = self.place, self.chat_app.chat
        if place is None or chat is None:
            return
        path, chosen, page = chat.library.path_of(place.document.path), editor(), place.document.url
        if chosen and path.exists():
            try:
                with self.app.suspend():
                    subprocess.run(editor_command(chosen, path, place.line), check=False)
            except SuspendNotSupported:
                self._say("No editor can be opened here.")
            except (OSError, ValueError) as error:
                self._say(f"{chosen} could not be started: {error}. EDITOR names the editor.", wrong=True)
        elif page and is_web_address(page):
            self._open_page(page)
        elif not path.exists():
            self._say(f"{place.document.path} is not there.", wrong=True)
        else:
            self._say(f"EDITOR names no editor to open {path} at line {place.line}.", wrong=True)

    def _open_page(self, address: str) -> None:
        # Without a desktop, Python would start a browser of letters over this very screen.
        if self.app.is_web or sys.platform == "darwin" or {"DISPLAY", "WAYLAND_DISPLAY"} & set(os.environ):
            self.app.open_url(address)
        else:
            self.app.copy_to_clipboard(address)
            self._say(f"There is no browser here; its address was copied: {address}")

    def action_copy_quote(self) -> None:
        """Copy the quote with its reference below."""
        self._copy(with_words=True)

    def action_copy_reference(self) -> None:
        """Copy the reference alone."""
        self._copy(with_words=False)

    def _copy(self, *, with_words: bool) -> None:
        if self.place and self.chat_app.chat:
            self.chat_app.run_worker(self._copied(self.place, with_words), group="copy", exit_on_error=False)

    async def _copied(self, place: Place, with_words: bool) -> None:
        reference = harmless(await self.chat_app.desk.do(self._reference, place))
        words = quote_text(place) if with_words else ""
        text = f"{words}\n{reference}" if words else reference
        self.app.copy_to_clipboard(text)
        command = clipboard_command()
        if command and not await self.chat_app.desk.do(hand_over, command, text):
            self._say(f"{command[0]} did not take it; the terminal's clipboard may have it.", wrong=True)
            return
        self._say("Quote and reference copied." if words else "Reference copied.")

    def _reference(self, place: Place) -> str:
        from askdocs.library.references import citation, line

        chat = self.chat_app.chat
        if chat is None or place.quote is None:
            return line(place.document)
        return citation(chat.library, place.quote, self.style)

    def _say(self, what: str, *, wrong: bool = False) -> None:
        self.notify(harmless(what), severity="error" if wrong else "information", markup=False)
