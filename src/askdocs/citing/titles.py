"""The case of titles: sentence case as far as the article itself shows it, title case where it is safe."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Set


def words(text: str) -> frozenset[str]:
    """A set of words, written in a row."""
    return frozenset(text.split())


_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
# After these a word is capitalised as the first of a title is.
_OPENS = re.compile(r"[:?!.—–]\s*[\"'“‘«(]*$")
_SMALL = words("a an the and but or nor for as at by in of off on out per to up via vs from into")
MLA_SMALL: Set[str] = _SMALL | words(
    "about above across after against along among around before behind below beneath between beyond despite down"
    " during like near onto over since through throughout toward towards under until upon with within without"
)
"""MLA Handbook: articles, coordinating conjunctions and every preposition."""
CHICAGO_SMALL: Set[str] = _SMALL | {"down", "like", "near", "onto", "over", "with"}
"""Chicago, 18th edition: articles, the common conjunctions, and prepositions of up to four letters."""
_PREPOSITIONS = MLA_SMALL - words("a an the and but or nor")
_UNFINISHED = MLA_SMALL | words("is are was were be")
_ENGLISH = words("the of and to for with from is are was were how what why who his her its their by at")
_FOREIGN = words(
    "der das und ein eine für mit von le la les des du un une et pour dans sur el los las y en con por para il"
    " gli di della che e o os do da uma het een de och att som på av og til"
)


def sentence_case(title: str, body: str | None) -> str:
    """The title with those words in lower case that the article's own body has in lower case.

    A word keeps its capital where it opens the title or a part of it, where the body has it with one in
    mid-sentence (a name), and where the body does not have it at all. Without a body the title stays as it is.
    """
    if body is None or not _in_title_case(title):
        return title
    lower, names = _spellings(body)

    def lowered(found: re.Match[str]) -> str:
        word = found.group()
        small = word[0].lower() + word[1:]
        opens = found.start() == _first(title) or _OPENS.search(title, 0, found.start())
        return small if small in lower and word not in names and not opens else word

    return _WORD.sub(lowered, title)


def title_case(title: str, small: Set[str]) -> str:
    """The title with its main words capitalised.

    Only ever raises the first letter of a word that is all lower case. A title in another language or script
    is left alone, and so are words with digits, stops or capitals in them (``iPhone``, ``example.org``).

    Args:
        title: in sentence case or in title case.
        small: the words that the style keeps in lower case within a title.
    """
    words = [found.group().lower() for found in _WORD.finditer(title)]
    if not words or not _is_english(words) or not _is_latin(title):
        return title
    last = [found.start() for found in _WORD.finditer(title)][-1]

    def raised(found: re.Match[str]) -> str:
        word, start, end = found.group(), found.start(), found.end()
        opens = start == _first(title) or start == last or _OPENS.search(title, 0, start)
        if not word.islower() or (word in small and not opens) or _within_token(title, start, end):
            return word
        return word[0].upper() + word[1:]

    return _WORD.sub(raised, title)


def short_title(title: str) -> str:
    """The title up to its first stop, without an initial article, and of at most four words.

    A longer one ends before its first preposition. Chicago Manual of Style: a shortened title keeps the key words
    in their order and drops "a" and "the"; MLA Handbook: it ends with the first noun phrase.
    """
    main = re.split(r"[:;—–]\s|[?!](?=\s)", title)[0]
    kept = re.sub(r"^(?:a|an|the)\s+(?=\S)", "", main, flags=re.IGNORECASE).split()
    if len(kept) > 4:
        breaks = (at for at, word in enumerate(kept[:5]) if at and word.lower() in _PREPOSITIONS)
        kept = kept[: min(4, next(breaks, 4))]
        while len(kept) > 1 and kept[-1].strip("\"“‘'").lower() in _UNFINISHED:
            kept.pop()
    return " ".join(kept).rstrip(",.;:") or title


def _spellings(body: str) -> tuple[set[str], set[str]]:
    """The body's words in lower case, and those with a capital that do not open a sentence."""
    lower: set[str] = set()
    names: set[str] = set()
    for found in _WORD.finditer(body):
        word = found.group()
        if word.islower():
            lower.add(word)
        elif body[: found.start()][-1:] == " " and body[max(0, found.start() - 2)].isalpha():
            names.add(word)
    return lower, names


def _in_title_case(title: str) -> bool:
    words = [found.group() for found in _WORD.finditer(title)]
    return any(word[0].isupper() for word in words[1:]) and not title.isupper()


def _first(title: str) -> int:
    found = _WORD.search(title)
    return found.start() if found else 0


def _within_token(title: str, start: int, end: int) -> bool:
    """Whether letters are part of a name on the web, a number or a code: ``example.org``, ``3rd``."""
    token = (re.findall(r"\S*$", title[:start]) or [""])[0] + title[start:end] + re.split(r"\s", title[end:])[0]
    return bool(re.search(r"[\d_@/\\#]|\w\.\w", token))


def _is_english(words: list[str]) -> bool:
    return any(word in _ENGLISH for word in words) or not any(word in _FOREIGN for word in words)


def _is_latin(title: str) -> bool:
    return all("LATIN" in unicodedata.name(c, "") for c in title if c.isalpha())
