"""Find where words that somebody remembers stand, and whose they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from askdocs.answering.quoting import quote as quote_of
from askdocs.citing.dates import parse_date
from askdocs.citing.lookup import Found, Meaning, lookup
from askdocs.citing.match import MatchKind
from askdocs.citing.speakers import Speakers
from askdocs.citing.styles import Formatted
from askdocs.errors import EmptyLibrary, UsageError
from askdocs.index import Index
from askdocs.language.words import words
from askdocs.library.library import Library
from askdocs.library.references import cited
from askdocs.library.sync import in_step
from askdocs.library.verify import Verifier
from askdocs.model import Quote, ScoredPassage
from askdocs.retrieval import retrieve
from askdocs.text import Span

LONGEST_QUOTATION = 10_000
"""Characters: some pages. What is longer is a draft, and is checked as one."""

_PASSAGES = 8
_LEAST_COSINE = 0.4
# Ten paraphrases of what the sample articles say had .41 to .63, ten sentences on other matters .14 to .34.
_MARKS = {"“": "”", '"': '"', "«": "»", "„": "“", "‘": "’", "'": "'"}
_SHORTEST_WORD = 4
# Characters of a quotation without spaces: Chinese and Japanese have none.


@dataclass(frozen=True, slots=True)
class Hit:
    """Words of a document that a quotation is, or could be, from."""

    found: Found
    speaker: str | None
    """Whose words they are, where they are quoted in the document."""
    citation: Formatted

    @property
    def kind(self) -> MatchKind:
        """How they were found."""
        return self.found.kind

    @property
    def score(self) -> float:
        """0 to 1; comparable within one kind."""
        return min(1.0, max(0.0, self.found.score))

    @property
    def quote(self) -> Quote:
        """The words, held against their file."""
        return self.found.quote

    @property
    def carrier(self) -> str:
        """The document in a few words, as what somebody is quoted in: ``Okafor-Varga (2021)``."""
        source = self.citation.reference
        names = [name.surname for name in source.authors]
        who = " and ".join(names) if len(names) < 3 else f"{names[0]} et al."
        date = parse_date(source.published)
        name = who or source.publisher or source.container or source.title or self.quote.document.path
        return f"{name} ({date.year if date else 'n.d.'})"

    @property
    def reference(self) -> str:
        """As it is printed."""
        return self.citation.text


def cite(library: Library, quotation: str, *, top: int = 5, style: str | None = None, sync: bool = True) -> list[Hit]:
    """Where in the library a quotation is from: its very words, else the likest, else what means the same.

    Every quote was held against its file in this call. The model is loaded only to search by meaning.

    Args:
        library: which one.
        quotation: the words, with or without marks around them.
        top: how many places at the most.
        style: of the references; by default the library's.
        sync: first bring the index in step with changed files.

    Raises:
        UsageError: the quotation is empty, too short or too long, or there is no such style.
        EmptyLibrary: there is nothing to search.
    """
    quotation = _usable(quotation)
    if sync:
        in_step(library)
    with library.open_index() as index:
        if not index.size:
            raise EmptyLibrary("the library holds no text to search", "`askdocs add PATH…` adds documents.")
        found = lookup(index, quotation, top, _meaning(library, index))
        speakers, verifier = Speakers(), Verifier(library)
        hits: list[Hit] = []
        for each in found:
            document = index.document(each.quote.document.id)
            verified = moved(each, verifier.quote(each.quote, document))
            if verified:
                speaker = speakers.of(document, each.quote.span)
                hits.append(Hit(verified, speaker, cited(library, verified.quote, style, quoted=speaker)))
    return hits


def moved(found: Found, quote: Quote | None) -> Found | None:
    """What was found, at the place where its quote stands now; None where it stands there no more."""
    if quote is None:
        return None
    by = quote.span.start - found.quote.span.start
    return replace(found, quote=quote, segments=tuple(Span(start + by, end + by) for start, end in found.segments))


def _usable(quotation: str) -> str:
    quotation = quotation.strip()
    if len(quotation) > 1 and _MARKS.get(quotation[0]) == quotation[-1]:
        quotation = quotation[1:-1].strip()
    hint = 'Give words as you remember them, for example: askdocs cite "nobody had been told"'
    found = words(quotation)
    if not found:
        raise UsageError("there are no words in the quotation", hint)
    if len(found) == 1 and (quotation.isascii() or found[0].end - found[0].start < _SHORTEST_WORD):
        raise UsageError(f"{quotation!r} is too short to tell a source by", hint)
    if len(quotation) > LONGEST_QUOTATION:
        raise UsageError(
            f"the quotation has {len(quotation):,} characters; {LONGEST_QUOTATION:,} are the most",
            "`askdocs check DRAFT` checks every quotation of a longer text.",
        )
    return quotation


def _meaning(library: Library, index: Index) -> Meaning:
    def nearest(quotation: str, limit: int) -> list[tuple[Quote, float]]:
        library.check_model(index)
        vector = library.encoder.embed_query(quotation)
        places = list(_sentences(index, retrieve(index, quotation, vector, _PASSAGES)))
        scores = library.encoder.embed_passages([quote.text for quote in places]) @ vector
        ranked = sorted(zip(places, map(float, scores), strict=True), key=lambda place: -place[1])
        return [(quote, score) for quote, score in ranked if score >= _LEAST_COSINE][:limit]

    return nearest


def _sentences(index: Index, passages: Sequence[ScoredPassage]) -> Iterator[Quote]:
    seen: set[tuple[str, Span]] = set()
    for found in passages:
        document = index.document(found.passage.document.id)
        for span in found.sentences:
            if (document.info.id, span) not in seen:  # neighbouring passages can share sentences
                seen.add((document.info.id, span))
                yield quote_of(document, span)
