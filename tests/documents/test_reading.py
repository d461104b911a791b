"""Files to documents: identity, format and what cannot be read."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from askdocs.documents import document_id, parse, read
from askdocs.errors import DocumentError


def test_a_document_is_its_path_and_its_version_is_its_content(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(b"One.\r\n")
    document = read(file, "notes/a.txt")
    assert (document.info.path, document.info.id) == ("notes/a.txt", document_id("notes/a.txt"))
    assert document.info.sha256 == hashlib.sha256(b"One.\r\n").hexdigest()
    assert parse(b"Two.", "notes/a.txt").info.id == document.info.id


def test_an_id_is_short_and_does_not_depend_on_how_accents_are_encoded() -> None:
    assert document_id("e\u0301t\u00e9.md") == document_id("\u00e9te\u0301.md")
    assert document_id("a/b.md") != document_id("a-b.md")
    assert len(document_id("a")) == 10


@pytest.mark.parametrize(
    ("name", "source", "markdown"),
    [
        ("a.md", "Plain *text*", True),
        ("a.MARKDOWN", "Plain *text*", True),
        ("a.txt", "Plain *text*", False),
        ("a", "\n# Title\n\n*text*", True),
        ("a.txt", "---\r\ntitle: T\r\n---\r\n*text*", True),
        ("a.txt", "\r\n## Information:\r\n+ Source: S\r\n\r\n*text*", True),
        ("a.txt", "#hashtag *text*", False),
        ("a.txt", "Text\n\n# no title *text*", False),
    ],
)
def test_the_format_is_told_by_suffix_and_content(name: str, source: str, markdown: bool) -> None:
    assert ("*" not in parse(source.encode(), name).text) == markdown


def test_a_vanished_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match=r"^x\.md is no longer there$"):
        read(tmp_path / "x.md", "x.md")
    with pytest.raises(DocumentError, match=r"^x\.md is not a file$"):
        read(tmp_path, "x.md")
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(DocumentError, match="is not a file"):
        read(tmp_path / "pipe", "pipe")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_forbidden_file_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text("text")
    file.chmod(0)
    with pytest.raises(DocumentError, match=r"^a\.md cannot be read: permission denied$"):
        read(file, "a.md")


def test_a_name_that_is_no_unicode_is_refused_in_words_that_can_be_printed() -> None:
    with pytest.raises(DocumentError, match="not valid Unicode") as caught:
        parse(b"text", "caf\udce9.txt")
    assert caught.value.message.encode("utf-8")


def test_importing_the_room_imports_no_parser() -> None:
    parsers = {"markdown_it", "yaml", "pathspec", "dateutil", "charset_normalizer"}
    code = f"import sys, askdocs.documents; print(sorted({parsers!r} & set(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
