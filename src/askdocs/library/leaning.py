"""The answer to a question that leans on the turns before: the documents just cited are asked by themselves, too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from askdocs.conversation import Turn
from askdocs.conversation.following import Followed
from askdocs.filtering import matches
from askdocs.library.session import Session
from askdocs.model import Answer, Filters

_ALONE = 0.5
# How sure the cited documents must be where all documents do not answer, and all of them where the topic was added to a
# question of a few words and stands in what is found. What was said below it, to questions that nothing answers, was
# wrong.


def leaned(session: Session, followed: Followed, filters: Filters, turns: Sequence[Turn]) -> Answer:
    """What the documents say to a followed question, those just cited preferred.

    A question too short to have a topic is first put to the cited documents as it was typed. Any other is put to all
    documents and, where the best quote is from none that was cited, to these alone; their answer is taken if it is at
    least as sure.

    Args:
        session: to ask.
        followed: the question, and the documents that it leans on.
        filters: which documents may answer.
        turns: those before, for what they showed.

    Raises:
        UsageError: no document meets the filters.
    """
    cited = {info.path for info in followed.documents}
    there = (
        [info.path for info in session.documents() if info.path in cited and matches(info, filters)] if cited else []
    )
    within = replace(filters, paths=tuple(there))
    if there and followed.brief:
        return _briefly(session, followed, filters, within, turns)
    answer = session.ask(followed.question, filters=filters)
    if answer.status == "listed" or not there or (answer.evidence and _best(answer) in cited):
        return answer
    near = session.ask(followed.question, filters=within)
    least = answer.confidence if answer.status == "answered" else _ALONE
    return near if near.status == "answered" and near.confidence >= least else answer


def _briefly(session: Session, followed: Followed, filters: Filters, within: Filters, turns: Sequence[Turn]) -> Answer:
    """The cited documents asked without the topic, which they have; then all of them with it."""
    near = session.ask(followed.brief, filters=within)
    if near.status != "not_found":
        return near
    answer = session.ask(followed.question, filters=filters)
    if answer.status == "answered" and answer.confidence < _ALONE:
        return near
    # Of a question that nothing answers, the topic alone finds what was shown for it already.
    shown = [evidence.quote for evidence in turns[-1].answer.evidence]
    again = answer.evidence and any(
        quote.document.path == _best(answer) and quote.span.overlaps(answer.evidence[0].quote.span) for quote in shown
    )
    return near if again else answer


def _best(answer: Answer) -> str:
    return answer.evidence[0].quote.document.path
