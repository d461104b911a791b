"""The reader's network: all-MiniLM-L6-v2's layers, trained on, and a head that points at the answering words.

Whoever imports this has torch loaded; training and the one conversion do.
"""

from __future__ import annotations

import torch
from torch import nn
from torch.nn import functional

WIDTH, LAYERS, HEADS, INNER = 384, 6, 12, 1536
MARKS = 3
"""Kinds of token: the question's, the passage's, and the passage's that stand in the question too."""
OUTPUTS = 3
"""Of each token: how likely the answer starts and ends there; of the first one also whether there is an answer."""
_EPSILON = 1e-12


class _Layer(nn.Module):
    """A Transformer encoder layer, normalised after each part (Devlin et al. 2019)."""

    def __init__(self) -> None:
        super().__init__()
        self.attention = nn.Linear(WIDTH, 3 * WIDTH)
        self.mixed = nn.Linear(WIDTH, WIDTH)
        self.norm_mixed = nn.LayerNorm(WIDTH, _EPSILON)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, _EPSILON)

    def forward(self, hidden: torch.Tensor, bias: torch.Tensor) -> torch.Tensor:
        batch, length, _ = hidden.shape
        parts = self.attention(hidden).view(batch, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        seen = functional.scaled_dot_product_attention(parts[0], parts[1], parts[2], attn_mask=bias)
        hidden = self.norm_mixed(hidden + self.mixed(seen.transpose(1, 2).reshape(batch, length, WIDTH)))
        widened: torch.Tensor = self.norm(hidden + self.down(functional.gelu(self.up(hidden))))
        return widened


class Network(nn.Module):
    """Question and passage in, logits of each token out.

    The word and position embeddings are the base model's own and stay as they are, so only the rest has to be
    shipped.
    """

    def __init__(self, vocabulary: int, positions: int) -> None:
        super().__init__()
        self.words = nn.Embedding(vocabulary, WIDTH)
        self.positions = nn.Embedding(positions, WIDTH)
        self.marks = nn.Embedding(MARKS, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, _EPSILON)
        self.layers = nn.ModuleList(_Layer() for _ in range(LAYERS))
        self.head = nn.Linear(WIDTH, OUTPUTS)
        for frozen in (self.words, self.positions):
            frozen.requires_grad_(False)

    def forward(
        self, input_ids: torch.Tensor, attention_mask: torch.Tensor, token_type_ids: torch.Tensor
    ) -> torch.Tensor:
        """Logits.

        Args:
            input_ids: shape (batch, length).
            attention_mask: 1 for a token, 0 for padding; the same shape.
            token_type_ids: the mark of each token, from 0 to ``MARKS`` - 1; the same shape.

        Returns:
            Shape (batch, length, ``OUTPUTS``).
        """
        places = torch.arange(input_ids.shape[1], device=input_ids.device)
        hidden = self.norm(self.words(input_ids) + self.positions(places) + self.marks(token_type_ids))
        bias = (1.0 - attention_mask[:, None, None, :].to(hidden.dtype)) * -1e4
        for layer in self.layers:
            hidden = layer(hidden, bias)
        logits: torch.Tensor = self.head(hidden)
        return logits

    @classmethod
    def from_base(cls, weights: dict[str, torch.Tensor]) -> Network:
        """A network with the base model's weights and a new head.

        Args:
            weights: the base model's, by their names in its safetensors file.
        """
        table = weights["embeddings.word_embeddings.weight"]
        network = cls(table.shape[0], weights["embeddings.position_embeddings.weight"].shape[0])
        network.load_state_dict(_renamed(weights), strict=False)
        nn.init.normal_(network.head.weight, std=0.02)
        nn.init.zeros_(network.head.bias)
        return network

    def trained(self) -> dict[str, torch.Tensor]:
        """What training changes, by name, in half precision."""
        return {
            name: tensor.detach().to(torch.float16).contiguous()
            for name, tensor in self.state_dict().items()
            if not name.startswith(("words.", "positions."))
        }


def _renamed(base: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    types = base["embeddings.token_type_embeddings.weight"]
    own = {
        "words.weight": base["embeddings.word_embeddings.weight"],
        "positions.weight": base["embeddings.position_embeddings.weight"],
        # The base model only ever saw the first of its two types: all marks start from that one.
        "marks.weight": types[:1].repeat(MARKS, 1),
        "norm.weight": base["embeddings.LayerNorm.weight"],
        "norm.bias": base["embeddings.LayerNorm.bias"],
    }
    for at in range(LAYERS):
        theirs, ours = f"encoder.layer.{at}.", f"layers.{at}."
        for part in ("weight", "bias"):
            own[f"{ours}attention.{part}"] = torch.cat(
                [base[f"{theirs}attention.self.{name}.{part}"] for name in ("query", "key", "value")]
            )
            for mine, name in (
                ("mixed", "attention.output.dense"),
                ("norm_mixed", "attention.output.LayerNorm"),
                ("up", "intermediate.dense"),
                ("down", "output.dense"),
                ("norm", "output.LayerNorm"),
            ):
                own[f"{ours}{mine}.{part}"] = base[f"{theirs}{name}.{part}"]
    return own
