"""Conversations in a file of records: kept once, found, renamed, and deleted without a trace."""

from __future__ import annotations

import random
import sqlite3
import stat
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from askdocs.errors import UsageError
from askdocs.records import ConversationRecords, KeptTurn, Records


@pytest.fixture
def records(tmp_path: Path) -> ConversationRecords:
    return ConversationRecords(tmp_path / "data" / "conversations" / "one.sqlite")


def turn(key: str, asked: str = "2026-11-24T10:00:00+00:00", told: str = "", words: str = "") -> KeptTurn:
    return KeptTurn(key=key, asked=asked, told=told or f"told {key}", words=words or f"words of {key}")


def add(records: ConversationRecords, title: str, *turns: KeptTurn) -> int:
    return records.add(title, title.lower(), "{}", None, turns, "/library")


def test_reading_and_changing_nothing_makes_nothing(records: ConversationRecords) -> None:
    assert records.headings() == []
    assert records.read(1) is None
    assert records.extend(1, "{}", None, [turn("a")]) is None
    assert not records.rename(1, "x", "x")
    assert not records.delete(1)
    assert not records.file.parent.exists()


def test_a_conversation_is_the_users_alone_and_its_library_is_noted(records: ConversationRecords) -> None:
    add(records, "Harbour", turn("a"))
    assert stat.S_IMODE(records.file.stat().st_mode) == 0o600
    assert stat.S_IMODE(records.file.parent.stat().st_mode) == 0o700
    connection = sqlite3.connect(records.file)
    assert connection.execute("SELECT root FROM libraries").fetchall() == [("/library",)]
    connection.close()


def test_turns_are_kept_once_and_in_the_order_in_which_they_came(records: ConversationRecords) -> None:
    number = add(records, "Harbour", turn("a"), turn("b"))
    assert records.extend(number, '{"x": 1}', "apa", [turn("a", told="again"), turn("b"), turn("c")]) == "Harbour"
    kept = records.read(number)
    assert kept
    assert kept.turns == ("told a", "told b", "told c")
    assert (kept.title, kept.filters, kept.style) == ("Harbour", '{"x": 1}', "apa")


def test_two_programs_that_go_on_with_one_conversation_keep_the_turns_of_both(records: ConversationRecords) -> None:
    number = add(records, "Harbour", turn("a"))
    one, other = ConversationRecords(records.file), ConversationRecords(records.file)
    one.extend(number, "{}", None, [turn("a"), turn("b")])
    other.extend(number, "{}", None, [turn("a"), turn("c")])
    one.extend(number, "{}", None, [turn("a"), turn("b"), turn("d")])
    kept = records.read(number)
    assert kept
    assert kept.turns == ("told a", "told b", "told c", "told d")


def test_the_latest_question_comes_first_and_numbers_are_never_given_again(records: ConversationRecords) -> None:
    first = add(records, "One", turn("a", "2026-01-02"), turn("b", "2026-01-01"))
    second = add(records, "Two", turn("a", "2026-01-01"), turn("b", "2026-01-03"))
    third = add(records, "Three", turn("a", "2026-01-02"))
    assert [each.id for each in records.headings()] == [second, third, first]
    assert next((each.asked, each.turns) for each in records.headings()) == ("2026-01-03", 2)
    records.extend(first, "{}", None, [turn("c", "2026-01-04")])
    assert records.headings()[0].id == first
    assert records.delete(third)
    assert add(records, "Four", turn("a")) == third + 1


def test_every_word_must_be_somewhere_in_a_conversation(records: ConversationRecords) -> None:
    one = add(records, "Harbour", turn("a", words="who inspected nso"), turn("b", words="a leaked list"))
    two = add(records, "Percent %_", turn("c", words="who came"))
    assert {each.id for each in records.headings(["who"])} == {one, two}
    assert [each.id for each in records.headings(["harb", "list", "nso"])] == [one]
    assert [each.id for each in records.headings(["%_"])] == [two]
    assert records.headings(["harbour", "came"]) == []
    assert len(records.headings(["who"] * 5000)) == 2


def test_a_title_is_found_by_its_new_words_alone(records: ConversationRecords) -> None:
    number = add(records, "Harbour", turn("a"))
    assert records.rename(number, "Mill", "mill")
    assert [each.title for each in records.headings(["mill"])] == ["Mill"]
    assert records.headings(["harbour"]) == []


def test_nothing_of_what_was_deleted_is_in_the_file(records: ConversationRecords) -> None:
    chance, live = random.Random(7), list[int]()
    for step in range(60):
        mark = f"grombul{step}x"
        turns = [
            turn(f"{mark}{each}", told=mark * chance.randint(1, 900), words=mark * chance.randint(1, 99))
            for each in range(chance.randint(1, 4))
        ]
        number = add(records, mark * chance.randint(1, 9), *turns)
        records.rename(number, "Q" + mark, mark)
        live.append(step)
        assert number == step + 1
        if chance.random() < 0.5:
            gone = live.pop(chance.randrange(len(live)))
            assert records.delete(gone + 1)
            content = records.file.read_bytes()
            assert f"grombul{gone}x".encode() not in content
            assert all(f"grombul{each}x".encode() in content for each in live)


def test_conversations_move_to_another_file_whole(records: ConversationRecords, tmp_path: Path) -> None:
    for number in range(3):
        add(records, f"Grombul {number}", turn("a"), turn("b", told="second"))
    Records(records.file).exclude(["a.md"])
    target = ConversationRecords(tmp_path / "elsewhere" / "two.sqlite")
    add(target, "There before", turn("z"))
    add(target, "There before", turn("z"))
    records.move(target.file, "/library")
    assert records.headings() == []
    assert Records(records.file).exclusions() == {"a.md"}
    assert b"Grombul" not in records.file.read_bytes()
    titles = {each.id: each.title for each in target.headings()}
    assert titles[1] == titles[2] == "There before"
    assert sorted(titles.values()) == ["Grombul 0", "Grombul 1", "Grombul 2", "There before", "There before"]
    for number, title in titles.items():
        kept = target.read(number)
        assert kept
        assert kept.turns == (("told z",) if title == "There before" else ("told a", "second"))
    assert [each.name for each in target.file.parent.iterdir()] == ["two.sqlite"]


def test_conversations_that_move_keep_their_numbers_where_these_are_free(
    records: ConversationRecords, tmp_path: Path
) -> None:
    numbers = [add(records, f"Grombul {n}", turn("a")) for n in range(3)]
    records.delete(numbers[0])
    target = ConversationRecords(tmp_path / "two.sqlite")
    records.move(target.file, "/library")
    assert {each.id: each.title for each in target.headings()} == {2: "Grombul 1", 3: "Grombul 2"}
    assert add(target, "Next", turn("a")) == 4


def test_two_processes_at_once_keep_what_both_were_told(records: ConversationRecords) -> None:
    number = add(records, "Both", turn("start"))
    script = """
        import sys
        from pathlib import Path
        from askdocs.records import ConversationRecords, KeptTurn
        records, name = ConversationRecords(Path(sys.argv[1])), sys.argv[3]
        for place in range(20):
            turn = KeptTurn(key=f"{name}{place}", asked="2026", told=f"{name} {place}", words="")
            assert records.extend(int(sys.argv[2]), "{}", None, [turn]) == "Both"
            own = records.add(name, name, "{}", None, [turn], None)
            assert records.read(own).turns == (turn.told,)
            if place % 4 == 0:
                assert records.delete(own)
    """
    command = [sys.executable, "-c", textwrap.dedent(script), str(records.file), str(number)]
    children = [subprocess.Popen([*command, name]) for name in ("a", "b")]
    assert [child.wait() for child in children] == [0, 0]
    kept = records.read(number)
    assert kept
    assert len(kept.turns) == 41
    for name in ("a", "b"):
        assert [told for told in kept.turns if told.startswith(name)] == [f"{name} {place}" for place in range(20)]
    assert len(records.headings()) == 1 + 2 * 15


def test_records_of_an_earlier_version_have_none_and_take_them(tmp_path: Path) -> None:
    file = tmp_path / "records.sqlite"
    connection = sqlite3.connect(file, isolation_level=None)
    connection.execute("CREATE TABLE exclusions (path TEXT PRIMARY KEY) WITHOUT ROWID")
    connection.execute("INSERT INTO exclusions VALUES ('a.md')")
    connection.execute("PRAGMA user_version = 1")
    connection.close()
    records = ConversationRecords(file)
    assert records.headings() == []
    add(records, "Harbour", turn("a"))
    assert [each.title for each in records.headings()] == ["Harbour"]
    assert Records(file).exclusions() == {"a.md"}


def test_a_damaged_file_is_named_and_left_alone(records: ConversationRecords) -> None:
    records.file.parent.mkdir(parents=True)
    records.file.write_bytes(b"not SQLite" * 100)
    for use in (records.headings, lambda: add(records, "x", turn("a")), lambda: records.delete(1)):
        with pytest.raises(UsageError, match=r"one\.sqlite") as raised:
            use()
        assert "backup" in str(raised.value.hint)
    assert records.file.read_bytes() == b"not SQLite" * 100
