"""The pictures of the README, which `make screenshots` draws."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SHOWN = re.findall(r'(?:src|srcset)="([^"]+)"', (ROOT / "README.md").read_text(encoding="utf-8"))


def test_the_readme_shows_the_chat_in_both_themes() -> None:
    assert {Path(name).stem for name in SHOWN} == {"chat-dark", "chat-light"}


@pytest.mark.parametrize("name", SHOWN)
def test_a_picture_is_of_an_answer_and_loads_nothing(name: str) -> None:
    svg = (ROOT / name).read_text(encoding="utf-8")
    assert "50,000" in svg and "very&#160;sure" in svg
    assert not re.search(r"url\(\s*['\"]?\w+:|(?:href|src)=", svg)
