"""Clauses of speech around a quotation: who does the verb, and to whom.

Each finder looks in one place (after the quotation, before it, at the end of its sentence) and returns nothing
where the words there are not plainly a clause of speech. No finder looks further than forty tokens.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from askdocs.citing.noun_phrases import (
    AUXILIARIES,
    BE,
    DAYS,
    PREPOSITIONS,
    Ending,
    Kind,
    Mention,
    MentionKind,
    Token,
    is_adverb,
    is_person,
    is_plural,
    mention_at,
)
from askdocs.citing.subjects import (
    COORDINATORS,
    RELATIVES,
    WINDOW,
    subject_before,
    subject_of_sentence,
    with_apposition,
)
from askdocs.language.speech import Role, SpeechVerb, Tense, speech_verb
from askdocs.language.words import lexicon
from askdocs.text import Span

_NAMING_DISTANCE = 12
_NEAR = 4
_AFTER_VERB = PREPOSITIONS | DAYS
_TURNS = lexicon("but while whereas although though")
# Before a quotation these make it a name, a title or a word that is talked about: nobody says it.
_NAMING_ONLY = lexicon(
    "so-called titled entitled dubbed nicknamed named called labelled labeled branded word words term phrase slogan "
    "title headline reading spelled spelt marked"
)
# Their words are nobody's in particular.
_OBJECTS = lexicon(
    "banner sign placard plaque poster sticker headline screen label leaflet board graffiti t-shirt card"
)
# Whoever owns one of these speaks in it: "Orbwell's statement read".
STATEMENTS = lexicon(
    "statement post tweet email e-mail message note blog answer reply response letter words comment speech"
)


@dataclass(frozen=True, slots=True)
class Clause:
    """Somebody saying something: tokens of a paragraph."""

    subject: Mention
    verb: Span | None = None
    """None for ``according to``."""
    addressee: Mention | None = None


def after(line: Sequence[Token], quoted: int) -> Clause | None:
    """The clause that follows a quotation: ``“…,” said X``, ``“…,” X told Y``, ``“…,” according to X``."""
    start, ending = quoted + 1, line[quoted].ending
    if start < len(line) and line[start].text == "," and ending is not Ending.STOP:
        start += 1
    elif ending in (Ending.BARE, Ending.STOP):
        return None
    limit = _limit(line, start)
    while start < limit and is_adverb(line[start]):
        start += 1
    if start >= limit:
        return None
    return _sourced(line, start, limit) or _inverted(line, start, limit) or _direct(line, start, limit)


def _limit(line: Sequence[Token], start: int) -> int:
    """Where the words end that can belong to the clause beginning at ``start``."""
    at = start
    while at < min(len(line), start + WINDOW):
        if line[at].kind is Kind.QUOTATION or line[at].text in ".!?;:()":
            return at
        at += 1
    return at


def _sourced(line: Sequence[Token], at: int, limit: int) -> Clause | None:
    """``according to X`` or ``in the words of X`` beginning at a token."""
    words = [token.low for token in line[at : at + 4]]
    if words[:2] == ["according", "to"]:
        at += 2
    elif words == ["in", "the", "words", "of"]:
        at += 4
    else:
        return None
    subject = with_apposition(line, mention_at(line, at, limit), limit)
    return Clause(subject) if subject else None


def _inverted(line: Sequence[Token], at: int, limit: int) -> Clause | None:
    """``said X``; never ``said it``, which has another subject."""
    verb = _finite(line, at, Tense.PAST, Tense.PRESENT)
    if verb is None or verb.role is Role.NAMES:
        return None
    first = at + 1
    subject = mention_at(line, first, limit)
    while subject is None and first < min(limit, at + 3) and (is_adverb(line[first]) or line[first].low == "in"):
        first += 1
        subject = mention_at(line, first, limit)
    if subject is None or subject.head in ("it", "they"):
        return None
    subject = with_apposition(line, subject, limit)
    return Clause(subject, line[at].span) if subject else None


def _direct(line: Sequence[Token], start: int, limit: int) -> Clause | None:
    """``X said``, with nothing between the quotation and X."""
    for at in range(start + 1, limit):
        clause = _clause(line, at, start, limit)
        if clause and clause.subject.first == start:
            return clause
    return None


def _finite(line: Sequence[Token], at: int, *tenses: Tense) -> SpeechVerb | None:
    verb = _verb(line, at)
    return verb if verb and verb.tense in tenses else None


def _verb(line: Sequence[Token], at: int) -> SpeechVerb | None:
    """The verb of speech that token ``at`` is, alone or with the next one: ``put in``, ``put it``."""
    if line[at].kind is not Kind.WORD:
        return None
    if line[at].low in ("put", "puts") and at + 1 < len(line) and line[at + 1].low in ("in", "it"):
        return SpeechVerb("put", Role.REPORTS, Tense.PAST, addressed=False)
    return speech_verb(line[at].text)


def _clause(line: Sequence[Token], at: int, start: int, limit: int) -> Clause | None:
    """The clause whose finite verb is token ``at`` and whose subject stands before it, not before ``start``."""
    verb = _finite(line, at, Tense.PAST, Tense.PRESENT, Tense.BASE)
    if verb is None or (verb.role is Role.NAMES and line[at].text[0].isupper()):
        return None
    subject = subject_before(line, at, start)
    if subject is None or (verb.tense is Tense.BASE and not _takes_base(line, at, subject)):
        return None
    return Clause(subject, line[at].span, _addressee(line, at, verb, limit))


def _takes_base(line: Sequence[Token], at: int, subject: Mention) -> bool:
    """Whether ``say`` goes with its subject: ``experts say``, ``she would say``."""
    return line[at - 1].low in AUXILIARIES or subject.head == "they" or is_plural(subject.head)


def _addressee(line: Sequence[Token], at: int, verb: SpeechVerb, limit: int) -> Mention | None:
    return mention_at(line, at + 1, limit) if verb.addressed else None


def before(line: Sequence[Token], quoted: int, start: int) -> Clause | None:
    """The clause of speech before a quotation in its sentence, which begins at token ``start``."""
    if is_named_only(line, quoted, start):
        return None
    sentence, start = start, max(start, quoted - WINDOW)
    for at in range(quoted - 1, start - 1, -1):
        if line[at].text == ";" or (line[at].low in _TURNS and at > start and line[at - 1].text == ","):
            return _turned(line, at, quoted, sentence)
        verb = _verb(line, at)
        if verb is None or (verb.role is Role.NAMES and quoted - at > _NAMING_DISTANCE):
            continue
        if _is_passive(line, at, start):
            if verb.role is Role.NAMES or quoted - at <= _NEAR:
                return _passive(line, at, quoted)
            continue
        clause = _leading(line, at, verb, (sentence, start), quoted)
        if clause:
            return None if _is_object(clause.subject, verb) else clause
    return _sourced_at_start(line, quoted, start)


def _turned(line: Sequence[Token], turn: int, quoted: int, sentence: int) -> Clause | None:
    """``X did this, but said “…”``: the verb follows the turn; what is left of it belongs to another clause."""
    at = turn + 1
    verb = _finite(line, at, Tense.PAST, Tense.PRESENT) if at < quoted else None
    subject = subject_of_sentence(line, sentence, quoted) if verb else None
    return Clause(subject, line[at].span) if subject else None


def _leading(line: Sequence[Token], at: int, verb: SpeechVerb, starts: tuple[int, int], quoted: int) -> Clause | None:
    """A clause whose verb leads to the quotation; ``starts`` are where its sentence begins, and where to stop."""
    sentence, start = starts
    previous = line[at - 1].low if at > start else ""
    if verb.tense is Tense.PARTICIPLE:
        if previous == "as" and verb.lemma == "say":
            return _quoted_as_saying(line, at, start)
        subject = subject_of_sentence(line, sentence, quoted) if previous == "," or at == quoted - 1 else None
    elif previous in COORDINATORS and not (at > start + 1 and line[at - 2].low in COORDINATORS):
        subject = subject_of_sentence(line, sentence, quoted)
    elif previous == "to":
        went_on = [token.low for token in line[max(start, at - 3) : at]] == ["went", "on", "to"]
        subject = subject_before(line, at - 3, start) if went_on else None
    else:
        return _clause(line, at, start, quoted) or (_inverted(line, at, quoted) if previous == "," else None)
    return Clause(subject, line[at].span, _addressee(line, at, verb, quoted)) if subject else None


def _is_passive(line: Sequence[Token], at: int, start: int) -> bool:
    while at > start and (is_adverb(line[at - 1]) or line[at - 1].low == "so"):
        at -= 1
    return at > start and line[at - 1].low in BE


def _passive(line: Sequence[Token], at: int, quoted: int) -> Clause | None:
    """``was described by X as “…”``."""
    if at + 1 < quoted and line[at + 1].low == "by":
        subject = with_apposition(line, mention_at(line, at + 2, quoted), quoted)
        return Clause(subject, line[at].span) if subject else None
    return None


def _quoted_as_saying(line: Sequence[Token], at: int, start: int) -> Clause | None:
    for quoted_at in range(at - 1, max(start, at - 12), -1):
        if line[quoted_at].low == "quoted" and line[quoted_at - 1].low in BE:
            subject = subject_before(line, quoted_at - 1, start)
            return Clause(subject, line[at].span) if subject else None
    return None


def _is_object(subject: Mention, verb: SpeechVerb) -> bool:
    return subject.head in _OBJECTS and verb.lemma in ("read", "say")


def is_named_only(line: Sequence[Token], quoted: int, start: int) -> bool:
    """Whether the word before a quotation makes it a name or a word that is talked about."""
    words = [token.low for token in line[max(start, quoted - 2) : quoted]]
    if words[-2:] == ["known", "as"] or words[-2:] == ["referred", "as"]:
        return True
    if not words or words[-1] not in _NAMING_ONLY:
        return False
    verb = speech_verb(words[-1])
    return verb is None or verb.tense is not Tense.PAST or subject_before(line, quoted - 1, start) is None


def _sourced_at_start(line: Sequence[Token], quoted: int, start: int) -> Clause | None:
    for at in range(start, quoted):
        clause = _sourced(line, at, quoted)
        if clause:
            return clause
    if quoted > start and line[quoted - 1].text == ":":
        subject = subject_of_sentence(line, start, quoted)
        if subject and (subject.head in STATEMENTS or is_person(subject, line)):
            return Clause(subject)
    return None


def at_end(line: Sequence[Token], quoted: int, end: int) -> Clause | None:
    """The clause that closes a quotation's sentence, as in ``the plan was “…” from the start, X said``."""
    end = min(end, quoted + WINDOW)
    for at in range(quoted + 1, end):
        if line[at].kind is Kind.QUOTATION or line[at].text in ";:":
            return None
        clause = _sourced(line, at, end) or _after_comma(line, at, quoted, end)
        if clause:
            return clause
    return None


def _after_comma(line: Sequence[Token], at: int, quoted: int, end: int) -> Clause | None:
    verb = _finite(line, at, Tense.PAST, Tense.PRESENT)
    if verb is None or verb.role is Role.NAMES:
        return None
    if line[at - 1].text == ",":
        clause = _inverted(line, at, end)
        if clause:
            return clause
    clause = _clause(line, at, quoted + 1, end)
    if clause is None or not _sets_off(line, clause.subject):
        return None
    following = clause.addressee.last if clause.addressee else at + (2 if verb.lemma == "put" else 1)
    closed = following >= end or line[following].kind is Kind.SIGN
    return clause if closed or line[following].low in _AFTER_VERB or is_adverb(line[following]) else None


def _sets_off(line: Sequence[Token], subject: Mention) -> bool:
    """Whether a subject follows a comma, or is X in ``as X put it``."""
    previous = line[subject.first - 1].text
    return previous == "," or (previous == "as" and subject.kind is not MentionKind.DESCRIPTION)


def first(line: Sequence[Token], start: int, end: int) -> Clause | None:
    """The first clause of speech in a sentence without a quotation: ``the mayor said that he understood``."""
    for at in range(start + 1, min(end, start + WINDOW)):
        clause = _clause(line, at, start, end) if line[at - 1].low not in RELATIVES else None
        if clause and _finite(line, at, Tense.PAST, Tense.PRESENT):
            return clause
    return None


def reported(line: Sequence[Token], start: int, end: int) -> Clause | None:
    """The clause of speech of a sentence, whether it quotes or not: also ``according to X`` anywhere in it."""
    clause = first(line, start, end)
    sourced = (_sourced(line, at, end) for at in range(start, min(end, start + WINDOW)))
    return clause or next((each for each in sourced if each), None)
