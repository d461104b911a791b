from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from askdocs.citing.names import parse_name, parse_names
from askdocs.citing.reference import Kind, Locator, LocatorKind, Reference
from askdocs.citing.styles import format_reference
from askdocs.citing.styles.runs import Runs

GOLDEN = Path(__file__).parents[2] / "golden" / "references"
GUIDED = ("apa", "mla", "chicago", "chicago-author-date", "harvard", "news")


def table(name: str) -> dict[str, dict[str, Any]]:
    with (GOLDEN / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


def reference(fields: dict[str, Any]) -> Reference:
    made = dict(fields, kind=Kind(fields["kind"]))
    for people in {"authors", "editors"} & made.keys():
        made[people] = parse_names(made[people])
    for person in {"recipient", "interviewer"} & made.keys():
        made[person] = parse_name(made[person])
    if "locator" in made:
        kind, value = made["locator"]
        made["locator"] = Locator(LocatorKind(kind), value)
    return Reference(**made)


def marked(runs: Runs | None) -> str:
    return "".join(f"*{run.text}*" if run.italic else run.text for run in runs or ())


SOURCES = {name: reference(fields) for name, fields in table("sources").items()}
CASES = [(style, name, case) for style in GUIDED for name, case in table(style).items()]


@pytest.mark.parametrize(("style", "name", "case"), CASES, ids=[f"{style}-{name}" for style, name, _ in CASES])
def test_a_style_prints_what_its_publisher_rules(style: str, name: str, case: dict[str, Any]) -> None:
    formatted = format_reference(SOURCES[name], style)
    assert marked(formatted.entry) == case["entry"], case["rule"]
    assert marked(formatted.citation) == case.get("citation", case["entry"]), case["rule"]
    assert marked(formatted.short) == case.get("short", ""), case["rule"]
    assert list(formatted.missing) == case.get("missing", []), case["rule"]


@pytest.mark.parametrize("style", GUIDED)
def test_a_style_has_at_least_25_cases_of_every_kind(style: str) -> None:
    cases = table(style)
    assert len(cases) >= 25
    assert {SOURCES[name].kind for name in cases} == set(Kind)
    assert all(case["rule"] for case in cases.values())
