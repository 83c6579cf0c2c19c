"""What is compiled once and used again: test modules, with the asserts of pytest in them, and the words of the handbooks that tests draw."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import CodeType
from typing import Any


@contextmanager
def kept(folder: Path) -> Iterator[None]:
    """Meanwhile this process keeps in `folder` what it compiles, where the machine wants no compiled files beside the sources.

    Python and pytest take one only for a source of the same time and size. No process that tests start learns of the folder:
    handbooks that they draw share their times, and may differ.
    """
    before = sys.dont_write_bytecode, sys.pycache_prefix
    if before == (True, None):
        sys.dont_write_bytecode, sys.pycache_prefix = False, str(folder)
    try:
        yield
    finally:
        sys.dont_write_bytecode, sys.pycache_prefix = before


def remember() -> None:
    """From here on this process, and those that are forked from it, compile no module twice: drawn handbooks share their words, and each build compiled them."""
    anew, known = SourceFileLoader.source_to_code, dict[Any, CodeType]()

    def source_to_code(self: SourceFileLoader, data: Any, path: Any) -> CodeType:
        if data not in known:
            known[data] = anew(self, data, path)
        return _at(str(path), known[data])

    SourceFileLoader.source_to_code = source_to_code  # type: ignore[assignment]


def _at(path: str, code: CodeType) -> CodeType:
    """The same code, of the file at this path."""
    return code.replace(co_filename=path, co_consts=tuple(_at(path, one) if isinstance(one, CodeType) else one for one in code.co_consts))
