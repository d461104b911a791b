"""The program behind one page: a process that lives as long as the page's websocket."""

from __future__ import annotations

import asyncio
import shlex
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

from aiohttp import WSCloseCode, WSMsgType, web
from textual_serve.app_service import AppService
from textual_serve.download_manager import DownloadManager

_DRIVER = "askdocs.web.driver:PipedDriver"
_PATIENCE = 5.0
"""Seconds that a program has to end by itself."""


class ChatService(AppService):
    """textual-serve's, which ends for certain, and closes the page's websocket when the program ends."""

    async def run(self) -> None:
        """Hand on what the program prints, until it ends."""
        await super().run()
        await self.remote_close()

    async def stop(self) -> None:
        """End the program: on request, and where that takes too long, without asking."""
        process = self._process
        if process is None:
            return
        try:
            async with asyncio.timeout(_PATIENCE):
                await super().stop()
                await process.wait()
        except TimeoutError:
            if process.returncode is None:
                process.kill()
                await process.wait()


class Services:
    """The programs that run now, one for each page that is open."""

    def __init__(self, arguments: Sequence[str]) -> None:
        """Keep what to run.

        Args:
            arguments: those of the command ``askdocs``.
        """
        # A shell starts it and is replaced by it, so that the process is the program's own.
        words = ["exec", "env", f"TEXTUAL_DRIVER={_DRIVER}", sys.executable, "-m", "askdocs", *arguments]
        self._command = shlex.join(words)
        self._downloads = DownloadManager()
        self._sockets: set[web.WebSocketResponse] = set()

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        """A websocket: what is typed goes to a program of its own, and what that prints comes back."""
        socket = web.WebSocketResponse(heartbeat=15)
        await socket.prepare(request)

        # A page that has gone must not keep its program from printing, else the program could not end.
        async def send_bytes(data: bytes) -> None:
            with suppress(ConnectionResetError):
                await socket.send_bytes(data)

        async def send_str(data: str) -> None:
            with suppress(ConnectionResetError):
                await socket.send_str(data)

        async def close() -> None:
            await socket.close()

        service = ChatService(
            self._command, write_bytes=send_bytes, write_str=send_str, close=close, download_manager=self._downloads
        )
        self._sockets.add(socket)
        try:
            await service.start(*_size(request.query))
            async for message in socket:
                if message.type is WSMsgType.TEXT:
                    await _hand_on(message.json(), service, socket)
        finally:
            self._sockets.discard(socket)
            await service.stop()
        return socket

    async def end(self) -> None:
        """Close every page's websocket, which ends its program."""
        await asyncio.gather(*(socket.close(code=WSCloseCode.GOING_AWAY) for socket in self._sockets))


async def _hand_on(message: Any, service: ChatService, socket: web.WebSocketResponse) -> None:
    """What textual-serve's page sends, to the program."""
    match message:
        case ["stdin", str(typed)]:
            await service.send_bytes(typed.encode("utf-8", "replace"))
        case ["resize", dict(size)]:
            await service.set_terminal_size(*_size(size))
        case ["ping", sent]:
            await socket.send_json(["pong", sent])
        case ["focus"]:
            await service.focus()
        case ["blur"]:
            await service.blur()


def _size(asked: Mapping[str, Any]) -> tuple[int, int]:
    """Columns and rows, within reason."""
    width, height = (
        min(int(text), most) if (text := str(asked.get(name))).isdecimal() and int(text) else usual
        for name, usual, most in (("width", 80, 1000), ("height", 24, 500))
    )
    return width, height
