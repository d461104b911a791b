"""All keys, and what the chat means by what it says."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path, PurePath
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Footer, Static

Bindings = Sequence[tuple[str, Sequence[BindingType]]]
"""Where keys work, and which."""

_MEANINGS = (
    ("very sure, 92 %", "how likely the answer is right: of 100 answers at 92 %, about 92 should be."),
    ("2 sources", "two documents give this answer independently; copies of one story count once."),
    ("Sources differ", "documents contradict each other: each answer stands with its date, none is chosen."),
    ("Your documents do not answer this", "nothing found is likely enough to be an answer; the nearest words follow."),
    ("no longer checkable", "the file has gone, so that the quote could not be held against it."),
)


def rows(bindings: Iterable[BindingType], shown: Callable[[Binding], str]) -> list[tuple[str, str]]:
    """Keys, and what they do: one row for all that do the same, be it with another argument.

    Args:
        bindings: of one place.
        shown: how a key is written.
    """
    grouped: list[list[Binding]] = []
    for binding in Binding.make_bindings(bindings):
        alike = next((group for group in grouped if _alike(group[0], binding)), None)
        if alike is not None:
            alike.append(binding)
        elif binding.description:
            grouped.append([binding])
    return [(_keys(group, shown), _what(group)) for group in grouped]


def _alike(one: Binding, other: Binding) -> bool:
    actions = {binding.action.partition("(")[0] for binding in (one, other)}
    return len(actions) == 1 or one.description == other.description


def _keys(alike: Sequence[Binding], shown: Callable[[Binding], str]) -> str:
    """The keys as the footer names them, where it names some; else the first and the last of many."""
    named = [each.key_display for each in alike if each.key_display]
    keys = list(dict.fromkeys(named or map(shown, alike)))
    return f"{keys[0]} … {keys[-1]}" if len(keys) > 2 else " ".join(keys)


def _what(alike: Sequence[Binding]) -> str:
    """What is explained of one of them, else what the footer says."""
    explained = [each.tooltip for each in alike if each.tooltip]
    return (explained or [each.description for each in alike if each.show] or [alike[0].description])[0]


class HelpScreen(Screen[None]):
    """Shows what can be done, and how; any key that helped get here leads back."""

    CSS_PATH: ClassVar[list[str | PurePath]] = [Path(__file__).parents[1] / "styles" / "help.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,f1", "dismiss", "Back", key_display="esc"),
        Binding("down,j", "scroll(1)", "Scroll", key_display="↑↓"),
        Binding("up,k", "scroll(-1)", "Scroll", show=False),
    ]

    def __init__(self, bindings: Bindings) -> None:
        super().__init__()
        self._places = bindings

    def compose(self) -> ComposeResult:
        """Two columns of keys, and below them the meanings."""
        groups = [(where, rows(bindings, self.app.get_key_display)) for where, bindings in self._places]
        half = _middle([len(keys) + 2 for _, keys in groups])
        with VerticalScroll():
            with Horizontal(id="keys"):
                for column in (groups[:half], groups[half:]):
                    with Vertical(classes="column"):
                        yield from _listed(column)
            yield Static("What the answers say", classes="where")
            for said, means in _MEANINGS:
                yield Static(Content.assemble((said, "bold"), f" – {means}"), classes="meaning")
        yield Footer(show_command_palette=False, compact=True)

    def action_scroll(self, lines: int) -> None:
        """Move what is shown."""
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)


def _listed(groups: Sequence[tuple[str, Sequence[tuple[str, str]]]]) -> ComposeResult:
    for where, keys in groups:
        yield Static(where, classes="where")
        for key, what in keys:
            yield Horizontal(Static(key, classes="key"), Static(what, classes="what"))


def _middle(sizes: Sequence[int]) -> int:
    """How many of some groups the left of two columns holds, so that both are about as long."""
    return min(range(len(sizes) + 1), key=lambda at: abs(sum(sizes[:at]) - sum(sizes[at:])))
