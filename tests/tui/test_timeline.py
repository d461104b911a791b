from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.widgets import Static

from askdocs.model import DocumentInfo
from askdocs.tui.themes import DARK, LIGHT
from askdocs.tui.widgets.timeline import Timeline, plot

from .conftest import driven

DAYS = st.dates().map(lambda day: day.isoformat())
DATES = DAYS | DAYS.map(lambda day: day[:7]) | DAYS.map(lambda day: day[:4])
NONE = st.none() | st.sampled_from(
    ["", "2021-13", "2021-02-30", "0000", "20210728", "last week", "2021-07-28-01", "-5"]
)
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
WIDTHS = st.integers(40, 200)


def documents(*published: str | None) -> tuple[DocumentInfo, ...]:
    return tuple(
        DocumentInfo(id=str(number), path=f"{number}.md", published=date) for number, date in enumerate(published)
    )


@given(st.lists(DATES, min_size=2, max_size=30), st.lists(NONE, max_size=12), WIDTHS, st.data())
def test_the_plot_fits_and_shows_every_document_once(
    dated: list[str], undated: list[str | None], width: int, data: st.DataObject
) -> None:
    infos = documents(*data.draw(st.permutations([*dated, *undated])))
    found = plot(infos, width)
    assert found
    assert len(found.marks) == len(found.axis)
    assert len(found.axis) + (len(found.note) + 2 if found.note else 0) == width
    counted = [1 if mark == "•" else int(mark) for mark in found.marks if mark not in " +"]
    assert sum(counted) == len(dated) or ("+" in found.marks and sum(counted) <= len(dated) - 10)
    assert found.note == (f"{len(undated)} undated" if undated else "")


@given(st.lists(DAYS, min_size=2, max_size=10), WIDTHS)
def test_later_is_never_further_left_and_the_chosen_one_is_marked(dated: list[str], width: int) -> None:
    whole = sorted(dated)
    infos = documents(*whole)
    columns, length = [], 0
    for info in infos:
        found = plot(infos, width, info.id)
        assert found and found.chosen is not None
        assert found.marks[found.chosen] == "◆"
        assert found.marks.count("◆") == 1
        columns.append(found.chosen)
        length = len(found.marks)
    assert columns == sorted(columns)
    if whole[0] != whole[-1]:
        assert (columns[0], columns[-1]) == (0, length - 1)


@given(st.lists(DATES, min_size=2, max_size=10), WIDTHS)
def test_what_is_written_on_the_axis_does_not_run_together(dated: list[str], width: int) -> None:
    found = plot(documents(*dated), width)
    assert found
    written = re.split("[ ─┼]{1,}", found.axis.strip("─ "))
    assert all(word in MONTHS or word.isdecimal() for word in written), found.axis


@given(st.lists(DATES, max_size=1), st.lists(NONE, max_size=5), WIDTHS)
def test_fewer_than_two_dates_make_no_plot(dated: list[str], undated: list[str | None], width: int) -> None:
    assert plot(documents(*dated, *undated), width) is None


@pytest.mark.parametrize(
    ("published", "width", "axis"),
    [
        (("2021-07-19", "2021-07-28"), 40, "19 Jul 2021 ──────────────── 28 Jul 2021"),
        (("2019", "2021-07", "2022-03"), 50, "2019 ────┼2020─────────────┼2021───────── Mar 2022"),
        (("2020-11-05", "2021-02-03"), 60, "5 Nov 2020 ──────┼Dec────────────────┼2021─────── 3 Feb 2021"),
        (("2021-07-01", "2021-07-01"), 40, "────────────── 1 Jul 2021 ──────────────"),
    ],
)
def test_ticks_are_firsts_of_months_and_years(published: tuple[str, ...], width: int, axis: str) -> None:
    found = plot(documents(*published), width)
    assert found
    assert found.axis == axis


def test_a_chosen_document_without_a_date_is_marked_too() -> None:
    found = plot(documents("2020", "2021", None), 60, "2")
    assert found and found.note == "◆ 1 undated" and "◆" not in found.marks


class Line(App[None]):
    """A timeline between two lines of text."""

    def __init__(self, theme: str, infos: tuple[DocumentInfo, ...], chosen: str | None) -> None:
        super().__init__()
        for each in (DARK, LIGHT):
            self.register_theme(each)
        self.theme = theme
        self.infos = infos
        self.chosen = chosen

    def compose(self) -> ComposeResult:
        yield Static("above")
        yield Timeline()
        yield Static("below")

    def on_mount(self) -> None:
        line = self.query_one(Timeline)
        line.infos = self.infos
        line.chosen = self.chosen


CITED = documents("2021-07-28", "2021-07-28", "2020-03-02", "2021-07", None, "2019-11-30", "2021-01-05", None)


@pytest.mark.parametrize("theme", [DARK.name, LIGHT.name])
@pytest.mark.parametrize("size", [(40, 6), (80, 6), (200, 6)], ids=str)
def test_it_looks_as_it_did(snap_compare: Callable[..., bool], theme: str, size: tuple[int, int]) -> None:
    assert snap_compare(Line(theme, CITED, "6"), terminal_size=size)


def test_it_takes_no_room_where_there_is_nothing_to_compare() -> None:
    async def drive(pilot: Pilot[Any]) -> None:
        line, below = pilot.app.query_one(Timeline), pilot.app.query(Static).last()
        assert (line.display, below.region.y) == (False, 1)
        line.infos = CITED
        await pilot.pause()
        assert (line.display, below.region.y) == (True, 3)

    driven(Line(DARK.name, CITED[:1], None), drive)
