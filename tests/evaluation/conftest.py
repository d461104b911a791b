from __future__ import annotations

import pytest


class Notes(list[str]):
    """What a runner said, and how far it came."""

    def __init__(self) -> None:
        self.asked: list[tuple[int, int]] = []

    def note(self, message: str) -> None:
        self.append(message)

    def progress(self, stage: str, done: int, total: int) -> None:
        assert 0 <= done <= total
        if stage.endswith("asked"):
            self.asked.append((done, total))


@pytest.fixture
def notes() -> Notes:
    return Notes()
