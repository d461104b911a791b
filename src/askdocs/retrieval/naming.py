"""Which documents a question names: by who published them, who wrote them, when, or a title that the user gave them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from askdocs.language.dates import dates
from askdocs.language.words import bare, fold, is_function_word, words
from askdocs.model import DocumentInfo

_WHO = 0.6
# How far a publication, an author or a title goes towards naming a document.
_WHEN = {"day": 0.3, "month": 0.2, "year": 0.05}
# The same of a date that stands alone: it may as well be that of what is asked about.
_WHEN_TOO = {"day": 0.7, "month": 0.6, "year": 0.3}
# Of a date beside a publication or an author.
_MOST_OF = 0.7
# Of a title's content words, to be taken for it.


def named(question: str, infos: Iterable[DocumentInfo]) -> dict[str, float]:
    """How far a question names each of the documents, above 0 and below 1, by id; others are left out.

    A publication and an author are named where all words of the name stand together, a name of one word where
    it is written with its capital. Of two ways of being named, the second goes part of what is left of the way to 1.
    """
    asked = _Asked(question)
    found = {}
    for info in infos:
        who = asked.who(info)
        missing = (1 - _WHO) ** who
        if info.published and asked.days:
            missing *= 1 - (_WHEN_TOO if who else _WHEN).get(_closest(asked.days, info.published), 0.0)
        if missing < 1:
            found[info.id] = 1 - missing
    return found


class _Asked:
    """A question, with what it names worked out once for each name."""

    def __init__(self, question: str) -> None:
        spelled = [bare(span.of(question)) for span in words(question)]
        self._spelled = spelled
        self._folded = f" {' '.join(map(fold, spelled))} "
        self._content = {fold(word) for word in spelled if not is_function_word(word)}
        found = [(span, value) for span, value in dates(question) if value]
        self.days = [value for span, value in found if not any(o != span and o.contains(span) for o, _ in found)]
        self.names = cache(self._names)

    def _names(self, name: str) -> bool:
        parts = [bare(span.of(name)) for span in words(name)]
        if len(parts) > 1 and fold(parts[0]) == "the":
            parts = parts[1:]
        if len(parts) == 1:
            return parts[0] in self._spelled[1:] and parts[0] != parts[0].lower()
        return bool(parts) and f" {' '.join(map(fold, parts))} " in self._folded

    def who(self, info: DocumentInfo) -> int:
        """By how many of its publication, its authors and the title that the user gave it a document is named."""
        authors = (name for author in info.authors for name in (author, _surname(author)) if name)
        return (
            bool(info.source and self.names(info.source))
            + any(map(self.names, authors))
            + bool("title" in info.corrected and info.title and self.quotes(info.title))
        )

    def quotes(self, title: str) -> bool:
        """Whether most of a title's content words are asked for, two at the least."""
        content = {fold(bare(span.of(title))) for span in words(title)}
        content = {word for word in content if not is_function_word(word)}
        shared = len(content & self._content)
        return shared > 1 and shared >= _MOST_OF * len(content)


def _surname(author: str) -> str:
    last = author.split()[-1]
    return last if len(last) > 3 else ""


def _closest(asked: Sequence[str], published: str) -> str:
    """How precisely a date that is asked for is a document's: ``day``, ``month`` or ``year``, or empty."""
    known = f"{published}-"
    for precision, length in (("day", 10), ("month", 7), ("year", 4)):
        for day in asked:
            whole = day if not day.startswith("--") else published[:4] + day[1:]  # a date without its year
            if len(whole) == length and known.startswith(f"{whole}-"):
                return precision
    return ""
