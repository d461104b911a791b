"""How well quotes and passages cover the excerpts that answer, in characters of the files.

A folder holds corpora as Markdown and ``questions.jsonl``: ``{"question": …, "corpus": "NAME", "references":
[{"start_index": …, "end_index": …}, …]}`` a line, the indices being characters of ``NAME.md`` as it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from askdocs.errors import UsageError
from askdocs.evaluation.fields import field, json_lines, question_of, read_text
from askdocs.evaluation.figures import Figures, Measured
from askdocs.evaluation.metrics import Coverage, coverage, mean
from askdocs.evaluation.plain import METHODS, Method, Plain, ranked
from askdocs.evaluation.shelf import Shelf, shelved
from askdocs.language.sentences import sentences
from askdocs.library.library import Reporter
from askdocs.text import Span

QUESTIONS = "questions.jsonl"
_MOST = 5
# Quotes, and passages.


@dataclass(frozen=True, slots=True)
class Excerpted:
    """A question, and the stretches of files that answer it."""

    text: str
    excerpts: tuple[tuple[str, Span], ...]
    """Each with the name of its file."""


@dataclass(frozen=True, slots=True)
class Corpora:
    """Files, and questions about them."""

    files: Mapping[str, str]
    questions: tuple[Excerpted, ...]


def load(folder: Path) -> Corpora:
    """The questions of a folder, and the corpora that they are about.

    Raises:
        UsageError: a file is missing or malformed, or an excerpt does not lie in its corpus.
    """
    files, questions = dict[str, str](), list[Excerpted]()
    file = folder / QUESTIONS
    for _, where, record in json_lines(read_text(file), str(file)):
        name = f"{field(record, 'corpus', str, where)}.md"
        if name not in files:
            if Path(name).name != name or not (folder / name).is_file():
                raise UsageError(f"{where}: there is no corpus {folder / name}")
            files[name] = read_text(folder / name)
        excerpts = [(name, _excerpt(each, files[name], where)) for each in field(record, "references", list, where)]
        if not excerpts:
            raise UsageError(f"{where}: 'references' is empty")
        questions.append(Excerpted(question_of(record, where), tuple(excerpts)))
    if not questions:
        raise UsageError(f"{file} holds no question")
    return Corpora(files, tuple(questions))


def _excerpt(record: object, text: str, where: str) -> Span:
    start, end = field(record, "start_index", int, where), field(record, "end_index", int, where)
    if not 0 <= start < end <= len(text):
        raise UsageError(f"{where}: characters {start} to {end} are none of the corpus, which has {len(text)}")
    return Span(start, end)


def measure(corpora: Corpora, reporter: Reporter, *, compare: bool = False) -> dict[str, Measured]:
    """Recall, precision and IoU (``recall``, ``precision``, ``iou``), means over questions.

    All corpora are indexed together. ``quotes`` are those of ``ask``, at most five and whatever the confidence;
    ``passages`` are the first five of ``search``. Of the plain methods, ``quotes`` are the first five sentences.

    Args:
        corpora: to index and to ask.
        reporter: told how far it is.
        compare: also rank sentences by the plain methods.
    """
    quotes, passages = list[Coverage](), list[Coverage]()
    with shelved(corpora.files, reporter) as shelf:
        for done, question in enumerate(corpora.questions, 1):
            answer = shelf.session.ask(question.text, top=_MOST, threshold=0)
            found = [shelf.source(each.quote.document, each.quote.span) for each in answer.evidence]
            quotes.append(coverage(found, question.excerpts))
            retrieved = [each.passage for each in shelf.session.passages(question.text, top=_MOST)]
            found = [shelf.source(passage.document, passage.span) for passage in retrieved]
            passages.append(coverage(found, question.excerpts))
            reporter.progress("chunking: asked", done, len(corpora.questions))
        plain = _plain(corpora, shelf) if compare else {}
    return {"quotes": Measured(_figures(quotes), plain), "passages": Measured(_figures(passages))}


def _plain(corpora: Corpora, shelf: Shelf) -> dict[Method, Figures]:
    places = [(name, span) for name, text in corpora.files.items() for span in sentences(text)]
    texts = Plain([span.of(corpora.files[name]) for name, span in places], shelf.library.encoder)
    found: dict[Method, list[Coverage]] = {method: [] for method in METHODS}
    for question in corpora.questions:
        for method, scores in texts.scores(question.text).items():
            first = [places[at] for at in ranked(scores)[:_MOST]]
            found[method].append(coverage(first, question.excerpts))
    return {method: _figures(each) for method, each in found.items()}


def _figures(covered: Sequence[Coverage]) -> Figures:
    return {name: mean([getattr(each, name) for each in covered]) for name in Coverage._fields}
