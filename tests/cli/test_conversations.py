"""What was asked in the chat, on the command line: listed, read again, renamed, deleted and exported."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from askdocs.cli.reporting import TerminalReporter
from askdocs.conversation import Conversation, Turn
from askdocs.library.conversations import Conversations
from askdocs.library.library import Library
from askdocs.library.session import Session
from askdocs.model import Answer, Filters

from .conftest import Askdocs, Result
from .test_contract import VALIDATOR

QUESTIONS = ("where are NSO's offices?", "which articles mention Macron", "who won the 2018 World Cup?")


@pytest.fixture(scope="module")
def answers(indexed_seeds: Path) -> list[Answer]:
    with Session(Library.find(indexed_seeds, TerminalReporter()), fast=True) as session:
        return [session.ask(question) for question in QUESTIONS]


@pytest.fixture
def kept(library: Path, answers: list[Answer]) -> Path:
    """A library in which two conversations are kept."""
    turns = [
        Turn(
            asked=each.question, meant=each.question, answer=each, filters=Filters(), at=f"2026-11-2{at}T09:30:00+00:00"
        )
        for at, each in enumerate(answers)
    ]
    store = Conversations.open(Library.find(library, TerminalReporter()))
    store.keep(Conversation(turns=tuple(turns), style="apa"))
    store.keep(Conversation(turns=(replace(turns[0], asked="where?\x1b[31m"),), title="The offices"))
    return library


def conversations(askdocs: Askdocs, library: Path, command: str, *arguments: str | Path) -> Result:
    return askdocs("conversations", command, "--library", library, *arguments)


def test_they_are_listed_the_latest_question_first(askdocs: Askdocs, kept: Path) -> None:
    listed = conversations(askdocs, kept, "list")
    assert listed.code == 0
    first, second = listed.out.splitlines()
    assert first.startswith("[1] 2026-11-2") and first.endswith("where are NSO's offices?  (3 questions)")
    assert second.endswith("The offices  (1 question)")
    assert askdocs("--library", kept, "conversations").out == listed.out
    told = conversations(askdocs, kept, "list", "--json").json
    VALIDATOR.validate(told)
    assert [(each["id"], each["turns"]) for each in told["conversations"]] == [(1, 3), (2, 1)]


def test_they_are_found_by_their_words(askdocs: Askdocs, kept: Path) -> None:
    assert conversations(askdocs, kept, "search", "world", "CUP").out.startswith("[1] ")
    assert conversations(askdocs, kept, "search", "the offices", "--json").json["conversations"][-1]["id"] == 2
    nothing = conversations(askdocs, kept, "search", "grombul")
    assert (nothing.code, nothing.out) == (1, "No conversation has these words.\n")


def test_where_none_is_kept_nothing_is_listed_and_nothing_made(askdocs: Askdocs, library: Path) -> None:
    assert conversations(askdocs, library, "list") == Result(1, "No conversation is kept.\n", "")
    empty = conversations(askdocs, library, "list", "--json")
    VALIDATOR.validate(empty.json)
    assert not (library / ".askdocs" / "records.sqlite").exists()


def test_one_is_read_as_it_was_answered(askdocs: Askdocs, kept: Path) -> None:
    shown = conversations(askdocs, kept, "show", "1")
    assert shown.code == 0
    printed = askdocs("--library", kept, "ask", "--fast", "--no-sync", "--style", "apa", QUESTIONS[0]).out
    assert printed in shown.out
    assert askdocs("--library", kept, "ask", "--no-sync", QUESTIONS[1]).out in shown.out
    assert "Your documents do not answer this." in shown.out
    assert "\x1b" not in conversations(askdocs, kept, "show", "2").out
    told = conversations(askdocs, kept, "show", "1", "--json").json
    VALIDATOR.validate(told)
    assert (told["id"], told["style"], len(told["turns"])) == (1, "apa", 3)


def test_what_does_not_stand_any_more_is_said_to(askdocs: Askdocs, kept: Path) -> None:
    file = kept / "seeds" / "01-inspection-at-herzliya.md"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("offices", "rooms"), encoding="utf-8")
    shown = conversations(askdocs, kept, "show", "1")
    assert "(these words do not stand in the file any more)" in shown.out
    told = conversations(askdocs, kept, "show", "1", "--json").json
    VALIDATOR.validate(told)
    quotes = [answer["quote"] for answer in told["turns"][0]["answer"]["answers"]]
    assert any((quote["checked"], quote["standing"]) == (False, False) for quote in quotes)
    file.unlink()
    askdocs("--library", kept, "sync")
    shown = conversations(askdocs, kept, "show", "1")
    assert "(no longer checkable: the file is not there)" in shown.out
    assert "Okafor-Varga, L. (2021, July 28)" in shown.out, "what has left the library can still be cited"


def test_one_is_renamed_and_deleted(askdocs: Askdocs, kept: Path) -> None:
    assert conversations(askdocs, kept, "rename", "2", "Where", " they  are").out == "[2] Where they are\n"
    assert "Where they are" in conversations(askdocs, kept, "list").out
    assert conversations(askdocs, kept, "delete", "2", "2").out == "Deleted [2].\n"
    assert len(conversations(askdocs, kept, "list").out.splitlines()) == 1
    assert b"Where they are" not in (kept / ".askdocs" / "records.sqlite").read_bytes()


def test_one_is_exported(askdocs: Askdocs, kept: Path) -> None:
    page = conversations(askdocs, kept, "export", "1").out
    assert page.startswith("# where are NSO's offices?\n")
    assert "(Okafor-Varga, 2021)" in page
    assert "Lena Okafor-Varga. " in conversations(askdocs, kept, "export", "1", "--style", "plain").out
    written = conversations(askdocs, kept, "export", "1", "--format", "html", "--output", kept / "page.html")
    assert (written.code, written.out) == (0, "")
    assert (kept / "page.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    assert json.loads(conversations(askdocs, kept, "export", "1", "--format", "json").out)["id"] == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["show", "9"], "no conversation 9"),
        (["show", "one"], "one"),
        (["show", "1", "--style", "vancouver"], "vancouver"),
        (["rename", "9", "x"], "no conversation 9"),
        (["rename", "1", " "], "the title is empty"),
        (["delete", "9"], "no conversation 9"),
        (["export", "9"], "no conversation 9"),
        (["export", "1", "--format", "pdf"], "pdf"),
        (["export", "1", "--output", "no/such/folder/x.md"], "cannot write"),
    ],
)
def test_what_cannot_be_done_is_refused(askdocs: Askdocs, kept: Path, arguments: list[str], said: str) -> None:
    result = conversations(askdocs, kept, *arguments)
    assert (result.code, result.out) == (2, "")
    assert said in result.err


def test_the_samples_have_conversations_of_their_own(askdocs: Askdocs, tmp_path: Path, answers: list[Answer]) -> None:
    turn = Turn(asked="who?", meant="who?", answer=answers[0], filters=Filters(), at="2026-11-24T09:30:00+00:00")
    Conversations.open(Library.samples(TerminalReporter())).keep(Conversation(turns=(turn,)))
    assert "who?" in askdocs("conversations", "list", "--samples").out
    assert [each.parent.name for each in (tmp_path / "data").rglob("*.sqlite")] == ["conversations"]
