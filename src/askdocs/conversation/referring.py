"""What a pronoun means after the turns before: a person, a thing, several, a place."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence

from askdocs.conversation.leaning import Leaning, Pronoun
from askdocs.conversation.naming import Sort, folded, named, sort_of
from askdocs.conversation.parts import BE, joined
from askdocs.conversation.past import Past, possessive
from askdocs.conversation.phrases import Phrase
from askdocs.language.names import is_organisation, is_title
from askdocs.language.speech import speech_verb

_OF_PEOPLE = (Sort.PERSON, Sort.OPEN)
_TOWNS = ("city", "country", "town", "place", "village")
_PLACED = re.compile(r"\b(in|inside|at|near|on)(?:\s(?:the|a|an))?$", re.IGNORECASE)


def meaning(pronoun: Pronoun, pasts: Sequence[Past], known: Collection[str]) -> str | None:
    """The words that a pronoun stands for, in its form; None where the turns do not tell.

    Args:
        pronoun: of the question.
        pasts: the turns before, the last one first.
        known: names that may stand in a question without their capitals.
    """
    find = _FINDERS.get(pronoun.leaning)
    if find is None:
        return _that(pronoun, pasts[0])
    people = _people(pasts, known)
    for past in pasts:
        found = find(past, people, known)
        if found:
            whole = _owned(found, past, people, known)
            return possessive(whole) if pronoun.possessive else whole
    return None


def _owned(phrase: str, past: Past, people: Collection[str], known: Collection[str]) -> str:
    """A phrase with the name of whose it is: ``Macron's phone`` for ``his phone``."""
    whose = re.match(r"(?:his|her)\s", phrase)
    owner = _person(past, people, known) if whose else None
    return f"{possessive(owner)} {phrase[whose.end() :]}" if whose and owner else phrase


def _people(pasts: Sequence[Past], known: Collection[str]) -> frozenset[str]:
    """The names that answered who did something."""
    answers = [named(past.answer, known) for past in pasts if past.asked_who]
    copulas = [past.phrases for past in pasts if past.asked_who and past.parts.aux.lower() in BE]
    asked = {phrase.name.text for found in copulas for phrase in found if phrase.name and phrase.preposition != "of"}
    asked |= {part for name in known if sort_of(name) is Sort.PERSON for part in (name, name.split()[-1])}
    # "why did Macron change his phone"
    own = [past.phrases for past in pasts if {"his", "her", "he", "she"} & set(folded(past.parts.rest))]
    asked |= {phrase.name.text for found in own for phrase in found if phrase.name and phrase.subject}
    return frozenset(name.text for found in answers for name in found if name.sort in _OF_PEOPLE) | asked


def _person(past: Past, people: Collection[str], known: Collection[str]) -> str | None:
    answers = named(past.answer, known) if past.asked_who or past.parts.asking in ("which", "what") else []
    scores = [(3.0 + (each.sort is Sort.PERSON), each.text) for each in answers if each.sort in _OF_PEOPLE]
    for phrase in past.phrases:
        if phrase.name is None or phrase.place or phrase.name.sort not in _OF_PEOPLE:
            continue
        likely = (phrase.name.sort is Sort.PERSON) + (phrase.name.text in people)
        scores.append((2 * phrase.subject + likely, phrase.name.text))
    return max(scores, key=lambda each: each[0], default=(0, None))[1]


def _thing(past: Past, people: Collection[str], known: Collection[str]) -> str | None:
    parts = past.parts
    chosen = bool(past.answer and parts.noun) and parts.asking in ("which", "what") and not _plural(parts.noun)
    found = past.asked_what and past.is_thing and not _plural(past.answer)
    if (chosen or found) and not any(name.text in people for name in named(past.answer, known)):
        return re.sub(r"^an?\s", "the ", past.answer)
    best = max(past.phrases, key=lambda phrase: _thingness(past, phrase, people), default=None)
    if best is None or _thingness(past, best, people) <= 0:
        return None
    return best.name.text if best.name and not best.name.definite else re.sub(r"^an?\s", "the ", best.text)


def _thingness(past: Past, phrase: Phrase, people: Collection[str]) -> float:
    """How likely "it" is this; none where it is 0."""
    spoken = speech_verb(past.parts.verb) is not None
    if phrase.asked or phrase.plural or phrase.place or phrase.text.endswith(("'s", "’s")):
        return 0
    if phrase.name is None:
        indefinite = phrase.text.lower().startswith(("a ", "an "))
        acts = (phrase.subject and spoken) or is_title(folded(phrase.text)[-1])
        return 0 if phrase.bare or acts else 2 - 0.6 * indefinite
    if past.parts.asking == "what" and past.parts.aux.lower() in BE:
        return 3
    if phrase.name.text in people or (phrase.subject and spoken):
        return 0
    sorts = {Sort.ORGANISATION: 3, Sort.OPEN: 2 - 0.5 * phrase.subject, Sort.PLACE: 1, Sort.PERSON: 1 - phrase.subject}
    return sorts[phrase.name.sort] - 0.5 * _owns(past, phrase)


def _owns(past: Past, phrase: Phrase) -> bool:
    return past.parts.body[phrase.span.end :].startswith(("'s", "’s"))


def _several(past: Past, people: Collection[str], known: Collection[str]) -> str | None:
    parts = past.parts
    names = [phrase for phrase in past.phrases if phrase.name]
    first = next((phrase for phrase in past.phrases if phrase.subject), None)
    if first and first.name and first.name.sort in _OF_PEOPLE:
        if len(names) > 1 and parts.rest.startswith(names[1].text):
            return f"{first.text} and {names[1].text}"
        if past.asked_who and named(past.answer, known):
            return f"{first.text} and {past.answer}"
    if " and " in parts.subject or (parts.subject and first and first.plural):
        return parts.subject
    several = " and " in past.answer or _plural(past.answer)
    company = any(name.sort is Sort.ORGANISATION for name in named(past.answer, known))
    if (past.asked_who and (several or company)) or (several and parts.asking == "which" and past.answer[:1].isupper()):
        return past.answer
    if parts.noun and _plural(parts.noun):
        where = parts.rest if parts.aux.lower() in BE and parts.rest.startswith(("on ", "in ", "at ", "of ")) else ""
        return joined("the", re.sub(r"^(?:of\s)?(?:the\s)?", "", parts.noun), where)
    if first and _is_group(first, people):
        return first.text
    return next((phrase.text for phrase in past.phrases if phrase.plural and not phrase.bare), None)


def _is_group(phrase: Phrase, people: Collection[str]) -> bool:
    """Whether "they" may be one name or noun: a company, a council, a country."""
    if phrase.name:
        return phrase.name.sort is not Sort.PERSON and phrase.name.text not in people
    return is_organisation(folded(phrase.text)[-1])


def _plural(phrase: str) -> bool:
    head = re.split(r"\s(?:of|in|from|for|on|at|with|who)\s", phrase.lower().removeprefix("of "))[0].split()
    return bool(head) and head[-1].endswith("s") and not head[-1].endswith(("ss", "'s", "’s"))


def _place(past: Past, _: Collection[str], known: Collection[str]) -> str | None:
    placed = _PLACED.search(past.before)
    where = past.parts.asking == "where" or past.parts.noun.endswith(_TOWNS)
    if past.answer and where:
        already = _PLACED.match(past.answer.split()[0])
        return past.answer if already else joined(placed.group().lower() if placed else "in", past.answer)
    for phrase in past.phrases:
        if phrase.place and phrase.preposition != "from":
            return joined(phrase.preposition if phrase.preposition != "to" else "in", phrase.text)
    answered = named(past.answer, known)
    if answered and placed:
        return joined(placed.group().lower(), answered[0].text)
    if answered and past.asked_who and answered[0].sort is not Sort.PERSON:
        return f"at {answered[0].text}"
    return None


def _that(pronoun: Pronoun, past: Past) -> str | None:
    """What ``that ship`` names, or the value that ``that`` is, after a question for one."""
    if pronoun.leaning is not Leaning.THAT:
        return None
    if pronoun.noun:
        wanted = pronoun.noun.removesuffix("s")
        for phrase in past.phrases:
            if wanted in [word.removesuffix("s") for word in folded(phrase.text)] and not phrase.asked:
                return phrase.text if not phrase.bare else f"the {phrase.text}"
        return None
    counted = past.parts.asking == "how" and not past.parts.adverbial
    return past.answer or None if counted else None


_FINDERS: dict[Leaning, Callable[[Past, Collection[str], Collection[str]], str | None]] = {
    Leaning.PERSON: _person,
    Leaning.THING: _thing,
    Leaning.SEVERAL: _several,
    Leaning.PLACE: _place,
}
