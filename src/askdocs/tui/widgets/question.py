"""The box that a question is typed into."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.events import Paste
from textual.widgets import Input

from askdocs.tui.messages import Asked


class QuestionBox(Input):
    """One line; Enter asks it, the arrows bring back what was asked before."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "Ask", key_display="enter"),
        Binding("tab", "screen.other", "Answer"),
        Binding("up", "recall(-1)", "Earlier", key_display="↑↓", tooltip="Bring back earlier questions"),
        Binding("down", "recall(1)", "Later", show=False),
        Binding("f2", "app.documents", "Documents"),
        Binding("f3", "app.filters", "Filters"),
        Binding("f1", "app.help", "Help"),
    ]

    def __init__(self) -> None:
        super().__init__(placeholder="Ask your documents", compact=True)
        self._asked: list[str] = []
        self._at = 0
        self._draft = ""
        self._literally = False

    def remember(self, question: str) -> None:
        """Take a question up into what the arrows bring back."""
        if question not in self._asked[-1:]:
            self._asked.append(question)
        self._at = len(self._asked)

    def remember_earlier(self, questions: Sequence[str]) -> None:
        """Take questions up that were asked before those of today."""
        self._asked[:0] = questions
        self._at = len(self._asked)

    def edit(self, question: str) -> None:
        """Put a question into the box, to be changed; it is then understood as it stands."""
        self._literally = True
        self.value = question
        self.cursor_position = len(question)
        self.focus()

    def action_recall(self, step: int) -> None:
        """Bring back an earlier question, and in the end what was being typed."""
        at = self._at + step
        if not 0 <= at <= len(self._asked):
            return
        if self._at == len(self._asked):
            self._draft = self.value
        self._at = at
        self.value = self._asked[at] if at < len(self._asked) else self._draft
        self.cursor_position = len(self.value)

    def on_paste(self, event: Paste) -> None:
        """Paste all lines, as one: a question that was wrapped elsewhere is still one question."""
        event.stop()
        event.prevent_default()
        start, end = self.selection
        self.replace(" ".join(event.text.split()), start, end)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Ask what stands in the box, and empty it."""
        event.stop()
        question = self.value.strip()
        if question:
            self.remember(question)
            self._draft = ""
            self.clear()
            self.post_message(Asked(question, literally=self._literally))
            self._literally = False
