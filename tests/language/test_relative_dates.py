from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from askdocs.language.dates import dates
from askdocs.language.relative_dates import Days, days, relative_dates, resolve
from askdocs.language.words import lexicon
from askdocs.text import Span

WEDNESDAY = "2021-07-28"


def meant(marked: str, published: str | None = WEDNESDAY) -> str | None:
    """What the words between square brackets mean."""
    found = re.search(r"\[(.+?)\]", marked)
    assert found
    text = marked.replace("[", "").replace("]", "")
    return resolve(text, Span(found.start(), found.start() + len(found[1])), published)


CASES = [
    # A weekday is the latest one up to the article's day.
    ("Officials inspected the mill on [Wednesday].", "28 July 2021"),
    ("Officials inspected the mill [on Wednesday].", "28 July 2021"),
    ("The paper reported on [Tuesday] that it would close.", "27 July 2021"),
    ("On [Thursday] it filed a suit.", "22 July 2021"),
    ("And on [Sunday evening] they pressed the button.", "25 July 2021"),
    ("Rights groups were not impressed by [Wednesday]’s visit.", "28 July 2021"),
    ("It closed [last Friday].", "23 July 2021"),
    # Unless the verb tells of what is to come.
    ("The court will rule on [Friday].", "30 July 2021"),
    ("The leaked files will be published on [Friday].", "30 July 2021"),
    ("The firm promised that it will answer on [Monday].", "2 August 2021"),
    ("The two are to meet on [Saturday].", "31 July 2021"),
    ("The hearing is set for [Monday], he said.", "2 August 2021"),
    ("He spoke on [Monday], and will speak again on Friday.", "26 July 2021"),
    ("He spoke on Monday, and will speak again on [Friday].", "30 July 2021"),
    ("They meet again [next Tuesday].", "3 August 2021"),
    ("The vote is [this Friday].", "30 July 2021"),
    # Ambiguous.
    ("The court will rule on [Wednesday].", None),
    ("The vote is [next Friday].", None),
    ("The mill closed [last Monday].", None),
    ("They said they would meet on [Friday].", None),
    ("Parliament votes on [Friday].", None),
    ("They had to answer by [Monday].", None),
    ("It rained every [Wednesday] that he was there.", None),
    ("The following [Wednesday] he left.", None),
    ("The story appeared in the [Sunday] Times.", None),
    # Days.
    ("The minister resigned [today].", "28 July 2021"),
    ("The minister resigned [yesterday].", "27 July 2021"),
    ("The minister resigned [Tuesday night].", "27 July 2021"),
    ("The minister resigned [last night].", "27 July 2021"),
    ("The minister resigned [this morning].", "28 July 2021"),
    ("The minister goes [tomorrow].", "29 July 2021"),
    ("It began [ten days ago].", "18 July 2021"),
    ("It began about [ten days ago].", None),
    ("It began [a few days ago].", None),
    ("Those who hold office [today] say nothing.", None),
    ("[Today] the court would have 37.", None),
    # Weeks, months, years.
    ("It was published [last week].", "19–25 July 2021"),
    ("It was published earlier [this week].", "26–28 July 2021"),
    ("It will be published later [this week].", "28 July – 1 August 2021"),
    ("It will be published [next week].", "2–8 August 2021"),
    ("It was published [a week ago].", "19–25 July 2021"),
    ("They met [last weekend].", "24–25 July 2021"),
    ("They met [this weekend].", None),
    ("It opened earlier [this month].", "July 2021"),
    ("It opened [last month].", "June 2021"),
    ("It opened [three months ago].", "April 2021"),
    ("It opened [eight months ago].", "November 2020"),
    ("It opened [last year].", "2020"),
    ("It opened earlier [this year].", "2021"),
    ("It opened [two years ago].", "2019"),
    ("It opened more than [two years ago].", None),
    ("It opened [two years earlier].", None),
    ("It opened [last summer].", None),
    ("It opened in [the past year].", None),
    # Months and days without a year.
    ("He took office in [June].", "June 2021"),
    ("He took office in [July].", "July 2021"),
    ("He took office in [November].", "November 2020"),
    ("He will take office in [November].", "November 2021"),
    ("He will take office in [May].", "May 2022"),
    ("He took office in [late May].", "May 2021"),
    ("He took office last [November].", "November 2020"),
    ("He took office last [May].", None),
    ("The term of office: [November].", None),
    ("It was published on [July 18].", "18 July 2021"),
    ("It was published on [18 July].", "18 July 2021"),
    ("It was published on [30 July].", "30 July 2020"),
    ("It will be published on [30 July].", "30 July 2021"),
    ("The hearing, [30 July].", None),
    ("The hearing, [Friday, 30 July].", "30 July 2021"),
    ("The hearing, [Thursday, 30 July].", "30 July 2020"),
    ("It was published on [the 20th].", "20 July 2021"),
    ("It was published on [the 30th].", "30 June 2021"),
    ("It will be published on [the 20th].", "20 August 2021"),
    ("It was published on [the 20th] of that month.", None),
    # In another year.
    ("He was arrested in 2018. In [June] he was freed.", None),
    ("He was arrested in March 2018 and freed on [12 June].", None),
    # Whole as it stands, or no date.
    ("It was published on [28 July 2021].", None),
    ("It was published in [July 2021].", None),
    ("It was published in [2020].", None),
    ("It was [published] here.", None),
    # Words of somebody else's day.
    ("“We opened [yesterday],” she said.", None),
    ('"We opened [yesterday]," she said.', None),
    ("“We opened,” she said [yesterday].", "27 July 2021"),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_a_date_is_made_whole_by_that_of_its_article(text: str, expected: str | None) -> None:
    assert meant(text) == expected


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("It closed on [Wednesday].", None, None),
        ("It closed on [Wednesday].", "2021-07", None),
        ("It closed on [Wednesday].", "2021", None),
        ("It closed on [Wednesday].", "soon", None),
        ("It closed on [Wednesday].", "2021-02-30", None),
        ("It closed [last week].", "2021-07", None),
        ("It closed [last month].", "2021-01", "December 2020"),
        ("It closed [last month].", "2021", None),
        ("It closed in [June].", "2021-07", "June 2021"),
        ("It closed in [June].", "2021", None),
        ("It closed [last year].", "2021", "2020"),
        ("It closed [two years ago].", "2021", "2019"),
        ("It closed [last week].", "2021-01-06", "28 December 2020 – 3 January 2021"),
        ("It closed on [29 February].", "2021-07-28", "29 February 2020"),
        ("It closed [yesterday].", "0001-01-01", None),
        ("It will close [next year].", "9999-12-31", None),
    ],
)
def test_it_is_as_precise_as_the_articles_date(text: str, published: str | None, expected: str | None) -> None:
    assert meant(text, published) == expected


def test_all_of_a_sentence() -> None:
    text = "He came on Monday, July 26, 2021, and left on Tuesday. She came last year."
    found = [(span.of(text), str(what)) for span, what in relative_dates(text, Span(0, len(text)), WEDNESDAY)]
    assert found == [("Tuesday", "27 July 2021"), ("last year", "2020")]


@pytest.mark.parametrize(
    ("first", "last", "printed"),
    [
        ("2020-01-01", "2020-12-31", "2020"),
        ("2020-02-01", "2020-02-29", "February 2020"),
        ("2020-02-01", "2020-02-28", "1–28 February 2020"),
        ("2020-01-01", "2020-02-29", "1 January – 29 February 2020"),
        ("2019-01-01", "2020-12-31", "1 January 2019 – 31 December 2020"),
    ],
)
def test_days_as_they_are_printed(first: str, last: str, printed: str) -> None:
    assert str(Days(date.fromisoformat(first), date.fromisoformat(last))) == printed


WORDS = st.sampled_from(
    sorted(
        lexicon('on the last next this Wednesday July May 20th 3 said will week year ago two “ ” " , . 2019') | {"\n\n"}
    )
)


@given(st.lists(WORDS, max_size=20).map(" ".join), st.dates(), st.data())
def test_whatever_is_written_the_days_are_in_order(text: str, published: date, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    span = Span(start, data.draw(st.integers(start, len(text))))
    for each in (span, *(found for found, _ in dates(text))):
        found = days(text, each, published.isoformat())
        assert found is None or found.first <= found.last
