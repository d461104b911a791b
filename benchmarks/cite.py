"""The speed of ``cite`` in 100,000 passages, and of ``check`` on a draft of 10,000 words with 100 quotations.

::

    python benchmarks/cite.py [--json] [--passages N] [--queries N] [--runs N]

The articles are generated from a fixed seed: words as frequent as a language's are (Zipf's law), in sentences and
paragraphs, some of them quoted from somebody. The index has no model's vectors, because none of this needs one. Warm
is a call within a process: open the index, look up, hold against the file, find the speaker, format the reference.
Cold is the whole process ``askdocs cite "…"``, which compares the files with the index first.

Exits with 1 where a bound does not hold, and names it on stderr.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from bounds import Bound, print_bounds
from unembedded import index_files

from askdocs import config
from askdocs.evaluation.quotations import generate
from askdocs.library.check import check
from askdocs.library.cite import cite
from askdocs.library.library import Library

ASKDOCS = Path(sys.executable).with_name("askdocs")
SENTENCES = 60
# Of an article, which makes 22 passages.
DRAFT_WORDS, DRAFT_QUOTATIONS = 10_000, 100
_FREQUENT = "the of and to in a is that for it was on with as be at by this had not are but from or have an they which"
_PARTS = "ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo zu bran cle dro fli gra ster plo tri"


class _Silent:
    """Reports to nobody."""

    def note(self, message: str) -> None:
        """Leave it unsaid."""

    def progress(self, stage: str, done: int, total: int) -> None:
        """Leave it unsaid."""


class Writer:
    """Writes sentences of words that nobody knows, as often as a language has its words."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        made = {"".join(self.chance.choices(_PARTS.split(), k=self.chance.randint(2, 4))) for _ in range(40_000)}
        self.words = [*_FREQUENT.split(), *sorted(made)]
        self.weights = list(itertools.accumulate(1 / rank for rank in range(1, len(self.words) + 1)))
        self.names = [word.capitalize() for word in self.chance.sample(self.words[100:], 2_000)]

    def sentence(self) -> str:
        """A sentence of 8 to 30 words; one in eight is somebody's."""
        chosen = self.chance.choices(self.words, cum_weights=self.weights, k=self.chance.randint(8, 30))
        words = [self.chance.choice(self.names) if self.chance.random() < 0.05 else word for word in chosen]
        text = " ".join(words)
        text = text[0].upper() + text[1:]
        if self.chance.random() < 1 / 8:
            return f"“{text},” said {self.chance.choice(self.names)} {self.chance.choice(self.names)}."
        return f"{text}."

    def article(self, number: int) -> Iterator[str]:
        """Its title, and its sentences in paragraphs."""
        yield f"# Report {number} {' '.join(self.chance.sample(self.names, 3))}\n\n"
        for at in range(SENTENCES):
            yield self.sentence() + ("\n\n" if at % 4 == 3 else " ")


def make_library(folder: Path, passages: int) -> tuple[Library, int]:
    """A library of at least so many passages; and how many it has."""
    documents = folder / "documents"
    documents.mkdir(parents=True)
    (folder / "askdocs.toml").write_text('documents = ["documents"]\n', encoding="utf-8")
    library = Library(config.load(folder), _Silent())
    writer = Writer(20261123)
    files = []
    for number in range(passages // 22 + 1):
        files.append(documents / f"{number:05}.md")
        files[-1].write_text("".join(writer.article(number)), encoding="utf-8")
    return library, index_files(library.settings.index_folder, folder, files)


def sample(library: Library, count: int) -> list[str]:
    """Sentences of the library, without their marks."""
    chance = random.Random(7)
    files = sorted((library.settings.root / "documents").iterdir())
    found = []
    while len(found) < count:
        line = chance.choice(chance.choice(files).read_text(encoding="utf-8").splitlines()[2:])
        for sentence in line.split(". ")[:1]:
            words = sentence.strip("“”. ").split(",”")[0].split()
            if len(words) >= 8:
                start = chance.randint(0, len(words) - 8)
                found.append(" ".join(words[start : start + chance.randint(8, 16)]))
    return found


def altered(quotation: str, chance: random.Random) -> str:
    """The quotation with a word that is not its own."""
    words = quotation.split()
    words[chance.randrange(len(words))] = "elsewhere"
    return " ".join(words)


def measure_warm(library: Library, quotations: Sequence[str]) -> dict[str, float]:
    """Median milliseconds of ``cite``, by what it has to find."""
    chance = random.Random(8)
    queries: dict[str, Callable[[str], str]] = {
        "exact": str,
        "normalised": str.upper,
        "fuzzy": lambda quotation: altered(quotation, chance),
    }
    taken: dict[str, list[float]] = {kind: [] for kind in queries}
    for quotation in quotations:
        for kind, query in queries.items():
            words = query(quotation)
            started = time.perf_counter()
            hits = cite(library, words, sync=False)
            taken[kind].append((time.perf_counter() - started) * 1000)
            assert hits and hits[0].kind == kind, (kind, words, hits)
    everything = [each for times in taken.values() for each in times]
    figures = {kind: statistics.median(times) for kind, times in taken.items()}
    return {
        **figures,
        "all": statistics.median(everything),
        "95 in 100 under": statistics.quantiles(everything, n=20)[-1],
    }


def measure_cold(library: Library, quotations: Sequence[str]) -> list[float]:
    """Seconds of whole processes."""
    taken = []
    for at, quotation in enumerate(["Nothing at all", *quotations]):
        started = time.perf_counter()
        subprocess.run(
            [ASKDOCS, "--library", library.settings.root, "cite", quotation], capture_output=True, check=at > 0
        )
        taken.append(time.perf_counter() - started)
    return taken[1:]  # the first only warms the file cache


def make_draft(quotations: Sequence[str]) -> str:
    """A draft that quotes 25 exactly, alters 50 and invents 25."""
    writer = Writer(9)
    foreign = [writer.sentence().strip("“”.") for _ in range(200)]
    made = generate(quotations, foreign, each=DRAFT_QUOTATIONS // 4, seed=9)
    random.Random(10).shuffle(made)
    paragraphs, words = [], 0
    while made or words < DRAFT_WORDS:
        filler = " ".join(sentence for sentence in (writer.sentence() for _ in range(5)) if "“" not in sentence)
        said = f"“{made.pop().text.strip('“”')},” said {writer.names[words % 2000]}. " if made else ""
        paragraphs.append(said + filler)
        words += len(paragraphs[-1].split())
    return "\n\n".join(paragraphs)


def measure(passages: int, queries: int, runs: int) -> dict[str, Any]:
    """Measure everything; the report."""
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory(prefix="askdocs-cite-") as temporary:
        library, count = make_library(Path(temporary).resolve(), passages)
        quotations = sample(library, queries)
        warm = measure_warm(library, quotations)
        cold = measure_cold(library, quotations[:runs])
        draft = make_draft(sample(library, 400))
        checked, labels = [], {}
        for _ in range(runs):
            started = time.perf_counter()
            report = check(library, draft.encode(), "draft.md", sync=False).report
            checked.append(time.perf_counter() - started)
            labels = {label.value: number for label, number in report.counts.items()}
    return {
        "passages": count,
        "load": [round(load, 1), round(os.getloadavg()[0], 1)],
        "warm_ms": {name: round(value, 2) for name, value in warm.items()},
        "cold_s": {"median": round(statistics.median(cold), 3), "least": round(min(cold), 3), "runs": len(cold)},
        "draft": {
            "words": len(draft.split()),
            "labels": labels,
            "median_s": round(statistics.median(checked), 3),
            "least_s": round(min(checked), 3),
        },
    }


def table(report: dict[str, Any]) -> str:
    """The report for a reader."""
    cold, draft = report["cold_s"], report["draft"]
    warm = ", ".join(f"{name} {value:.1f}" for name, value in report["warm_ms"].items())
    return (
        f"{report['passages']:,} passages, load {report['load'][0]} to {report['load'][1]}\n"
        f"cite, warm, median ms: {warm}\n"
        f"cite, a cold process, s: median {cold['median']}, least {cold['least']} of {cold['runs']}\n"
        f"check, {draft['words']:,} words, s: median {draft['median_s']}, least {draft['least_s']}; {draft['labels']}"
    )


def main() -> int:
    """Measure and print; the exit code."""
    options = argparse.ArgumentParser(description="Measure the speed of cite and check.")
    options.add_argument("--json", action="store_true", help="print one JSON document")
    options.add_argument(
        "--passages", type=int, default=100_000, metavar="N", help="at least so many (default 100,000)"
    )
    options.add_argument("--queries", type=int, default=100, metavar="N", help="quotations of each kind (default 100)")
    options.add_argument("--runs", type=int, default=5, metavar="N", help="cold processes, and checks (default 5)")
    chosen = options.parse_args()
    report = measure(chosen.passages, chosen.queries, chosen.runs)
    must_hold = [
        Bound("cite, warm: median ms", None, 50, report["warm_ms"]["all"]),
        Bound("cite, cold: seconds", None, 0.6, report["cold_s"]["median"]),
        Bound("check, 100 quotations in 10,000 words: seconds", None, 3, report["draft"]["median_s"]),
    ]
    if chosen.json:
        print(json.dumps({**report, "bounds": [bound.figures() for bound in must_hold]}, indent=1))
    else:
        print(table(report))
    return print_bounds(must_hold, quiet=chosen.json)


if __name__ == "__main__":
    sys.exit(main())
