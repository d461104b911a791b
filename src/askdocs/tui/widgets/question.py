"""The box that a question is typed into."""

from __future__ import annotations

from textual.widgets import Input

from askdocs.tui.messages import Asked


class QuestionBox(Input):
    """One line; Enter asks it."""

    def __init__(self) -> None:
        super().__init__(placeholder="Ask your documents")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Ask what stands in the box, and empty it."""
        event.stop()
        if self.value.strip():
            self.post_message(Asked(self.value.strip()))
            self.clear()
