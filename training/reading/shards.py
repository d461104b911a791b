"""Groups of examples as flat arrays, drawn by other processes while the networks train."""

from __future__ import annotations

import multiprocessing
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from askdocs.answering.reader.encoding import Specials, assemble
from reading.examples import Examples, Recipe, Row

FOLDS = 3
"""Parts of the articles; each network that teaches goes without one."""
_NEAR = 12
"""Tokens by which the lengths within a batch may differ more than they must, so that its groups vary."""


@dataclass(frozen=True, slots=True)
class Shard:
    """Some groups of rows, one after the other, each row with its special tokens."""

    ids: NDArray[np.int32]
    marks: NDArray[np.int8]
    starts: NDArray[np.int64]
    """Where each row starts in ``ids``, shape (rows,)."""
    lengths: NDArray[np.int64]
    texts: NDArray[np.int64]
    """Where the text starts in each row."""
    firsts: NDArray[np.int64]
    """The answer's first token in each row; 0 where there is none."""
    lasts: NDArray[np.int64]
    groups: NDArray[np.int64]
    """The first row of each group, and the number of rows, shape (groups + 1,)."""
    folds: NDArray[np.int64]
    """The part of the articles that each group's question is of, shape (groups,)."""


def packed(groups: Sequence[Sequence[Row]], folds: Sequence[int], specials: Specials) -> Shard:
    """Groups as one shard, in their order."""
    ids, marks, lengths, texts, firsts, lasts, sizes = [], [], [], [], [], [], []
    for group in groups:
        sizes.append(len(group))
        for question, text, first, last in group:
            row, kinds = assemble(question, text, specials)
            offset = len(question) + 2
            ids += row
            marks += kinds
            lengths.append(len(row))
            texts.append(offset)
            firsts.append(first + offset if first >= 0 else 0)
            lasts.append(last + offset if first >= 0 else 0)
    ends = np.cumsum(lengths, dtype=np.int64)
    groups_at = np.concatenate([[0], np.cumsum(sizes, dtype=np.int64)])
    long, text_at, first_at, last_at, parts = (
        np.array(each, np.int64) for each in (lengths, texts, firsts, lasts, folds)
    )
    return Shard(
        np.array(ids, np.int32),
        np.array(marks, np.int8),
        ends - long,
        long,
        text_at,
        first_at,
        last_at,
        groups_at,
        parts,
    )


def fold(article: str) -> int:
    """The part that an article belongs to."""
    return crc32(article.encode()) % FOLDS


def planned(shard: Shard, without: Sequence[int | None], budget: int, draw: random.Random) -> list[NDArray[np.int64]]:
    """Which groups each network sees in each step.

    Every group goes to one of the networks that may see it, with others of like length.

    Args:
        shard: what there is.
        without: for each network the fold that it does not see, if any.
        budget: tokens of a network's batch at the most.
        draw: decides what is left to chance.

    Returns:
        For each step an array of group numbers, shape (networks, groups), filled up with -1.
    """
    sizes = np.add.reduceat(shard.lengths, shard.groups[:-1])
    longest = np.maximum.reduceat(shard.lengths, shard.groups[:-1])
    order = np.argsort(longest + np.array([draw.random() * _NEAR for _ in longest]), kind="stable")
    allowed = {part: [at for at, other in enumerate(without) if other != part] for part in range(FOLDS)}
    batches: list[list[list[int]]] = [[] for _ in without]
    seen, room = [0] * len(without), [0] * len(without)
    for group in order:
        # To whoever has seen least, so that all come to the same lengths at the same time.
        at = min(allowed[int(shard.folds[group])], key=lambda each: (seen[each], draw.random()))
        tokens = int(sizes[group])
        if not batches[at] or tokens > room[at]:
            batches[at].append([])
            room[at] = budget
        batches[at][-1].append(int(group))
        seen[at] += tokens
        room[at] -= tokens
    steps = []
    for own in zip_longest(*batches, fillvalue=()):
        most = max(map(len, own))
        steps.append(np.array([[*each, *[-1] * (most - len(each))] for each in own]))
    draw.shuffle(steps)
    return steps


class Source:
    """Draws shards of several corpora."""

    def __init__(self, corpora: Mapping[str, Examples], recipes: Mapping[str, Recipe], parts: int) -> None:
        """Keep what is drawn from.

        Args:
            corpora: by name.
            recipes: for each of them what one pass consists of.
            parts: shards of a pass.
        """
        self._corpora, self._recipes, self._parts = corpora, recipes, parts
        self._numbers = {name: corpora[name].by_fold(fold, FOLDS) for name in recipes}

    def shard(self, seed: int, specials: Specials) -> Shard:
        """One part of a pass, drawn anew."""
        draw = random.Random(seed)
        groups, folds = list[list[Row]](), list[int]()
        for name, recipe in self._recipes.items():
            for part, (numbers, defined) in enumerate(self._numbers[name]):
                asked = draw.sample(numbers, round(recipe.share * len(numbers) / self._parts))
                made = draw.sample(defined, round(recipe.defined * len(defined) / self._parts))
                found = self._corpora[name].draw(asked, made, recipe, draw)
                groups += found
                folds += [part] * len(found)
        return packed(groups, folds, specials)

    def drawn(self, seeds: Sequence[int], specials: Specials, workers: int) -> Iterator[Shard]:
        """A shard for each seed, in their order, made ahead of their use."""
        global _source, _specials
        _source, _specials = self, specials
        with multiprocessing.get_context("fork").Pool(workers) as pool:
            yield from pool.imap(_made, seeds)


_source: Source
_specials: Specials
"""What a process that draws has from the one that forked it."""


def _made(seed: int) -> Shard:
    return _source.shard(seed, _specials)
