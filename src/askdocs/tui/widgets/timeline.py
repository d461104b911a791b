"""When the cited documents were published, on a line of time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from askdocs.model import DocumentInfo

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_STEPS = (1, 3, 12, 24, 60, 120, 240, 600, 1200, 2400)
"""Months from tick to tick: the first that leaves room for what is written at them."""
_ONE = "•"
_CHOSEN = "◆"
_TICK = "┼"
_LINE = "─"
_LEAST, _WIDEST = 25, 1000
"""Columns."""


@dataclass(frozen=True, slots=True)
class Plot:
    """Two lines of the same length: the documents, and the time below them."""

    marks: str
    """A dot for one document, a digit for as many, ``+`` for ten or more; the chosen one has a mark of its own."""
    axis: str
    """From the first date to the last, with ticks between them."""
    chosen: int | None = None
    """Where in :attr:`marks` the chosen document is."""
    note: str = ""
    """How many have no date."""


def plot(infos: Sequence[DocumentInfo], width: int, chosen: str | None = None) -> Plot | None:
    """Documents by date; None where fewer than two have one, or there is no room.

    Args:
        infos: the documents, each once.
        width: columns, of which the note's are a part.
        chosen: the id of one that is marked.
    """
    dated = [(info, day) for info in infos if (day := _day(info.published))]
    undated = [info.id for info in infos if not _day(info.published)]
    note = f"{f'{_CHOSEN} ' if chosen in undated else ''}{len(undated)} undated" if undated else ""
    columns = width - (len(note) + 2 if note else 0)
    if len(dated) < 2 or columns < _LEAST:
        return None
    dated.sort(key=lambda pair: pair[1])
    (first, start), (last, end) = dated[0], dated[-1]
    scale = _Scale(start, end, columns)
    at = {info.id: scale.column(day) for info, day in dated}
    marks = [" "] * columns
    for column, count in Counter(at.values()).items():
        marks[column] = _ONE if count == 1 else str(count) if count < 10 else "+"
    place = at.get(chosen) if chosen else None
    if place is not None:
        marks[place] = _CHOSEN
    return Plot("".join(marks), _axis(scale, _written(first), _written(last)), place, note)


@dataclass(frozen=True, slots=True)
class _Scale:
    """Days onto columns."""

    start: date
    end: date
    columns: int

    def column(self, day: date) -> int:
        """Where a day is; in the middle where there is but one."""
        days = (self.end - self.start).days
        if not days:
            return self.columns // 2
        return round((day - self.start).days / days * (self.columns - 1))


def _axis(scale: _Scale, first: str, last: str) -> str:
    if scale.start == scale.end:
        return f" {first} ".center(scale.columns, _LINE)
    left, right = f"{first} ", f" {last}"
    free = range(len(left), scale.columns - len(right))
    axis = left + _LINE * len(free) + right
    months = (scale.end - scale.start).days // 28
    for step in (step for step in _STEPS if months // step < scale.columns):
        ticks = [(scale.column(day), label) for day, label in _ticks(scale.start, scale.end, step)]
        apart = all(b[0] - a[0] > len(a[1]) + 1 for a, b in pairwise(ticks))
        if apart:
            for column, label in ticks:
                written = f"{_TICK}{label}"
                if column > free.start and column + len(written) < free.stop:
                    axis = axis[:column] + written + axis[column + len(written) :]
            break
    return axis


def _ticks(start: date, end: date, step: int) -> Iterator[tuple[date, str]]:
    """The firsts of months between two days, each with what is written there: the month, or of a January the year."""
    month = (start.year * 12 + start.month - 1) // step * step + step
    while month // 12 <= end.year and (day := date(month // 12, month % 12 + 1, 1)) <= end:
        yield day, _MONTHS[day.month - 1] if day.month > 1 else str(day.year)
        month += step


def _day(published: str | None) -> date | None:
    """The day of an ISO date, or the middle of its month or year; None for what is none."""
    parts = (published or "").split("-")
    if not all(part.isdecimal() for part in parts) or len(parts) > 3:
        return None
    year, month, day = [*map(int, parts), 0, 0][:3]
    try:
        if not month:
            return date(year, 7, 1)
        return date(year, month, day or 15)
    except (ValueError, OverflowError):
        return None


def _written(info: DocumentInfo) -> str:
    """The date as it is known: ``28 Jul 2021``, ``Jul 2021`` or ``2021``."""
    year, *rest = (info.published or "").split("-")
    words = [str(int(rest[1]))] if len(rest) > 1 else []
    return " ".join([*words, *([_MONTHS[int(rest[0]) - 1]] if rest else []), year])


class Timeline(Widget):
    """Shows the dates of the cited documents; takes no room where there are fewer than two."""

    DEFAULT_CSS = """
    Timeline {
        height: 2;
        color: $text-muted;
    }
    """

    infos: reactive[tuple[DocumentInfo, ...]] = reactive(())
    """The cited documents, each once."""
    chosen: reactive[str | None] = reactive(None)
    """The id of the one that is being looked at."""

    def on_mount(self) -> None:
        """Take no room before anything is cited."""
        self._show()

    def watch_infos(self) -> None:
        """Appear, or go."""
        self._show()

    def _show(self) -> None:
        # What takes no room has no width to ask for.
        self.display = plot(self.infos, _WIDEST) is not None

    def render(self) -> Content:
        """The plot for the width that there is."""
        found = plot(self.infos, self.size.width, self.chosen)
        if found is None:
            return Content("")
        marks = Content(found.marks)
        if found.chosen is not None:
            marks = marks.stylize("bold $text-accent", found.chosen, found.chosen + 1)
        return Content("\n").join([marks, Content(f"{found.axis}  {found.note}".rstrip())])
