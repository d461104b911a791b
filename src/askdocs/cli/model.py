"""``askdocs model``."""

from __future__ import annotations

import click

from askdocs.cli.options import library_options
from askdocs.library.library import Library


@click.group("model", invoke_without_command=True)
@click.pass_context
def command(context: click.Context) -> None:
    """Show the model that the library uses, or fetch another."""
    if context.invoked_subcommand is None:
        context.invoke(show)


@command.command("show")
@library_options
def show(library: Library) -> int:
    """Show the model that the library uses: where it is, what it reads, and whether it is compiled."""
    from askdocs.embedding import describe

    info = describe(library.settings)
    known = {"model": info.name, "found in": f"{info.origin}: {info.folder}", "fingerprint": info.fingerprint}
    if info.identity is None:
        known["state"] = "not used yet; the first use converts it"
    else:
        identity = info.identity
        known["reads"] = f"{identity.max_tokens} tokens"
        known["gives"] = f"{identity.dimensions} dimensions, pooling by {identity.pooling}"
        known["state"] = f"compiled, {info.cached_bytes / 2**20:.0f} MiB in the cache"
    if info.unconverted is not None:
        known["state"] = f"runs in sentence-transformers: {info.unconverted}"
    for name, value in known.items():
        click.echo(f"{name + ':':13}{value}")
    return 0


@command.command("get")
@click.argument("name")
def get(name: str) -> int:
    """Fetch a model from the Hugging Face hub: the one command of askdocs that uses the network."""
    from askdocs.embedding import get

    click.echo(f"{name} is at {get(name)}")
    click.echo(f'To use it, write model = "{name}" into askdocs.toml, and run `askdocs sync --rebuild`.')
    return 0
