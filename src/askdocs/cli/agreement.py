"""What quotes agree on and where sources differ, in plain lines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from askdocs.citing.dates import parse_date
from askdocs.model import Account, Answer


def account_lines(answer: Answer) -> Iterator[str]:
    """A line for each account, indented below ``Sources differ:`` where another contradicts it."""
    for account in answer.accounts:
        if not account.differs:
            numbers = " ".join(f"[{number}]" for number in account.answers)
            yield f"{_counted(account.sources)}: {_words(answer, account)} {numbers}"
    if answer.differing:
        yield "Sources differ:"
    for account in answer.differing:
        places = ", ".join(f"[{number}] {_date(answer, number)}" for number in account.answers)
        count = f" ({_counted(account.sources)})" if len(account.answers) > 1 else ""
        yield f"  {_words(answer, account)}: {places}{count}"


def _counted(sources: int) -> str:
    return "1 source" if sources == 1 else f"{sources} sources"


def _words(answer: Answer, account: Account) -> str:
    resolved = answer.evidence[account.answers[0] - 1].resolved
    text = re.sub(r"\s+", " ", account.text).strip(" ,;:")
    return f"{text} ({resolved})" if resolved else text


def _date(answer: Answer, number: int) -> str:
    date = parse_date(answer.evidence[number - 1].quote.document.published)
    return date.day_first if date else "undated"
