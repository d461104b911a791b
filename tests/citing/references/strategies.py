"""References with any fields, and any characters, in them."""

from __future__ import annotations

from hypothesis import strategies as st

from askdocs.citing.names import Name, parse_name
from askdocs.citing.reference import Kind, Locator, LocatorKind, Reference

_WILD = st.text(max_size=20)
_MAYBE = st.none() | _WILD
_NAMES = st.builds(parse_name, st.text(min_size=1, max_size=20)) | st.builds(
    Name, given=_MAYBE, family=_MAYBE, particle=_MAYBE, dropping=_MAYBE, suffix=_MAYBE
)

WILD = st.builds(
    Reference,
    kind=st.sampled_from(Kind),
    title=_MAYBE,
    sentence_title=st.none(),
    authors=st.lists(_NAMES, max_size=4).map(tuple),
    editors=st.lists(_NAMES, max_size=3).map(tuple),
    recipient=st.none() | _NAMES,
    interviewer=st.none() | _NAMES,
    container=_MAYBE,
    publisher=_MAYBE,
    published=_MAYBE | st.dates().map(str),
    url=_MAYBE,
    doi=_MAYBE,
    volume=_MAYBE,
    issue=_MAYBE,
    pages=_MAYBE,
    place=_MAYBE,
    edition=_MAYBE,
    accessed=_MAYBE | st.dates().map(str),
    locator=st.none() | st.builds(Locator, st.sampled_from(LocatorKind), _WILD),
    quoted=_MAYBE,
    path=_MAYBE,
)

# Words as titles and publications have them: punctuation within and at their ends, no two marks in a row.
_WORDS = st.lists(
    st.sampled_from(
        ["Silt", "quay", "Inc.", "who?", "now!", "R&D", "<b>", "“stone”", "d’Or", "l'an", "a", "of", "Åbo", "12"]
    ),
    min_size=1,
    max_size=5,
).map(" ".join)
_GIVEN = st.none() | _WORDS
_PEOPLE = st.lists(
    st.sampled_from(["Ana Petrov", "Walter Finch Jr.", "Lotte van der Meer", "Ports Inc.", "J. P. Low", "王小明"]).map(
        parse_name
    ),
    max_size=4,
    unique=True,
).map(tuple)

TAME = st.builds(
    Reference,
    kind=st.sampled_from(Kind),
    title=_GIVEN,
    authors=_PEOPLE,
    editors=_PEOPLE,
    recipient=st.none() | st.sampled_from(["Jan Berg", "Walter Finch Jr."]).map(parse_name),
    interviewer=st.none() | st.sampled_from(["Jan Berg", "Walter Finch Jr."]).map(parse_name),
    container=_GIVEN,
    publisher=_GIVEN,
    published=st.none() | st.dates().map(str) | st.sampled_from(["2021", "2021-07", "c. 1950"]),
    url=st.none() | st.sampled_from(["https://a.example.org/x_y?q=1&r=2", "https://b.example.org/"]),
    doi=st.none() | st.just("10.5555/ab_c"),
    volume=st.none() | st.just("12"),
    issue=st.none() | st.just("3"),
    pages=st.none() | st.sampled_from(["3", "3-7", "A1, A4"]),
    place=st.none() | st.just("Bergen"),
    edition=st.none() | st.sampled_from(["2", "revised ed.", "3rd"]),
    accessed=st.none() | st.dates().map(str),
    locator=st.none() | st.builds(Locator, st.sampled_from(LocatorKind), st.sampled_from(["3", "4-6"])),
    quoted=st.none() | st.sampled_from(["Inspector Rosa Lind", "a spokesperson for Ports Inc."]),
    path=st.none() | st.just("seeds/a.md"),
)
