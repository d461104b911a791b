from __future__ import annotations

from typing import Any

from textual.pilot import Pilot
from textual.widgets import Static

from askdocs.tui.app import ChatApp

from .conftest import driven, settled


def test_a_question_typed_at_once_is_answered(chat_app: ChatApp) -> None:
    async def drive(pilot: Pilot[Any]) -> None:
        await pilot.press(*"who inspected NSO?", "enter")
        await settled(pilot)
        shown = "\n".join(str(static.render()) for static in pilot.app.screen.query(Static))
        assert "who inspected NSO?" in shown
        assert "inspected NSO Group on Wednesday" in shown

    driven(chat_app, drive)
