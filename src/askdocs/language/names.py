"""Names of people, places and organisations in English prose: where they stand, and when two are the same."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from askdocs.language.sentences import sentences
from askdocs.language.speech import speech_verb
from askdocs.language.words import bare, fold, is_function_word, lexicon
from askdocs.text import Span

_NEARBY = 20_000  # characters on each side in which a word's other occurrences are looked for
_LONGEST = 12  # words of a name, with its titles; more are a headline

_TITLES = lexicon(
    "mr mrs ms mx dr prof professor sir dame lord lady president presidents vice-president minister ministers "
    "chancellor premier secretary senator sen representative rep congressman congresswoman governor gov mayor "
    "ambassador judge justice general gen colonel col major captain capt lieutenant lt sergeant sgt admiral commander "
    "inspector detective superintendent king queen prince princess emperor pope bishop archbishop cardinal father "
    "reverend rev rabbi imam sheikh chairman chairwoman chair director spokesman spokeswoman spokesperson officer"
)
_BEFORE_A_TITLE = lexicon(
    "prime deputy vice former acting foreign defence defense interior finance health education energy trade "
    "environment labour labor culture transport attorney press chief first second assistant state executive managing "
    "national security"
)
# Whose name may go on with "of"; and before which a title is a part of the name: Justice Department, General Motors.
_ORGANISATION = lexicon(
    "ministry department office committee institute institution school faculty college university bureau agency "
    "council centre center commission board association federation union society academy museum authority service "
    "court bank house chamber foundation fund league party group company corporation organisation organization "
    "assembly motors electric mills hospital alliance republic kingdom"
)
_WITH_AND = lexicon(
    "ministry department office committee commission institute school centre center council bureau agency"
)
_PARTICLES = lexicon("de del della di da do dos das du la le van von der den ter ten zu bin ibn al el bint")
_LINKS = lexicon("of and for to the")
_SUFFIXES = lexicon("group inc incorporated corp corporation ltd limited plc llc co company holdings")
_CALENDAR = lexicon(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december"
)
_ALSO_GIVEN = lexicon("may april june august")  # Theresa May

_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}"  # U.N.
    r"|[^\W\d_]\.(?=\s?[^\W\d_])"  # J. before another
    r"|(?:Mrs?|Ms|Dr|Prof|Gen|Sen|Rep|Gov|Col|Lt|Capt|Sgt|Rev|St|Jr|Sr)\.(?!\s*$)"
    r"|[^\W_](?:[^\W_]|[\u0300-\u036f]|['’-](?=[^\W_]))*"
)
_ARTICLE = re.compile(r"(?:al|el|ad|an|ar|as|at|d|l|i|e)['’-]?(?=[^\W\d_a-z])")  # al-Assad, d’Estaing, iPhone
_GAP = re.compile(r"(?:\s{1,2}|\s&\s|)")
_OPENING = re.compile(r"(?:[\"“‘«(\[:•*–—]|\s['])\s?$|^$")
_ORDINARY_END = re.compile(r"(?:ly|ing|ed|tion|tions|ment|ments|ness|[^siu]s)$")
_NATIONAL = re.compile(
    r".+(?:eli|aqi|ani|ian|ean|ish|ese|[ri]can)|french|german|dutch|greek|swiss|czech|thai|saudi|arab", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Token:
    span: Span
    word: str
    capital: bool

    @property
    def key(self) -> str:
        return fold(bare(self.word)).rstrip(".")


@dataclass(frozen=True, slots=True)
class _Usage:
    """How the words near a place are written."""

    lower: frozenset[str]
    """Those that occur in lower case."""
    names: frozenset[str]
    """Those that occur capitalised within a sentence."""


def names(text: str, within: Span | None = None) -> Iterator[Span]:
    """The names in a text, without the titles before them and without a possessive ``’s``.

    A name is a run of capitalised words, with particles (``van``, ``de la``), initials, and after the kind of an
    organisation ``of``, ``for`` and ``and`` (``Ministry of Health and Welfare``). Whether a word that begins a
    sentence is a name is told by how it is written elsewhere.
    """
    within = within or Span(0, len(text))
    usage = _usage(text[max(0, within.start - _NEARBY) : within.end + _NEARBY])
    for sentence in sentences(text, within):
        tokens = [
            _Token(Span(*found.span()), found.group(), _is_capital(found.group()))
            for found in _TOKEN.finditer(text, *sentence)
        ]
        at = 0
        while at < len(tokens):
            if not _opens(tokens[at]):
                at += 1
                continue
            end = _end(text, tokens, at)
            name = _stripped(text, sentence, tokens, at, end, usage) if end - at <= _LONGEST else []
            if name:
                yield Span(name[0].span.start, name[-1].span.start + len(bare(name[-1].word)))
            at = end


def same(one: str, other: str) -> bool:
    """Whether two names can be of the same person, place or organisation.

    Case, accents and titles do not count. A surname stands for the full name, an initial for a given name, an
    acronym for what it abbreviates, and a company for itself with or without its ``Group`` or ``Ltd``.
    """
    mine, yours = sorted((key_words(one), key_words(other)), key=len)
    if not mine or not yours:
        return False
    if len(mine) == 1 and (_abbreviates(mine[0], one, yours) or _abbreviates(mine[0], other, yours)):
        return True
    without = [part for part in yours if part not in _SUFFIXES]
    if mine in (yours, without):
        return True
    if mine[0] in _SUFFIXES | _ORGANISATION:
        return False
    if yours[-len(mine) :] == mine:
        return True
    first, full = mine[0], yours[0]
    return len(mine) > 1 and mine[-1] == yours[-1] and 1 in (len(first), len(full)) and first[0] == full[0]


def key_words(name: str) -> list[str]:
    """The words that tell a name from others, folded: without titles, ``of``, ``and``, ``for`` and ``the``."""
    words = [bare(found.group()) for found in _TOKEN.finditer(name.strip())]
    parts = [fold(word).replace(".", "").replace("’", "'") for word in words if fold(word) not in _LINKS]
    while len(parts) > 1 and parts[0] in _TITLES:
        parts = parts[1:]
    return parts


def is_organisation(word: str) -> bool:
    """Whether a folded word says what kind of an organisation a name is of: ``ministry``, ``group``, ``ltd``."""
    return word in _ORGANISATION or word in _SUFFIXES


def is_title(word: str) -> bool:
    """Whether a folded word says what somebody is, before their name: ``minister``, ``judge``, ``spokesperson``."""
    return word in _TITLES


def _abbreviates(acronym: str, written: str, parts: Sequence[str]) -> bool:
    letters = bare(written.strip()).replace(".", "")
    return len(parts) > 1 and letters.isupper() and fold(letters) == acronym == "".join(part[0] for part in parts)


def _usage(text: str) -> _Usage:
    lower = frozenset(re.findall(r"(?<![\w’'-])[^\W\dA-Z_]\w+", text))
    return _Usage(lower, frozenset(re.findall(r"(?<=[a-z,] )[A-Z][\w’'-]*", text)))


def _is_capital(word: str) -> bool:
    return word[0].isupper() or word[0].istitle() or bool(_ARTICLE.match(word))


def _opens(token: _Token) -> bool:
    return token.capital and token.word != "I" and token.key not in _CALENDAR


def _end(text: str, tokens: Sequence[_Token], start: int) -> int:
    """Where the run of a name's words that begins at ``start`` ends."""
    end = start + 1
    while end < len(tokens) and not _breaks(text, tokens, end):
        token = tokens[end]
        if token.capital:
            given = token.key in _ALSO_GIVEN and not text[token.span.end : token.span.end + 2].strip().isdigit()
            if token.word == "I" or (token.key in _CALENDAR and not given):
                break
            end += 1
            continue
        linked = _linked(text, tokens, start, end)
        if linked == end:
            break
        end = linked
    return end


def _breaks(text: str, tokens: Sequence[_Token], at: int) -> bool:
    """Whether more than white space, or a possessive, stands between a word and the one before."""
    before = tokens[at - 1]
    possessive = len(bare(before.word)) < len(before.word)
    return possessive or not _GAP.fullmatch(text[before.span.end : tokens[at].span.start])


def _linked(text: str, tokens: Sequence[_Token], start: int, at: int) -> int:
    """Past the particles or the link at ``at``, if the name goes on after them."""
    end = at
    while end < min(at + 3, len(tokens)) and tokens[end].word in _PARTICLES | _LINKS:
        if end > at and _breaks(text, tokens, end):
            return at
        end += 1
    if end == at or end == len(tokens) or not _opens(tokens[end]) or _breaks(text, tokens, end):
        return at
    linking = [token.word for token in tokens[at:end] if token.word in _LINKS]
    if not linking:
        return end
    head = [token.key for token in tokens[max(start, at - _LONGEST) : at]]
    kinds = _WITH_AND if "and" in linking else _ORGANISATION
    if any(word in kinds for word in head) and (linking[0] != "and" or "of" in head):
        return end
    return end if linking[0] == "of" and len(head) == 1 else at


def _stripped(
    text: str, sentence: Span, tokens: Sequence[_Token], start: int, end: int, usage: _Usage
) -> Sequence[_Token]:
    """The words of a run that are the name."""
    run = list(tokens[start:end])
    while run and is_function_word(run[0].word) and not _is_acronym(run[0].word, sentence.of(text)):
        run = run[1:]
    if not run:
        return run
    lead = text[max(sentence.start, run[0].span.start - 3) : run[0].span.start]
    begins = len(run) == 1 or not lead.strip()  # of a title after a quotation mark, each word has its capital
    if begins and _OPENING.search(lead) and run[0] is tokens[start] and _is_ordinary(run, usage):
        run = run[1:]
    following = tokens[end].word if end < len(tokens) else ""
    return _untitled(run) if not _is_national(run, following) else []


def _is_acronym(word: str, sentence: str) -> bool:
    """Whether a word is written in capitals where others are not: ``WHO`` is no pronoun."""
    return len(word) > 1 and word.isupper() and not sentence.isupper()


def _is_ordinary(run: Sequence[_Token], usage: _Usage) -> bool:
    """Whether the first word has its capital from beginning a sentence."""
    word = bare(run[0].word)
    if len(word) > 1 and word.isupper():
        return False
    if word.lower() in usage.lower or (len(run) == 1 and run[0].key in _BEFORE_A_TITLE):
        return True
    return run[0].word not in usage.names and word not in usage.names and bool(_ORDINARY_END.search(word))


def _is_national(run: Sequence[_Token], following: str) -> bool:
    """Whether the run is an adjective such as ``Israeli`` before what it describes."""
    if len(run) != 1 or not following[:1].islower() or not _NATIONAL.fullmatch(run[0].word):
        return False
    return not is_function_word(following) and speech_verb(following) is None


def _untitled(run: Sequence[_Token]) -> Sequence[_Token]:
    keys = [token.key for token in run]
    titles = [at for at, key in enumerate(keys) if key in _TITLES and _may_lead(keys[:at])]
    if titles and not (keys[titles[-1] + 1 :] and keys[titles[-1] + 1] in _ORGANISATION):
        at = titles[-1] + 1
        if keys[at : at + 1] == ["of"] and keys[at + 1 : at + 2] and keys[at + 1] in _BEFORE_A_TITLE:
            at += 2  # Secretary of State
        run = run[at:]
    while run and (not run[0].capital or run[0].key in _LINKS):
        run = run[1:]
    return run


def _may_lead(keys: Sequence[str]) -> bool:
    """Whether these words can stand before a title: ``French Prime``, ``White House Press``."""
    others = [key for key in keys if key not in _BEFORE_A_TITLE and key not in _TITLES]
    return (
        not others
        or any(key in _ORGANISATION for key in keys)
        or (len(others) == 1 and bool(_NATIONAL.fullmatch(others[0])))
    )


_PEOPLES = {
    "french": "france", "dutch": "netherlands", "swiss": "switzerland", "spanish": "spain", "danish": "denmark",
    "british": "britain", "english": "england", "welsh": "wales", "scottish": "scotland", "irish": "ireland",
    "greek": "greece", "polish": "poland", "turkish": "turkey", "swedish": "sweden", "finnish": "finland",
    "norwegian": "norway", "chinese": "china", "thai": "thailand", "filipino": "philippines", "iraqi": "iraq",
    "german": "germany", "peruvian": "peru", "lebanese": "lebanon", "burmese": "burma", "afghan": "afghanistan",
    "kazakh": "kazakhstan", "uzbek": "uzbekistan", "czech": "czechia", "slovak": "slovakia", "argentine": "argentina",
    "cypriot": "cyprus", "icelandic": "iceland", "belgian": "belgium", "hungarian": "hungary", "emirati": "emirates",
}  # fmt: skip
# Only those that do not share their first letters with their country; the others are akin as they stand.


def country(word: str) -> str:
    """The country that a folded adjective belongs to; any other word as it is."""
    return _PEOPLES.get(word, word)
