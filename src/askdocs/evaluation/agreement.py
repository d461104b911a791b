"""How well agreement and contradiction are told: over pairs of quotes that a reader has judged.

A line of the file is a pair: ``question``, whether it wants a ``list``, and two ``quotes``, each a ``text`` with the
words that answer between ``[[`` and ``]]``, the ``source``, ``authors`` and date (``published``) of its document, and,
where there is more of that, the words ``before`` and ``after``. ``label`` is ``agree``, ``differ`` (the answers cannot
both be right) or ``unrelated``, ``independent`` says whether the two have it from different sources, and ``half`` is
``dev`` or ``held``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from askdocs.answering.agreement import accounts
from askdocs.model import Document, DocumentInfo, Evidence, Quote
from askdocs.text import Span, TextBuilder

HALVES = ("dev", "held")
_MARKS = re.compile(r"\[\[(.+?)\]\]")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was said of a pair."""

    label: str
    """``agree``, ``differ`` or ``unrelated``."""
    sources: int
    """How many independent sources agree; 0 where the two do not."""


@dataclass(frozen=True, slots=True)
class Score:
    """Of one label: how many pairs were given it, have it, and both."""

    right: int
    given: int
    expected: int

    @property
    def precision(self) -> float:
        """The share of those given it that have it; 1 where none was given it."""
        return self.right / self.given if self.given else 1.0

    @property
    def recall(self) -> float:
        """The share of those that have it that were given it; 1 where none has it."""
        return self.right / self.expected if self.expected else 1.0


def verdict(pair: dict[str, Any]) -> Verdict:
    """What is said of a pair when its two quotes are an answer."""
    documents, evidence = zip(*(_quoted(at, quote) for at, quote in enumerate(pair["quotes"])), strict=True)
    found = accounts(
        pair["question"],
        evidence,
        documents={document.info.id: document for document in documents},
        wants_list=pair["list"],
    )
    if any(account.differs for account in found):
        return Verdict("differ", 0)
    return Verdict("agree", found[0].sources) if found else Verdict("unrelated", 0)


def _quoted(at: int, quote: dict[str, Any]) -> tuple[Document, Evidence]:
    before, after = (f"{quote[side]}" if side in quote else "" for side in ("before", "after"))
    marked = _MARKS.search(quote["text"])
    if marked is None:
        raise ValueError(f"no words between [[ and ]]: {quote['text']}")
    words = _MARKS.sub(r"\1", quote["text"])
    builder = TextBuilder(" ".join(part for part in (before, words, after) if part))
    start = len(before) + bool(before)
    info = DocumentInfo(
        id=f"d{at}",
        path=f"{at}.txt",
        source=quote["source"],
        authors=tuple(quote["authors"]),
        published=quote["published"],
    )
    builder.copy(0, len(builder.source))
    text, source_map = builder.build()
    document = Document(info, text, (), source_map)
    highlight = Span(start + marked.start(), start + marked.start() + len(marked[1]))
    found = Quote(info, Span(start, start + len(words)), words, 1)
    return document, Evidence(found, highlight, 1.0)


def scores(pairs: Sequence[dict[str, Any]], verdicts: Iterable[Verdict]) -> dict[str, Score]:
    """By what is claimed: ``agree``, ``differ``, and ``two sources``, which is right of independent ones that agree."""
    claims = [
        ({pair["label"], *(["two sources"] if pair["label"] == "agree" and pair["independent"] else [])},
         {said.label, *(["two sources"] if said.sources > 1 else [])})
        for pair, said in zip(pairs, verdicts, strict=True)
    ]  # fmt: skip
    return {
        claim: Score(
            sum(claim in expected and claim in given for expected, given in claims),
            sum(claim in given for _, given in claims),
            sum(claim in expected for expected, _ in claims),
        )
        for claim in ("agree", "differ", "two sources")
    }


def read_pairs(path: Path) -> list[dict[str, Any]]:
    """The pairs of a file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def agreement_report(path: Path, halves: Sequence[str] = HALVES) -> dict[str, dict[str, dict[str, float]]]:
    """Precision and recall of what is claimed, by half: ``{"held": {"agree": {"precision": …, "recall": …}}}``."""
    pairs = read_pairs(path)
    report: dict[str, dict[str, dict[str, float]]] = {}
    for half in halves:
        chosen = [pair for pair in pairs if pair["half"] == half]
        found = scores(chosen, map(verdict, chosen))
        report[half] = {
            claim: {
                "precision": round(score.precision, 4),
                "recall": round(score.recall, 4),
                "given": score.given,
                "expected": score.expected,
            }
            for claim, score in found.items()
        }
    return report


def agreement_table(report: dict[str, dict[str, dict[str, float]]]) -> str:
    """The report for a reader."""
    lines = [f"{'agreement':18}{'precision':>12}{'recall':>12}{'claimed':>12}{'there':>12}"]
    for half, claims in report.items():
        for claim, found in claims.items():
            figures = f"{found['precision']:>12.3f}{found['recall']:>12.3f}{found['given']:>12}{found['expected']:>12}"
            lines.append(f"{f'{half}, {claim}':18}{figures}")
    return "\n".join(lines)
