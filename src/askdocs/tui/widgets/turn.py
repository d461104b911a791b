"""One turn: what was asked, and what the documents say."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from askdocs.conversation import Turn
from askdocs.library.wording import (
    DIFFERING,
    NEAREST,
    NOT_ANSWERED,
    account_places,
    account_words,
    answering_words,
    counted,
    left_out,
    listing_heading,
    numbers,
    sure,
)
from askdocs.model import Answer
from askdocs.text import harmless
from askdocs.tui.places import places
from askdocs.tui.widgets.quote import QuoteView

_MUTED = "$foreground-muted"


def summary(answer: Answer) -> Content:
    """What is said above the quotes: the short answer, how sure it is, and where sources agree or differ."""
    if answer.status == "listed":
        return Content.styled(harmless(listing_heading(answer)), "bold")
    if answer.status == "not_found":
        lines = [Content.styled(NOT_ANSWERED, "bold")]
        lines += [Content.styled(NEAREST, _MUTED)] if answer.near else []
    else:
        # Where sources differ, it is not sure which of them is right, but that the first quote answers.
        which = "quote 1: " if answer.differing else ""
        lines = [*_short(answer), Content.styled(which + sure(answer.confidence), _MUTED)]
    if answer.undated:
        lines.append(Content.styled(left_out(answer.undated), _MUTED))
    return Content("\n").join(lines)


def _short(answer: Answer) -> list[Content]:
    """The answering words of the best quote, or all answers where sources differ; each with who gives it."""
    agreeing = [account for account in answer.accounts if not account.differs]
    lines = [
        Content.assemble(
            (harmless(account_words(answer, account)), "bold"),
            (f"  {counted(account.sources)} {numbers(account)}", _MUTED),
        )
        for account in agreeing
    ]
    best = answer.evidence[0]
    if best.highlight and not any(1 in account.answers for account in answer.accounts):
        lines.insert(0, Content.styled(harmless(answering_words(best.text, best.resolved)), "bold"))
    if answer.differing:
        lines.append(Content.styled(DIFFERING, "bold $text-warning"))
    for account in answer.differing:
        told = f"  {account_places(answer, account)}"
        lines.append(
            Content.assemble(("  " + harmless(account_words(answer, account)), "bold"), (harmless(told), _MUTED))
        )
    return lines


class TurnView(Vertical):
    """Shows a turn; before it is answered, what is going on."""

    def __init__(self, asked: str) -> None:
        super().__init__()
        self.asked = asked
        self.turn: Turn | None = None
        self.pending = True
        """Whether it is still to be answered."""

    def compose(self) -> ComposeResult:
        """The question, and below it what becomes of it."""
        yield Static(Content.assemble(("› ", "$text-accent"), (harmless(self.asked), "bold")), classes="asked")
        yield Static("", classes="state")

    @property
    def quotes(self) -> list[QuoteView]:
        """What can be chosen, in the order of the numbers."""
        return list(self.query(QuoteView))

    def say(self, state: str) -> None:
        """Show what is going on."""
        for shown in self.query(".state").results(Static):
            shown.update(Content.styled(harmless(state), _MUTED))

    def end(self, state: str) -> None:
        """Show why there is no answer."""
        self.pending = False
        self.say(state)

    async def show(self, turn: Turn, references: Sequence[str]) -> None:
        """Show the answer.

        Args:
            turn: what was asked and answered.
            references: one for each of its places.
        """
        self.turn, self.pending = turn, False
        parts: list[Static | QuoteView] = []
        if turn.meant.casefold() != turn.asked.casefold():
            meant = Content.assemble(("asked in full: ", _MUTED), harmless(turn.meant), ("  e edits it", _MUTED))
            parts.append(Static(meant, classes="meant"))
        parts.append(Static(summary(turn.answer), classes="summary"))
        found = zip(places(turn.answer), references, strict=True)
        parts += [QuoteView(place, number, reference) for number, (place, reference) in enumerate(found, 1)]
        await self.query_one(".state").remove()
        await self.mount(*parts)

    def refer(self, references: Sequence[str]) -> None:
        """Show the references in another style."""
        for view, reference in zip(self.quotes, references, strict=True):
            view.refer(reference)
