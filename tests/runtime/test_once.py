from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from askdocs.runtime.once import loaded_once


class Owner:
    def __init__(self, failures: int = 0) -> None:
        self.computed = 0
        self.failures = failures

    @loaded_once
    def part(self) -> object:
        self.computed += 1
        time.sleep(0.02)
        if self.computed <= self.failures:
            raise ValueError("not yet")
        return object()


def test_threads_that_need_it_at_once_get_the_same() -> None:
    owner, start = Owner(), threading.Barrier(4)

    def need(_: int) -> object:
        start.wait()
        return owner.part

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(need, range(4)))) == 1
    assert owner.computed == 1


def test_each_owner_has_its_own_and_may_drop_it() -> None:
    one, other = Owner(), Owner()
    first = one.part
    assert other.part is not first
    assert one.part is first
    del one.part
    assert one.part is not first


def test_a_failure_is_not_kept() -> None:
    owner = Owner(failures=1)
    with pytest.raises(ValueError, match="not yet"):
        _ = owner.part
    assert owner.part is owner.part
    assert owner.computed == 2
