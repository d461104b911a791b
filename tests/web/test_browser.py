"""The chat in a real browser."""

from __future__ import annotations

import asyncio
import shutil
import zlib
from pathlib import Path

import pytest

from .conftest import Served
from .devtools import browsing

BROWSER = shutil.which("chromium")


def colours(png: bytes) -> int:
    """How many different bytes the image's lines hold: one or two where nothing was drawn."""
    lines, at = b"", 8
    while at < len(png):
        length = int.from_bytes(png[at : at + 4], "big")
        if png[at + 4 : at + 8] == b"IDAT":
            lines += png[at + 8 : at + 8 + length]
        at += length + 12
    return len(set(zlib.decompress(lines)))


@pytest.mark.skipif(BROWSER is None, reason="there is no Chromium here")
def test_a_question_is_answered_and_nothing_comes_from_elsewhere(served: Served, tmp_path: Path) -> None:
    async def run() -> None:
        assert BROWSER
        async with browsing(BROWSER, tmp_path / "profile") as page:
            await page.open(served.address)
            await page.until(lambda words: "Ask your documents" in words)
            while not await page.evaluate("document.activeElement.matches('.xterm-helper-textarea')"):
                pass  # each look is a round trip to the browser
            await page.type("who inspected NSO?")
            await page.press("Enter", 13)
            await page.until(lambda words: "Herzliya" in words)
            assert await page.evaluate("document.fonts.check('15px \"Roboto Mono\"')")
            assert colours(await page.screenshot()) > 20
            own = (served.address, f"ws{served.address.removeprefix('http')}", "data:")
            assert len(page.requested) >= 6
            assert [url for url in page.requested if not url.startswith(own)] == []
            assert page.failures == []

    asyncio.run(run())
