from __future__ import annotations

from pathlib import Path

import pytest

from askdocs.documents import parse
from askdocs.language.sentences import sentences
from askdocs.library.speaking import said_by
from askdocs.model import Document
from askdocs.text import Span

SEEDS = Path(__file__).parents[2] / "seeds"


def read(name: str) -> Document:
    return parse((SEEDS / name).read_bytes(), name)


def every_sentence(document: Document) -> list[Span]:
    return [sentence for block in document.blocks for sentence in sentences(document.text, block.span)]


def said(speaker: str, document: Document) -> list[str]:
    """How the sentences begin that somebody says."""
    spans = every_sentence(document)
    found = zip(spans, said_by(speaker, document, spans), strict=True)
    return [" ".join(span.of(document.text).split()[:3]) for span, says in found if says]


@pytest.mark.parametrize(
    ("speaker", "name", "begins"),
    [
        ("Gantz", "05-gantz-in-paris-wire.txt", ["PARIS, July 28", "He told her", "At a cyber"]),
        ("greta solvang", "02-ministry-visit-wire.txt", ["Greta Solvang of", "She asked the"]),
        ("Torvaldsen", "01-inspection-at-herzliya.md", ["“A raid and", "“The difference is", "“The inspector is"]),
        ("Bennett", "08-macron-changes-phone-wire.txt", ["Bennett replied that"]),
        (
            "Avner Tzur-Hadas",
            "04-how-nso-kept-its-licence.md",
            ["“It is the", "“To prove the", "Mr. Tzur-Hadas thinks", "“In 2020 the", "“Today it would"],
        ),
        ("Angela Merkel", "05-gantz-in-paris-wire.txt", []),
        ("she", "02-ministry-visit-wire.txt", []),
    ],
)
def test_sentences_that_somebody_says(speaker: str, name: str, begins: list[str]) -> None:
    assert said(speaker, read(name)) == begins


@pytest.mark.parametrize(
    "text",
    [
        "The mayor, Ana Petrov, said that it was over.",
        "According to Ana Petrov, it is over.",
        "It is over, according to Petrov.",
        "Ana Petrov resigned. She said it was over.",
        "“It is over,” Petrov said.",
    ],
)
def test_reported_or_quoted(text: str) -> None:
    document = parse(text.encode(), "a.txt")
    assert said_by("Petrov", document, every_sentence(document))[-1]
    assert not any(said_by("Bo Lee", document, every_sentence(document)))


@pytest.mark.parametrize(
    "text", ["Ana Petrov resigned.", "Bo Lee said that Ana Petrov was late.", "Petrov was told so."]
)
def test_who_is_only_spoken_of_says_nothing(text: str) -> None:
    document = parse(text.encode(), "a.txt")
    assert said_by("Ana Petrov", document, every_sentence(document)) == [False]


def test_of_a_long_document_only_what_is_near_is_read() -> None:
    far = "The river rose again that day.\n\n" * 400
    document = parse(f"“Yes,” said Ana Petrov.\n\n{far}“No,” she said.\n\nPetrov said it rained.\n".encode(), "a.txt")
    spans = every_sentence(document)
    assert said_by("Ana Petrov", document, [spans[0], spans[200], spans[-2], spans[-1]]) == [True, False, False, True]
