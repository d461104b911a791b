"""Conversations as JSON, for programs and for the records; :mod:`askdocs.contract.reading` is the way back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from askdocs.contract.results import SCHEMA, Json, answered
from askdocs.model import Answer, Filters


class Turn(Protocol):
    """A question and its answer."""

    @property
    def asked(self) -> str:
        """As it was typed."""

    @property
    def meant(self) -> str:
        """In full."""

    @property
    def answer(self) -> Answer:
        """What the documents say."""

    @property
    def filters(self) -> Filters:
        """Which documents could answer."""

    @property
    def at(self) -> str:
        """When it was asked."""


class Heading(Protocol):
    """What a list of conversations says of one."""

    @property
    def id(self) -> int:
        """What the user calls it by."""

    @property
    def title(self) -> str:
        """Of the conversation."""

    @property
    def asked(self) -> str:
        """When its latest question was."""

    @property
    def turns(self) -> int:
        """How many there are."""


def turn(value: Turn, citations: Sequence[str]) -> Json:
    """A turn; ``citations`` are the printed references, one for each piece of evidence."""
    return {
        "asked": value.asked,
        "meant": value.meant,
        "at": value.at,
        "filters": filters(value.filters),
        "answer": answered(value.answer, citations),
    }


def kept_turn(value: Turn) -> Json:
    """A turn as it is stored: references are printed anew when it is shown."""
    return {"schema": SCHEMA, **turn(value, [""] * len(value.answer.evidence))}


def conversation(
    number: int | None,
    title: str,
    style: str,
    limits: Filters,
    turns: Sequence[tuple[Turn, Sequence[str]]],
    references: Iterable[tuple[str, str, str]],
) -> Json:
    """A conversation.

    Args:
        number: what the user calls it by; None where it is not kept.
        title: of the conversation.
        style: of its references.
        limits: the filters that hold for the next question.
        turns: each with its citations, one for each piece of evidence.
        references: each as the list of references and as the text has it, and the document it is of.
    """
    return {
        "schema": SCHEMA,
        "id": number,
        "title": title,
        "style": style,
        "filters": filters(limits),
        "turns": [turn(value, citations) for value, citations in turns],
        "references": [
            {"text": text, "citation": citation, "document": document} for text, citation, document in references
        ],
    }


def conversations(headings: Iterable[Heading]) -> Json:
    """The list of conversations."""
    return {
        "schema": SCHEMA,
        "conversations": [
            {"id": each.id, "title": each.title, "asked": each.asked, "turns": each.turns} for each in headings
        ],
    }


def filters(value: Filters) -> Json:
    """Filters: what is null or empty leaves out nothing."""
    return {
        "after": value.after,
        "before": value.before,
        "sources": list(value.sources),
        "authors": list(value.authors),
        "tags": list(value.tags),
        "paths": list(value.paths),
    }
