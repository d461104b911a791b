"""How well speakers are found: precision and recall over quotations whose speakers a reader has named."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from askdocs.citing.speakers import attribute
from askdocs.language.words import lexicon
from askdocs.model import Block, BlockKind, Document, DocumentInfo
from askdocs.text import Span, TextBuilder, paragraphs

Pair = tuple[str, str | None]
"""The words of a quotation, and its speaker's; None where there is no speaker."""

_DROPPED = lexicon("a an the mr mrs ms miss dr prof sir rev")
_AFTER_HEAD = lexicon("of for at in from with on by who which that")


@dataclass(frozen=True, slots=True)
class Score:
    """What was found against what is there."""

    right: int
    found: int
    """Quotations that were given a speaker."""
    expected: int
    """Quotations that have one."""

    @property
    def precision(self) -> float:
        """The share of the speakers given that are right; 1 where none was given."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """The share of the speakers expected that were given; 1 where none is expected."""
        return self.right / self.expected if self.expected else 1.0

    def __add__(self, other: Score) -> Score:
        return Score(self.right + other.right, self.found + other.found, self.expected + other.expected)


def score(found: Iterable[Pair], expected: Iterable[Pair]) -> Score:
    """Compare the speakers found with those expected, over one article.

    A quotation is the same if its words are, white space apart; of several with the same words, the first goes
    with the first. A speaker for a quotation that has none, or that is not expected at all, is wrong. So is one
    for which :func:`same_speaker` does not hold.
    """
    given, there = _numbered(found), _numbered(expected)
    right = 0
    for key, speaker in there.items():
        answer = given.get(key)
        right += speaker is not None and answer is not None and same_speaker(answer, speaker)
    return Score(right, sum(s is not None for s in given.values()), sum(s is not None for s in there.values()))


def _numbered(pairs: Iterable[Pair]) -> dict[tuple[str, int], str | None]:
    seen: Counter[str] = Counter()
    result: dict[tuple[str, int], str | None] = {}
    for quotation, speaker in pairs:
        words = " ".join(quotation.split())
        result[words, seen[words]] = speaker
        seen[words] += 1
    return result


def same_speaker(one: str, other: str) -> bool:
    """Whether two mentions can be of one speaker, judged strictly by their words.

    Case, articles and titles (``Ms.``) do not count. The heads must be equal: the last word before the first ``of``,
    ``for``, ``at``, ``in``, ``from``, ``with``, ``on``, ``by``, ``who``, ``which``, ``that`` or comma, which is the
    surname of a name and the noun of a description. And the words of one must all stand in the other, in order:
    ``Torvaldsen`` and ``Ilse Torvaldsen`` are the same, ``a spokesperson`` and ``an NSO spokesperson`` too, but
    ``Ana Petrov`` and ``Ivan Petrov`` are not.
    """
    mine, yours = _mention_words(one), _mention_words(other)
    if _head(one) != _head(other) or not mine or not yours:
        return False
    shorter, longer = sorted((mine, yours), key=len)
    rest = iter(longer)
    return all(word in rest for word in shorter)


def _mention_words(mention: str) -> list[str]:
    words = re.findall(r"[^\W_]+", mention.casefold())
    return [word for word in words if word not in _DROPPED]


def _head(mention: str) -> str:
    words = re.findall(r"[^\W_]+", mention.casefold().split(",")[0])
    end = next((at for at, word in enumerate(words) if at and word in _AFTER_HEAD), len(words))
    return words[end - 1] if words else ""


def article(source: str) -> Document:
    """A document of plain paragraphs, in which ``# `` opens a heading and ``> `` a block quotation."""
    builder, blocks = TextBuilder(source), list[Block]()
    kinds = {"# ": BlockKind.HEADING, "> ": BlockKind.QUOTATION}
    for span in paragraphs(source):
        kind = kinds.get(source[span.start : span.start + 2], BlockKind.PARAGRAPH)
        if blocks:
            builder.copy(span.start - 2, span.start)
        start = len(builder)
        for line in re.finditer(r"(?:[>#] )?([^\n]*\n?)", source[span.start : span.end]):
            builder.copy(span.start + line.start(1), span.start + line.end(1))
        blocks.append(Block(Span(start, len(builder)), kind))
    text, source_map = builder.build()
    return Document(DocumentInfo(id="article", path="article.txt"), text, tuple(blocks), source_map)


def answers(document: Document) -> list[Pair]:
    """What is found in a document, as it is scored."""
    return [
        (
            "\n\n".join(part.of(document.text) for part in found.quotation.parts),
            found.speaker.name if found.speaker else None,
        )
        for found in attribute(document)
    ]


def measure(folder: Path) -> Score:
    """The score over a folder of articles: ``NAME.txt``, and beside it ``NAME.json`` with the pairs expected."""
    total = Score(0, 0, 0)
    for file in sorted(folder.glob("*.txt")):
        records = json.loads(file.with_suffix(".json").read_text(encoding="utf-8"))
        expected = [(record["quotation"], record["speaker"]) for record in records]
        total += score(answers(article(file.read_text(encoding="utf-8"))), expected)
    return total
