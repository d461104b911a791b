"""A quote of an answer with its number and its reference, or a document of a list."""

from __future__ import annotations

import re

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from askdocs.library.wording import marked, unchecked
from askdocs.text import Span, harmless
from askdocs.tui.places import Place

ANSWERING = "bold underline"
"""How the answering words are told from the others: not by colour."""


def quote_content(place: Place) -> Content:
    """A quote on one line, its answering words marked, with what is to be said of it."""
    if place.quote is None:
        return Content(harmless(place.document.title or place.document.path))
    text, offset = harmless(place.quote.text), place.quote.span.start
    words = place.highlight or Span(offset, offset)
    start, end = Span(words.start - offset, words.end - offset).trimmed(text)
    before, after = marked(place.quote)
    return Content.assemble(
        before,
        _flat(text[:start]),
        (_flat(text[start:end]), ANSWERING),
        _flat(text[end:]),
        after,
        f" ({place.resolved})" if place.resolved else "",
        unchecked(place.quote),
    )


def quote_text(place: Place) -> str:
    """What of a quote is copied: its words on one line, between quotation marks."""
    if place.quote is None:
        return ""
    before, after = marked(place.quote)
    return f"{before}{_flat(harmless(place.quote.text))}{after}"


def _flat(text: str) -> str:
    """The text on one line: line breaks are the file's, not the sentence's."""
    return re.sub(r"\s*\n\s*", " ", text)


class Number(Static):
    """Stands beside a quote, and not in what is copied of it with the mouse."""

    ALLOW_SELECT = False


class QuoteView(Vertical):
    """Shows one place of an answer."""

    def __init__(self, place: Place, number: int, reference: str) -> None:
        super().__init__(classes="" if place.answers else "-near")
        self.place = place
        self._number = number
        self._reference = reference

    def compose(self) -> ComposeResult:
        """The number at the side; the quote above its reference. A document of a list is its reference alone."""
        yield Number(Content(f" {self._number}"), classes="number")
        if self.place.quote:
            yield Static(quote_content(self.place), classes="quote")
        yield Static(Content(harmless(self._reference)), classes="reference")

    def refer(self, reference: str) -> None:
        """Show another reference."""
        self._reference = reference
        self.query_one(".reference", Static).update(Content(harmless(reference)))

    @property
    def chosen(self) -> bool:
        """Whether it is the one that keys are about."""
        return self.has_class("-chosen")

    @chosen.setter
    def chosen(self, chosen: bool) -> None:
        self.set_class(chosen, "-chosen")
        self.query_one(".number", Static).update(Content(f"▸{self._number}" if chosen else f" {self._number}"))
