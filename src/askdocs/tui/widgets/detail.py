"""What is said below the table of documents, or in its place."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from askdocs.model import DocumentInfo
from askdocs.tui.cells import line

_EMPTY = """\
There is nothing in your library yet.

  a   adds a folder or a file of yours. Markdown and text files are read
      where they are: nothing is copied, nothing leaves this machine.

  t   tries the sample articles that come with askdocs.

With something in it, Escape leads back to the question box."""


class Empty(Static):
    """What to do where there is no document."""

    def __init__(self) -> None:
        super().__init__(Content(_EMPTY))


class Detail(Static):
    """A document’s names at full length."""

    def show(self, info: DocumentInfo | None) -> None:
        """Show another."""
        said = (", ".join(info.authors), info.source, info.published) if info else ()
        shown = (info.title or "", " · ".join(filter(None, said)), info.path) if info else ()
        self.update(Content("\n".join(line(each) for each in shown if each)))
