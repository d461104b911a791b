"""Keep a quote in the notebook, and take it out again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from askdocs.citing.lookup import lookup
from askdocs.citing.match import MatchKind, find
from askdocs.errors import UsageError
from askdocs.index import Index
from askdocs.language.words import words
from askdocs.library.describe import line
from askdocs.library.library import Library
from askdocs.library.sync import in_step
from askdocs.library.verify import Verifier
from askdocs.model import Document, Quote
from askdocs.records import Clip
from askdocs.text import Span

_PLACES = 10
# In which the words of a clip are looked for: wire copy is printed in many.
_STANDS = (MatchKind.EXACT, MatchKind.NORMALISED)


@dataclass(frozen=True, slots=True)
class Clipped:
    """What came of clipping some words."""

    clip: Clip | None
    """None where the words stand nowhere."""
    others: tuple[Quote, ...] = ()
    """Where else they stand; or, where there is no clip, what is most like them."""


def clip_words(
    library: Library,
    quotation: str,
    *,
    wanted: str | None = None,
    note: str | None = None,
    tags: Sequence[str] = (),
    sync: bool = True,
) -> Clipped:
    """Keep the words of a document that a quotation is, typography and an editor's brackets and ellipses aside.

    Args:
        library: which one.
        quotation: the words.
        wanted: the document to take them from; by default the one that a lookup puts first.
        note: what the user says of them.
        tags: of the user.
        sync: first bring the index in step with changed files.

    Raises:
        UsageError: there are no words, no such document, or the note or a tag is empty.
    """
    if not words(quotation):
        raise UsageError("there are no words to clip", 'For example: askdocs clip add "nobody had been told"')
    records = library.own_records
    if sync:
        in_step(library)
    with library.open_index() as index:
        found = _places(library, index, quotation, wanted)
        verifier = Verifier(library)
        standing, near = list[Quote](), list[Quote]()
        for stands, quote in found:
            verified = verifier.quote(quote, index.document(quote.document.id))
            if verified:
                (standing if stands else near).append(verified)
    if not standing:
        return Clipped(None, tuple(near))
    return Clipped(records.clip(_clip(standing[0], note, tags)), tuple(standing[1:]))


def clip_span(
    library: Library,
    wanted: str,
    span: Span,
    *,
    note: str | None = None,
    tags: Sequence[str] = (),
    sync: bool = True,
) -> Clip:
    """Keep some characters of a document, as ``askdocs show --json`` counts them.

    Raises:
        UsageError: there is no such document, it has no such characters, they do not stand in its file any
            more, or the note or a tag is empty.
    """
    records = library.own_records
    if sync:
        in_step(library)
    with library.open_index() as index:
        document = index.document(library.resolve(index, wanted).id)
        if not 0 <= span.start < span.end <= len(document.text) or not span.of(document.text).strip():
            raise UsageError(
                f"{document.info.path} has no words from {span.start} to {span.end}",
                f"Its text has {len(document.text):,} characters; `askdocs show --json` gives it.",
            )
        quote = Verifier(library).quote(_quote(document, span), document)
    if quote is None:
        raise UsageError(f"these words do not stand in {document.info.path} any more", "`askdocs sync` reads it again.")
    return records.clip(_clip(quote, note, tags))


def unclip(library: Library, numbers: Iterable[int]) -> None:
    """Take clips out of the notebook.

    Raises:
        UsageError: there is no clip of a number; none is taken out then.
    """
    wanted = set(numbers)
    lacking = wanted - {clip.number for clip in library.records.clips()}
    if lacking:
        raise UsageError(f"there is no clip {min(lacking)}", "`askdocs clip list` shows their numbers.")
    library.own_records.unclip(wanted)


def _places(library: Library, index: Index, quotation: str, wanted: str | None) -> list[tuple[bool, Quote]]:
    """Where the words stand, or what is like them; and which of the two it is."""
    if wanted is None:
        places = lookup(index, quotation, _PLACES)
        return [(each.whole and each.kind in _STANDS, each.quote) for each in places]
    document = index.document(library.resolve(index, wanted).id)
    match = find(quotation, document.text)
    return [(match.whole and match.kind in _STANDS, _quote(document, match.span))] if match else []


def _quote(document: Document, span: Span) -> Quote:
    return Quote(document.info, span, span.of(document.text), document.source_map.line(span.start))


def _clip(quote: Quote, note: str | None, tags: Sequence[str]) -> Clip:
    return Clip(
        text=quote.text,
        span=quote.span,
        line=quote.line,
        document=replace(quote.document, description=None, corrected=()),
        note=line("note", note) if note is not None else None,
        tags=tuple(dict.fromkeys(line("tag", tag) for tag in tags)),
        created=datetime.now().astimezone().isoformat(timespec="seconds"),
    )
