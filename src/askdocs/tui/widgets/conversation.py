"""The turns of a conversation, one below the other."""

from __future__ import annotations

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from askdocs.conversation import Turn
from askdocs.text import harmless


class ConversationView(VerticalScroll):
    """Shows turns."""

    async def add(self, turn: Turn) -> None:
        """Show one more."""
        await self.mount(Static(Content.styled(harmless(turn.asked), "bold")))
        for evidence in turn.answer.evidence:
            await self.mount(Static(Content(harmless(evidence.quote.text))))
        self.scroll_end(animate=False)
