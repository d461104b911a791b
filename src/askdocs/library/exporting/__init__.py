"""A conversation as a page for people, in Markdown or HTML, or as JSON for programs."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from askdocs import contract
from askdocs.citing.styles import style_named
from askdocs.citing.styles.runs import text_of
from askdocs.conversation import Conversation
from askdocs.errors import UsageError
from askdocs.library.exporting import html, markdown
from askdocs.library.exporting.page import page_of
from askdocs.library.exporting.sources import Sources
from askdocs.library.library import Library
from askdocs.library.recalling import recalled

Format = Literal["markdown", "html", "json"]
FORMATS: dict[Format, str] = {"markdown": ".md", "html": ".html", "json": ".json"}
"""What a conversation can be exported to, and how such a file is called."""


def exported(conversation: Conversation, form: Format, library: Library, style: str | None = None) -> str:
    """A conversation as a text, with every quote held against its file in this call.

    Args:
        conversation: which one; it need not be kept.
        form: one of :data:`FORMATS`.
        library: that was asked.
        style: of the references; by default the conversation's, else the library's.

    Raises:
        UsageError: there is no such format or style.
        IndexDamaged: the index must be rebuilt.
    """
    if form not in FORMATS:
        raise UsageError(f"there is no format {form!r}", f"The formats are {', '.join(FORMATS)}.")
    style = style or conversation.style or library.settings.style
    style_named(style)
    conversation = replace(conversation, turns=recalled(library, conversation.turns))
    sources = Sources.of(library, conversation, style)
    if form == "json":
        text = contract.dumps(_json(conversation, sources))
    else:
        write = html.written if form == "html" else markdown.written
        text = write(page_of(conversation, sources))
    # A terminal that is not set to UTF-8 can bring a question that no file can hold.
    return text.encode("utf-8", "replace").decode()


def _json(conversation: Conversation, sources: Sources) -> contract.Json:
    return contract.conversation(
        conversation.id,
        conversation.title,
        sources.style,
        conversation.filters,
        [(turn, [sources.full(each.quote) for each in turn.answer.evidence]) for turn in conversation.turns],
        [
            (text_of(each.entry), text_of(each.citation), sources.by_path[each.reference.path or ""].id)
            for each in sources.listed
        ],
    )
