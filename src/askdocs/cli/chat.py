"""``askdocs`` alone: the chat."""

from __future__ import annotations

import os
import sys

from askdocs.errors import UsageError
from askdocs.tui.opening import Opening


def possible() -> bool:
    """Whether somebody sits at a terminal, or at the page of `askdocs web`, which names how Textual reaches it."""
    return "TEXTUAL_DRIVER" in os.environ or all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr))


def start(opening: Opening) -> int:
    """Open the chat, and stay until it is left.

    Raises:
        UsageError: there is no terminal.
    """
    if not possible():
        raise UsageError("the chat needs a terminal", '`askdocs "…"` asks one question anywhere.')
    from askdocs.tui.app import ChatApp

    app = ChatApp(opening)
    app.run()
    return app.return_code or 0
