"""The chat's keys by where they work, for the help."""

from __future__ import annotations

from collections.abc import Sequence

from textual.binding import Binding, BindingType

from askdocs.tui.screens.chat import ChatScreen
from askdocs.tui.screens.conversations import ConversationsScreen
from askdocs.tui.screens.conversing import ConversingScreen
from askdocs.tui.screens.documents import DocumentsScreen
from askdocs.tui.screens.filters import FiltersScreen
from askdocs.tui.screens.help import Bindings
from askdocs.tui.screens.reading import ReadingScreen
from askdocs.tui.widgets.conversation import ConversationView
from askdocs.tui.widgets.document import DocumentView
from askdocs.tui.widgets.question import QuestionBox


def by_place(everywhere: Sequence[BindingType]) -> Bindings:
    """Where keys work, in the order in which they are met.

    Args:
        everywhere: the app's own.
    """
    own = [each for each in QuestionBox.BINDINGS if isinstance(each, Binding) and not each.action.startswith("app.")]
    return (
        ("Everywhere", everywhere),
        ("The question", own),
        ("The source", DocumentView.BINDINGS),
        ("The answer", (*ConversationView.BINDINGS, *ConversingScreen.BINDINGS, *ChatScreen.BINDINGS)),
        ("The chosen quote", ReadingScreen.BINDINGS),
        ("The documents (f2)", DocumentsScreen.BINDINGS),
        ("The filters (f3)", FiltersScreen.BINDINGS),
        ("Earlier conversations (f4)", ConversationsScreen.BINDINGS),
    )
