"""Conversations that are kept, seen from the main thread."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from askdocs.conversation import Conversation
from askdocs.tui.desk import Desk

if TYPE_CHECKING:
    from askdocs.library.chat import Chat
    from askdocs.library.conversations import Conversations


class Keeper:
    """Keeps conversations in the threads of a desk."""

    def __init__(self, desk: Desk) -> None:
        self.store: Conversations | None = None
        """None until the library is open, and where conversations cannot be kept."""
        self._desk = desk
        self.writing = asyncio.Lock()
        """Held from reading what is to be kept until its number is known: it would be kept twice otherwise."""

    async def open(self, chat: Chat, *, private: bool) -> None:
        """Open a library's conversations.

        Raises:
            UsageError: they cannot be read.
        """

        def opened() -> Conversations:
            from askdocs.library.conversations import Conversations

            return Conversations.open(chat.library, private=private)

        self.store = await self._desk.do(opened)

    async def keep(self, conversation: Conversation) -> Conversation:
        """Keep a conversation; the same with its number and its title.

        Raises:
            UsageError: it was deleted meanwhile, or cannot be written.
        """
        if self.store is None:
            return conversation
        return await self._desk.do(self.store.keep, conversation)

    async def recall(self, number: int | None = None) -> Conversation | None:
        """A conversation by its number, by default the latest; None where there is none.

        Raises:
            UsageError: it cannot be read.
            IndexDamaged: the index must be rebuilt.
        """
        if self.store is None:
            return None
        return await (self._desk.do(self.store.latest) if number is None else self._desk.do(self.store.get, number))
