"""How the reader is trained: shards, batches, losses, and several networks side by side."""

from __future__ import annotations

import random
from functools import cache

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from askdocs.answering.reader.encoding import Specials, assemble
from askdocs.answering.reader.network import Network
from reader import mean, mixed
from reading.examples import Row
from reading.fit import Batch, Schedule, batch, fit, loss, marked, told
from reading.shards import FOLDS, Shard, packed, planned
from reading.stacked import Stacked

SPECIALS = Specials(1, 2, frozenset())
VOCABULARY = 30


@st.composite
def groups(draw: st.DrawFn, most: int = 12) -> list[list[Row]]:
    """Groups with a question of their own; in some of them the first row answers."""
    token = st.integers(3, VOCABULARY - 1)
    made = []
    for _ in range(draw(st.integers(1, most))):
        question = draw(st.lists(token, min_size=1, max_size=4))
        texts = draw(st.lists(st.lists(token, min_size=1, max_size=12), min_size=1, max_size=3))
        last = draw(st.integers(-1, len(texts[0]) - 1))
        first = draw(st.integers(0, last)) if last >= 0 else -1
        made.append([(question, text, *((-1, -1) if at else (first, last))) for at, text in enumerate(texts)])
    return made


def shard_of(made: list[list[Row]]) -> Shard:
    return packed(made, [at % FOLDS for at in range(len(made))], SPECIALS)


def batch_of(made: list[list[Row]], networks: int = 1) -> Batch:
    """Each network sees all groups."""
    shard = shard_of(made)
    flat = torch.from_numpy(shard.ids), torch.from_numpy(shard.marks)
    return batch(shard, flat, np.array([range(len(made))] * networks))


@given(groups(40), st.integers(30, 200), st.integers(0, 99))
def test_every_group_is_seen_once_and_by_no_network_that_goes_without_it(
    made: list[list[Row]], budget: int, seed: int
) -> None:
    shard, without = shard_of(made), [0, 1, 2, None]
    steps = planned(shard, without, budget, random.Random(seed))
    seen = [(at, int(group)) for step in steps for at, own in enumerate(step) for group in own if group >= 0]
    assert sorted(group for _, group in seen) == list(range(len(made)))
    assert all(without[at] != shard.folds[group] for at, group in seen)
    sizes = np.add.reduceat(shard.lengths, shard.groups[:-1])
    for own in (own for step in steps for own in step):
        kept = own[own >= 0]
        assert len(kept) <= 1 or sizes[kept].sum() <= budget


@given(groups())
def test_a_batch_holds_the_rows_as_they_are(made: list[list[Row]]) -> None:
    one = batch_of(made)
    rows = [row for group in made for row in group]
    for at, (question, text, first, last) in enumerate(rows):
        ids, marks = assemble(question, text, SPECIALS)
        kept = one.layout.mask[0, at]
        assert one.ids[0, at][kept].tolist() == ids
        assert one.marks[0, at][kept].tolist() == marks
        assert one.ids[0, at][one.inside[0, at]].tolist() == text
        answer = one.ids[0, at][one.firsts[0, at] : one.lasts[0, at] + 1].tolist() if one.firsts[0, at] else []
        assert answer == (text[first : last + 1] if first >= 0 else [])
    sizes = one.groups[0].bincount()
    assert sizes[sizes > 0].tolist() == [len(group) for group in made]


@settings(max_examples=8, deadline=None)
@given(groups(4))
def test_networks_side_by_side_give_what_each_gives_alone(made: list[list[Row]]) -> None:
    networks = [small_network(1), small_network(2)]
    one = batch_of(made, 2)
    found = Stacked(networks)(one.ids, one.marks, one.layout)
    for at, network in enumerate(networks):
        kept = one.layout.mask[at]
        own = network(one.ids[at], kept.long(), one.marks[at])
        assert torch.allclose(found[at][kept], own[kept], atol=1e-4)


def test_their_gradients_are_each_ones_own_too() -> None:
    made = [[([3, 4], [5, 6, 7, 8], 1, 2), ([3, 4], [9, 9], -1, -1)], [([6], [7, 8, 9], -1, -1)]]
    stacked, one = Stacked([small_network(1), small_network(2)]), batch_of(made, 2)
    torch.autograd.backward(loss(stacked(one.ids, one.marks, one.layout), one, marked(one)))
    for at in range(2):
        alone, single = Stacked([small_network(at + 1)]), batch_of(made)
        torch.autograd.backward(loss(alone(single.ids, single.marks, single.layout), single, marked(single)))
        for both, own in zip(stacked.weights, alone.weights, strict=True):
            assert both.grad is not None and own.grad is not None
            assert torch.allclose(both.grad[at], own.grad[0], rtol=1e-3, atol=1e-5)


def test_noise_leaves_the_weights_alone() -> None:
    stacked, one = Stacked([small_network(1)]), batch_of([[([3], [4, 5, 6], 0, 1)]])
    before = [each.detach().clone() for each in stacked.weights]
    found = [stacked(one.ids, one.marks, one.layout, noise) for noise in (0.0, 0.3, 0.3)]
    assert not torch.allclose(found[1], found[2], atol=1e-3)
    assert torch.isfinite(torch.stack(found)[:, one.layout.mask]).all()
    assert all(torch.equal(old, new) for old, new in zip(before, stacked.weights, strict=True))


@settings(max_examples=8, deadline=None)
@given(groups(5))
def test_what_teachers_say_are_probabilities_among_a_groups_texts(made: list[list[Row]]) -> None:
    one = batch_of(made)
    teachers = Stacked([small_network(1), small_network(2)])
    said = told(teachers, one, half=False)
    count = len(made)
    numbers = torch.unique(one.groups, return_inverse=True)[1][0]
    sums = torch.zeros(count, 2).index_add(0, numbers, said.ends[0].sum(1))
    assert torch.allclose(sums, torch.ones(count, 2), atol=1e-4)
    assert torch.allclose(torch.zeros(count).index_add(0, numbers, said.listed[0]), torch.ones(count), atol=1e-4)
    alone = [told(Stacked([small_network(seed)]), one, half=False) for seed in (1, 2)]
    assert torch.allclose(said.ends, (alone[0].ends + alone[1].ends) / 2, atol=1e-5)
    assert torch.allclose(said.answers, (alone[0].answers + alone[1].answers) / 2, atol=1e-5)


def test_a_loss_is_least_for_what_is_asked_for() -> None:
    one = batch_of([[([3, 4], [5, 6, 7, 8], 1, 2), ([3, 4], [9, 9, 3], -1, -1)], [([6], [7, 8, 9], -1, -1)]])
    right = torch.full((*one.ids.shape, 3), -9.0)
    right[0, 0, one.firsts[0, 0], 0] = right[0, 0, one.lasts[0, 0], 1] = right[0, 0, 0, 2] = 9.0
    wrong = right.clone()
    wrong[0, 0], wrong[0, 1] = right[0, 1], right[0, 0]
    assert loss(right, one, marked(one)).item() < 0.01
    assert loss(wrong, one, marked(one)).item() > 5


def test_a_network_learns_from_what_is_marked_and_from_a_teacher() -> None:
    made = [[([3, 4], [5, 6, 7, 8, 9], 1, 2), ([3, 4], [9, 9, 5], -1, -1)], [([8], [7, 8, 9], 0, 0)]]
    schedule, one = Schedule(1e-3, 0.1, noise=0.0, tokens=500), batch_of(made)
    teacher, pupil = Stacked([small_network(1)]), Stacked([small_network(2)])
    shards = [shard_of(made)] * 25
    before = loss(teacher(one.ids, one.marks, one.layout), one, marked(one)).item()
    fit(teacher, shards, len(shards), without=[None], schedule=schedule, device="cpu", seed=1)
    after = loss(teacher(one.ids, one.marks, one.layout), one, marked(one)).item()
    assert after < before / 3
    said = told(teacher, one, half=False)
    far = loss(pupil(one.ids, one.marks, one.layout), one, said).item()
    fit(pupil, shards, len(shards), without=[None], schedule=schedule, device="cpu", seed=2, teachers=teacher)
    assert loss(pupil(one.ids, one.marks, one.layout), one, said).item() < far / 2


@given(st.floats(0.01, 0.3), st.integers(50, 5000))
def test_a_learning_rate_rises_and_falls(rise: float, steps: int) -> None:
    heights = [Schedule(1.0, rise, 0.0, 1).height((step + 1) / steps) for step in range(steps)]
    top = heights.index(max(heights))
    assert min(heights) >= 0 and max(heights) <= 1
    assert heights[: top + 1] == sorted(heights[: top + 1])
    assert heights[top:] == sorted(heights[top:], reverse=True)
    assert top / steps == pytest.approx(rise, abs=2 / steps)


def test_weights_are_averaged_and_mixed_with_the_base_models() -> None:
    one, other = ({"head.bias": torch.full((3,), value), "norm.bias": torch.full((4,), value)} for value in (1.0, 3.0))
    middle = mean([one, other])
    assert middle["norm.bias"].tolist() == [2.0] * 4
    base = {"norm.bias": torch.zeros(4), "head.bias": torch.zeros(3)}
    assert mixed(middle, base, 0.25)["norm.bias"].tolist() == [1.5] * 4
    assert mixed(middle, base, 0.25)["head.bias"].tolist() == [2.0] * 3  # the base model has no head


@cache
def small_network(seed: int) -> Network:
    """Networks of one base model: their embeddings are the same."""
    torch.manual_seed(seed)
    network = Network(VOCABULARY, 64)
    for table in (network.words, network.positions):
        torch.nn.init.normal_(table.weight, generator=torch.Generator().manual_seed(0))
    return network
