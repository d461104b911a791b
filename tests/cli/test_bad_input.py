"""Bad input gets one clear line and its exit code, and nothing that is stored is lost."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from .conftest import Askdocs, Result

QUESTION = "where are NSO's offices?"


def one_clear_line(result: Result, code: int, *words: str) -> None:
    assert result.code == code, result
    assert result.out == ""
    first, *rest = result.err.splitlines()
    assert first.startswith("askdocs: ")
    assert all(line.startswith("  ") for line in rest), rest
    assert len(rest) <= 1
    for word in words:
        assert word in result.err


def test_no_library(askdocs: Askdocs, tmp_path: Path) -> None:
    one_clear_line(askdocs(QUESTION), 3, "no library", "askdocs add")
    one_clear_line(askdocs("--library", tmp_path / "nowhere", QUESTION), 3, str(tmp_path / "nowhere"))


def test_an_empty_library(askdocs: Askdocs, tmp_path: Path) -> None:
    (tmp_path / "home" / "askdocs.toml").write_text("documents = []\n")
    one_clear_line(askdocs(QUESTION), 3)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", ["empty"]),
        (b"\x7fELF\x02\x01\x01\x00\x00\x00\x00\x00\x00\x00", ["not text"]),
    ],
)
def test_a_file_that_cannot_be_read_is_named_and_the_rest_go_on(
    askdocs: Askdocs, library: Path, content: bytes, words: list[str]
) -> None:
    (library / "seeds" / "bad.txt").write_bytes(content)
    synced = askdocs("--library", library, "sync")
    assert synced.code == 4
    assert "seeds/bad.txt" in synced.err
    assert "1 could not be read" in synced.out
    answered = askdocs("--library", library, QUESTION)
    assert answered.code == 0
    assert "Herzliya" in answered.out
    assert "seeds/bad.txt" in answered.err
    doctor = askdocs("--library", library, "doctor")
    assert doctor.code == 4
    assert "bad.txt" in doctor.out


def test_a_file_that_went_bad_keeps_what_was_indexed(askdocs: Askdocs, library: Path) -> None:
    (library / "seeds" / "06-a-yes-for-riyadh.md").write_bytes(b"")
    assert askdocs("--library", library, "sync").code == 4
    assert len(askdocs("--library", library, "documents", "--json").json["documents"]) == 8


def test_adding_what_is_not_there(askdocs: Askdocs, tmp_path: Path) -> None:
    one_clear_line(askdocs("add", "nothing.md"), 2, "nothing.md")
    assert not (tmp_path / "data").exists()


def test_a_documents_folder_that_is_gone_is_no_deletion(askdocs: Askdocs, library: Path) -> None:
    (library / "seeds").rename(library / "unplugged")
    result = askdocs("--library", library, QUESTION)
    assert result.code == 0
    assert "seeds is not there" in result.err
    assert "no longer checkable" in result.out
    assert askdocs("--library", library, "sync").code == 4
    (library / "unplugged").rename(library / "seeds")
    assert "8 unchanged" in askdocs("--library", library, "sync").out
    assert "no longer checkable" not in askdocs("--library", library, QUESTION).out


def test_a_vanished_file_is_said_to_be_gone(askdocs: Askdocs, library: Path) -> None:
    for file in (library / "seeds").glob("0[12]*"):
        file.unlink()
    found = askdocs("--library", library, "ask", "--no-sync", "--json", QUESTION)
    by_id = found.json["documents"]
    for answer in found.json["answers"]:
        quote = answer["quote"]
        assert quote["checked"] == (library / by_id[quote["document"]]["path"]).exists()
    assert not all(answer["quote"]["checked"] for answer in found.json["answers"])
    assert "is gone" in found.err
    after = askdocs("--library", library, "--json", QUESTION).json
    assert not {"seeds/01-inspection-at-herzliya.md"} & {each["path"] for each in after["documents"].values()}


def test_a_changed_file_is_read_again_even_without_a_sync(askdocs: Askdocs, library: Path) -> None:
    file = library / "seeds" / "01-inspection-at-herzliya.md"
    text = file.read_text(encoding="utf-8")
    before = askdocs("--library", library, "ask", "--no-sync", "--top", "5", "--json", QUESTION).json
    file.write_text(text.replace("Teams from several", "A new paragraph.\n\nTeams from several"), encoding="utf-8")
    after = askdocs("--library", library, "ask", "--no-sync", "--top", "5", "--json", QUESTION).json

    def line_of(found: dict[str, list[dict[str, dict[str, str]]]]) -> int:
        quotes = (answer["quote"] for answer in found["answers"])
        return int(next(quote["line"] for quote in quotes if quote["text"].startswith("NSO’s offices are in")))

    assert line_of(after) == line_of(before) + 2
    file.write_text(text.replace("NSO’s offices are in Herzliya", "The firm sits in Herzliya"), encoding="utf-8")
    gone = askdocs("--library", library, "ask", "--no-sync", "--top", "5", QUESTION)
    assert "NSO’s offices are in Herzliya" not in gone.out


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('documents = ["seeds"\n', ["askdocs.toml", "line 1"]),
        ('documents = ["seeds"]\n\nmodle = "x"\n', ["line 3", "modle"]),
        ("documents = 7\n", ["line 1", "documents", "list of paths"]),
        ('documents = ["seeds"]\ndevice = "tpu"\n', ["line 2", "device"]),
    ],
)
def test_a_broken_setting_names_key_and_line(askdocs: Askdocs, library: Path, text: str, words: list[str]) -> None:
    (library / "askdocs.toml").write_text(text)
    one_clear_line(askdocs("--library", library, QUESTION), 2, *words)


def index_files(library: Path) -> list[Path]:
    return [file for file in (library / ".askdocs" / "index").rglob("*") if file.is_file() and file.stat().st_size]


@pytest.mark.parametrize("damage", [lambda file: file.write_bytes(b"damaged"), Path.unlink], ids=["corrupt", "missing"])
@pytest.mark.parametrize("kind", ["catalogue", "vectors"])
def test_a_damaged_index_says_what_rebuilds_it(
    askdocs: Askdocs, library: Path, kind: str, damage: Callable[[Path], object]
) -> None:
    chosen = [file for file in index_files(library) if file.name.startswith(kind)]
    assert chosen
    for file in chosen:
        damage(file)
    result = askdocs("--library", library, QUESTION)
    if kind == "catalogue" and result.code == 0:
        return  # an index without a catalogue is none: asking builds it
    one_clear_line(result, 5, "askdocs sync --rebuild")
    assert askdocs("--library", library, "sync", "--rebuild").code == 0
    assert askdocs("--library", library, QUESTION).code == 0


def test_another_model_is_refused(askdocs: Askdocs, library: Path, models: SimpleNamespace) -> None:
    (library / "askdocs.toml").write_text(f'documents = ["seeds"]\nmodel = "{models.other}"\n')
    refused = askdocs("--library", library, QUESTION)
    converting = refused.err.splitlines()[0]
    assert converting.startswith("askdocs: Converting the model other")
    one_clear_line(refused._replace(err=refused.err.removeprefix(converting + "\n")), 5, "askdocs sync --rebuild")
    rebuilt = askdocs("--library", library, "sync", "--rebuild")
    assert rebuilt.code == 0
    assert askdocs("--library", library, "search", QUESTION).code == 0


def test_a_model_that_is_not_there_names_the_command_that_fetches_it(askdocs: Askdocs, library: Path) -> None:
    (library / "askdocs.toml").write_text('documents = ["seeds"]\nmodel = "example/no-such-model"\n')
    one_clear_line(askdocs("--library", library, QUESTION), 2, "askdocs model get example/no-such-model")


@pytest.mark.parametrize(
    ("question", "words"), [("   ", ["empty"]), ("\n\t ", ["empty"]), ("why " * 25_000, ["100,000 characters"])]
)
def test_a_question_that_is_none(askdocs: Askdocs, indexed_seeds: Path, question: str, words: list[str]) -> None:
    if question.strip():
        question = question.ljust(100_000)[:100_000].rstrip() + "?"
    one_clear_line(askdocs("--library", indexed_seeds, "ask", question), 2)


def test_errors_are_json_too(askdocs: Askdocs, tmp_path: Path) -> None:
    result = askdocs("--library", tmp_path / "nowhere", "--json", QUESTION)
    assert result.code == 3
    assert result.json["schema"] == 1
    assert result.json["error"]["kind"] == "no_library"
    assert askdocs("search", "--json").json["error"]["kind"] == "usage"
    assert askdocs("ask", "--json", "--top", "x", "y").json["error"]["kind"] == "usage"


AS_NOBODY = """
import os, sys
from askdocs.cli.main import run
everything, restricted, *arguments = sys.argv[1:]
# First as root, which imports all that is needed while it may be read.
assert run(["--library", everything, "sync", "--rebuild"]) == 0
assert run(["--library", everything, *arguments]) == 0
sys.stdout.flush()
if os.getuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
sys.exit(run(["--library", restricted, *arguments]))
"""


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that everybody may enter, as those below tmp_path are not."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


def as_nobody(everything: Path, restricted: Path, cache: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command without root's rights, since root may read and write anything."""
    environment = os.environ | {"ASKDOCS_CACHE": str(cache), "HF_HOME": str(cache)}
    command = [sys.executable, "-c", AS_NOBODY, str(everything), str(restricted), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment, timeout=120)


def test_a_library_on_a_read_only_folder_can_be_asked(library: Path, cache: Path, open_folder: Path) -> None:
    restricted = shutil.copytree(library, open_folder / "library")
    cache = shutil.copytree(cache, open_folder / "cache")
    for path in [cache, *cache.rglob("*")]:
        path.chmod(0o777 if path.is_dir() else 0o666)
    for path in [restricted, *restricted.rglob("*")]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    done = as_nobody(library, restricted, cache, "--json", QUESTION)
    assert done.returncode == 0, done
    answers = [json.loads(line) for line in done.stdout.splitlines()[1:]]
    assert len(answers) == 2
    assert all("Herzliya" in answer["answers"][0]["quote"]["text"] for answer in answers)


def test_a_file_that_may_not_be_read_is_named_and_the_rest_go_on(library: Path, cache: Path, open_folder: Path) -> None:
    restricted = shutil.copytree(library, open_folder / "library")
    cache = shutil.copytree(cache, open_folder / "cache")
    (restricted / "seeds" / "secret.md").write_text("# Secret\n\nNobody may read this.\n")
    for path in [restricted, cache, *restricted.rglob("*"), *cache.rglob("*")]:
        path.chmod(0o777 if path.is_dir() else 0o666)
        if os.getuid() == 0:
            os.chown(path, 65534, 65534)
    (restricted / "seeds" / "secret.md").chmod(0)
    os.chown(restricted / "seeds" / "secret.md", os.getuid(), os.getgid())
    done = as_nobody(library, restricted, cache, "--json", QUESTION)
    assert done.returncode == 0, done
    assert len(done.stdout.splitlines()) == 3
    if os.getuid() == 0:
        assert "secret.md" in done.stderr


def test_a_library_that_cannot_be_updated_answers_from_what_it_holds(
    library: Path, cache: Path, open_folder: Path
) -> None:
    if os.getuid() != 0:
        pytest.skip("only root can give a folder to another user")
    restricted = shutil.copytree(library, open_folder / "library")
    cache = shutil.copytree(cache, open_folder / "cache")
    for path in [restricted, cache, *restricted.rglob("*"), *cache.rglob("*")]:
        path.chmod(0o777 if path.is_dir() else 0o666)  # anybody may write; only its owner may change its mode
    (restricted / "seeds" / "new.md").write_text("# New\n\nThis is new.\n")
    done = as_nobody(library, restricted, cache, "--json", QUESTION)
    assert done.returncode == 0, done
    assert "could not be updated" in done.stderr
