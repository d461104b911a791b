"""A change of a library in a process of its own: the same outcome, and nothing left half done."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import psutil
import pytest

from askdocs.errors import AskdocsError, UsageError
from askdocs.library import apart
from askdocs.library.chat import Chat
from askdocs.library.library import Library
from askdocs.library.membership import add_to, remove_from
from askdocs.library.sync import sync, to_read
from askdocs.model import SyncReport


class Left(Exception):
    """What a reporter raises here."""


class Ears:
    """Hears what a change says, and does something at some point of it."""

    def __init__(self, does: Callable[[str, int], None] = lambda stage, done: None) -> None:
        self.notes: list[str] = []
        self.stages: set[str] = set()
        self._does = does

    def note(self, message: str) -> None:
        self.notes.append(message)

    def progress(self, stage: str, done: int, total: int) -> None:
        self.stages.add(stage)
        self._does(stage, done)


@pytest.fixture
def library(tmp_path: Path, cache: Path) -> Library:
    """A library of some files, none of them read yet."""
    folder = tmp_path / "notes"
    folder.mkdir()
    for number in range(40):
        (folder / f"{number}.md").write_text(f"# Note {number}\n\nThe ferry of pier {number} leaves at nine.\n")
    (folder / "broken.md").write_bytes(b"\x00\x01 picture")
    (tmp_path / "askdocs.toml").write_text('documents = ["notes"]\n')
    return Library.find(tmp_path, Ears(), {})


def at_reading(number: int, does: Callable[[], object]) -> Callable[[str, int], None]:
    def do(stage: str, done: int) -> None:
        if stage == "Reading" and done == number:
            does()

    return do


def stop() -> None:
    raise Left


def others() -> list[int]:
    """The processes at work on a change that this one has started; other tests may have left children of theirs."""
    started = psutil.process_iter(["ppid", "cmdline"])
    ours = [each for each in started if each.info["ppid"] == os.getpid()]
    return [each.pid for each in ours if any("askdocs.library.apart" in word for word in each.info["cmdline"] or ())]


def paths(library: Library) -> list[str]:
    with library.open_index() as index:
        return [info.path for info in index.documents()]


def test_a_sync_says_and_does_what_it_would_here(library: Library) -> None:
    there = apart.run(library, sync)
    assert isinstance(library.reporter, Ears)
    assert {"Reading", "Embedding"} <= library.reporter.stages
    assert len(there.added) == len(paths(library)) == 40
    assert [failure.path for failure in there.failed] == ["notes/broken.md"]
    here = sync(library, rebuild=True)
    assert there == here


def test_what_is_added_and_removed_stands_in_the_settings(library: Library, tmp_path: Path) -> None:
    sync(library)
    other = tmp_path / "other.md"
    other.write_text("# Other\n\nThe mole was built in 1888.\n")
    assert apart.run(library, partial(add_to, paths=[other])).added == ("other.md",)
    assert library.settings.documents == ("notes", "other.md")
    assert apart.run(library, partial(remove_from, names=["other.md"])).removed == ("other.md",)
    assert list(library.settings.documents) == ["notes"]


def test_a_failure_is_the_same_here(library: Library, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there is no file or folder") as raised:
        apart.run(library, partial(add_to, paths=[tmp_path / "nothing"]))
    assert raised.value.hint is None
    sync(library)
    (library.settings.root / "notes" / "0.md").write_text("# Note\n\nAnother ferry.\n")
    library.settings.file.write_text(f'documents = ["notes"]\nmodel = "{tmp_path / "model"}"\n')
    other = Library.find(tmp_path, Ears(), {})
    with pytest.raises(AskdocsError) as failed:
        apart.run(other, sync)
    with pytest.raises(type(failed.value)) as same:
        sync(other)
    assert (failed.value.message, failed.value.hint) == (same.value.message, same.value.hint)


def test_it_is_stopped_by_whoever_hears_it(library: Library, tmp_path: Path) -> None:
    more = tmp_path / "more"
    more.mkdir()
    for number in range(30):
        (more / f"{number}.md").write_text(f"# More {number}\n\nThe crane lifts {number} tons.\n")
    sync(library)
    before = library.settings.file.read_text()
    library.reporter = Ears(at_reading(3, stop))
    with pytest.raises(Left):
        apart.run(library, partial(add_to, paths=[more]))
    assert library.settings.file.read_text() == before
    assert library.settings.documents == ("notes",)
    assert len(paths(library)) == 40
    assert others() == []


def test_a_process_that_is_killed_is_told_of_and_nothing_is_lost(library: Library) -> None:
    sync(library)
    for number in range(40, 80):
        (library.settings.root / "notes" / f"{number}.md").write_text(f"# Note {number}\n\nPier {number} is closed.\n")

    def kill() -> None:
        (child,) = others()
        os.kill(child, signal.SIGKILL)

    library.reporter = Ears(at_reading(5, kill))
    with pytest.raises(AskdocsError, match=r"ended unexpectedly \(SIGKILL\)") as raised:
        apart.run(library, sync)
    assert "`askdocs sync`" in (raised.value.hint or "")
    assert len(paths(library)) == 40
    library.reporter = Ears()
    assert len(sync(library).added) == 40


LEFT = """
import os, sys
from pathlib import Path
from askdocs.library import apart
from askdocs.library.library import Library
from askdocs.library.sync import sync

class Leaving:
    def note(self, message): pass
    def progress(self, stage, done, total):
        if stage == "Reading" and done == 2:
            os._exit(7)

apart.run(Library.find(Path(sys.argv[1]), Leaving(), {}), sync)
"""


def test_it_ends_when_nobody_hears_it(library: Library) -> None:
    from filelock import FileLock

    left = subprocess.run([sys.executable, "-c", LEFT, str(library.settings.root)], check=False)
    assert left.returncode == 7
    with FileLock(library.settings.index_folder / "lock", timeout=60):  # the writer's, which it holds to its end
        pass
    assert len(sync(library).added) == 40


def test_only_much_is_read_apart(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def run(library: Library, change: apart.Change) -> SyncReport:
        asked.append(len(to_read(library)))
        return change(library)

    monkeypatch.setattr(apart, "run", run)
    chat = Chat(library)
    assert len(chat.sync(Ears()).added) == 40
    assert asked == []
    long = library.settings.root / "notes" / "long.md"
    long.write_text("# Long\n\n" + "The harbour master counts the boats that come in. " * 5000)
    (library.settings.root / "notes" / "broken.md").unlink()
    assert chat.sync(Ears()).added == ("notes/long.md",)
    assert asked == [1]
    outside = library.settings.root / "outside.md"
    outside.write_text(long.read_text())
    assert chat.add([outside], Ears()).added == ("outside.md",)
    assert asked == [1, 0]
