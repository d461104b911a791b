"""The speed and the memory of askdocs, side by side with a plain script in one run.

::

    python benchmarks/speed.py [--json] [--runs N] [--articles N]

Each measured thing is a process of its own. The two sides take turns, so that a noisy machine is noisy for both; a
time is the median of the runs, a ratio is one of medians, and a peak is the highest of the runs. Everything is on
disk and in the file cache before the clock starts: the library and its index, the compiled model, the plain
script's vectors. Needs no network. ASKDOCS_CACHE is used where it is set, else a temporary folder.

Exits with 1 where a bound does not hold, and names it on stderr.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bounds import Bound

import askdocs

# Imports stay small here: a child's ru_maxrss is never below its parent's size when it was started.

HERE = Path(__file__).resolve().parent
SEEDS = HERE.parent / "seeds"
ASKDOCS = Path(sys.executable).with_name("askdocs")
QUESTION = "who inspected NSO?"
KEYWORDS = "export licence"
INDEXING_RUNS = 3
# At the most: each takes as long as all the questions.
SENTENCES = 45
# Of a generated article, which makes about 6 KB.


@dataclass(slots=True)
class Runs:
    """What the runs of one process took."""

    seconds: list[float] = field(default_factory=list)
    cpu_seconds: list[float] = field(default_factory=list)
    peaks: list[int] = field(default_factory=list)
    """Of resident memory, in KiB."""

    @property
    def median(self) -> float:
        """Seconds by the clock."""
        return statistics.median(self.seconds)

    @property
    def peak_mib(self) -> float:
        """The highest."""
        return max(self.peaks) / 1024

    def figures(self) -> dict[str, float]:
        """For the report."""
        return {
            "median_s": round(self.median, 4),
            "least_s": round(min(self.seconds), 4),
            "median_cpu_s": round(statistics.median(self.cpu_seconds), 4),
            "peak_mib": round(self.peak_mib, 1),
        }


class Bench:
    """A temporary folder with two libraries, and the processes that are run on them."""

    def __init__(self, folder: Path, articles: int) -> None:
        """Make the libraries; nothing is indexed yet."""
        self.folder = folder
        # An installed package has its bytecode beside it; the first run of a checkout writes it, if it may.
        unset = ("ASKDOCS_LIBRARY", "PYTHONDONTWRITEBYTECODE")
        self.environment = {
            **{name: value for name, value in os.environ.items() if name not in unset},
            "ASKDOCS_CACHE": os.environ.get("ASKDOCS_CACHE") or str(folder / "cache"),
            "HF_HUB_OFFLINE": "1",
        }
        self.seeds, self.corpus = folder / "seeds", folder / "corpus"
        shutil.copytree(SEEDS, self.seeds / "documents")
        (self.corpus / "documents").mkdir(parents=True)
        for number, article in enumerate(generate(SEEDS, articles), 1):
            (self.corpus / "documents" / f"{number:04}.md").write_text(article, encoding="utf-8")
        for library in (self.seeds, self.corpus):
            (library / "askdocs.toml").write_text('documents = ["documents"]\n', encoding="utf-8")

    def run(self, *command: str | Path, into: Runs | None = None) -> str:
        """Run a process to its end, and note what it took; its standard output.

        Raises:
            SystemExit: it failed.
        """
        with tempfile.TemporaryFile(dir=self.folder) as out, tempfile.TemporaryFile(dir=self.folder) as errors:
            started = time.perf_counter()
            child = subprocess.Popen(command, stdout=out, stderr=errors, cwd=self.folder, env=self.environment)
            _, status, usage = os.wait4(child.pid, 0)
            seconds = time.perf_counter() - started
            child.returncode = os.waitstatus_to_exitcode(status)
            out.seek(0)
            errors.seek(0)
            if child.returncode:
                said = errors.read().decode(errors="replace")
                raise SystemExit(f"{' '.join(map(str, command))} exited with {child.returncode}:\n{said}")
            if into is not None:
                into.seconds.append(seconds)
                into.cpu_seconds.append(usage.ru_utime + usage.ru_stime)
                into.peaks.append(usage.ru_maxrss)
            return out.read().decode()

    def ask(self, into: Runs | None = None) -> None:
        """Ask askdocs."""
        self.run(ASKDOCS, "--library", self.seeds, QUESTION, into=into)

    def ask_plain(self, into: Runs | None = None) -> None:
        """Ask the plain script."""
        self.run(sys.executable, HERE / "plain.py", "ask", self.folder / "plain-seeds", QUESTION, into=into)

    def search_keywords(self, into: Runs | None = None) -> None:
        """Search without a model."""
        self.run(ASKDOCS, "--library", self.seeds, "search", "--keywords", KEYWORDS, into=into)

    def index(self, library: Path) -> dict[str, Any]:
        """Index a library from nothing."""
        shutil.rmtree(library / ".askdocs", ignore_errors=True)
        found: dict[str, Any] = json.loads(
            self.run(sys.executable, HERE / "indexing.py", library, library / "passages.json")
        )
        return found

    def index_plain(self, library: Path) -> dict[str, Any]:
        """Have the plain script embed the same passages."""
        target = self.folder / f"plain-{library.name}"
        found: dict[str, Any] = json.loads(
            self.run(sys.executable, HERE / "plain.py", "index", library / "passages.json", target)
        )
        return found


def generate(seeds: Path, articles: int) -> Iterator[str]:
    """Articles of about 6 KB from the seeds' sentences, shuffled; the same ones each time."""
    material = [
        sentence
        for file in sorted([*seeds.glob("[0-9]*.md"), *seeds.glob("[0-9]*.txt")])
        for line in file.read_text(encoding="utf-8").splitlines()
        if len(line) > 60 and line[0] not in "#+!["
        for sentence in re.split(r"(?<=[.!?”]) (?=[A-Z“])", line)
    ]
    chance = random.Random(20261123)
    for number in range(1, articles + 1):
        chosen = chance.sample(material, SENTENCES)
        paragraphs = [" ".join(chosen[start : start + 4]) for start in range(0, SENTENCES, 4)]
        yield "\n\n".join([f"# Article {number}", *paragraphs]) + "\n"


def measure(runs: int, articles: int) -> dict[str, Any]:
    """Measure everything; the report."""
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory(prefix="askdocs-speed-") as folder:
        bench = Bench(Path(folder).resolve(), articles)
        bench.index(bench.seeds)
        bench.index_plain(bench.seeds)
        ours, plain, keywords = Runs(), Runs(), Runs()
        # The first turn brings everything into the file cache and does not count.
        for turn in range(runs + 1):
            bench.ask(ours if turn else None)
            bench.ask_plain(plain if turn else None)
            bench.search_keywords(keywords if turn else None)
        indexing = measure_indexing(bench, min(runs, INDEXING_RUNS))
    ratio = plain.median / ours.median
    bounds = [
        Bound("question: times faster than the plain script", 10, None, ratio),
        Bound("question: peak MiB", None, 200, ours.peak_mib),
        Bound("keywords: seconds", None, 0.17, keywords.median),
        Bound("keywords: peak MiB", None, 78, keywords.peak_mib),
        Bound("indexing: times the plain script's tokens a second", 2.5, None, indexing["ratio"]),
    ]
    return {
        "askdocs": askdocs.__version__,
        "machine": {"processor": processor(), "cores": os.cpu_count(), "load": [load, os.getloadavg()[0]]},
        "runs": runs,
        "question": {"askdocs": ours.figures(), "plain": plain.figures(), "ratio": round(ratio, 2)},
        "keywords": {"askdocs": keywords.figures()},
        "indexing": indexing,
        "bounds": [each.figures() for each in bounds],
    }


def measure_indexing(bench: Bench, runs: int) -> dict[str, Any]:
    """The whole sync against SentenceTransformer.encode of the same passages."""
    ours, plain = [], []
    for _ in range(runs):
        found = bench.index(bench.corpus)
        ours.append(found["seconds"])
        plain.append(bench.index_plain(bench.corpus)["seconds"])

    def speed(seconds: Sequence[float]) -> dict[str, float]:
        median = statistics.median(seconds)
        return {
            "median_s": round(median, 3),
            "least_s": round(min(seconds), 3),
            "tokens_per_s": round(found["tokens"] / median),
            "passages_per_s": round(found["passages"] / median, 1),
        }

    return {
        "passages": found["passages"],
        "tokens": found["tokens"],
        "askdocs": speed(ours),
        "plain": speed(plain),
        "ratio": round(statistics.median(plain) / statistics.median(ours), 3),
    }


def processor() -> str:
    """Its name, as Linux tells it."""
    names = re.findall(r"^model name\s*: (.+)$", Path("/proc/cpuinfo").read_text(encoding="utf-8"), re.MULTILINE)
    return names[0] if names else "unknown"


def table(report: dict[str, Any]) -> str:
    """The report for a reader: medians, with the least in brackets."""
    machine, indexing = report["machine"], report["indexing"]
    before, after = machine["load"]
    lines = [
        f"askdocs {report['askdocs']}, {machine['processor']}, {machine['cores']} cores, "
        f"load {before:.1f} to {after:.1f}, {report['runs']} runs",
        f"indexing: {indexing['passages']:,} passages, {indexing['tokens']:,} tokens",
        "",
        f"{'median (least)':24}{'seconds':>18}{'CPU seconds':>13}{'peak MiB':>10}",
    ]
    for name in ("question", "keywords"):
        for side in ("askdocs", "plain"):
            if side in report[name]:
                row = report[name][side]
                wall = f"{row['median_s']:.3f} ({row['least_s']:.3f})"
                lines.append(f"{name + ', ' + side:24}{wall:>18}{row['median_cpu_s']:>13.3f}{row['peak_mib']:>10.1f}")
    lines += ["", f"{'median (least)':24}{'seconds':>18}{'tokens/s':>13}{'passages/s':>12}"]
    for side in ("askdocs", "plain"):
        row = indexing[side]
        wall = f"{row['median_s']:.2f} ({row['least_s']:.2f})"
        lines.append(f"{'indexing, ' + side:24}{wall:>18}{row['tokens_per_s']:>13,}{row['passages_per_s']:>12,.1f}")
    lines += ["", f"{'must hold':52}{'bound':>9}{'value':>10}"]
    for each in report["bounds"]:
        verdict = "holds" if each["holds"] else "DOES NOT HOLD"
        lines.append(f"{each['name']:52}{each['bound']:>9}{each['value']:>10.2f}  {verdict}")
    return "\n".join(lines)


def count(text: str) -> int:
    """A number from 1 upward."""
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{number} is less than 1")
    return number


def main() -> int:
    """Measure and print; the exit code."""
    options = argparse.ArgumentParser(description="Measure askdocs against a plain script.")
    options.add_argument("--json", action="store_true", help="print one JSON document")
    options.add_argument("--runs", type=count, default=5, metavar="N", help="how often each is run (default 5)")
    options.add_argument(
        "--articles", type=count, default=170, metavar="N", help="how many articles are indexed (default 170)"
    )
    chosen = options.parse_args()
    report = measure(chosen.runs, chosen.articles)
    print(json.dumps(report, indent=1) if chosen.json else table(report))
    failed = [each for each in report["bounds"] if not each["holds"]]
    for each in failed:
        print(f"does not hold: {each['name']} {each['bound']}, is {each['value']}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
