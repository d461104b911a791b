"""Quotes grouped by what they answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from askdocs.answering.agreement.amounts import Relation
from askdocs.answering.agreement.asking import Asked, asked
from askdocs.answering.agreement.comparison import compare
from askdocs.answering.agreement.reading import read
from askdocs.answering.agreement.sources import sources
from askdocs.model import Account, Document, Evidence

Support = Callable[[int, int], float | None]
"""How likely it is, 0 to 1, that in the context of quote ``i`` the words that answer in quote ``j`` answer the
question; both counted from 0. None where it is not known."""

_SUPPORTED = 0.5
_SURE = 0.5
# The share of the best quote's score that both must have for a contradiction: what hardly answers contradicts nothing.


def accounts(
    question: str,
    evidence: Sequence[Evidence],
    *,
    documents: Mapping[str, Document] | None = None,
    wants_list: bool = False,
    support: Support | None = None,
) -> tuple[Account, ...]:
    """What the quotes of an answer agree on, and where they contradict each other.

    An account is listed where more than one quote gives it, or where another of another document contradicts it; what
    neither holds of stands apart, and nothing is said of it.

    Args:
        question: what was asked.
        evidence: the quotes, best first.
        documents: those that are quoted, by id, as far as they are at hand.
        wants_list: whether the question asks for several things, which then do not contradict each other.
        support: the reader's own judgement.

    Returns:
        In the order of their best quotes.
    """
    wanted = asked(question, wants_list=wants_list)
    relations = _relations(wanted, evidence, support)
    found = _partition(evidence, relations)
    contradicted = _contradicted(evidence, found, relations)
    return tuple(
        Account(
            evidence[group[0]].text,
            tuple(at + 1 for at in group),
            sources([evidence[at] for at in group], documents),
            differs=group in contradicted,
        )
        for group in found
        if len(group) > 1 or group in contradicted
    )


def groups(
    question: str, evidence: Sequence[Evidence], *, wants_list: bool = False, support: Support | None = None
) -> tuple[tuple[int, ...], ...]:
    """The places in ``evidence``, counted from 0, of the quotes that give the same answer; a partition of them.

    Any two of a group give the same answer. The order of the quotes does not matter to it.
    """
    return _partition(evidence, _relations(asked(question, wants_list=wants_list), evidence, support))


_Relations = dict[tuple[int, int], Relation]


def _relations(wanted: Asked, evidence: Sequence[Evidence], support: Support | None) -> _Relations:
    """How each answer stands to each other; one without highlighted words is apart from those that have some."""
    readings = [read(each, wanted.words) for each in evidence]
    sure = _SURE * max((each.score for each in evidence), default=0.0)
    found: _Relations = {}
    for at, one in enumerate(readings):
        for later, other in enumerate(readings[:at]):
            relation = compare(wanted, one, other) if one and other else Relation.APART
            if relation is Relation.DIFFERENT and min(evidence[at].score, evidence[later].score) < sure:
                relation = Relation.APART
            if (one is None) == (other is None):
                relation = _supported(relation, at, later, support)
            found[at, later] = found[later, at] = relation
    return found


def _supported(relation: Relation, one: int, other: int, support: Support | None) -> Relation:
    """What the reader makes of it: it joins what stands apart, and takes back a contradiction that it does not see."""
    if support is None or relation is Relation.SAME:
        return relation
    known = [value for value in (support(one, other), support(other, one)) if value is not None]
    if not known or max(known) < _SUPPORTED:
        return relation
    return Relation.SAME if relation is Relation.APART else Relation.APART


def _partition(evidence: Sequence[Evidence], relations: _Relations) -> tuple[tuple[int, ...], ...]:
    """Each quote with the first group, in the order of documents, all of which give the same answer."""
    order = sorted(range(len(evidence)), key=lambda at: (evidence[at].quote.document.path, evidence[at].quote.span, at))
    found: list[list[int]] = []
    for at in order:
        home = next((group for group in found if all(relations[at, each] is Relation.SAME for each in group)), None)
        if home is None:
            found.append([at])
        else:
            home.append(at)
    return tuple(sorted(tuple(sorted(group)) for group in found))


def _contradicted(
    evidence: Sequence[Evidence], found: Sequence[tuple[int, ...]], relations: _Relations
) -> frozenset[tuple[int, ...]]:
    """The first group that another contradicts, and all that contradict it."""
    for group in found:
        against = [other for other in found if other != group and _contradict(evidence, group, other, relations)]
        if against:
            return frozenset([group, *against])
    return frozenset()


def _contradict(
    evidence: Sequence[Evidence], one: tuple[int, ...], other: tuple[int, ...], relations: _Relations
) -> bool:
    """Whether some quotes of two groups, of different documents, contradict each other, and none of them agree."""
    pairs = [(mine, yours) for mine in one for yours in other]
    if any(relations[pair] is Relation.SAME for pair in pairs):
        return False
    return any(
        relations[mine, yours] is Relation.DIFFERENT
        and evidence[mine].quote.document.id != evidence[yours].quote.document.id
        for mine, yours in pairs
    )
