"""sentence-transformers: where every model comes from, and what runs one that cannot be converted."""

from __future__ import annotations

import contextlib
import io
import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from huggingface_hub import constants
from safetensors import SafetensorError
from sentence_transformers import SentenceTransformer
from sentence_transformers.base.modules.router import Router
from sentence_transformers.sentence_transformer.modules import Pooling
from tokenizers import Tokenizer

from askdocs.errors import ModelError
from askdocs.runtime.convert import ConversionFailed, convert

if TYPE_CHECKING:
    from askdocs.embedding.encoder import Vectors

_INPUTS = ("input_ids", "attention_mask")
_LONGEST = 8192
# Tokens, for a model that names no limit of its own.
_BATCH = {"cpu": 32, "cuda": 256}
_BLOCK = 2048
# Texts between two reports of progress: many batches, since each call sorts its texts by length.


@dataclass(frozen=True, slots=True)
class Traits:
    """What of a model has to be known to run it without sentence-transformers."""

    dimensions: int
    truncation: int
    """The longest input in tokens, special tokens and prompt counted."""
    prompt_tokens: int
    """Of them, what the passages' prompt takes."""
    pooling: str
    query_prompt: str
    passage_prompt: str
    pad_id: int


class Original:
    """A model as sentence-transformers runs it, loaded in silence and without the network."""

    def __init__(self, folder: Path, device: str = "cpu") -> None:
        """Load the model.

        Raises:
            ModelError: sentence-transformers cannot load it, or there is no such device.
        """
        if device == "cuda" and not torch.cuda.is_available():
            raise ModelError(
                'askdocs.toml says device = "cuda", and PyTorch finds no CUDA device',
                'Set device = "cpu", or install a PyTorch that supports this GPU.',
            )
        # transformers draws a progress bar, and it has no argument against that.
        with _offline_and_quiet(), contextlib.redirect_stderr(io.StringIO()):
            try:
                self._model = SentenceTransformer(str(folder), device=device, local_files_only=True).eval()
            except (OSError, ValueError, RuntimeError, KeyError, ImportError, SafetensorError) as error:
                reason = str(error).strip().partition("\n")[0]
                raise ModelError(f"sentence-transformers cannot load the model in {folder}: {reason}") from error

    def traits(self) -> Traits:
        """What there is to know of it."""
        model = self._model
        modes = [module.pooling_mode for module in model if isinstance(module, Pooling)]
        prompt = next((text for name in ("document", "passage") if (text := model.prompts.get(name))), "")
        return Traits(
            dimensions=int(model.get_embedding_dimension() or 0),
            truncation=self._truncation,
            prompt_tokens=len(self.tokenizer.encode(f"{prompt}a").ids) - len(self.tokenizer.encode("a").ids),
            pooling="+".join(mode if isinstance(mode, str) else "+".join(mode) for mode in modes) or "none",
            query_prompt=model.prompts.get("query") or "",
            passage_prompt=prompt,
            pad_id=int(getattr(model.tokenizer, "pad_token_id", None) or 0),
        )

    @cached_property
    def tokenizer(self) -> Tokenizer:
        """The tokenizer as the model uses it: without padding, cutting at the longest input.

        Raises:
            ModelError: it is none that the tokenizers library can run.
        """
        own = self._model.tokenizer
        backend = getattr(own, "backend_tokenizer", own)
        if not isinstance(backend, Tokenizer):
            raise ModelError("the model's tokenizer cannot be saved as tokenizer.json", "Name another model.")
        tokenizer: Tokenizer = Tokenizer.from_str(backend.to_str())
        tokenizer.no_padding()
        tokenizer.enable_truncation(self._truncation, direction=getattr(own, "truncation_side", "right"))
        return tokenizer

    @property
    def _truncation(self) -> int:
        return int(min(self._model.max_seq_length or _LONGEST, _LONGEST))

    def convert(self, folder: Path) -> None:
        """Convert all modules, from token ids to the sentence's embedding, into a folder.

        The tokens' own embeddings, before they are pooled, are a second output where the model has any.

        Raises:
            ConversionFailed: the model is built so that one traced pipeline would not do what it does.
        """
        model = self._model
        if any(isinstance(module, Router) for module in model):
            raise ConversionFailed("queries and passages take different paths through it")
        pooling = [module for module in model if isinstance(module, Pooling)]
        if any(model.prompts.values()) and not all(module.include_prompt for module in pooling):
            raise ConversionFailed("its pooling leaves the prompt out")
        features = {name for name, value in model.preprocess(["a"]).items() if isinstance(value, torch.Tensor)}
        if unknown := features - {*_INPUTS, "token_type_ids"}:
            raise ConversionFailed(f"it reads {', '.join(sorted(unknown))}")
        with _offline_and_quiet():
            convert(_Pipeline(list(model), "token_type_ids" in features), _INPUTS, folder)

    def embed(self, texts: Sequence[str], prompt: str, *, query: bool, done: Callable[[int], None]) -> Vectors:
        """Embed texts; at least one.

        Args:
            texts: cut at the model's longest input.
            prompt: what goes before each; empty for none.
            query: whether they are queries, not passages, where the model tells them apart.
            done: called with the number of texts embedded so far.

        Returns:
            Vectors of length 1, shape (texts, dimensions).
        """
        encode = self._model.encode_query if query else self._model.encode_document
        pieces = []
        for start in range(0, len(texts), _BLOCK):
            with _offline_and_quiet():
                piece = encode(
                    list(texts[start : start + _BLOCK]),
                    prompt=prompt,
                    batch_size=_BATCH[self._model.device.type],
                    show_progress_bar=False,
                    normalize_embeddings=True,
                )
            pieces.append(np.asarray(piece, dtype=np.float32))
            done(start + len(pieces[-1]))
        return np.concatenate(pieces)


class _Pipeline(torch.nn.Module):
    """A model's modules one after another, as a function of token ids and mask."""

    def __init__(self, modules: list[torch.nn.Module], has_token_types: bool) -> None:
        super().__init__()
        # Not the model itself: tracing reads every attribute, and its deprecated ones complain.
        self.parts = torch.nn.ModuleList(modules)
        self.has_token_types = has_token_types

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> tuple[torch.Tensor, ...]:
        features: dict[str, Any] = {"input_ids": input_ids, "attention_mask": attention_mask}
        if self.has_token_types:
            features["token_type_ids"] = torch.zeros_like(input_ids)
        for part in self.parts:
            features = part(features)
        return tuple(features[name] for name in ("sentence_embedding", "token_embeddings") if name in features)


@contextlib.contextmanager
def _offline_and_quiet() -> Iterator[None]:
    """No request to the hub and no advice to developers, whatever the process has set."""
    offline = constants.HF_HUB_OFFLINE
    loggers = [logging.getLogger(name) for name in ("sentence_transformers", "transformers")]
    levels = [logger.level for logger in loggers]
    constants.HF_HUB_OFFLINE = True
    for logger in loggers:
        logger.setLevel(logging.ERROR)
    try:
        yield
    finally:
        constants.HF_HUB_OFFLINE = offline
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)
