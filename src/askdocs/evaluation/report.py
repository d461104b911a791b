"""Judged questions for a reader: how many came out right, and of each of the others what went wrong and what to do."""

from __future__ import annotations

from typing import NamedTuple

from askdocs.evaluation.judging import PASSAGES, QUOTES, Judgement, Outcome, Reason, Result
from askdocs.text import harmless

_LONGEST = 200
# Characters of a quote or of expected words that are shown of them.
_NAMES = {
    Outcome.RIGHT: "right",
    Outcome.REFUSED: "refused rightly",
    Outcome.WRONG: "wrong",
    Outcome.MISSED: "missed",
}


class Problem(NamedTuple):
    """What went wrong with a question."""

    kind: Reason
    message: str
    hint: str
    """What to do."""


def problem(result: Result, threshold: float) -> Problem | None:
    """What went wrong with a question; None where nothing did."""
    if result.reason is None:
        return None
    return Problem(result.reason, *_explained(result, result.reason, threshold))


def _explained(result: Result, reason: Reason, threshold: float) -> tuple[str, str]:
    question, sure = result.question, f"{result.confidence:.2f}"
    match reason:
        case Reason.NOT_IN_LIBRARY:
            return (
                f"the library has no document {' or '.join(question.documents)}",
                "`askdocs add PATH` adds it; `askdocs documents` lists what there is.",
            )
        case Reason.WORDS_NOT_FOUND:
            where = " or ".join(question.documents) or "any document"
            return f"these words do not stand in {where}", "Correct the words, or add the document that has them."
        case Reason.NOT_RETRIEVED:
            return (
                f"no right passage is among the first {PASSAGES} that were retrieved",
                "Ask with words that the document uses, names above all.",
            )
        case Reason.NOT_QUOTED:
            return (
                f"the right passage was retrieved at place {result.passage}, but none of {QUOTES} quotes is from it",
                "Ask more exactly for what its sentence says.",
            )
        case Reason.RANKED_LOWER:
            missed = (
                f"; the first is below the threshold of {threshold:.2f}" if result.outcome is Outcome.MISSED else ""
            )
            return (
                f"the right quote is at place {result.place}{missed}",
                "Ask more exactly; or read on: `--top N` shows as many quotes.",
            )
        case Reason.BELOW_THRESHOLD:
            return (
                f"the right quote is the first, but its confidence of {sure} is "
                f"{threshold - result.confidence:.2f} below the threshold of {threshold:.2f}",
                "`--threshold P` shows what is at least so sure.",
            )
        case Reason.SHOULD_REFUSE:
            return (
                f"answered with a confidence of {sure}, where nothing was expected",
                f"See whether the quote does answer; if not, a `--threshold` above {sure} refuses it.",
            )


def text(name: str, judged: Judgement) -> str:
    """The report of a file."""
    total = len(judged.results)
    lines = [f"{total} question{'' if total == 1 else 's'} of {name}", ""]
    lines += [f"  {_NAMES[outcome]:16}{count:>5}" for outcome, count in judged.counts.items()]
    lines += ["", *_figures(judged)]
    for result in judged.results:
        found = problem(result, judged.threshold)
        if found:
            lines += ["", *_miss(result, found)]
    return harmless("\n".join(lines)) + "\n"


def _figures(judged: Judgement) -> list[str]:
    said = {
        "mrr": "mean reciprocal rank of the first right quote",
        "recall3": "a right quote is among the first three",
        "em": "the highlighted words are those expected",
        "f1": "words that the two share (F1)",
        "auroc": "answered and unanswerable told apart (AUROC)",
    }
    figures = judged.figures
    return [f"  {said[name]:48}{value:.3f}" for name, value in figures.items() if value is not None]


def _miss(result: Result, found: Problem) -> list[str]:
    question = result.question
    lines = [f"line {question.line}: {result.outcome}: {_short(question.text)}"]
    if question.answers:
        lines.append("  expected  " + " or ".join(f"“{_short(answer)}”" for answer in question.answers))
    if question.documents:
        lines.append("  in        " + " or ".join(question.documents))
    if question.none:
        lines.append("  expected  no answer")
    if result.quote:
        shown = "answered " if result.outcome is Outcome.WRONG else "nearest  "
        place = f"{result.quote.document.path}:{result.quote.line}"
        lines.append(f"  {shown} “{_short(result.quote.text)}” ({result.confidence:.2f}, {place})")
    return [*lines, f"  {found.message[:1].upper()}{found.message[1:]}.", f"  {found.hint}"]


def _short(words: str) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= _LONGEST else flat[: _LONGEST - 1].rstrip() + "…"
