"""``askdocs web``."""

from __future__ import annotations

from pathlib import Path

import click

from askdocs.errors import UsageError


@click.command("web")
@click.option("--library", type=click.Path(path_type=Path), metavar="PATH", help="The library to use.")
@click.option("--samples", is_flag=True, help="Use the sample articles that come with askdocs.")
@click.option("--continue", "resume", is_flag=True, help="Go on with the last conversation.")
@click.option("--private", is_flag=True, help="Keep no conversation.")
@click.option(
    "--port", type=click.IntRange(1024, 65535), metavar="N", help="The port to listen on.  [default: a free one]"
)
@click.pass_context
def command(
    context: click.Context, library: Path | None, samples: bool, resume: bool, private: bool, port: int | None
) -> None:
    """Open the chat in a browser on this machine.

    Prints the address to open. Whoever has it can read your documents; it is good on this machine alone, until Ctrl-C.
    """
    try:
        from askdocs.web.server import serve
    except ModuleNotFoundError as error:
        raise UsageError(
            "`askdocs web` needs textual-serve, which is not installed", 'pip install "askdocs[web]"'
        ) from error
    named = library or context.obj
    chosen = {"--samples": samples, "--continue": resume, "--private": private}
    arguments = [*(["--library", str(named)] if named else []), *(flag for flag, on in chosen.items() if on)]
    serve(arguments, port or 0, lambda address: click.echo(f"{address}\n  Ctrl-C ends it."))
