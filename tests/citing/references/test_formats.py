from __future__ import annotations

import json
import re
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import rispy  # type: ignore[import-untyped]
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares.names import SeparateCoAuthors
from hypothesis import example, given, settings
from hypothesis import strategies as st

from askdocs.citing.formats import Record, read_references
from askdocs.citing.keys import key_of
from askdocs.citing.names import Name, parse_name, parse_names
from askdocs.citing.reference import Kind, Reference
from askdocs.citing.styles import bibliography, format_reference, written
from askdocs.errors import DocumentError, UsageError

from .strategies import TAME, WILD

SUFFIXES = {"bibtex": "bib", "biblatex": "bib", "ris": "ris", "csl-json": "json"}
GOLDEN = Path(__file__).parents[2] / "golden" / "references"
HOSTILE = "& % $ # _ { } ~ ^ \\ -- --- ``x'' ?` @article{x, é ö ł 王 “” ’ — \\alpha <<a>> ,, \" | }{ =,"


def read(text: str, suffix: str, folder: Path) -> list[Record]:
    file = folder / f"references.{suffix}"
    file.write_text(text, encoding="utf-8")
    return read_references(file)


def there_and_back(references: list[Reference], style: str, folder: Path) -> list[Reference]:
    text = written(bibliography(references, style), style)
    return [record.reference for record in read(text, SUFFIXES[style], folder)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("references")


FULL = Reference(
    kind=Kind.CHAPTER,
    title="The lamp & the buoy: 100 % NSO",
    authors=parse_names(["Lotte van der Meer", "Walter Finch Jr.", "Ministry of Ports", "王小明"]),
    editors=parse_names(["Jan Berg"]),
    container="Harbours_at night",
    publisher="Tern Press",
    place="Bergen",
    published="2016-03-04",
    url="https://tern.example.org/a_b?q=1%20&r=~x#y",
    doi="10.5555/tern_(1)",
    volume="2",
    issue="7",
    pages="31–58",
    edition="2",
    accessed="2021-08-03",
)


@pytest.mark.parametrize("style", SUFFIXES)
@pytest.mark.parametrize("kind", Kind)
def test_what_is_written_is_read_back(style: str, kind: Kind, folder: Path) -> None:
    reference = replace(FULL, kind=kind)
    assert there_and_back([reference], style, folder) == [reference]


@pytest.mark.parametrize("style", SUFFIXES)
def test_hostile_characters_survive(style: str, folder: Path) -> None:
    title = " ".join(HOSTILE.split())
    authors = (Name(literal=f"Ports {HOSTILE}".strip(",= ")), Name(given="A_n#a", family="P&trov"))
    reference = Reference(kind=Kind.BOOK, title=title.rstrip(",= "), authors=authors, publisher="A and {B}, C")
    assert there_and_back([reference], style, folder) == [reference]


CHARACTERS = st.text(st.characters(exclude_categories=("C", "Z"), exclude_characters=",;:"), min_size=1, max_size=15)


@given(CHARACTERS)
@example("\\")
@example("{")
@example("--'' ``?`!`")
@example("@comment{")
def test_any_title_survives_bibtex(folder: Path, title: str) -> None:
    for style in ("bibtex", "biblatex", "ris", "csl-json"):
        reference = Reference(kind=Kind.BOOK, title=f"A {title} b", publisher=f"x{title}x")
        assert there_and_back([reference], style, folder) == [reference], style


@given(TAME)
def test_bibtexparser_and_rispy_read_every_entry(reference: Reference) -> None:
    for style in ("bibtex", "biblatex"):
        library = parse_string(format_reference(reference, style).text, append_middleware=[SeparateCoAuthors()])
        assert not library.failed_blocks
        (entry,) = library.entries
        assert len(entry.fields_dict["author"].value if reference.authors else ()) == len(reference.authors)
    (record,) = rispy.loads(format_reference(reference, "ris").text)
    assert record.get("title") == reference.title
    assert len(record.get("authors", ())) == len(reference.authors)


@given(st.lists(WILD, max_size=3))
@settings(max_examples=30)
def test_any_list_can_be_written_and_read(folder: Path, references: list[Reference]) -> None:
    for style, suffix in SUFFIXES.items():
        entries = bibliography(references, style)
        if entries:
            assert len(read(written(entries, style), suffix, folder)) == len(entries)


@given(TAME | WILD)
def test_csl_json_uses_the_variables_that_its_specification_lists(reference: Reference) -> None:
    with (GOLDEN / "csl-json.toml").open("rb") as file:
        allowed = tomllib.load(file)
    (item,) = json.loads(written([format_reference(reference, "csl-json")], "csl-json"))
    assert set(allowed["required"]) <= set(item) <= set(allowed["variables"])
    assert item["type"] in allowed["types"]
    for variable, value in item.items():
        conforms(value, allowed["variables"][variable], allowed)


def conforms(value: Any, kind: str, allowed: dict[str, Any]) -> None:
    if kind == "names":
        assert value
        assert all(set(name) <= set(allowed["name"]) for name in value)
        assert all(isinstance(part, str) and part for name in value for part in name.values())
    elif kind == "date":
        assert set(value) <= set(allowed["date"]) and len(value) == 1
        for parts in value.get("date-parts", [[1]]):
            assert 1 <= len(parts) <= 3 and all(isinstance(part, int) for part in parts)
        assert isinstance(value.get("literal", ""), str)
    else:
        assert isinstance(value, str if kind == "string" else str | int) and value


@pytest.mark.parametrize(
    ("reference", "key"),
    [
        (FULL, "vandermeer2016lamp"),
        (Reference(title="Où est le quai ?", authors=parse_names(["Zoë Öberg"]), published="2020"), "oberg2020ou"),
        (Reference(title="The Port", container="The Harbour Ledger", published="2021-07"), "harbourledger2021port"),
    ],
)
def test_a_key_is_made_of_family_name_year_and_word(reference: Reference, key: str) -> None:
    assert key_of(reference) == key


def test_keys_are_plain_stable_and_unique() -> None:
    one = Reference(title="港の灯", authors=(parse_name("王小明"),))
    other = Reference(title="夜の港", authors=(parse_name("王小明"),))
    assert key_of(one) == key_of(replace(one)) != key_of(other)
    assert re.fullmatch("[a-z0-9]+", key_of(one))
    petrov = [Reference(title=f"Ports {n}", authors=parse_names(["Ana Petrov"]), published="2021") for n in range(3)]
    keys = re.findall(r"@misc\{([^,]+),", written(bibliography(petrov, "bibtex"), "bibtex"))
    assert keys == ["petrov2021ports", "petrov2021ports-2", "petrov2021ports-3"]


def test_a_reference_managers_bibtex_is_read(folder: Path) -> None:
    text = r"""
@string{hl = "Harbour Ledger"}
@comment{nothing here}
@article{petrov_seize_2021,
    title = {Harbour police seize {NSO} ledgers \& more in {\"O}stersund},
    author = {Petrov, Ana and van der Meer, Lotte and {Ministry of Ports} and King, Jr., Martin Luther and Jan Berg},
    journal = hl,
    entrysubtype = {newspaper},
    year = 2021,
    month = jul,
    day = 28,
    pages = {3--5},
    url = {https://ledger.example.org/a\_b},
    file = {Full text:/home/ana/seize.pdf:application/pdf;/home/ana/notes.md},
}
"""
    (record,) = read(text, "bib", folder)
    assert record.key == "petrov_seize_2021"
    assert record.line == 4
    assert record.files == ("/home/ana/seize.pdf", "/home/ana/notes.md")
    assert record.reference == Reference(
        kind=Kind.NEWSPAPER,
        title="Harbour police seize NSO ledgers & more in Östersund",
        authors=(
            Name(given="Ana", family="Petrov"),
            Name(given="Lotte", family="Meer", particle="van der"),
            Name(literal="Ministry of Ports"),
            Name(given="Martin Luther", family="King", suffix="Jr."),
            Name(given="Jan", family="Berg"),
        ),
        container="Harbour Ledger",
        published="2021-07-28",
        pages="3–5",
        url="https://ledger.example.org/a_b",
    )


def test_a_reference_managers_ris_is_read(folder: Path) -> None:
    text = (
        "\r\nTY  - JOUR\r\nT1  - Silt and\r\n  sediment\r\nA1  - Low, Mia\r\nJO  - Ports\r\nY1  - 2013/05//\r\n"
        "SP  - 4\r\nEP  - 9\r\nL1  - /home/mia/silt.pdf\r\nER  - \r\n\r\nTY  - GEN\r\nER  - \r\n"
    )
    first, second = read(text, "ris", folder)
    assert (first.line, second.line) == (2, 13)
    assert first.files == ("/home/mia/silt.pdf",)
    assert second.reference == Reference()
    assert first.reference == Reference(
        kind=Kind.JOURNAL,
        title="Silt and sediment",
        authors=parse_names(["Mia Low"]),
        container="Ports",
        published="2013-05",
        pages="4–9",
    )


def test_a_reference_managers_csl_json_is_read(folder: Path) -> None:
    item = {
        "id": 7,
        "type": "article-journal",
        "title": "Silt",
        "volume": 12,
        "author": [{"family": "Meer", "given": "Lotte", "non-dropping-particle": "van der"}, {"literal": "Ports Ltd"}],
        "issued": {"date-parts": [["2013", "5"]]},
        "accessed": "2021-08-03",
        "custom": {"x": 1},
    }
    (record,) = read(json.dumps({"items": [item]}), "json", folder)
    assert record.key == "7"
    assert record.reference == Reference(
        kind=Kind.JOURNAL,
        title="Silt",
        volume="12",
        authors=(Name(given="Lotte", family="Meer", particle="van der"), Name(literal="Ports Ltd")),
        published="2013-05",
        accessed="2021-08-03",
    )


@pytest.mark.parametrize(
    ("suffix", "text", "told"),
    [
        ("bib", "@article{a, title={x}}\n\n@book{b, title={y},,\n}\n", "line 3"),
        ("bib", "@article{a, title={x}}\n@article{a, title={y}}\n", "line 2: the key 'a' is used before"),
        ("bib", "@article{a,\n title={x},\n title={y}}\n", "line 1: a field is given twice: title"),
        ("ris", "TY  - GEN\nER  - \nTY  - BOOK\nTI  - x\n", "line 3"),
        ("ris", "TY  - GEN\nTI  - x\nTY  - BOOK\nER  - \n", "line 1"),
        ("ris", "hello\n", "no RIS record"),
        ("json", '[\n{"id": 1,}\n]', "line 2"),
        ("json", "[1, 2]", "no CSL-JSON"),
        ("json", "[" * 100_000, "nested too deeply"),
        ("json", f'[{{"id": {"9" * 5000}}}]', "a number too long"),
    ],
)
def test_a_broken_file_is_reported_with_its_line(suffix: str, text: str, told: str, folder: Path) -> None:
    with pytest.raises(DocumentError) as raised:
        read(text, suffix, folder)
    assert told in raised.value.message
    assert raised.value.hint


def test_a_file_that_cannot_be_read_is_reported(folder: Path) -> None:
    with pytest.raises(UsageError):
        read_references(folder / "references.docx")
    with pytest.raises(DocumentError):
        read_references(folder / "missing.bib")
    (folder / "latin.bib").write_bytes(b"@book{a, title={caf\xe9}}")
    with pytest.raises(DocumentError, match="UTF-8"):
        read_references(folder / "latin.bib")


@given(st.text(max_size=200), st.sampled_from(["bib", "ris", "json"]))
def test_any_text_is_read_or_reported(folder: Path, text: str, suffix: str) -> None:
    try:
        read(text.encode("utf-8", "replace").decode(), suffix, folder)
    except DocumentError as error:
        assert error.message
