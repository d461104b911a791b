"""Conversations that were kept, and their rows in a records' file.

What a turn says is JSON here, which the contract reads and writes.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from askdocs.records import schema
from askdocs.records.file import RecordsFile

# The words come as one JSON list, so that there may be any number of them.
_HEADINGS = """
    SELECT id, title, asked, (SELECT count(*) FROM turns WHERE conversation = id) FROM conversations
    WHERE NOT EXISTS (
        SELECT 1 FROM json_each(?) AS word WHERE NOT instr(conversations.words, word.value)
        AND NOT EXISTS (SELECT 1 FROM turns WHERE conversation = conversations.id AND instr(turns.words, word.value)))
    ORDER BY asked DESC, id DESC"""
# One statement reads one state of the file, whoever writes meanwhile.
_ONE = """
    SELECT title, filters, style, told FROM conversations JOIN turns ON conversation = id
    WHERE id = ? ORDER BY place"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """What a list of conversations says of one."""

    id: int
    """Its number, by which the user calls it; never given to another."""
    title: str
    asked: str
    """When its latest question was asked: an ISO 8601 time in UTC."""
    turns: int
    """How many there are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptTurn:
    """A turn as it is stored."""

    key: str
    """Made of what makes it this turn and no other in its conversation."""
    asked: str
    """When: an ISO 8601 time in UTC."""
    told: str
    """The turn, as JSON."""
    words: str
    """What is searched in, levelled as the words that are searched for are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptConversation:
    """A conversation as it is stored."""

    title: str
    filters: str
    """As JSON."""
    style: str | None
    turns: tuple[str, ...]
    """As JSON each."""


class ConversationRecords(RecordsFile):
    """The conversations in one file, which need not exist."""

    def headings(self, words: Sequence[str] = ()) -> list[Heading]:
        """The conversations that have all of these levelled words in their title or their turns, the latest first.

        Raises:
            UsageError: the file cannot be read.
        """
        rows = self._rows(schema.CONVERSATIONS, _HEADINGS, (json.dumps(words),))
        return [Heading(id=number, title=title, asked=asked, turns=turns) for number, title, asked, turns in rows]

    def read(self, number: int) -> KeptConversation | None:
        """One conversation; None where there is none of that number.

        Raises:
            UsageError: the file cannot be read.
        """
        rows = self._rows(schema.CONVERSATIONS, _ONE, (number,))
        if not rows:
            return None
        title, filters, style, _ = rows[0]
        return KeptConversation(title=title, filters=filters, style=style, turns=tuple(told for *_, told in rows))

    def add(
        self, title: str, words: str, filters: str, style: str | None, turns: Sequence[KeptTurn], root: str | None
    ) -> int:
        """Keep a new conversation; returns its number.

        Args:
            title: of the conversation.
            words: of its title, levelled.
            filters: as JSON.
            style: of its references.
            turns: at least one.
            root: the library that it is of, where the file lies elsewhere.

        Raises:
            UsageError: the file cannot be written.
        """
        with self._writing() as connection:
            if root is not None:
                connection.execute("INSERT OR IGNORE INTO libraries (root) VALUES (?)", (root,))
            inserted = connection.execute(
                "INSERT INTO conversations (title, words, filters, style, asked) VALUES (?, ?, ?, ?, '')",
                (title, words, filters, style),
            )
            number = inserted.lastrowid or 0
            _put(connection, number, turns)
            return number

    def extend(self, number: int, filters: str, style: str | None, turns: Sequence[KeptTurn]) -> str | None:
        """Keep what a conversation has become: turns that it has are left alone, others are added.

        Returns:
            Its title; None where there is none of that number.

        Raises:
            UsageError: the file cannot be written.
        """
        if not self._has(number):
            return None
        with self._writing() as connection:
            changed = connection.execute(
                "UPDATE conversations SET filters = ?, style = ? WHERE id = ? RETURNING title",
                (filters, style, number),
            ).fetchone()
            if changed:
                _put(connection, number, turns)
            return changed[0] if changed else None

    def rename(self, number: int, title: str, words: str) -> bool:
        """Give a conversation another title; False where there is none of that number.

        Raises:
            UsageError: the file cannot be written.
        """
        if not self._has(number):
            return False
        with self._writing() as connection:
            change = "UPDATE conversations SET title = ?, words = ? WHERE id = ?"
            return connection.execute(change, (title, words, number)).rowcount == 1

    def delete(self, number: int) -> bool:
        """Forget a conversation, and leave nothing of it in the file; False where there is none of that number.

        Raises:
            UsageError: the file cannot be written.
        """
        if not self._has(number):
            return False
        with self._erasing() as connection:
            connection.execute("DELETE FROM turns WHERE conversation = ?", (number,))
            return connection.execute("DELETE FROM conversations WHERE id = ?", (number,)).rowcount == 1

    def move(self, other: Path, root: str) -> None:
        """Move all conversations to another file: both are as they were, or they are there and no longer here.

        Args:
            other: the file, which is made if need be.
            root: the library that they are of.

        Raises:
            UsageError: one of the files cannot be written.
        """
        target = ConversationRecords(other)
        with target._writing() as connection:
            connection.execute("INSERT OR IGNORE INTO libraries (root) VALUES (?)", (root,))
        # SQLite commits to attached files as to one, through a journal that names them all.
        with self._erasing(attached=other) as connection:
            for number, *told in connection.execute("SELECT * FROM conversations").fetchall():
                taken = "SELECT 1 FROM attached.conversations WHERE id = ?"
                kept = None if connection.execute(taken, (number,)).fetchone() else number
                row = connection.execute("INSERT INTO attached.conversations VALUES (?, ?, ?, ?, ?, ?)", (kept, *told))
                connection.execute(
                    "INSERT INTO attached.turns (conversation, key, told, words)"
                    " SELECT ?, key, told, words FROM main.turns WHERE conversation = ? ORDER BY place",
                    (row.lastrowid, number),
                )
            connection.execute("DELETE FROM main.turns")
            connection.execute("DELETE FROM main.conversations")

    def _has(self, number: int) -> bool:
        """Asked before anything is written: a file is not made for nothing."""
        return bool(self._rows(schema.CONVERSATIONS, "SELECT 1 FROM conversations WHERE id = ?", (number,)))


def _put(connection: sqlite3.Connection, number: int, turns: Sequence[KeptTurn]) -> None:
    connection.executemany(
        "INSERT OR IGNORE INTO turns (conversation, key, told, words) VALUES (?, ?, ?, ?)",
        ((number, turn.key, turn.told, turn.words) for turn in turns),
    )
    connection.executemany(
        "UPDATE conversations SET asked = max(asked, ?) WHERE id = ?", ((turn.asked, number) for turn in turns)
    )
