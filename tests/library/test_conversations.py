"""Conversations of a real library: kept where they are private, and held against the files when they come back."""

from __future__ import annotations

import shutil
import sqlite3
import stat
from dataclasses import replace
from pathlib import Path

import pytest

from askdocs.cli.reporting import TerminalReporter
from askdocs.conversation import Conversation, Turn
from askdocs.errors import IndexDamaged, UsageError
from askdocs.library.conversations import Conversations
from askdocs.library.library import Library
from askdocs.library.session import Session
from askdocs.library.sync import sync
from askdocs.model import Account, Answer, Description, Filters
from askdocs.records import Records

DOCUMENTS = {
    "bridge.md": "# The bridge\n\n## Information:\n+ Source: The Record\n+ Date: July 28, 2021\n+ Author: Ana Petrov\n"
    "\n## Article:\nThe price of water rose. The mayor, Émile Durand, opened the new bridge on Wednesday.\n",
    "mill.md": "# The mill\n\n## Information:\n+ Source: The Ledger\n+ Date: July 30, 2021\n+ Author: Bo Lee\n\n"
    "## Article:\nThe mill burned down at night. Two days before, Mayor Durand opened the new bridge near it.\n",
}
QUESTION = "who opened the new bridge?"
LISTING = "which articles mention the bridge?"
WORDS = "The mayor, Émile Durand, opened the new bridge on Wednesday."


@pytest.fixture(scope="module")
def indexed(tmp_path_factory: pytest.TempPathFactory, cache: Path) -> Path:
    folder = tmp_path_factory.mktemp("conversations")
    for name, text in DOCUMENTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "askdocs.toml").write_text('documents = ["."]\n')
    sync(Library.find(folder, TerminalReporter()))
    return folder


@pytest.fixture
def library(indexed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Library:
    monkeypatch.setenv("ASKDOCS_DATA", str(tmp_path / "data"))
    return Library.find(shutil.copytree(indexed, tmp_path / "papers" / "library"), TerminalReporter())


@pytest.fixture(scope="module")
def answers(indexed: Path) -> dict[str, Answer]:
    asked = (QUESTION, LISTING, "how much did the bridge cost to build?")
    with Session(Library.find(indexed, TerminalReporter()), fast=True) as session:
        found = {question: session.ask(question) for question in asked}
    assert [answer.status for answer in found.values()] == ["answered", "listed", "not_found"]
    assert {each.quote.document.path for each in found[QUESTION].evidence} == set(DOCUMENTS)
    return found


def turn(answer: Answer, at: str = "2026-11-24T10:00:00+00:00", asked: str | None = None) -> Turn:
    asked = asked or answer.question
    return Turn(asked=asked, meant=asked, answer=replace(answer, timing_ms=None), filters=Filters(), at=at)


def quoted(answer: Answer) -> dict[str, tuple[str, bool, bool]]:
    """By path: where the words stand, and what is said of them."""
    return {
        each.quote.document.path: (f"{each.quote.line}", each.quote.checked, each.quote.standing)
        for each in answer.evidence
    }


@pytest.fixture
def kept(library: Library, answers: dict[str, Answer]) -> Conversation:
    conversation = Conversation(turns=tuple(turn(answer) for answer in answers.values()), style="apa")
    return Conversations.open(library).keep(conversation)


def test_a_conversation_comes_back_as_it_was(library: Library, kept: Conversation) -> None:
    assert (kept.id, kept.title) == (1, QUESTION)
    store = Conversations.open(library)
    assert store.get(1) == kept == store.latest()
    (heading,) = store.list()
    assert (heading.id, heading.title, heading.turns) == (1, QUESTION, 3)


def test_what_is_added_is_kept_and_the_rest_is_left_alone(
    library: Library, kept: Conversation, answers: dict[str, Answer]
) -> None:
    store = Conversations.open(library)
    more = turn(answers[QUESTION], asked="and who else?", at="2026-11-24T10:05:00+00:00")
    grown = replace(kept, turns=(*kept.turns, more), filters=Filters(tags=("port",)), style="mla")
    assert store.keep(grown) == store.keep(grown) == grown
    assert store.get(1) == grown
    assert store.rename(1, "  The   bridge ") == "The bridge"
    assert store.keep(grown).title == "The bridge", "the title that was given last counts"
    assert store.keep(Conversation(turns=grown.turns[:1])).id == 2


def test_a_long_question_makes_a_short_title(library: Library, answers: dict[str, Answer]) -> None:
    store = Conversations.open(library)
    long = turn(answers[QUESTION], asked="who  opened the new bridge,\nand what did the mayor say of it, and to whom?")
    assert store.keep(Conversation(turns=(long,))).title == "who opened the new bridge, and what did the mayor say of…"
    endless = turn(answers[QUESTION], asked="x" * 100 + "\udcff")
    assert store.keep(Conversation(turns=(endless,))).title == "x" * 59 + "…"
    assert store.keep(Conversation()) == Conversation()
    assert len(store.list()) == 2


def test_conversations_are_found_by_title_question_quote_and_listed_document(
    library: Library, kept: Conversation
) -> None:
    store = Conversations.open(library)
    for words in ("BRIDGE", "how much bridge", "émile  durand wednesday", "“the mill”", "", "  "):
        assert [each.id for each in store.list(words)] == [1], words
    assert store.list("grombul") == []
    store.rename(1, "Grombul")
    assert [each.id for each in store.list("grombul mayor")] == [1]


def test_words_that_moved_are_at_their_new_place(library: Library, kept: Conversation) -> None:
    before = quoted(kept.turns[0].answer)
    file = library.path_of("bridge.md")
    file.write_text(DOCUMENTS["bridge.md"].replace("The price", "First.\n\nThe price"), encoding="utf-8")
    for synced in (False, True):
        if synced:
            sync(library)
        after = Conversations.open(library).get(1).turns[0].answer
        assert quoted(after)["mill.md"] == before["mill.md"]
        assert quoted(after)["bridge.md"] == (f"{int(before['bridge.md'][0]) + 2}", True, True)
        (moved,) = (each for each in after.evidence if each.quote.document.path == "bridge.md")
        (was,) = (each for each in kept.turns[0].answer.evidence if each.quote.document.path == "bridge.md")
        assert (moved.text, moved.quote.text) == (was.text, was.quote.text)
        with library.open_index() as index:
            text = index.document(moved.quote.document.id).text
        assert (moved.quote.span.of(text) == moved.quote.text) is synced


def test_words_that_the_file_has_no_more_are_never_shown_as_checked(library: Library, kept: Conversation) -> None:
    library.path_of("bridge.md").write_text(DOCUMENTS["bridge.md"].replace("opened", "closed"), encoding="utf-8")
    for synced in (False, True):
        if synced:
            sync(library)
        turns = Conversations.open(library).get(1).turns
        assert quoted(turns[0].answer)["bridge.md"][1:] == (False, False)
        assert quoted(turns[0].answer)["mill.md"][1:] == (True, True)
        assert turns[2].answer.near
        for near in turns[2].answer.near:
            stands = near.text in library.path_of(near.document.path).read_text(encoding="utf-8")
            assert (near.checked, near.standing) == (stands, stands)


def test_what_quotes_agreed_on_goes_with_the_words_of_one(library: Library, kept: Conversation) -> None:
    store = Conversations.open(library)
    places = {each.quote.document.path: at for at, each in enumerate(kept.turns[0].answer.evidence, 1)}
    bridge, mill = (places["bridge.md"],), (places["mill.md"],)
    both = (Account("Durand", (1, 2), 2),)
    contrary = (Account("Durand", bridge, 1, True), Account("Émile Durand", mill, 1, True))
    for accounts in (both, contrary):
        changed = replace(kept.turns[0].answer, accounts=accounts)
        number = store.keep(Conversation(turns=(turn(changed),))).id
        assert number
        assert store.get(number).turns[0].answer.accounts == accounts
    library.path_of("bridge.md").write_text(DOCUMENTS["bridge.md"].replace("opened", "closed"), encoding="utf-8")
    assert [store.get(number).turns[0].answer.accounts for number in (2, 3)] == [(), ()]


def test_a_vanished_file_leaves_its_words_unchecked(library: Library, kept: Conversation) -> None:
    library.records.describe("bridge.md", Description(authors=("Ana Petrova",)))
    library.path_of("bridge.md").unlink()
    for synced in (False, True):
        if synced:
            sync(library)
        answer = Conversations.open(library).get(1).turns[0].answer
        assert quoted(answer)["bridge.md"][1:] == (False, True)
        (gone,) = (each for each in answer.evidence if each.quote.document.path == "bridge.md")
        assert gone.quote.text in WORDS
        assert gone.quote.document.authors == ("Ana Petrova",), "what the user says of it still holds"


def test_a_document_that_was_removed_is_not_checked_any_more(library: Library, kept: Conversation) -> None:
    library.own_records.exclude(["bridge.md"])
    sync(library)
    turns = Conversations.open(library).get(1).turns
    assert quoted(turns[0].answer)["bridge.md"][1:] == (False, True)
    assert [info.path for info in turns[1].answer.listing] == ["mill.md"]


def test_a_list_keeps_the_documents_that_it_had_and_that_still_fit(library: Library, kept: Conversation) -> None:
    def paths() -> list[str]:
        return [info.path for info in Conversations.open(library).get(1).turns[1].answer.listing]

    (library.settings.root / "ferry.md").write_text("# The ferry\n\nIt goes under the bridge.\n")
    sync(library)
    assert paths() == ["mill.md", "bridge.md"], "what came into the library since was not listed"
    library.path_of("mill.md").write_text(DOCUMENTS["mill.md"].replace("bridge", "ferry"), encoding="utf-8")
    sync(library)
    assert paths() == ["bridge.md"]
    library.path_of("bridge.md").unlink()
    sync(library)
    assert paths() == ["ferry.md"], "that there is none would be wrong"


def test_an_empty_library_checks_nothing(library: Library, kept: Conversation) -> None:
    shutil.rmtree(library.settings.index_folder)
    turns = Conversations.open(library).get(1).turns
    assert all((checked, standing) == (False, True) for _, checked, standing in quoted(turns[0].answer).values())
    assert turns[1].answer.listing == ()


def test_a_damaged_index_is_said_to_be_so(library: Library, kept: Conversation) -> None:
    for file in library.settings.index_folder.rglob("*"):
        if file.is_file() and file.stat().st_size:
            file.write_bytes(b"?" * 4096)
    with pytest.raises(IndexDamaged):
        Conversations.open(library).get(1)


def test_in_private_nothing_is_kept(library: Library, answers: dict[str, Answer]) -> None:
    private = Conversations.open(library, private=True)
    shown = private.keep(Conversation(turns=(turn(answers[QUESTION]),)))
    assert (shown.id, shown.title) == (None, QUESTION)
    assert private.list() == []
    assert private.latest() is None
    assert not library.settings.records_file.exists()
    assert not (library.settings.root.parents[1] / "data").exists()
    before = Conversations.open(library).keep(shown)
    private.keep(replace(before, turns=(*before.turns, turn(answers[LISTING]))))
    assert private.latest() == before, "what was kept before can be read, and nothing is added"


def test_what_was_deleted_is_gone_and_does_not_come_back(library: Library, kept: Conversation) -> None:
    store = Conversations.open(library)
    store.delete(1)
    assert store.list() == []
    assert b"bridge" not in library.settings.records_file.read_bytes()
    for use in (lambda: store.get(1), lambda: store.delete(1), lambda: store.rename(1, "x")):
        with pytest.raises(UsageError, match="no conversation 1"):
            use()
    with pytest.raises(UsageError, match="was deleted"):
        store.keep(kept)
    assert store.list() == []


def test_an_empty_title_is_refused(library: Library, kept: Conversation) -> None:
    with pytest.raises(UsageError, match="title is empty"):
        Conversations.open(library).rename(1, " \n")


def test_a_turn_that_cannot_be_read_is_named_and_can_be_deleted(library: Library, kept: Conversation) -> None:
    connection = sqlite3.connect(library.settings.records_file, isolation_level=None)
    connection.execute("UPDATE turns SET told = '{}' WHERE place = 2")
    connection.close()
    store = Conversations.open(library)
    with pytest.raises(UsageError, match=r"conversation 1 in .*records\.sqlite cannot be read") as raised:
        store.get(1)
    assert raised.value.hint == "`askdocs conversations delete 1` takes it out."
    store.delete(1)


@pytest.mark.parametrize("mark", [".git", ".hg", ".svn", "public_html"])
def test_in_a_folder_that_is_likely_to_be_published_nothing_is_kept(
    library: Library, answers: dict[str, Answer], mark: str, tmp_path: Path
) -> None:
    root = library.settings.root
    if mark == "public_html":
        root = root.rename(tmp_path / mark)
        library = Library.find(root, TerminalReporter())
    elif mark == ".git":
        (root.parent / mark).write_text("gitdir: elsewhere\n")  # as a worktree has it
    else:
        (root.parent / mark).mkdir()
    store = Conversations.open(library)
    kept = store.keep(Conversation(turns=(turn(answers[QUESTION]),)))
    assert not library.settings.records_file.exists()
    (file,) = (tmp_path / "data" / "conversations").iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert str(root).encode() in file.read_bytes()
    assert Conversations.open(library).latest() == kept
    other = Library.find(shutil.copytree(root, tmp_path / "papers" / "other"), TerminalReporter())
    assert Conversations.open(other).list() == [], "another library has its own"


def test_conversations_leave_a_folder_that_became_a_checkout_and_do_not_return(
    library: Library, kept: Conversation
) -> None:
    Records(library.settings.records_file).exclude(["x.md"])
    (library.settings.root / ".git").mkdir()
    assert Conversations.open(library).latest() == kept
    assert b"bridge" not in library.settings.records_file.read_bytes()
    assert library.records.exclusions() == {"x.md"}
    (library.settings.root / ".git").rmdir()
    assert Conversations.open(library).latest() == kept


def test_the_samples_conversations_are_in_the_data_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, answers: dict[str, Answer]
) -> None:
    monkeypatch.setenv("ASKDOCS_DATA", str(tmp_path / "data"))
    library = Library.samples(TerminalReporter())
    store = Conversations.open(library)
    assert store.keep(Conversation(turns=(turn(answers[QUESTION]),))).id == 1
    assert not library.settings.records_file.exists()
    assert len(list((tmp_path / "data" / "conversations").iterdir())) == 1
    assert Conversations.open(library).list()[0].title == QUESTION


def test_where_nothing_can_be_written_one_line_says_so(
    library: Library, answers: dict[str, Answer], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("ASKDOCS_DATA", str(tmp_path / "file"))
    store = Conversations.open(Library.samples(TerminalReporter()))
    assert store.list() == []
    with pytest.raises(UsageError, match=r"cannot use .*\.sqlite: ") as raised:
        store.keep(Conversation(turns=(turn(answers[QUESTION]),)))
    assert "\n" not in raised.value.message


def test_what_cannot_leave_a_published_folder_is_said_and_not_lost(
    library: Library,
    kept: Conversation,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    (library.settings.root / ".git").mkdir()
    (tmp_path / "file").touch()
    with monkeypatch.context() as elsewhere:
        elsewhere.setenv("ASKDOCS_DATA", str(tmp_path / "file"))
        assert Conversations.open(library).list() == []
        assert "could not be moved out of a published folder" in capfd.readouterr().err
    assert Conversations.open(library).latest() == kept
