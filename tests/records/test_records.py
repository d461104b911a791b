from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
import tempfile
import textwrap
from dataclasses import replace
from pathlib import Path

import pytest

from askdocs.errors import UsageError
from askdocs.model import Description, DocumentInfo
from askdocs.records import Clip, Correction, Records
from askdocs.text import Span


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "library" / ".askdocs" / "records.sqlite"


def test_reading_makes_nothing(file: Path) -> None:
    records = Records.open(file)
    assert records.exclusions() == frozenset()
    records.include(["a.md"])
    records.exclude([])
    assert not file.parent.parent.exists()


def test_exclusions_are_remembered_until_they_are_included(file: Path) -> None:
    records = Records.open(file)
    records.exclude(["a.md", "letters/é.md"])
    records.exclude(["a.md", "letters"])
    assert Records.open(file).exclusions() == {"a.md", "letters", "letters/é.md"}
    Records.open(file).include(["letters", "never excluded.md"])
    assert records.exclusions() == {"a.md", "letters/é.md"}
    records.include(iter(["a.md", "letters/é.md"]))
    assert records.exclusions() == frozenset()


@pytest.mark.parametrize("umask", [0, 0o277])
def test_records_are_the_users_alone(file: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        Records.open(file).exclude(["a.md"])
    finally:
        os.umask(before)
    assert [each.name for each in file.parent.iterdir()] == ["records.sqlite"]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_what_was_included_again_is_in_no_file(file: Path) -> None:
    records = Records.open(file)
    records.exclude(["secret grombul.md"])
    records.include(["secret grombul.md"])
    assert b"grombul" not in file.read_bytes()


@pytest.mark.parametrize("content", [b"not SQLite" * 100, b"SQLite format 3\0" + b"\x17" * 5000])
def test_a_damaged_file_is_named_and_left_alone(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True)
    file.write_bytes(content)
    with pytest.raises(UsageError, match=r"records\.sqlite") as raised:
        Records.open(file)
    assert "backup" in str(raised.value.hint)
    with pytest.raises(UsageError):
        Records(file).exclude(["a.md"])
    assert file.read_bytes() == content


def test_a_later_versions_file_is_left_alone(file: Path) -> None:
    Records.open(file).exclude(["a.md"])
    connection = sqlite3.connect(file)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    before = file.read_bytes()
    with pytest.raises(UsageError, match="later version"):
        Records.open(file)
    with pytest.raises(UsageError, match="later version"):
        Records(file).exclude(["b.md"])
    assert file.read_bytes() == before


def test_a_file_whose_first_write_was_cut_short_counts_as_empty(file: Path) -> None:
    file.parent.mkdir(parents=True)
    file.touch()
    records = Records.open(file)
    assert records.exclusions() == frozenset()
    records.exclude(["a.md"])
    assert records.exclusions() == {"a.md"}


def test_a_folder_that_cannot_be_written_can_be_read() -> None:
    folder = Path(tempfile.mkdtemp())  # pytest's own folders are closed to other users
    Records.open(folder / "records.sqlite").exclude(["a.md"])
    (folder / "records.sqlite").chmod(0o444)
    folder.chmod(0o555)
    script = """
        import os, sys
        from pathlib import Path
        from askdocs.errors import UsageError
        from askdocs.records import Records
        if os.geteuid() == 0:
            os.setuid(65534)
        records = Records.open(Path(sys.argv[1]))
        assert records.exclusions() == {"a.md"}
        try:
            records.exclude(["b.md"])
        except UsageError as error:
            print(error.message)
    """
    command = [sys.executable, "-c", textwrap.dedent(script), str(folder / "records.sqlite")]
    child = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    assert child.stdout.startswith(f"cannot use {folder}/records.sqlite")
    folder.chmod(0o700)
    (folder / "records.sqlite").unlink()
    folder.rmdir()


def test_what_is_said_of_documents_is_kept_apart_by_who_says_it(file: Path) -> None:
    records = Records.open(file)
    assert records.corrections() == {}
    records.describe("a.md", Description(title="Harbour", authors=("Ana Petrov", "{The Ledger}")))
    records.describe("a.md", Description(title="Harbours"))
    records.import_descriptions({"a.md": Description(title="HARBOUR", doi="10.1/x"), "é.md": Description(volume="2")})
    records.import_descriptions({"a.md": Description(title="Ports")})
    assert Records.open(file).corrections() == {
        "a.md": Correction(
            hand=Description(title="Harbours", authors=("Ana Petrov", "{The Ledger}")),
            imported=Description(title="Ports"),
        ),
        "é.md": Correction(imported=Description(volume="2")),
    }
    records.forget_description("a.md")
    records.forget_description("never described.md")
    assert set(records.corrections()) == {"é.md"}


def test_a_clip_comes_back_as_it_was_and_its_number_is_never_given_again(file: Path) -> None:
    records = Records.open(file)
    assert records.clips() == []
    records.unclip([7])
    info = DocumentInfo(
        id="1234", path="a.md", authors=("Ana Petrov",), published="2021-07", tags=("port",), sha256="f"
    )
    clip = Clip(
        text="“Nobody knew.” ☂", span=Span(4, 20), line=3, document=info, note="ask", tags=("b", "a"), created="2021"
    )
    first, second = records.clip(clip), records.clip(clip)
    assert (first.number, second.number) == (1, 2)
    assert Records.open(file).clips() == [first, second]
    assert replace(second, number=0) == clip
    records.unclip([2])
    assert records.clip(clip).number == 3
    assert [each.number for each in records.clips()] == [1, 3]


def test_records_of_an_earlier_version_are_read_and_brought_up_to_date(file: Path) -> None:
    file.parent.mkdir(parents=True)
    connection = sqlite3.connect(file, isolation_level=None)
    connection.execute("CREATE TABLE exclusions (path TEXT PRIMARY KEY) WITHOUT ROWID")
    connection.execute("INSERT INTO exclusions VALUES ('a.md')")
    connection.execute("PRAGMA user_version = 1")
    connection.close()
    records = Records.open(file)
    assert records.clips() == []
    assert records.corrections() == {}
    records.describe("a.md", Description(title="Harbour"))
    assert records.exclusions() == {"a.md"}
    assert records.corrections()["a.md"].hand.title == "Harbour"
