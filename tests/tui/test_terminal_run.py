"""The installed command in a real terminal, which tmux provides: what is shown, edited and left behind."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

TMUX = shutil.which("tmux")
pytestmark = pytest.mark.skipif(TMUX is None, reason="tmux is not installed")
COMMAND = Path(sys.executable).with_name("askdocs")
_PATIENCE = 120
# Seconds: models may be loaded for the first time, on a machine that has other things to do.


class Terminal:
    """A terminal of 100 by 30 that tmux keeps, with a shell in it."""

    def __init__(self, folder: Path) -> None:
        self._socket = str(folder / "socket")
        self._channels = 0
        self._tmux("-f", "/dev/null", "new-session", "-d", "-x", "100", "-y", "30", "env PS1='ready> ' sh")

    def _tmux(self, *words: str) -> str:
        assert TMUX
        command = [TMUX, "-S", self._socket, *words]
        return subprocess.run(command, capture_output=True, text=True, check=True, timeout=_PATIENCE).stdout

    def press(self, *keys: str) -> None:
        self._tmux("send-keys", *keys)

    def type(self, text: str) -> None:
        self._tmux("send-keys", "-l", text)

    @property
    def screen(self) -> str:
        return self._tmux("capture-pane", "-p")

    def until(self, text: str) -> str:
        """What is on the screen once the text is, however it was wrapped."""
        given_up = time.monotonic() + _PATIENCE
        while time.monotonic() < given_up:
            screen = self.screen
            if text in " ".join(screen.split()):
                return screen
            os.sched_yield()
        raise AssertionError(f"{text!r} did not come; there is\n{self.screen}")

    @property
    def settings(self) -> str:
        """What programs may have changed of the terminal and must change back."""
        return self._tmux("display-message", "-p", "#{alternate_on} #{mouse_any_flag} #{cursor_flag} #{keypad_flag}")

    def end(self) -> None:
        self._tmux("kill-server")


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    found = Terminal(tmp_path)
    yield found
    found.end()


def test_ask_read_open_in_the_editor_and_leave(terminal: Terminal, shelf: Path, tmp_path: Path) -> None:
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\necho "$@" > "$0.got"\nprintf "in the editor"\nread answer\n')
    editor.chmod(0o755)
    terminal.until("ready>")
    before = terminal.settings
    terminal.type(f"EDITOR={shlex.quote(str(editor))} {COMMAND} --library {shlex.quote(str(shelf))} --private")
    terminal.press("Enter")
    terminal.until("Question · typing")
    assert terminal.settings != before
    terminal.type("how many phone numbers leaked?")
    terminal.press("Enter")
    terminal.until("“More than 50,000 phone numbers")
    terminal.press("Tab")
    terminal.until("Answer · keys")
    terminal.press("o")
    terminal.until("in the editor")
    assert (tmp_path / "editor.got").read_text().split()[0] == "+16"
    terminal.press("Enter")
    terminal.until("Answer · keys")
    terminal.press("Enter")
    terminal.until("Source · keys")
    terminal.press("C-c")
    terminal.until("Ctrl-C again leaves")
    terminal.press("C-c")
    terminal.until("ready>")
    assert terminal.settings == before
    terminal.type('echo "code $?"')
    terminal.press("Enter")
    assert "Traceback" not in terminal.until("code 0")


def test_a_library_that_cannot_be_read_is_said_and_left_with_control_q(terminal: Terminal, tmp_path: Path) -> None:
    (tmp_path / "askdocs.toml").write_text("documents = 7\n")
    terminal.until("ready>")
    before = terminal.settings
    terminal.type(f"{COMMAND} --library {shlex.quote(str(tmp_path))}")
    terminal.press("Enter")
    terminal.until("documents must be a list of paths")
    terminal.press("C-q")
    terminal.until("ready>")
    assert terminal.settings == before
