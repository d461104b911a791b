"""A draft, as values; unlike a document it keeps what it cites, and where."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from askdocs.language.quotations import Mark, Quotation, quotations
from askdocs.language.sentences import sentences
from askdocs.model import Block, BlockKind
from askdocs.text import SourceMap, Span, TextBuilder


class CitationKind(StrEnum):
    """How a draft names a source."""

    LINK = "link"
    KEY = "key"
    """``[@petrov2021]``."""
    FOOTNOTE = "footnote"
    PARENTHESIS = "parenthesis"
    """``(Petrov, 2021)``."""


@dataclass(frozen=True, slots=True)
class Citation:
    """A source that a draft names, by other means than its prose."""

    kind: CitationKind
    text: str
    """The address, the key, the footnote's words, or what the parenthesis holds."""
    at: int
    """Where in the draft's text it stands, or stood."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation of a draft, with what is cited for it."""

    quotation: Quotation
    text: str
    """What is quoted, without the marks, and without those that reopen it in each paragraph."""
    line: int
    """Of the draft, counted from 1; in a word processor's file, the paragraph."""
    sentence: Span
    """What it stands in; for a block quotation, what leads up to it."""
    citations: tuple[Citation, ...]
    """In its sentence and nearer to it than to another quotation, or directly after it."""
    inner: tuple[Quoted, ...] = ()
    """The quotations within it."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What a reader of a draft reads, and what it cites."""

    name: str
    text: str
    blocks: tuple[Block, ...]
    source_map: SourceMap
    citations: tuple[Citation, ...]
    """In the text's order."""
    quotations: tuple[Quoted, ...]
    """The outermost ones, in the text's order."""

    def line_of(self, offset: int) -> int:
        """The line of the file on which a character of the text stands."""
        return self.source_map.line(offset)


@dataclass(slots=True)
class DraftBuilder:
    """Collects a draft's words as a format's reader comes across them."""

    builder: TextBuilder
    blocks: list[Block] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)

    def cite(self, kind: CitationKind, text: str) -> None:
        """Note a citation at this place of the text."""
        if text.strip():
            self.citations.append(Citation(kind, text.strip(), len(self.builder)))

    def block(self, kind: BlockKind, start: int) -> None:
        """What was written since ``start`` is a block."""
        self.blocks.append(Block(Span(start, len(self.builder)), kind))

    def build(self, name: str) -> Draft:
        """The draft, with its quotations found."""
        text, source_map = self.builder.build()
        trimmed = (Block(block.span.trimmed(text), block.kind) for block in self.blocks)
        blocks = tuple(block for block in trimmed if block.span.end > block.span.start)
        citations = tuple(sorted([*self.citations, *_parentheses(text, blocks)], key=lambda citation: citation.at))
        found = _Neighbours(text, blocks, source_map, citations, quotations(text, blocks)).quoted()
        return Draft(name, text, blocks, source_map, citations, found)


_YEAR = r"(?:1[5-9]\d\d|20\d\d)[a-z]?|n\.\s?d\."
_PARENTHESIS = re.compile(rf"\((?=[^()\d]*[^\W\d])([^()]{{2,150}}\b(?:{_YEAR})[^()]{{0,60}})\)")


def _parentheses(text: str, blocks: Sequence[Block]) -> Iterator[Citation]:
    for block in blocks:
        if block.kind is not BlockKind.CODE:
            for found in _PARENTHESIS.finditer(text, *block.span):
                yield Citation(CitationKind.PARENTHESIS, found[1].strip(), found.start())


class _Neighbours:
    """Which sentence a quotation stands in, and which citations are its own."""

    def __init__(
        self,
        text: str,
        blocks: Sequence[Block],
        source_map: SourceMap,
        citations: Sequence[Citation],
        found: Sequence[Quotation],
    ) -> None:
        self.text = text
        self.blocks = blocks
        self.source_map = source_map
        self.citations = citations
        self.places = [citation.at for citation in citations]
        self.found = found
        self.sentences = [span for block in blocks for span in _sentences(text, block)]
        self.starts = [span.start for span in self.sentences]

    def quoted(self) -> tuple[Quoted, ...]:
        edges = [Span(0, 0), *(quotation.span for quotation in self.found), Span(len(self.text), len(self.text))]
        return tuple(
            self._quoted(quotation, edges[at].end, edges[at + 2].start) for at, quotation in enumerate(self.found)
        )

    def _quoted(self, quotation: Quotation, before: int, after: int) -> Quoted:
        sentence = self._sentence(quotation)
        end = max(sentence.end, quotation.span.end)
        own = (
            self._between(quotation.span.start, min(after, end + 2))  # a note or a link may come after the full stop
            or self._between(max(before, sentence.start), quotation.span.start)
            or self._between(quotation.span.end, end + 2)
        )
        return Quoted(
            quotation,
            self._words(quotation),
            self.source_map.line(quotation.content.start),
            sentence,
            own,
            tuple(self._quoted(inner, before, after) for inner in quotation.inner),
        )

    def _words(self, quotation: Quotation) -> str:
        return "\n".join(part.of(self.text) for part in quotation.parts)

    def _sentence(self, quotation: Quotation) -> Span:
        """The sentences that a quotation begins and ends in; for a block quotation, the one before it."""
        if not self.sentences:
            return quotation.span
        first = max(0, bisect_right(self.starts, quotation.span.start) - 1)
        if quotation.mark is Mark.BLOCK:
            return Span(self.sentences[max(0, first - 1)].start, quotation.span.end)
        last = max(first, bisect_left(self.starts, quotation.span.end) - 1)
        return Span(self.sentences[first].start, self.sentences[last].end)

    def _between(self, start: int, end: int) -> tuple[Citation, ...]:
        return tuple(self.citations[bisect_left(self.places, start) : bisect_right(self.places, end)])


def _sentences(text: str, block: Block) -> list[Span]:
    if block.kind in (BlockKind.CODE, BlockKind.QUOTATION):
        return [block.span]
    return sentences(text, block.span) or [block.span]
