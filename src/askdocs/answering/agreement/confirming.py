"""Whether a sentence that hardly answers by itself gives an answer that is known once more."""

from __future__ import annotations

from collections.abc import Mapping

from askdocs.answering.agreement.amounts import Relation
from askdocs.answering.agreement.asking import asked
from askdocs.answering.agreement.comparison import compare
from askdocs.answering.agreement.reading import read
from askdocs.answering.overlap import covered, share
from askdocs.model import Evidence

_NEAR, _SPOKEN = 0.6, 0.5
# Of the question's words: the share by inverse document frequency that must stand in the passage, and the share of them
# that must stand in the quote itself.


def confirms(question: str, terms: Mapping[str, float], known: Evidence, other: Evidence, passage: str) -> bool:
    """Whether the reader's words in a quote are the answer that another quote gives, and answer the same question.

    An amount is hardly the same by chance, and its passage need only be about what is asked. The same name or day
    stands in many sentences that tell of something else, so that the quote itself must speak of what is asked. What is
    told in other words than names and numbers is not confirmed by sharing some of them.

    Args:
        question: as it is meant.
        terms: its content words with their inverse document frequencies.
        known: the quote that answers best.
        other: the quote in question, of another document.
        passage: the text around it, with what its document is called.
    """
    wanted = asked(question)
    one, two = read(known, wanted.words), read(other, wanted.words)
    if one is None or two is None or compare(wanted, one, two) is not Relation.SAME:
        return False
    if one.amount and two.amount and wanted.amount:
        return share(terms, covered(terms, passage)) >= _NEAR
    named = (wanted.name or wanted.person or wanted.place) and one.names and two.names
    dated = wanted.date and (one.days or one.clock)
    return bool(named or dated) and two.about >= _SPOKEN
