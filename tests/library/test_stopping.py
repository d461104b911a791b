"""A sync that is stopped on its way, and what a conversation's library is told of its documents meanwhile."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from askdocs.config import Settings
from askdocs.embedding import Encoder
from askdocs.errors import LibraryBusy, UsageError
from askdocs.library.chat import Chat
from askdocs.library.library import Library
from askdocs.library.membership import add
from askdocs.library.sync import sync
from askdocs.text import Span


class Stopped(Exception):
    """What a reporter raises here."""


class Stopper:
    """Hears what a sync says, and raises where it is told to."""

    def __init__(self) -> None:
        self.heard: list[tuple[str, int, int]] = []
        self.stops: Callable[[str, int, int], bool] = lambda *_: False

    def note(self, message: str) -> None:
        pass

    def progress(self, stage: str, done: int, total: int) -> None:
        self.heard.append((stage, done, total))
        if self.stops(stage, done, total):
            raise Stopped


class Watched:
    """The real encoder, and how many texts it has embedded."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self.asked = self.embedded = 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._encoder, name)

    def embed_parts(
        self, texts: Sequence[str], parts: Sequence[Sequence[Span]], progress: Callable[[int], None]
    ) -> Any:
        self.asked += len(texts)
        before = self.embedded

        def count(done: int) -> None:
            self.embedded = before + done
            progress(done)

        return self._encoder.embed_parts(texts, parts, count)


@pytest.fixture
def stopper() -> Stopper:
    return Stopper()


@pytest.fixture
def made(tmp_path: Path, stopper: Stopper, monkeypatch: pytest.MonkeyPatch, default_encoder: Encoder) -> Library:
    """A library of one note, with an encoder that is loaded."""
    monkeypatch.chdir(tmp_path)
    notes = tmp_path / "notes"
    notes.mkdir()
    (notes / "first.md").write_text("# First\n\nThe keeper of the lighthouse is called Ada Norling.\n")
    library, _ = add(tmp_path, [notes], stopper)
    default_encoder.embed_passages(["warm"] * 64)
    library.__dict__["encoder"] = default_encoder
    stopper.heard.clear()
    return library


def write_much(folder: Path) -> None:
    """Some 300 passages as long as the model takes: seconds of embedding."""
    folder.mkdir(exist_ok=True)
    chance = random.Random(7)
    words = [
        "harbour",
        "ledger",
        "inspects",
        "quiet",
        "letters",
        "northern",
        "archive",
        "seldom",
        "answers",
        "morning",
        "ferry",
        "council",
    ]
    for number in range(30):
        paragraphs = [" ".join(chance.choices(words, k=220)).capitalize() + "." for _ in range(10)]
        body = "\n\n".join(f"## Part {part}\n\n{text}" for part, text in enumerate(paragraphs))
        (folder / f"long-{number}.md").write_text(f"# Long {number}\n\n{body}\n")


def paths(library: Library) -> list[str]:
    with library.open_index() as index:
        return [info.path for info in index.documents()]


def no_pool_is_left() -> None:
    for thread in threading.enumerate():
        if thread.name.startswith("ThreadPoolExecutor"):
            thread.join()


def test_embedding_says_how_far_it_is_and_can_be_stopped_in_the_last_batch(made: Library, stopper: Stopper) -> None:
    write_much(made.settings.root / "notes")
    watched = Watched(made.encoder)
    made.__dict__["encoder"] = watched
    stopper.stops = lambda stage, done, total: stage == "Embedding"
    with pytest.raises(Stopped):
        sync(made)
    no_pool_is_left()
    assert stopper.heard[-2] == ("Reading", 30, 30)
    assert watched.asked >= 300
    assert watched.embedded < watched.asked
    assert paths(made) == ["notes/first.md"]
    (made.settings.root / "notes" / "long-0.md").unlink()
    for file in (made.settings.root / "notes").glob("long-*"):
        file.unlink()
    (made.settings.root / "notes" / "second.md").write_text("# Second\n\nThe harbour has two cranes.\n")
    stopper.stops = lambda *_: False
    assert sync(made, wait=False).added == ("notes/second.md",)
    assert stopper.heard[-1] == ("Embedding", 1, 1)


def test_a_removal_can_be_stopped(made: Library, stopper: Stopper) -> None:
    stopper.stops = lambda stage, done, total: stage == "Removing"
    chat = Chat(made)
    with pytest.raises(Stopped):
        chat.remove(["notes/first.md"], stopper)
    assert paths(made) == ["notes/first.md"]
    stopper.stops = lambda *_: False
    assert chat.sync(stopper).removed == ("notes/first.md",)


def test_waiting_for_another_writer_can_be_stopped(made: Library, stopper: Stopper) -> None:
    from filelock import FileLock

    (made.settings.root / "notes" / "second.md").write_text("# Second\n\nThe harbour has two cranes.\n")
    stopper.stops = lambda stage, done, total: stage.startswith("Waiting")
    with FileLock(made.settings.index_folder / "lock"):
        with pytest.raises(Stopped):
            sync(made)
        with pytest.raises(LibraryBusy):
            sync(made, wait=False)
    assert len(sync(made, wait=False).added) == 1


def test_a_folder_whose_adding_is_stopped_is_not_recorded(made: Library, stopper: Stopper) -> None:
    root, chat = made.settings.root, Chat(made)
    write_much(root / "more")
    before = made.settings.file.read_text()
    stopper.stops = lambda stage, done, total: stage == "Reading" and done == 20
    with pytest.raises(Stopped):
        chat.add([root / "more", root / "notes" / "first.md"], stopper)
    assert made.settings.file.read_text() == before
    assert made.settings.documents == ("notes",)
    stopper.stops = lambda *_: False
    assert chat.sync(stopper).unchanged == 1


def test_a_stopped_adding_leaves_a_removal_as_it_was(made: Library, stopper: Stopper) -> None:
    root, chat = made.settings.root, Chat(made)
    assert chat.remove(["notes"], stopper).removed == ("notes/first.md",)
    stopper.stops = lambda stage, done, total: stage == "Reading"
    with pytest.raises(Stopped):
        chat.add([root / "notes"], stopper)
    assert made.records.exclusions() == {"notes"}
    stopper.stops = lambda *_: False
    assert chat.add([root / "notes" / "first.md"], stopper).added == ("notes/first.md",)
    assert made.records.exclusions() == frozenset()


def test_a_file_of_a_removed_folder_is_added_with_its_folder(made: Library, stopper: Stopper) -> None:
    root, chat = made.settings.root, Chat(made)
    chat.add([root], stopper)
    chat.remove(["notes"], stopper)
    assert made.settings.documents == (".",)
    with pytest.raises(UsageError, match="notes was removed from the library as a whole"):
        chat.add([root / "notes" / "first.md"], stopper)
    assert chat.add([root / "notes"], stopper).added == ("notes/first.md",)


def test_what_another_process_added_meanwhile_stays(made: Library, stopper: Stopper, tmp_path: Path) -> None:
    chat = Chat(made)
    elsewhere = tmp_path / "elsewhere.md"
    elsewhere.write_text("# Elsewhere\n\nThe ferry leaves at nine.\n")
    add(made.settings.root, [elsewhere], stopper)
    assert chat.sync(stopper).removed == ()
    assert [info.path for info in chat.documents()] == ["elsewhere.md", "notes/first.md"]


def test_nothing_is_added_to_the_samples(stopper: Stopper, tmp_path: Path) -> None:
    file = tmp_path / "note.md"
    file.write_text("# Note\n\nThe ferry leaves at nine.\n")
    library = Library(Settings(root=tmp_path, documents=(".",), index=str(tmp_path / "index")), stopper)
    with pytest.raises(UsageError, match="sample articles"):
        Chat(library).add([file], stopper)
    assert not library.settings.file.exists()


def test_a_failure_says_what_to_do(made: Library, stopper: Stopper) -> None:
    (made.settings.root / "notes" / "broken.txt").write_bytes(
        "caf\u00e9 cr\u00e8me br\u00fbl\u00e9e \u00e9t\u00e9".encode() + b"\xff"
    )
    (made.settings.root / "notes" / "picture.md").write_bytes(b"\x00\x01\x02 picture")
    failed = {failure.path: failure for failure in Chat(made).sync(stopper).failed}
    assert failed["notes/broken.txt"].hint == "Save it as UTF-8 text and try again."
    assert "plain text" in (failed["notes/picture.md"].hint or "")
