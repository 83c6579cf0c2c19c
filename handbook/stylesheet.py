"""Knows how a style sheet is put together, and which of its rules can never apply."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

ALWAYS = frozenset({"admonition", "note", "warning", "md-button"})
"""Classes that the pages at the root may use, which borrow this version's look and are made later."""

STRING = r""""(?:[^"\\]|\\.)*+"|'(?:[^'\\]|\\.)*+'"""
COMMENT = r"/\*.*?\*/"
PIECE = re.compile(rf"{STRING}|{COMMENT}|url\((?:[^)\"'\\]|\\.)*+\)|[{{}};]", re.DOTALL)
DENSE = re.compile(rf"({STRING}|url\((?:[^)\"'\\]|\\.)*+\))|(?:{COMMENT}|\s)+", re.DOTALL)
GROUPS = ("@media", "@supports", "@layer", "@container")
"""At-rules with rules inside them."""

INSIDE = re.compile(r"\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)")
CLASS = re.compile(r"\.(-?[A-Za-z_][\w-]*)")
VALUE = re.compile(r"""\[(?:class|data-md-[a-z-]+)=["']?([\w-]+)["']?\]""")
ATTRIBUTE = re.compile(r"\[[^\]]*\]")
TOKEN = re.compile(rf"(?<=[{{{{;}}}}])(--[\w-]+):(?:{STRING}|url\((?:[^)\"'\\]|\\.)*+\)|[^;{{}}\"'])*+;?")
ASKED = re.compile(r"--[\w-]+(?![\w:-])")


def dense(css: str) -> str:
    """The same rules without comments, and with one space where white space was."""
    return DENSE.sub(_dense, css).strip() + "\n"


def _dense(match: re.Match[str]) -> str:
    if match[1]:
        return match[1]
    # A comment between two signs keeps them apart and is no space: `a/**/.b` is not `a .b`.
    return "\n" if "\n" in match[0] else " " if match[0][0].isspace() or match[0][-1].isspace() else "/**/"


def fitting(css: str, words: Collection[str]) -> str:
    """`css` without the selectors that ask for a class or a value of Material's attributes that is not among `words`."""
    return "".join(_fitting(css, words))


def without_unasked(css: str, asked: str) -> str:
    """`css` without the custom properties that nothing in `asked`, all style sheets and scripts of the site, reads."""
    names = set(ASKED.findall(asked))
    return TOKEN.sub(lambda m: m[0] if m[1] in names else "", css)


def _fitting(css: str, words: Collection[str]) -> Iterator[str]:
    for head, body in _rules(css):
        if body is None:
            yield head
        elif head.startswith(GROUPS):
            inside = fitting(body, words)
            if inside:
                yield f"{head}{{{inside}}}"
        elif head.startswith("@"):
            yield f"{head}{{{body}}}"
        else:
            kept = [selector for selector in _selectors(head) if _can_fit(selector, words)]
            if kept:
                yield f"{','.join(kept)}{{{body}}}"


def _rules(css: str) -> Iterator[tuple[str, str | None]]:
    """Each rule of the sheet as what stands before its braces and what in them; a statement without braces has None."""
    start, opened, depth = 0, 0, 0
    for piece in PIECE.finditer(css):
        sign = piece[0]
        if sign == "{":
            opened = opened if depth else piece.start()
            depth += 1
        elif sign == "}":
            depth -= 1
            if depth == 0:
                yield css[start:opened], css[opened + 1 : piece.start()]
                start = piece.end()
        elif sign == ";" and depth == 0:
            yield css[start : piece.end()], None
            start = piece.end()
    if css[start:].strip():
        yield css[start:], None


def _selectors(head: str) -> list[str]:
    """The selectors of a rule; a comma within brackets separates none."""
    parts: list[str] = [""]
    depth = 0
    for piece in re.split(r"([,()\[\]])", head):
        depth += piece in ("(", "[")
        depth -= piece in (")", "]")
        if piece == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += piece
    return parts


def _can_fit(selector: str, words: Collection[str]) -> bool:
    """Whether an element with names out of `words` may match; what stands in brackets, such as `:not(...)`, forbids nothing."""
    plain = INSIDE.sub("", selector)
    return all(name in words for name in VALUE.findall(plain)) and all(name in words for name in CLASS.findall(ATTRIBUTE.sub("", plain)))
