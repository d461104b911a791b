"""Every --json result is what docs/schema-1.json says."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from .conftest import Askdocs

SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "schema-1.json").read_text(encoding="utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA, format_checker=jsonschema.FormatChecker())
DRAFT = Path(__file__).parents[1] / "golden" / "drafts" / "draft.md"

RESULTS = {
    "answered": ["--json", "where are NSO's offices?"],
    "not found": ["--json", "who won the 2018 World Cup?"],
    "listed": ["--json", "which articles mention Macron"],
    "none listed": ["--json", "which articles mention Zanzibar"],
    "resolved": ["--json", "when did Forbidden Stories and its partners publish together"],
    "search": ["search", "--json", "export licence"],
    "search by words": ["search", "--json", "--keywords", "export licence"],
    "cite": ["cite", "--json", "we welcome there inspection"],
    "cite by meaning": ["cite", "--json", "the officials came without warning, said people living next door"],
    "cite nothing": ["cite", "--json", "the zebra baked sourdough bread yesterday"],
    "cite too little": ["cite", "--json", "a"],
    "check": ["check", "--json", str(DRAFT)],
    "check nothing": ["check", "--json", "no-such-draft.md"],
    "nothing": ["search", "--json", "--keywords", "xylophone"],
    "documents": ["documents", "--json"],
    "show": ["show", "--json", "01-inspection-at-herzliya.md"],
    "bibliography": ["bibliography", "--json", "--style", "apa"],
    "no notebook": ["clip", "list", "--json"],
    "eval nothing": ["eval", "--json", "no-such-file.csv"],
    "doctor": ["doctor", "--json"],
    "wrong option": ["ask", "--json", "--nothing", "x y"],
    "empty question": ["ask", "--json", " "],
    "no document": ["show", "--json", "nothing"],
}


def test_the_schema_itself_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("arguments", RESULTS.values(), ids=RESULTS.keys())
def test_a_result_is_one_document_of_the_schema(askdocs: Askdocs, indexed_seeds: Path, arguments: list[str]) -> None:
    result = askdocs("--library", indexed_seeds, *arguments)
    assert len(result.out.splitlines()) == 1
    VALIDATOR.validate(result.json)


def test_the_notebook_is_of_the_schema_whatever_became_of_its_clips(askdocs: Askdocs, library: Path) -> None:
    for words in ("A raid and a visit can look the same", "We welcome their inspection"):
        assert askdocs("clip", "add", "--library", library, words, "--tag", "raid").code == 0
    (library / "seeds" / "01-inspection-at-herzliya.md").unlink()
    result = askdocs("clip", "list", "--library", library, "--json")
    assert len(result.json["clips"]) == 2
    VALIDATOR.validate(result.json)


def test_offsets_index_the_text_that_show_gives(askdocs: Askdocs, indexed_seeds: Path) -> None:
    found = askdocs("--library", indexed_seeds, "search", "--json", "export licence").json
    for passage in found["passages"]:
        shown = askdocs("--library", indexed_seeds, "show", "--json", passage["document"]).json
        assert shown["text"][passage["start"] : passage["end"]] == passage["text"]


def test_the_validator_can_fail(askdocs: Askdocs, indexed_seeds: Path) -> None:
    found = askdocs("--library", indexed_seeds, "--json", "where are NSO's offices?").json
    del found["answers"][0]["quote"]["line"]
    assert not VALIDATOR.is_valid(found)
