"""The domain's values: what the rooms of askdocs hand to each other.

All are frozen and carry no database ids and no vectors. What a document does not say is None, all the way to
the citation, and nothing is made up in its place. Offsets are characters of :attr:`Document.text`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Literal

from askdocs.text import SourceMap, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """What the user, or a bibliography, says of a document; None and ``()`` say nothing.

    The first six take the place of what the file says; the others no file says of itself, and references print them.
    """

    title: str | None = None
    authors: tuple[str, ...] = ()
    """As they are written by hand or, between braces, as a bibliography has them: ``{Church}, {Alonzo}``."""
    source: str | None = None
    published: str | None = None
    """An ISO 8601 date, as precise as it is known."""
    url: str | None = None
    tags: tuple[str, ...] = ()
    kind: str | None = None
    """What it is: a value of :class:`askdocs.citing.reference.Kind`."""
    editors: tuple[str, ...] = ()
    container: str | None = None
    """What it appeared in."""
    publisher: str | None = None
    volume: str | None = None
    issue: str | None = None
    pages: str | None = None
    place: str | None = None
    edition: str | None = None
    doi: str | None = None
    accessed: str | None = None
    """The ISO date on which it was retrieved."""

    def or_else(self, other: Description) -> Description:
        """This, and what ``other`` says where this says nothing."""
        names = [field.name for field in fields(self)]
        return Description(**{name: getattr(self, name) or getattr(other, name) for name in names})


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentInfo:
    """What is known of a document besides its words."""

    id: str
    """Derived from the path, and so the same for every version of the file."""
    path: str
    """Within the library: relative to its folder with ``/``, or absolute where the file lies outside."""
    title: str | None = None
    authors: tuple[str, ...] = ()
    source: str | None = None
    """Who published it: a newspaper, an agency, a site."""
    published: str | None = None
    """An ISO 8601 date, as precise as the file is: ``2021``, ``2021-07`` or ``2021-07-28``."""
    url: str | None = None
    tags: tuple[str, ...] = ()
    sha256: str = ""
    """Of the file's bytes: the document's version."""
    description: Description | None = None
    """What the user or a bibliography says of it, where they do; the fields above are in step with it."""
    corrected: tuple[str, ...] = ()
    """Which of the fields above say something else than the file."""


class BlockKind(StrEnum):
    """What a block is to a reader."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    QUOTATION = "quotation"
    TABLE = "table"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, list item, block quotation, table row or stretch of code."""

    span: Span
    kind: BlockKind = BlockKind.PARAGRAPH


@dataclass(frozen=True, slots=True)
class Document:
    """A file as it is read: its words, how they are laid out, and where each stands in the file."""

    info: DocumentInfo
    text: str
    """LF line ends, no Unicode normalisation, headings and soft wraps kept, markup and link targets gone."""
    blocks: tuple[Block, ...]
    """In the text's order, not overlapping, without white space at their ends; between them is white space."""
    source_map: SourceMap


@dataclass(frozen=True, slots=True)
class Passage:
    """Whole sentences of one document, under one heading, that fit the encoder."""

    document: DocumentInfo
    span: Span
    text: str
    """``document.text[span.start:span.end]``."""
    line: int
    heading: str | None = None
    """The nearest heading above."""


@dataclass(frozen=True, slots=True)
class ScoredPassage:
    """A passage, its sentences, and how well it fits a query."""

    passage: Passage
    sentences: Mapping[Span, float]
    """In the document's text, each with its cosine to the query; 0 where the query was not embedded."""
    score: float
    """0 to 1: the two below fused; comparable within one result only."""
    dense: float | None = None
    """Cosine to the query; None where the query was not embedded."""
    lexical: float = 0.0
    """BM25, as a share of the best in this result."""
    named: float = 0.0
    """How far the query names the document: by its publication, author, date or title; 0 to 1."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A span of a document, verbatim: ``document.text[span.start:span.end] == text``."""

    document: DocumentInfo
    span: Span
    text: str
    line: int
    """Of the file, counted from 1: where the quote starts."""
    page: int | None = None
    checked: bool = True
    """False where the file was not there to be checked against when the quote was shown, or has other words now."""
    standing: bool = True
    """False where the file was read and these words do not stand in it any more: only in an answer that was kept."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A quote that answers, the words in it that do, and how sure that is."""

    quote: Quote
    highlight: Span | None
    """In the document's text, within the quote; None where no words could be singled out."""
    score: float
    """0 to 1, on the scale of the answer's confidence and of the threshold."""
    resolved: str | None = None
    """The day that a date relative to the document's means, as it is printed: ``28 July 2021`` for ``Wednesday``."""

    @property
    def text(self) -> str:
        """The highlighted words, else the quote's."""
        if self.highlight is None:
            return self.quote.text
        offset = self.quote.span.start
        return self.quote.text[self.highlight.start - offset : self.highlight.end - offset]


@dataclass(frozen=True, slots=True)
class Account:
    """One answer that documents give, and how many of them do so independently of each other."""

    text: str
    """The words that answer, verbatim from the best of its quotes."""
    answers: tuple[int, ...]
    """Places in :attr:`Answer.evidence`, counted from 1."""
    sources: int
    """Copies of one story, and quotes that credit the same origin, count once."""
    differs: bool = False
    """Whether another account contradicts it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """Which documents may answer; what is empty leaves out none.

    Of several values of one field, any will do; every field that is given must hold.
    """

    after: str | None = None
    """An ISO 8601 date, as precise as it was given: documents of that day, month or year, or later."""
    before: str | None = None
    """The same: documents of that day, month or year, or earlier."""
    sources: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()
    """Files or folders, as paths within the library."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the documents say to a question, or that they do not."""

    question: str
    status: Literal["answered", "not_found", "listed"]
    confidence: float
    evidence: tuple[Evidence, ...]
    """Best first; empty where the status is ``not_found`` or ``listed``."""
    near: tuple[Quote, ...] = ()
    """The nearest sentences, which are not an answer; only where the status is ``not_found``."""
    timing_ms: Mapping[str, float] | None = None
    """Milliseconds by stage."""
    accounts: tuple[Account, ...] = ()
    """What several quotes agree on, and what contradicts each other; a quote of which neither holds is in none."""
    listing: tuple[DocumentInfo, ...] = ()
    """The documents asked for; only where the status is ``listed``."""
    sought: str = ""
    """What documents were asked for, as it is printed: ``mentioning “Macron”, of July 2021``; only where ``listed``."""
    undated: int = 0
    """Documents that a filter by date left out because they have none."""

    @property
    def differing(self) -> tuple[Account, ...]:
        """The accounts that contradict each other; none, or two and more."""
        return tuple(account for account in self.accounts if account.differs)


@dataclass(frozen=True, slots=True)
class ModelIdentity:
    """Which model made a vector, exactly enough to refuse another's."""

    name: str
    weights: str
    """sha256 of the weights file, or of all of them in name order."""
    dimensions: int
    max_tokens: int
    """The longest text it reads, special tokens counted."""
    pooling: str
    prompts: tuple[tuple[str, str], ...] = ()
    """(name, text) pairs, sorted by name."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A document that could not be read, and why."""

    path: str
    reason: str
    hint: str | None = None
    """What to do about it, where that can be said."""


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What bringing the index in step with the files did."""

    added: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    unchanged: int = 0
    failed: tuple[Failure, ...] = ()
    missing_roots: tuple[str, ...] = ()
    """Recorded paths that are not there as a whole; what was indexed from them is kept."""
    skipped: Mapping[str, int] | None = None
    """Files passed over, by reason: ``hidden``, ``ignored``, ``removed``, ``unknown type``, ``link loop``."""

    @property
    def changed(self) -> bool:
        """Whether the index was written."""
        return bool(self.added or self.updated or self.removed)
