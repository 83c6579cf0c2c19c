"""What was handed out, as it is kept: what comes back whole, and every way in which the file can be no such thing."""

from __future__ import annotations

import io
import zipfile

import pytest

from handbook.new import origin
from handbook.new.origin import Origin, Unreadable

KEPT = Origin("0.7.0", "0.6.0", {"docs/Jansen & Zn. <Zuid> *Best*.md": b"Wij\r\nzeggen u.\r\n" * 100, "docs/img/a.png": b"\x00\xff\r\n"})


def test_what_is_kept_comes_back_to_the_byte() -> None:
    assert origin.read(KEPT.packed()) == KEPT
    assert KEPT.packed() == KEPT.packed()


def _marked(data: bytes, local: int, central: int, value: int) -> bytes:
    """The zip with another value in the same field of both heads of each file (APPNOTE.TXT, 4.3.7 and 4.3.12)."""
    changed = bytearray(data)
    for head, offset in ((b"PK\x03\x04", local), (b"PK\x01\x02", central)):
        at = changed.find(head)
        while at >= 0:
            changed[at + offset] = value
            at = changed.find(head, at + 4)
    return bytes(changed)


def _scrambled(data: bytes) -> bytes:
    """With other bytes where the first file is packed."""
    at = data.index(origin.TELLS.encode()) + len(origin.TELLS)
    return data[:at] + bytes(byte ^ 0xFF for byte in data[at : at + 2]) + data[at + 2 :]


def _with(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in files.items():
            packed.writestr(name, data)
    return buffer.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        KEPT.packed()[:-30],
        _scrambled(KEPT.packed()),
        _marked(KEPT.packed(), 6, 8, 1),
        *(_marked(KEPT.packed(), 8, 10, method) for method in (12, 14, 99)),
        _with({}),
        _with({origin.TELLS: b"\xff"}),
        _with({origin.TELLS: b"programma: 0.7.0\n"}),
    ],
    ids=["nothing", "cut off", "changed", "closed with a word", "bzip2", "lzma", "unknown", "empty", "no text", "half told"],
)
def test_what_is_no_origin_is_said_to_be_none(data: bytes) -> None:
    with pytest.raises(Unreadable):
        origin.read(data)


def test_what_would_fill_the_memory_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(origin, "LARGEST", 1000)
    with pytest.raises(Unreadable, match="meer dan"):
        origin.read(KEPT.packed())
