"""A torch module to OpenVINO's form. Whoever imports this has torch loaded."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import torch
from torch.jit._trace import TracerWarning

from askdocs.runtime.compiled import MODEL_FILE, openvino

_EXAMPLE = (2, 16)


class ConversionFailed(Exception):
    """The module cannot be expressed in OpenVINO's operations."""


def convert(module: torch.nn.Module, inputs: Sequence[str], folder: Path) -> None:
    """Convert a module and save it, with its weights in half precision.

    The module is traced with two rows of 16 tokens, the second of them padded, so it must not branch on what
    its inputs hold. Half-precision weights took a cold process from 231 MiB to 172, with the same vectors.

    Args:
        module: in evaluation mode; one output or more.
        inputs: the names of its arguments, in order: ``input_ids``, ``attention_mask``, ``token_type_ids``.
            Each is an int64 tensor of shape (batch, length), both of any size.
        folder: an existing one, which receives ``model.xml`` and ``model.bin``.

    Raises:
        ConversionFailed: with the first line of the reason.
        OSError: the model cannot be written.
    """
    ov = openvino()
    # `openvino.convert_model` calls these, and reports to its makers that it did.
    from openvino.frontend import FrontEndManager, OpConversionFailure
    from openvino.frontend.pytorch.ts_decoder import TorchScriptPythonDecoder

    try:
        with torch.no_grad(), _quiet_tracing():
            decoder = TorchScriptPythonDecoder(module, example_input=tuple(_example(name) for name in inputs))
            frontend = FrontEndManager().load_by_framework("pytorch")
            model = frontend.convert(frontend.load(decoder))
    except (RuntimeError, OpConversionFailure) as error:
        raise ConversionFailed(str(error).strip().partition("\n")[0]) from error
    try:
        ov.save_model(model, str(folder / MODEL_FILE), compress_to_fp16=True)
    except RuntimeError as error:
        # All that OpenVINO says of a full disk is "iostream error".
        raise OSError(f"the converted model cannot be written, as on a full disk ({error})") from error


def _example(name: str) -> torch.Tensor:
    if name == "input_ids":
        return torch.arange(5, 5 + _EXAMPLE[0] * _EXAMPLE[1]).reshape(_EXAMPLE)
    if name == "token_type_ids":
        return torch.zeros(_EXAMPLE, dtype=torch.int64)
    mask = torch.ones(_EXAMPLE, dtype=torch.int64)
    mask[1, 10:] = 0
    return mask


@contextmanager
def _quiet_tracing() -> Iterator[None]:
    """Keep from the user what only a maintainer could act on."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", TracerWarning)  # transformers branches on shapes
        warnings.filterwarnings("ignore", r"`torch\.jit\.trace", DeprecationWarning)
        # The decoder reads every attribute of the module, deprecated properties too.
        warnings.filterwarnings("ignore", "`is_gradient_checkpointing` is deprecated", FutureWarning)
        yield
