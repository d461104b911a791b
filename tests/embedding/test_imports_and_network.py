"""What a process loads and whom it calls, seen in a clean interpreter."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from askdocs.embedding import Encoder, get
from askdocs.errors import ModelError

NO_NETWORK = """
import json, socket, sys
from pathlib import Path
def refuse(*arguments, **named):
    print("a connection was tried:", arguments, file=sys.stderr)
    raise OSError("blocked")
socket.socket.connect = socket.socket.connect_ex = socket.getaddrinfo = refuse
"""
HEAVY = {"torch", "transformers", "sentence_transformers", "huggingface_hub", "filelock", "platformdirs"}
UNWANTED = {"openvino.tools.ovc", "openvino_telemetry", "importlib.metadata", "faiss"}


def run(program: str, folder: Path, *arguments: str, **environment: str) -> tuple[Any, str]:
    ended = subprocess.run(
        [sys.executable, "-c", NO_NETWORK + program, *arguments],
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(ended.stdout), ended.stderr


def test_importing_the_room_loads_nothing_heavy(tmp_path: Path) -> None:
    loaded, _ = run("import askdocs.embedding; print(json.dumps(list(sys.modules)))", tmp_path)
    assert not (HEAVY | UNWANTED | {"openvino", "numpy", "tokenizers"}) & set(loaded)


def test_counting_tokens_loads_the_tokenizer_alone(default_encoder: Encoder, tmp_path: Path) -> None:
    program = """
from askdocs.config import Settings
from askdocs.embedding import open_encoder
counts = open_encoder(Settings(root=Path(".")), print).count_tokens(["two words"])
print(json.dumps([counts, list(sys.modules)]))
"""
    (counts, loaded), complaints = run(program, tmp_path)
    assert counts == [4]
    assert not (HEAVY | UNWANTED | {"openvino", "numpy"}) & set(loaded)
    assert complaints == ""


def test_a_converted_model_needs_neither_torch_nor_the_network(default_encoder: Encoder, tmp_path: Path) -> None:
    default_encoder.embed_query("who")
    program = """
from askdocs.config import Settings
from askdocs.embedding import open_encoder
encoder = open_encoder(Settings(root=Path(".")), print)
shapes = [encoder.embed_query("who").shape, encoder.embed_passages(["text"] * 100).shape]
print(json.dumps([shapes, list(sys.modules)]))
"""
    (shapes, loaded), complaints = run(program, tmp_path)
    assert shapes == [[384], [100, 384]]
    assert not (HEAVY | UNWANTED) - {"filelock", "platformdirs"} & set(loaded)
    assert complaints == ""


def test_a_first_use_is_quiet_and_calls_nobody(models: SimpleNamespace, tmp_path: Path) -> None:
    program = """
from askdocs.config import Settings
from askdocs.embedding import open_encoder
notes = []
shape = open_encoder(Settings(root=Path("."), model=sys.argv[1]), notes.append).embed_query("who").shape
print(json.dumps([shape, notes, list(sys.modules)]))
"""
    (shape, notes, loaded), complaints = run(
        program, tmp_path, str(models.cls), ASKDOCS_CACHE=str(tmp_path / "cache"), HF_HUB_OFFLINE="0"
    )
    assert shape == [16]
    assert len(notes) == 1
    assert "openvino_telemetry" not in loaded
    assert complaints == ""


def test_fetching_without_a_network(tmp_path: Path) -> None:
    program = """
from askdocs.embedding import get
from askdocs.errors import ModelError
try:
    get("intfloat/e5-small")
except ModelError as error:
    print(json.dumps([error.message, error.hint]))
"""
    (message, hint), _ = run(program, tmp_path, HF_HOME=str(tmp_path), HF_HUB_OFFLINE="0")
    assert message == "cannot fetch intfloat/e5-small from the Hugging Face hub: no way to it"
    assert hint


def test_fetching_a_name_that_cannot_be() -> None:
    with pytest.raises(ModelError, match="no model") as caught:
        get("not a name")
    assert "\n" not in caught.value.message


def test_a_missing_model_is_not_fetched(tmp_path: Path) -> None:
    program = """
from askdocs.config import Settings
from askdocs.embedding import open_encoder
from askdocs.errors import ModelError
try:
    open_encoder(Settings(root=Path("."), model="intfloat/e5-small"), print).embed_query("who")
except ModelError as error:
    print(json.dumps([error.message, error.hint]))
"""
    (message, hint), complaints = run(program, tmp_path, HF_HOME=str(tmp_path))
    assert message == "the model intfloat/e5-small is not on this machine"
    assert hint == "`askdocs model get intfloat/e5-small` fetches it."
    assert complaints == ""
