"""The server as a process, and what it lets pass."""

from __future__ import annotations

import asyncio
import re
import signal
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urljoin

import aiohttp
import pytest

from .conftest import Served, serving, wait_for_end


class Response(NamedTuple):
    status: int
    text: str
    headers: dict[str, str]


def get(address: str, method: str = "GET", **headers: str) -> Response:
    async def run() -> Response:
        async with aiohttp.ClientSession() as session, session.request(method, address, headers=headers) as response:
            return Response(response.status, await response.text("latin-1"), dict(response.headers))

    return asyncio.run(run())


def test_the_page_and_all_that_it_loads_come_from_here(served: Served) -> None:
    page = get(served.address)
    assert page.status == 200
    assert page.headers["Content-Type"].startswith("text/html")
    style = get(urljoin(served.address, "page.css")).text
    assets = re.findall(r'(?:href|src)="([^"]+)"', page.text) + re.findall(r'url\("([^"]+)"\)', style)
    assert {"textual.js", "page.css", "xterm.css", "regular.ttf", "italic.ttf"} <= set(assets)
    for asset in assets:
        assert asset.startswith("data:") or get(urljoin(served.address, asset)).status == 200
    named = re.findall(r"\w+://[^\s\"')]+", page.text + style)
    assert named == [f"ws{served.address.removeprefix('http')}ws"]


@pytest.mark.parametrize("path", ["", "ws", "textual.js", "nothing"])
def test_without_the_token_everything_is_refused_alike(served: Served, path: str) -> None:
    for address in (f"{served.origin}/{path}", f"{served.origin}/{'x' * 43}/{path}"):
        refused = get(address)
        assert refused.status == 403
        assert refused.text.count("\n") == 1 and "token" in refused.text
        assert refused.headers["Content-Type"].startswith("text/plain")


def test_a_name_that_leads_here_is_refused(served: Served) -> None:
    host = f"evil.example:{served.port}"
    assert get(served.address, Host=host).status == 403
    assert get(served.address, Host=f"localhost:{served.port}").status == 200


def test_another_page_is_refused(served: Served) -> None:
    assert get(served.address, Origin="http://evil.example").status == 403
    assert get(served.address, Origin=served.origin).status == 200


def test_nothing_else_is_served(served: Served) -> None:
    for path in ("nothing", "static/js/textual.js", "../pyproject.toml", "%2e%2e/server.py", "download/key"):
        assert get(served.address + path).status in (403, 404)
    assert get(served.address, method="POST").status == 405


def test_every_response_forbids_what_is_not_needed(served: Served) -> None:
    for path in ("", "textual.js", "nothing"):
        headers = get(served.address + path).headers
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert headers["X-Content-Type-Options"] == "nosniff"


def test_only_this_machine_is_listened_to(served: Served) -> None:
    rows = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    rows += [line.split() for line in Path("/proc/net/tcp6").read_text().splitlines()[1:]]
    listening = [row[1] for row in rows if row[3] == "0A" and row[1].endswith(f":{served.port:04X}")]
    assert listening == [f"0100007F:{served.port:04X}"]


def test_a_websocket_must_come_from_the_page(served: Served) -> None:
    async def refused(**headers: str) -> int:
        async with aiohttp.ClientSession() as session:
            with pytest.raises(aiohttp.WSServerHandshakeError) as failure:
                await session.ws_connect(served.address + "ws", headers=headers)
            return failure.value.status

    for headers in ({}, {"Origin": "http://evil.example"}, {"Origin": "null"}, {"Origin": "http://127.0.0.1:1"}):
        assert asyncio.run(refused(**headers)) == 403
    assert served.children() == []


async def opened(session: aiohttp.ClientSession, served: Served) -> aiohttp.ClientWebSocketResponse:
    """A websocket as the page opens it, behind which the program has printed something."""
    address = f"{served.address}ws?width=100&height=30"
    socket = await session.ws_connect(address, headers={"Origin": served.origin})
    assert (await socket.receive()).type is aiohttp.WSMsgType.BINARY
    return socket


def test_each_page_has_a_program_that_ends_with_it(served: Served) -> None:
    async def run() -> None:
        async with aiohttp.ClientSession() as session:
            socket = await opened(session, served)
            (child,) = served.children()
            assert b"askdocs" in Path(f"/proc/{child}/cmdline").read_bytes()
            await socket.close()
            await asyncio.to_thread(wait_for_end, child)

    asyncio.run(run())


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_the_end_of_the_server_ends_its_programs(ending: signal.Signals) -> None:
    async def run() -> None:
        with serving("--samples") as served:
            async with aiohttp.ClientSession() as session:
                first, _ = await opened(session, served), await opened(session, served)
                children = served.children()
                assert len(children) == 2
                served.process.send_signal(ending)
                async for _ in first:
                    pass
            assert await asyncio.to_thread(served.process.wait) == (-ending if ending == signal.SIGKILL else 0)
            for child in children:
                await asyncio.to_thread(wait_for_end, child)

    asyncio.run(run())
