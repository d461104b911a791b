"""The answer to a question that leans on the turns before: the documents just cited are asked once more."""

from __future__ import annotations

from dataclasses import replace

from askdocs.conversation.following import Followed
from askdocs.filtering import matches
from askdocs.library.session import Session
from askdocs.model import Answer, Filters

_ALONE = 0.5
# How sure the cited documents must be where all documents do not answer. What they alone said below it, to questions
# that nothing answers, was wrong.


def leaned(session: Session, followed: Followed, filters: Filters) -> Answer:
    """What the documents say to a followed question, those just cited preferred.

    All documents are asked. Where the best quote is not from one that was just cited, these are asked alone, and their
    answer is taken if it is at least as sure.

    Args:
        session: to ask.
        followed: the question, and the documents that it leans on.
        filters: which documents may answer.

    Raises:
        UsageError: no document meets the filters.
    """
    answer = session.ask(followed.question, filters=filters)
    cited = {info.path for info in followed.documents}
    best = answer.evidence[0].quote.document.path if answer.evidence else None
    there = tuple(info.path for info in session.documents() if info.path in cited and matches(info, filters))
    if answer.status == "listed" or not there or best in cited:
        return answer
    near = session.ask(followed.question, filters=replace(filters, paths=there))
    least = answer.confidence if answer.status == "answered" else _ALONE
    return near if near.status == "answered" and near.confidence >= least else answer
