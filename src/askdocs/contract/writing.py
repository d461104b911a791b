"""What a writer keeps and prints, as JSON: lists of references, and the notebook."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from askdocs.contract.results import SCHEMA, Json, by_id
from askdocs.model import DocumentInfo
from askdocs.text import Span


class Clip(Protocol):
    """A quote that was kept."""

    @property
    def number(self) -> int:
        """What the user calls it by."""

    @property
    def text(self) -> str:
        """Its words."""

    @property
    def note(self) -> str | None:
        """Of the user."""

    @property
    def tags(self) -> Sequence[str]:
        """Of the user."""

    @property
    def created(self) -> str:
        """When it was kept."""


class Kept(Protocol):
    """A clip, and how it stands now."""

    @property
    def clip(self) -> Clip:
        """As it was kept."""

    @property
    def state(self) -> str:
        """``unchanged``, ``moved``, ``changed``, ``gone`` or ``unreadable``."""

    @property
    def document(self) -> DocumentInfo:
        """As it is known now."""

    @property
    def span(self) -> Span | None:
        """Where its words stand now."""

    @property
    def line(self) -> int | None:
        """The line of that."""

    @property
    def reference(self) -> str:
        """As it is printed."""


def bibliography(style: str, entries: Sequence[tuple[str, str, Sequence[str], DocumentInfo]]) -> Json:
    """A list of references: each as the list and as the text has it, what it lacks, and a document it is of."""
    return {
        "schema": SCHEMA,
        "style": style,
        "entries": [
            {"text": text, "citation": citation, "missing": list(missing), "document": info.id}
            for text, citation, missing, info in entries
        ],
        "documents": by_id(info for *_, info in entries),
    }


def clips(kept: Sequence[Kept]) -> Json:
    """The notebook."""
    return {
        "schema": SCHEMA,
        "clips": [
            {
                "number": each.clip.number,
                "text": each.clip.text,
                "start": each.span.start if each.span else None,
                "end": each.span.end if each.span else None,
                "document": each.document.id,
                "line": each.line,
                "state": each.state,
                "note": each.clip.note,
                "tags": list(each.clip.tags),
                "created": each.clip.created,
                "reference": each.reference,
            }
            for each in kept
        ],
        "documents": by_id(each.document for each in kept),
    }
