"""How an answer is put into words: the same on the command line, in the chat and in what is exported."""

from __future__ import annotations

import re
from collections.abc import Iterator

from askdocs.citing.dates import parse_date
from askdocs.model import Account, Answer, Quote

NOT_ANSWERED = "Your documents do not answer this."
NEAREST = "The nearest passages, which are not an answer:"
DIFFERING = "Sources differ:"
_OPENING = ("“", '"', "„", "«")
_SURE = ((0.8, "very sure"), (0.5, "sure"), (0.2, "likely"))
# Of the answers of at least these confidences .97, .90 and .81 were right where it was measured (docs/quality.md).


def account_lines(answer: Answer) -> Iterator[str]:
    """A line for each account, indented below ``Sources differ:`` where another contradicts it."""
    for account in answer.accounts:
        if not account.differs:
            yield f"{counted(account.sources)}: {account_words(answer, account)} {numbers(account)}"
    if answer.differing:
        yield DIFFERING
    for account in answer.differing:
        yield f"  {account_words(answer, account)}: {account_places(answer, account)}"


def counted(sources: int) -> str:
    """``2 sources``."""
    return "1 source" if sources == 1 else f"{sources} sources"


def numbers(account: Account) -> str:
    """The quotes that give an account: ``[1] [3]``."""
    return " ".join(f"[{number}]" for number in account.answers)


def account_words(answer: Answer, account: Account) -> str:
    """What an account says, on one line, with the day that it means."""
    return answering_words(account.text, answer.evidence[account.answers[0] - 1].resolved)


def account_places(answer: Answer, account: Account) -> str:
    """The quotes that give an account, each with its document's date, and where they are several, how many sources."""
    places = ", ".join(f"[{number}] {_date(answer, number)}" for number in account.answers)
    return f"{places} ({counted(account.sources)})" if len(account.answers) > 1 else places


def answering_words(text: str, resolved: str | None) -> str:
    """The words that answer, on one line, with the day that they mean: ``Wednesday (28 July 2021)``."""
    text = re.sub(r"\s+", " ", text).strip(" ,;:")
    return f"{text} ({resolved})" if resolved else text


def sure(confidence: float) -> str:
    """A confidence in words and as a number: ``likely, 43 %``."""
    words = next((words for least, words in _SURE if confidence >= least), "unsure")
    return f"{words}, {confidence:.0%}".replace("%", " %")


def how_sure(answer: Answer) -> str:
    """The same of an answer, as a line. Where sources differ, it says how sure the first quote is to answer."""
    return f"How sure{' of quote 1' * bool(answer.differing)}: {sure(answer.confidence)}"


def marked(quote: Quote) -> tuple[str, str]:
    """The quotation marks around a quote; none where it brings its own, which a second pair would only confuse."""
    return ("", "") if quote.text.lstrip().startswith(_OPENING) else ("“", "”")


def unchecked(quote: Quote) -> str:
    """What is to be said of a quote that could not be held against its file, or failed; of others nothing."""
    if not quote.standing:
        return " (these words do not stand in the file any more)"
    return "" if quote.checked else " (no longer checkable: the file is not there)"


def listing_heading(answer: Answer) -> str:
    """How many documents of which kind were found, ending in a colon where a list follows."""
    sought = f" {answer.sought}" if answer.sought else ""
    count = len(answer.listing)
    what = f"{count or 'No'} document{'' if count < 2 else 's'}{sought}"
    if answer.undated:
        what += f"; {left_out(answer.undated, '')}"
    return what + (":" if count else ".")


def left_out(undated: int, noun: str = "document") -> str:
    """What to tell of documents that a filter by date left out because they have none."""
    named = "" if not noun else f" {noun}" if undated == 1 else f" {noun}s"
    return f"{undated}{named} without a date {'was' if undated == 1 else 'were'} left out"


def _date(answer: Answer, number: int) -> str:
    date = parse_date(answer.evidence[number - 1].quote.document.published)
    return date.day_first if date else "undated"
