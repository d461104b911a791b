"""What answers are made of: the names, dates, times and numbers that a text mentions."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from askdocs.language.dates import dates, times
from askdocs.language.names import names
from askdocs.language.numbers import numbers, percentages, sums
from askdocs.text import Span


class MentionKind(StrEnum):
    """What kind of thing a mention names."""

    MONEY = "money"
    PERCENT = "percent"
    DATE = "date"
    TIME = "time"
    NUMBER = "number"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of a text that name one thing."""

    span: Span
    kind: MentionKind
    value: str | None = None
    """What the words stand for, in one form however they are written; None for a name, and where the text is vague.

    A date is an ISO 8601 date as precise as the text is, a time ``HH:MM``, a number or percentage a decimal, a
    sum of money an ISO 4217 code and a decimal.
    """


def mentions(text: str, within: Span | None = None) -> list[Mention]:
    """The names, dates, times and numbers in an English text, or in a part of it, in order.

    They do not overlap: of two that do, the longer is kept.
    """
    within = within or Span(0, len(text))
    order = list(MentionKind)
    found = sorted(
        _all(text, within),
        key=lambda mention: (mention.span.start - mention.span.end, order.index(mention.kind), mention.span.start),
    )
    kept: list[Mention] = []
    starts: list[int] = []
    for mention in found:
        at = bisect_left(starts, mention.span.start)
        free_before = at == 0 or kept[at - 1].span.end <= mention.span.start
        if free_before and (at == len(kept) or mention.span.end <= kept[at].span.start):
            kept.insert(at, mention)
            starts.insert(at, mention.span.start)
    return kept


def _all(text: str, within: Span) -> Iterator[Mention]:
    for kind, find in (
        (MentionKind.MONEY, sums),
        (MentionKind.PERCENT, percentages),
        (MentionKind.DATE, dates),
        (MentionKind.TIME, times),
        (MentionKind.NUMBER, numbers),
    ):
        for span, value in find(text, within):
            yield Mention(span, kind, value)
    for span in names(text, within):
        yield Mention(span, MentionKind.NAME)
