from __future__ import annotations

import threading
from pathlib import Path

import pytest

from askdocs.cli.reporting import TerminalReporter
from askdocs.errors import EmptyLibrary, UsageError
from askdocs.library.ask import ask
from askdocs.library.library import Library
from askdocs.library.loading import Loading
from askdocs.library.sync import in_step
from askdocs.model import Filters


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory, cache: Path) -> Library:
    folder = tmp_path_factory.mktemp("loading")
    (folder / "bridge.txt").write_text("Émile Durand, the mayor, opened the bridge on Friday.\n", encoding="utf-8")
    (folder / "askdocs.toml").write_text('documents = ["."]\n', encoding="utf-8")
    found = Library.find(folder, TerminalReporter())
    in_step(found)
    return found


def loading() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if isinstance(thread, Loading)]


def test_nothing_is_loaded_for_a_library_that_was_never_indexed(tmp_path: Path) -> None:
    (tmp_path / "askdocs.toml").write_text("", encoding="utf-8")
    library = Library.find(tmp_path, TerminalReporter())
    with Loading(library, reader=True) as models:
        assert not models.is_alive()
        models.finish()
    with pytest.raises(EmptyLibrary):
        ask(library, "who opened the bridge?", sync=False)


def test_a_question_that_fails_leaves_no_thread_that_waits(library: Library) -> None:
    with pytest.raises(UsageError):
        ask(library, "who opened the bridge?", filters=Filters(paths=("nowhere.md",)), sync=False)
    for thread in loading():
        thread.join(60)
    assert not loading()


@pytest.mark.parametrize("fast", [False, True])
def test_one_library_is_asked_again(library: Library, fast: bool) -> None:
    """The encoder, which went when the first question was embedded, comes back."""
    first, second = (ask(library, "who opened the bridge?", fast=fast, sync=False) for _ in range(2))
    assert first.evidence
    assert first.evidence == second.evidence


def test_questions_that_need_no_model_leave_no_thread(library: Library) -> None:
    for _ in range(20):
        assert ask(library, "which articles mention Durand?", sync=False).status == "listed"
    for thread in loading():
        thread.join(60)
    assert not loading()
    assert ask(library, "who opened the bridge?", sync=False).evidence
