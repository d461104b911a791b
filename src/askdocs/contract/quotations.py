"""What ``cite`` and ``check`` find, as JSON.

Their values belong to rooms above this one, which only needs to know what they are made of.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from askdocs.contract.results import SCHEMA, Json, by_id, quote
from askdocs.model import Quote


class Hit(Protocol):
    """A place that a quotation is from, or could be."""

    @property
    def kind(self) -> str:
        """``exact``, ``normalised``, ``fuzzy`` or ``meaning``."""

    @property
    def score(self) -> float:
        """0 to 1; comparable within one kind."""

    @property
    def quote(self) -> Quote:
        """The words there."""

    @property
    def speaker(self) -> str | None:
        """Who says them."""

    @property
    def reference(self) -> str:
        """As it is printed."""


class Change(Protocol):
    """A stretch of a quotation and its source."""

    @property
    def operation(self) -> str:
        """What makes the source of the quotation."""

    @property
    def quoted(self) -> str:
        """What the quotation has."""

    @property
    def source(self) -> str:
        """What the source has."""


class Quotation(Protocol):
    """A quotation of a draft, checked."""

    @property
    def text(self) -> str:
        """What is quoted."""

    @property
    def line(self) -> int:
        """Of the draft."""

    @property
    def label(self) -> str:
        """What was found."""

    @property
    def quote(self) -> Quote | None:
        """Where its words stand."""

    @property
    def diff(self) -> Sequence[Change]:
        """From the quotation to its source."""

    @property
    def speaker(self) -> str | None:
        """Who says it there."""

    @property
    def note(self) -> str | None:
        """Why."""


class Fact(Protocol):
    """A number, date or name of a draft, looked up in what its sentence cites."""

    @property
    def text(self) -> str:
        """As the draft has it."""

    @property
    def line(self) -> int:
        """Of the draft."""

    @property
    def found(self) -> bool:
        """Whether the source has it."""

    @property
    def match(self) -> Quote | None:
        """Where."""


def cite(query: str, hits: Sequence[Hit]) -> Json:
    """The places that a quotation is from, or could be."""
    return {
        "schema": SCHEMA,
        "query": query,
        "hits": [
            {
                "kind": hit.kind,
                "score": hit.score,
                "quote": quote(hit.quote),
                "speaker": hit.speaker,
                "reference": hit.reference,
            }
            for hit in hits
        ],
        "documents": by_id(hit.quote.document for hit in hits),
    }


def check(
    draft: str, quotations: Sequence[Quotation], facts: Sequence[Fact], counts: Iterable[tuple[str, int]]
) -> Json:
    """A checked draft: each quotation and each fact, and how many quotations have each label."""
    found = [each.quote for each in quotations if each.quote]
    return {
        "schema": SCHEMA,
        "draft": draft,
        "quotations": [
            {
                "text": each.text,
                "line": each.line,
                "label": each.label,
                "match": quote(each.quote) if each.quote else None,
                "diff": [
                    {"operation": change.operation, "quoted": change.quoted, "source": change.source}
                    for change in each.diff
                ],
                "speaker": each.speaker,
                "note": each.note,
            }
            for each in quotations
        ],
        "facts": [
            {
                "text": each.text,
                "line": each.line,
                "found": each.found,
                "match": quote(each.match) if each.match else None,
            }
            for each in facts
        ],
        "counts": dict(counts),
        "documents": by_id(each.document for each in [*found, *(each.match for each in facts if each.match)]),
    }
