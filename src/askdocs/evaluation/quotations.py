"""Quotations made from real sentences, to measure how well a check tells them apart.

Four kinds are made of equal numbers: exact (as typography and editors leave them), lightly altered, heavily
altered, and invented. What was done to each is noted, so that a failure can be looked into.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from askdocs.evaluation import alterations
from askdocs.evaluation.alterations import Alteration

_SHORTEST, _LONGEST = 5, 40
# Words of a quotation.


class Kind(StrEnum):
    """What a generated quotation is."""

    EXACT = "exact"
    LIGHT = "lightly altered"
    HEAVY = "heavily altered"
    INVENTED = "invented"


EXPECTED: Mapping[Kind, str] = {
    Kind.EXACT: "exact",
    Kind.LIGHT: "altered",
    Kind.HEAVY: "altered",
    Kind.INVENTED: "not_found",
}
"""The label that a check should give."""


@dataclass(frozen=True, slots=True)
class Generated:
    """A quotation, and how it was made."""

    kind: Kind
    text: str
    source: str
    """The words that it was made from; for shuffled vocabulary, itself."""
    made: str
    """What was done: ``typo``, ``dropped`` …"""


@dataclass(frozen=True, slots=True)
class Score:
    """How many quotations of a kind got the label that they should."""

    kind: Kind
    right: int
    labels: Mapping[str, int]
    wrong: tuple[tuple[Generated, str], ...]

    @property
    def accuracy(self) -> float:
        """The share that is right, 0 to 1."""
        return self.right / sum(self.labels.values())


def score(quotations: Sequence[Generated], label: Callable[[Sequence[str]], Sequence[str]]) -> dict[Kind, Score]:
    """How well ``label``, which gives a label to each of the texts, does on each kind."""
    given = list(zip(quotations, label([quotation.text for quotation in quotations]), strict=True))
    scores = {}
    for kind in Kind:
        of_kind = [(quotation, found) for quotation, found in given if quotation.kind is kind]
        wrong = tuple((quotation, found) for quotation, found in of_kind if found != EXPECTED[kind])
        scores[kind] = Score(kind, len(of_kind) - len(wrong), Counter(found for _, found in of_kind), wrong)
    return scores


def generate(sentences: Sequence[str], foreign: Sequence[str], each: int, seed: int = 0) -> list[Generated]:
    """Quotations of all kinds, ``each`` of every one.

    Args:
        sentences: of the documents that are quoted; as they stand there.
        foreign: sentences that stand in none of them.
        each: how many of a kind.
        seed: the same numbers give the same quotations.
    """
    maker = _Maker(sentences, foreign, random.Random(seed))
    makers = {
        Kind.EXACT: maker.exact,
        Kind.LIGHT: maker.light,
        Kind.HEAVY: maker.heavy,
        Kind.INVENTED: maker.invented,
    }
    made: list[Generated] = []
    for kind, make in makers.items():
        while sum(quotation.kind is kind for quotation in made) < each:
            if quotation := make():
                made.append(quotation)
    return made


class _Maker:
    def __init__(self, sentences: Sequence[str], foreign: Sequence[str], chance: random.Random) -> None:
        self.sentences = sentences
        self.foreign = foreign
        self.chance = chance
        self.vocabulary = sorted({word for sentence in sentences for word in re.findall(r"[^\W\d_]{2,}", sentence)})
        self.everything = _plain(" ".join(sentences))

    def exact(self) -> Generated | None:
        """As it stands, or as typography and editors leave it."""
        source = self._slice(self.sentences)
        name, make = self.chance.choice(alterations.EDITORIAL)
        text = make(source, self.chance)
        return Generated(Kind.EXACT, text, source, name) if text else None

    def light(self) -> Generated | None:
        """One word or number is another, is misspelt, missing, or out of its place."""
        return self._altered(Kind.LIGHT, self._slice(self.sentences), [self.chance.choice(alterations.LIGHT)])

    def heavy(self) -> Generated | None:
        """Several words are others, a clause is missing, or its parts are in another order; or two of these."""
        makers = self.chance.sample(alterations.HEAVY, self.chance.choice([1, 1, 2]))
        return self._altered(Kind.HEAVY, self._slice(self.sentences, 10), makers)

    def invented(self) -> Generated | None:
        """A sentence from elsewhere, or words of the documents in no order."""
        if self.chance.random() < 0.5:
            source, made = self._slice(self.foreign), "foreign"
        else:
            count = self.chance.randint(_SHORTEST, _LONGEST)
            source, made = " ".join(self.chance.choice(self.vocabulary) for _ in range(count)), "shuffled"
        return None if _plain(source) in self.everything else Generated(Kind.INVENTED, source, source, made)

    def _slice(self, sentences: Sequence[str], least: int = _SHORTEST) -> str:
        """A sentence or a part of it, from word to word, as it stands."""
        while True:
            sentence = self.chance.choice(sentences)
            spans = [found.span() for found in re.finditer(r"\S+", sentence)]
            if len(spans) >= least:
                count = self.chance.randint(least, min(len(spans), _LONGEST))
                first = self.chance.randint(0, len(spans) - count)
                return sentence[spans[first][0] : spans[first + count - 1][1]]

    def _altered(self, kind: Kind, source: str, makers: Sequence[Alteration]) -> Generated | None:
        words: list[str] | None = source.split()
        for _, make in makers:
            words = make(words, self.vocabulary, self.chance) if words else None
        text = " ".join(words or ())
        made = " and ".join(name for name, _ in makers)
        return None if not text or _plain(text) in self.everything else Generated(kind, text, source, made)


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
