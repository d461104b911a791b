"""The server: a page, what the page loads, and the websocket to the program behind it."""

from __future__ import annotations

import asyncio
import re
import signal
import socket
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from pathlib import Path

import textual_serve
from aiohttp import web

from askdocs.errors import UsageError
from askdocs.web.guard import ADDRESS, Guard
from askdocs.web.service import Services

_OWN = Path(__file__).parent / "page"
_SERVED = Path(textual_serve.__file__).parent / "static"
_FILES = {
    "page.css": _OWN / "page.css",
    "page.js": _OWN / "page.js",
    "xterm.css": _SERVED / "css" / "xterm.css",
    "textual.js": _SERVED / "js" / "textual.js",
    "regular.ttf": _SERVED / "fonts" / "RobotoMono-VariableFont_wght.ttf",
    "italic.ttf": _SERVED / "fonts" / "RobotoMono-Italic-VariableFont_wght.ttf",
}
"""What the page loads, by what follows the token."""
_PATIENCE = 15.0
"""Seconds until what still runs is cut off: more than a program takes to end."""

_Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def serve(arguments: Sequence[str], port: int, announce: Callable[[str], None]) -> None:
    """Serve the chat until the process is interrupted or told to end.

    Args:
        arguments: those of ``askdocs`` that open the chat.
        port: to listen on; 0 for one that is free.
        announce: is told the address once it answers.

    Raises:
        UsageError: the port is taken.
    """
    with _listening(port) as bound:
        guard = Guard(bound.getsockname()[1])
        asyncio.run(_serve(application(guard, Services(arguments)), bound, partial(announce, guard.address)))


def application(guard: Guard, services: Services) -> web.Application:
    """What answers: the guard before everything, then the page's files and the websocket."""

    @web.middleware
    async def guarded(request: web.Request, handler: _Handler) -> web.StreamResponse:
        refusal = guard.refusal(
            request.path,
            request.headers.getall("Host", []),
            request.headers.getall("Origin", []),
            websocket=request.path == guard.path + "ws",
        )
        return web.Response(status=403, text=refusal + "\n") if refusal else await handler(request)

    async def page(request: web.Request) -> web.Response:
        html = (_OWN / "index.html").read_text(encoding="utf-8")
        socket = f"ws://{request.host}{guard.path}ws"
        return web.Response(text=html.replace("{websocket}", socket), content_type="text/html")

    async def file(request: web.Request) -> web.FileResponse:
        return web.FileResponse(_FILES[request.match_info["name"]])

    async def protect(_: web.Request, response: web.StreamResponse) -> None:
        response.headers.update(guard.headers)

    async def end(_: web.Application) -> None:
        await services.end()

    app = web.Application(middlewares=[guarded])
    names = "|".join(map(re.escape, _FILES))
    app.router.add_get(guard.path, page)
    app.router.add_get(guard.path + "ws", services.serve)
    app.router.add_get(f"{guard.path}{{name:{names}}}", file)
    app.on_response_prepare.append(protect)
    app.on_shutdown.append(end)
    return app


async def _serve(app: web.Application, bound: socket.socket, announce: Callable[[], None]) -> None:
    """Answer until a signal comes, and end everything that was started."""
    ended = asyncio.Event()
    loop = asyncio.get_running_loop()
    for each in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(each, ended.set)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=_PATIENCE)
    try:
        await runner.setup()
        await web.SockSite(runner, bound).start()
        announce()
        await ended.wait()
    finally:
        await runner.cleanup()


def _listening(port: int) -> socket.socket:
    """A socket of this machine's own address.

    Args:
        port: which one; 0 for one that is free.

    Raises:
        UsageError: the port is taken.
    """
    try:
        return socket.create_server((ADDRESS, port))
    except OSError as error:
        raise UsageError(
            f"port {port} cannot be used: {error.strerror}", "Leave --port out, and a free one is taken."
        ) from error
