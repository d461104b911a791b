"""``askdocs clip``."""

from __future__ import annotations

from pathlib import Path

import click

from askdocs import contract
from askdocs.cli import output
from askdocs.cli.clippings import as_markdown, as_text
from askdocs.cli.diagnostics import NOT_FOUND
from askdocs.cli.options import json_option, library_options, no_sync_option, style_option
from askdocs.cli.saving import output_option, save
from askdocs.errors import UsageError
from askdocs.library.clip import Clipped, clip_span, clip_words, unclip
from askdocs.library.library import Library
from askdocs.library.notebook import Kept, hold, notebook
from askdocs.text import Span, harmless

_EPILOG = """\b
Examples:
  askdocs clip add "nobody had been told" --note "ring him" --tag raid
  askdocs clip list --tag raid
  askdocs clip export --style chicago --output quotes.md
"""

_tag_option = click.option("--tag", metavar="TAG", help="Only clips with this tag.")


@click.group("clip", epilog=_EPILOG, invoke_without_command=True)
@click.pass_context
def command(context: click.Context) -> None:
    """Keep quotes in a notebook, with notes and tags; without a command, list them.

    Each time they are listed, they are held against their files: what has moved or changed since is said.
    """
    if context.invoked_subcommand is None:
        context.exit(context.invoke(list_))


@command.command("add")
@click.argument("words", nargs=-1)
@click.option("--from", "document", metavar="DOCUMENT", help="Take them from this document: an id or a path.")
@click.option("--start", type=int, metavar="N", help="With --from: the first character, as `show --json` counts.")
@click.option("--end", type=int, metavar="N", help="With --start: the character after the last.")
@click.option("--note", metavar="TEXT", help="What you want to remember of it.")
@click.option("--tag", "tags", multiple=True, metavar="TAG", help="What it is for; again for each.")
@no_sync_option
@library_options
def add(
    words: tuple[str, ...],
    document: str | None,
    start: int | None,
    end: int | None,
    note: str | None,
    tags: tuple[str, ...],
    no_sync: bool,
    library: Library,
) -> int:
    """Keep some words of a document, as they stand there.

    WORDS are found as you remember them, typography, brackets and ellipses aside.
    """
    if start is None and end is None:
        found = clip_words(library, " ".join(words), wanted=document, note=note, tags=tags, sync=not no_sync)
        return _added(library, found)
    if words or document is None or start is None or end is None:
        raise UsageError("--start and --end go together, with --from and without words")
    clip = clip_span(library, document, Span(start, end), note=note, tags=tags, sync=not no_sync)
    return _added(library, Clipped(clip))


@command.command("list")
@_tag_option
@style_option
@json_option
@library_options
def list_(tag: str | None, style: str | None, as_json: bool, library: Library) -> int:
    """List the clips, and what has moved or changed."""
    kept = notebook(library, tag=tag, style=style)
    return _show(kept, as_json, f"No clip is tagged {tag!r}." if tag else "The notebook is empty.")


@command.command("search")
@click.argument("words", nargs=-1, required=True)
@style_option
@json_option
@library_options
def search(words: tuple[str, ...], style: str | None, as_json: bool, library: Library) -> int:
    """List the clips that have all of the words.

    They are looked for in a clip's text, its note, its tags and its source.
    """
    return _show(notebook(library, words=" ".join(words), style=style), as_json, "No clip has these words.")


@command.command("remove")
@click.argument("numbers", nargs=-1, required=True, type=int, metavar="N…")
@library_options
def remove(numbers: tuple[int, ...], library: Library) -> int:
    """Take clips out of the notebook, by their numbers."""
    unclip(library, numbers)
    click.echo(f"Removed {', '.join(f'[{number}]' for number in dict.fromkeys(numbers))}.")
    return 0


@command.command("export")
@_tag_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["markdown", "json", "text"]),
    default="markdown",
    show_default=True,
    help="How it is written.",
)
@style_option
@output_option
@library_options
def export(tag: str | None, form: str, style: str | None, file: Path | None, library: Library) -> int:
    """Write the clips with their references."""
    kept = notebook(library, tag=tag, style=style)
    if not kept:
        library.reporter.note("there is no such clip; nothing was written" if tag else "the notebook is empty")
        return NOT_FOUND
    if form == "json":
        text = contract.dumps(contract.clips(kept))
    elif form == "markdown":
        text = as_markdown(kept, style or library.settings.style)
    else:
        text = "\n\n".join(map(as_text, kept))
    if file:
        save(file, text)
    else:
        click.echo(harmless(text))
    return 0


def _added(library: Library, found: Clipped) -> int:
    if found.clip is None:
        click.echo("These words do not stand in your documents.")
        for quote in found.others[:1]:
            click.echo(harmless(f"The nearest are in {quote.document.path}, line {quote.line}: “{quote.text}”"))
        return NOT_FOUND
    click.echo(harmless("\n".join(map(as_text, hold(library, [found.clip])))))
    for quote in found.others:
        library.reporter.note(f"the same words stand in {quote.document.path}, line {quote.line}")
    return 0


def _show(kept: list[Kept], as_json: bool, nothing: str) -> int:
    if as_json:
        output.print_json(contract.clips(kept))
    elif kept:
        click.echo(harmless("\n\n".join(map(as_text, kept))))
    else:
        click.echo(nothing)
    return 0 if kept else NOT_FOUND
