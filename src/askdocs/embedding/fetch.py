"""The network: models from the Hugging Face hub, when the user asks for one by name."""

from __future__ import annotations

from pathlib import Path

from huggingface_hub import snapshot_download
from huggingface_hub.errors import (
    GatedRepoError,
    HfHubHTTPError,
    HFValidationError,
    LocalEntryNotFoundError,
    OfflineModeIsEnabled,
    RepositoryNotFoundError,
)

from askdocs.embedding.resolve import hub_cache, hub_name, is_model
from askdocs.errors import ModelError

# The same weights for other frameworks, each as large as the model.
_OTHERS = ["*.h5", "*.msgpack", "*.onnx", "*.ot", "*.tflite", "*.gguf", "onnx/*", "openvino/*", "coreml/*"]


def fetch(name: str) -> Path:
    """Download a model into the Hugging Face cache, or finish a download that broke off.

    Args:
        name: as the hub knows it; a bare one is sentence-transformers'.

    Returns:
        The folder with the model's files.

    Raises:
        ModelError: there is no such model, no way to the hub, or nothing in it that could be loaded.
    """
    full = hub_name(name)
    folder = _download(full, [*_OTHERS, "*.bin"])
    if not is_model(folder):  # published only in the older format
        folder = _download(full, _OTHERS)
    if not is_model(folder):
        raise ModelError(f"{full} holds no sentence-transformers or transformers model", "Fetch another.")
    return folder


def _download(name: str, leave_out: list[str]) -> Path:
    try:
        return Path(snapshot_download(name, cache_dir=hub_cache(), ignore_patterns=leave_out))
    except GatedRepoError as error:
        raise ModelError(
            f"{name} is only for accounts that its publisher admitted", "`hf auth login` first."
        ) from error
    except (RepositoryNotFoundError, HFValidationError) as error:
        raise ModelError(f"the Hugging Face hub has no model {name}", "Check the name.") from error
    except (LocalEntryNotFoundError, OfflineModeIsEnabled, HfHubHTTPError, OSError) as error:
        raise ModelError(
            f"cannot fetch {name} from the Hugging Face hub: no way to it", "Check the network."
        ) from error
