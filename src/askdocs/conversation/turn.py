"""What is asked and answered in a conversation."""

from __future__ import annotations

from dataclasses import dataclass, field

from askdocs.model import Answer, Filters


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A question, what it means in full, and what the documents say to it."""

    asked: str
    """As it was typed."""
    meant: str
    """The question that was answered: ``asked``, or what it means after the turns before."""
    answer: Answer
    filters: Filters
    """Which documents could answer."""
    at: str
    """When it was asked: an ISO 8601 time in UTC, to the second."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """Turns in their order, and how the user looks at them."""

    id: int | None = None
    """Its number in the records; None where it is not kept."""
    title: str = ""
    turns: tuple[Turn, ...] = ()
    filters: Filters = field(default_factory=Filters)
    """Those that hold for the next question."""
    style: str | None = None
    """The citation style; None for the library's own."""
