"""One word out of a few, with the word that was probably meant for any other."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from types import MappingProxyType

from pydantic import BeforeValidator

from handbook.core.findings import quote
from handbook.sources.files.kinds.value import one_value, wrong


def choice(*options: str, meant: Mapping[str, str] = MappingProxyType({})) -> BeforeValidator:
    """One of `options`; `meant` maps other words that people type to the right one."""

    def check(raw: object) -> str:
        value = one_value(raw)
        if value not in options:
            typed = value.lower().removeprefix("de ").removeprefix("het ")
            near = difflib.get_close_matches(typed, [*options, *meant], 1)
            hint = f" Bedoelt u {meant.get(near[0], near[0])}?" if near else ""
            raise wrong(f"kent de waarde {quote(value)} niet.", f"Kies uit: {', '.join(options)}.{hint}")
        return str(value)

    return BeforeValidator(check)
