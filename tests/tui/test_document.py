"""Long texts as rows, and the widget that draws those in view."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.geometry import Offset
from textual.pilot import Pilot
from textual.selection import Selection

from askdocs.model import Block, BlockKind, Document, DocumentInfo, Quote
from askdocs.text import Run, SourceMap, Span, harmless
from askdocs.tui.app import ChatApp
from askdocs.tui.places import Located, Place
from askdocs.tui.rows import rows
from askdocs.tui.widgets.document import DocumentView

from .conftest import driven, settled, shown, until

TEXTS = st.text(st.sampled_from("ab é\u0301漢字 \n\u200b🙂-"), max_size=200)


@given(TEXTS, st.integers(2, 12))
def test_rows_hold_every_word_once_in_order_and_fit(text: str, width: int) -> None:
    found = rows(text, width)
    assert "".join("".join(row.of(text).split()) for row in found) == "".join(text.split())
    assert all(cell_len(row.of(text)) <= width for row in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert len(found) >= text.count("\n") + 1


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("one two three", ["one two", "three"]),
        ("one\n\ntwo", ["one", "", "two"]),
        ("incomprehensibility", ["incompre", "hensibil", "ity"]),
        ("漢字 漢字漢", ["漢字", "漢字漢"]),
        ("漢字漢字漢字", ["漢字漢字", "漢字"]),
        ("  in two", ["  in two"]),
    ],
)
def test_rows_break_at_white_space_where_they_can(text: str, wanted: list[str]) -> None:
    assert [row.of(text) for row in rows(text, 8)] == wanted


def located(text: str, quote: str, answer: str = "") -> Located:
    span = Span(text.index(quote), text.index(quote) + len(quote))
    highlight = Span(text.index(answer), text.index(answer) + len(answer)) if answer else None
    info = DocumentInfo(id="d", path="d.md")
    document = Document(
        info, text, (Block(Span(0, text.index("\n")), BlockKind.HEADING),), SourceMap((Run(0, 0, len(text)),), (0,))
    )
    place = Place(document=info, quote=Quote(info, span, quote, 1), highlight=highlight)
    return Located(place=place, document=document, quote=span, highlight=highlight)


class Reading(App[None]):
    CSS_PATH = ChatApp.CSS_PATH

    def __init__(self, found: Located) -> None:
        super().__init__()
        self.found = found
        self.drawn = 0

    def compose(self) -> ComposeResult:
        app = self

        class Counting(DocumentView):
            def render_line(self, y: int) -> Any:
                app.drawn += 1
                return super().render_line(y)

        yield Counting()

    def on_mount(self) -> None:
        self.query_one(DocumentView).show(self.found)


PARAGRAPHS = [f"Paragraph {number} says that it is one of many and goes on a little." for number in range(20_000)]
LONG = "The heading\n\n" + "\n\n".join(PARAGRAPHS)


def test_of_a_megabyte_only_what_is_in_view_is_drawn() -> None:
    assert len(LONG) > 1_000_000
    app = Reading(located(LONG, PARAGRAPHS[12_345], "12345"))

    async def drive(pilot: Pilot[Any]) -> None:
        await until(pilot, lambda: "Paragraph 12345 says" in shown(pilot))
        before = app.drawn
        await pilot.press("pagedown")
        await until(pilot, lambda: app.drawn > before)
        await settled(pilot)
        assert app.drawn < 1_000, "rows in view, some times over"

    driven(app, drive, (80, 24))


def test_the_quote_its_answer_and_headings_are_marked() -> None:
    text = "The heading\n\nA quote about fish, and more.\n\nThe end."
    app = Reading(located(text, "A quote about fish", "fish"))

    async def drive(pilot: Pilot[Any]) -> None:
        await until(pilot, lambda: "A quote" in shown(pilot))
        marked = [line for line in shown(pilot).splitlines() if line.startswith("▌")]
        assert marked == ["▌ A quote about fish, and more."]
        bold = [
            segment.text
            for strip in pilot.app.screen._compositor.render_strips()
            for segment in strip
            if segment.style and segment.style.bold
        ]
        assert "The heading" in bold

    driven(app, drive, (60, 12))


def test_what_is_selected_is_the_text_and_not_its_rows() -> None:
    text = "The heading\n\nThis sentence is long enough to be wrapped on a narrow screen.\n\nThe end."
    app = Reading(located(text, "This sentence"))

    async def drive(pilot: Pilot[Any]) -> None:
        await until(pilot, lambda: "This sentence" in shown(pilot))
        view = app.query_one(DocumentView)
        selected = view.get_selection(Selection(Offset(0, 2), Offset(6, 4)))
        assert selected is not None
        assert selected[0].startswith("This sentence is long enough")
        assert "\n" not in selected[0]
        everything = view.get_selection(Selection(None, None))
        assert everything is not None
        assert everything[0] == harmless(text)

    driven(app, drive, (30, 12))
