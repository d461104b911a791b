"""A conversation as a page has it: what is said, in its order, and not yet in any markup."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from askdocs.citing.dates import parse_date
from askdocs.citing.reference import reference_of
from askdocs.citing.styles import format_reference, style_named
from askdocs.citing.styles.runs import Runs, text_of
from askdocs.conversation import Conversation, Turn
from askdocs.conversation.title import title_of
from askdocs.library.exporting.sources import Sources
from askdocs.library.wording import NEAREST, NOT_ANSWERED, account_lines, how_sure, listing_heading, marked, unchecked
from askdocs.model import Filters, Quote
from askdocs.text import Span

_FILES = frozenset({"bibtex", "biblatex", "ris", "csl-json"})
_PAGES = frozenset({"markdown", "html"})


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quote in three pieces, with what stands around it."""

    number: str
    """``[1]``; empty where it is no answer."""
    before: str
    words: str
    """The words that answer, perhaps none."""
    after: str
    day: str
    """What a date in these words means, in brackets."""
    warning: str
    """Where the words could not be checked, or do not stand any more."""
    source: Runs
    """How it is cited, and where it stands."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, and what there is to say to it."""

    question: str
    told: str
    """When it was asked, what it means in full, and which documents could answer."""
    opening: tuple[str, ...]
    quotes: tuple[Quoted, ...]
    listing: tuple[Runs, ...]
    closing: tuple[str, ...]
    """How sure the answer is, what the quotes agree on, and where sources differ."""


@dataclass(frozen=True, slots=True)
class Page:
    """A conversation."""

    title: str
    told: str
    turns: tuple[Asked, ...]
    references: tuple[Runs, ...]
    """In the style's order."""
    file: str
    """The references as a file for programs, in a style that is one; else empty."""


def page_of(conversation: Conversation, sources: Sources) -> Page:
    """The page of a conversation whose quotes were held against their files."""
    count = len(conversation.turns)
    last = max((turn.at for turn in conversation.turns), default="")
    told = f"{count} question{'' if count == 1 else 's'}"
    if last:
        told += f", the last on {when(last)}"
    style = style_named(sources.style)
    file = ""
    if sources.style in _FILES:
        file = style.between.join(text_of(each.entry) for each in sources.listed).join(style.frame).strip()
    return Page(
        title=conversation.title or title_of(conversation.turns[0].asked if conversation.turns else ""),
        told=f"{told}. Every quote was held against its file when this was written.",
        turns=tuple(_asked(turn, sources) for turn in conversation.turns),
        references=() if file else tuple(_references(sources)),
        file=file,
    )


def when(at: str) -> str:
    """A time in UTC as it is printed: ``24 November 2026, 19:42 UTC``."""
    day = parse_date(at[:10])
    return f"{day.day_first}, {at[11:16]} UTC" if day else at


def limits(filters: Filters) -> list[str]:
    """What filters say, one by one."""
    named = (("source", filters.sources), ("author", filters.authors), ("tag", filters.tags), ("in", filters.paths))
    told = [f"{name} {' or '.join(values)}" for name, values in named if values]
    days = (("after", filters.after), ("before", filters.before))
    return told + [f"{name} {day}" for name, day in days if day]


def _references(sources: Sources) -> Iterator[Runs]:
    for each in sources.listed:
        # These two are markup of their own, which only a page of theirs could hold.
        plain = sources.style in _PAGES
        yield format_reference(each.reference, "plain").entry if plain else each.entry


def _asked(turn: Turn, sources: Sources) -> Asked:
    answer = turn.answer
    told = f"Asked on {when(turn.at)}."
    if turn.meant != turn.asked:
        told += f" In full: {turn.meant}"
    if limited := limits(turn.filters):
        told += f" Only: {'; '.join(limited)}."
    quotes = [
        _quoted(each.quote, each.highlight, f"[{number}]", each.resolved, sources)
        for number, each in enumerate(answer.evidence, 1)
    ]
    quotes += [_quoted(near, None, "", None, sources) for near in answer.near]
    opening = [listing_heading(answer)] if answer.status == "listed" else []
    if answer.status == "not_found":
        opening = [NOT_ANSWERED, NEAREST] if answer.near else [NOT_ANSWERED]
    closing = [how_sure(answer)] if answer.status == "answered" else []
    return Asked(
        question=turn.asked,
        told=told,
        opening=tuple(opening),
        quotes=tuple(quotes),
        listing=tuple(format_reference(reference_of(info), "plain").runs for info in answer.listing),
        closing=(*closing, *account_lines(answer)),
    )


def _quoted(quote: Quote, highlight: Span | None, number: str, resolved: str | None, sources: Sources) -> Quoted:
    start = end = 0
    if highlight:
        start, end = (place - quote.span.start for place in highlight)
    opening, closing = marked(quote)
    return Quoted(
        number=number,
        before=opening + quote.text[:start],
        words=quote.text[start:end],
        after=quote.text[end:] + closing,
        day=f"({resolved})" if resolved else "",
        warning=unchecked(quote).strip(),
        source=sources.below(quote),
    )
