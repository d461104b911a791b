"""What changes in the library, and what went wrong with it."""

from __future__ import annotations

from collections.abc import Sequence

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from askdocs.text import harmless
from askdocs.tui.syncing import Progress

_BAR = 20


class SyncLine(Static):
    """One line: how far a change is, or what the last one did."""

    def __init__(self) -> None:
        super().__init__()
        self._said = ""

    def hear(self, progress: Progress) -> None:
        """Show how far it is."""
        self.update(Content(_shown(progress) if progress.running else self._said))

    def say(self, text: str) -> None:
        """Show what came of it."""
        self._said = harmless(text)
        self.update(Content(self._said))


class Problems(VerticalScroll, can_focus=True):
    """Files that could not be read, and why, and what to do; it takes no room where there are none."""

    def compose(self) -> Sequence[Static]:
        """All of them in one."""
        return [Static()]

    any = False
    """Whether there are some."""

    def show(self, lines: Sequence[str]) -> None:
        """Show these, a paragraph each."""
        self.display = self.any = bool(lines)
        self.border_title = f"{len(lines)} to look at"
        self.query_one(Static).update(Content("\n".join(f"✗ {each}" for each in lines)))


def _shown(progress: Progress) -> str:
    if progress.stopping or not progress.total:
        return progress.text
    full = _BAR * progress.done // progress.total
    return f"{'━' * full}{'─' * (_BAR - full)} {progress.text}. Escape stops it."
