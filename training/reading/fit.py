"""The fit itself: losses, the schedule, the loop."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch.nn import functional

from askdocs.answering.reader.encoding import PASSAGE, Specials, assemble, padded
from askdocs.answering.reader.network import Network
from reading.examples import Row
from reading.packed import logits

_DECAY = 0.01
_CLIP = 1.0
_LISTED = 0.5
"""The weight of the choice among a group's texts beside the yes or no to each."""
_NEVER = -1e4
_UNMARKED = 0.25
"""The share of the questions whose words are not marked in the texts, so that meaning is looked at too."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """The learning rate: a linear rise, a while at its highest, and a linear fall; and the noise."""

    rate: float
    """At its highest."""
    rise: float
    """The share of the steps in which it gets there."""
    end: float
    """What is left of it at the last step, as a share."""
    stays: float = 0.0
    """The share of the steps in which it stays there."""
    noise: float = 0.0
    """The share of the channels that is left out of what each layer adds."""

    def height(self, step: int, steps: int) -> float:
        """The share of the highest rate at a step, counted from 0."""
        rising = (step + 1) / (self.rise * steps)
        falling = self.end + (1 - self.end) * (steps - step) / ((1 - self.rise - self.stays) * steps)
        return min(rising, falling, 1.0)


@dataclass(frozen=True, slots=True)
class Batch:
    """Examples as tensors, on the network's device."""

    ids: torch.Tensor
    mask: torch.Tensor
    marks: torch.Tensor
    inside: torch.Tensor
    """Where the text's tokens are, shape (rows, length)."""
    first: torch.Tensor
    """The answer's first token in the row; 0 where there is no answer."""
    last: torch.Tensor
    groups: torch.Tensor
    """The group's number of each row."""


def batch(groups: list[list[Row]], specials: Specials, device: str) -> Batch:
    """Rows of token ids as one batch."""
    ids, marks, inside, first, last, numbers = [], [], [], [], [], []
    for number, group in enumerate(groups):
        for question, text, start, end in group:
            row, kinds = assemble(question, text, specials)
            offset = len(question) + 2
            ids.append(row)
            marks.append(kinds)
            inside.append([0] * offset + [1] * len(text))
            first.append(start + offset if start >= 0 else 0)
            last.append(end + offset if start >= 0 else 0)
            numbers.append(number)
    tensors = [torch.from_numpy(padded(each)) for each in (ids, [[1] * len(row) for row in ids], marks)]
    width = tensors[0].shape[1]
    within = torch.from_numpy(padded([[*row, *[0] * (width - len(row))] for row in inside])).bool()
    rest = [torch.tensor(each) for each in (first, last, numbers)]
    return Batch(*(tensor.to(device) for tensor in (*tensors, within, *rest)))


def loss(found: torch.Tensor, of: Batch) -> torch.Tensor:
    """What the network is fitted to, a scalar of its logits.

    The answer's ends are chosen among all tokens of a group's texts together, so that the logits of different
    texts can be compared (shared normalisation, Clark and Gardner 2018). Whether a text answers is a logistic loss,
    and a choice among the group's texts.
    """
    answered = of.first > 0
    answers = found[:, 0, 2]
    total = functional.binary_cross_entropy_with_logits(answers, answered.to(answers.dtype))
    if not answered.any():
        return total
    kept = of.groups[answered]
    rows = torch.arange(len(answered), device=found.device)[answered]
    for channel, place in ((0, of.first), (1, of.last)):
        scores = found[:, :, channel].masked_fill(~of.inside, _NEVER)
        everything = _by_group(torch.logsumexp(scores, 1), of.groups)[kept]
        total = total + 0.5 * (everything - scores[rows, place[answered]]).mean()
    listed = _by_group(answers, of.groups)[kept] - answers[answered]
    return total + _LISTED * listed.mean()


def _by_group(values: torch.Tensor, groups: torch.Tensor) -> torch.Tensor:
    """The log of the sum of exponentials within each group, shape (groups,)."""
    top = values.max().detach()
    sums = torch.zeros(int(groups.max()) + 1, dtype=values.dtype, device=values.device)
    return sums.index_add(0, groups, torch.exp(values - top).clamp_min(1e-30)).log() + top


def _optimizer(parameters: list[torch.nn.Parameter], rate: float) -> torch.optim.AdamW:
    """AdamW; biases and the norms' scales do not decay."""
    decayed = [each for each in parameters if each.ndim > 1]
    plain = [each for each in parameters if each.ndim <= 1]
    return torch.optim.AdamW(
        [{"params": decayed, "weight_decay": _DECAY}, {"params": plain, "weight_decay": 0.0}],
        lr=rate, betas=(0.9, 0.98), fused=True,
    )  # fmt: skip


def fit(
    network: Network,
    planned: list[list[list[Row]]],
    specials: Specials,
    *,
    schedule: Schedule,
    device: str,
    checked: Callable[[int], None],
) -> None:
    """Train on batches in their order.

    Args:
        network: changed in place.
        planned: batches of groups of rows.
        specials: the tokenizer's.
        schedule: of AdamW's learning rate.
        device: ``cpu`` or ``cuda``.
        checked: called with the number of steps halfway and at the end.
    """
    network.to(device).train()
    parameters = [each for each in network.parameters() if each.requires_grad]
    optimizer = _optimizer(parameters, schedule.rate)
    steps = len(planned)

    rates = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: schedule.height(step, steps))
    half = device == "cuda" or bool(torch.cpu.get_capabilities().get("avx512_bf16"))  # elsewhere it is slower
    started, seen, mean = time.perf_counter(), 0, math.nan
    for step, groups in enumerate(planned, 1):
        one = batch(groups, specials, device)
        unmarked = (torch.rand(len(groups), device=device) < _UNMARKED)[one.groups]
        one.marks[unmarked] = one.marks[unmarked].clamp(max=PASSAGE)
        with torch.autocast(device, torch.bfloat16, enabled=half):
            found = logits(network, one.ids, one.mask, one.marks, schedule.noise)
        value = loss(found.float(), one)
        torch.autograd.backward(value)
        torch.nn.utils.clip_grad_norm_(parameters, _CLIP)
        optimizer.step()
        rates.step()
        optimizer.zero_grad()
        seen += int(one.mask.sum())
        mean = value.item() if math.isnan(mean) else 0.98 * mean + 0.02 * value.item()
        if step % 50 == 0:
            passed = time.perf_counter() - started
            print(
                f"step {step}/{steps}  loss {mean:.3f}  {seen / passed:.0f} tokens/s  {passed / 60:.1f} min", flush=True
            )
        if step in (steps // 2, steps):
            checked(step)
