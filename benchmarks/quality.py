"""How well askdocs does what it is for, on data that anybody can make again.

::

    python benchmarks/quality.py [--json] [--seeds N…] [--each N]
    python benchmarks/quality.py --data DIR [--baselines] [--questions N] [--json]

With ``--data``, the answers, over whatever collections DIR holds (docs/quality.md says in which formats):

* ``sentence/*.jsonl``: MAP, MRR and P@1 of ranking judged sentences.
* ``span/*.json`` (SQuAD): the right paragraph, quote and words, and how well the confidence tells what is answered.
* ``chunking/``: how well quotes and passages cover the excerpts that answer.

``--baselines`` ranks the same by vectors alone, by BM25 alone and by the two together. The tables are Markdown, as
RESULTS.md keeps them.

Without it, what needs no collection:

* *Quotations*: made from five of the sample articles, ``--each`` of every kind for each seed, and labelled as
  ``askdocs check`` does. The invented ones are from the three other articles, on the same story, or words in no order.
* *Agreement*: of pairs of quotes in tests/golden/agreement.jsonl, whose second half (``held``) was set aside before any
  rule was written, how many are told to agree, to come from two sources, and to contradict each other.
* *Dialogues*: of those in tests/golden/dialogues.jsonl, whose second half (``held``) was set aside before any rule was
  written, how many follow-ups are understood after the turns before, and how many new topics stay as they were typed.
* *Speakers*: of the quotations in tests/golden/speakers, whose second half (``held``) was set aside before any rule was
  written.

Exits with 1 where a bound of these does not hold, and names it on stderr.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from bounds import Bound, print_bounds
from speed import count
from unembedded import index_files

from askdocs import __version__
from askdocs.citing.check import label
from askdocs.citing.lookup import lookup
from askdocs.errors import AskdocsError
from askdocs.evaluation import speakers, tables, tasks
from askdocs.evaluation.agreement import agreement_report, agreement_table
from askdocs.evaluation.dialogues import LABELS, dialogues_report, dialogues_table
from askdocs.evaluation.quotations import Kind, generate, score
from askdocs.index import Index
from askdocs.language.sentences import sentences

ROOT = Path(__file__).resolve().parents[1]
SEEDS = ROOT / "seeds"
AGREEMENT = ROOT / "tests" / "golden" / "agreement.jsonl"
DIALOGUES = ROOT / "tests" / "golden" / "dialogues.jsonl"
SPEAKERS = ROOT / "tests" / "golden" / "speakers"
QUOTED = (0, 2, 3, 5, 7)
# Of the sample articles in their order; the others are foreign to them.
_PLACES = 3
_EVERY = 5.0
# Seconds between two lines of progress.


def measure_quotations(seeds: Sequence[int], each: int) -> dict[str, Any]:
    """The labels of generated quotations, by kind."""
    files = sorted(path for path in SEEDS.iterdir() if path.name[0].isdigit())
    quoted = [files[at] for at in QUOTED]
    with tempfile.TemporaryDirectory(prefix="askdocs-quality-") as temporary:
        folders = [Path(temporary) / name for name in ("quoted", "foreign")]
        for folder, chosen in zip(folders, (quoted, [file for file in files if file not in quoted]), strict=True):
            index_files(folder, SEEDS, chosen)
        with Index.open(folders[0]) as index, Index.open(folders[1]) as foreign:
            words, others = list(_sentences(index)), list(_sentences(foreign))
            labels: dict[Kind, Counter[str]] = {kind: Counter() for kind in Kind}
            by_seed = []
            for seed in seeds:
                made = generate(words, others, each=each, seed=seed)
                scores = score(made, lambda texts: [label(lookup(index, text, _PLACES)).value for text in texts])
                by_seed.append({kind.value: round(found.accuracy, 4) for kind, found in scores.items()})
                for kind, found in scores.items():
                    labels[kind].update(found.labels)
    return {"labels": {kind.value: dict(found) for kind, found in labels.items()}, "right_by_seed": by_seed}


def _sentences(index: Index) -> Iterable[str]:
    for info in index.documents():
        document = index.document(info.id)
        for span in sentences(document.text):
            yield span.of(document.text)


def measure_speakers() -> dict[str, dict[str, float]]:
    """Precision and recall on both halves."""
    halves = {}
    for half in ("dev", "held"):
        found = speakers.measure(SPEAKERS / half)
        halves[half] = {
            "precision": round(found.precision, 4),
            "recall": round(found.recall, 4),
            "speakers": found.expected,
        }
    return halves


def bounds(labels: dict[str, dict[str, int]], halves: dict[str, dict[str, float]]) -> list[Bound]:
    """What must hold."""

    def share(wanted: str, *kinds: Kind) -> float:
        total = sum(sum(labels[kind.value].values()) for kind in kinds)
        return sum(labels[kind.value].get(wanted, 0) for kind in kinds) / total

    return [
        Bound("quotations: exact ones labelled so", 0.98, None, share("exact", Kind.EXACT)),
        Bound("quotations: invented ones not found", 0.98, None, share("not_found", Kind.INVENTED)),
        Bound("quotations: altered ones labelled so", 0.95, None, share("altered", Kind.LIGHT, Kind.HEAVY)),
        Bound("quotations: invented ones labelled exact", None, 1, labels[Kind.INVENTED.value].get("exact", 0)),
        Bound("speakers, held half: precision", 0.90, None, halves["held"]["precision"]),
        Bound("speakers, held half: recall", 0.75, None, halves["held"]["recall"]),
    ]


def dialogue_bounds(report: dict[str, dict[str, dict[str, float]]]) -> list[Bound]:
    """What must hold of both kinds of dialogues, in both halves."""
    return [
        Bound(f"dialogues, {half} half: {label}", 0.85, None, groups[label]["right"])
        for half, groups in report.items()
        for label in LABELS
    ]


def table(report: dict[str, Any]) -> str:
    """The report for a reader."""
    names = sorted({name for labels in report["quotations"]["labels"].values() for name in labels})
    lines = [
        f"quotations, seeds {report['seeds']}",
        f"{'':18}" + "".join(f"{name:>12}" for name in names) + "  right, by seed",
    ]
    for kind, labels in report["quotations"]["labels"].items():
        by_seed = " ".join(f"{seed[kind]:.3f}" for seed in report["quotations"]["right_by_seed"])
        lines.append(f"{kind:18}" + "".join(f"{labels.get(name, 0):>12,}" for name in names) + f"  {by_seed}")
    lines += ["", f"{'speakers':18}{'precision':>12}{'recall':>12}{'speakers':>12}"]
    for half, found in report["speakers"].items():
        lines.append(f"{half:18}{found['precision']:>12.3f}{found['recall']:>12.3f}{found['speakers']:>12}")
    return "\n".join([*lines, "", agreement_table(report["agreement"]), "", dialogues_table(report["dialogues"])])


class Progress:
    """Says on stderr what is at work, a line each; and how far it is, every few seconds."""

    def __init__(self) -> None:
        self._last = time.monotonic()

    def note(self, message: str) -> None:
        """Print one line."""
        print(message, file=sys.stderr, flush=True)

    def progress(self, stage: str, done: int, total: int) -> None:
        """Print how far a stage has come."""
        if time.monotonic() - self._last >= _EVERY:
            self._last = time.monotonic()
            self.note(f"  {stage} {done:,} of {total:,}")


def measure_data(data: Path, *, most: int, baselines: bool, as_json: bool) -> int:
    """Measure a folder of collections and print it; the exit code."""
    try:
        found = tasks.measure(data, Progress(), most=most, compare=baselines)
    except AskdocsError as error:
        print(error.message, *([f"  {error.hint}"] if error.hint else []), sep="\n", file=sys.stderr)
        return error.exit_code
    print(json.dumps(tables.as_json(found), indent=1) if as_json else tables.tables(found, __version__))
    return 0


def measure_without(seeds: list[int], each: int, *, as_json: bool) -> int:
    """Measure what needs no collection and print it; the exit code."""
    quotations, halves = measure_quotations(seeds, each), measure_speakers()
    report = {"seeds": seeds, "each": each, "quotations": quotations, "speakers": halves}
    report["agreement"] = agreement_report(AGREEMENT)
    report["dialogues"] = dialogues_report(DIALOGUES)
    must_hold = bounds(quotations["labels"], halves) + dialogue_bounds(report["dialogues"])
    if as_json:
        print(json.dumps({**report, "bounds": [bound.figures() for bound in must_hold]}, indent=1))
    else:
        print(table(report))
    return print_bounds(must_hold, quiet=as_json)


def main() -> int:
    """Measure and print; the exit code."""
    options = argparse.ArgumentParser(description="Measure how good answers are, or how well quotations are told.")
    options.add_argument("--json", action="store_true", help="print one JSON document")
    options.add_argument("--data", type=Path, metavar="DIR", help="measure answers over the collections in DIR")
    options.add_argument("--baselines", action="store_true", help="with --data: beside the plain methods")
    options.add_argument(
        "--questions", type=count, default=tasks.MOST, metavar="N", help="with --data: of a file of spans, at most"
    )
    options.add_argument(
        "--seeds", type=int, nargs="+", default=[20, 21, 22, 23, 24], metavar="N", help="(default 20 to 24)"
    )
    options.add_argument("--each", type=count, default=500, metavar="N", help="quotations of each kind (default 500)")
    chosen = options.parse_args()
    if chosen.data:
        return measure_data(chosen.data, most=chosen.questions, baselines=chosen.baselines, as_json=chosen.json)
    return measure_without(chosen.seeds, chosen.each, as_json=chosen.json)


if __name__ == "__main__":
    sys.exit(main())
