"""Files that change on disk while they are watched."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from watchfiles import Change

from askdocs.library.library import Library
from askdocs.tui.watching import Relevant, Watcher, is_remote, is_small

from .conftest import Silent


class Told:
    """The lines that are to be read."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.came = Event()

    def __call__(self, line: str) -> None:
        self.lines.append(line)
        self.came.set()


@contextmanager
def watched(library: Library) -> Iterator[tuple[Event, Told]]:
    """What happens from when the watching has begun."""
    changed, told = Event(), Told()
    watcher = Watcher(library, changed.set, told)
    watcher.start()
    assert comes(changed)
    yield changed, told
    watcher.stop()
    watcher.join()


def comes(event: Event) -> bool:
    """Whether it comes; the next one is another."""
    came = event.wait(60)
    event.clear()
    return came


@pytest.fixture
def opened(library: Path) -> Library:
    return Library.find(library, Silent(), {})


def test_a_file_in_a_folder(opened: Library) -> None:
    file = opened.settings.root / "articles" / "deep" / "new.md"
    file.parent.mkdir()
    with watched(opened) as (changed, told):
        file.write_text("# New\n\nThe ferry leaves.\n")
        assert comes(changed)
        file.unlink()
        assert comes(changed)
        assert told.lines == []


def test_a_single_file_that_an_editor_replaces(opened: Library, tmp_path: Path) -> None:
    file = tmp_path / "single.md"
    file.write_text("# One\n\nThe ferry leaves at nine.\n")
    opened.settings = replace(opened.settings, documents=(str(file),))
    with watched(opened) as (changed, _):
        for time in ("ten", "eleven"):
            (tmp_path / "single.md~").write_text(f"# One\n\nThe ferry leaves at {time}.\n")
            (tmp_path / "single.md~").replace(file)
            assert comes(changed)


def test_a_folder_that_is_added_meanwhile(opened: Library, tmp_path: Path) -> None:
    more = tmp_path / "more"
    more.mkdir()
    with watched(opened) as (changed, _):
        opened.settings = replace(opened.settings, documents=("articles", str(more)))
        assert comes(changed)
        (more / "new.md").write_text("# New\n\nThe ferry leaves.\n")
        assert comes(changed)


def test_a_library_file_that_another_process_writes(opened: Library) -> None:
    with watched(opened) as (changed, _):
        opened.settings.file.write_text('documents = ["articles", "more"]\n')
        assert comes(changed)


def test_a_folder_that_goes_is_told_and_one_that_comes_back_is_a_change(opened: Library) -> None:
    folder = opened.settings.root / "articles"
    with watched(opened) as (changed, told):
        folder.rename(folder.with_name("away"))
        assert comes(told.came)
        assert "articles is not there. What was indexed from it is kept" in told.lines[0]
        assert comes(changed)  # at the same look, and no more
        folder.with_name("away").rename(folder)
        assert comes(changed)


def test_nothing_to_watch_ends_too(opened: Library) -> None:
    opened.settings = replace(opened.settings, documents=())
    with watched(opened):
        pass


def test_which_changes_are_of_documents(tmp_path: Path) -> None:
    relevant = Relevant((tmp_path,), tmp_path / "index")
    (tmp_path / "folder.d").mkdir()

    def of(name: str, change: Change = Change.modified) -> bool:
        return relevant(change, str(tmp_path / name))

    assert of("a.md")
    assert of("deep/A.TXT")
    assert of("deep/.askignore")
    assert of("folder.d")
    assert of("gone.d", Change.deleted)
    assert not of("picture.jpg")
    assert not of(".hidden/a.md")
    assert not of(".askdocs/index/current")
    assert not of("index/notes.md")


def test_which_folders_lie_on_another_machine(tmp_path: Path) -> None:
    mounts = tmp_path / "mounts"
    lines = ["/dev/sda / ext4 rw", "server:/x /mnt/my\\040share nfs4 rw", "/dev/sdb /mnt/my\\040share/local xfs rw"]
    mounts.write_text("\n".join(lines))
    assert not is_remote(Path("/home/ana"), mounts)
    assert is_remote(Path("/mnt/my share/articles"), mounts)
    assert not is_remote(Path("/mnt/my share/local/articles"), mounts)
    assert not is_remote(Path("/home"), tmp_path / "none")


def test_which_folders_are_cheap_to_look_through(tmp_path: Path) -> None:
    for number in range(1_100):
        (tmp_path / f"{number}.md").touch()
    assert is_small([tmp_path])
    assert not is_small([tmp_path, tmp_path])
