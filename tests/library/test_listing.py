from __future__ import annotations

from pathlib import Path

import pytest

from askdocs.cli.reporting import TerminalReporter
from askdocs.library.library import Library
from askdocs.library.listing import listed
from askdocs.library.sync import in_step
from askdocs.model import Answer, Filters

DOCUMENTS = {
    "bridge.md": "# The bridge\n\n## Information:\n+ Source: The Record\n+ Date: July 28, 2021\n+ Author: Ana Petrov\n"
    "\n## Article:\nThe price of water rose. Émile Durand, the mayor, opened the bridge.\n\n#### Tags:\n[[Sandvik]]\n",
    "mill.md": "# The mill\n\n## Information:\n+ Source: The Ledger\n+ Date: July 30, 2021\n+ Author: Bo Lee\n\n"
    "## Article:\nThe mill burned down. Export licences are issued in Durandia.\n\n#### Tags:\n[[Sandvik]] [[Fire]]\n",
    "old.md": "---\ntitle: The ferry\nsource: The Record\ndate: 2019\nauthor: Bo Lee\n---\n\n"
    "The mayor said: Durand is late.\n",
    "wire.txt": "The ferry and the mill were sold to Durand's brother, a mayor.\n",
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory, cache: Path) -> Library:
    folder = tmp_path_factory.mktemp("listing")
    for name, text in DOCUMENTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "askdocs.toml").write_text('documents = ["."]\n')
    found = Library.find(folder, TerminalReporter())
    in_step(found)
    return found


def asked(library: Library, question: str, filters: Filters | None = None) -> Answer | None:
    with library.open_index() as index:
        return listed(index, question, filters)


def names(library: Library, question: str) -> list[str]:
    answer = asked(library, question)
    assert answer is not None
    assert answer.status == "listed"
    return [info.path.removesuffix(".md") for info in answer.listing]


@pytest.mark.parametrize(
    ("question", "paths"),
    [
        ("which articles mention Durand", ["bridge", "old", "wire.txt"]),
        ("which articles mention emile durand?", ["bridge"]),
        ("which articles mention both the mill and the ferry", ["wire.txt"]),
        ("articles about export licence", ["mill"]),
        ("articles about water prices", ["bridge"]),
        ("which articles mention water prices", []),
        ("which articles mention The bridge", ["bridge"]),
        ("which articles mention Record", []),
        ("articles by petrov", ["bridge"]),
        ("articles by Bo Lee about Durand", ["old"]),
        ("documents tagged sandvik", ["mill", "bridge"]),
        ("documents tagged fire", ["mill"]),
        ("documents tagged water", []),
        ("what did the record publish", ["bridge", "old"]),
        ("what did the record publish in July 2021", ["bridge"]),
        ("how many documents are from the Guardian", []),
        ("articles from 2019", ["old"]),
        ("articles since 29 july 2021", ["mill"]),
        ("articles before 2021", ["old"]),
        ("latest article about the mayor", ["bridge"]),
        ("oldest article", ["old"]),
        ("the latest articles", ["mill", "bridge", "old"]),
        ("list all documents", ["mill", "bridge", "old", "wire.txt"]),
    ],
)
def test_documents_are_listed_newest_first(library: Library, question: str, paths: list[str]) -> None:
    assert names(library, question) == paths


@pytest.mark.parametrize(
    ("question", "sought", "undated"),
    [
        ("which articles mention Zanzibar and Durand", "mentioning “Zanzibar” and “Durand”", 0),
        ("articles about water prices", "mentioning “water” and “prices”", 0),
        ("which articles mention Durand after 2020", "mentioning “Durand”, of 1 January 2021 or later", 1),
        ("what did the record publish in july 2021", "from The Record, of July 2021", 0),
        ("latest article about the mayor", "mentioning “the mayor”, with a date, the latest", 1),
        ("list all documents", "", 0),
    ],
)
def test_it_says_what_was_looked_for(library: Library, question: str, sought: str, undated: int) -> None:
    answer = asked(library, question)
    assert answer is not None
    assert (answer.sought, answer.undated) == (sought, undated)


@pytest.mark.parametrize(
    "question",
    [
        "who opened the bridge",
        "what did the mayor publish",
        "which papers reported the fire",
        "which documents were sold",
    ],
)
def test_what_documents_say_is_not_asked_of_the_catalogue(library: Library, question: str) -> None:
    assert asked(library, question) is None


def test_only_documents_that_pass_the_filters_are_listed(library: Library) -> None:
    answer = asked(library, "which articles mention Durand", Filters(sources=("The Record",)))
    assert answer is not None
    assert [info.path for info in answer.listing] == ["bridge.md", "old.md"]
