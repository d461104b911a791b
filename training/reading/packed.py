"""The network as it is trained: without its padding, and with noise.

The same mathematics as :class:`askdocs.answering.reader.network.Network`'s own forward pass, laid out for training on a
processor: there the padding was a quarter of the tokens, the backward pass of torch's own attention half of the time,
and a step whose sizes never recur about a twentieth slower.
"""

from __future__ import annotations

from typing import Any

import torch
from torch.nn import functional

from askdocs.answering.reader.network import HEADS, WIDTH, Network

_ROUND = 256
"""Tokens of a batch are filled up to a multiple of this, so that sizes recur."""


def _moved(rows: torch.Tensor, come: torch.Tensor, go: torch.Tensor, count: int) -> torch.Tensor:
    """The rows ``come`` of a matrix as the rows ``go`` of another, which has ``count`` of them and else is zero."""
    return rows.new_zeros(count, rows.shape[1]).index_copy(0, go, rows.index_select(0, come))


def logits(
    network: Network, ids: torch.Tensor, mask: torch.Tensor, marks: torch.Tensor, noise: float = 0.0
) -> torch.Tensor:
    """Each token's logits, as the network itself gives them where there is no noise.

    Noise leaves out some channels of what each layer adds, the same ones for all tokens of a row, so that a row takes
    one random number for each channel and not for each token's (variational dropout, Gal and Ghahramani 2016): those of
    the usual dropout cost more than the matrix products.

    Args:
        network: not changed.
        ids: tokens, shape (batch, length).
        mask: 1 for a token, 0 for padding; the same shape.
        marks: kinds of token; the same shape.
        noise: the share of the channels left out.

    Returns:
        Shape (batch, length, outputs); zero where there is padding.
    """
    batch, length = ids.shape
    places = mask.flatten().nonzero().squeeze(1)
    packed = torch.arange(len(places), device=ids.device)
    count = -len(places) % _ROUND + len(places)
    filled = torch.cat([places, places.new_zeros(count - len(places))])
    rows, within = filled // length, filled % length
    bias = (1.0 - mask[:, None, None, :].float()) * -1e4

    def dropped(added: torch.Tensor) -> torch.Tensor:
        if not noise:
            return added
        kept = torch.rand(batch, WIDTH, device=ids.device) >= noise
        return added * (kept.to(added.dtype) / (1 - noise))[rows]

    words = network.words(ids.flatten()[filled]) + network.positions(within) + network.marks(marks.flatten()[filled])
    hidden = network.norm(words)
    layers: list[Any] = list(network.layers)
    for layer in layers:
        spread = _moved(layer.attention(hidden), packed, places, batch * length)
        query, key, value = spread.view(batch, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        scores = query * query.shape[-1] ** -0.5 @ key.transpose(-1, -2)
        seen = torch.softmax(scores + bias.to(scores.dtype), -1, dtype=scores.dtype) @ value
        seen = _moved(seen.transpose(1, 2).reshape(batch * length, WIDTH), places, packed, count)
        hidden = layer.norm_mixed(hidden + dropped(layer.mixed(seen)))
        hidden = layer.norm(hidden + dropped(layer.down(functional.gelu(layer.up(hidden)))))
    found = _moved(network.head(hidden), packed, places, batch * length)
    return found.view(batch, length, -1)
