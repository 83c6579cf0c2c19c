"""A file as lines that can be compared, whatever ends them: one that was typed on Windows is no other text, and stays as it was typed."""

from __future__ import annotations

from dataclasses import dataclass

BOM = "\ufeff"


@dataclass(frozen=True)
class Typed:
    """The text with a plain end behind every line, and how the file has it."""

    text: str
    crlf: bool = False
    bom: bool = False
    ended: bool = True

    @classmethod
    def of(cls, data: bytes | None) -> Typed | None:
        """None where there is no file, or where it holds no text."""
        if data is None or b"\0" in data:
            return None
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            return None
        # Where only some lines end as on Windows, those lines are theirs.
        bom, crlf = text.startswith(BOM), 0 < text.count("\n") == text.count("\r\n")
        text = text.removeprefix(BOM)
        text = text.replace("\r\n", "\n") if crlf else text
        ended = text.endswith("\n") or not text
        return cls(text if ended else f"{text}\n", crlf, bom, ended)

    def like(self, text: str) -> bytes:
        """Another text, with the ends and the beginning that this file has."""
        text = text if self.ended else text.removesuffix("\n")
        text = text.replace("\n", "\r\n") if self.crlf else text
        return ((BOM if self.bom else "") + text).encode()


def same(one: bytes | None, other: bytes | None) -> bool:
    """Whether two files say the same; two that are not there do."""
    if one == other:
        return True
    first, second = Typed.of(one), Typed.of(other)
    return first is not None and second is not None and first.text == second.text
