"""Text to vectors: which model, from where, its pooling and its prompts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from askdocs.config import Settings, cache_folder
from askdocs.embedding.encoder import Encoder
from askdocs.embedding.info import ModelInfo
from askdocs.embedding.resolve import resolve

if TYPE_CHECKING:
    from askdocs.embedding.encoder import Vectors

__all__ = ["Encoder", "ModelInfo", "Vectors", "describe", "get", "open_encoder"]


def open_encoder(settings: Settings, notify: Callable[[str], None]) -> Encoder:
    """The encoder of the model that the settings name; nothing is loaded or looked up yet.

    Args:
        settings: the library's; ``model`` and ``device`` count.
        notify: told, in one line each time, what the user should know: a conversion, or that there can be none.
    """
    return Encoder(settings, cache_folder(), notify)


def describe(settings: Settings) -> ModelInfo:
    """What is known of the model that the settings name, without loading or converting it.

    Raises:
        ModelError: it is not on this machine, or its weights are not the published ones.
    """
    from askdocs.embedding.info import inspect

    return inspect(resolve(settings), cache_folder())


def get(name: str) -> Path:
    """Fetch a model from the Hugging Face hub into its cache: the one function here that uses the network.

    Raises:
        ModelError: there is no such model, or no way to it.
    """
    from askdocs.embedding.fetch import fetch

    return fetch(name)
