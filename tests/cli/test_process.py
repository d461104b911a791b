"""The installed program as a process: what it imports, what it reaches, and how it ends."""

from __future__ import annotations

import fcntl
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

QUESTION = "where are NSO's offices?"

REPORT_IMPORTS = """
import json, sys
from askdocs.cli.main import run
code = run(sys.argv[1:])
print(json.dumps({"code": code, "modules": sorted({name.split(".")[0] for name in sys.modules})}), file=sys.stderr)
"""

BLOCK_SOCKETS = """
import socket, sys
def refused(*_, **__):
    raise AssertionError("the network was touched")
socket.socket.connect = socket.socket.connect_ex = socket.socket.sendto = refused
socket.getaddrinfo = socket.create_connection = socket.gethostbyname = refused
from askdocs.cli.main import run
sys.exit(run(sys.argv[1:]))
"""


def imported(*arguments: str | Path) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", REPORT_IMPORTS, *map(str, arguments)], capture_output=True, text=True, check=True
    )
    report = json.loads(done.stderr.splitlines()[-1])
    assert report["code"] == 0, done
    return set(report["modules"])


HEAVY = {"torch", "sentence_transformers", "transformers", "sklearn", "scipy", "rich", "textual", "markdown_it"}


def test_the_version_needs_nothing(cache: Path) -> None:
    assert not imported("--version") & {*HEAVY, "numpy", "faiss", "openvino", "tokenizers", "sqlite3"}


def test_asking_needs_no_torch(indexed_seeds: Path) -> None:
    imported("--library", indexed_seeds, QUESTION)  # converts the reader, where none was converted before
    modules = imported("--library", indexed_seeds, QUESTION)
    assert not modules & HEAVY
    assert {"openvino", "faiss"} <= modules


def test_searching_by_words_needs_no_numbers(indexed_seeds: Path) -> None:
    modules = imported("--library", indexed_seeds, "search", "--keywords", "export licence")
    assert not modules & {*HEAVY, "numpy", "faiss", "openvino", "tokenizers"}


@pytest.mark.parametrize("words", ["A raid and a visit can look the same", "we welcome there inspection"])
def test_citing_known_words_loads_no_model(indexed_seeds: Path, words: str) -> None:
    modules = imported("--library", indexed_seeds, "cite", words)
    assert not modules & {*HEAVY, "numpy", "faiss", "openvino", "tokenizers"}


def test_citing_by_meaning_loads_it(indexed_seeds: Path) -> None:
    words = "the officials came without warning, said people living next door"
    assert {"openvino", "faiss"} <= imported("--library", indexed_seeds, "cite", words)


def test_importing_the_package_imports_nothing_heavy() -> None:
    probe = "import sys, askdocs; print(*{name.split('.')[0] for name in sys.modules})"
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert not set(done.stdout.split()) & {*HEAVY, "numpy", "faiss", "openvino", "click"}


def test_indexing_and_asking_touch_no_network(library: Path, cache: Path) -> None:
    for arguments in (["sync", "--rebuild"], ["ask", QUESTION]):
        command = [sys.executable, "-c", BLOCK_SOCKETS, "--library", str(library), *arguments]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done


def test_the_socket_block_blocks(tmp_path: Path) -> None:
    probe = BLOCK_SOCKETS.replace("sys.exit(run(sys.argv[1:]))", "socket.create_connection(('127.0.0.1', 9))")
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=False)
    assert "the network was touched" in done.stderr


def test_a_reader_that_goes_away_is_no_error(indexed_seeds: Path) -> None:
    command = f"{sys.executable} -m askdocs --library {indexed_seeds} show 01-inspection-at-herzliya.md | head -n 1"
    done = subprocess.run(["bash", "-o", "pipefail", "-c", command], capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert done.stdout.startswith("Title:")


def test_python_dash_m_runs_it(indexed_seeds: Path) -> None:
    command = [sys.executable, "-m", "askdocs", "--version"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.startswith("askdocs 0.")


def is_writing(library: Path) -> bool:
    """Whether a process holds the write lock."""
    (lock,) = (library / ".askdocs" / "index").glob("*lock*")
    with lock.open("r+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


@pytest.mark.parametrize("stage", ["--rebuild", "first"])
def test_ctrl_c_leaves_the_library_whole(library: Path, stage: str) -> None:
    for number in range(300):
        text = f"# Note {number}\n\n" + "\n\n".join(f"Sentence {line} of note {number} is here." for line in range(40))
        (library / "seeds" / f"note-{number}.md").write_text(text)
    command = [sys.executable, "-m", "askdocs", "--library", str(library), "sync"]
    if stage == "--rebuild":
        command.append(stage)
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=os.environ)
    while process.poll() is None and not is_writing(library):
        os.sched_yield()
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=120)
    assert process.returncode in (0, 130), err
    if process.returncode == 130:
        assert err.splitlines()[-1] == "askdocs: interrupted"
    done = subprocess.run(
        [sys.executable, "-m", "askdocs", "--library", str(library), "ask", "--no-sync", QUESTION],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "Herzliya" in done.stdout
