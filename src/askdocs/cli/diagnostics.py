"""Errors to lines and exit codes.

0 answered · 1 nothing found, or a check that failed · 2 wrong usage · 3 no library, or nothing in it ·
4 documents that could not be read · 5 an index that must be rebuilt · 70 a fault of askdocs · 130 interrupted
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable, Sequence

import click

from askdocs.errors import AskdocsError, UsageError
from askdocs.text import harmless

NOT_FOUND = 1
FAULT = 70
INTERRUPTED = 130


class Fault(AskdocsError):
    """A failure that nobody foresaw."""

    kind = "fault"
    exit_code = FAULT


def guarded(command: Callable[[Sequence[str]], int], arguments: Sequence[str]) -> int:
    """Run a command line and return the process's exit code, whatever happens in it."""
    as_json = "--json" in arguments or "--batch" in arguments
    try:
        code = command(arguments)
        sys.stdout.flush()
        return code
    except click.ClickException as error:
        return _report(UsageError(error.format_message(), _see_help(error)), as_json)
    except AskdocsError as error:
        return _report(error, as_json)
    except (KeyboardInterrupt, click.Abort):
        click.echo("askdocs: interrupted", err=True)
        return INTERRUPTED
    except BrokenPipeError:
        # The reader of our output has gone (`| head`): nobody is left to tell, and nothing is wrong.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:  # noqa: BLE001 - the last stop: a fault becomes a line and an exit code
        where = traceback.extract_tb(error.__traceback__)[-1]
        message = f"a fault in askdocs: {type(error).__name__}: {error} ({where.filename}, line {where.lineno})"
        return _report(Fault(message, "Please report it. Your documents and your library are as they were."), as_json)


def _see_help(error: click.ClickException) -> str:
    context = error.ctx if isinstance(error, click.UsageError) else None
    return f"`{context.command_path if context else 'askdocs'} --help` shows what it takes."


def _report(error: AskdocsError, as_json: bool) -> int:
    if as_json:
        from askdocs import contract

        click.echo(contract.dumps(contract.error(error)))
    else:
        click.echo(f"askdocs: {harmless(error.message)}", err=True)
        if error.hint:
            click.echo(f"  {harmless(error.hint)}", err=True)
    return error.exit_code
