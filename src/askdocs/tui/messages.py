"""What the user means, and what the work at the desk says, as messages."""

from __future__ import annotations

from textual.message import Message


class Asked(Message):
    """A question was put."""

    def __init__(self, question: str) -> None:
        super().__init__()
        self.question = question


class Noted(Message):
    """The library has something to say, in one line; sent from any thread."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


class Progressed(Message):
    """A stage of a long piece of work has come so far; sent from any thread."""

    def __init__(self, stage: str, done: int, total: int) -> None:
        super().__init__()
        self.stage = stage
        self.done = done
        self.total = total
