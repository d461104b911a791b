from __future__ import annotations

import pytest

from askdocs.language.speech import Role, SpeechVerb, Tense, speech_verb


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("said", SpeechVerb("say", Role.REPORTS, Tense.PAST, addressed=False)),
        ("Says", SpeechVerb("say", Role.REPORTS, Tense.PRESENT, addressed=False)),
        ("told", SpeechVerb("tell", Role.REPORTS, Tense.PAST, addressed=True)),
        ("writing", SpeechVerb("write", Role.REPORTS, Tense.PARTICIPLE, addressed=False)),
        ("written", SpeechVerb("write", Role.REPORTS, Tense.PAST, addressed=False)),
        ("tweeted", SpeechVerb("tweet", Role.REPORTS, Tense.PAST, addressed=False)),
        ("denies", SpeechVerb("deny", Role.REPORTS, Tense.PRESENT, addressed=False)),
        ("conveyed", None),
        ("admitted", SpeechVerb("admit", Role.REPORTS, Tense.PAST, addressed=False)),
        ("stresses", SpeechVerb("stress", Role.REPORTS, Tense.PRESENT, addressed=False)),
        ("described", SpeechVerb("describe", Role.NAMES, Tense.PAST, addressed=False)),
        ("labelled", SpeechVerb("label", Role.NAMES, Tense.PAST, addressed=False)),
        ("labeled", SpeechVerb("label", Role.NAMES, Tense.PAST, addressed=False)),
        ("read", SpeechVerb("read", Role.REPORTS, Tense.PAST, addressed=False)),
        ("add", SpeechVerb("add", Role.REPORTS, Tense.BASE, addressed=False)),
        ("spyware", None),
        ("", None),
    ],
)
def test_forms_of_verbs(word: str, expected: SpeechVerb | None) -> None:
    assert speech_verb(word) == expected
