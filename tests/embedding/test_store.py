from __future__ import annotations

import json
import shutil
import stat
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from askdocs.config import Settings
from askdocs.embedding import Encoder, describe, open_encoder
from askdocs.errors import ModelError


@pytest.fixture
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ASKDOCS_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def settings(models: SimpleNamespace, tmp_path: Path, own_cache: Path) -> Settings:
    return Settings(root=tmp_path, model=str(models.cls))


def converted(cache: Path) -> Path:
    return next((cache / "models").glob("*/meta.json")).parent


def alike(one: list[float], other: list[float]) -> bool:
    """Whether two vectors are the same but for the arithmetic, which is tried out again for each conversion."""
    return np.allclose(one, other, atol=0.02)


def encode(settings: Settings) -> tuple[list[str], list[float]]:
    notes: list[str] = []
    vector = open_encoder(settings, notes.append).embed_query("who inspected it?")
    return notes, vector.tolist()


def test_converted_once(settings: Settings) -> None:
    first, vector = encode(settings)
    again, same = encode(settings)
    assert len(first) == 1
    assert again == []
    assert alike(vector, same)


@pytest.mark.parametrize("damage", ["model.xml", "model.bin", "tokenizer.json", "meta.json"])
def test_a_damaged_file_is_made_again_with_one_warning(settings: Settings, own_cache: Path, damage: str) -> None:
    _, vector = encode(settings)
    file = converted(own_cache) / damage
    file.write_bytes(file.read_bytes()[:-40])
    notes, after = encode(settings)
    assert len(notes) == 1
    assert "damaged" in notes[0]
    assert alike(vector, after)
    assert encode(settings)[0] == []


def test_a_model_that_cannot_be_parsed_is_made_again(settings: Settings, own_cache: Path) -> None:
    _, vector = encode(settings)
    folder = converted(own_cache)
    (folder / "model.xml").write_bytes(b"<" * (folder / "model.xml").stat().st_size)
    shutil.rmtree(next(folder.glob("compiled-single-*")))
    notes, after = encode(settings)
    assert len(notes) == 1
    assert "damaged" in notes[0]
    assert alike(vector, after)


@pytest.mark.parametrize("kept", [0, 100, 0.5])
def test_a_damaged_compiled_form_is_made_again(settings: Settings, own_cache: Path, kept: float) -> None:
    _, vector = encode(settings)
    blob = next(converted(own_cache).glob("compiled-*/*.blob"))
    whole = blob.read_bytes()
    blob.write_bytes(whole[: int(kept if kept > 1 else kept * len(whole))])
    assert alike(encode(settings)[1], vector)


def test_only_the_user_can_read_it(settings: Settings, own_cache: Path) -> None:
    encode(settings)
    for path in own_cache.rglob("*"):
        mode = stat.S_IMODE(path.stat().st_mode)
        assert mode == (0o700 if path.is_dir() else 0o600), path
    assert not list(own_cache.rglob(".*")), "nothing half-made stays"


def test_changed_weights_or_settings_are_another_model(settings: Settings, tmp_path: Path) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(settings.model, folder)
    copy = Settings(root=tmp_path, model="copy")
    before = describe(copy).fingerprint
    assert before == describe(settings).fingerprint, "a copy is the same model"
    config = folder / "config_sentence_transformers.json"
    config.write_text(json.dumps(json.loads(config.read_text()) | {"prompts": {"query": "q: "}}))
    described = describe(copy).fingerprint
    assert described != before
    weights = next(folder.glob("*.safetensors"))
    weights.write_bytes(weights.read_bytes()[:-1] + b"\x01")
    assert describe(copy).fingerprint not in (before, described)


def test_describes_before_and_after_the_first_use(settings: Settings) -> None:
    before = describe(settings)
    assert (before.name, before.origin, before.identity, before.cached_bytes) == ("cls", "folder", None, 0)
    encoder = open_encoder(settings, lambda _: None)
    after = describe(settings) if encoder.identity else before
    assert after.identity == encoder.identity
    assert after.unconverted is None
    assert after.cached_bytes > 10_000
    assert after.fingerprint == before.fingerprint


def test_two_processes_at_once(settings: Settings, own_cache: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from askdocs.config import Settings\n"
        "from askdocs.embedding import open_encoder\n"
        "encoder = open_encoder(Settings(root=Path('.'), model=sys.argv[1]), print)\n"
        "print(encoder.embed_query('who').shape)"
    )
    running = [
        subprocess.Popen([sys.executable, "-c", program, settings.model], stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    outputs = [process.communicate(timeout=120)[0] for process in running]
    assert [process.returncode for process in running] == [0, 0]
    assert all("(16,)" in output for output in outputs)
    assert sum("Converting" in output for output in outputs) == 1
    assert not list(own_cache.rglob(".*"))


def test_a_cache_that_cannot_be_written(
    default_encoder: Encoder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("ASKDOCS_CACHE", str(tmp_path / "file" / "cache"))
    with pytest.raises(ModelError, match="cannot be kept") as caught:
        open_encoder(Settings(root=tmp_path), lambda _: None).embed_query("who")
    assert "ASKDOCS_CACHE" in (caught.value.hint or "")


def test_a_model_that_sentence_transformers_cannot_load(tmp_path: Path) -> None:
    (tmp_path / "model").mkdir()
    (tmp_path / "model" / "config.json").write_text('{"model_type": "bert"}')
    (tmp_path / "model" / "model.safetensors").write_bytes(b"nonsense")
    with pytest.raises(ModelError, match="cannot load the model in"):
        open_encoder(Settings(root=tmp_path, model="model"), lambda _: None).embed_query("who")
