"""A question taken apart: what it opens with, what it asks by, its auxiliary, its subject, and the rest.

No grammar of English: the order of words in a question and its function words tell enough. What cannot be told stays in
the rest, so that the parts put together are always the question.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from askdocs.conversation.naming import Named, folded, named
from askdocs.language.speech import speech_verb
from askdocs.language.tenses import is_past
from askdocs.language.words import bare, is_function_word, lexicon

BE = lexicon("is are was were")
DO = lexicon("do does did")
AUXILIARIES = BE | DO | lexicon("has have had can could will would should shall may might must")
DETERMINERS = lexicon("the a an his her its their this that these those any some all both")
PREPOSITIONS = lexicon(
    "about after against at before between by during for from in into near of on over since through to towards under "
    "until with without"
)
PRONOUNS = lexicon("he she it they him them that this these those there you i we one")
_LEAD = re.compile(
    r"(?:(?:and|but|so|or|also|then|ok|okay|well)\b[,\s]*)*(?:(?:please|(?:can|could)\s+you\s+tell\s+me|do\s+you\s+know|tell\s+me)"
    r"\s+(?=(?:\w+\s+)?(?:wh|how)))?",
    re.IGNORECASE,
)
_SHORTENED = re.compile(r"^((?:who|what|where|when|why|how))['’]?s\b(?!\w)", re.IGNORECASE)
_ASKING = lexicon("who whom whose what which when where why how")
_WITH_NOUN = lexicon("what which whose")
_MEASURES = lexicon("long old often far big large soon tall high fast deep heavy come exactly else")
_LONGEST_NOUN = 5


@dataclass(frozen=True, slots=True)
class Parts:
    """A question's parts, as they are written; what it does not have is empty."""

    lead: str = ""
    """``and``, ``but``, ``so``, ``tell me``."""
    wh: str = ""
    """What it asks by, with its preposition and its noun: ``in which city``."""
    noun: str = ""
    """The noun of it: ``city``."""
    aux: str = ""
    subject: str = ""
    """Only where it follows the auxiliary."""
    verb: str = ""
    """Only after ``do``: the verb in its base form."""
    rest: str = ""

    @property
    def asking(self) -> str:
        """The word that it asks by, in lower case: ``which``; empty where none is at its beginning."""
        return next((word for word in folded(self.wh) if word in _ASKING), "")

    @property
    def adverbial(self) -> bool:
        """Whether it asks for a circumstance, so that the clause is whole without what it asks by."""
        words = folded(self.wh)
        counted = words[:2] in (["how", "many"], ["how", "much"])
        return (self.asking in ("when", "where", "why", "how") and not counted) or bool(PREPOSITIONS & set(words[:1]))

    @property
    def clause(self) -> str:
        """Everything after what it asks by."""
        return joined(self.aux, self.subject, self.verb, self.rest)

    @property
    def body(self) -> str:
        """Everything but what it opens with."""
        return joined(self.wh, self.clause)


def joined(*parts: str) -> str:
    """Words put together, without those that are empty."""
    return " ".join(part for part in parts if part)


def plain(question: str) -> str:
    """A question on one line, without its question mark, and with ``who’s`` in two words."""
    return _SHORTENED.sub(r"\1 is", " ".join(question.split()).strip(" ?!.…"))


def taken_apart(question: str, known: Collection[str] = ()) -> Parts:
    """The parts of a question.

    Args:
        question: as it was typed.
        known: names that may stand in it without their capitals.
    """
    typed = plain(question)
    opening = _LEAD.match(typed)
    lead = opening.group() if opening else ""
    body = _SHORTENED.sub(r"\1 is", typed[len(lead) :])
    tokens, name_ends = body.split(), _name_ends(body, named(body, known))
    asked, noun = _asked_by(tokens)
    wh, rest = tokens[:asked], tokens[asked:]
    noun_words = " ".join(tokens[noun:asked])
    if not rest or _key(rest[0]) not in AUXILIARIES:
        return Parts(lead.strip(), " ".join(wh), noun_words, rest=" ".join(rest))
    aux, after = rest[0], rest[1:]
    start = asked + 1
    if not _inverts(wh, noun_words, aux, after):
        return Parts(lead.strip(), " ".join(wh), noun_words, aux, rest=" ".join(after))
    does = _key(aux) in DO
    end = _subject(after, {at - start: end - start for at, end in name_ends.items()}, does=does)
    verb = after[end : end + 1] if does and _is_verb(after[end : end + 1]) else []
    return Parts(
        lead.strip(),
        " ".join(wh),
        noun_words,
        aux,
        " ".join(after[:end]),
        " ".join(verb),
        " ".join(after[end + len(verb) :]),
    )


def _key(token: str) -> str:
    return bare(token.strip('.,;:?!"“”‘’()')).lower()


def _is_function(token: str) -> bool:
    return is_function_word(_key(token)) and not (token.isupper() and len(token) > 1)


def _is_verb(tokens: Sequence[str]) -> bool:
    return bool(tokens) and (not _is_function(tokens[0]) or _key(tokens[0]) in ("have", "do", "be"))


def _name_ends(text: str, found: Sequence[Named]) -> dict[int, int]:
    """By the token that a name begins with, the one after its last."""
    starts = [place.start() for place in re.finditer(r"\S+", text)]
    at = {start: token for token, start in enumerate(starts)}
    return {
        at[name.span.start]: sum(start < name.span.end for start in starts) for name in found if name.span.start in at
    }


def _asked_by(tokens: Sequence[str]) -> tuple[int, int]:
    """Where what a question asks by ends, and where the noun in it begins."""
    keys = [_key(token) for token in tokens]
    at = 1 if len(keys) > 1 and keys[0] in PREPOSITIONS and keys[1] in _ASKING else 0
    if at == len(keys) or keys[at] not in _ASKING:
        return 0, 0
    asking, at = keys[at], at + 1
    counts = asking == "how" and keys[at : at + 1] in (["many"], ["much"])
    if counts or (asking == "how" and at < len(keys) and keys[at] in _MEASURES):
        at += 1
    if not counts and keys[at : at + 1] in (["else"], ["exactly"]):
        at += 1
    if not (counts or asking in _WITH_NOUN):
        return at, at
    return _noun_end(tokens, keys, at, counts=counts, asking=asking), at


def _noun_end(tokens: Sequence[str], keys: Sequence[str], start: int, *, counts: bool, asking: str) -> int:
    of = keys[start : start + 1] == ["of"] and asking in ("which", "how")
    ahead = range(start, min(start + _LONGEST_NOUN + 3 * of, len(keys)))
    first = next((at for at in ahead if keys[at] in AUXILIARIES or (is_past(keys[at]) and not of)), None)
    upto = first if first is not None else len(keys)
    if of:
        return upto if upto in ahead else start
    end = start
    while end < min(upto, start + _LONGEST_NOUN):
        linked = keys[end] == "of" and end > start and end + 1 < upto
        if not linked and _is_function(tokens[end]) and keys[end] != "other":
            break
        if first is None and end > start and _may_be_verb(keys[end - 1], keys[end], counts=counts):
            break
        end += 1
    return end


def _may_be_verb(noun: str, key: str, *, counts: bool) -> bool:
    """Whether a word after a noun is its verb: "which articles mention", "which law governs"."""
    governs = key.endswith("s") and not counts and not noun.endswith("s")
    return governs or speech_verb(key) is not None


def _inverts(wh: Sequence[str], noun: str, aux: str, after: Sequence[str]) -> bool:
    """Whether the subject follows the auxiliary."""
    if not after:
        return False
    asked = Parts(wh=" ".join(wh))
    if _key(aux) in DO or not wh or asked.adverbial:
        return True
    if asked.asking == "how" and not noun:  # "how much was the deal worth"
        return not is_past(_key(after[0]))
    modal = _key(aux) not in BE and not noun and asked.asking in ("what", "whom")
    return modal and not is_past(_key(after[0]))


def _subject(after: Sequence[str], name_ends: dict[int, int], *, does: bool) -> int:
    """Where the subject at the beginning of these words ends."""
    if _key(after[0]) in PRONOUNS and not (_key(after[0]) in DETERMINERS and _is_noun_after(after, does=does)):
        return 1
    at = end = int(_key(after[0]) in DETERMINERS)
    while end < len(after):
        if end in name_ends:
            if does and end > at and _key(after[end - 1]) not in ("and", "of"):
                break  # the object: "did the court withdraw NSO's licence"
            articled = end == at == 1
            end = name_ends[end]
            if articled:
                continue
            if bare(after[end - 1]) != after[end - 1]:  # Netanyahu’s government
                continue
            if end < len(after) and _key(after[end]) == "and" and end + 1 in name_ends:
                end += 1
                continue
            return end
        linked = _key(after[end]) == "of" and end > at
        if (_is_function(after[end]) and not linked) or (not does and end > at and _is_predicate(_key(after[end]))):
            break
        end += 1
    # After "do", the verb is the last of these words, but for an object in the plural.
    if does and end - 2 > at and _key(after[end - 1]).endswith("s") and not _key(after[end - 1]).endswith("ss"):
        end -= 1
    return end - 1 if does and end - 1 > at else end


def _is_predicate(key: str) -> bool:
    return is_past(key) or key == "worth"


def _is_noun_after(after: Sequence[str], *, does: bool) -> bool:
    return len(after) > 1 + does and not _is_function(after[1]) and not is_past(_key(after[1]))
