"""Mentions of whoever may speak: names, descriptions and pronouns in a paragraph of news prose.

There is no tagger here. A mention is recognised by its first word (a capital, an article, a possessive), by the
words at which a noun phrase cannot go on, and by short lists of nouns for people and organisations.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from askdocs.language.speech import Tense, speech_verb
from askdocs.language.words import lexicon
from askdocs.text import Span


class Kind(StrEnum):
    """What a token is."""

    WORD = "word"
    SIGN = "sign"
    QUOTATION = "quotation"


class Ending(StrEnum):
    """How the words in quotation marks end, which tells what may follow them."""

    STOP = "stop"
    PAUSE = "pause"
    LOUD = "loud"
    BARE = "bare"


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a sign or a whole quotation of a paragraph."""

    span: Span
    text: str
    kind: Kind = Kind.WORD
    ending: Ending = Ending.BARE
    quotation: int = -1
    """The quotation's place in its list; -1 for anything else."""

    @property
    def low(self) -> str:
        """The word in lower case."""
        return self.text.lower()

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital and is not a function word at the start of a sentence."""
        return self.kind is Kind.WORD and self.text[0].isupper() and self.low not in _NEVER_NAMES

    @property
    def possessive(self) -> bool:
        """Whether it ends like a genitive: ``NSO’s``, ``guides’``."""
        return self.text.endswith(("’s", "'s", "s’", "s'"))


class MentionKind(StrEnum):
    """How somebody is mentioned."""

    NAME = "name"
    DESCRIPTION = "description"
    PRONOUN = "pronoun"


@dataclass(frozen=True, slots=True)
class Mention:
    """Tokens ``first`` up to ``last`` of a paragraph, which stand for somebody."""

    first: int
    last: int
    span: Span
    kind: MentionKind
    head: str
    """In lower case: a name's last word, a description's noun, the pronoun itself."""
    description: Span | None = None
    """What stands beside a name: ``the education minister``, ``who runs a studio``."""


TITLES = lexicon("mr mrs ms mx miss dr prof sir dame lord lady rev sen rep gov lt col gen sgt capt fr sr st")
PRONOUNS = lexicon("he she it they")
LINKS = lexicon("of for at")
POSSESSIVES = lexicon("its his her their")
_DETERMINERS = POSSESSIVES | lexicon(
    "a an the our my your one two three four five six seven eight nine ten dozens hundreds another others some many "
    "several most both each every other this that these those no few"
)
_ALONE = lexicon("one another others some many both several most")
_PARTICLES = lexicon("de la del della der den van von bin ibn al el da dos das du di le ter ten zu af y e")
AUXILIARIES = lexicon("has have had do does did will would can could may might must should shall")
BE = lexicon("is are was were be been being")
_BOUNDARIES = lexicon(
    "and but or nor because that as when if what which who whom whose while although though since after before than "
    "where how whether so yet until unless why"
)
PREPOSITIONS = lexicon(
    "in on from to by with about into during under over between against without through across among near outside "
    "inside around behind beyond despite following within amid toward towards off up down out upon like"
)
ADVERBS = lexicon(
    "later also then now once still again never always only even just here there yesterday today tomorrow too not "
    "instead meanwhile earlier afterwards however ago soon perhaps back away together"
)
_VERBS = lexicon(
    "went came took gave made got saw knew lost won left met kept held stood sat ran fell began put let set bought "
    "brought built sent paid spent caught taught felt meant led rose drove flew grew threw drew wore chose broke hid "
    "understood became seems seem wants want runs plans hopes believe believes refuses knows go goes stands lies"
)
DAYS = lexicon(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december"
)
_STOPS = _BOUNDARIES | PREPOSITIONS | AUXILIARIES | BE | ADVERBS | _VERBS | PRONOUNS | lexicon("i we you him them")
_NEVER_NAMES = _STOPS - DAYS | _DETERMINERS | LINKS | lexicon("according asked no yes among")
PEOPLE = lexicon(
    "adviser advisor agent aide ambassador analyst architect archivist artist attorney author banker boss boy "
    "brother campaigner captain carpenter chair chairman chairwoman chief citizen clerk coach colleague commander "
    "commissioner composer conductor consultant contractor counterpart councillor critic cousin customer dancer "
    "daughter dealer deckhand deputy detective diplomat director doctor driver economist editor electrician "
    "employee engineer envoy executive expert farmer father fisherman founder friend girl governor graduate guard "
    "guest headteacher historian host husband inspector investigator journalist judge landlady landlord lawyer "
    "leader lecturer lieutenant linguist man manager mayor member minister mother musician neighbour neighbor "
    "nurse observer officer official opponent owner parent partner passenger patient person physicist pilot "
    "player poet predecessor president principal producer professor programmer prosecutor protester pupil "
    "regulator reporter representative researcher rival resident scientist secretary senator shopkeeper singer "
    "sister soldier son source spokesman spokesperson spokeswoman student successor supporter surgeon teacher "
    "trader trainer vicar victim villager volunteer voter walker widow wife witness woman worker writer "
    "undersecretary barrister aunt uncle grandmother grandfather"
)
ORGANISATIONS = lexicon(
    "agency airline alliance army association authority bank board bureau centre center church city club college "
    "commission committee company congress corporation council court department executive federation firm force "
    "foundation fund government group hospital house institute league library lines ltd inc llc ministry museum "
    "network newspaper office operator organisation organization parliament party police port regulator school "
    "senate service society state team town trust union university utility academy syndicate manufacturer maker "
    "coastguard airport services systems technologies dynamics industries holdings partners homes"
)
_PLURAL_PEOPLE = frozenset(f"{noun}s" for noun in PEOPLE | ORGANISATIONS) | lexicon(
    "people police officials men women families dockers fishermen authorities campaigners parties neighbours pickers "
    "insurers police staff locals parents children"
)
DOCUMENTS = lexicon(
    "report letter memo verdict ruling judgment judgement study summary bill law policy document indictment "
    "lawsuit survey audit review paper article book filing complaint petition resolution treaty contract dossier "
    "draft"
)
_PLACES = lexicon(
    "port lake mount river valley county island north south east west upper lower cape republic street road"
)
_NEVER_LAST = LINKS | _DETERMINERS | _PARTICLES
_NEVER_FIRST = _STOPS | LINKS
_NEVER_ALONE = _DETERMINERS - _ALONE
_NEVER_LEADING = _DETERMINERS | LINKS
_AFTER_MENTION = PREPOSITIONS | DAYS | LINKS
_WITHIN_NAMES = _PARTICLES | {"and"}
_HEADS = PEOPLE | _PLURAL_PEOPLE | ORGANISATIONS
_NOT_PEOPLE = ORGANISATIONS | _PLACES

_ABBREVIATED = r"(?:Mrs?|Ms|Mx|Dr|Prof|Rev|Sen|Rep|Gov|Lt|Col|Gen|Sgt|Capt|Fr|St|Jr|Sr|Nov|Dec|Jan|Feb|Aug|Sept?|Oct)\."
_TOKEN = re.compile(
    rf"{_ABBREVIATED}|(?:[^\W\d_]\.)+(?=[\s,])|\d+(?:[.,:]\d+)*(?![-\w])"
    r"|[^\W_]+(?:[-’'.][^\W_]+)*(?:(?<=s)[’'](?!\w))?|[^\w\s]|_"
)
_LONGEST = 16


def tokens(text: str, within: Span, quoted: Sequence[tuple[int, Span, Ending]]) -> list[Token]:
    """The tokens of a paragraph, in which each quotation is one token.

    Args:
        text: The document's text.
        within: The paragraph.
        quoted: The place, the span within the paragraph and the ending of each quotation, in the text's order.
    """
    result: list[Token] = []
    at = within.start
    for place, span, ending in quoted:
        result += _plain(text, at, span.start)
        result.append(Token(span, "", Kind.QUOTATION, ending, place))
        at = span.end
    result += _plain(text, at, within.end)
    return result


def _plain(text: str, start: int, end: int) -> Iterator[Token]:
    for found in _TOKEN.finditer(text, start, end):
        word = found.group()
        yield Token(Span(*found.span()), word, Kind.WORD if word[0].isalnum() else Kind.SIGN)


def mention_at(line: Sequence[Token], first: int, limit: int) -> Mention | None:
    """The mention that begins with token ``first`` and ends before ``limit``, as long as it can be."""
    if first >= limit or line[first].kind is not Kind.WORD:
        return None
    if line[first].low in PRONOUNS:
        return Mention(first, first + 1, line[first].span, MentionKind.PRONOUN, line[first].low)
    last = first
    while last < min(limit, first + _LONGEST) and _goes_on(line, first, last, limit):
        last += 1
    while last > first and line[last - 1].low in _NEVER_LAST and last - first > 1:
        last -= 1
    return _classified(line, first, last) if last > first else None


def _goes_on(line: Sequence[Token], first: int, at: int, limit: int) -> bool:
    """Whether token ``at`` belongs to the noun phrase that began at ``first``."""
    token, before = line[at], line[at - 1] if at > first else None
    if token.text == "&":
        return before is not None
    if token.kind is not Kind.WORD:
        return False
    if before is None:
        return token.capital or token.low not in _NEVER_FIRST
    if token.low in LINKS:
        return _link(line, first, at, limit)
    if token.low == "and":
        return before.capital and at + 1 < limit and line[at + 1].capital and line[first].capital
    if token.capital:
        return token.low not in DAYS
    if token.low in _PARTICLES and _links_names(line, first, at, limit):
        return True
    return not _ends_phrase(line, first, at)


def _links_names(line: Sequence[Token], first: int, at: int, limit: int) -> bool:
    """Whether a particle stands between parts of a name: ``van der`` in ``Pieter van der Laan``."""
    before, after = at - 1, at + 1
    while before > first and line[before].low in _PARTICLES:
        before -= 1
    while after < limit and line[after].low in _PARTICLES:
        after += 1
    return line[before].capital and after < limit and line[after].capital


def _link(line: Sequence[Token], first: int, at: int, limit: int) -> bool:
    """Whether ``of``, ``for`` or ``at`` carries a noun phrase on."""
    if at + 1 >= limit or line[at + 1].kind is not Kind.WORD or line[at + 1].low in _STOPS:
        return False
    if all(token.capital or token.low in _PARTICLES for token in line[first:at]):
        return line[first].low in ORGANISATIONS and line[at + 1].capital
    return not _run_start(line, first, at) < at or line[at].low == "of" or line[first].possessive


def _ends_phrase(line: Sequence[Token], first: int, at: int) -> bool:
    """Whether a word without a capital ends the noun phrase before it."""
    token, before = line[at], line[at - 1]
    if token.low in _DETERMINERS:
        return before.low not in LINKS
    if token.low in _STOPS or is_adverb(token):
        return True
    after_determiner = before.low in _DETERMINERS or before.possessive
    if not after_determiner and token.low.endswith("ed"):
        return True
    verb = speech_verb(token.text)
    if verb and not after_determiner and verb.tense in (Tense.PAST, Tense.PRESENT):
        return True
    if not before.capital or before.possessive:
        return False
    start = _run_start(line, first, at)
    named = start == first or line[start - 1].low not in _DETERMINERS
    if start == first and line[first].low in ORGANISATIONS and is_plural(token.low):
        return False
    return named and token.low not in _HEADS


def _run_start(line: Sequence[Token], first: int, last: int) -> int:
    """Where the capitalised words begin that end before ``last``."""
    start = last
    while start > first and (
        line[start - 1].capital or line[start - 1].text == "&" or line[start - 1].low in _WITHIN_NAMES
    ):
        start -= 1
    while start < last and not line[start].capital:
        start += 1
    return start


def _classified(line: Sequence[Token], first: int, last: int) -> Mention | None:
    whole = Span(line[first].span.start, line[last - 1].span.end)
    start = _run_start(line, first, last)
    if line[last - 1].possessive:
        return None
    inside_possessive = any(token.possessive for token in line[start : last - 1])
    lead = line[first:start]
    if start < last and not inside_possessive and _is_lead(lead):
        name = Span(line[start].span.start, whole.end)
        description = Span(whole.start, lead[-1].span.end) if lead else None
        return Mention(first, last, name, MentionKind.NAME, line[last - 1].low, description)
    links = [at for at in range(first, last) if line[at].low in LINKS]
    head = line[links[0] - 1 if links and links[0] > first else last - 1].low
    determined = line[first].low in _DETERMINERS or any(token.possessive for token in line[first : last - 1])
    if line[first].low in _NEVER_ALONE and last - first == 1:
        return None
    if determined or is_plural(head) or (head in PEOPLE and last - first > 1):
        return Mention(first, last, whole, MentionKind.DESCRIPTION, head)
    return None


def _is_lead(lead: Sequence[Token]) -> bool:
    """Whether the words before a name describe its bearer: ``Her colleague``, but not ``the`` or ``a firm of``."""
    if not lead:
        return True
    last = lead[-1]
    return last.low not in _NEVER_LEADING and not last.possessive and last.kind is Kind.WORD


def is_adverb(token: Token) -> bool:
    """Whether a word is an adverb: one of a list, or one in -ly."""
    return token.low in ADVERBS or (token.low.endswith("ly") and token.low != "family" and token.text[0].islower())


def is_plural(noun: str) -> bool:
    """Whether a noun looks like a plural."""
    return noun in _PLURAL_PEOPLE or (noun.endswith("s") and not noun.endswith(("ss", "us", "is")) and len(noun) > 4)


def mention_before(line: Sequence[Token], start: int, end: int) -> Mention | None:
    """The mention whose last word stands just before ``end``, a time or a place apart; none before ``start``."""
    first = end
    while first > max(start, end - _LONGEST) and not _is_boundary(line, first - 1, start):
        first -= 1
    if first == end:
        return None
    if line[end - 1].low in PRONOUNS:
        return mention_at(line, end - 1, end)
    found = mention_at(line, first, end)
    if found and (found.last == end or line[found.last].low in _AFTER_MENTION or is_adverb(line[found.last])):
        return found
    for at in range(first + 1, end):
        found = mention_at(line, at, end)
        if found and found.last == end and (line[at].capital or line[at].low in _DETERMINERS):
            return found
    return None


def _is_boundary(line: Sequence[Token], at: int, start: int) -> bool:
    token = line[at]
    if token.kind is not Kind.WORD:
        return token.text != "&"
    if token.low == "and" and start < at < len(line) - 1:
        return not (line[at - 1].capital and line[at + 1].capital)
    return token.low in _BOUNDARIES


def is_person(mention: Mention, line: Sequence[Token]) -> bool:
    """Whether a mention is surely of one person."""
    if mention.kind is MentionKind.DESCRIPTION:
        return mention.head in PEOPLE or mention.head.endswith(("man", "woman", "person", "ist", "ian"))
    if mention.kind is MentionKind.PRONOUN:
        return mention.head in ("he", "she")
    words = [token.low.rstrip(".") for token in line[mention.first : mention.last] if token.capital]
    if TITLES & set(words):
        return True
    return len(words) > 1 and not _NOT_PEOPLE & set(words) and "&" not in words
