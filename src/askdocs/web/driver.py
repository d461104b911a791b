"""How the program in the browser reads what is typed there."""

from __future__ import annotations

from contextlib import suppress

from textual.app import ScreenStackError
from textual.drivers.web_driver import WebDriver
from textual.messages import ExitApp


class PipedDriver(WebDriver):
    """Textual's, but for what goes wrong with it at the beginning and at the end.

    Textual takes the page for out of focus as it starts. A screen that comes up then focuses nothing, and does not when
    the page has the focus either. And when nobody is left at the other end, the program would go on.
    """

    def on_meta(self, packet_type: str, payload: dict[str, object]) -> None:
        """Act on what the page says of itself; where it has the focus, so has something on the screen."""
        super().on_meta(packet_type, payload)
        if packet_type == "focus":
            self._app.call_later(self._focus)

    def run_input_thread(self) -> None:
        """Read until the input ends, and then end the program."""
        super().run_input_thread()
        self._app.post_message(ExitApp())

    def _focus(self) -> None:
        with suppress(ScreenStackError):  # before the first screen, which sees to it itself
            screen = self._app.screen
            if screen.focused is None:
                screen.focus_next(screen.AUTO_FOCUS or "*")
