"""The fit itself: batches, losses, the schedule, the loop."""

from __future__ import annotations

import random
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional

from askdocs.answering.reader.encoding import PASSAGE
from reading.shards import Shard, planned
from reading.stacked import Layout, Stacked

_DECAY = 0.01
_CLIP = 1.0
_LISTED = 0.5
"""The weight of the choice among a group's texts beside the yes or no to each."""
_NEVER = -1e4
_UNMARKED = 0.25
"""The share of the questions whose words are not marked in the texts, so that meaning is looked at too."""
_ROUND = 16
"""Lengths are filled up to a multiple of this, as a GPU's attention wants, and tokens to one of its square."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """The learning rate: a linear rise, and a linear fall to nothing; batches and noise."""

    rate: float
    """At its highest."""
    rise: float
    """The share of the training in which it gets there."""
    noise: float
    """The share of what each layer adds that is left out."""
    tokens: int
    """Of a network's batch."""

    def height(self, done: float) -> float:
        """The share of the highest rate when some share of the training is done."""
        return min(done / self.rise, (1 - done) / (1 - self.rise))


@dataclass(frozen=True, slots=True)
class Batch:
    """Rows as tensors, shape (networks, rows, length), on the networks' device."""

    ids: torch.Tensor
    layout: Layout
    marks: torch.Tensor
    inside: torch.Tensor
    """Where the text's tokens are."""
    firsts: torch.Tensor
    """The answer's first token, shape (networks, rows); 0 where there is none."""
    lasts: torch.Tensor
    groups: torch.Tensor
    """The group of each row, counted through all networks; the same shape."""
    real: torch.Tensor
    """Which rows do not only fill up; the same shape."""
    count: int
    """How many groups there are."""


def batch(shard: Shard, flat: tuple[torch.Tensor, torch.Tensor], chosen: NDArray[np.int64]) -> Batch:
    """Groups of a shard as one batch.

    Args:
        shard: theirs.
        flat: its ids and marks, on the device.
        chosen: the groups of each network, shape (networks, groups), filled up with -1.
    """
    rows = [[row for g in own if g >= 0 for row in range(shard.groups[g], shard.groups[g + 1])] for own in chosen]
    most = max(map(len, rows))
    table = np.array([[*own, *[-1] * (most - len(own))] for own in rows])
    real = table >= 0
    lengths = np.where(real, shard.lengths[table], 1)
    width = -(-int(lengths.max()) // _ROUND) * _ROUND
    numbers = np.searchsorted(shard.groups, table, side="right") + np.arange(len(rows))[:, None] * len(shard.groups)
    numbers = np.unique(numbers, return_inverse=True)[1].reshape(table.shape)
    device = flat[0].device
    places, sizes, texts, firsts, lasts, groups, kept = (
        torch.from_numpy(each).to(device, non_blocking=True)
        for each in (shard.starts[table], lengths, shard.texts[table], shard.firsts[table] * real,
                     shard.lasts[table] * real, numbers, real)
    )  # fmt: skip
    along = torch.arange(width, device=device)
    mask = along < sizes[:, :, None]
    at = torch.where(mask, places[:, :, None] + along, 0)
    ids, marks = (torch.where(mask, each[at], 0).long() for each in flat)
    inside = (along >= texts[:, :, None]) & (along < sizes[:, :, None] - 1) & kept[:, :, None]
    tokens = -(-int(lengths.sum(1).max()) // _ROUND**2) * _ROUND**2
    return Batch(ids, Layout.of(mask, tokens), marks, inside, firsts, lasts, groups, kept, int(numbers.max()) + 1)


@dataclass(frozen=True, slots=True)
class Targets:
    """What a network should say of a batch, as probabilities."""

    ends: torch.Tensor
    """Of each token's being the answer's first, and its last, among all of its group's; shape (..., length, 2)."""
    answers: torch.Tensor
    """Of each row's holding an answer, shape (networks, rows)."""
    listed: torch.Tensor
    """Of each row's being the one of its group that does; the same shape."""

    def mixed(self, other: Targets, share: float) -> Targets:
        """These, and some share of others."""
        return Targets(
            torch.lerp(self.ends, other.ends, share),
            torch.lerp(self.answers, other.answers, share),
            torch.lerp(self.listed, other.listed, share),
        )


def marked(of: Batch) -> Targets:
    """What people marked."""
    answered = (of.firsts > 0).float()
    places = torch.stack([of.firsts, of.lasts], -1)
    ends = functional.one_hot(places, of.ids.shape[2]).transpose(2, 3).float() * answered[:, :, None, None]
    return Targets(ends, answered, answered)


def told(teachers: Stacked, of: Batch, *, half: bool) -> Targets:
    """What some networks say in the mean (knowledge distillation, Hinton et al. 2015). The batch is one network's."""
    wide = [each.expand(teachers.count, -1, -1) for each in (of.ids, of.marks, of.layout.mask)]
    with torch.no_grad():
        found = teachers(*wide[:2], Layout.of(wide[2], len(of.layout.padded)), half=half)
        scores, own = [], []
        for one in found:
            logs = _logs(one[None], of)
            scores.append(logs.ends.exp())
            own.append((one[None, :, 0, 2].sigmoid(), logs.listed.exp()))
        answers, listed = (torch.stack(each).mean(0) for each in zip(*own, strict=True))
        return Targets(torch.stack(scores).mean(0), answers, listed)


def _logs(found: torch.Tensor, of: Batch) -> Targets:
    """Log-probabilities; of ``answers`` the logits.

    The answer's ends are chosen among all tokens of a group's texts together, so that the logits of different texts can
    be compared (shared normalisation, Clark and Gardner 2018).
    """
    scores = found[..., :2].masked_fill(~of.inside[..., None], _NEVER)
    answers = found[:, :, 0, 2]
    ends = scores - _by_group(torch.logsumexp(scores, 2), of.groups, of.count)[:, :, None]
    listed = answers.masked_fill(~of.real, _NEVER)
    return Targets(ends, answers, listed - _by_group(listed[..., None], of.groups, of.count)[..., 0])


def _by_group(values: torch.Tensor, groups: torch.Tensor, count: int) -> torch.Tensor:
    """For each row the log of the sum of its group's exponentials, shape (networks, rows, channels)."""
    flat, numbers = values.flatten(0, 1), groups.flatten()
    index = numbers[:, None].expand_as(flat)
    top = flat.new_full((count, flat.shape[1]), _NEVER).scatter_reduce(0, index, flat.detach(), "amax")
    sums = torch.zeros_like(top).index_add(0, numbers, torch.exp(flat - top[numbers]))
    return (sums.log() + top)[numbers].view(values.shape)


def loss(found: torch.Tensor, of: Batch, targets: Targets) -> torch.Tensor:
    """What the networks are fitted to: a scalar of their logits, for each network as large as if it were alone.

    Whether a text answers is a logistic loss on each, and a choice among the group's; where it does is a choice among
    all tokens of the group's texts. The choices are only asked for where people marked an answer.
    """
    logs, answered = _logs(found, of), of.firsts > 0
    flat = of.groups.flatten()
    some = torch.zeros(of.count, device=flat.device).index_add(0, flat, answered.float().flatten())
    chosen = ((some > 0)[of.groups] & of.real).float()
    answers = functional.binary_cross_entropy_with_logits(logs.answers, targets.answers, reduction="none")
    ends = -(targets.ends * logs.ends).sum((2, 3))
    listed = -targets.listed * logs.listed
    each = (answers * of.real).sum(1) / of.real.sum(1).clamp_min(1)
    choices = ((0.5 * ends + _LISTED * listed) * chosen).sum(1) / answered.sum(1).clamp_min(1)
    total: torch.Tensor = (each + choices).sum()
    return total


def _optimizer(networks: Stacked, rate: float) -> torch.optim.AdamW:
    """AdamW; biases and the norms' scales do not decay."""
    decayed = [each for each in networks.weights if each.ndim > 2]
    plain = [each for each in networks.weights if each.ndim <= 2]
    return torch.optim.AdamW(
        [{"params": decayed, "weight_decay": _DECAY}, {"params": plain, "weight_decay": 0.0}],
        lr=rate, betas=(0.9, 0.98), fused=True,
    )  # fmt: skip


def _clipped(networks: Stacked) -> None:
    """Make each network's gradient no longer than it may be."""
    gradients = [each.grad for each in networks.weights if each.grad is not None]
    norms = torch.stack([each.flatten(1).norm(dim=1) for each in gradients]).norm(dim=0)
    factors = (_CLIP / (norms + 1e-6)).clamp(max=1.0)
    torch._foreach_mul_(gradients, [factors.view(-1, *[1] * (each.ndim - 1)) for each in gradients])


def fit(
    networks: Stacked,
    shards: Iterable[Shard],
    count: int,
    *,
    without: Sequence[int | None],
    schedule: Schedule,
    device: str,
    seed: int,
    teachers: Stacked | None = None,
    hard: float = 0.0,
) -> None:
    """Train networks side by side, each on its own share of every shard.

    Args:
        networks: changed in place.
        shards: in their order.
        count: how many there are.
        without: for each network the fold of the articles that it does not see.
        schedule: of AdamW's learning rate.
        device: ``cpu`` or ``cuda``.
        seed: of what is left to chance.
        teachers: whose mean a single network is fitted to, beside what people marked.
        hard: what people marked counts beside the teachers, from 0 to 1.
    """
    networks.to(device)
    torch.backends.cuda.enable_cudnn_sdp(False)  # it makes a plan for each new shape, of which there are hundreds
    optimizer = _optimizer(networks, schedule.rate)
    half = device == "cuda" or bool(torch.cpu.get_capabilities().get("avx512_bf16"))  # elsewhere it is slower
    draw, started, seen = random.Random(seed), time.perf_counter(), 0
    for number, shard in enumerate(shards):
        flat = torch.from_numpy(shard.ids).to(device), torch.from_numpy(shard.marks).to(device)
        steps = planned(shard, without, schedule.tokens, draw)
        total = torch.zeros((), device=device)
        for step, chosen in enumerate(steps):
            rate = schedule.rate * schedule.height((number + (step + 1) / len(steps)) / count)
            for group in optimizer.param_groups:
                group["lr"] = rate
            one = batch(shard, flat, chosen)
            targets = marked(one)
            if teachers:
                targets = told(teachers, one, half=half).mixed(targets, hard)
            bare = (torch.rand(one.count, device=device) < _UNMARKED)[one.groups]
            marks = torch.where(bare[:, :, None], one.marks.clamp(max=PASSAGE), one.marks)
            found = networks(one.ids, marks, one.layout, schedule.noise, half=half)
            value = loss(found, one, targets)
            torch.autograd.backward(value)
            _clipped(networks)
            optimizer.step()
            optimizer.zero_grad()
            total += value.detach() / networks.count / len(steps)
        seen += len(shard.ids)
        passed = time.perf_counter() - started
        print(f"{number + 1}/{count}  loss {total:.3f}  {seen / passed:.0f} tokens/s  {passed:.0f} s", flush=True)
