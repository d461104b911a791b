"""The figures of collections as JSON, and as tables in Markdown, as benchmarks/RESULTS.md keeps them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from askdocs.evaluation.figures import Figures, Measured
from askdocs.evaluation.plain import METHODS

_NAMES = {"dense": "dense only", "bm25": "BM25 only", "hybrid": "plain hybrid"}
_HEADINGS = {
    "map": "MAP",
    "mrr": "MRR",
    "p1": "P@1",
    "r1": "R@1",
    "r5": "R@5",
    "sentence1": "first quote",
    "sentence3": "first three",
    "open_em": "open EM",
    "open_f1": "open F1",
    "em": "EM",
    "f1": "F1",
    "auroc_unanswerable": "AUROC unanswerable",
    "auroc_foreign": "AUROC foreign",
    "right_of_answered": "right of answered",
    "foreign_refused": "foreign refused",
    "iou": "IoU",
}


def as_json(found: Mapping[str, Measured]) -> dict[str, Any]:
    """``tasks`` by name, and ``baselines`` by method and name where they were measured; unknown figures are null."""
    tasks = _nested({name: measured.askdocs for name, measured in found.items()})
    baselines = {
        method: _nested({name: each.plain[method] for name, each in found.items() if method in each.plain})
        for method in METHODS
    }
    return {"tasks": tasks, **({"baselines": baselines} if any(baselines.values()) else {})}


def _nested(figures: Mapping[str, Figures]) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for name, measures in figures.items():
        rounded = {key: None if value is None else round(value, 4) for key, value in measures.items()}
        group, _, part = name.partition("/")
        if group == "chunking":
            result.setdefault(group, {})[part] = rounded
        else:
            result[name] = rounded
    return result


def tables(found: Mapping[str, Measured], version: str) -> str:
    """A table for each kind of collection: a row for each system and collection.

    Args:
        found: by name.
        version: of askdocs, which its rows begin with.
    """
    kinds: dict[str, list[str]] = {}
    for name, measured in found.items():
        kind, _, part = name.partition("/")
        measures = list(measured.askdocs)
        rows = kinds.setdefault(
            kind, [f"| {kind} | | " + " | ".join(map(_heading, measures)) + " |", "| --- " * (len(measures) + 2) + "|"]
        )
        systems = [(f"askdocs {version}", measured.askdocs)]
        systems += [(_NAMES[method], figures) for method, figures in measured.plain.items()]
        for system, figures in systems:
            values = [_figure(figures[measure]) if measure in figures else "" for measure in measures]
            rows.append(f"| {part} | {system} | " + " | ".join(values) + " |")
    return "\n\n".join("\n".join(_aligned(rows)) for rows in kinds.values())


def _heading(measure: str) -> str:
    return _HEADINGS.get(measure, measure)


def _figure(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}".removeprefix("0") if value < 1 else f"{value:.3f}"


def _aligned(rows: list[str]) -> list[str]:
    cells = [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]
    widths = [max(len(row[at]) for row in cells) for at in range(len(cells[0]))]
    return [
        "| " + " | ".join(f"{cell:{width}}" for cell, width in zip(row, widths, strict=True)) + " |" for row in cells
    ]
