"""Several networks side by side, each with weights of its own, trained in the time of one on a large device.

The same mathematics as :class:`askdocs.answering.reader.network.Network`'s own forward pass: where that has a matrix,
this has one for each network, and one product for them all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import nn
from torch.nn import functional

from askdocs.answering.reader.network import HEADS, LAYERS, MARKS, WIDTH, Network

_EPSILON = 1e-12


@dataclass(frozen=True, slots=True)
class Layout:
    """Where tokens stand with their padding, and without it.

    Padded they are rows of one length, shape (networks, rows, length); packed one row for each network, shape
    (networks, tokens). Layers work on packed tokens and attention on padded ones: padding was two fifths of all.
    """

    mask: torch.Tensor
    """True for a token, false for padding: padded, and true for some token of each row."""
    packed: torch.Tensor
    """For each padded place the packed one; any where there is padding. Flat."""
    padded: torch.Tensor
    """For each packed place the padded one, or -1 where there is none. Flat."""

    @classmethod
    def of(cls, mask: torch.Tensor, tokens: int) -> Layout:
        """The layout of a mask whose networks have so many tokens at the most."""
        count, size = mask.shape[0], mask.shape[1] * mask.shape[2]
        within = mask.flatten(1).cumsum(1) - 1 + torch.arange(count, device=mask.device)[:, None] * tokens
        real = torch.where(mask.flatten(1), within, count * tokens).flatten()
        padded = torch.full((count * tokens + 1,), -1, device=mask.device)
        padded.scatter_(0, real, torch.arange(count * size, device=mask.device))
        return cls(mask, real.clamp(max=count * tokens - 1), padded[:-1])

    def spread(self, rows: torch.Tensor) -> torch.Tensor:
        """Packed rows, shape (networks, tokens, width), as padded ones, flat; where there is padding any values."""
        return _moved(rows.flatten(0, 1), self.packed, self.padded.clamp(min=0), self.padded >= 0)

    def gathered(self, rows: torch.Tensor) -> torch.Tensor:
        """The other way."""
        moved = _moved(rows, self.padded.clamp(min=0), self.packed, self.mask.flatten())
        return moved.view(self.mask.shape[0], -1, rows.shape[1])


class _Moved(torch.autograd.Function):
    """Rows in another order, whose gradients come back by an index too, with nothing to be added up."""

    @staticmethod
    def forward(
        ctx: Any, rows: torch.Tensor, come: torch.Tensor, back: torch.Tensor, real: torch.Tensor
    ) -> torch.Tensor:
        """The rows ``come``; ``back`` undoes it for the rows that are ``real``."""
        ctx.save_for_backward(back, real)
        return rows[come]

    @staticmethod
    def backward(ctx: Any, *gradients: torch.Tensor) -> Any:
        """What comes back; nothing for what is not real."""
        back, real = ctx.saved_tensors
        return gradients[0][back] * real[:, None], None, None, None


def _moved(rows: torch.Tensor, come: torch.Tensor, back: torch.Tensor, real: torch.Tensor) -> torch.Tensor:
    moved: torch.Tensor = _Moved.apply(rows, come, back, real)  # type: ignore[no-untyped-call]
    return moved


class Stacked(nn.Module):
    """Networks of one base model, whose embeddings they share."""

    def __init__(self, networks: Sequence[Network]) -> None:
        super().__init__()
        self.count = len(networks)
        self.words = nn.Buffer(networks[0].words.weight.detach(), persistent=False)
        self.positions = nn.Buffer(networks[0].positions.weight.detach(), persistent=False)
        each = [{name: tensor for name, tensor in one.named_parameters() if tensor.requires_grad} for one in networks]
        self.names = tuple(each[0])
        self.weights = nn.ParameterList(torch.stack([one[name].detach() for one in each]) for name in self.names)

    def weights_of(self, at: int) -> dict[str, torch.Tensor]:
        """One network's trained weights, by their names in it."""
        return {name: each[at].detach().float().cpu() for name, each in zip(self.names, self.weights, strict=True)}

    def forward(
        self, ids: torch.Tensor, marks: torch.Tensor, layout: Layout, noise: float = 0.0, *, half: bool = False
    ) -> torch.Tensor:
        """Each token's logits.

        Args:
            ids: tokens, shape (networks, rows, length).
            marks: kinds of token; the same shape.
            layout: where there is padding.
            noise: the share of what each layer adds that is left out (dropout, Srivastava et al. 2014).
            half: whether to compute in bfloat16.

        Returns:
            In single precision, shape (networks, rows, length, outputs); any values where there is padding.
        """
        kind = torch.bfloat16 if half else torch.float32
        weights = {name: each.to(kind) for name, each in zip(self.names, self.weights, strict=True)}
        count, rows, length = ids.shape

        def linear(hidden: torch.Tensor, name: str) -> torch.Tensor:
            return torch.baddbmm(weights[f"{name}.bias"][:, None], hidden, weights[f"{name}.weight"].transpose(1, 2))

        def norm(hidden: torch.Tensor, name: str) -> torch.Tensor:
            plain = functional.layer_norm(hidden, (WIDTH,), eps=_EPSILON)
            return torch.addcmul(weights[f"{name}.bias"][:, None], plain, weights[f"{name}.weight"][:, None])

        def dropped(added: torch.Tensor) -> torch.Tensor:
            return functional.dropout(added, noise) if noise else added

        places = layout.padded.clamp(min=0)
        told = functional.one_hot(marks.flatten()[places], MARKS).to(kind).view(count, -1, MARKS)
        words = self.words[ids.flatten()[places]] + self.positions[places % length]
        hidden = norm(words.view(count, -1, WIDTH).to(kind) + told @ weights["marks.weight"], "norm")
        bias = (layout.mask.reshape(count * rows, 1, 1, length).to(kind) - 1) * 1e4
        bias = bias.expand(-1, HEADS, length, -1)
        for at in range(LAYERS):
            parts = layout.spread(linear(hidden, f"layers.{at}.attention"))
            query, key, value = parts.view(count * rows, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
            mixed = _attended(query, key, value, bias)
            mixed = layout.gathered(mixed.transpose(1, 2).reshape(-1, WIDTH))
            hidden = norm(hidden + dropped(linear(mixed, f"layers.{at}.mixed")), f"layers.{at}.norm_mixed")
            widened = functional.gelu(linear(hidden, f"layers.{at}.up"))
            hidden = norm(hidden + dropped(linear(widened, f"layers.{at}.down")), f"layers.{at}.norm")
        return layout.spread(linear(hidden, "head")).float().view(count, rows, length, -1)


def _attended(query: torch.Tensor, key: torch.Tensor, value: torch.Tensor, bias: torch.Tensor) -> torch.Tensor:
    """Attention; written out on a processor: with torch's own 2,200 tokens a second were trained on, so 3,400."""
    if query.is_cuda:
        return functional.scaled_dot_product_attention(query, key, value, attn_mask=bias)
    scores = query * query.shape[-1] ** -0.5 @ key.transpose(-1, -2) + bias
    return torch.softmax(scores, -1, dtype=scores.dtype) @ value
