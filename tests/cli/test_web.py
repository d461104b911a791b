from __future__ import annotations

import socket
import sys

import pytest

from .conftest import Askdocs


def test_without_the_extra_one_line_says_how_to_get_it(askdocs: Askdocs, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith(("askdocs.web", "textual_serve"))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "textual_serve", None)
    result = askdocs("web")
    assert result.code == 2
    assert result.out == ""
    assert result.err.splitlines() == [
        "askdocs: `askdocs web` needs textual-serve, which is not installed",
        '  pip install "askdocs[web]"',
    ]


def test_a_port_that_is_taken_is_said(askdocs: Askdocs) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = askdocs("web", "--port", str(port))
    assert result.code == 2
    assert f"port {port} cannot be used" in result.err
