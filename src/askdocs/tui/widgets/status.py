"""One line that says what is going on; it takes no room when there is nothing to say."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from askdocs.text import harmless


class Status(Static):
    """Shows the app's ``status``."""

    def on_mount(self) -> None:
        """Follow it."""
        self.watch(self.app, "status", self._show)

    def _show(self, status: str) -> None:
        self.display = bool(status)
        self.update(Content.styled(harmless(status), "$foreground-muted"))
