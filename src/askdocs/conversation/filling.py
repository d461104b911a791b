"""Questions of a few words, filled up from the one before: "when?", "and in France?", "what about the ministry?"."""

from __future__ import annotations

import re
from collections.abc import Collection

from askdocs.conversation.naming import Named, Sort, folded, named, sort_of
from askdocs.conversation.parts import DETERMINERS, PREPOSITIONS, Parts, joined
from askdocs.conversation.past import Past
from askdocs.conversation.phrases import Phrase
from askdocs.language.dates import dates
from askdocs.language.names import is_organisation, is_title, names
from askdocs.language.tenses import is_past
from askdocs.language.words import content_words, fold, is_function_word, lexicon

_HAPPENED = re.compile(
    r"(?:did|does|was|is|were|has|had|will|would)\s(?:that|this|it)\s(?:all\s)?(?:happen(?:ed)?|be|take\splace)"
    r"|(?:was|is)\s(?:that|this)(?:\sexactly)?|was\sit|exactly|then|so",
    re.IGNORECASE,
)
_INCOMPLETE = lexicon("react respond reply comment answer")
_TIME = re.compile(
    r"(?:(?:the|this|last|next|that)\s)+(?:year|month|week|day|time|season|summer|winter)(?:\s(?:before|after))?",
    re.IGNORECASE,
)
_DATED = re.compile(r"(?:in|on|since|before|after|until|by|from|of)\s(?:the\s)?$", re.IGNORECASE)
_SINGULAR = {"are": "is", "were": "was", "have": "has", "do": "does"}


def added(question: str, past: Past) -> str:
    """A question with the topic of the one before it in brackets: where the two cannot be made one."""
    return f"{question} ({past.statement})" if past.statement else question


def asked_anew(parts: Parts, past: Past) -> str:
    """The question before, asked by other words: ``when``, ``in which city``, ``who else``, ``how many people``."""
    before = past.parts
    if not before.wh and not before.aux:
        return added(parts.wh, past)
    counts = _counts(parts)
    if parts.adverbial and not counts:
        return _when(parts.wh, past)
    if before.wh and not before.adverbial and not (counts and before.asking != "how" and not parts.noun):
        if counts and not parts.noun:
            return before.body
        alone = past.by_subject and parts.asking in ("who", "what")
        aux = _SINGULAR.get(before.aux, before.aux) if alone else before.aux
        return joined(parts.wh, aux, before.subject, before.verb, before.rest)
    return added(parts.wh, past)


def _counts(parts: Parts) -> bool:
    return any(pair in (["how", "many"], ["how", "much"]) for pair in (folded(parts.wh)[:2], folded(parts.wh)[1:3]))


def _when(wh: str, past: Past) -> str:
    before = past.parts
    if past.by_subject and before.aux:
        return joined(wh, before.aux, past.subject, before.rest)
    if past.by_subject and not before.rest:  # "which mill"
        return added(wh, past)
    if past.by_subject:
        was = "was" if is_past(before.rest.split()[0]) else "is"
        return f"{wh} {was} it that {past.statement}"
    clause = (wh, before.aux.lower(), before.subject, before.verb)
    if before.asking == "what" and before.verb and not before.noun and not past.object:
        stranded = fold(before.rest) in PREPOSITIONS  # "what did they talk about"
        return joined(*clause, before.rest, "that") if stranded else joined(*clause, "that", before.rest)
    return joined(*clause, past.object, before.rest)


def substituted(words: str, past: Past, known: Collection[str]) -> str:
    """The question before, with other words for those in it that are of their kind."""
    body = past.parts.body
    time = _time(words)
    if time or fold(words.split()[0]) in PREPOSITIONS:
        return _circumstance(time or words, past)
    target = _target(words, past, known)
    if target is None:
        return added(words, past)
    start = target.span.start
    return joined(body[:start].rstrip(), words) + body[target.span.end :] if start else words + body[target.span.end :]


def _time(words: str) -> str:
    """Words that are a time, as a circumstance: ``in 2019``, ``the year before``; empty where they are none."""
    if re.fullmatch(r"(?:1\d|20)\d\d", words):
        return f"in {words}"
    if _TIME.fullmatch(words) or any(span == (0, len(words)) for span, _ in dates(words)):
        return words
    return ""


def _circumstance(words: str, past: Past) -> str:
    """With a circumstance such as ``in Paris`` in the place of one like it, or at the end."""
    body = past.parts.body
    if _time(words) or any(True for _ in dates(words)):
        for span, _ in dates(body):
            start = _DATED.search(body[: span.start])
            return joined(body[: start.start() if start else span.start].rstrip(), words) + body[span.end :]
        return joined(body, words)
    preposition = fold(words.split()[0])
    for phrase in past.phrases:
        if phrase.preposition == preposition:
            start_at = phrase.span.start - len(preposition) - 1
            return joined(body[:start_at].rstrip(), words) + body[phrase.span.end :]
    return joined(body, words)


def _target(words: str, past: Past, known: Collection[str]) -> Phrase | None:
    own = named(words, known)
    found = list(past.phrases)
    alike = [phrase for phrase in found if _head(phrase.text) == _head(words)]
    subject = next((phrase for phrase in found if phrase.subject), None)
    if alike:
        return alike[0]
    if not _is_common(words) and not (own and own[0].span.end < len(words)):
        return _named_target(own[0] if own else None, words, found)
    common = [phrase for phrase in found if phrase.name is None]
    plural = [phrase for phrase in common if phrase.plural]
    if fold(words.split()[0]) in DETERMINERS or own:
        acts = is_organisation(_head(words)) or is_title(_head(words))
        if acts and subject:
            return subject
        many = words.endswith("s")
        articled = sorted((phrase for phrase in common if not phrase.bare), key=lambda each: each.plural is not many)
        return next(iter(articled), subject)
    asked = [phrase for phrase in plural if phrase.asked and not phrase.text.startswith("of ")]
    return next(iter([*asked, *(phrase for phrase in plural if phrase.bare and not phrase.asked), *plural]), subject)


def _is_common(words: str) -> bool:
    """Whether words without a capital are a common noun: with an article, or in the plural."""
    return fold(words.split()[0]) in DETERMINERS or words.rstrip().endswith("s")


def _head(words: str) -> str:
    keys = folded(words)
    return keys[-1].removesuffix("s") if keys else ""


def _named_target(own: Named | None, words: str, found: list[Phrase]) -> Phrase | None:
    sort = own.sort if own else sort_of(words)
    best: tuple[float, Phrase] | None = None
    for phrase in found:
        if phrase.name is None:
            continue
        theirs = phrase.name.sort
        alike = 2.0 if theirs is sort else 1.0 if Sort.OPEN in (theirs, sort) else 0.5
        score = alike + 0.6 * phrase.subject
        if best is None or score > best[0]:
            best = score, phrase
    if best:
        return best[1]
    common = [phrase for phrase in found if phrase.name is None]
    return next((phrase for phrase in common if phrase.subject), next(iter(common), None))


def completed(parts: Parts, past: Past) -> str | None:
    """A question without what its verb needs: "and how did the ministry respond?"."""
    before = past.parts
    same = bool(parts.verb) and parts.verb.lower() == before.verb.lower()
    if same and before.rest and parts.rest.lower() in ("", "his", "hers", "theirs"):
        return joined(parts.wh, parts.aux, parts.subject, parts.verb, before.rest)
    return added(parts.body, past) if parts.verb.lower() in _INCOMPLETE and not parts.rest else None


def counted(parts: Parts, past: Past) -> str | None:
    """A question for a number of things that it does not name, with the noun of the one before."""
    if not is_uncounted(parts):
        return None
    noun = past.parts.noun.removeprefix("of ") if past.parts.noun.endswith("s") else ""
    noun = noun or next((phrase.text for phrase in past.phrases if phrase.plural), "")
    asked = joined(parts.wh, re.sub(r"^the\s", "of the ", noun), parts.clause)
    if noun and not content_words(parts.clause):
        return added(asked, past)
    return asked if noun else None


def is_uncounted(parts: Parts) -> bool:
    """Whether a question for a number does not say of what: "how many were infected"."""
    first = folded(parts.clause)[:1]
    counts = folded(parts.wh)[-2:] == ["how", "many"]
    return bool(counts and not parts.noun and first and (parts.aux or is_past(first[0])))


def is_bare(parts: Parts) -> bool:
    """Whether a question is no more than what it asks by: ``when``, ``in which city``, ``how many journalists``."""
    if not parts.wh or not parts.clause:
        return bool(parts.wh) and not any(names(parts.noun))
    return _HAPPENED.fullmatch(parts.clause) is not None and (parts.adverbial or parts.asking == "how")


def in_place(parts: Parts) -> str | None:
    """What is to take the place of something in the question before: ``X`` of "what about X", "and X"."""
    body = parts.body
    about = re.fullmatch(r"(?:what|how)\s(?:about|of)\s(?P<words>.+)", body, re.IGNORECASE)
    words = about["words"] if about else body
    if not about and (parts.wh or parts.aux or len(words.split()) > 6):
        return None
    opens = fold(words.split()[0]) if words else ""
    if not words or (not about and not parts.lead and opens not in PREPOSITIONS):
        return None
    if not about and any(is_past(fold(word)) for word in words.split()[1:]):
        return None
    return None if all(map(is_function_word, words.split())) else words
