"""How a file is opened at a line in the user's editor, and how text is handed to the system's clipboard."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

_COLON = ("subl", "hx", "helix", "zed")
_GOTO = ("code", "code-insiders", "codium", "cursor")
_CLIPBOARDS = (
    ("WAYLAND_DISPLAY", ("wl-copy",)),
    ("DISPLAY", ("xclip", "-selection", "clipboard")),
    ("DISPLAY", ("xsel", "--clipboard", "--input")),
)


def editor_command(editor: str, file: Path, line: int) -> list[str]:
    """The command that opens a file at a line: ``+LINE FILE`` unless the editor is known to want something else.

    Args:
        editor: as ``EDITOR`` has it, options and all.
        file: what to open.
        line: counted from 1.
    """
    words = shlex.split(editor)
    name = Path(words[0]).stem
    if name in _GOTO:
        return [*words, "--goto", f"{file}:{line}"]
    if name in _COLON:
        return [*words, f"{file}:{line}"]
    return [*words, f"+{line}", str(file)]


def editor(environment: Mapping[str, str] = os.environ) -> str | None:
    """The user's editor, as the environment names it."""
    return environment.get("VISUAL") or environment.get("EDITOR") or None


def is_web_address(address: str | None) -> bool:
    """Whether a browser may be handed an address that a document gives: http and https alone."""
    if not address or not address.isprintable():
        return False
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def clipboard_command(environment: Mapping[str, str] = os.environ) -> list[str] | None:
    """The command that takes text for the system's clipboard on stdin; None where there is none."""
    if sys.platform == "darwin":
        return ["pbcopy"]
    for needed, command in _CLIPBOARDS:
        if environment.get(needed) and shutil.which(command[0], path=environment.get("PATH")):
            return list(command)
    return None


def hand_over(command: list[str], text: str) -> bool:
    """Give text to such a command; whether it was taken. It blocks, five seconds at the most."""
    try:
        # What stays behind to serve the clipboard keeps its output open, and so must not have ours.
        done = subprocess.run(
            command,
            input=text.encode(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=5,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
