"""The filters: which documents may answer from now on."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path, PurePath
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Footer, Input, Label, Static

from askdocs.model import DocumentInfo, Filters
from askdocs.tui.narrowing import Left, choices, narrowed, parts, said, toggled
from askdocs.tui.telling import documents
from askdocs.tui.widgets.choices import ChoiceList

_FORMS = "such as July 2021"
_WRONG = "✗ no clear date; write it as 2021-07-28"


class FiltersScreen(ModalScreen[Filters | None]):
    """Gives filters that leave at least one document, or None where they are to stay as they were."""

    CSS_PATH: ClassVar[PurePath] = Path(__file__).parents[1] / "styles" / "filters.tcss"
    AUTO_FOCUS = "#find"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "enter", "Done", priority=True),
        Binding("up", "move(-1)", "Up", show=False),
        Binding("down", "move(1)", "Down", show=False),
        Binding("ctrl+r", "reset", "Clear all"),
        Binding("escape", "dismiss(None)", "Cancel"),
    ]

    def __init__(self, infos: Sequence[DocumentInfo], filters: Filters) -> None:
        """Choose among documents.

        Args:
            infos: all documents of the library.
            filters: those that hold now.
        """
        super().__init__()
        self._infos = infos
        self._filters = filters
        self._left: Left | None = None

    def compose(self) -> ComposeResult:
        """The search, the choices, the dates and what they leave."""
        with Vertical():
            with Horizontal(classes="field"):
                yield Label("Find")
                yield Input(placeholder="a publication, an author, a tag or a folder", compact=True, id="find")
            yield ChoiceList()
            for field, typed in (("after", self._filters.after), ("before", self._filters.before)):
                with Horizontal(classes="field"):
                    yield Label(field.capitalize())
                    yield Input(typed or "", placeholder=_FORMS, compact=True, id=field, classes="date")
                    yield Static(id=f"{field}-wrong", classes="wrong")
            yield Static(id="chosen")
            yield Static(id="left")
            yield Footer()

    def on_mount(self) -> None:
        """List the choices, and count."""
        self.query_one("#left", Static).update("Counting …")
        self.run_worker(self._fill(), exit_on_error=False)

    async def _fill(self) -> None:
        found = await asyncio.to_thread(choices, self._infos, self._filters)
        listing = self.query_one(ChoiceList)
        listing.fill(found)
        listing.mark(self._filters)
        self._count()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow the choices, or count anew with another date."""
        if event.input.id == "find":
            self.query_one(ChoiceList).search(event.value)
        else:
            self._count()

    def on_choice_list_toggled(self, event: ChoiceList.Toggled) -> None:
        """Choose, or take back."""
        event.stop()
        self._filters = toggled(self._filters, event.choice)
        self.query_one(ChoiceList).mark(self._filters)
        self._count()

    def action_move(self, by: int) -> None:
        """Move in the list while the search is typed into."""
        self.query_one(ChoiceList).action_move(by)

    def action_enter(self) -> None:
        """Take what was searched for; with nothing searched for, be done."""
        find, listing = self.query_one("#find", Input), self.query_one(ChoiceList)
        if find.has_focus and find.value:
            if listing.count:
                listing.action_choose()
                find.clear()
            return
        self._count(leave=True)

    def action_reset(self) -> None:
        """Choose nothing."""
        self._filters = Filters()
        for selector in ("#find", "#after", "#before"):
            self.query_one(selector, Input).clear()
        self.query_one(ChoiceList).mark(self._filters)
        self._count()

    def _count(self, *, leave: bool = False) -> None:
        self.run_worker(self._counted(leave), group="count", exclusive=True, exit_on_error=False)

    async def _counted(self, leave: bool) -> None:
        after, before = (self.query_one(f"#{field}", Input).value for field in ("after", "before"))
        left = await asyncio.to_thread(narrowed, self._infos, self._filters, after, before)
        for field in ("after", "before"):
            self.query_one(f"#{field}-wrong", Static).update(_WRONG if field in left.wrong else "")
        chosen = " · ".join(said(field, value) for field, value in parts(left.filters))
        self.query_one("#chosen", Static).update(Content(chosen or "Nothing is chosen."))
        self.query_one("#left", Static).update(Content(_told(left, len(self._infos))))
        if leave and not left.wrong and (left.count or left.filters == Filters()):
            self.dismiss(left.filters)


def _told(left: Left, of: int) -> str:
    if left.wrong:
        return "Correct the date, or clear it."
    undated = f"; {left.undated:,} without a date left out" if left.undated else ""
    if not left.count:
        return f"✗ No document left{undated}. Take something away."
    if left.filters == Filters():
        return f"All {documents(of)} may answer."
    return f"{left.count:,} of {documents(of)} left{undated}."
