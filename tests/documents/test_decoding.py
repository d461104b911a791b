"""Bytes to characters."""

from __future__ import annotations

import codecs

import pytest

from askdocs.documents.decoding import decode
from askdocs.errors import DocumentError

TEXT = "Ministers of Israel’s government came – “at once”, said Ana.\r\n\r\nÉté: 日本 👩‍👩‍👧 שלום\u00a0\ufeff."


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (b"", "utf-16-le"),
        (b"", "utf-16-be"),
    ],
)
def test_unicode_is_told_and_its_mark_is_no_text(mark: bytes, encoding: str) -> None:
    assert decode(mark + TEXT.encode(encoding), "a") == TEXT


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Le café était fermé à Noël. Ça va?", "cp1252"),
        ("The price was £50.", "latin-1"),
        ("“We can’t say,” he said – naïvely.", "cp1252"),
        ("Die Größe der Straße überrascht häufig.", "cp1252"),
        ("Правительство объявило о переносе выборов на следующий год.", "cp1251"),
        ("Zażółć gęślą jaźń, powiedział rzecznik rządu w środę.", "cp1250"),
        ("Η κυβέρνηση ανακοίνωσε σήμερα ότι οι εκλογές αναβάλλονται.", "cp1253"),
        ("政府は今日、選挙を延期すると発表した。", "shift_jis"),
    ],
)
def test_older_encodings_are_recognised(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "a") == text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \r\n\t", "empty"),
        (codecs.BOM_UTF8, "empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "binary"),
        (b"\x01\x02\x03\x04abc", "binary"),
        (b"text with a \x00 in it", "binary"),
        (b"\xe9\x00" * 3 + b"\xff", "binary"),
        ("Un été. L’hiver. Noël\n".encode() * 9 + b"\xe9 damaged", "damaged at byte 243 .line 10."),
        (codecs.BOM_UTF16_LE + b"a\x00b", "damaged UTF-16-LE"),
    ],
)
def test_what_is_no_text_is_refused_by_name_and_reason(data: bytes, reason: str) -> None:
    with pytest.raises(DocumentError, match=f"^a/b.txt .*{reason}"):
        decode(data, "a/b.txt")
