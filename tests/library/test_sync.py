"""Bringing the index in step, with what can happen meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock

from askdocs.errors import UsageError
from askdocs.library.ask import ask
from askdocs.library.library import Library
from askdocs.library.membership import add, remove
from askdocs.library.search import documents
from askdocs.library.sync import sync


class Recorder:
    """Keeps what a use case says, and lets a test act in the middle of it."""

    def __init__(self) -> None:
        self.notes: list[str] = []
        self.on_progress: Callable[[], object] = lambda: None

    def note(self, message: str) -> None:
        self.notes.append(message)

    def progress(self, stage: str, done: int, total: int) -> None:
        self.on_progress()


def note(folder: Path, number: int) -> Path:
    file = folder / f"note-{number}.md"
    file.write_text(f"# Note {number}\n\nThe keeper of lighthouse number {number} is called Ada Norling.\n")
    return file


@pytest.fixture
def recorder() -> Recorder:
    return Recorder()


@pytest.fixture
def made(tmp_path: Path, recorder: Recorder, monkeypatch: pytest.MonkeyPatch, cache: Path) -> Library:
    """A library of three notes."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "notes"
    folder.mkdir()
    for number in range(3):
        note(folder, number)
    library, report = add(tmp_path, [folder], recorder)
    assert len(report.added) == 3
    return library


def paths(library: Library) -> list[str]:
    return [info.path for info in documents(library, sync=False)]


def test_a_file_that_vanishes_between_listing_and_reading_is_reported(made: Library, recorder: Recorder) -> None:
    folder = made.settings.root / "notes"
    fresh = [note(folder, number) for number in (7, 8, 9)]
    recorder.on_progress = lambda: fresh[2].unlink(missing_ok=True)
    report = sync(made)
    assert report.added == ("notes/note-7.md", "notes/note-8.md")
    assert [failure.path for failure in report.failed] == ["notes/note-9.md"]
    assert sync(made).unchanged == 5


def test_asking_while_another_process_writes_answers_from_what_is_committed(made: Library, recorder: Recorder) -> None:
    note(made.settings.root / "notes", 9)
    with FileLock(made.settings.index_folder / "lock"):
        answer = ask(made, "who is the keeper of lighthouse number 1?")
    assert answer.status == "answered"
    assert any("Another process" in message for message in recorder.notes)
    assert len(paths(made)) == 3
    ask(made, "who is the keeper of lighthouse number 1?")
    assert len(paths(made)) == 4


def test_an_interrupted_sync_leaves_the_index_as_it_was(made: Library, recorder: Recorder) -> None:
    def interrupt() -> None:
        raise KeyboardInterrupt

    for number in (7, 8, 9):
        note(made.settings.root / "notes", number)
    recorder.on_progress = interrupt
    with pytest.raises(KeyboardInterrupt):
        sync(made)
    assert len(paths(made)) == 3
    recorder.on_progress = lambda: None
    assert len(sync(made).added) == 3


def test_nothing_is_recorded_where_one_of_the_paths_is_wrong(made: Library, recorder: Recorder) -> None:
    before = made.settings.file.read_text()
    with pytest.raises(UsageError, match="nowhere"):
        add(made.settings.root, [made.settings.root / "notes", Path("nowhere")], recorder)
    assert made.settings.file.read_text() == before


def test_adding_keeps_what_the_user_wrote_in_the_settings(made: Library, recorder: Recorder, tmp_path: Path) -> None:
    file = made.settings.file
    file.write_text('# my notes\ndocuments = ["notes"]  # all of them\noverlap = 1\n')
    outside = tmp_path.parent / f"{tmp_path.name}-outside"
    outside.mkdir()
    note(outside, 5)
    add(made.settings.root, [outside], recorder)
    text = file.read_text()
    assert "# my notes" in text
    assert "overlap = 1" in text
    assert str(outside) in text


def test_a_removed_folder_stays_out_and_its_later_files_too(made: Library) -> None:
    _, report = remove(made, ["notes"])
    assert len(report.removed) == 3
    again = Library.find(made.settings.root, made.reporter, {})
    note(made.settings.root / "notes", 9)
    assert sync(again).added == ()
    assert paths(again) == []


def test_removed_words_are_in_no_file_of_the_index(made: Library) -> None:
    remove(made, ["notes/note-1.md"])
    for file in made.settings.index_folder.iterdir():
        assert b"lighthouse number 1 " not in file.read_bytes()


def test_index_and_records_are_the_users_alone(made: Library) -> None:
    remove(made, ["notes/note-1.md"])
    folder = made.settings.root / ".askdocs"
    for path in [folder, *folder.rglob("*")]:
        assert path.stat().st_mode & 0o077 == 0, path
