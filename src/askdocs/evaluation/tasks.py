"""Whatever collections a folder holds, measured one after the other."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from askdocs.errors import UsageError
from askdocs.evaluation import chunking, sentence, span, squad
from askdocs.evaluation.figures import Measured
from askdocs.library.library import Reporter

MOST = 2_000
"""Questions asked of one file of spans."""


def measure(data: Path, reporter: Reporter, *, most: int = MOST, compare: bool = False) -> dict[str, Measured]:
    """The figures of every collection of a folder, by the collection's name.

    All files are read before anything is measured, so that a fault in one is known at once.

    Args:
        data: with any of ``sentence/*.jsonl``, ``span/*.json`` and ``chunking/questions.jsonl``.
        reporter: told what is at work, and how far it is.
        most: questions asked of a file of spans.
        compare: also rank by the plain methods.

    Returns:
        ``sentence/NAME``, ``span/NAME``, ``chunking/quotes`` and ``chunking/passages``, as far as the folder has them.

    Raises:
        UsageError: the folder holds none, or a file of it is malformed; the message names the place.
    """
    if not data.is_dir():
        raise UsageError(f"there is no folder {data}")
    work = {**_sentences(data, reporter, compare), **_spans(data, reporter, most, compare)}
    excerpts = (data / "chunking" / chunking.QUESTIONS).is_file()
    corpora = chunking.load(data / "chunking") if excerpts else None
    if not work and corpora is None:
        raise UsageError(
            f"{data} holds nothing to measure by",
            "It must have sentence/*.jsonl, span/*.json or chunking/questions.jsonl, as in docs/quality.md.",
        )
    found = {}
    for name, task in work.items():
        reporter.note(name)
        found[name] = task()
    if corpora is not None:
        reporter.note("chunking")
        found |= {
            f"chunking/{part}": each for part, each in chunking.measure(corpora, reporter, compare=compare).items()
        }
    return found


_Work = dict[str, Callable[[], Measured]]


def _sentences(data: Path, reporter: Reporter, compare: bool) -> _Work:
    files = sorted((data / "sentence").glob("*.jsonl"))
    return {
        f"sentence/{file.stem}": partial(sentence.measure, sentence.load(file), reporter, compare=compare)
        for file in files
    }


def _spans(data: Path, reporter: Reporter, most: int, compare: bool) -> _Work:
    collections = [squad.load(file) for file in sorted((data / "span").glob("*.json"))]
    others = [*collections[1:], *collections[:1]] if collections[1:] else [None]
    return {
        f"span/{one.name}": partial(span.measure, one, other, reporter, most=most, compare=compare)
        for one, other in zip(collections, others, strict=False)
    }
