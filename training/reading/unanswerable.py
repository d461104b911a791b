"""Questions that look answerable and are not, made by rule from ones that are."""

from __future__ import annotations

import random
import re

from askdocs.language.mentions import Mention, mentions
from askdocs.language.words import is_function_word, words
from askdocs.text import Span

# Each line holds words that exclude each other.
_OPPOSITES = """
first last final; before after; more less fewer; most least; largest smallest; biggest smallest; highest lowest
higher lower; larger smaller; bigger smaller; longest shortest; longer shorter; oldest youngest newest; older younger
earliest latest; earlier later; early late; best worst; better worse; north south; northern southern; east west
eastern western; increase decrease; increased decreased; rise fall; rose fell; gain lose; gained lost; win lose
won lost; begin end; began ended; start stop finish; started stopped; open close; opened closed; build destroy
built destroyed; create destroy abolish; created destroyed abolished; arrive leave; arrived left; enter leave
buy sell; bought sold; borrow lend; hire fire; hired fired; accept reject refuse; accepted rejected refused
allow forbid ban; allowed forbidden banned; legal illegal; possible impossible; like dislike hate; liked disliked
love hate; support oppose; supported opposed; success failure; succeed fail; succeeded failed; rich poor; hot cold
warm cool; wet dry; light dark; white black; red blue green; male female; man woman; men women; boy girl; king queen
husband wife; father mother; brother sister; son daughter; uncle aunt; day night; summer winter; morning evening
public private; old new; modern ancient; young old; strong weak; fast slow; easy difficult; cheap expensive
near far; above below; over under; inside outside; left right; top bottom; front back; upper lower; always never
all none; many few; majority minority; maximum minimum; positive negative; advantage disadvantage; benefit harm
friend enemy; ally enemy; attack defend; attacked defended; victory defeat; war peace; birth death; born buried
teacher student; parent child; import export; include exclude; included excluded; with without; same different
similar different; true false; safe dangerous; common rare; full empty; hard soft; heavy light; high low; long short
"""
_EXCLUDING: dict[str, list[str]] = {}
for _row in re.split(r"[;\n]", _OPPOSITES):
    for _each in _row.split():
        _EXCLUDING.setdefault(_each, []).extend(other for other in _row.split() if other != _each)

_AUXILIARY = re.compile(r"\b(is|are|was|were|did|does|do|can|could|has|have|had|will|would|should)\b", re.IGNORECASE)
_SWAPPABLE = 3


def spoil(question: str, passage: str, names: dict[str, list[str]], draw: random.Random) -> str | None:
    """A question about the same things that the passage does not answer; None where no rule applies.

    Args:
        question: one that the passage answers.
        passage: a name or number of it is preferred over a foreign one: such a question is harder to refuse.
        names: names, numbers and dates of other texts, by kind.
        draw: which rule, and which words.
    """
    rules = [_mention, _mention, _opposite, _opposite, _negated, _word, _roles]
    draw.shuffle(rules)
    for rule in rules:
        made = rule(question, passage, names, draw)
        if made and made != question:
            return made
    return None


def _mention(question: str, passage: str, names: dict[str, list[str]], draw: random.Random) -> str | None:
    """Another name, number or date of the same kind."""
    found = _mentions(question)
    if not found:
        return None
    chosen = draw.choice(found)
    own = chosen.span.of(question).lower()
    here = [m.span.of(passage) for m in mentions(passage, Span(0, len(passage))) if m.kind is chosen.kind]
    others = here if here and draw.random() < 0.6 else names.get(chosen.kind.value, [])
    others = [other for other in others if other.lower() not in own and own not in other.lower()]
    return _replaced(question, chosen.span, draw.choice(others)) if others else None


def _opposite(question: str, _: str, __: dict[str, list[str]], draw: random.Random) -> str | None:
    """A word that excludes one of the question's."""
    places = [place for place in words(question) if place.of(question).lower() in _EXCLUDING]
    if not places:
        return None
    place = draw.choice(places)
    return _replaced(question, place, draw.choice(_EXCLUDING[place.of(question).lower()]))


def _negated(question: str, _: str, __: dict[str, list[str]], draw: random.Random) -> str | None:
    """A negation put in, or taken away."""
    for there in (r"\bnot\s+", r"\bnever\s+"):
        if re.search(there, question):
            return re.sub(there, "", question, count=1)
    if "n't" in question:
        return question.replace("n't", "", 1)
    found = _AUXILIARY.search(question)
    if not found:
        return None
    rest = question[found.end() :]
    if draw.random() < 0.5:
        return question[: found.end()] + draw.choice((" not", " never")) + rest
    short = {"will": "won", "can": "ca"}.get(found[0].lower(), found[0])
    return question[: found.start()] + short + "n't" + rest


def _word(question: str, passage: str, names: dict[str, list[str]], draw: random.Random) -> str | None:
    """A content word of another question, in place of one of its own."""
    places = [place for place in words(question) if _is_content(place.of(question))]
    pool = names.get("word", [])
    if len(places) < _SWAPPABLE or not pool:
        return None
    place = draw.choice(places[1:])
    present = passage.lower()
    fresh = [word for word in draw.sample(pool, min(20, len(pool))) if word.lower() not in present]
    same_end = [word for word in fresh if word[-2:].lower() == place.of(question)[-2:].lower()]
    return _replaced(question, place, (same_end or fresh)[0]) if fresh else None


def _roles(question: str, _: str, __: dict[str, list[str]], draw: random.Random) -> str | None:
    """Two names that change places."""
    found = [mention for mention in _mentions(question) if mention.kind.value == "name"]
    if len(found) < 2:
        return None
    one, two = sorted(draw.sample([mention.span for mention in found], 2))
    return (
        question[: one.start]
        + two.of(question)
        + question[one.end : two.start]
        + one.of(question)
        + question[two.end :]
    )


def collect(questions: list[str], passages: list[str]) -> dict[str, list[str]]:
    """Names, numbers and dates by kind, and under ``word`` the questions' content words."""
    found: dict[str, list[str]] = {"word": []}
    for text in [*questions, *passages]:
        for mention in mentions(text, Span(0, len(text))):
            found.setdefault(mention.kind.value, []).append(mention.span.of(text))
    for question in questions:
        found["word"].extend(word for place in words(question) if _is_content(word := place.of(question)))
    return found


def _is_content(word: str) -> bool:
    return len(word) > 3 and word.isalpha() and not is_function_word(word)


def _mentions(question: str) -> list[Mention]:
    # The first word's capital makes it no name.
    found = mentions(question, Span(0, len(question)))
    return [mention for mention in found if mention.span.start or not is_function_word(question.split()[0])]


def _replaced(text: str, span: Span, new: str) -> str:
    return text[: span.start] + new + text[span.end :]
