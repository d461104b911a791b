"""Parts that are loaded when they are first needed, by whichever thread needs them first."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from threading import RLock
from typing import Any, Self, TypeVar, overload

_T = TypeVar("_T")


class loaded_once(cached_property[_T]):
    """A cached property that two threads may ask for at once: one computes it, the other waits for it.

    Since Python 3.12 a plain one would be computed by both.
    """

    def __init__(self, function: Callable[[Any], _T]) -> None:
        super().__init__(function)
        self._computing = RLock()

    @overload
    def __get__(self, instance: None, owner: type[Any] | None = None) -> Self: ...

    @overload
    def __get__(self, instance: object, owner: type[Any] | None = None) -> _T: ...

    def __get__(self, instance: object | None, owner: type[Any] | None = None) -> Self | _T:
        with self._computing:
            return super().__get__(instance, owner)
