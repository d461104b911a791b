"""A draft against the sample articles: what stands, what was altered, and what is from elsewhere."""

from __future__ import annotations

import random
import time

import pytest

from askdocs.citing.check import Label, Report, check, label
from askdocs.citing.diff import render
from askdocs.citing.drafts import read_draft
from askdocs.citing.lookup import lookup
from askdocs.citing.speakers import Speakers
from askdocs.evaluation.quotations import Kind, generate, score
from askdocs.index import Index
from askdocs.language.sentences import sentences


def checked(articles: Index, text: str, name: str = "draft.md") -> Report:
    return check(read_draft(text.encode(), name), articles, articles.documents())


def labels(articles: Index, text: str) -> list[str]:
    return [quotation.label.value for quotation in checked(articles, text).quotations]


RAID = "“A raid and a visit can look the same from the pavement,” said Ilse Torvaldsen"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{RAID}.", "exact"),
        (f"{RAID} (Okafor-Varga, 2021).", "exact"),
        (f"{RAID} (Torvaldsen, quoted in Okafor-Varga 2021).", "exact"),
        (f"{RAID} (Petrov, 2021).", "misattributed"),
        (f"{RAID} [@okaforvarga2021].", "exact"),
        (f"{RAID} [@okafor-varga2021swoop].", "exact"),
        (f"{RAID} [@unknown2020].", "exact"),
        (f"{RAID}.[^1]\n\n[^1]: Officials swoop on spyware maker NSO in Herzliya, 2021.\n", "exact"),
        (
            f"{RAID}.[^1]\n\n[^1]: The case that failed: how NSO kept its export licence. The Statute Post.\n",
            "misattributed",
        ),
        (f"{RAID} ([here](https://www.harbour-ledger.example.org/2021/07/28/officials-swoop-on-nso)).", "exact"),
        (f"{RAID} ([here](https://statute-post.example.org/analysis/how-nso-kept-its-licence)).", "misattributed"),
        (f"{RAID} ([here](https://elsewhere.example/)).", "exact"),
        (f"{RAID}, according to The Harbour Ledger.", "exact"),
        (f"{RAID}, according to the Statute Post.", "misattributed"),
        ("“A raid and a visit can look the same from the street,” she said (Petrov, 2021).", "altered"),
        ("The so-called “raid” was over.", "skipped"),
        ("He had read “The Long Way Home Again” twice.", "skipped"),
        ("“They all went home with the cat and the dog,” he said.", "not_found"),
    ],
)
def test_one_quotation(articles: Index, text: str, expected: str) -> None:
    assert labels(articles, text) == [expected]


def test_what_is_altered_has_its_source_and_the_difference(articles: Index) -> None:
    (found,) = checked(articles, "\n\nShe said: “A raid and a visit can look alike from the pavement”.").quotations
    assert found.line == 3
    assert found.match is not None
    assert found.match.quote.text == "A raid and a visit can look the same from the pavement"
    assert render(found.diff) == "A raid and a visit can look [-alike-] {+the same+} from the pavement"


def test_inner_quotations_are_checked_where_the_outer_does_not_stand(articles: Index) -> None:
    text = (
        "“I was told by him that ‘appointments are kept in a diary’ and laughed about it all evening long,” she wrote."
    )
    assert labels(articles, text) == ["not_found", "exact"]
    assert labels(articles, "“Its premises had not been ‘raided’, it said.”") == ["exact"]


def test_block_quotations(articles: Index) -> None:
    text = "She said:\n\n> Whether it was a thorough appointment\n> is another matter.\n\nAnd so on.\n"
    assert labels(articles, text) == ["exact"]


@pytest.mark.parametrize(
    ("draft", "expected", "speaker"),
    [
        (f"{RAID}.", "exact", "Ilse Torvaldsen"),
        ("“A raid and a visit can look the same from the pavement,” said Torvaldsen.", "exact", "Ilse Torvaldsen"),
        ("“A raid and a visit can look the same from the pavement,” she said.", "exact", "Ilse Torvaldsen"),
        (
            "“A raid and a visit can look the same from the pavement,” said Milo Katzenbach.",
            "misattributed",
            "Ilse Torvaldsen",
        ),
        (
            "“A raid and a visit can look the same from the pavement,” Okafor-Varga reported.",
            "exact",
            "Ilse Torvaldsen",
        ),
        ("“A raid and a visit can look the same from the pavement,” a neighbour said.", "exact", "Ilse Torvaldsen"),
        ("“We welcome their inspection,” said Otto Bismarck.", "exact", "a spokesperson"),
        ("“No charges have been announced,” said Otto Bismarck.", "exact", None),
    ],
)
def test_speakers_are_compared_where_both_are_named(
    articles: Index, draft: str, expected: str, speaker: str | None
) -> None:
    report = check(read_draft(draft.encode(), "-"), articles, articles.documents(), Speakers())
    assert [(found.label.value, found.speaker) for found in report.quotations] == [(expected, speaker)]


def test_counts_and_passing(articles: Index) -> None:
    good = checked(articles, f"{RAID}. A “raid”.")
    assert good.passed
    assert good.counts == {**dict.fromkeys(Label, 0), Label.EXACT: 1, Label.SKIPPED: 1}
    assert not checked(articles, "“They all went home with the cat,” he said.").passed
    assert checked(articles, "Nothing is quoted.").passed


def test_facts_in_sentences_that_cite_a_source(articles: Index) -> None:
    text = (
        "In 1999 there were 12 ministers.\n\nThe list has 60,000 numbers and 17 organisations, since July 18, and a "
        "petition failed in July 2020, said Milo Katzenbach and Otto Bismarck "
        "([ledger](https://harbour-ledger.example.org/2021/07/28/officials-swoop-on-nso/)).\n"
    )
    found = {fact.text: (fact.found, fact.line) for fact in checked(articles, text).facts}
    assert found["60,000"] == (False, 3)
    assert found["17"] == (True, 3)
    assert found["July 2020"] == (True, 3)
    assert found["Milo Katzenbach"] == (True, 3)
    assert found["Otto Bismarck"] == (False, 3)
    assert "12" not in found and "1999" not in found


def test_generated_quotations_are_told_apart(parted: tuple[Index, Index]) -> None:
    quoted, others = parted
    made = generate(_sentences(quoted), _sentences(others), each=100, seed=4)
    assert made == generate(_sentences(quoted), _sentences(others), each=100, seed=4)
    scores = score(made, lambda texts: [label(lookup(quoted, text, 3)).value for text in texts])
    shares = {kind: found.accuracy for kind, found in scores.items()}
    assert shares[Kind.EXACT] >= 0.98
    assert shares[Kind.INVENTED] >= 0.95  # they are from articles on the very same story
    assert (shares[Kind.LIGHT] + shares[Kind.HEAVY]) / 2 >= 0.93
    assert scores[Kind.INVENTED].labels.get("exact", 0) == 0


def _sentences(index: Index) -> list[str]:
    documents = [index.document(info.id) for info in index.documents()]
    return [span.of(document.text) for document in documents for span in sentences(document.text)]


def test_a_long_draft_is_quick(articles: Index) -> None:
    chance = random.Random(2)
    known = [sentence for sentence in _sentences(articles) if 6 < len(sentence.split()) < 40 and "“" not in sentence]
    paragraphs = []
    for _ in range(100):
        words = chance.choice(known).split()
        words[2] = chance.choice([words[2], "purple"])
        paragraphs.append(f"{' '.join(['filler'] * 75)} “{' '.join(words)}” he said (Okafor-Varga, 2021). End.")
    text = "\n\n".join(paragraphs)
    assert len(text.split()) > 9_000
    started = time.perf_counter()
    report = checked(articles, text)
    assert time.perf_counter() - started < 6  # 1.2 s on an idle core
    assert len(report.quotations) == 100


@pytest.mark.parametrize("unit", ['"a b ', "“a b ", "«x y» ", "“a b” "])
def test_damage_on_one_line_ends(articles: Index, unit: str) -> None:
    report = checked(articles, "x " + unit * 300)
    assert sum(report.counts.values()) == len(report.quotations)
