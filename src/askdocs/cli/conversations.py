"""``askdocs conversations``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import cast

import click

from askdocs import contract
from askdocs.citing.styles import style_named
from askdocs.cli import output
from askdocs.cli.diagnostics import NOT_FOUND
from askdocs.cli.options import json_option, library_options, style_option
from askdocs.cli.saving import output_option, save
from askdocs.conversation import Conversation, Turn
from askdocs.library.conversations import Conversations, local
from askdocs.library.exporting import FORMATS, Format
from askdocs.library.library import Library
from askdocs.library.references import sources
from askdocs.records import Heading
from askdocs.text import harmless

_EPILOG = """\b
Examples:
  askdocs conversations search "leaked list"
  askdocs conversations show 3
  askdocs conversations export 3 --format html --style apa --output leak.html
"""

_id_argument = click.argument("number", type=int, metavar="ID")


@click.group("conversations", epilog=_EPILOG, invoke_without_command=True)
@click.pass_context
def command(context: click.Context) -> None:
    """List what was asked in the chat, read it again, and export it; without a command, list it.

    What was answered is held against the files again each time: words that do not stand there any more are said to.
    """
    if context.invoked_subcommand is None:
        context.exit(context.invoke(list_))


@command.command("list")
@json_option
@library_options
def list_(as_json: bool, library: Library) -> int:
    """List the conversations, that with the latest question first."""
    return _show(Conversations.open(library).list(), as_json, "No conversation is kept.")


@command.command("search")
@click.argument("words", nargs=-1, required=True)
@json_option
@library_options
def search(words: tuple[str, ...], as_json: bool, library: Library) -> int:
    """List the conversations that have all of the words.

    They are looked for in the title, the questions and the quotes.
    """
    return _show(Conversations.open(library).list(" ".join(words)), as_json, "No conversation has these words.")


@command.command("show")
@_id_argument
@style_option
@json_option
@library_options
def show(number: int, style: str | None, as_json: bool, library: Library) -> int:
    """Print a conversation, its quotes held against their files."""
    store = Conversations.open(library)
    if as_json:
        click.echo(store.export(number, "json", style))
        return 0
    if style:
        style_named(style)  # before anything is printed
    conversation = store.get(number)
    click.echo(harmless(conversation.title))
    for place, turn in enumerate(conversation.turns, 1):
        _print_turn(place, turn, conversation, style, library)
    return 0


@command.command("rename")
@_id_argument
@click.argument("title", nargs=-1, required=True)
@library_options
def rename(number: int, title: tuple[str, ...], library: Library) -> int:
    """Give a conversation another title."""
    given = Conversations.open(library).rename(number, " ".join(title))
    click.echo(harmless(f"[{number}] {given}"))
    return 0


@command.command("delete")
@click.argument("numbers", nargs=-1, required=True, type=int, metavar="ID…")
@library_options
def delete(numbers: tuple[int, ...], library: Library) -> int:
    """Delete conversations; nothing of them stays in the file that they were kept in."""
    store = Conversations.open(library)
    for number in dict.fromkeys(numbers):
        store.delete(number)
        click.echo(f"Deleted [{number}].")
    return 0


@command.command("export")
@_id_argument
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMATS)),
    default="markdown",
    show_default=True,
    help="How it is written.",
)
@style_option
@output_option
@library_options
def export(number: int, form: str, style: str | None, file: Path | None, library: Library) -> int:
    """Write a conversation with its references."""
    text = Conversations.open(library).export(number, cast("Format", form), style)
    if file:
        save(file, text)
    else:
        click.echo(harmless(text), nl=not text.endswith("\n"))
    return 0


def _show(headings: Sequence[Heading], as_json: bool, nothing: str) -> int:
    if as_json:
        output.print_json(contract.conversations(headings))
    for each in () if as_json else headings:
        count = f"{each.turns} question{'' if each.turns == 1 else 's'}"
        click.echo(harmless(f"[{each.id}] {local(each.asked)}  {each.title}  ({count})"))
    if not headings and not as_json:
        click.echo(nothing)
    return 0 if headings else NOT_FOUND


def _print_turn(place: int, turn: Turn, conversation: Conversation, style: str | None, library: Library) -> None:
    full = f" (in full: {turn.meant})" if turn.meant != turn.asked else ""
    click.echo(harmless(f"\n{place}. {turn.asked}{full}  ({local(turn.at)})"))
    told = sources(library, turn.answer, style or conversation.style)
    printed = output.print_listing if turn.answer.status == "listed" else output.print_answer
    printed(turn.answer, told)
