from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from askdocs.cli.main import run

SEEDS = Path(__file__).parents[2] / "seeds"


class Result(NamedTuple):
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Askdocs = Callable[..., Result]


@pytest.fixture
def askdocs(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Askdocs:
    """Run a command line in a folder of its own, with a data folder of its own, and see what it printed."""
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("ASKDOCS_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("ASKDOCS_LIBRARY", raising=False)
    monkeypatch.chdir(home)

    def call(*arguments: str | Path) -> Result:
        capfd.readouterr()
        code = run([str(argument) for argument in arguments])
        return Result(code, *capfd.readouterr())

    return call


@pytest.fixture(scope="session")
def indexed_seeds(tmp_path_factory: pytest.TempPathFactory, cache: Path) -> Path:
    """A library over a copy of seeds/, indexed once; copy it before changing it."""
    folder = tmp_path_factory.mktemp("seeds-library")
    shutil.copytree(SEEDS, folder / "seeds")
    (folder / "askdocs.toml").write_text('documents = ["seeds"]\n')
    assert run(["--library", str(folder), "sync"]) == 0
    return folder


@pytest.fixture
def library(indexed_seeds: Path, tmp_path: Path) -> Path:
    """A copy of that library, to be changed."""
    return shutil.copytree(indexed_seeds, tmp_path / "library")
