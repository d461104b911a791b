"""What the user means, and what the work in the threads says, as messages."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from textual.message import Message

from askdocs.model import DocumentInfo
from askdocs.tui.places import Place


class Asked(Message):
    """A question was put."""

    def __init__(self, question: str, *, literally: bool = False) -> None:
        super().__init__()
        self.question = question
        self.literally = literally
        """Whether it was written out, and means what it says whatever was asked before."""


class PlaceChosen(Message):
    """A quote or a document was chosen, to be seen beside the conversation."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place


class PlaceOpened(Message):
    """The chosen place is to be read in its document."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place


class Found(Message):
    """Words were looked for in a document."""

    def __init__(self, words: str, number: int, count: int) -> None:
        super().__init__()
        self.words = words
        self.number = number
        """Which one is shown, counted from 1; 0 where there is none."""
        self.count = count


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


class DocumentChosen(Message):
    """A document of the library is to be read."""

    def __init__(self, document: DocumentInfo) -> None:
        super().__init__()
        self.document = document


class FilesChanged(Message):
    """Files of the library changed on disk; sent from any thread."""


class PathsAdded(Message):
    """Files or folders are to be added where there is no library of the user's yet."""

    def __init__(self, paths: Sequence[Path]) -> None:
        super().__init__()
        self.paths = paths


class SamplesWanted(Message):
    """The sample articles are to be asked."""
