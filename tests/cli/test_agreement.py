"""Sources that agree and that differ, as a user sees them."""

from __future__ import annotations

import re
from pathlib import Path

import jsonschema
import pytest

from askdocs.library.wording import account_lines
from askdocs.model import Account, Answer, DocumentInfo, Evidence, Quote
from askdocs.text import Span

from .conftest import Askdocs
from .test_contract import VALIDATOR

ARTICLES = {
    "post.md": ("The Harbour Post", "July 28, 2021", "The lighthouse at Norrhavn was built in 1887, of local granite."),
    "gazette.md": (
        "Coast Gazette",
        "May 3, 2020",
        "In 1887 masons from Oslo built the lighthouse at Norrhavn.",
    ),
    "letter.md": ("Sailing Letter", "June 2019", "The Norrhavn lighthouse was built in 1902, after the great storm."),
}
QUESTION = "when was the lighthouse at Norrhavn built?"


@pytest.fixture
def library(askdocs: Askdocs, tmp_path: Path) -> Path:
    folder = tmp_path / "home"
    for name, (source, date, text) in ARTICLES.items():
        information = f"## Information:\n+ Source: {source}\n+ Date: {date}\n"
        (folder / name).write_text(f"# Norrhavn\n\n{information}\n## Article:\n\n{text}\n", encoding="utf-8")
    assert askdocs("--library", folder, "add", folder).code == 0
    return folder


def test_accounts_are_printed_side_by_side_with_their_numbers_dates_and_sources(
    askdocs: Askdocs, library: Path
) -> None:
    shown = askdocs("--library", library, QUESTION).out
    numbers = {name: found[1] for name in ARTICLES if (found := re.search(rf"\[(\d)\] .*{name}", shown))}
    assert "\n  Sources differ:\n" in shown
    assert "\n  How sure of quote 1: " in shown
    agreeing = sorted([(numbers["post.md"], "28 July 2021"), (numbers["gazette.md"], "3 May 2020")])
    assert f"    1887: {', '.join(f'[{number}] {date}' for number, date in agreeing)} (2 sources)\n" in shown
    assert f"    1902: [{numbers['letter.md']}] June 2019\n" in shown


def test_json_has_the_same_accounts_and_is_of_the_schema(askdocs: Askdocs, library: Path) -> None:
    found = askdocs("--library", library, "--json", QUESTION).json
    VALIDATOR.validate(found)
    assert sorted((account["text"], account["sources"], account["differs"]) for account in found["accounts"]) == [
        ("1887", 2, True),
        ("1902", 1, True),
    ]
    assert sorted(number for account in found["accounts"] for number in account["answers"]) == [1, 2, 3]
    del found["accounts"][0]["sources"]
    with pytest.raises(jsonschema.ValidationError):
        VALIDATOR.validate(found)


def test_the_samples_agree_on_how_many_numbers_leaked(askdocs: Askdocs) -> None:
    printed = askdocs("--samples", "how many phone numbers leaked?").out
    assert re.search(r"\n  3 sources: 50,000 \[1\] \[2\] \[3\]\n", printed, re.IGNORECASE), printed


def evidence(words: str, published: str | None, resolved: str | None = None) -> Evidence:
    info = DocumentInfo(id=words, path="a.md", published=published)
    return Evidence(Quote(info, Span(0, len(words)), words, 1), Span(0, len(words)), 1.0, resolved)


def test_lines_say_what_is_undated_what_a_day_means_and_what_is_one_source() -> None:
    found = (
        evidence("Wednesday", "2021-07-29", "28 July 2021"),
        evidence("a\nFriday", None),
        evidence("Friday", "2021"),
    )
    accounts = (
        Account("Wednesday", (1,), 1, differs=True),
        Account("a\nFriday,", (2, 3), 1, differs=True),
    )
    differing = Answer("when?", "answered", 1.0, found, accounts=accounts)
    assert list(account_lines(differing)) == [
        "Sources differ:",
        "  Wednesday (28 July 2021): [1] 29 July 2021",
        "  a Friday: [2] undated, [3] 2021 (1 source)",
    ]
    agreeing = Answer("when?", "answered", 1.0, found, accounts=(Account("a Friday", (2, 3), 2),))
    assert list(account_lines(agreeing)) == ["2 sources: a Friday [2] [3]"]
    assert list(account_lines(Answer("when?", "not_found", 0.0, ()))) == []
