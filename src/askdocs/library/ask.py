"""Answer a question from the library."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from askdocs.library.library import Library
from askdocs.library.question import usable
from askdocs.library.session import Session
from askdocs.library.sync import in_step
from askdocs.library.watch import Watch
from askdocs.model import Answer, Filters


def ask(
    library: Library,
    question: str,
    *,
    top: int | None = None,
    threshold: float | None = None,
    filters: Filters | None = None,
    fast: bool = False,
    sync: bool = True,
) -> Answer:
    """What the library's documents say to a question.

    Every quote was held against its file in this call.

    Args:
        library: which one.
        question: in words; or keywords.
        top: how many quotes at the most; by default three, and eight where a list is asked for.
        threshold: the least confidence that is an answer, 0 to 1; by default the fitted one.
        filters: which documents may answer.
        fast: rank by words and vectors alone, and load no reader.
        sync: first bring the index in step with changed files.

    Raises:
        UsageError: the question is empty or too long, or no document meets the filters.
        EmptyLibrary: there is nothing to ask.
        IndexDamaged: the index must be rebuilt.
        ModelError: a model cannot be loaded.
    """
    question = usable(question)
    watch = Watch()
    if sync:
        in_step(library)
        watch.lap("sync")
    with Session(library, fast=fast, once=True) as session:
        return session.ask(question, top=top, threshold=threshold, filters=filters, watch=watch)


@contextmanager
def asker(
    library: Library,
    *,
    top: int | None = None,
    threshold: float | None = None,
    filters: Filters | None = None,
    fast: bool = False,
    sync: bool = True,
) -> Iterator[Callable[[str], Answer]]:
    """What answers question after question as :func:`ask` would, with the models loaded and the files compared once.

    It raises UsageError for a question that is empty or too long, and takes the next.

    Raises:
        EmptyLibrary: there is nothing to ask.
        IndexDamaged: the index must be rebuilt.
        ModelError: a model cannot be loaded.
    """
    if sync:
        in_step(library)
    with Session(library, fast=fast) as session:
        yield lambda question: session.ask(usable(question), top=top, threshold=threshold, filters=filters)
