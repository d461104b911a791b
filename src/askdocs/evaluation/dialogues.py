"""How often a question is understood after the turns before it: over dialogues that a reader has judged.

A line of the file is a dialogue. ``turns`` are the earlier ones: what was ``asked`` and, where it was answered, the
``quote`` with the words that answer between ``[[`` and ``]]``, and its ``document``. ``asked`` is the last question.
``label`` is ``follow-up``, where each list of ``must`` has a word or phrase that the full question has, and none of
``must_not`` is in it; or ``new``, where it must stay as it was typed. ``answers`` are words of quotes that would answer
it, one of which will do; none where the documents do not. ``half`` is ``dev`` or ``held``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from askdocs.conversation import Turn
from askdocs.conversation.following import followed
from askdocs.language.words import bare, fold, words
from askdocs.model import Answer, DocumentInfo, Evidence, Filters, Quote
from askdocs.text import Span

HALVES = ("dev", "held")
LABELS = ("follow-up", "new")
_MARKS = re.compile(r"\[\[(.+?)\]\]", re.DOTALL)


def read_dialogues(path: Path) -> list[dict[str, Any]]:
    """The dialogues of a file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def understood(dialogue: dict[str, Any]) -> str:
    """The last question of a dialogue in full; the ones before it are resolved in their turn."""
    turns: list[Turn] = []
    for turn in dialogue["turns"]:
        turns.append(_answered(turn, followed(turn["asked"], turns).question))
    return followed(dialogue["asked"], turns).question


def is_right(dialogue: dict[str, Any], full: str) -> bool:
    """Whether a full question is what the last one of a dialogue means."""
    if dialogue["label"] == "new":
        return bool(full == dialogue["asked"])
    spelled = _spelled(full)
    has_all = all(any(_spelled(phrase) in spelled for phrase in phrases) for phrases in dialogue["must"])
    return has_all and not any(_spelled(word) in spelled for word in dialogue["must_not"])


def dialogues_report(path: Path, halves: Sequence[str] = HALVES) -> dict[str, dict[str, dict[str, float]]]:
    """The share understood rightly, by half and label: ``{"held": {"new": {"right": 0.9, "dialogues": 30}, …}}``."""
    report: dict[str, dict[str, dict[str, float]]] = {}
    for half in halves:
        chosen = [dialogue for dialogue in read_dialogues(path) if dialogue["half"] == half]
        groups = {"all": chosen} | {label: [each for each in chosen if each["label"] == label] for label in LABELS}
        report[half] = {
            name: {
                "right": round(sum(is_right(each, understood(each)) for each in group) / len(group), 4),
                "dialogues": len(group),
            }
            for name, group in groups.items()
        }
    return report


def dialogues_table(report: dict[str, dict[str, dict[str, float]]]) -> str:
    """The report for a reader."""
    lines = [f"{'dialogues':18}{'right':>12}{'dialogues':>12}"]
    for half, groups in report.items():
        for name, found in groups.items():
            lines.append(f"{f'{half}, {name}':18}{found['right']:>12.3f}{found['dialogues']:>12}")
    return "\n".join(lines)


def _spelled(text: str) -> str:
    return f" {' '.join(fold(bare(span.of(text))) for span in words(text))} "


def _answered(turn: dict[str, Any], meant: str) -> Turn:
    evidence = (_evidence(turn),) if "quote" in turn else ()
    answer = Answer(meant, "answered" if evidence else "not_found", 1.0, evidence)
    return Turn(asked=turn["asked"], meant=meant, answer=answer, filters=Filters(), at="2021-08-01T00:00:00+00:00")


def _evidence(turn: dict[str, Any]) -> Evidence:
    marked = _MARKS.search(turn["quote"])
    if marked is None:
        raise ValueError(f"no words between [[ and ]]: {turn['quote']}")
    text = _MARKS.sub(r"\1", turn["quote"])
    info = DocumentInfo(id=turn["document"], path=turn["document"])
    highlight = Span(marked.start(), marked.start() + len(marked[1]))
    return Evidence(Quote(info, Span(0, len(text)), text, 1), highlight, 1.0)
