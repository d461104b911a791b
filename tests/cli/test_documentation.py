"""What the README and the help promise is so."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from askdocs.cli.main import COMMANDS

from .conftest import Askdocs

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_readme_shows_the_real_answer(askdocs: Askdocs, indexed_seeds: Path) -> None:
    shown = re.search(r"^```\n\$ (askdocs .+?)\n(.+?)^```$", README, re.MULTILINE | re.DOTALL)
    assert shown
    command, answer = shown.groups()
    printed = askdocs("--library", indexed_seeds, *shlex.split(command)[1:]).out
    assert printed.split() == answer.split()


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_in_the_readme_and_explains_itself(askdocs: Askdocs, name: str) -> None:
    assert re.search(r'^ *askdocs "' if name == "ask" else rf"askdocs {name}\b", README, re.MULTILINE)
    result = askdocs(name, "--help")
    assert result.code == 0
    assert "Usage: askdocs" in result.out
    assert COMMANDS[name]


def test_the_settings_of_the_readme_are_settings(askdocs: Askdocs, tmp_path: Path) -> None:
    block = re.search(r"^```toml\n(.+?)^```$", README, re.MULTILINE | re.DOTALL)
    assert block
    (tmp_path / "home" / "askdocs.toml").write_text(block.group(1), encoding="utf-8")
    assert askdocs("doctor").code == 4, "its documents are not there, and nothing else is wrong"


def test_links_within_the_repository_lead_somewhere() -> None:
    pages = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")]
    for page in pages:
        for target in re.findall(r"\]\((?!https?://)([^)#]+)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"
