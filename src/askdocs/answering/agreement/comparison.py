"""How two answers to one question stand to each other."""

from __future__ import annotations

from askdocs.answering.agreement.amounts import Relation, compare_amounts, compare_clocks, compare_days
from askdocs.answering.agreement.asking import Asked
from askdocs.answering.agreement.reading import Reading
from askdocs.answering.agreement.wording import compare_names, compare_words

_ENOUGH, _EVENLY = 0.33, 0.5
# Of the question's words, which each quote must have; and of those that the other has.
_MONTH = 31


def compare(asked: Asked, one: Reading, other: Reading) -> Relation:
    """Whether two answers are the same, contradict each other, or neither.

    Each is compared as what the question asks for, else as what both of them are. A contradiction is only claimed
    where the question has one answer of that kind, and where both quotes speak of what is asked.
    """
    one, other = sorted((one, other), key=lambda reading: (reading.text, reading.quote))  # so that order cannot matter
    relation, claimed = _by_kind(asked, one, other)
    if relation is Relation.DIFFERENT and not (claimed and _on_one_thing(one, other) and not _reconciled(one, other)):
        return Relation.APART
    if relation is Relation.SAME and _only_years(one, other) and not _on_one_thing(one, other):
        return Relation.APART
    return relation


def _only_years(one: Reading, other: Reading) -> bool:
    """Whether a date is no more precise than a year: much happens in one."""
    return any(reading.days and (reading.days.last - reading.days.first).days > _MONTH for reading in (one, other))


def _on_one_thing(one: Reading, other: Reading) -> bool:
    """Whether both quotes speak of what is asked, and neither much more fully than the other.

    ``More than 15,000 numbers were chosen in Mexico`` does not contradict ``50,000 phone numbers were leaked`` when the
    question was how many leaked.
    """
    less, more = sorted((one.about, other.about))
    return less >= _ENOUGH and less >= _EVENLY * more


def _reconciled(one: Reading, other: Reading) -> bool:
    """Whether a quote has the other's answer too, or only one of them speaks of an earlier time."""
    return one.former != other.former or bool(one.values & other.others or other.values & one.others)


def _by_kind(asked: Asked, one: Reading, other: Reading) -> tuple[Relation, bool]:
    """The relation by the first kind that both answers are of, and whether it is the kind asked for."""
    if one.several or other.several:
        return (Relation.SAME if one.words == other.words else Relation.APART), False
    if one.clock and other.clock:
        return compare_clocks(one.clock, other.clock), asked.date
    if one.days and other.days:
        return compare_days(one, other), asked.date
    if one.amount and other.amount:
        return compare_amounts(one.amount, other.amount, asked.words), asked.amount
    if any((one.clock, one.days, one.amount, other.clock, other.days, other.amount)):
        return Relation.APART, False
    if one.names and other.names:
        return compare_names(asked, one, other), asked.name or asked.place
    return compare_words(asked, one, other), asked.yes_no
