"""Execution of a converted model with OpenVINO, on the CPU."""

from __future__ import annotations

import shutil
import sys
import threading
import time
from collections import deque
from collections.abc import Generator, Iterable, Sequence
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, Literal, Self, TypeAlias

from askdocs.errors import ModelError
from askdocs.runtime.publication import private_folder

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Integers: TypeAlias = NDArray[np.int64]
    Floats: TypeAlias = NDArray[np.float32]

Precision: TypeAlias = Literal["bf16", "f32"]
_PRECISIONS: tuple[Precision, ...] = ("bf16", "f32")
_TRIALS = 7
# The least of so many times is what the processor can do; the first of them also warms up.

_ONE_AT_A_TIME = threading.Lock()
# Two models may be loaded by two threads. OpenVINO sets the process's locale to C while it reads one, and back: two
# at once would leave it at C.

MODEL_FILE = "model.xml"
WEIGHTS_FILE = "model.bin"


def openvino() -> ModuleType:
    """The openvino package, without its conversion tools.

    Its ``__init__`` imports ``openvino.tools.ovc`` and with that a telemetry client and an HTTP stack: 130 to
    200 ms of a cold start of 470. It goes on without them where the import fails, which the None below makes
    it do. The client, which reports an import and each conversion, is so never loaded.

    The first array that it is given has it look up numpy's functions, and two threads that both bring the first may
    wait for each other for ever (pybind11 holds the interpreter's lock while it waits for the lookup): it is given
    one here, while no other thread can have a model.
    """
    tools = "openvino.tools.ovc"
    modules: dict[str, ModuleType | None] = sys.modules  # type: ignore[assignment]
    with _ONE_AT_A_TIME:
        hidden = modules.setdefault(tools, None) is None
        try:
            import openvino
        finally:
            if hidden:
                del modules[tools]
        import numpy as np

        openvino.Tensor(np.zeros(1))
    return openvino  # type: ignore[no-any-return]


class CompiledModel:
    """A converted model, ready to run.

    Inputs are int64 arrays of shape (batch, length), in the order of the names given to the conversion. Each
    model has one output or more, whose first axis is the batch.
    """

    def __init__(self, model: Any) -> None:
        self._model = model
        self._request = model.create_infer_request()
        self._lock = threading.Lock()

    @classmethod
    def load(cls, folder: Path, *, precision: Precision = "bf16", bulk: bool = False) -> Self:
        """Load the model in a folder, compiled before where possible.

        Args:
            folder: what :func:`askdocs.runtime.convert.convert` filled. The compiled form is kept in it; one
                that is damaged is made again.
            precision: of the arithmetic. ``bf16`` applies where the processor has it, and costs a cosine of
                0.00003; elsewhere it means ``f32``.
            bulk: compile for many batches at once instead of for the shortest wait. On two cores that is 5 to
                8 % more tokens a second, 30 MiB more memory and twice the time of a single short text.

        Raises:
            ModelError: the converted model is missing or damaged.
        """
        kept = folder / f"compiled-{'bulk' if bulk else 'single'}-{precision}"
        done = kept / "complete"
        if done.exists():
            return cls(_compile(folder, kept, precision, bulk))
        from filelock import FileLock

        # OpenVINO writes its cache in place. Whoever finds `complete` never maps a file that is being written.
        private_folder(kept)
        with FileLock(kept / "lock", mode=0o600):
            model = cls(_compile(folder, kept, precision, bulk))
            for blob in kept.glob("*.blob"):
                blob.chmod(0o600)
            done.touch(mode=0o600)
        return model

    @property
    def outputs(self) -> int:
        """How many the model has."""
        return len(self._model.outputs)

    def run(self, inputs: Sequence[Integers]) -> Floats:
        """The first output for one batch; safe to call from several threads, one of which runs at a time."""
        with self._lock:
            self._request.infer(list(inputs))
            return _output(self._request)

    def run_batches(
        self, batches: Iterable[Sequence[Integers]], outputs: int = 1
    ) -> Generator[list[Floats], None, None]:
        """The outputs for many batches, in their order, with as many at work as the processor takes at once.

        Closed early, it waits for those at work and starts no other.

        Args:
            batches: the inputs of each.
            outputs: how many of the model's outputs are wanted, from the first on.
        """
        # Twice as many as can run, so that one that ends is followed at once, whichever it is: 6 to 9 % faster.
        count = 2 * self._model.get_property("OPTIMAL_NUMBER_OF_INFER_REQUESTS")
        idle = [self._model.create_infer_request() for _ in range(count)]
        at_work: deque[Any] = deque()
        try:
            for batch in batches:
                if not idle:
                    yield _finish(at_work[0], outputs)
                    idle.append(at_work.popleft())
                request = idle.pop()
                request.start_async(list(batch))
                at_work.append(request)
            while at_work:
                yield _finish(at_work[0], outputs)
                at_work.popleft()
        finally:
            for request in at_work:
                request.wait()


def faster_precision(folder: Path, inputs: Sequence[Integers]) -> Precision:
    """The arithmetic in which this processor runs a model sooner, tried out on a batch; takes some seconds.

    No property of a processor tells. With AMX bf16 takes a third of the time, on an EPYC with AVX-512 half; on a Xeon
    whose AMX was withheld from the virtual machine, half as long again.

    Args:
        folder: what :func:`askdocs.runtime.convert.convert` filled.
        inputs: a batch as it will be run.
    """
    models = {name: CompiledModel.load(folder, precision=name) for name in _PRECISIONS}
    least = dict.fromkeys(_PRECISIONS, float("inf"))
    for _ in range(_TRIALS):
        for name, model in models.items():
            started = time.perf_counter()
            model.run(inputs)
            least[name] = min(least[name], time.perf_counter() - started)
    for tried in folder.glob("compiled-*"):  # not to be found again where a folder is made before it is put in place
        shutil.rmtree(tried)
    return min(_PRECISIONS, key=lambda name: least[name])


def _compile(folder: Path, kept: Path, precision: str, bulk: bool) -> Any:
    core = openvino().Core()
    has_bf16 = "BF16" in core.get_property("CPU", "OPTIMIZATION_CAPABILITIES")
    options = {
        "CACHE_DIR": str(kept),
        "INFERENCE_PRECISION_HINT": precision if has_bf16 else "f32",
        "PERFORMANCE_HINT": "THROUGHPUT" if bulk else "LATENCY",
    }
    try:
        with _ONE_AT_A_TIME:
            return core.compile_model(str(folder / MODEL_FILE), "CPU", options)
    except RuntimeError as error:
        raise ModelError(f"the converted model in {folder} cannot be read") from error


def _finish(request: Any, outputs: int) -> list[Floats]:
    request.wait()
    return [_output(request, number) for number in range(outputs)]


def _output(request: Any, number: int = 0) -> Floats:
    # The request's memory is overwritten by its next run.
    output: Floats = request.get_output_tensor(number).data.copy()
    return output
