"""A file's bytes to characters.

UTF-8 is the rule. UTF-16 is told by its byte order mark, or by the zero bytes of its Latin letters. Anything
else is an older encoding, which is guessed from the bytes; the guess leans to Windows-1252, since in a
short text the others differ from it too little to be told apart.
"""

from __future__ import annotations

import codecs
import re

from askdocs.errors import DocumentError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# What a text in an older encoding is likely to be in; without this list a short French text is found to be
# Central European for the Macintosh.
_OLDER = ["cp1252", "cp1254", "cp1250", "cp1251", "koi8_r", "cp1253", "cp932", "euc_jp", "gb18030", "big5", "cp949"]
_SAMPLE = 1 << 16

_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_HINT = "Save it as UTF-8 text and try again."
_BINARY = "Markdown and plain text are read; save it as one of them."


def decode(data: bytes, name: str) -> str:
    """The file's characters, without a byte order mark.

    Raises:
        DocumentError: the file is empty, binary, or damaged text.
    """
    encoding, body = _told_encoding(data)
    try:
        text = body.decode(encoding or "utf-8")
    except UnicodeDecodeError as error:
        if encoding:
            where = f"byte {len(data) - len(body) + error.start}"
            raise DocumentError(f"{name} is damaged {encoding.upper()} text ({where})", _HINT) from error
        text = _decode_older(data, name, error)
    if not text.strip():
        raise DocumentError(f"{name} is empty")
    if "\0" in text or 10 * len(_CONTROL.findall(text)) > len(text):
        raise DocumentError(f"{name} is a binary file, not text", _BINARY)
    return text


def _told_encoding(data: bytes) -> tuple[str | None, bytes]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding, data[len(mark) :]
    sample = data[: 2 * (min(len(data), _SAMPLE) // 2)]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if len(data) % 2 == 0 and max(even, odd) > 0.4 * len(sample) / 2 and min(even, odd) < 0.05 * len(sample) / 2:
        return ("utf-16-le" if odd > even else "utf-16-be"), data
    return None, data


def _decode_older(data: bytes, name: str, error: UnicodeDecodeError) -> str:
    if b"\0" in data:
        raise DocumentError(f"{name} is a binary file, not text", _BINARY) from error
    if _mostly_utf8(data):
        line = data.count(b"\n", 0, error.start) + 1
        message = f"{name} is UTF-8 text, damaged at byte {error.start} (line {line})"
        raise DocumentError(message, _HINT) from error
    from charset_normalizer import from_bytes

    sample = data[:_SAMPLE]
    matches = from_bytes(sample, cp_isolation=_OLDER)
    found = [encoding for match in matches for encoding in (match.encoding, *match.could_be_from_charset)]
    if not found:
        raise DocumentError(f"{name} is in an unknown encoding, or not text", _HINT) from error
    encoding = "cp1252" if "cp1252" in found and found[0] != "cp1254" else found[0]
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as other:
        raise DocumentError(f"{name} is in an unknown encoding, or not text", _HINT) from other


def _mostly_utf8(data: bytes) -> bool:
    """Whether most of what is not ASCII is well-formed UTF-8: then the rest is damage, not another encoding."""
    text = data.decode("utf-8", "replace")
    damaged = text.count("\ufffd")
    return len(text) - len(text.encode("ascii", "ignore")) > 2 * damaged
