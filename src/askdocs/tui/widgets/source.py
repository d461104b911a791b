"""A document beside the conversation: what it is, its text around the chosen quote, and a box to find words in it."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, Static

from askdocs.citing.dates import parse_date
from askdocs.text import harmless
from askdocs.tui.messages import Found
from askdocs.tui.places import Located
from askdocs.tui.widgets.document import DocumentView


def about(located: Located) -> Content:
    """Title, authors, publication, date, and where the quote stands."""
    info = located.document.info
    date = parse_date(info.published)
    known = [", ".join(info.authors), info.source, date.day_first if date else None]
    place = located.place
    line = f"{info.path}, line {place.line}" if place.quote else info.path
    lines = [Content.styled(harmless(info.title or info.path), "bold")]
    if any(known):
        lines.append(Content(harmless(" · ".join(part for part in known if part))))
    page = f", page {place.quote.page}" if place.quote and place.quote.page else ""
    lines.append(Content.styled(harmless(line + page), "$foreground-muted"))
    if place.quote and not located.quote:
        lines.append(Content.styled("The quote is not in what is indexed of this file now.", "$text-warning"))
    return Content("\n").join(lines)


class FindBox(Input):
    """Where words to be found are typed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "Go there", key_display="enter"),
        Binding("escape", "screen.back", "Close", key_display="esc"),
    ]

    def __init__(self) -> None:
        super().__init__(placeholder="Find in this document", compact=True)


class SourcePane(Vertical):
    """Shows a document."""

    def compose(self) -> ComposeResult:
        """What is known of it stays in view; its text scrolls."""
        yield Static(
            Content.styled("The document of the chosen quote is shown here.", "$foreground-muted"), classes="about"
        )
        yield DocumentView()
        with Horizontal(classes="finding"):
            yield FindBox()
            yield Static(classes="count")

    @property
    def document(self) -> DocumentView:
        """The text."""
        return self.query_one(DocumentView)

    def show(self, located: Located) -> None:
        """Show another place."""
        self.query_one(".about", Static).update(about(located))
        self.document.show(located)

    def find(self) -> None:
        """Open the box for words to find."""
        self.add_class("-finding")
        self.query_one(FindBox).focus()

    def leave_finding(self) -> bool:
        """Close the box and forget what was found; whether there was anything to close."""
        if not self.has_class("-finding"):
            return False
        self.remove_class("-finding")
        self.query_one(FindBox).clear()
        self.document.focus()
        return True

    def on_input_changed(self, event: Input.Changed) -> None:
        """Find while it is typed."""
        event.stop()
        self.document.find(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go on among what was found."""
        event.stop()
        self.document.focus()

    def on_found(self, event: Found) -> None:
        """Say how much was found."""
        told = f"{event.number} of {event.count:,}" if event.count else "not found"
        self.query_one(".count", Static).update(Content(told if event.words else ""))
