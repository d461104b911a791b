"""A sentence that may answer."""

from __future__ import annotations

from dataclasses import dataclass

from askdocs.answering.reader import Reading
from askdocs.answering.trim import trimmed
from askdocs.model import ScoredPassage
from askdocs.text import Span


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence of a retrieved passage and how likely it is to answer."""

    found: ScoredPassage
    sentence: Span
    score: float
    reading: Reading | None = None
    """Of the passage; None where it was not read."""

    @property
    def words(self) -> Span | None:
        """The words of the sentence that the reader takes for the answer, in the document's text."""
        return self.words_within(self.sentence)

    def words_within(self, span: Span) -> Span | None:
        """The words of another part of the passage that it would take for the answer."""
        passage = self.found.passage
        start = passage.span.start
        best = self.reading.best(Span(span.start - start, span.end - start)) if self.reading else None
        if best is None:
            return None
        words = trimmed(passage.text, best.span)
        return Span(words.start + start, min(words.end + start, span.end))

    def behind(self, words: Span) -> float:
        """By how many logits the reader takes some words for the answer less than it does those of the sentence."""
        if self.reading is None:
            return 0.0
        start = self.found.passage.span.start
        best = self.reading.best(Span(self.sentence.start - start, self.sentence.end - start))
        return best.score - self.reading.score(Span(words.start - start, words.end - start)) if best else 0.0
