"""What a question means after the turns before it.

No model is asked. A question leans on what was said where it is elliptical ("when?", "and in France?", "who else?"), or
where a pronoun means nothing within it. Then the topic, the names and the documents of the turn before carry over. Any
other question names its own topic and stays as it was typed.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from askdocs.conversation.filling import (
    added,
    asked_anew,
    completed,
    counted,
    in_place,
    is_bare,
    is_uncounted,
    substituted,
)
from askdocs.conversation.leaning import Leaning, Pronoun, leaning
from askdocs.conversation.naming import folded, named
from askdocs.conversation.parts import BE, DO, Parts, plain, taken_apart
from askdocs.conversation.past import Past, looking_back
from askdocs.conversation.referring import meaning
from askdocs.conversation.turn import Turn
from askdocs.language.speech import Role, speech_verb
from askdocs.language.words import content_words, fold, lexicon
from askdocs.model import DocumentInfo
from askdocs.text import harmless

_EVENTFUL = lexicon(
    "announced reported confirmed denied revealed disclosed admitted mentioned planned expected known arranged legal "
    "scheduled allowed true"
)
_ALSO_OF_THINGS = lexicon("write read find order offer text post tweet stress")
_LASTING = lexicon("last happen start begin take end")
_LONGEST = 400
# Characters of a full question.
_OWN = lexicon("i we my our")
_LIGHT = lexicon("people person man woman thing things name time happen happened reason result outcome total")
# Content words that make no topic.


@dataclass(frozen=True, slots=True)
class Followed:
    """A question in full."""

    question: str
    """As it was typed, where it leans on nothing."""
    documents: tuple[DocumentInfo, ...] = ()
    """Those just cited, where it leans on the turns before."""
    brief: str = ""
    """The question without its topic, where it says too little to be one and the documents just cited give it that."""


def followed(asked: str, turns: Sequence[Turn]) -> Followed:
    """What a question means after the turns before it.

    Args:
        asked: as it was typed.
        turns: the earlier ones of the conversation, in their order.
    """
    if not turns or not plain(asked):
        return Followed(asked)
    pasts, known = looking_back(turns)
    full = _full(asked, pasts, known)
    parts = taken_apart(asked, known)
    if full is None and not _is_thin(parts, known):
        return Followed(asked)
    if full is None:
        return Followed(_bounded(added(parts.body, pasts[0]), asked), _cited(turns[-1]), f"{parts.body}?")
    return Followed(_bounded(full, asked), _cited(turns[-1]))


def _bounded(full: str, asked: str) -> str:
    # A question that grew from turn to turn is a topic no more; and the words of an answer may hold anything.
    return f"{harmless(full)}?" if len(full) <= _LONGEST else asked


def _cited(turn: Turn) -> tuple[DocumentInfo, ...]:
    """The documents of a turn's quotes, or of its list, each once."""
    answer = turn.answer
    infos = [evidence.quote.document for evidence in answer.evidence] or answer.listing
    return tuple({info.path: info for info in infos}.values())


def _full(asked: str, pasts: Sequence[Past], known: Collection[str]) -> str | None:
    """The question in full; None where nothing in it leans on what was said."""
    parts = taken_apart(asked, known)
    words = None if is_bare(parts) else in_place(parts)
    if words or is_bare(parts):
        full = substituted(_meant(words, pasts, known), pasts[0], known) if words else asked_anew(parts, pasts[0])
        return full if full.endswith(")") or not pasts[0].topic else f"{full} ({pasts[0].topic})"
    pronouns = leaning(parts.body, known)
    if pronouns:
        return _resolved(parts.body, pronouns, pasts, known)
    return completed(parts, pasts[0]) or counted(parts, pasts[0])


def _meant(words: str, pasts: Sequence[Past], known: Collection[str]) -> str:
    """Words with what their pronouns mean, as far as the turns tell."""
    for pronoun in reversed(leaning(words, known)):
        meant = meaning(pronoun, pasts, known)
        words = words if meant is None else words[: pronoun.span.start] + meant + words[_end(words, pronoun) :]
    return words


def _resolved(body: str, pronouns: Sequence[Pronoun], pasts: Sequence[Past], known: Collection[str]) -> str:
    """The question with what its pronouns mean; the topic in brackets for those that the turns do not tell."""
    untold, event = False, ""
    for pronoun in reversed(pronouns):
        if _is_of_event(body, pronoun):
            event = pasts[0].clause if body.lower().startswith(tuple(BE)) else ""
            untold = untold or not event
            continue
        said = _is_said(body, pronoun)
        meant = _told(body, pronoun, pasts[0]) if said else meaning(pronoun, pasts, known)
        if meant is None:
            untold = untold or not pronoun.weak
            continue
        body = body[: pronoun.span.start] + meant + body[_end(body, pronoun) :]
        # "Is 55 million a lot": the number alone is no topic.
        untold = untold or (pronoun.leaning is Leaning.THAT and not pronoun.noun and meant == pasts[0].answer)
    body = f"{body} that {event}" if event else body
    parts = taken_apart(body, known)
    filled = counted(parts, pasts[0])
    return added(filled or body, pasts[0]) if untold or (is_uncounted(parts) and not filled) else filled or body


def _end(body: str, pronoun: Pronoun) -> int:
    """Where what a pronoun's meaning takes the place of ends: after its noun, where it has one."""
    if pronoun.noun:
        return body.lower().index(pronoun.noun, pronoun.span.end) + len(pronoun.noun)
    return pronoun.span.end


def _told(body: str, pronoun: Pronoun, past: Past) -> str | None:
    """A clause for what is said, found or denied: ``that`` of "who said that"."""
    return f"that {past.clause}" if _is_said(body, pronoun) and past.clause else None


def _is_said(body: str, pronoun: Pronoun) -> bool:
    """Whether a pronoun is what somebody is asked to have said: ``it`` of "who confirmed it", not of "who wrote it"."""
    verb = speech_verb(next(reversed(folded(body[: pronoun.span.start])), ""))
    if verb is None or verb.role is not Role.REPORTS or pronoun.span.end < len(body) or pronoun.noun:
        return False
    return pronoun.word in ("that", "this") or (pronoun.word == "it" and verb.lemma not in _ALSO_OF_THINGS)


def _is_of_event(body: str, pronoun: Pronoun) -> bool:
    """Whether ``it`` is what happened: "was it announced", "how long did it last"."""
    following = next(iter(folded(body[pronoun.span.end :])), "")
    auxiliary = next(reversed(folded(body[: pronoun.span.start])), "")
    if pronoun.word not in ("it", "that", "this") or pronoun.noun:
        return False
    if auxiliary in DO:
        return not following or following in _LASTING
    return auxiliary in {*BE, "been"} and following in _EVENTFUL


def _is_thin(parts: Parts, known: Collection[str]) -> bool:
    """Whether a question says too little to be a topic of its own: "who was the judge", "who took part"."""
    if not (parts.wh or parts.aux) or _OWN & set(folded(parts.body)):
        return False
    content = [word for word in map(fold, content_words(parts.body)) if word not in _LIGHT]
    if len(content) > 1 or named(parts.body, known):
        return False
    # "what is spyware" is a topic; "what is the verdict" is none.
    first = folded(parts.clause)[:2]
    return not (parts.asking in ("what", "who") and first[:1] and first[0] in BE and first[1:] == content)
