"""Options and arguments that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from askdocs.cli.reporting import TerminalReporter
from askdocs.library.library import Library

_Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


def library_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """``--library`` and ``--samples``; the command receives ``library``, found and open."""

    @click.option("--library", "own", type=click.Path(path_type=Path), metavar="PATH", help="The library to use.")
    @click.option("--samples", is_flag=True, help="Use the sample articles that come with askdocs.")
    @click.pass_context
    def wrapped(context: click.Context, /, *args: Any, own: Path | None, samples: bool, **kwargs: Any) -> Any:
        reporter = TerminalReporter()
        library = Library.samples(reporter) if samples else Library.find(own or context.obj, reporter)
        return function(*args, library=library, **kwargs)

    wrapped.__doc__ = function.__doc__
    wrapped.__name__ = function.__name__
    return wrapped


json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON document (docs/json.md).")
no_sync_option = click.option("--no-sync", is_flag=True, help="Answer from the index as it is.")


def top_option(default: int, what: str) -> _Decorator:
    """``--top N``."""
    return click.option(
        "--top", type=click.IntRange(1, 100), default=default, show_default=True, metavar="N", help=f"At most N {what}."
    )


_FILTERS = (
    ("after", "DATE", "Only documents of that day, month or year, or later: 2021, 2021-07, 28 July 2021."),
    ("before", "DATE", "Only documents of that day, month or year, or earlier."),
    ("source", "NAME", "Only what this publication published: words of its name. May be repeated."),
    ("author", "NAME", "Only what this author wrote. May be repeated."),
    ("tag", "TAG", "Only documents with this tag. May be repeated."),
    ("in", "PATH", "Only this file, or what is in this folder. May be repeated."),
)
_MANY = {"source": "sources", "author": "authors", "tag": "tags", "in": "paths"}
# What may be given several times, and what it is called in the filters.


def filter_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """The filters; the command takes them as ``**typed``, for :func:`askdocs.library.narrowing.filters`."""
    for name, metavar, text in reversed(_FILTERS):
        function = click.option(f"--{name}", _MANY.get(name, name), metavar=metavar, multiple=name in _MANY, help=text)(
            function
        )
    return function


style_option = click.option("--style", metavar="STYLE", help="The style of the references: apa, mla, chicago, news, …")
