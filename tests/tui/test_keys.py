"""Every key of the chat, the answer and the source."""

from __future__ import annotations

import re
import stat
import sys
from pathlib import Path
from typing import Any

import pytest
from textual.command import CommandPalette
from textual.events import Paste
from textual.pilot import Pilot

from askdocs.library.chat import Chat
from askdocs.tui.app import ChatApp
from askdocs.tui.opening import Opening
from askdocs.tui.screens.conversations import ConversationsScreen
from askdocs.tui.screens.help import HelpScreen
from askdocs.tui.screens.source import SourceScreen
from askdocs.tui.screens.styles import StylesScreen
from askdocs.tui.widgets.document import DocumentView
from askdocs.tui.widgets.question import QuestionBox
from askdocs.tui.widgets.source import FindBox, SourcePane

from .conftest import OverShelf, ask, driven, flat, put, settled, shown, until

QUESTION = "how many phone numbers leaked?"
NARROW = (80, 24)


@pytest.fixture(autouse=True)
def no_desktop(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("EDITOR", "VISUAL", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)


def box(app: ChatApp) -> QuestionBox:
    return app.talk.query_one(QuestionBox)


def chosen(app: ChatApp) -> int:
    quotes = app.talk.talk.current.quotes if app.talk.talk.current else []
    return next(number for number, quote in enumerate(quotes, 1) if quote.chosen)


def counted(pilot: Pilot[Any]) -> tuple[int, int] | None:
    """Which of how many is found."""
    found = re.search(r"(\d+) of (\d+)", shown(pilot))
    return (int(found[1]), int(found[2])) if found else None


def test_letters_are_letters_in_the_box_and_keys_in_the_answer(chat_app: ChatApp) -> None:
    async def drive(pilot: Pilot[Any]) -> None:
        await ask(pilot, QUESTION)
        await pilot.press("y", "o", "s", "slash", "question_mark", "1")
        assert box(chat_app).value == "yos/?1"
        assert "Question · typing" in shown(pilot)
        await pilot.press("tab")
        assert "Answer · keys" in shown(pilot)
        assert "Question · typing" not in shown(pilot)
        await pilot.press("2", "z")
        assert box(chat_app).value == "yos/?1"
        assert chosen(chat_app) == 2
        await pilot.press("tab")
        assert box(chat_app).has_focus
        await pilot.press("escape")
        assert chat_app.talk.talk.has_focus
        await pilot.press("escape")
        assert box(chat_app).has_focus

    driven(chat_app, drive, NARROW)


def test_the_arrows_choose_a_quote_across_turns_and_the_source_follows(chat_app: ChatApp) -> None:
    async def drive(pilot: Pilot[Any]) -> None:
        await ask(pilot, QUESTION)
        await ask(pilot, "where are NSO's offices?")
        await pilot.press("tab", "up")
        await settled(pilot)
        assert chat_app.talk.talk.current is chat_app.talk.talk.turns[0]
        place = chat_app.talk.place
        assert place is not None
        assert place.document.title is not None
        assert place.document.title in flat(shown(pilot))
        await pilot.press("down")
        assert chat_app.talk.talk.current is chat_app.talk.talk.turns[1]
        assert chosen(chat_app) == 1

    driven(chat_app, drive)


def test_enter_reads_the_quote_beside_the_answer(chat_app: ChatApp) -> None:
    async def drive(pilot: Pilot[Any]) -> None:
        await ask(pilot, QUESTION)
        await pilot.press("tab", "enter")
        await settled(pilot)
        assert chat_app.talk.query_one(DocumentView).has_focus
        assert "Source · keys" in shown(pilot)
        marked = [line for line in shown(pilot).splitlines() if "▌ " in line]
        assert any("More than 50,000" in line for line in marked)
        assert "03-fourteen-leaders-one-list.md, line 16" in shown(pilot)
        await pilot.press("end", "escape")
        assert chat_app.talk.talk.has_focus
        await pilot.press("enter", "enter")
        await settled(pilot)
        assert "More than 50,000 phone numbers" in shown(pilot), "Enter goes back to the quote"

    driven(chat_app, drive)


def test_enter_reads_the_quote_on_a_screen_of_its_own_where_it_is_narrow(chat_app: ChatApp) -> None:
    async def drive(pilot: Pilot[Any]) -> None:
        await ask(pilot, QUESTION)
        assert not chat_app.talk.query_one(SourcePane).display
        await pilot.press("tab", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, SourceScreen))
        await until(pilot, lambda: "▌ More than 50,000 phone numbers" in shown(pilot))
        before = shown(pilot)
        await pilot.press("end")
        await until(pilot, lambda: shown(pilot) != before)
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is chat_app.talk)
        assert chat_app.talk.talk.has_focus

    driven(chat_app, drive, NARROW)


def test_resizing_across_100_columns_keeps_what_is_read(chat_app: ChatApp) -> None:
    async def drive(pilot: Pilot[Any]) -> None:
        await ask(pilot, QUESTION)
        await pilot.press("tab", "enter")
        await settled(pilot)
        await pilot.resize_terminal(99, 40)
        await until(pilot, lambda: isinstance(pilot.app.screen, SourceScreen))
        await until(pilot, lambda: "▌ More than 50,000" in shown(pilot))
        await pilot.resize_terminal(100, 40)
        await until(pilot, lambda: pilot.app.screen is chat_app.talk)
        await until(pilot, lambda: "▌ More than 50,000" in shown(pilot))
        await pilot.resize_terminal(40, 10)
        await until(pilot, lambda: "▌ More than" not in shown(pilot))
        assert "Question" in shown(pilot)

    driven(chat_app, drive)


def test_words_are_found_in_the_source(chat_app: ChatApp) -> None:
    async def drive(pilot: Pilot[Any]) -> None:
        await ask(pilot, QUESTION)
        await pilot.press("tab", "slash", *"macron")
        assert chat_app.talk.query_one(FindBox).has_focus
        await until(pilot, lambda: counted(pilot) is not None)
        first, count = counted(pilot) or (0, 0)
        assert count > 2
        await pilot.press("enter", "n")
        await until(pilot, lambda: counted(pilot) == (first % count + 1, count))
        await pilot.press("N", "N")
        await until(pilot, lambda: counted(pilot) == ((first - 2) % count + 1, count))
        reversed_words = [
            segment.text
            for strip in pilot.app.screen._compositor.render_strips()
            for segment in strip
            if segment.style and segment.style.reverse
        ]
        assert "Macron" in reversed_words
        await pilot.press("slash", *"qqq")
        await until(pilot, lambda: "not found" in shown(pilot))
        await pilot.press("escape")
        assert "not found" not in shown(pilot)
        assert chat_app.talk.query_one(DocumentView).has_focus
        await pilot.press("escape")
        assert chat_app.talk.talk.has_focus

    driven(chat_app, drive)


def test_quote_and_reference_are_copied(chat_app: ChatApp) -> None:
    async def drive(pilot: Pilot[Any]) -> None:
        await ask(pilot, QUESTION)
        await pilot.press("tab", "y")
        await until(pilot, lambda: "Quote and reference copied" in shown(pilot))
        words, reference = chat_app.clipboard.split("\n", 1)
        assert words.startswith("“More than 50,000 phone numbers")
        assert words.endswith("as far back as 2016.”") or words.endswith("2016.”")
        assert "03-fourteen-leaders-one-list.md:16" in reference
        await pilot.press("Y")
        await until(pilot, lambda: chat_app.clipboard == reference)

    driven(chat_app, drive)


def test_the_systems_clipboard_gets_it_too(chat_app: ChatApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tool = tmp_path / "wl-copy"
    tool.write_text(f"#!{sys.executable}\nimport sys\nopen({str(tmp_path / 'taken')!r}, 'w').write(sys.stdin.read())\n")
    tool.chmod(tool.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    monkeypatch.setenv("PATH", str(tmp_path))

    async def drive(pilot: Pilot[Any]) -> None:
        await ask(pilot, QUESTION)
        await pilot.press("tab", "Y")
        await until(pilot, lambda: "Reference copied" in shown(pilot))
        assert "Bram Ashdown-Visser" in (tmp_path / "taken").read_text()
        tool.write_text(f"#!{sys.executable}\nraise SystemExit(1)\n")
        await pilot.press("Y")
        await until(pilot, lambda: "wl-copy did not take it" in flat(shown(pilot)))

    driven(chat_app, drive, (160, 40))


def test_the_style_is_chosen_and_kept_for_the_conversation(chat_app: ChatApp) -> None:
    async def drive(pilot: Pilot[Any]) -> None:
        await ask(pilot, QUESTION)
        await pilot.press("tab", "s")
        await until(pilot, lambda: isinstance(pilot.app.screen, StylesScreen))
        assert "• plain" in shown(pilot)
        await pilot.press("down", "enter")
        await settled(pilot)
        assert "Ashdown-Visser, B. (2021, July 24)." in flat(shown(pilot))
        assert chat_app.talk.conversation.style == "apa"
        await ask(pilot, "where are NSO's offices?")
        assert "(2021, July 28)" in flat(shown(pilot))
        await pilot.press("tab", "Y")
        await until(pilot, lambda: "(2021, July 28)" in chat_app.clipboard)
        await pilot.press("s", "escape")
        assert chat_app.talk.conversation.style == "apa"

    driven(chat_app, drive, (80, 60))


def test_what_was_asked_in_full_comes_back_to_be_edited_and_is_then_taken_as_it_stands(chat_app: ChatApp) -> None:
    async def drive(pilot: Pilot[Any]) -> None:
        await ask(pilot, "who inspected NSO?")
        await ask(pilot, "when?")
        turn = chat_app.talk.conversation.turns[-1]
        assert turn.meant != "when?"
        assert f"asked in full: {turn.meant}" in flat(shown(pilot))
        await pilot.press("tab", "e")
        assert box(chat_app).value == turn.meant
        assert box(chat_app).has_focus
        box(chat_app).value = "when?"
        await pilot.press("enter")
        await settled(pilot)
        assert chat_app.talk.conversation.turns[-1].meant == "when?"

    driven(chat_app, drive, (80, 60))


def test_the_arrows_bring_back_earlier_questions_and_the_draft(chat_app: ChatApp) -> None:
    async def drive(pilot: Pilot[Any]) -> None:
        for question in ("one?", "two?"):
            await put(pilot, question)
        await pilot.press(*"dr", "up")
        assert box(chat_app).value == "two?"
        await pilot.press("up", "up")
        assert box(chat_app).value == "one?"
        await pilot.press("down", "down", "down")
        assert box(chat_app).value == "dr"
        await settled(pilot)

    driven(chat_app, drive)


def test_lines_that_are_pasted_make_one_question(chat_app: ChatApp) -> None:
    async def drive(pilot: Pilot[Any]) -> None:
        box(chat_app).post_message(Paste("how many\nphone  numbers\n leaked?\n"))
        await until(pilot, lambda: box(chat_app).value == QUESTION)

    driven(chat_app, drive)


def test_a_page_is_not_opened_where_there_is_no_browser_and_no_editor(chat_app: ChatApp) -> None:
    async def drive(pilot: Pilot[Any]) -> None:
        await ask(pilot, QUESTION)
        await pilot.press("tab", "o")
        assert "its address was copied" in flat(shown(pilot))
        assert chat_app.clipboard == "https://lowland-courier.example.org/world/fourteen-leaders-one-list"

    driven(chat_app, drive)


def test_every_action_is_in_the_palette(chat_app: ChatApp) -> None:
    async def drive(pilot: Pilot[Any]) -> None:
        await ask(pilot, QUESTION)
        names = {command.title for command in chat_app.get_system_commands(chat_app.talk)}
        assert {"Open", "Copy", "Cite", "Find", "Style", "Edit", "New conversation", "Help", "Documents"} <= names
        await pilot.press("ctrl+p")
        await until(pilot, lambda: isinstance(pilot.app.screen, CommandPalette))
        await pilot.press(*"cite", "enter", "enter")
        await until(pilot, lambda: "03-fourteen-leaders" in chat_app.clipboard)

    driven(chat_app, drive)


def test_a_new_conversation_begins_empty(chat_app: ChatApp) -> None:
    async def drive(pilot: Pilot[Any]) -> None:
        await ask(pilot, QUESTION)
        await pilot.press("ctrl+n")
        await until(pilot, lambda: "Ask a question in your own words" in flat(shown(pilot)))
        assert not chat_app.talk.conversation.turns

    driven(chat_app, drive)


def test_quotes_are_plain_text_to_the_mouse(chat_app: ChatApp) -> None:
    async def drive(pilot: Pilot[Any]) -> None:
        await ask(pilot, QUESTION)
        quote = chat_app.talk.talk.turns[0].quotes[0].query_one(".quote")
        await pilot.mouse_down(quote, offset=(1, 0))
        await pilot.hover(quote, offset=(quote.size.width - 1, quote.size.height - 1))
        await pilot.mouse_up(quote, offset=(quote.size.width - 1, quote.size.height - 1))
        selected = chat_app.screen.get_selected_text()
        assert selected is not None
        assert selected.startswith("More than 50,000 phone numbers stand on the leaked list behind the Pegasus")
        assert "\n" not in selected

    driven(chat_app, drive, NARROW)


def test_a_conversation_is_kept_and_continued(shelf: Path, shelf_chat: Chat) -> None:
    first = OverShelf(Opening(library=shelf), shelf_chat)

    async def talk(pilot: Pilot[Any]) -> None:
        await ask(pilot, QUESTION)
        await ask(pilot, "where are NSO's offices?")

    driven(first, talk)
    assert first.talk.conversation.id is not None
    again = OverShelf(Opening(library=shelf, resume=True), shelf_chat)

    async def resumed(pilot: Pilot[Any]) -> None:
        await put(pilot, "who inspected NSO?")
        await settled(pilot)
        asked = [view.asked for view in again.talk.talk.turns]
        assert asked == [QUESTION, "where are NSO's offices?", "who inspected NSO?"]
        assert again.talk.conversation.id == first.talk.conversation.id
        await pilot.press("up", "up")
        assert box(again).value == "where are NSO's offices?"

    driven(again, resumed)


def test_in_private_nothing_is_kept(shelf: Path, shelf_chat: Chat) -> None:
    private = OverShelf(Opening(library=shelf, private=True), shelf_chat)

    async def talk(pilot: Pilot[Any]) -> None:
        await ask(pilot, "what is kept of this?")
        assert private.keeper.store is not None
        assert not private.keeper.store.list("kept of this")

    driven(private, talk)


def test_an_earlier_conversation_is_gone_on_with(shelf: Path, shelf_chat: Chat) -> None:
    app = OverShelf(Opening(library=shelf), shelf_chat)

    async def drive(pilot: Pilot[Any]) -> None:
        await ask(pilot, QUESTION)
        await pilot.press("ctrl+n")
        await settled(pilot)
        await ask(pilot, "where are NSO's offices?")
        await pilot.press("f4")
        await until(pilot, lambda: isinstance(pilot.app.screen, ConversationsScreen))
        await settled(pilot)
        await pilot.press("down", "enter")
        await until(pilot, lambda: [view.asked for view in app.talk.talk.turns] == [QUESTION])
        await settled(pilot)
        assert [turn.asked for turn in app.talk.conversation.turns] == [QUESTION]
        assert "More than 50,000" in shown(pilot)

    driven(app, drive)


def test_help_lists_the_keys_and_any_of_its_keys_leads_back(chat_app: ChatApp) -> None:
    async def drive(pilot: Pilot[Any]) -> None:
        await settled(pilot)
        await pilot.press("f1")
        await until(pilot, lambda: isinstance(pilot.app.screen, HelpScreen))
        assert "Copy the reference alone" in flat(shown(pilot))
        assert "Choose the style of the references" in flat(shown(pilot))
        await pilot.press("escape", "tab", "question_mark")
        await until(pilot, lambda: isinstance(pilot.app.screen, HelpScreen))

    driven(chat_app, drive)
