"""What tells an answering sentence by the kind of question, and stands too seldom in any collection to be fitted."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from askdocs.answering.clauses import definition
from askdocs.answering.kinds import Expectation, Kind
from askdocs.answering.overlap import covered, phrased
from askdocs.language.mentions import Mention, MentionKind, mentions
from askdocs.language.words import content_words, fold, lexicon, words
from askdocs.text import Span

_DEFINED = 2.0
_COUNTED, _MISCOUNTED = 2.0, -3.0
# Logits, by which a sentence is likelier or less likely to answer than its weights say.
_WHOLE, _APART = 1.0, -2.5
_PUT, _NOT_PUT = 3.0, -1.0
_ASKS = lexicon("who whom whose what which when where why how")
_SHORTEST = 4
# Words of a question that is looked for as it stands: `what is it` stands everywhere.
_REACH = 3
# Words after a number, among which is what it counts: "50,000 leaked phone numbers".
_WHETHER = 1.0
# Of 200 questions of XQuAD, and of new_wiki, that a rule put so, .085 and .055 of those of another collection are
# answered with it, .015 and .015 without, and .10 and .095 of the same as they stand; of their own all.
_UNPRICED, _UNTITLED, _UNNUMBERED = -3.0, -1.5, -1.5
_QUANTITIES = lexicon("no none nobody nothing several few many both once twice never rarely every each")
_PRICE = re.compile(
    r"\bhow (?:expensive|much (?:money|cash|do|does|did|is|are|was|were|will|would|has|have|had|can|could|must)\b.*"
    r"\b(?:costs?|prices?d?|pays?|paid|charged?|worth|spen[dt]|earn(?:s|ed)?|fine[ds]?))\b"
    r"|\b(?:price|cost|fee|fine) of\b",
    re.IGNORECASE,
)
_PRICED = re.compile(r"\b(?:free|nothing|million|billion|trillion)\b", re.IGNORECASE)
_TITLED = re.compile(r"who(?:['’]s| is| was) the (?P<title>[^?]+?) (?:of|for|at|in)\b", re.IGNORECASE)
_ASKED = re.compile(r"\bhow\s+many\s+(?P<what>[^?]+)", re.IGNORECASE)


def telling(question: str, expected: Expectation, sentences: Collection[str], *, read: bool) -> list[float]:
    """For each sentence by how many logits it is likelier to answer; ``read`` where the reader read them.

    The reader is less sure of what is asked by yes or no, whether the sentence decides it or not.
    What defines the thing answers ``what is X``; who somebody is, the sentence with all of their title side by side,
    and none without a word of it. Where one sentence has a number of the very thing that is counted, a number of
    something else in another does not answer ``how many X``, nor does a sentence without any; what has no sum of money
    does not say what something costs. And a sentence that puts the question itself says what is known of the answer:
    ``who leaked the list has not been disclosed``.
    """
    of_kind = _of_kind(question, expected, sentences, read)
    puts = [_puts(question, each) for each in sentences]
    if not any(puts):
        return of_kind
    return [shift + (_PUT if put else _NOT_PUT) for shift, put in zip(of_kind, puts, strict=True)]


def _puts(question: str, sentence: str) -> bool:
    """Whether all words of a question that opens with its question word stand side by side in a sentence."""
    asked = [fold(word.of(question)) for word in words(question)]
    spelled = " ".join(fold(word.of(sentence)) for word in words(sentence))
    return len(asked) >= _SHORTEST and asked[0] in _ASKS and f" {' '.join(asked)} " in f" {spelled} "


def _of_kind(question: str, expected: Expectation, sentences: Collection[str], read: bool) -> list[float]:
    if expected.kind is Kind.WHAT_IS:
        topic = content_words(expected.topic or "")
        return [_DEFINED * (definition(topic, each, Span(0, len(each))) is not None) for each in sentences]
    if expected.kind is Kind.YES_NO:
        return [_WHETHER * read] * len(sentences)
    if expected.kind in (Kind.WHO, Kind.KEYWORDS):
        return [a + b for a, b in zip(_phrased(question, sentences), _titled(question, sentences), strict=True)]
    if expected.kind is Kind.HOW_MUCH and _PRICE.search(question):
        return [_UNPRICED * (not _is_priced(each)) for each in sentences]
    found = _ASKED.search(question)
    thing = content_words(found["what"])[:1] if found else []
    if not thing:
        return [0.0] * len(sentences)
    known = [mentions(each) for each in sentences]
    counted = [_counts(thing[0], each, own) for each, own in zip(sentences, known, strict=True)]
    if not any(counted):
        return [_UNNUMBERED * (not _is_numbered(each, own)) for each, own in zip(sentences, known, strict=True)]
    others = dict.fromkeys(set(content_words(question)) - set(thing), 1.0)
    told = [not others or bool(covered(others, each)) for each in sentences]
    # ``30 people`` says nothing of ``how many people NSO employs``, where neither of the other words stands.
    return [_COUNTED * tells if counts else _MISCOUNTED for counts, tells in zip(counted, told, strict=True)]


def _phrased(question: str, sentences: Collection[str]) -> list[float]:
    """Where all words of a title stand side by side in one sentence, one that has them apart tells of others.

    ``France’s defence minister`` is nobody whom ``Israel’s defence minister assured France`` tells of.
    """
    terms = dict.fromkeys(content_words(question), 1.0)
    whole = [len(terms) > 2 and phrased(terms, each) == 1 for each in sentences]
    return [(_WHOLE if each else _APART) if any(whole) else 0.0 for each in whole]


def _titled(question: str, sentences: Collection[str]) -> list[float]:
    """A sentence without a word of the title does not say who holds it."""
    found = _TITLED.match(question.strip())
    title = dict.fromkeys(content_words(found["title"]), 1.0) if found else {}
    return [_UNTITLED * (bool(title) and not covered(title, each)) for each in sentences]


def _is_priced(sentence: str) -> bool:
    """Whether a sum of money, or a share of one, stands in a sentence: ``50,000 phone numbers`` is no price."""
    kinds = {mention.kind for mention in mentions(sentence)}
    return bool(kinds & {MentionKind.MONEY, MentionKind.PERCENT}) or bool(_PRICED.search(sentence))


def _is_numbered(sentence: str, known: Sequence[Mention]) -> bool:
    """Whether a number stands in a sentence, or a word that tells of quantity: ``several``, ``never``."""
    kinds = {mention.kind for mention in known}
    spelled = {fold(word.of(sentence)) for word in words(sentence)}
    return bool(kinds - {MentionKind.NAME} or spelled & _QUANTITIES)


def _counts(thing: str, sentence: str, known: Sequence[Mention]) -> bool:
    """Whether a number of that thing stands in a sentence."""
    places = words(sentence)
    for mention in known:
        if mention.kind is MentionKind.NUMBER:
            after = [place for place in places if place.start >= mention.span.end][:_REACH]
            if after and covered({thing: 1.0}, sentence[after[0].start : after[-1].end]):
                return True
    return False
