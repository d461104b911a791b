"""The actions of a screen and of the app, as commands of the palette."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import chain
from typing import Any

from textual.app import App, SystemCommand
from textual.binding import Binding
from textual.dom import DOMNode
from textual.screen import Screen


def commands(app: App[Any], screen: Screen[Any]) -> Iterator[SystemCommand]:
    """A command for every key of ours on a screen, and of the app's; Textual lists its own."""
    for node in (screen, app):
        parents = [parent for parent in type(node).__mro__ if parent.__module__.startswith("askdocs.")]
        own = [parent.BINDINGS for parent in parents if issubclass(parent, DOMNode)]
        for binding in Binding.make_bindings(chain.from_iterable(own)):
            if binding.description and not binding.system:
                run = partial(app.run_action, binding.action, node)
                yield SystemCommand(binding.description, binding.tooltip or f"Key: {binding.key}", run)
