"""Where a quotation departs from its source, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from askdocs.citing.normalise import normalise
from askdocs.text import Span

_TOKEN = re.compile(r"\d+(?:[.,]\d+)+|\w+(?:'\w+)*|\.\.\.|[^\w\s']")

_DASH = re.compile(r"[–—―]+|--+|(?<=\s)-(?=\s)")
# Normalised, the words on its two sides are one.

Operation = Literal["equal", "replace", "insert", "delete"]


@dataclass(frozen=True, slots=True)
class Change:
    """A stretch of the two texts that is the same but for typography, or is not."""

    operation: Operation
    """What makes the source of the quotation: ``insert`` is what the quotation lacks."""
    quoted: str
    source: str


def word_diff(quoted: str, source: str) -> tuple[Change, ...]:
    """What differs between a quotation and its source.

    Joined again, the two sides of the changes are the two texts. Marks of quotation, dashes, case, hyphenation
    and white space make no difference; other punctuation does. The words that stay are a longest common
    subsequence; 12,000 words take about half a second, most of it to
    normalise them.
    """
    from rapidfuzz.distance import Indel

    ours, theirs = _tokens(quoted), _tokens(source)
    if not ours.words or not theirs.words:
        return (
            (Change("equal" if ours.words == theirs.words else "replace", quoted, source),) if quoted or source else ()
        )
    changes = [
        _change(
            step.tag == "equal",
            ours.between(step.src_start, step.src_end),
            theirs.between(step.dest_start, step.dest_end),
        )
        for step in Indel.opcodes(ours.words, theirs.words)
    ]
    return tuple(_merged(changes))


def render(changes: Sequence[Change]) -> str:
    """A diff as one line of words: ``the [-country’s-] {+nation’s+} authorities``.

    What only the quotation has is in ``[-…-]``, what only the source has in ``{+…+}``.
    """
    words: list[str] = []
    for change in changes:
        quoted, source = " ".join(change.quoted.split()), " ".join(change.source.split())
        if change.operation == "equal":
            words.append(quoted)
            continue
        if quoted:
            words.append(f"[-{quoted}-]")
        if source:
            words.append(f"{{+{source}+}}")
    return " ".join(words)


@dataclass(frozen=True, slots=True)
class _Tokens:
    text: str
    words: list[str]
    starts: list[int]
    """In the text, of each word."""

    def between(self, start: int, end: int) -> str:
        """The raw text of some words, up to where the next one begins."""
        return self.text[self._cut(start) : self._cut(end)]

    def _cut(self, at: int) -> int:
        if at == 0:
            return 0
        return self.starts[at] if at < len(self.starts) else len(self.text)


def _tokens(text: str) -> _Tokens:
    words: list[str] = []
    starts: list[int] = []
    at = 0
    for dash in (*_DASH.finditer(text), None):
        normalised = normalise(text, Span(at, dash.start() if dash else len(text)))
        for token in _TOKEN.finditer(normalised.text):
            words.append(token.group())
            starts.append(normalised.raw(token.start(), token.end()).start)
        at = dash.end() if dash else at
    return _Tokens(text, words, starts)


def _change(equal: bool, quoted: str, source: str) -> Change:
    if equal:
        return Change("equal", quoted, source)
    return Change("replace" if quoted and source else "delete" if quoted else "insert", quoted, source)


def _merged(changes: Sequence[Change]) -> Iterator[Change]:
    """The changes, with neighbours that differ made one."""
    at = 0
    while at < len(changes):
        end = at + 1
        while end < len(changes) and "equal" not in (changes[at].operation, changes[end].operation):
            end += 1
        together = changes[at:end]
        quoted, source = "".join(each.quoted for each in together), "".join(each.source for each in together)
        yield _change(changes[at].operation == "equal", quoted, source)
        at = end
