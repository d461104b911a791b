"""Answers that are several things: a run of them within a sentence, and what further quotes add to it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from askdocs.language.names import same
from askdocs.language.speech import speech_verb
from askdocs.language.tenses import is_past
from askdocs.language.words import fold, is_function_word, lexicon, words
from askdocs.model import Evidence
from askdocs.text import Span

MOST = 8
"""Quotes of one list: more are read more easily in the documents."""

_JOINS = re.compile(r",?\s(?:and|or|as\swell\sas|&)\s(?:also\s)?|[,;]\s")
_CLOSES = re.compile(r"and|or|as\swell\sas|&")
_BEFORE_A_NOUN = lexicon(
    "a an the his her its their our my your this these those some several many few all both each every one another "
    "any no"
)
_BEFORE_A_VERB = lexicon("can could may might must shall should will would to")
_FINITE = lexicon("is are was were has have had do does did can could may might must shall should will would")
_PAUSE = re.compile(r"[^\w\s’'-]")
_CLAUSE_END = re.compile(r"[.;:!?”\"()]|$")


@dataclass(frozen=True, slots=True)
class _Item:
    span: Span
    name: bool


def enumeration(text: str, sentence: Span, around: Span | None = None) -> Span | None:
    """A run of names, or of three and more other things, in a sentence: ``France, Iraq and South Africa``.

    Args:
        text: the document's.
        sentence: where in it to look.
        around: words of the run, where some are known.

    Returns:
        The run that has these words, else the longest in items; None where there is none.
    """
    runs = [_own(text, sentence, found) for found in _runs(text, sentence)]
    runs = [found for found in runs if len(found) > 1 and _is_list(text, sentence, found)]
    spans = [(len(found), _whole(text, sentence, found)) for found in runs]
    if around is not None:
        spans = [(count, span) for count, span in spans if span.overlaps(around)]
    return max(spans, key=lambda each: (each[0], each[1].end - each[1].start), default=(0, None))[1]


def listed(text: str, sentence: Span, around: Span) -> Span:
    """The words that a reader points at with the run of things that they are of, as :func:`enumeration` finds it.

    What of them is not in the run stays, unless it has a verb: ``The presidents are``.
    """
    run = enumeration(text, sentence, around)
    if run is None:
        return around
    whole = Span(min(run.start, around.start), max(run.end, around.end))
    rest = [place.of(text) for place in words(text, whole) if not run.contains(place)]
    return run if any(word[0].islower() and _is_verb(word) for word in rest) else whole


def further(ranked: Sequence[Evidence], most: int = MOST) -> list[Evidence]:
    """The first piece of evidence, and each after it that names something which those before it do not.

    Args:
        ranked: best first, each likely enough to be shown.
        most: how many at the most.
    """
    kept = list(ranked[:1])
    known = [item for each in kept for item in items(each.text)]
    for each in ranked[1:]:
        new = [item for item in items(each.text) if not any(_alike(item, other) for other in known)]
        if new and each.highlight is not None and len(kept) < most:
            kept.append(each)
            known += new
    return kept[:most]


def items(run: str) -> list[str]:
    """The things that a run is of, as they are written."""
    pieces = (piece.strip(" .,;:\"“”'‘’()") for piece in _JOINS.split(" ".join(run.split())))
    return [piece for piece in pieces if piece]


def _alike(one: str, other: str) -> bool:
    if same(one, other):
        return True
    mine, yours = _content(one), _content(other)
    return bool(mine and yours) and (mine <= yours or yours <= mine)


def _content(item: str) -> frozenset[str]:
    return frozenset(fold(word.of(item)) for word in words(item) if not is_function_word(word.of(item)))


def _own(text: str, sentence: Span, found: Sequence[_Item]) -> Sequence[_Item]:
    """A run without what only stands before it: ``In 1911, X and Y``; ``she made her debut, X and Y …``."""
    lead = [place.of(text) for place in words(text, Span(sentence.start, found[0].span.start))]
    fronted = len(lead) == 1 and is_function_word(lead[0])
    other = not found[0].name and len(found) > 2 and all(item.name for item in found[1:])
    return found[1:] if fronted or other else found


def _is_list(text: str, sentence: Span, found: Sequence[_Item]) -> bool:
    """Whether a run is one of things, and not two clauses, or a name and what it is described by."""
    names = all(item.name for item in found)
    opening = found[0].span.start <= sentence.start + 1 and len(words(text, found[0].span)) == 1
    if found[0].name and not names and not opening:
        return False
    closing = text[found[-2].span.end : found[-1].span.start]
    following = next((place.of(text) for place in words(text, Span(found[-1].span.end, sentence.end))), "")
    if "," in closing and (len(found) == 2 or (_is_verb(following) and found[0].span.start > sentence.start + 1)):
        return False
    return len(found) > 2 or names


def _is_verb(word: str) -> bool:
    return is_past(word) or word.lower() in _FINITE


def _runs(text: str, sentence: Span) -> list[list[_Item]]:
    """Runs of items, each closed by ``and`` or ``or``."""
    places = words(text, sentence)
    runs: list[list[_Item]] = []
    joins = list(_JOINS.finditer(text, *sentence))
    for at, join in enumerate(joins):
        last = _after(text, places, join.end()) if _CLOSES.search(join.group()) else None
        if last is None:
            continue
        found, end = [last], join.start()
        for earlier in [*reversed(joins[:at]), None]:
            item = _before(text, places, end, earlier.end() if earlier else sentence.start)
            if item is None:
                break
            found.insert(0, item)
            # An item that does not reach back to the join before it is the first.
            if earlier is None or item.span.start != earlier.end() or earlier.group().strip() not in (",", ";"):
                break
            end = earlier.start()
        if len(found) > 1:
            runs.append(found)
    return runs


def _after(text: str, places: Sequence[Span], start: int) -> _Item | None:
    """The item that begins at ``start``: the last of a run, which nothing else closes."""
    taken: list[Span] = []
    for place in places:
        if place.start < start:
            continue
        word = place.of(text)
        gap = text[taken[-1].end : place.start] if taken else text[start : place.start]
        if _PAUSE.search(gap) or not _goes_on(word, [each.of(text) for each in taken]):
            break
        taken.append(place)
    while taken and is_function_word(taken[-1].of(text)):
        taken.pop()
    return _Item(Span(taken[0].start, taken[-1].end), _is_name(text, taken)) if taken else None


def _goes_on(word: str, taken: Sequence[str]) -> bool:
    """Whether a word belongs to the noun phrase that the words before it began."""
    if word.lower() == "of":
        return bool(taken)
    if word.lower() in _BEFORE_A_NOUN:
        return not taken or taken[-1].lower() in ("of", "all", "both")
    if is_function_word(word) or (taken and is_past(word)):
        return False
    # After a name, what is in lower case belongs to the rest of the sentence; but for "the Gulf monarchies".
    if not taken or not taken[-1][0].isupper() or word[0].isupper() or taken[-1].lower() in _BEFORE_A_NOUN:
        return True
    return taken[0].lower() == "the" and word.endswith("s") and speech_verb(word) is None


def _before(text: str, places: Sequence[Span], end: int, start: int) -> _Item | None:
    """The item that ends at ``end``, not beginning before ``start``."""
    taken: list[Span] = []
    for place in reversed([each for each in places if start <= each.start and each.end <= end]):
        word = place.of(text)
        if _PAUSE.search(text[place.end : taken[0].start] if taken else text[place.end : end]):
            break
        if word.lower() in _BEFORE_A_NOUN:
            taken.insert(0, place)
            break
        opens = taken and taken[0].of(text)
        if word.lower() != "of" and (is_function_word(word) or is_past(word)):
            break
        if opens and opens[0].isupper() and word[0].islower() and word != "of":
            break
        taken.insert(0, place)
    while taken and taken[0].of(text).lower() == "of":
        taken.pop(0)
    return _Item(Span(taken[0].start, taken[-1].end), _is_name(text, taken)) if taken else None


def _is_name(text: str, taken: Sequence[Span]) -> bool:
    content = [place.of(text) for place in taken if not is_function_word(place.of(text))]
    return bool(content) and content[0][0].isupper() and content[-1][0].isupper()


def _whole(text: str, sentence: Span, found: Sequence[_Item]) -> Span:
    """The run from its first to its last item; of verbs after ``can`` or ``to``, up to the end of their clause."""
    start, end = found[0].span.start, found[-1].span.end
    lead = words(text, Span(sentence.start, start))
    first = words(text, found[0].span)[0].of(text).lower()
    if lead and lead[-1].of(text).lower() in _BEFORE_A_VERB and first not in _BEFORE_A_NOUN:
        stop = _CLAUSE_END.search(text, end, sentence.end)
        end = stop.start() if stop else sentence.end
    return Span(start, end)
