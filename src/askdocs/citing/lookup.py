"""A quotation in a whole library: the nearest words that stand there, and how near they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from askdocs.citing.candidates import Searchable, candidates
from askdocs.citing.diff import Change, word_diff
from askdocs.citing.editing import Gap, Pattern, parse
from askdocs.citing.likeness import TAKEN
from askdocs.citing.match import Match, MatchKind, Source, match_about, match_words, whole_words
from askdocs.citing.normalise import normalise
from askdocs.model import Document, Passage, Quote
from askdocs.text import Span

_MOST_ABOUT = 10
# Places where the quotation is compared letter by letter, at about 2 ms each.
_HEADING = 200
# Characters of a heading and what is around it: passages hold none.
_RANKS = {kind: rank for rank, kind in enumerate(MatchKind)}

Meaning = Callable[[str, int], Sequence[tuple[Quote, float]]]
"""What stands nearest in meaning to some words, best first, with the cosine; at most so many."""


@dataclass(frozen=True, slots=True)
class Found:
    """Words of a document that a quotation is, or could be, from."""

    kind: MatchKind
    score: float
    """0 to 1; comparable within one kind."""
    quote: Quote
    segments: tuple[Span, ...]
    """What is quoted of ``quote``, in the document's text: more than one where words were left out."""
    diff: tuple[Change, ...] = ()
    """From the quotation to the quote; empty where only typography, or an editor's hand, is between them, and
    where they only mean the same."""
    whole: bool = True
    """False where the quotation begins or ends within a word."""

    @property
    def differences(self) -> list[Span]:
        """Where the quote has other words than the quotation, in the document's text."""
        if not self.whole:
            return []
        places: list[Span] = []
        at = 0
        for change in self.diff:
            end = at + len(change.source)
            if change.operation != "equal":
                places += self._placed(at, end)
            at = end
        return places

    def _placed(self, start: int, end: int) -> Iterator[Span]:
        """Characters of the diff's source, which is the segments with a space between them, in the document's text."""
        offset = 0
        for segment in self.segments:
            first, last = max(start, offset), min(end, offset + segment.end - segment.start)
            if first < last:
                yield Span(segment.start + first - offset, segment.start + last - offset)
            offset += segment.end - segment.start + 1


def lookup(index: Searchable, quotation: str, limit: int, meaning: Meaning | None = None) -> list[Found]:
    """The places in a library that a quotation is from, or could be.

    Where its words stand as they are, those places are all there is; else what is most like it comes first.
    Only where nothing is so like it that its words were taken from there, what means the same follows.

    Args:
        index: the library's.
        quotation: what was between the marks.
        limit: the most places to return.
        meaning: searches by meaning; without it, only words count.

    Returns:
        Best first, each verified against the document's text; at most one for each stretch of a document.
    """
    pattern = parse(quotation)
    search = _Search(index, pattern)
    places: list[_Place] = []
    found: list[Found] = []
    for keys in candidates(index, pattern):
        added = search.places(keys)
        places += added
        found += search.by_words(added)
        if any(each.whole for each in found):
            return _distinct(sorted(found, key=lambda each: (not each.whole, _RANKS[each.kind])))[:limit]
    found += sorted(search.about(places), key=lambda each: -each.score)
    if meaning and not any(each.score >= TAKEN for each in found):
        found += search.by_meaning(quotation, meaning, limit)
    return _distinct(found)[:limit]


@dataclass(frozen=True, slots=True)
class _Place:
    """A part of a document that may hold the quotation: a passage and what is around it."""

    document: Document
    source: Source


class _Search:
    def __init__(self, index: Searchable, pattern: Pattern) -> None:
        self.index = index
        self.pattern = pattern
        self.reach = len(pattern.raw) + _HEADING + (Gap.OMISSION.value if pattern.edited else 0)
        # A passage that is cut within a quotation does not hold all of it, nor the heading above.
        self.documents: dict[str, Document] = {}

    def places(self, keys: Sequence[int]) -> list[_Place]:
        """Around the passages; neighbours become one place, at the rank of the better."""
        passages = self.index.passages(keys)
        return list(self._merged([passages[key] for key in keys if key in passages]))

    def _merged(self, passages: Sequence[Passage]) -> Iterator[_Place]:
        taken: dict[str, list[Span]] = {}
        for passage in passages:
            document = self._document(passage.document.id)
            for span in (passage.span, *self._title(document)):
                within = Span(max(0, span.start - self.reach), min(len(document.text), span.end + self.reach))
                spans = taken.setdefault(document.info.id, [])
                if not any(other.contains(within) for other in spans):
                    spans.append(within)
                    yield _Place(document, Source(document.text, within))

    def _title(self, document: Document) -> Iterator[Span]:
        """Where a document begins, if its title has the quotation: every passage is found by it, not only the first."""
        if self.pattern.text and self.pattern.text in normalise(document.info.title or "").text:
            yield Span(0, 0)

    def by_words(self, places: Sequence[_Place]) -> Iterator[Found]:
        """Where the quotation's words stand as they are."""
        for place in places:
            if match := match_words(self.pattern, place.source):
                yield self._found(place.document, match)

    def about(self, places: Sequence[_Place]) -> Iterator[Found]:
        """Where something like it stands."""
        for place in places[:_MOST_ABOUT]:
            if match := match_about(self.pattern, place.source):
                yield self._found(place.document, match)

    def by_meaning(self, quotation: str, meaning: Meaning, limit: int) -> Iterator[Found]:
        """What means the same, as far as it stands where it is said to."""
        for quote, score in meaning(quotation, limit):
            if quote.span.of(self._document(quote.document.id).text) == quote.text:
                yield Found(MatchKind.MEANING, score, quote, (quote.span,))

    def _document(self, document_id: str) -> Document:
        if document_id not in self.documents:
            self.documents[document_id] = self.index.document(document_id)
        return self.documents[document_id]

    def _found(self, document: Document, match: Match) -> Found:
        text = match.span.of(document.text)
        quote = Quote(document.info, match.span, text, document.source_map.line(match.span.start))
        diff: tuple[Change, ...] = ()
        if match.kind is MatchKind.FUZZY or not match.whole:
            spans = match.segments if match.whole else [whole_words(document.text, match.span)]
            diff = word_diff(self.pattern.literal, " ".join(span.of(document.text) for span in spans))
        return Found(match.kind, match.score, quote, match.segments, diff, match.whole)


def _distinct(found: Iterator[Found] | list[Found]) -> list[Found]:
    """Without what overlaps with an earlier one."""
    kept: list[Found] = []
    for each in found:
        same = (other.quote for other in kept if other.quote.document.id == each.quote.document.id)
        if not any(quote.span.overlaps(each.quote.span) for quote in same):
            kept.append(each)
    return kept
