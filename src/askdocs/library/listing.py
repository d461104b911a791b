"""Answer a question about the documents themselves with a list of them, from the catalogue."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from askdocs.answering.listing import Known, Listing, listing
from askdocs.citing.dates import parse_date
from askdocs.filtering import is_undated, matches
from askdocs.language.words import bare, content_words, fold, words
from askdocs.model import Answer, DocumentInfo, Filters

if TYPE_CHECKING:
    from askdocs.index import Index


class _Anybody(Known):
    """Knows everybody: what is no question about documents with it is none whatever the library holds."""

    def named(self, name: str) -> tuple[str, ...]:
        return (name,)


def listed(index: Index, question: str, filters: Filters | None = None) -> Answer | None:
    """The documents that a question asks for, newest first, those without a date last; no model is loaded.

    A document mentions what stands in its stored text, its title or a heading, word for word but for case, accents and
    a plural.

    Args:
        index: of the library.
        question: as it was asked.
        filters: which documents may be listed; by default all.

    Returns:
        An answer of the status ``listed``, with no documents where there are none of that kind; None where the
        question asks for something that documents say.
    """
    if listing(question, _Anybody()) is None:
        return None
    infos = [info for info in index.documents() if filters is None or matches(info, filters)]
    known = _known(infos)
    asked = listing(question, known)
    if asked is None:
        return None
    wanted = _filters(asked, known)
    mentioned: list[str] = []
    for phrase in asked.about:
        phrases, ids = _mentioning(index, phrase, literal=asked.literal)
        mentioned += phrases
        infos = [info for info in infos if info.id in ids]
    found = [info for info in infos if matches(info, wanted)]
    undated = sum(is_undated(info, wanted) for info in infos)
    found.sort(key=lambda info: info.path)
    found.sort(key=lambda info: info.published or "", reverse=asked.order != "oldest")
    if asked.order:
        undated += sum(info.published is None for info in found)
        found = [info for info in found if info.published][: 1 if asked.one else None]
    return Answer(
        question=question,
        status="listed",
        confidence=1.0,
        evidence=(),
        listing=tuple(found),
        sought=_told(asked, wanted, mentioned),
        undated=undated,
    )


def _known(infos: Sequence[DocumentInfo]) -> Known:
    return Known(
        authors=sorted({author for info in infos for author in info.authors}),
        sources=sorted({info.source for info in infos if info.source}),
        tags=sorted({tag for info in infos for tag in info.tags}),
    )


def _filters(asked: Listing, known: Known) -> Filters:
    """What is asked for as filters; a name that the library does not know is left for no document to have."""
    names = (*asked.source, *asked.by)
    sources = tuple(name for name in names if name in known.sources)
    authors = tuple(name for name in names if name in known.authors and name not in known.sources)
    unknown = tuple(name for name in names if name not in (*sources, *authors))
    return Filters(
        after=asked.after,
        before=asked.before,
        sources=sources + tuple(name for name in unknown if name in asked.source),
        authors=authors + tuple(name for name in unknown if name in asked.by),
        tags=asked.tags,
    )


def _mentioning(index: Index, phrase: str, *, literal: bool) -> tuple[Sequence[str], Collection[str]]:
    """The ids of the documents that mention a phrase; where none does, and it need not be literal, all its words."""
    spelled = _spelled(phrase)
    whole = " ".join(spelled[1:] if spelled[1:] and spelled[0] in ("the", "a", "an") else spelled)
    found = _saying(index, [whole]) if whole else set()
    apart = content_words(phrase)
    if found or literal or len(apart) < 2:
        return [phrase], found
    together = _saying(index, apart)
    return (apart, together) if together else ([phrase], together)


def _saying(index: Index, phrases: Sequence[str]) -> set[str]:
    """The ids of the documents that have a passage with all of these phrases, each of which stands in its text."""
    quoted = " AND ".join('"{}"'.format(phrase.replace('"', '""')) for phrase in phrases)
    hits = index.search_keywords(f"{{text title heading}} : ({quoted})", index.size)
    found = set()
    for passage in index.passages([hit.key for hit in hits]).values():
        texts = [_spelled(part) for part in (passage.text, passage.heading, passage.document.title) if part]
        if all(any(_stands(_spelled(phrase), text) for text in texts) for phrase in phrases):
            found.add(passage.document.id)
    return found


def _spelled(text: str) -> list[str]:
    return [fold(bare(span.of(text))) for span in words(text)]


def _stands(phrase: Sequence[str], text: Sequence[str]) -> bool:
    """Whether the words of a phrase follow each other in a text; the last may be in the plural, or out of it."""
    *first, last = phrase
    for at in range(len(text) - len(first)):
        if list(text[at : at + len(first)]) == first and text[at + len(first)] in (
            last,
            f"{last}s",
            last.removesuffix("s"),
        ):
            return True
    return False


def _told(asked: Listing, wanted: Filters, mentioned: Sequence[str]) -> str:
    """What is asked for, in the words that follow "8 documents" and "no document"."""
    parts = [f"mentioning {' and '.join(f'“{phrase}”' for phrase in mentioned)}"] if mentioned else []
    parts += [f"by {' or '.join(wanted.authors)}"] if wanted.authors else []
    parts += [f"from {' or '.join(wanted.sources)}"] if wanted.sources else []
    parts += [f"tagged {' and '.join(wanted.tags)}"] if wanted.tags else []
    first, last = (day.day_first if (day := parse_date(limit)) else "" for limit in (asked.after, asked.before))
    if first == last:
        parts += [f"of {first}"] if first else []
    else:
        parts += [f"of {first} or later"] if first else []
        parts += [f"of {last} or earlier"] if last else []
    if asked.order:
        parts.append(f"with a date, the {asked.order}" + ("" if asked.one else " first"))
    return ", ".join(parts)
