from __future__ import annotations

import pytest

from askdocs.answering.naming import named
from askdocs.documents import parse
from askdocs.language.sentences import sentences

TEXT = """# The guild

Nine members of the guild stood trial: four millers, three bakers and two brewers.

The millers were Ana Petrov of Norling and Bo Lee. Cy Ra, Di Roth and Ed Sand baked for the town as its bakers.
Some of it had been stale. The brewers were Flo Tam and Gus Ulm.

The trial cost $900. Hal Vane, a miller, paid.

Six witnesses came from abroad. Two of the witnesses spoke no word. Among them were Ida Wood and Jo Yale.
The other four came from Norway, one of them with Kit Zorn.

## The appeal

Another miller, Lou Abel, appealed.
"""


@pytest.mark.parametrize(
    ("question", "counts", "found"),
    [
        ("Which members stood trial?", "Nine members", ["The millers were", "Cy Ra, Di Roth"]),
        ("which bakers stood trial", "Nine members", ["Cy Ra, Di Roth"]),
        ("Who were the millers?", "Nine members", ["The millers were"]),
        ("Which brewers stood trial?", "Nine members", []),
        ("Which witnesses came?", "Six witnesses", ["Among them were", "The other four came"]),
        ("Which judges came?", "Six witnesses", []),
        ("Which millers paid?", "Hal Vane", []),
        ("Which millers appealed?", "Another miller", []),
    ],
)
def test_who_is_counted_is_named_in_the_sentences_that_follow(question: str, counts: str, found: list[str]) -> None:
    document = parse(TEXT.encode(), "guild.md")
    told_of = [each for block in document.blocks for each in sentences(document.text, block.span)]
    counting = next(each for each in told_of if each.of(document.text).startswith(counts))
    told = [span.of(document.text) for span in named(question, document, counting).sentences]
    assert [words[: len(start)] for words, start in zip(told, found, strict=True)] == found


def test_names_are_not_looked_for_under_another_heading() -> None:
    text = "Two millers stood trial.\n\n## Later\n\nThe millers were Ana Petrov and Bo Lee.\n"
    document = parse(text.encode(), "guild.md")
    assert named("Which millers stood trial?", document, document.blocks[0].span).sentences == ()
    document = parse(text.replace("## Later\n\n", "").encode(), "guild.md")
    assert len(named("Which millers stood trial?", document, document.blocks[0].span).sentences) == 1


def test_a_part_of_whom_a_sentence_counts_is_told_from_all() -> None:
    document = parse(TEXT.encode(), "guild.md")
    counting = next(block.span for block in document.blocks if block.span.of(document.text).startswith("Nine"))
    assert named("Which members stood trial?", document, counting).all
    assert not named("Which bakers stood trial?", document, counting).all


def test_a_book_of_names_is_not_read_to_its_end() -> None:
    text = "Two millers stood trial.\n\n" + "\n\n".join(f"The millers met Ana Petrov {at} times." for at in range(300))
    document = parse(text.encode(), "book.txt")
    found = named("Which millers stood trial?", document, document.blocks[0].span).sentences
    assert 8 <= len(found) <= 32
