"""How many of several quotes have it from somebody else than the others.

Two quotes are of one source where they are of one document or one publication, where one is a copy of the other, or
where they credit the same origin. Whether they are is told generously: a second source that is none is a false proof.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import combinations

from askdocs.language.credits import credited
from askdocs.language.names import key_words, same
from askdocs.language.words import fold, words
from askdocs.model import Document, Evidence
from askdocs.text import Span

_SHINGLE = 3  # words
_COPIED, _COPIED_AROUND = 0.5, 0.35
# The share of the shorter text's runs of three words that the other has: of the quotes, and of what surrounds them.
_AROUND = 400  # characters on each side of a quote
_ENOUGH = 12  # words, of which surroundings must have as many to be compared
_AGENCY = re.compile(
    r"\((Reuters|AP|AFP|dpa|ANSA|TASS|Xinhua|UPI|EFE|PA|[A-Z]{3,9})\)\s?[–—-]|\A[^\n]{0,60}\((\w+)\)\s[–—-]"
)


def sources(evidence: Sequence[Evidence], documents: Mapping[str, Document] | None = None) -> int:
    """The number of independent sources among quotes; 0 where there are none.

    Args:
        evidence: the quotes.
        documents: the documents that they are of, by id, as far as they are at hand: what surrounds the quotes is then
            compared too.
    """
    origins = [_Origin(each, (documents or {}).get(each.quote.document.id)) for each in evidence]
    heads = list(range(len(origins)))
    for one, other in combinations(range(len(origins)), 2):
        if heads[one] != heads[other] and origins[one].depends(origins[other]):
            heads = [heads[one] if head == heads[other] else head for head in heads]
    return len(set(heads))


class _Origin:
    """Where a quote has it from."""

    def __init__(self, evidence: Evidence, document: Document | None) -> None:
        info, quote = evidence.quote.document, evidence.quote
        highlight = evidence.highlight or Span(quote.span.start, quote.span.start)
        answer = Span(highlight.start - quote.span.start, highlight.end - quote.span.start)
        self.document = info.id
        self.published_by = {fold(info.source)} if info.source else set[str]()
        self.shingles = _shingles(quote.text)
        self.around = _around(document, quote.span) if document else frozenset[str]()
        agency = _AGENCY.search(document.text[:300] if document else quote.text)
        bylines = [info.source, *info.authors, *(agency.groups() if agency else ())]
        self.signed = [name for name in bylines if name]
        self.credited = credited(quote.text, answer)

    def depends(self, other: _Origin) -> bool:
        """Whether the two are of one source."""
        if self.document == other.document or self.published_by & other.published_by:
            return True
        if _share(self.shingles, other.shingles) >= _COPIED or _share(self.around, other.around) >= _COPIED_AROUND:
            return True
        mine, yours = {*self.credited, *self.signed}, {*other.credited, *other.signed}
        return any(_one_origin(name, each) for name in mine for each in yours)


def _one_origin(one: str, other: str) -> bool:
    return fold(one) == fold(other) or (bool(key_words(one)) and same(one, other))


def _around(document: Document, quote: Span) -> frozenset[str]:
    """The runs of words around a quote, within the document."""
    before = document.text[max(0, quote.start - _AROUND) : quote.start]
    after = document.text[quote.end : quote.end + _AROUND]
    if len(words(before)) + len(words(after)) < _ENOUGH:
        return frozenset()
    return _shingles(before) | _shingles(after)


def _shingles(text: str) -> frozenset[str]:
    """Runs of three words, folded; of a shorter text, all its words as one."""
    folded = [fold(word.of(text)) for word in words(text)]
    runs = range(max(1, len(folded) - _SHINGLE + 1)) if folded else ()
    return frozenset(" ".join(folded[at : at + _SHINGLE]) for at in runs)


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of the smaller set that the other has too; 0 where one is empty."""
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0
