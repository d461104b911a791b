"""The reader's shipped weights and the base model's embeddings to OpenVINO's form. Imports torch."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from safetensors import SafetensorError
from safetensors.torch import load_file
from tokenizers import Tokenizer

from askdocs.answering.reader.encoding import Specials
from askdocs.answering.reader.network import Network
from askdocs.answering.reader.store import SPECIALS, TOKENIZER
from askdocs.embedding.resolve import Located, weight_files
from askdocs.errors import ModelError
from askdocs.runtime import convert as runtime

_INPUTS = ("input_ids", "attention_mask", "token_type_ids")


def convert(base: Located, weights: Path, folder: Path) -> None:
    """Fill ``folder`` with the converted network and its tokenizer.

    Args:
        base: all-MiniLM-L6-v2, whose word and position embeddings the network uses.
        weights: what :meth:`Network.trained` gave, as safetensors.
        folder: an existing one.

    Raises:
        ModelError: the base model is another one, or the weights cannot be read or converted.
    """
    network = load(base, weights)
    tokenizer = Tokenizer.from_file(str(base.folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    tokenizer.save(str(folder / TOKENIZER), pretty=False)
    specials = json.dumps(Specials.of(tokenizer).as_json())
    (folder / SPECIALS).write_text(specials, encoding="utf-8")
    try:
        runtime.convert(network.eval(), _INPUTS, folder)
    except runtime.ConversionFailed as error:
        raise ModelError(f"the reader cannot be converted: {error}", "Ask with --fast.") from error


def load(base: Located, weights: Path) -> Network:
    """The trained network.

    Raises:
        ModelError: the base model is another one, or the weights cannot be read.
    """
    (file,) = weight_files(base.folder)
    found = hashlib.sha256(file.read_bytes()).hexdigest()
    if base.expected_weights not in (None, found):
        raise ModelError(f"{file} is not the model that the reader was trained from", "Install the package again.")
    try:
        network = Network.from_base(load_file(file))
        network.load_state_dict({name: tensor.float() for name, tensor in load_file(weights).items()}, strict=False)
    except (SafetensorError, KeyError, RuntimeError) as error:
        raise ModelError(
            f"the reader's weights in {weights} cannot be read: {error}", "Install askdocs again."
        ) from error
    return network
