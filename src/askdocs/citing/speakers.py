"""Who said it: the speaker of every quotation in an article, by rule.

In news a quotation has a speaker who is not the author. The speaker is looked for after the quotation, before it,
and at the end of its sentence; a quotation that stands alone is the last speaker's where nobody else came between.
Pronouns stand for the last person, or organisation, that was spoken of and that they fit. Where the rules cannot
tell, there is no speaker: a wrong name is worse than none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from askdocs.citing import clauses
from askdocs.citing.cast import Cast, Speaker
from askdocs.citing.clauses import Clause
from askdocs.citing.noun_phrases import Ending, Kind, MentionKind, Token, mention_at, tokens
from askdocs.citing.subjects import WINDOW, subject_of_sentence
from askdocs.language.quotations import Quotation, quotations
from askdocs.model import Block, BlockKind, Document
from askdocs.text import Span

__all__ = ["Attribution", "Speaker", "Speakers", "attribute", "statements"]


@dataclass(frozen=True, slots=True)
class Attribution:
    """A quotation and who said it."""

    quotation: Quotation
    speaker: Speaker | None
    """None where nobody is named, and where it cannot be told."""
    verb: Span | None = None
    """The verb of speech; None where there is none, as after ``according to`` or where a quotation goes on."""
    addressee: Span | None = None
    """Who was told."""


def attribute(document: Document) -> list[Attribution]:
    """Who said each quotation of a document, in the order in which they open, each before those within it."""
    return _Article(document).attributions()


def statements(document: Document) -> list[tuple[Span, Speaker]]:
    """What somebody says in a document, quoted or reported: quotations and whole sentences, with whose they are."""
    article = _Article(document)
    quoted = [(each.quotation.span, each.speaker) for each in article.attributions() if each.speaker]
    return sorted([*quoted, *article.reported()], key=lambda each: each[0])


class Speakers:
    """Who says what in several documents; each is read once, and only if it is asked about what it quotes."""

    def __init__(self) -> None:
        self._quoted: dict[str, Sequence[Quotation]] = {}
        self._attributed: dict[str, Sequence[Attribution]] = {}

    def of(self, document: Document, span: Span) -> str | None:
        """Who says the words of a span, which may be a part of what is quoted, or begin outside of it.

        Returns:
            None where nobody does but the author, and where it cannot be told.
        """
        key = document.info.id
        if key not in self._quoted:
            self._quoted[key] = quotations(document.text, document.blocks)
        # To attribute an article takes 10 ms; most of what is asked about is its author's own.
        if not any(quotation.span.overlaps(span) for quotation in self._quoted[key]):
            return None
        if key not in self._attributed:
            self._attributed[key] = attribute(document)
        around = [each for each in self._attributed[key] if each.quotation.span.overlaps(span)]
        whole = [each for each in around if each.quotation.span.contains(span)]
        innermost = min(whole or around[:1], key=lambda each: -each.quotation.span.start, default=None)
        return innermost.speaker.name if innermost and innermost.speaker else None


class _Paragraph:
    """A paragraph's tokens, in which a quotation is one, and where its sentences begin."""

    def __init__(self, text: str, span: Span, quoted: Sequence[tuple[int, Quotation]]) -> None:
        pieces = [(place, *_piece(text, quotation, span)) for place, quotation in quoted]
        self.line = tokens(text, span, pieces)
        breaks = [at for at in range(1, len(self.line)) if _ends_sentence(self.line, at - 1)]
        edges = [0, *breaks, len(self.line)]
        self.sentences = list(pairwise(edges)) if self.line else []
        """The first token of each, and the one after its last."""
        self.sentence_of = [place for place, (start, end) in enumerate(self.sentences) for _ in range(start, end)]

    def sentence(self, at: int) -> tuple[int, int]:
        """The first token of the sentence that token ``at`` is in, and the one after its last."""
        return self.sentences[self.sentence_of[at]]

    def stands_alone(self, at: int) -> bool:
        """Whether a quotation is a sentence, or several, of its own."""
        return self.sentence(at) == (at, at + 1)


def _piece(text: str, quotation: Quotation, within: Span) -> tuple[Span, Ending]:
    """The part of a quotation that stands in a paragraph, and how it ends there."""
    span = Span(max(quotation.span.start, within.start), min(quotation.span.end, within.end))
    if span.end < quotation.span.end:
        return span, Ending.STOP
    last = quotation.content.of(text).rstrip("”\"’'»›")[-1:]
    if last == ".":
        return span, Ending.STOP
    if last in ",;:":
        return span, Ending.PAUSE
    return span, Ending.LOUD if last in "!?…—–-" else Ending.BARE


def _ends_sentence(line: Sequence[Token], at: int) -> bool:
    token, following = line[at], line[at + 1]
    if token.kind is not Kind.QUOTATION:
        return token.text in (".", "!", "?")
    opens = following.kind is Kind.QUOTATION or following.text[0].isupper()
    if token.ending is Ending.STOP:
        return opens
    return token.ending is Ending.LOUD and opens and clauses.after(line, at) is None


def _last_quotation(line: Sequence[Token], start: int, end: int) -> int | None:
    """The last quotation within tokens ``start`` to ``end``, not further back than a clause reaches."""
    places = range(end - 1, max(start, end - WINDOW) - 1, -1)
    return next((line[at].quotation for at in places if line[at].kind is Kind.QUOTATION), None)


class _Article:
    """One document, read from its first paragraph to its last."""

    def __init__(self, document: Document) -> None:
        self.text = document.text
        self.blocks = document.blocks
        self.quoted = quotations(document.text, document.blocks)
        self.cast = Cast(document.text)
        self.found: dict[int, Attribution] = {}
        self.read: list[_Paragraph] = []
        self.before: _Paragraph | None = None
        self.last: Attribution | None = None
        """The attribution of the last quotation in the block before, if that had one."""

    def attributions(self) -> list[Attribution]:
        """Every quotation's attribution."""
        first = 0
        for block in self.blocks:
            while first < len(self.quoted) and self.quoted[first].span.end <= block.span.start:
                first += 1
            self._read(block, list(self._within(block.span, first)))
        result: list[Attribution] = []
        for place, quotation in enumerate(self.quoted):
            result.append(self.found.get(place, Attribution(quotation, None)))
            result += self._inner(quotation)
        return result

    def reported(self) -> Iterator[tuple[Span, Speaker]]:
        """Every sentence with a clause of speech, once the article has been read."""
        for paragraph in self.read:
            line = paragraph.line
            for start, end in paragraph.sentences:
                clause = clauses.reported(line, start, end)
                speaker = self.cast.speaker(line, clause.subject) if clause else None
                if speaker:
                    yield Span(line[start].span.start, line[end - 1].span.end), speaker

    def _within(self, span: Span, first: int) -> Iterator[tuple[int, Quotation]]:
        for place in range(first, len(self.quoted)):
            if self.quoted[place].span.start >= span.end:
                return
            yield place, self.quoted[place]

    def _read(self, block: Block, here: list[tuple[int, Quotation]]) -> None:
        if block.kind is BlockKind.QUOTATION:
            self._read_set_off(block, *here[0])
        elif block.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM):
            paragraph = _Paragraph(self.text, block.span, here)
            self._read_paragraph(paragraph)
            self.read.append(paragraph)
            self.before = paragraph
        else:
            self.before = None
        self.last = self.found.get(here[-1][0]) if here else None

    def _read_paragraph(self, paragraph: _Paragraph) -> None:
        line = paragraph.line
        self.cast.learn_names(line)
        for start, end in paragraph.sentences:
            clause = clauses.first(line, start, end)
            for subject in (subject_of_sentence(line, start, end), clause.subject if clause else None):
                if subject:
                    self.cast.meet(line, subject)
        for at, token in enumerate(line):
            if token.kind is Kind.QUOTATION and token.quotation not in self.found:
                attribution = self._attribution(paragraph, at)
                if attribution.speaker:
                    self.found[token.quotation] = attribution

    def _attribution(self, paragraph: _Paragraph, at: int) -> Attribution:
        quotation = self.quoted[paragraph.line[at].quotation]
        clause = self._clause(paragraph, at)
        if clause:
            return self._attributed(quotation, paragraph.line, clause)
        if clauses.is_named_only(paragraph.line, at, paragraph.sentence(at)[0]) or self._is_title(quotation):
            return Attribution(quotation, None)
        return Attribution(quotation, self._continued(paragraph, at))

    def _attributed(self, quotation: Quotation, line: Sequence[Token], clause: Clause) -> Attribution:
        speaker = self.cast.speaker(line, clause.subject)
        addressee = clause.addressee.span if clause.addressee else None
        return Attribution(quotation, speaker, clause.verb, addressee) if speaker else Attribution(quotation, None)

    def _clause(self, paragraph: _Paragraph, at: int) -> Clause | None:
        line, (start, end) = paragraph.line, paragraph.sentence(at)
        following = clauses.after(line, at)
        if following and line[at].ending is not Ending.BARE:
            return following
        if clauses.is_named_only(line, at, start):
            return None
        if self._is_title(self.quoted[line[at].quotation]) and not (at and line[at - 1].text == ":"):
            return None
        return clauses.before(line, at, start) or following or clauses.at_end(line, at, end)

    def _is_title(self, quotation: Quotation) -> bool:
        """Whether a quotation looks like the title of a work: every long word of several has a capital."""
        words = quotation.content.of(self.text).rstrip(",").split()
        long = [word for word in words if len(word) > 3]
        return len(words) > 1 and bool(long) and all(word[0].isupper() for word in [words[0], words[-1], *long])

    def _continued(self, paragraph: _Paragraph, at: int) -> Speaker | None:
        """The speaker who goes on: of the quotation, or the sentence, before one without a clause of speech."""
        line, (start, _) = paragraph.line, paragraph.sentence(at)
        earlier = _last_quotation(line, start, at)
        if earlier is not None:
            return self._speaker_of(earlier)
        if not paragraph.stands_alone(at):
            return None
        if start == 0:
            return self.last.speaker if len(line) == 1 and self.last else None
        return self._speaker_of_sentence(paragraph, *paragraph.sentence(at - 1))

    def _speaker_of(self, place: int) -> Speaker | None:
        return self.found[place].speaker if place in self.found else None

    def _speaker_of_sentence(self, paragraph: _Paragraph, start: int, end: int) -> Speaker | None:
        line = paragraph.line
        within = _last_quotation(line, start, end)
        if within is not None:
            return self._speaker_of(within)
        clause = clauses.first(line, start, end)
        if clause:
            return self.cast.speaker(line, clause.subject)
        subject = subject_of_sentence(line, start, end)
        if subject and subject.kind is MentionKind.PRONOUN and subject.head in ("he", "she"):
            return self.cast.speaker(line, subject)
        return None

    def _read_set_off(self, block: Block, place: int, quotation: Quotation) -> None:
        """A block quotation: signed below, announced above, or going on from the one before."""
        signed = tokens(self.text, Span(quotation.content.end, block.span.end), [])
        names = (mention_at(signed, at, len(signed)) for at, token in enumerate(signed) if token.kind is Kind.WORD)
        signature = next(names, None)
        if signature:
            speaker = self.cast.named(signature)
            self.found[place] = Attribution(quotation, speaker)
        elif self.before:
            line = [*self.before.line, Token(block.span, "", Kind.QUOTATION, Ending.STOP, place)]
            announced = line[-2].text == ":"
            clause = clauses.before(line, len(line) - 1, self.before.sentences[-1][0]) if announced else None
            if clause:
                self.found[place] = self._attributed(quotation, line, clause)
        elif self.last:
            self.found[place] = Attribution(quotation, self.last.speaker)
        self.before = None

    def _inner(self, outer: Quotation) -> Iterator[Attribution]:
        """Quotations within another: only whom the outer one names in so many words."""
        for part in outer.parts:
            here = [(place, inner) for place, inner in enumerate(outer.inner) if part.contains(inner.span)]
            paragraph = _Paragraph(self.text, part, here) if here else None
            for at, token in enumerate(paragraph.line if paragraph else ()):
                if paragraph and token.kind is Kind.QUOTATION:
                    inner = outer.inner[token.quotation]
                    clause = clauses.after(paragraph.line, at)
                    clause = clause or clauses.before(paragraph.line, at, paragraph.sentence(at)[0])
                    speaker = self.cast.named(clause.subject) if clause else None
                    yield Attribution(inner, speaker, clause.verb if clause and speaker else None)
                    yield from self._inner(inner)
