"""Questions about the documents themselves: which of them mention a name, are of a month, by an author, from a paper.

The grammar is small on purpose. A question is one of these only if every word of it is understood: "which articles
mention Macron" is, "which documents did the petitioners submit" is not, and is answered from what documents say.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from askdocs.language.dates import dates
from askdocs.language.words import bare, fold, words

_FEW = r"(?:article|document|doc|file)"
_MANY = rf"(?:{_FEW}s)"
# Words that more often name something a document tells of; with "my", or the verb "mention", they name a document.
_WEAK = r"(?:stories|pieces|papers|reports|notes|texts|posts|items|pages|books|sources)"
_MINE = re.compile(
    r"\s*\b(?<!which )(?<!any )(?<!all )(?<!many )(?<!some )(?:in|of|from|among|within)\s(?:my|our)\s(?:own\s)?"
    r"(?:library|collection|documents|files|notes)\b"
)
_HEAD = re.compile(
    rf"(?P<head>(?:(?:which|what|how\smany|any|all|every)\b|(?:list|show|find|give|get|name)\b(?:\sme)?"
    rf"|(?:are|is)\sthere\b|(?:do|have)\s(?:i|we)\s(?:have|got)\b)?(?:\s?\b(?:of|all|any|every|the|my|our|some)\b)*)\s?"
    rf"\b(?:(?P<noun>{_MANY})|(?P<weak>{_WEAK}))\b"
)
_NEWEST = re.compile(
    rf"(?:(?:what(?:['’]?s|\sis|\sare|\swas)?|which\sis|show|find|give|get|list)\s(?:me\s)?)?(?:the\s|my\s)*"
    rf"(?:(?P<latest>latest|newest|most\srecent|last)|(?P<oldest>oldest|earliest|first))\s"
    rf"(?:(?P<one>{_FEW}|piece|story)|{_MANY}|pieces|stories)\b"
)
_HAVE = re.compile(
    r"(?:(?:what(?:\selse)?\s(?:do|have)\s(?:i|we)\s(?:have|got)"
    r"|(?:(?:do|have)\s(?:i|we)\s(?:have|got)\s)?(?:anything|something)"
    r"|(?:show|find|give|get|list)\s(?:me\s)?everything(?:\s(?:i|we)(?:['’]ve|\shave)(?:\sgot)?)?"
    r"|everything\s(?:i|we)(?:['’]ve|\shave)(?:\sgot)?))\b(?=\s(?:on|about|from|by|tagged|mentioning)\s)"
)
_THERE = re.compile(r"is\sthere\s(?:anything|something)(?=\s(?:on|about|from|by)\s)")
_WHOLE = re.compile(
    r"(?:what(?:['’]?s|\sis)\sin\s(?:my|the|our)\slibrary|(?:list|show)\s(?:me\s)?(?:my|the|our)\slibrary)"
)
_PUBLISHED = re.compile(
    r"what\s(?:(?:did|does|has|have)\s)(?P<who>.+?)\s(?:(?P<printed>publish(?:ed)?|put\sout)|wr[io]te|written)\b"
)
_POSSESSIVE = re.compile(rf"(?:(?:list|show|find)\s(?:me\s)?)?(?P<who>\S.*?)['’]s?\s(?:{_MANY}|pieces|stories)\b")

_THAT = r"(?:(?:that|which)\s)?"
_ABOUT = re.compile(
    rf"\s{_THAT}(?:(?P<mention>mention(?:s|ing|ed)?|refer(?:s|ring)?\sto|contain(?:s|ing)?(?:\sthe\swords?)?|nam(?:e|es|ing))"
    r"|(?:(?:is|are|were)\s)?about|talk(?:s|ing)?\s(?:about|of)|speak(?:s|ing)?\s(?:about|of)|discuss(?:es|ing)?"
    r"|deal(?:s|ing)?\swith|(?:is|are)\son|(?P<on>on)|regarding|concerning)\s(?:both\s)?"
)
_BY = re.compile(rf"\s{_THAT}(?:(?:is|are|were|was)\s)?(?:written\s|published\s)?by\s")
_FROM = re.compile(rf"\s{_THAT}(?P<sure>(?:is|are|were|come|comes|came)\s)?(?:published\s)?(?:from|in)\s")
_TAGGED = re.compile(rf"\s{_THAT}(?:(?:is|are)\s)?(?:tagged(?:\s(?:as|with))?|with\s(?:the\s)?tag|under\sthe\stag)\s")
_WROTE = re.compile(
    rf"\s(?:(?:did|has|have)\s(?P<did>.+?)\s(?:write|publish|written|published)"
    rf"|{_THAT}(?P<who>.+?)\s(?:wrote|published|has\swritten|has\spublished))\b"
)
_DATED = re.compile(
    rf"\s{_THAT}(?:(?:is|are|was|were|have\sbeen)\s)?(?:(?:published|written|dated|appeared)\s?)?"
    r"(?P<how>in|from|of|on|during|since|after|before|until|between)?\s(?=\S*\d|the\s\d|\w+\s\d)"
)
_PRESENT = re.compile(rf"\s{_THAT}(?:do\s(?:i|we)\shave|have\s(?:i|we)\sgot|(?:i|we)\shave|are\sthere|there\sare)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """Which documents are asked for; what is empty leaves out none."""

    about: tuple[str, ...] = ()
    """Words that each of them has."""
    literal: bool = False
    """Whether these words must stand there as they are: "mention", and not "about"."""
    by: tuple[str, ...] = ()
    """Authors, or publications; as the library spells them where it has them."""
    source: tuple[str, ...] = ()
    """The same, where publications are likelier."""
    tags: tuple[str, ...] = ()
    after: str | None = None
    """An ISO 8601 date, that day, month or year included."""
    before: str | None = None
    order: Literal["latest", "oldest"] | None = None
    one: bool = False
    """Whether only the latest, or the oldest, is asked for."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the library's documents are by, from and tagged with."""

    authors: Collection[str] = ()
    sources: Collection[str] = ()
    tags: Collection[str] = ()

    def named(self, name: str) -> tuple[str, ...]:
        """The authors and publications that a name may be of."""
        return tuple(known for known in (*self.sources, *self.authors) if is_named(name, known))


def is_named(name: str, known: str) -> bool:
    """Whether a name is of somebody known: without case, accents and an article, it is all of theirs or its end."""
    mine, theirs = _parts(name), _parts(known)
    return bool(mine) and theirs[-len(mine) :] == mine


def _parts(name: str) -> list[str]:
    parts = [fold(bare(span.of(name))) for span in words(name)]
    return parts[1:] if parts[:1] == ["the"] else parts


def listing(question: str, known: Known | None = None) -> Listing | None:
    """Which documents a question asks for; None where it asks for something that documents say.

    Args:
        question: as it was asked.
        known: what the library holds, which decides where the words alone do not: "what did X publish" asks for
            documents only where some are X's.
    """
    asked = " ".join(question.split()).strip(" ?!.")
    asked, mine = _MINE.subn("", asked)
    lowered = asked.lower()
    if len(lowered) != len(asked):
        return None
    known = known or Known()
    for rest, start in _openings(lowered, known, mine=bool(mine)):
        found = next(_qualified(asked[rest:], start, known), None)
        if found and (found != Listing() or mine or rest == len(asked) or _PRESENT.match(lowered, rest)):
            return found
    return None


def _openings(asked: str, known: Known, *, mine: bool) -> Iterator[tuple[int, Listing]]:
    """How a question about documents can begin: where that ends, and what it has said by then."""
    if _WHOLE.fullmatch(asked) or (mine and asked in ("what is", "what’s", "what's", "whats")):
        yield len(asked), Listing()
    newest = _NEWEST.match(asked)
    if newest:
        order: Literal["latest", "oldest"] = "latest" if newest["latest"] else "oldest"
        yield newest.end(), Listing(order=order, one=bool(newest["one"]))
    head = _HEAD.match(asked)
    if head and _is_of_documents(head, asked, mine=mine):
        yield head.end(), Listing()
    have = _HAVE.match(asked) or (_THERE.match(asked) if mine or " about " in asked else None)
    if have:
        yield have.end(), Listing()
    for pattern in (_PUBLISHED, _POSSESSIVE):
        owned = pattern.match(asked)
        names = known.named(owned["who"]) if owned else ()
        # What somebody wrote about a thing is asked of what they say; what a paper published, of the catalogue.
        if owned and names and (pattern is _POSSESSIVE or owned["printed"] or " about " not in asked[owned.end() :]):
            yield owned.end(), Listing(source=names)


def _is_of_documents(head: re.Match[str], asked: str, *, mine: bool) -> bool:
    own = mine or re.search(r"\b(?:my|our|i|we)\b", head["head"])
    rest = asked[head.end() :]
    if head["weak"]:
        return bool(own or re.match(rf"\s{_THAT}mention", rest) or _PRESENT.match(rest))
    bare_list = head.end() == len(asked) and re.match(r"(?:list|show|find|give|get)\b|all\b", head["head"])
    if head.end() == len(asked):
        return bool(own or bare_list)
    # "documents on the table": without a word that asks, only articles are on something.
    return bool(head["head"].strip()) or head["noun"] == "articles" or not rest.startswith(" on ")


def _qualified(rest: str, so_far: Listing, known: Known) -> Iterator[Listing]:
    """The listings that the rest of a question can mean: all of it must be understood."""
    if not rest:
        yield so_far
        return
    lowered = rest.lower()
    present = _PRESENT.match(lowered)
    if present:
        yield from _qualified(rest[present.end() :], so_far, known)
    for end, dated in _dated(rest, lowered, so_far):
        yield from _qualified(rest[end:], dated, known)
    wrote = _WROTE.match(lowered)
    if wrote:
        names = known.named(wrote["did"] or wrote["who"])
        if names:
            yield from _qualified(rest[wrote.end() :], replace(so_far, by=names), known)
    for opener in (_TAGGED, _BY, _FROM, _ABOUT):
        found = opener.match(lowered)
        for end in _ends(lowered, found.end()) if found else ():
            value = rest[found.end() : end].strip(" \"“”'‘’,") if found else ""
            said = _said(opener, found, value, so_far, known, last=end == len(rest)) if found and value else None
            if said:
                yield from _qualified(rest[end:], said, known)


def _ends(lowered: str, start: int) -> Iterator[int]:
    """Where a value can end: at a space before another qualification, or at the end."""
    for gap in re.finditer(r"\s", lowered[start:]):
        yield start + gap.start()
    yield len(lowered)


def _said(
    opener: re.Pattern[str], found: re.Match[str], value: str, so_far: Listing, known: Known, *, last: bool
) -> Listing | None:
    names = known.named(value)
    if opener is _TAGGED:
        tags = tuple(tag for tag in known.tags if fold(tag) == fold(value))
        return replace(so_far, tags=tags or (value,)) if (tags or last) and not so_far.tags else None
    if opener is _BY:
        unheard = last and so_far == Listing(order=so_far.order, one=so_far.one)
        return replace(so_far, by=names or (value,)) if names or unheard else None
    if opener is _FROM:
        sure = last and found["sure"] and " in " not in found.group()
        return replace(so_far, source=names or (value,)) if names or sure else None
    if so_far.about or (not last and _ABOUT.match(" " + value)):
        return None
    parts = re.split(r"\s(?:and|as\swell\sas)\s", value) if found["mention"] else [value]
    return replace(so_far, about=tuple(part.strip(" \"“”'‘’,") for part in parts), literal=bool(found["mention"]))


def _dated(rest: str, lowered: str, so_far: Listing) -> Iterator[tuple[int, Listing]]:
    found = _DATED.match(lowered)
    if not found or so_far.after or so_far.before:
        return
    for end in _ends(lowered, found.end()):
        value = rest[found.end() : end]
        if found["how"] == "between" or (found["how"] == "from" and re.search(r"\s(?:to|until)\s", value)):
            bounds = re.split(r"\s(?:and|to|until)\s", value)
            days = [_iso(bound) for bound in bounds]
            if len(days) == 2 and days[0] and days[1]:
                yield end, replace(so_far, after=days[0], before=days[1])
        elif day := _iso(value):
            yield end, _bounded(so_far, found["how"], day)


def _bounded(so_far: Listing, how: str | None, day: str) -> Listing:
    if how == "since":
        return replace(so_far, after=day)
    if how == "until":
        return replace(so_far, before=day)
    if how == "after":
        return replace(so_far, after=(_last(day) + timedelta(days=1)).isoformat())
    if how == "before":
        first = date.fromisoformat((day + "-01-01")[:10])
        return replace(so_far, before=(first - timedelta(days=1)).isoformat())
    return replace(so_far, after=day, before=day)


def _iso(text: str) -> str | None:
    """The ISO 8601 date that a text is, with its year, in any case; None where it is something else."""
    if re.fullmatch(r"(?:1\d|20)\d\d", text):
        return text
    titled = re.sub(r"[^\W\d_]{3,}", lambda found: found.group().capitalize(), text)
    whole = ((span, value) for span, value in dates(titled) if span == (0, len(titled)))
    return next((value for _, value in whole if value and not value.startswith("-")), None)


def _last(day: str) -> date:
    """The last day of a day, month or year."""
    year, month, *of_month = (int(part) for part in (day + "-12")[: max(7, len(day))].split("-"))
    if of_month:
        return date(year, month, of_month[0])
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
