"""Which quotations of a draft stand as they are in a library, and which do not."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from askdocs.citing.attribution import Sources
from askdocs.citing.candidates import Searchable
from askdocs.citing.diff import Change
from askdocs.citing.drafts import Draft, Quoted
from askdocs.citing.facts import Fact, facts
from askdocs.citing.likeness import TAKEN
from askdocs.citing.lookup import Found, lookup
from askdocs.citing.match import MatchKind
from askdocs.citing.speakers import Speakers
from askdocs.language.names import same
from askdocs.language.words import is_function_word, words
from askdocs.model import Document, DocumentInfo, Quote

_PLACES = 10
# In which a quotation's words stand, that are looked at: wire copy is printed in many.
_LONGEST_TITLE = 12
# Words.
_REACH = 1_000
# Characters of a sentence before and after a quotation: a draft of a megabyte can be a single sentence.


class Label(StrEnum):
    """What a check says of a quotation."""

    EXACT = "exact"
    ALTERED = "altered"
    MISATTRIBUTED = "misattributed"
    NOT_FOUND = "not_found"
    SKIPPED = "skipped"


FAULTS = frozenset({Label.ALTERED, Label.MISATTRIBUTED, Label.NOT_FOUND})
"""With one of these, a draft does not pass."""


@dataclass(frozen=True, slots=True)
class CheckedQuotation:
    """A quotation of a draft, and how it stands."""

    quoted: Quoted
    label: Label
    match: Found | None = None
    """Where its words stand, or what they were altered from."""
    diff: tuple[Change, ...] = ()
    """From the quotation to its source; only where it is altered."""
    speaker: str | None = None
    """Who says it in the source."""
    note: str | None = None
    """Why, in a few words, where the label alone does not say."""

    @property
    def text(self) -> str:
        """What is quoted, without its marks."""
        return self.quoted.text

    @property
    def line(self) -> int:
        """Of the draft, counted from 1."""
        return self.quoted.line

    @property
    def quote(self) -> Quote | None:
        """The source's words."""
        return self.match.quote if self.match else None


@dataclass(frozen=True, slots=True)
class Report:
    """A checked draft."""

    draft: str
    quotations: tuple[CheckedQuotation, ...]
    facts: tuple[Fact, ...]

    @property
    def counts(self) -> Mapping[Label, int]:
        """How many quotations have each label."""
        found = Counter(quotation.label for quotation in self.quotations)
        return {label: found[label] for label in Label}

    @property
    def passed(self) -> bool:
        """Whether no quotation is altered, misattributed or missing."""
        return not any(quotation.label in FAULTS for quotation in self.quotations)


def check(draft: Draft, index: Searchable, library: Sequence[DocumentInfo], speakers: Speakers | None = None) -> Report:
    """Check the quotations of a draft, and the facts in its sentences that cite a source.

    A quotation within another is checked by itself only where the outer one does not stand.

    Args:
        draft: as it was read.
        index: the library's.
        library: its documents, by which the draft may name its sources.
        speakers: finds who says what; without it, speakers are neither compared nor shown.
    """
    checker = _Checker(draft, index, Sources(library), speakers)
    quotations = tuple(checked for quoted in draft.quotations for checked in checker.check(quoted))
    return Report(draft.name, quotations, tuple(facts(draft, index, checker.sources)))


def label(found: Sequence[Found]) -> Label:
    """What the places that :func:`~askdocs.citing.lookup.lookup` found say of a quotation's words."""
    if not found:
        return Label.NOT_FOUND
    best = found[0]
    if best.kind is MatchKind.FUZZY:
        if all(change.operation == "equal" for change in best.diff):
            return Label.EXACT
        return Label.ALTERED if best.score >= TAKEN else Label.NOT_FOUND
    return Label.EXACT if best.whole else Label.ALTERED


class _Checker:
    def __init__(self, draft: Draft, index: Searchable, sources: Sources, speakers: Speakers | None) -> None:
        self.draft = draft
        self.index = index
        self.sources = sources
        self.speakers = speakers

    def check(self, quoted: Quoted) -> Iterator[CheckedQuotation]:
        """The quotation; and those within it, where it does not stand itself."""
        checked = self._checked(quoted)
        yield checked
        if checked.label in (Label.ALTERED, Label.NOT_FOUND):
            for inner in quoted.inner:
                yield from self.check(inner)

    def _checked(self, quoted: Quoted) -> CheckedQuotation:
        text = quoted.text
        if len(words(text)) < 2:
            return CheckedQuotation(quoted, Label.SKIPPED, note="a single word")
        found = lookup(self.index, text, _PLACES)
        given = label(found)
        if given is Label.NOT_FOUND:
            if _is_title(text):
                return CheckedQuotation(quoted, Label.SKIPPED, note="a title")
            return CheckedQuotation(quoted, given)
        if given is Label.ALTERED:
            return CheckedQuotation(quoted, given, found[0], found[0].diff, self._says(found[0]))
        return self._attributed(quoted, [place for place in found if place.whole and place.kind is found[0].kind])

    def _attributed(self, quoted: Quoted, places: Sequence[Found]) -> CheckedQuotation:
        """A quotation whose words stand somewhere: whether they stand where, and are whose, the draft says."""
        documents = [place.quote.document for place in places]
        prose = self._prose(quoted)
        named = self.sources.named(prose)
        wrong = self.sources.misplaced(quoted.citations, documents)
        if wrong is None and named and not {info.id for info in named} & {info.id for info in documents}:
            wrong = named[0].source or named[0].title
        ours = self._draft_speaker(quoted)
        theirs = [self._says(place) for place in places]
        at = next((at for at, name in enumerate(theirs) if ours and name and same(ours, name)), 0)
        if wrong:
            note = f"the draft names {wrong}"
        elif ours and all(self._contradicts(ours, name, place) for name, place in zip(theirs, places, strict=True)):
            note = f"the draft has {ours} say it"
        else:
            return CheckedQuotation(quoted, Label.EXACT, places[at], speaker=theirs[at])
        return CheckedQuotation(quoted, Label.MISATTRIBUTED, places[at], (), theirs[at], note)

    def _contradicts(self, ours: str, theirs: str | None, place: Found) -> bool:
        """Whether both have a name, and not the same; who quotes another's words may be named for them."""
        info = place.quote.document
        if theirs is None or not (_is_name(ours) and _is_name(theirs)):
            return False
        return not any(same(ours, name) for name in (theirs, *info.authors, info.source) if name)

    def _prose(self, quoted: Quoted) -> str:
        """The sentence around a quotation, without the quotation's own words."""
        sentence, span = quoted.sentence, quoted.quotation.span
        before = self.draft.text[max(sentence.start, span.start - _REACH) : span.start]
        return f"{before} {self.draft.text[span.end : min(sentence.end, span.end + _REACH)]}"

    def _draft_speaker(self, quoted: Quoted) -> str | None:
        info = DocumentInfo(id="", path=self.draft.name)
        document = Document(info, self.draft.text, self.draft.blocks, self.draft.source_map)
        return self.speakers.of(document, quoted.quotation.content) if self.speakers else None

    def _says(self, place: Found) -> str | None:
        """Who says in the source what was found there."""
        if self.speakers is None:
            return None
        return self.speakers.of(self.index.document(place.quote.document.id), place.quote.span)


def _is_name(speaker: str) -> bool:
    """Whether somebody is named: ``Ana Petrov``, ``the Ministry``; not ``a spokesperson``."""
    content = [word for span in words(speaker) if not is_function_word(word := span.of(speaker))]
    return bool(content) and all(word[0].isupper() for word in content)


_TITLE_END = re.compile(r"[.;:,…]\W*$")


def _is_title(text: str) -> bool:
    """Whether the words look like a work's title: a few, and each that carries content has a capital."""
    found = [span.of(text) for span in words(text)]
    content = [word for word in found if not is_function_word(word)]
    if not content or len(found) > _LONGEST_TITLE or _TITLE_END.search(text):
        return False
    return found[0][0].isupper() and all(word[0].isupper() or word[0].isdigit() for word in content)
