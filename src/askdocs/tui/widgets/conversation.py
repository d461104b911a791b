"""The turns of a conversation, one below the other, and the quote in them that keys are about."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.events import Click
from textual.widgets import Static

from askdocs.tui.messages import PlaceChosen, PlaceOpened
from askdocs.tui.places import Place
from askdocs.tui.widgets.quote import QuoteView
from askdocs.tui.widgets.turn import TurnView

_WELCOME = """Ask a question in your own words. The answer is made of exact quotes from your documents, \
each with where it stands.

Enter asks · Tab goes to the answer, where keys read and cite · F1 says which keys there are"""


def welcome() -> Static:
    """What is shown before the first turn."""
    return Static(Content(_WELCOME), id="welcome")


class ConversationView(VerticalScroll, can_focus=True):
    """Shows turns, and lets one of their quotes be chosen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "step(-1)", "Choose the quote above", show=False),
        Binding("down,j", "step(1)", "Quote", key_display="↑↓", tooltip="Choose a quote; so do the digits"),
        Binding("enter", "open", "Read", key_display="enter", tooltip="Read the quote in its document"),
        Binding("slash", "screen.find", "Find", key_display="/", tooltip="Find words in the document"),
        *(Binding(f"{number}", f"choose({number})", "Choose that quote", show=False) for number in range(1, 10)),
    ]

    def compose(self) -> ComposeResult:
        """Before the first turn, what this is for."""
        yield welcome()

    @property
    def turns(self) -> list[TurnView]:
        """All turns, the latest last."""
        return list(self.query(TurnView))

    @property
    def chosen(self) -> QuoteView | None:
        """The quote that keys are about."""
        return next((quote for quote in self.query(QuoteView) if quote.chosen), None)

    @property
    def place(self) -> Place | None:
        """Where it stands."""
        return self.chosen.place if self.chosen else None

    @property
    def current(self) -> TurnView | None:
        """The turn of the chosen quote, else the latest."""
        chosen = self.chosen
        if chosen is not None:
            return next(turn for turn in self.turns if chosen in turn.quotes)
        return self.turns[-1] if self.turns else None

    async def clear(self) -> None:
        """Show no turn but those that are still to be answered."""
        await self.query("#welcome").remove()
        await self.remove_children([view for view in self.turns if not view.pending])
        if not self.turns:
            await self.mount(welcome())

    async def begin(self, asked: str, *, earlier: bool = False) -> TurnView:
        """Add a turn: at the end, or above those that are still to be answered."""
        await self.query("#welcome").remove()
        view = TurnView(asked)
        pending = next((other for other in self.turns if other.pending), None)
        await self.mount(view, before=pending if earlier else None)
        self.scroll_end(animate=False)
        return view

    def finish(self, view: TurnView) -> None:
        """Choose the first quote of a turn that has been answered, and bring it into view from its question on."""
        if view.quotes:
            self.choose(view.quotes[0], scroll=False)
        self.call_after_refresh(self.scroll_to_widget, view, top=True, animate=False)

    def choose(self, quote: QuoteView, *, scroll: bool = True) -> None:
        """Make a quote the one that keys are about."""
        for other in self.query(QuoteView):
            if other.chosen and other is not quote:
                other.chosen = False
        quote.chosen = True
        if scroll:
            self.scroll_to_widget(quote, animate=False)
        self.post_message(PlaceChosen(quote.place))

    def action_step(self, step: int) -> None:
        """Choose the next quote in a direction; where there is none, scroll."""
        quotes = list(self.query(QuoteView))
        chosen = self.chosen
        at = quotes.index(chosen) + step if chosen else len(quotes) - 1 if step < 0 else 0
        if 0 <= at < len(quotes):
            self.choose(quotes[at])
        elif step < 0:
            self.scroll_up(animate=False)
        else:
            self.scroll_down(animate=False)

    def action_choose(self, number: int) -> None:
        """Choose a quote of the current turn by its number."""
        quotes = self.current.quotes if self.current else []
        if number <= len(quotes):
            self.choose(quotes[number - 1])

    def action_open(self) -> None:
        """Read the chosen quote in its document."""
        if self.place:
            self.post_message(PlaceOpened(self.place))

    def on_click(self, event: Click) -> None:
        """Choose what is clicked on."""
        widget = event.widget
        while widget is not None and not isinstance(widget, QuoteView):
            widget = widget.parent if widget is not self else None  # type: ignore[assignment]
        if widget is not None:
            self.choose(widget, scroll=False)
