"""The user's conversations: kept as they go on, found again, held against the files when they come back."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING

from askdocs import contract
from askdocs.citing.normalise import normalise
from askdocs.conversation import Conversation, Turn
from askdocs.conversation.title import title_of
from askdocs.errors import UsageError
from askdocs.library.describe import line
from askdocs.library.keeping import conversations_file
from askdocs.library.library import Library
from askdocs.library.recalling import recalled
from askdocs.records import ConversationRecords, Heading, KeptTurn

if TYPE_CHECKING:
    from askdocs.library.exporting import Format


class Conversations:
    """The conversations of one library. All methods block, and may be called from any thread."""

    def __init__(self, library: Library, records: ConversationRecords, *, private: bool) -> None:
        self.library = library
        self.private = private
        self._records = records

    @classmethod
    def open(cls, library: Library, private: bool = False) -> Conversations:
        """The conversations of a library; nothing is written before the first is kept.

        What was kept in the library's folder before that became likely to be published is moved out of it.

        Args:
            library: whose.
            private: keep nothing; what was kept before can still be read, renamed and deleted.

        Raises:
            UsageError: a file is damaged, of a later askdocs, or may not be read.
        """
        records = ConversationRecords(conversations_file(library))
        own = ConversationRecords(library.settings.records_file)
        if own.file != records.file and own.headings():
            try:
                own.move(records.file, str(library.settings.root))
            except UsageError as error:
                library.reporter.note(f"conversations could not be moved out of a published folder: {error.message}")
        records.headings()
        return cls(library, records, private=private)

    def keep(self, conversation: Conversation) -> Conversation:
        """Keep a conversation, or what has been added to it; a turn that is kept already is not written again.

        Returns:
            The conversation with its number and its title, which is made of the first question where it has none; as
            it was given, but for the title, where nothing is kept.

        Raises:
            UsageError: it was deleted meanwhile, or the file cannot be written.
        """
        if not conversation.turns:
            return conversation
        title = _encodable(conversation.title or title_of(conversation.turns[0].asked))
        if self.private:
            return replace(conversation, title=title)
        filters = json.dumps(contract.filters(conversation.filters))
        turns = [_kept(turn) for turn in conversation.turns]
        if conversation.id is None:
            root = str(self.library.settings.root) if self._records.file != self.library.settings.records_file else None
            number = self._records.add(title, level(title), filters, conversation.style, turns, root)
            return replace(conversation, id=number, title=title)
        known = self._records.extend(conversation.id, filters, conversation.style, turns)
        if known is None:
            raise UsageError(f"conversation {conversation.id} was deleted", "What was asked since is not kept.")
        return replace(conversation, title=known)

    def list(self, search: str | None = None) -> list[Heading]:
        """The conversations, that with the latest question first.

        Args:
            search: only those that have all of these words, or beginnings of them, in their title, their questions,
                their quotes or the documents listed.

        Raises:
            UsageError: the file cannot be read.
        """
        words = (word.strip("\"'") for word in level(search or "").split())
        return self._records.headings([word for word in words if word])

    def get(self, number: int) -> Conversation:
        """A conversation, each of its quotes held against its file in this call.

        Raises:
            UsageError: there is none of that number, or it cannot be read.
            IndexDamaged: the index must be rebuilt.
        """
        conversation = self._read(number)
        return replace(conversation, turns=recalled(self.library, conversation.turns))

    def latest(self) -> Conversation | None:
        """The conversation with the latest question, as :meth:`get` gives it; None where there is none.

        Raises:
            UsageError: it cannot be read.
            IndexDamaged: the index must be rebuilt.
        """
        found = self.list()
        return self.get(found[0].id) if found else None

    def rename(self, number: int, title: str) -> str:
        """Give a conversation another title; returns it as it is kept.

        Raises:
            UsageError: the title is empty, or there is no conversation of that number.
        """
        title = line("title", title)
        if not self._records.rename(number, title, level(title)):
            raise _lacking(number)
        return title

    def delete(self, number: int) -> None:
        """Forget a conversation; nothing of it stays in the file.

        Raises:
            UsageError: there is none of that number, or the file cannot be written.
        """
        if not self._records.delete(number):
            raise _lacking(number)

    def export(self, number: int, form: Format, style: str | None = None) -> str:
        """A conversation as a text; see :func:`askdocs.library.exporting.exported`.

        Raises:
            UsageError: there is none of that number, no such format or no such style.
            IndexDamaged: the index must be rebuilt.
        """
        from askdocs.library.exporting import exported  # the styles of references, which keeping does without

        return exported(self._read(number), form, self.library, style)

    def _read(self, number: int) -> Conversation:
        kept = self._records.read(number)
        if kept is None:
            raise _lacking(number)
        try:
            return Conversation(
                id=number,
                title=kept.title,
                turns=tuple(Turn(**contract.turn_fields(told)) for told in kept.turns),
                filters=contract.filters_of(kept.filters),
                style=kept.style,
            )
        except ValueError as error:
            hint = f"`askdocs conversations delete {number}` takes it out."
            raise UsageError(f"conversation {number} in {self._records.file} cannot be read: {error}", hint) from error


def local(asked: str) -> str:
    """A time in UTC as the user's clock had it: ``2026-11-24 20:42``."""
    return f"{datetime.fromisoformat(asked).astimezone():%Y-%m-%d %H:%M}"


def level(text: str) -> str:
    """A text as it is searched in: case, typography and white space aside."""
    return normalise(_encodable(text)).text


def _lacking(number: int) -> UsageError:
    return UsageError(f"there is no conversation {number}", "`askdocs conversations` lists them.")


def _kept(turn: Turn) -> KeptTurn:
    key = json.dumps([turn.at, turn.asked, turn.meant])
    return KeptTurn(
        key=sha256(key.encode()).hexdigest(),
        asked=turn.at,
        told=json.dumps(contract.kept_turn(turn)),
        words=level(" ".join(_said(turn))),
    )


def _said(turn: Turn) -> Sequence[str]:
    answer = turn.answer
    quotes = [*(each.quote.text for each in answer.evidence), *(near.text for near in answer.near)]
    return [turn.asked, turn.meant, *quotes, *(info.title or info.path for info in answer.listing)]


def _encodable(text: str) -> str:
    """Without what is no Unicode: a terminal that is not set to UTF-8 can bring it."""
    return text.encode("utf-8", "replace").decode()
