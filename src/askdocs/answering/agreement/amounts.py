"""Whether two amounts, dates or times of day are the same, as texts round and shorten them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from enum import StrEnum

from askdocs.answering.agreement.quantities import Amount
from askdocs.answering.agreement.reading import Reading
from askdocs.answering.overlap import covered
from askdocs.language.words import lexicon

_ROUNDED, _ROUGHLY = Decimal("0.01"), Decimal("0.1")
# How far a rounded number may be from the exact one: as a share, where the text does not say that it is rounded, and
# where it does.
_PEOPLE = lexicon("people persons person residents inhabitants citizens individuals victims souls")


class Relation(StrEnum):
    """How two answers to one question stand to each other."""

    SAME = "same"
    DIFFERENT = "different"
    """They cannot both be right."""
    APART = "apart"
    """Neither: they answer other things, or it cannot be told."""


def compare_amounts(one: Amount, other: Amount, asked_words: tuple[str, ...]) -> Relation:
    """Amounts are the same where the coarser is the finer one rounded, and different only in one and the same unit."""
    one, other = _as_if_said(one, other), _as_if_said(other, one)
    if one.kind != other.kind:
        return Relation.APART
    if not (_PEOPLE & set(asked_words) or _fits(one, asked_words) or _fits(other, asked_words)):
        return Relation.APART
    alike = _same_nouns(one, other, asked_words)
    if one.bound == "vague" or other.bound == "vague":
        within = one.low <= other.high and other.low <= one.high
        return Relation.SAME if within and alike else Relation.APART
    if _rounds(one, other):
        return Relation.SAME if alike or _telling(one, other) else Relation.APART
    return Relation.DIFFERENT if alike and not _may_round(one, other) else Relation.APART


def _telling(one: Amount, other: Amount) -> bool:
    """Whether two numbers are hardly the same by chance, whatever they are said to count."""
    return one.low >= (20 if one.low == other.low and one.step < one.low else 1000)


def _may_round(one: Amount, other: Amount) -> bool:
    """Whether two numbers are so near that one may be the other, rounded loosely."""
    gap, step = abs(one.low - other.low), max(one.step, other.step)
    if any(amount.bound and amount.low < 100 * amount.step for amount in (one, other)):
        return gap <= max(step, _ROUGHLY * max(one.low, other.low))
    return one.step != other.step and gap <= step


def _as_if_said(amount: Amount, other: Amount) -> Amount:
    """A bare number in the other's unit: ``seventeen`` beside ``17 years old``."""
    if amount.kind != "count" or amount.nouns or amount.bound == "vague" or other.kind.startswith("count"):
        return amount
    return replace(
        amount,
        low=amount.low * other.size,
        high=amount.high * other.size,
        kind=other.kind,
        size=other.size,
        step=amount.step * other.size,
    )


def _same_nouns(one: Amount, other: Amount, asked_words: tuple[str, ...]) -> bool:
    """Whether two counts can be of the same things; what is measured, or paid, is of its unit alone."""
    if not one.kind.startswith("count"):
        return True
    shared = covered(dict.fromkeys(one.nouns, 1.0), " ".join(other.nouns))
    return bool(shared) or all(_fits(each, asked_words) for each in (one, other))


def _fits(amount: Amount, asked_words: tuple[str, ...]) -> bool:
    """Whether what is counted can be what was asked for."""
    if not amount.nouns or amount.nouns[0] in _PEOPLE:
        return True
    return bool(covered(dict.fromkeys(asked_words, 1.0), " ".join(amount.nouns)))


def _rounds(one: Amount, other: Amount) -> bool:
    """Whether two amounts are equal, or one is the other rounded."""
    fine, coarse = sorted((one, other), key=lambda amount: amount.step)
    gap = abs(fine.low - coarse.low)
    if gap <= Decimal("0.000001") * max(fine.low, coarse.low):
        return True
    if coarse.bound == "above":
        fits = fine.low >= coarse.low
    elif coarse.bound == "below":
        fits = fine.low <= coarse.low
    else:
        fits = True
    share = _ROUGHLY if coarse.bound else _ROUNDED
    return fine.step < coarse.step and fits and 2 * gap <= coarse.step and gap <= share * coarse.low


def compare_days(one: Reading, other: Reading) -> Relation:
    """Dates are the same where the less precise one holds the other, and different where they share no day."""
    mine, yours = one.days, other.days
    if mine is None or yours is None:
        return Relation.APART
    if mine.overlaps(yours):
        contained = mine.contains(yours) or yours.contains(mine)
        loose = (mine.loose or yours.loose) and (mine.first, mine.last) != (yours.first, yours.last)
        return Relation.SAME if contained and not loose else Relation.APART
    if (one.weekday or other.weekday) and abs((mine.first - yours.first).days) == 7:
        return Relation.APART
    return Relation.DIFFERENT


def compare_clocks(one: str, other: str) -> Relation:
    """Times of day; of an hour without its half of the day, both halves will do."""
    if "?" in one + other:
        same = _before_noon(one) == _before_noon(other)
        return Relation.SAME if same else Relation.APART
    return Relation.SAME if one == other else Relation.DIFFERENT


def _before_noon(clock: str) -> str:
    return f"{int(clock[:2]) % 12:02}{clock[2:5]}"
