from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from askdocs.errors import ModelError
from askdocs.runtime.compiled import CompiledModel, faster_precision


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model that sums the embeddings of unmasked tokens, and adds 100 for each token of the second type."""
    import torch

    from askdocs.runtime.convert import convert

    class Sum(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.table = torch.nn.Embedding(100, 3)
            self.table.weight.data = torch.arange(300.0).reshape(100, 3)

        def forward(self, ids: torch.Tensor, mask: torch.Tensor, types: torch.Tensor) -> torch.Tensor:
            total: torch.Tensor = ((self.table(ids) + 100 * types.unsqueeze(-1)) * mask.unsqueeze(-1)).sum(1)
            return total

    made = tmp_path_factory.mktemp("sum")
    convert(Sum().eval(), ("input_ids", "attention_mask", "token_type_ids"), made)
    return made


def expected(ids: list[list[int]], mask: list[list[int]]) -> list[list[float]]:
    table = np.arange(300.0).reshape(100, 3)
    return [
        [float(n) for n in (table[row] * np.array(kept)[:, None]).sum(0)] for row, kept in zip(ids, mask, strict=True)
    ]


@pytest.mark.parametrize("bulk", [False, True])
def test_any_number_of_rows_and_tokens(folder: Path, bulk: bool) -> None:
    model = CompiledModel.load(folder, precision="f32", bulk=bulk)
    chance = np.random.default_rng(7)
    batches = []
    for rows, length in [(1, 1), (3, 17), (2, 5), (1, 40), (9, 2)] * 3:
        ids, mask = chance.integers(0, 99, (rows, length)), chance.integers(0, 2, (rows, length))
        batches.append([ids, mask, np.zeros_like(ids)])
    for (one,), (ids, mask, _) in zip(model.run_batches(batches), batches, strict=True):
        assert np.allclose(one, expected(ids.tolist(), mask.tolist()), rtol=1e-3)
    ids, mask, types = batches[0]
    assert np.allclose(model.run(batches[0]), expected(ids.tolist(), mask.tolist()), rtol=1e-3)
    assert np.allclose(model.run([ids, np.ones_like(ids), types + 1]) - model.run([ids, np.ones_like(ids), types]), 100)


def test_an_output_outlives_the_next_run(folder: Path) -> None:
    model = CompiledModel.load(folder, precision="f32")
    ones = np.ones((1, 4), dtype=np.int64)
    first = model.run([ones, ones, ones])
    kept = first.copy()
    model.run([ones * 50, ones, ones])
    assert np.array_equal(first, kept)


def test_threads_may_share_a_model(folder: Path) -> None:
    model = CompiledModel.load(folder, precision="f32")

    def run(token: int) -> float:
        ids = np.full((1, 8), token, dtype=np.int64)
        return float(model.run([ids, np.ones_like(ids), np.zeros_like(ids)])[0, 0])

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(run, range(50))) == [8 * 3 * token for token in range(50)]


def test_no_model(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="cannot be read"):
        CompiledModel.load(tmp_path)


def test_what_openvino_cannot_express_is_refused(tmp_path: Path) -> None:
    import torch

    from askdocs.runtime.convert import ConversionFailed, convert

    class Refusing(torch.nn.Module):
        def forward(self, input_ids: torch.Tensor) -> torch.Tensor:
            raise ValueError("this one is never traced")

    with pytest.raises(ConversionFailed):
        convert(Refusing().eval(), ("input_ids",), tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_openvino_without_its_tools_leaves_them_importable() -> None:
    program = """
import sys
from askdocs.runtime.compiled import openvino
assert openvino() is openvino()
assert not [name for name in sys.modules if "telemetry" in name or name.startswith("openvino.tools.ovc")]
sys.modules["openvino_telemetry"] = None
from openvino.tools.ovc import convert_model
assert convert_model
"""
    assert subprocess.run([sys.executable, "-c", program], check=True).returncode == 0


def test_the_faster_arithmetic_is_found_by_trying(folder: Path) -> None:
    ids = np.ones((2, 5), dtype=np.int64)
    assert faster_precision(folder, [ids, ids, np.zeros_like(ids)]) in ("bf16", "f32")
    assert not list(folder.glob("compiled-*"))


_FIRST_AT_ONCE = """
import sys, threading
from pathlib import Path
import numpy as np
from askdocs.runtime.compiled import CompiledModel

models = [CompiledModel.load(Path(sys.argv[1]), precision="f32") for _ in range(2)]
ones = np.ones((1, 4), dtype=np.int64)
start = threading.Barrier(2)
def first(model):
    start.wait()
    model.run([ones, ones, ones])
threads = [threading.Thread(target=first, args=(model,)) for model in models]
sys.setswitchinterval(1e-7)
for thread in threads: thread.start()
for thread in threads: thread.join()
"""


def test_the_first_runs_of_two_models_do_not_wait_for_each_other(folder: Path) -> None:
    """Where they may, every second process hangs."""
    CompiledModel.load(folder, precision="f32")
    for _ in range(5):
        subprocess.run([sys.executable, "-c", _FIRST_AT_ONCE, str(folder)], check=True, timeout=60)
