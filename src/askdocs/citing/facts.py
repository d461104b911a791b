"""Numbers, dates and names in sentences that cite a source, looked up in that source."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from askdocs.citing.attribution import Sources
from askdocs.citing.candidates import Searchable
from askdocs.citing.drafts import CitationKind, Draft
from askdocs.language.dates import resolve
from askdocs.language.mentions import Mention, MentionKind, mentions
from askdocs.language.names import same
from askdocs.language.quotations import every
from askdocs.language.sentences import sentences
from askdocs.model import BlockKind, Document, DocumentInfo, Quote
from askdocs.text import Span


@dataclass(frozen=True, slots=True)
class Fact:
    """A number, date or name of a draft, and whether the source that its sentence cites has it."""

    text: str
    line: int
    found: bool
    kind: MentionKind
    source: DocumentInfo
    """The first one cited."""
    match: Quote | None = None
    """Where it stands."""


def facts(draft: Draft, index: Searchable, sources: Sources) -> Iterator[Fact]:
    """The facts in each sentence that cites a document of the library, or names one, in the draft's order.

    What is quoted is left to the check of quotations.
    """
    quoted = [quotation.span for quotation in every([each.quotation for each in draft.quotations])]
    known: dict[str, _Mentioned] = {}
    for sentence in _sentences(draft):
        cited = _cited(draft, sentence, sources)
        if not cited:
            continue
        for info in cited:
            if info.id not in known:
                known[info.id] = _Mentioned(index.document(info.id))
        documents = [known[info.id] for info in cited]
        for mention in mentions(draft.text, sentence):
            if not any(span.overlaps(mention.span) for span in quoted) and not _names_source(draft, mention, cited):
                yield _fact(draft, mention, documents)


def _sentences(draft: Draft) -> Iterator[Span]:
    for block in draft.blocks:
        if block.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM):
            yield from sentences(draft.text, block.span)


def _cited(draft: Draft, sentence: Span, sources: Sources) -> list[DocumentInfo]:
    first = bisect_left(draft.citations, sentence.start, key=lambda citation: citation.at)
    last = bisect_right(draft.citations, sentence.end, key=lambda citation: citation.at)
    cited = [info for citation in draft.citations[first:last] for info in sources.cited(citation)]
    return list({info.id: info for info in [*cited, *sources.named(sentence.of(draft.text))]}.values())


def _names_source(draft: Draft, mention: Mention, cited: Sequence[DocumentInfo]) -> bool:
    """Whether a name is how the source is cited, and nothing that it says; the year in a parenthesis too."""
    text = mention.span.of(draft.text)
    if mention.kind is MentionKind.NAME:
        names = (name for info in cited for name in (*info.authors, info.source, info.title) if name)
        return any(same(text, name) or text in name for name in names)
    return any(
        citation.at <= mention.span.start <= citation.at + len(citation.text) + 2
        for citation in draft.citations
        if citation.kind is CitationKind.PARENTHESIS
    )


class _Mentioned:
    """What a source mentions, by kind."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.by_kind: dict[MentionKind, list[Mention]] = {kind: [] for kind in MentionKind}
        for mention in mentions(document.text):
            self.by_kind[mention.kind].append(mention)

    def find(self, mention: Mention, text: str) -> Quote | None:
        """Where the source has what a mention of the draft, written as ``text``, stands for."""
        published = self.document.info.published
        for other in self.by_kind[mention.kind]:
            theirs = other.span.of(self.document.text)
            if mention.kind is MentionKind.NAME:
                agrees = same(text, theirs)
            elif mention.kind is MentionKind.DATE:
                agrees = _same_date(mention.value, other.value or resolve(theirs, published))
            else:
                agrees = mention.value == other.value
            if agrees or text.casefold() == theirs.casefold():
                line = self.document.source_map.line(other.span.start)
                return Quote(self.document.info, other.span, theirs, line)
        return None


def _same_date(ours: str | None, theirs: str | None) -> bool:
    """Whether two dates can be the same: one may be less precise than the other."""
    return bool(ours and theirs) and (str(theirs).startswith(str(ours)) or str(ours).startswith(str(theirs)))


def _fact(draft: Draft, mention: Mention, documents: Sequence[_Mentioned]) -> Fact:
    text = mention.span.of(draft.text)
    match = next((found for document in documents if (found := document.find(mention, text))), None)
    published = mention.kind is MentionKind.DATE and any(
        _same_date(mention.value, document.document.info.published) for document in documents
    )
    source = documents[0].document.info
    return Fact(text, draft.line_of(mention.span.start), match is not None or published, mention.kind, source, match)
