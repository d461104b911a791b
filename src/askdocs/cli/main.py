"""The command ``askdocs``: finds the command that is meant, and loads that one alone."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

import click

from askdocs import __version__
from askdocs.cli.diagnostics import guarded
from askdocs.errors import UsageError
from askdocs.tui.opening import Opening

COMMANDS = {
    "ask": "Ask the documents a question.",
    "search": "Find passages.",
    "cite": "Find where remembered words stand, and print their reference.",
    "check": "Check the quotations of a draft.",
    "add": "Add files and folders to the library.",
    "remove": "Take documents or folders out of the library.",
    "sync": "Bring the index in step with the files.",
    "documents": "List what is in the library.",
    "show": "Print a document.",
    "bibliography": "List references, in any style.",
    "clip": "Keep quotes with notes and tags, list them, and export them.",
    "conversations": "List what was asked in the chat, read it again, and export it.",
    "describe": "Say what a document is, by hand or from a bibliography.",
    "eval": "Ask your own questions, and see which are answered right.",
    "doctor": "Check the library, and say what is wrong with it.",
    "model": "Show the model, or fetch another.",
    "web": "Open the chat in a browser on this machine.",
}
"""Each in the file of its name; a command's module is imported when it is run, and no other."""

_LIBRARY_OPTIONS = ("--library",)
_CHAT_OPTIONS = ("--samples", "--continue", "--private")

_HELP = """Ask your own documents: exact quotes with citations that you can check.

\b
  askdocs                     opens the chat: ask, read, follow up, cite
  askdocs "QUESTION"          asks
  askdocs COMMAND --help      says more of a command

The library is the one of --library, of ASKDOCS_LIBRARY, the nearest askdocs.toml upward, or your own.
"""

_EPILOG = """\b
Examples:
  askdocs add ~/articles
  askdocs "who inspected NSO?"
  askdocs --samples "where are NSO's offices?"
  askdocs search --keywords "export licence"
  askdocs cite "a raid and a visit can look the same"
  askdocs check draft.md
  askdocs --library ~/thesis "what did the court rule?"
"""


class Commands(click.Group):
    """A group whose commands are imported when they are run, and in which a question needs no command."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order of a user's first day."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one command."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"askdocs.cli.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put ``ask`` before what is a question, or an option of asking."""
        return super().parse_args(ctx, with_command(args))


def with_command(arguments: Sequence[str]) -> list[str]:
    """The arguments with the command that is meant: anything with white space in it is a question.

    Raises:
        UsageError: the first word is neither a command nor a question.
    """
    own = {"--help", "--version"}
    at = 0
    while at < len(arguments):
        word = arguments[at]
        if word in _LIBRARY_OPTIONS:
            at += 2
        elif word.startswith(tuple(f"{option}=" for option in _LIBRARY_OPTIONS)):
            at += 1
        elif word in COMMANDS or word in own or set(arguments[at:]) <= set(_CHAT_OPTIONS):
            return list(arguments)
        elif word.startswith("-") or any(character.isspace() for character in word) or not word:
            return [*arguments[:at], "ask", *arguments[at:]]
        else:
            raise UsageError(f"{word!r} is neither a command nor a question", _suggestion(word))
    return list(arguments)


def _suggestion(word: str) -> str:
    from difflib import get_close_matches

    close = get_close_matches(word.lower(), COMMANDS, n=1)
    if close:
        return f"Did you mean `askdocs {close[0]}`? `askdocs --help` lists the commands."
    return f"To ask for a single word: askdocs ask {word}. `askdocs --help` lists the commands."


@click.group(
    cls=Commands,
    help=_HELP,
    epilog=_EPILOG,
    context_settings={"help_option_names": ["--help"]},
    invoke_without_command=True,
)
@click.option("--library", type=click.Path(path_type=Path), metavar="PATH", help="The library to use: a folder.")
@click.option("--samples", is_flag=True, help="Chat with the sample articles that come with askdocs.")
@click.option("--continue", "resume", is_flag=True, help="Chat on from where the last conversation ended.")
@click.option("--private", is_flag=True, help="Chat without keeping the conversation.")
@click.version_option(__version__, prog_name="askdocs", message="%(prog)s %(version)s")
@click.pass_context
def cli(context: click.Context, library: Path | None, samples: bool, resume: bool, private: bool) -> int | None:
    """Run the command that is meant; without one, open the chat, or where there is no terminal say what there is."""
    context.obj = library
    if context.invoked_subcommand is not None:
        return None
    from askdocs.cli import chat

    if chat.possible() or samples or resume or private:
        return chat.start(Opening(library=library, samples=samples, resume=resume, private=private))
    click.echo(context.get_help())
    return None


def run(arguments: Sequence[str]) -> int:
    """Run a command line; the exit code."""
    return guarded(_run, arguments)


def _run(arguments: Sequence[str]) -> int:
    result = cli.main(args=list(arguments), prog_name="askdocs", standalone_mode=False)
    return result if isinstance(result, int) else 0
