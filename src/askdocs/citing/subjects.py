"""The subjects of verbs: who does what a verb says, found without a parser.

Three shapes are known besides a mention right before its verb: words between commas (``X, a deckhand, said``), a
name beside a description (``the minister, X, said``) and a relative clause (``X, who added``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from askdocs.citing.noun_phrases import (
    ADVERBS,
    AUXILIARIES,
    BE,
    LINKS,
    PREPOSITIONS,
    Kind,
    Mention,
    MentionKind,
    Token,
    is_adverb,
    mention_at,
    mention_before,
)
from askdocs.language.words import lexicon
from askdocs.text import Span

WINDOW = 40
"""How many tokens away from its verb, or from what is quoted, anything is looked for."""
RELATIVES = lexicon("who which that")
COORDINATORS = lexicon("and but or then")
_ASIDE = 5
_NEGATIONS = lexicon("not never nor neither without")
_SKIPPED = AUXILIARIES | _NEGATIONS | BE
_FRONTING = PREPOSITIONS | ADVERBS | lexicon("as when asked pressed according")
_AFTER_NAME = PREPOSITIONS | LINKS


def subject_before(line: Sequence[Token], verb: int, start: int) -> Mention | None:
    """Who does a verb: the mention before it, over adverbs, a relative clause or words between commas.

    ``X, a deckhand, said``; ``the minister, X, said``; ``X, who added``. Nobody, where the verb is negated or passive.
    """
    end = verb
    while end > start and (line[end - 1].low in _SKIPPED or is_adverb(line[end - 1])):
        end -= 1
        if line[end].low in _NEGATIONS | BE or line[end].low.endswith(("n’t", "n't")):
            return None
    if end == start:
        return None
    if line[end - 1].text == ",":
        return _over_commas(line, start, end - 1)
    if line[end - 1].low in RELATIVES:
        end -= 1
        if end > start and line[end - 1].text == ",":
            end -= 1
    return _named_by_commas(line, start, end)


def _over_commas(line: Sequence[Token], start: int, closing: int) -> Mention | None:
    """The mention before ``, …,`` whose second comma is token ``closing``."""
    opening = closing - 1
    while opening > max(start, closing - WINDOW) and line[opening].text != ",":
        if line[opening].kind is Kind.QUOTATION:
            return None
        opening -= 1
    if opening <= start or line[opening].text != ",":
        return None
    before = mention_before(line, start, opening)
    if before is None:
        return None
    return _joined(line, before, opening + 1, closing)


def _joined(line: Sequence[Token], before: Mention, first: int, last: int) -> Mention:
    """A mention with what stands beside it in tokens ``first`` to ``last``: a name wins over a description."""
    beside = mention_at(line, first, last)
    whole = Span(line[first].span.start, line[last - 1].span.end)
    is_name = before.kind is MentionKind.DESCRIPTION and beside and beside.kind is MentionKind.NAME
    if is_name and beside and (beside.last == last or line[beside.last].low in _AFTER_NAME):
        return replace(beside, first=before.first, last=last, description=before.span)
    if before.kind is MentionKind.PRONOUN:
        return before
    return replace(before, last=last, description=before.description or whole)


def _named_by_commas(line: Sequence[Token], start: int, end: int) -> Mention | None:
    """The mention that ends before ``end``, described by one before a comma: ``its chair, X``."""
    found = mention_before(line, start, end)
    if found and found.kind is MentionKind.NAME and found.first > start + 1 and line[found.first - 1].text == ",":
        described = mention_before(line, start, found.first - 1)
        is_lead = described and described.kind is MentionKind.DESCRIPTION and described.last == found.first - 1
        if described and is_lead and found.description is None and line[described.first].low not in ("in", "on"):
            return replace(found, first=described.first, description=described.span)
    return found


def with_apposition(line: Sequence[Token], found: Mention | None, limit: int) -> Mention | None:
    """A mention with what follows it between commas, or up to the end of the clause."""
    if found is None:
        return None
    comma = found.last
    if (
        found.kind is MentionKind.DESCRIPTION
        and comma < limit
        and (is_adverb(line[comma]) or line[comma].low in PREPOSITIONS)
    ):
        while comma < min(limit, found.last + _ASIDE) and line[comma].text != ",":
            comma += 1
    if comma >= limit or line[comma].text != ",":
        return found
    first = last = comma + 1
    while last < limit and line[last].text != ",":
        last += 1
    return _joined(line, found, first, last) if last > first and _describes(line, found, first, limit) else found


def _describes(line: Sequence[Token], found: Mention, first: int, limit: int) -> bool:
    """Whether the words after a mention's comma are about whoever it is of."""
    if line[first].low in ("who", "whose", "which"):
        return True
    beside = mention_at(line, first, limit)
    return beside is not None and beside.kind is not MentionKind.PRONOUN and beside.kind is not found.kind


def subject_of_sentence(line: Sequence[Token], start: int, limit: int) -> Mention | None:
    """The mention at the beginning of a sentence, after words that a comma sets off from it."""
    first, limit = start, min(limit, start + WINDOW)
    if first < limit and line[first].low in _FRONTING:
        while first < limit and line[first].text != ",":
            first += 1
        first += 1
    while first < limit and line[first].low in COORDINATORS:
        first += 1
    return with_apposition(line, mention_at(line, first, limit), limit) if first < limit else None
