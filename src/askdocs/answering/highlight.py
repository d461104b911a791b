"""The words of a sentence that answer, found by rule."""

from __future__ import annotations

import re
from collections.abc import Iterable

from askdocs.answering.clauses import definition, reason
from askdocs.answering.kinds import Expectation, Kind
from askdocs.answering.lists import enumeration
from askdocs.answering.overlap import covered
from askdocs.language.mentions import Mention, MentionKind, mentions
from askdocs.language.quotations import quotations
from askdocs.language.words import content_words, fold, is_function_word, lexicon, words
from askdocs.model import Block
from askdocs.text import Span

_BEFORE_A_PLACE = re.compile(
    r"\b(?:in|near|at|outside|around|inside|across)\s+(?:the\s+)?(?:\w+\s+)?"
    r"(?:(?:city|town|village|capital|port|state)\s+of\s+)?$",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[,;:—–“”\"()]|\b(?:that|which|who|and|but|while|when|after|before|because)\b", re.IGNORECASE)
_GENERIC = lexicon("group company inc ltd plc corp co ag gmbh the of president minister king queen mr mrs ms dr")
_DETERMINERS = lexicon("a an the this that his her its their our your my no any each every of")
_ENDINGS = frozenset(("", "e", "s", "es", "ed", "d", "ing", "ied", "ies", "y", "n", "en"))
_PRONOUNS = lexicon("i you he she it we they this these those who which")
_NO_SUBJECT = lexicon("in on at by for from with to as since during until under over among between after before")
_DECIDES = lexicon("yes no not never none nothing nobody neither nor without only")
_SHORTEST_QUOTATION = 2
_LONGEST_SUBJECT = 9
# Words: what is longer is no subject, but a sentence that the rule did not understand.


def highlight(expected: Expectation, terms: Iterable[str], text: str, sentence: Span) -> Span | None:
    """The words of the expected kind that answer, as far as a rule can tell; rather none than the wrong ones.

    Who did something is the subject of that verb, or what follows its ``by``; why, the clause that gives the reason;
    what is, the predicate; a list, the whole run of things; what somebody said, their own words. Anything else is the
    mention of the expected kind that stands nearest to the question's own words. Of yes or no the sentence decides.

    Args:
        expected: what kinds of words would answer.
        terms: the question's content words.
        text: the document's text.
        sentence: where in it to look.

    Returns:
        None where nothing of an expected kind stands there but what the question itself says.
    """
    weights = dict.fromkeys(terms, 1.0)
    if expected.verb is not None:
        return _agent(expected.verb, weights, text, sentence)
    if expected.kind in (Kind.YES_NO, Kind.SAID, Kind.WHY, Kind.WHAT_IS):
        return _clause(expected, weights, text, sentence)
    run = enumeration(text, sentence) if expected.kind is Kind.LIST else None
    if run:
        return run
    found = _candidates(expected, weights, text, sentence)
    anchors = [word for word in words(text, sentence) if covered(weights, word.of(text))]

    def distance(mention: Mention) -> tuple[int, bool, float]:
        steps = [min(abs(mention.span.start - anchor.end), abs(anchor.start - mention.span.end)) for anchor in anchors]
        shares = bool(covered(weights, mention.span.of(text)))
        return expected.kinds.index(mention.kind), shares, sum(steps) / max(1, len(steps))

    return min(found, key=distance).span if found else None


def shows(expected: Expectation, text: str, words_found: Span) -> bool:
    """Whether words may be marked as the answer: to a question of yes or no a bare name or number is none."""
    if expected.kind is not Kind.YES_NO:
        return True
    named = [mention.span for mention in mentions(text, words_found)]
    others = [place for place in words(text, words_found) if not any(span.contains(place) for span in named)]
    spelled = [fold(place.of(text)) for place in others]
    return any(word in _DECIDES or word.endswith(("n't", "n’t")) or not is_function_word(word) for word in spelled)


def _clause(expected: Expectation, terms: dict[str, float], text: str, sentence: Span) -> Span | None:
    if expected.kind is Kind.WHY:
        return reason(text, sentence)
    if expected.kind is Kind.WHAT_IS:
        topic = content_words(expected.topic or "") or list(terms)
        return definition(topic, text, sentence)
    return _said(text, sentence) if expected.kind is Kind.SAID else None


def _said(text: str, sentence: Span) -> Span | None:
    """The longest quotation of a sentence, if it is more than a word or two."""
    quoted = [quotation.content for quotation in quotations(text, [Block(sentence)])]
    longest = max(quoted, key=lambda span: span.end - span.start, default=None)
    if longest is None or len(words(text, longest)) <= _SHORTEST_QUOTATION:
        return None
    return Span(longest.start, longest.start + len(longest.of(text).rstrip(",")))


def _candidates(expected: Expectation, terms: dict[str, float], text: str, sentence: Span) -> list[Mention]:
    found = [
        mention
        for mention in mentions(text, sentence)
        if mention.kind in expected.kinds and not _repeats(terms, mention.span.of(text))
    ]
    if expected.place:
        found = [mention for mention in found if _BEFORE_A_PLACE.search(text, sentence.start, mention.span.start)]
    return found


def _agent(verb: str, terms: dict[str, float], text: str, sentence: Span) -> Span | None:
    """Who does what a verb says: the words before it in its clause, or a name after its ``by``."""
    places = words(text, sentence)
    spelled = [place.of(text).lower() for place in places]
    at = next((at for at in range(len(places)) if _is_form(verb.lower(), spelled[at], spelled[at - 1 : at])), None)
    if at is None:
        return None
    if spelled[at + 1 : at + 2] == ["by"]:
        after = Span(places[at + 1].end, sentence.end)
        named = [mention.span for mention in mentions(text, after) if mention.kind is MentionKind.NAME]
        return next((span for span in named if not _repeats(terms, span.of(text))), None)
    opening = sentence.start
    for found in _CLAUSE.finditer(text, sentence.start, places[at].start):
        opening = found.end()
    subject = [place for place in places[:at] if place.start >= opening]
    while subject and (is_function_word(subject[-1].of(text)) or subject[-1].of(text).endswith("ly")):
        if subject.pop().of(text).lower() in _PRONOUNS:
            return None
    if not 0 < len(subject) <= _LONGEST_SUBJECT or subject[0].of(text).lower() in _NO_SUBJECT:
        return None
    span = Span(subject[0].start, subject[-1].end)
    return None if _repeats(terms, span.of(text)) else span


def _is_form(verb: str, word: str, before: list[str]) -> bool:
    """Whether a word is a regular form of the verb, and no noun made of it: neither ``inspection`` nor ``a raid``."""
    common = next((at for at, (a, b) in enumerate(zip(verb, word, strict=False)) if a != b), min(len(verb), len(word)))
    ends = verb[common:] in _ENDINGS and word[common:] in _ENDINGS
    return ends and common >= min(3, len(verb)) and not (before and before[0] in _DETERMINERS)


def _repeats(terms: dict[str, float], mention: str) -> bool:
    """Whether a mention says nothing that the question has not said: ``NSO Group`` where it asks of NSO."""
    new = [word.of(mention) for word in words(mention) if not covered(terms, word.of(mention))]
    return len(new) < len(words(mention)) and all(fold(word) in _GENERIC for word in new)
