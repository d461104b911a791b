"""Reading files that others made: what is wrong in one is said in a line that names the place."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

from askdocs.errors import UsageError
from askdocs.library.question import usable

_T = TypeVar("_T")
_CALLED: Mapping[type, str] = {
    str: "text",
    int: "a whole number",
    bool: "true or false",
    list: "a list",
    dict: "fields",
}


def read_text(file: Path) -> str:
    """The characters of a UTF-8 file, its line ends as they are; a byte order mark is not one of them.

    Raises:
        UsageError: it cannot be read, or is not UTF-8.
    """
    try:
        return file.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise UsageError(f"cannot read {file}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{file} is not UTF-8 text (byte {error.start})", "Save it as UTF-8.") from error


def parsed(text: str, where: str) -> Any:
    """What a JSON text says.

    Raises:
        UsageError: it is not JSON.
    """
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        line = f", line {error.lineno}" if "\n" in text.strip() else ""
        raise UsageError(f"{where}{line} is not JSON: {error.msg}") from error
    except RecursionError as error:
        raise UsageError(f"{where} is not JSON that can be read: it is nested too deep") from error


def json_lines(text: str, name: str) -> Iterator[tuple[int, str, dict[str, Any]]]:
    """The objects of a JSON Lines text: each with its line, counted from 1, and how to name that place.

    Raises:
        UsageError: a line that is not blank holds anything else.
    """
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            where = f"{name}, line {number}"
            record = parsed(line, where)
            if not isinstance(record, dict):
                raise UsageError(f"{where} is not a JSON object")
            yield number, where, record


def question_of(record: object, where: str) -> str:
    """The field ``question``, as it can be asked.

    Raises:
        UsageError: it is missing, is not text, is empty or too long.
    """
    try:
        return usable(field(record, "question", str, where))
    except UsageError as error:
        raise error if error.message.startswith(where) else UsageError(f"{where}: {error.message}") from error


def field(record: object, name: str, kind: type[_T], where: str) -> _T:
    """A field of a JSON object.

    Args:
        record: the object.
        name: of the field.
        kind: what it must hold.
        where: the place, to begin the message with.

    Raises:
        UsageError: this is no object, the field is missing, or it holds something else.
    """
    if not isinstance(record, dict):
        raise UsageError(f"{where} is not a JSON object")
    if name not in record:
        raise UsageError(f"{where}: {name!r} is missing")
    value = record[name]
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise UsageError(f"{where}: {name!r} must be {_CALLED[kind]}, not {_shortly(value)}")
    return value


def _shortly(value: object) -> str:
    said = json.dumps(value, ensure_ascii=False)
    return said if len(said) <= 40 else f"{said[:39]}…"
