from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from askdocs.library.chat import Chat
from askdocs.library.library import Library


@dataclass
class Served:
    """A running ``askdocs web``."""

    process: subprocess.Popen[str]
    address: str

    @property
    def origin(self) -> str:
        return self.address[: self.address.index("/", len("http://"))]

    @property
    def port(self) -> int:
        return int(self.origin.rsplit(":", 1)[1])

    def children(self) -> list[int]:
        """The processes that it started and that are still there."""
        folder = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(pid) for pid in folder.read_text().split()]


@contextmanager
def serving(*arguments: str) -> Iterator[Served]:
    command = [sys.executable, "-m", "askdocs", "web", *arguments]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout
    try:
        address = process.stdout.readline().strip()
        assert address.startswith("http://127.0.0.1:"), address
        yield Served(process, address)
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
        process.communicate(timeout=60)


class Silent:
    """A reporter that nobody listens to."""

    def note(self, message: str) -> None:
        pass

    def progress(self, stage: str, done: int, total: int) -> None:
        pass


@pytest.fixture(scope="session")
def samples(cache: Path) -> None:
    """The sample articles indexed, and the models compiled: what takes long at the first question of all."""
    chat = Chat(Library.samples(Silent()))
    chat.sync(Silent())
    chat.prepare()
    chat.close()


@pytest.fixture(scope="session")
def served(samples: None) -> Iterator[Served]:
    with serving("--samples") as running:
        yield running


def wait_for_end(pid: int) -> None:
    """Wait until a process is gone, whoever its parent is."""
    try:
        descriptor = os.pidfd_open(pid)
    except ProcessLookupError:
        return
    try:
        assert select.select([descriptor], [], [], 60)[0], f"process {pid} goes on"
    finally:
        os.close(descriptor)
