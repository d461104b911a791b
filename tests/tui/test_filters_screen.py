"""Choosing which documents may answer, and taking it back."""

from __future__ import annotations

from typing import Any

import pytest
from textual.app import ComposeResult
from textual.pilot import Pilot
from textual.theme import Theme
from textual.widgets import Input

from askdocs.library.chat import Chat
from askdocs.model import DocumentInfo, Filters
from askdocs.tui.narrowing import choices, narrowed, parts, toggled, without
from askdocs.tui.screens.filters import FiltersScreen
from askdocs.tui.themes import DARK
from askdocs.tui.widgets.chips import Chip, Chips

from .conftest import driven, settled
from .hosts import LARGE, LOOKS, SMALL, Dressed, shows, typed

HARBOUR = "The Harbour Ledger"


class Narrowing(Dressed):
    """The filters' screen over a question box with its chips."""

    def __init__(
        self,
        infos: list[DocumentInfo],
        filters: Filters | None = None,
        *,
        choosing: bool = True,
        theme: Theme = DARK,
    ) -> None:
        super().__init__(theme)
        self.infos, self.filters, self.choosing = infos, filters or Filters(), choosing
        self.given: list[Filters | None] = []

    def compose(self) -> ComposeResult:
        yield Chips()
        yield Input(placeholder="Ask your documents")

    def on_mount(self) -> None:
        self.query_one(Chips).filters = self.filters
        if self.choosing:
            self.push_screen(FiltersScreen(self.infos, self.filters), self.given.append)

    def on_chips_removed(self, event: Chips.Removed) -> None:
        self.given.append(event.filters)
        self.query_one(Chips).filters = event.filters


@pytest.fixture(scope="session")
def infos(shelf_chat: Chat) -> list[DocumentInfo]:
    return list(shelf_chat.documents())


async def do(pilot: Pilot[Any], *keys: str) -> None:
    await pilot.press(*keys)
    await settled(pilot)


def test_a_name_is_found_chosen_and_given(infos: list[DocumentInfo]) -> None:
    app = Narrowing(infos)

    async def drive(pilot: Pilot[Any]) -> None:
        await settled(pilot)
        await shows(pilot, "All 3 documents may answer.")
        await do(pilot, *typed("harb"), "enter")
        await shows(pilot, "✓ publication The Harbour Ledger")
        await shows(pilot, "1 of 3 documents left.")
        await do(pilot, *typed("lowland"), "enter", *typed("tag pegasus"), "down", "up")
        await shows(pilot, "2 of 3 documents left.")
        await do(pilot, "enter")
        await do(pilot, "enter")
        assert app.given == [Filters(sources=(HARBOUR, "The Lowland Courier"), tags=("Pegasus",))]

    driven(app, drive, SMALL)


def test_choices_are_made_in_the_list_with_the_space_bar_and_the_mouse(infos: list[DocumentInfo]) -> None:
    app = Narrowing(infos, Filters(sources=(HARBOUR,)))

    async def drive(pilot: Pilot[Any]) -> None:
        await settled(pilot)
        await do(pilot, "tab", "home", "space")
        await shows(pilot, "All 3 documents")
        await pilot.click("ChoiceList", offset=(8, 1))
        await settled(pilot)
        await shows(pilot, "of 3 documents left")
        await do(pilot, "escape")
        assert app.given == [None]

    driven(app, drive, SMALL)


def test_dates_in_any_clear_form_and_how_many_have_none(infos: list[DocumentInfo]) -> None:
    app = Narrowing(infos)

    async def drive(pilot: Pilot[Any]) -> None:
        await settled(pilot)
        await do(pilot, "tab", "tab", *typed("26 July 2021"))
        await shows(pilot, "1 of 3 documents left; 1 without a date left out.")
        await do(pilot, "tab", *typed("03/04/2021"), "enter")
        await shows(pilot, "✗ no clear date; write it as 2021-07-28")
        assert isinstance(app.screen, FiltersScreen)
        app.screen.query_one("#before", Input).clear()
        await do(pilot, *typed("July 2021"), "enter")
        assert app.given == [Filters(after="2021-07-26", before="2021-07")]

    driven(app, drive, SMALL)


def test_filters_that_leave_nothing_are_not_given(infos: list[DocumentInfo]) -> None:
    app = Narrowing(infos)

    async def drive(pilot: Pilot[Any]) -> None:
        await settled(pilot)
        await do(pilot, "tab", "tab", *typed("2022"), "enter")
        await shows(pilot, "✗ No document left; 1 without a date left out. Take something away.")
        assert app.given == []
        await do(pilot, "ctrl+r")
        await shows(pilot, "All 3 documents may answer.")
        await do(pilot, "enter")
        assert app.given == [Filters()]

    driven(app, drive, SMALL)


def test_chips_take_no_line_when_there_are_none(infos: list[DocumentInfo]) -> None:
    app = Narrowing(infos, choosing=False)

    async def drive(pilot: Pilot[Any]) -> None:
        await pilot.pause()
        assert app.query_one(Input).region.y == 0
        app.query_one(Chips).filters = Filters(tags=("spyware",))
        await pilot.pause()
        assert app.query_one(Input).region.y == 1

    driven(app, drive, SMALL)


def test_chips_are_removed_with_keys_and_the_mouse(infos: list[DocumentInfo]) -> None:
    filters = Filters(after="2021-07", sources=(HARBOUR,), authors=("[b]Ana[/b]", "محمد بن سلمان"), tags=("東京",))
    app = Narrowing(infos, filters, choosing=False)

    async def drive(pilot: Pilot[Any]) -> None:
        await pilot.pause()
        for words in ("publication: The Harbour Ledger ×", "author: [b]Ana[/b] ×", "after 2021-07 ×"):
            await shows(pilot, words)
        app.query(Chip).first().focus()
        await do(pilot, "right", "delete")
        assert app.given[-1] == Filters(after="2021-07", sources=(HARBOUR,), authors=("محمد بن سلمان",), tags=("東京",))
        assert isinstance(app.focused, Chip)
        await do(pilot, "x")
        await pilot.click(app.query(Chip).last())
        await settled(pilot)
        left = app.given[-1]
        assert left is not None
        assert len(parts(left)) == 2
        for _ in range(2):
            await do(pilot, "enter")
        assert app.given[-1] == Filters()

    driven(app, drive, LARGE)


def test_what_can_be_chosen() -> None:
    made = [
        DocumentInfo(id="1", path="news/2021/a.md", source="Ledger", authors=("Ana", "Ben"), tags=("x", "x")),
        DocumentInfo(id="2", path="news/2021/b.md", source="Ledger", authors=("Ana",)),
        DocumentInfo(id="3", path="news/2022/c.md", published="2022"),
        DocumentInfo(id="4", path="/home/ana/notes/d.md"),
    ]
    found = [(each.field, each.value, each.count) for each in choices(made, Filters(authors=("ben",)))]
    assert found == [
        ("authors", "ben", 1),
        ("sources", "Ledger", 2),
        ("authors", "Ana", 2),
        ("authors", "Ben", 1),
        ("tags", "x", 1),
        ("paths", "news", 3),
        ("paths", "news/2021", 2),
        ("paths", "/home/ana/notes", 1),
        ("paths", "news/2022", 1),
    ]
    for choice in choices(made, Filters()):
        chosen = toggled(Filters(), choice)
        assert narrowed(made, chosen, "", "").count == choice.count
        assert toggled(chosen, choice) == Filters()
        ((field, value),) = parts(chosen)
        assert without(chosen, field, value) == Filters()


@pytest.mark.parametrize(("size", "theme"), LOOKS, ids=["80x24", "120x40"])
def test_the_screen_looks_as_it_did(
    infos: list[DocumentInfo], snap_compare: Any, size: tuple[int, int], theme: Theme
) -> None:
    async def before(pilot: Pilot[Any]) -> None:
        await settled(pilot)
        for box in pilot.app.screen.query(Input):
            box.cursor_blink = False
        await do(pilot, *typed("harb"), "enter", "tab", "tab", *typed("tomorrow"))

    assert snap_compare(Narrowing(infos, theme=theme), terminal_size=size, run_before=before)


@pytest.mark.parametrize(("size", "theme"), LOOKS, ids=["80x24", "120x40"])
def test_chips_look_as_they_did(
    infos: list[DocumentInfo], snap_compare: Any, size: tuple[int, int], theme: Theme
) -> None:
    filters = Filters(after="2021-07", sources=(HARBOUR,), authors=("محمد بن سلمان",), tags=("東京", "spyware"))

    async def before(pilot: Pilot[Any]) -> None:
        pilot.app.query_one(Input).cursor_blink = False
        pilot.app.query(Chip).first().focus()
        await pilot.pause()

    assert snap_compare(Narrowing(infos, filters, choosing=False, theme=theme), terminal_size=size, run_before=before)
