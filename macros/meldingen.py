"""A word for who keeps the handbook: what every message of the program means."""

from __future__ import annotations

from handbook.sources.data.accessibility_test import MEASURED
from handbook.sources.messages import Message, by_kind
from handbook.sources.printed import escape
from macros.plek import Plek

KINDS = {"fout": "Fout", "waarschuwing": "Waarschuwing", "voorbeeld": "Nog van het voorbeeld"}
SIGNS = frozenset("{}%#:")
JOINTS = frozenset("./_@=-<>\"'")
"""Behind these a line may end within what somebody typed: an address or a key is longer than the column of a phone."""


def meldingenlijst(plek: Plek) -> str:
    """Alle meldingen van het programma, per soort, met een voorbeeld en wat u dan doet."""
    parts = []
    for letters, about, found in by_kind():
        rows = "\n".join(map(_melding, found))
        # Marked as what nobody adopts: what another release says is no other text.
        parts.append(
            f'## {letters}: {about[0].lower()}{about[1:]} {{#{letters.lower()}}}\n\n<dl {MEASURED} class="meldingen">\n{rows}\n</dl>'
        )
    return "\n\n".join(parts)


def _melding(one: Message) -> str:
    where = f" bij <code>{melding_html(one.waar)}</code>" if one.waar else ""
    mend = f"<dd>{melding_html(one.doe)}</dd>" if one.doe else ""
    return f'<dt id="{one.code.lower()}">{one.code}: {melding_html(one.wat)}</dt>{mend}<dd>{KINDS[one.soort]}{where}</dd>'


def melding_html(text: str) -> str:
    """The text for HTML, with places where a line may end: between two signs of a template too, for none may look like one that was forgotten."""
    return "".join(f"{escape.html(sign)}{_end(sign, after)}" for sign, after in zip(text, [*text[1:], ""], strict=True))


def _end(sign: str, after: str) -> str:
    # Behind a space too, so that a telephone number is not tied: on a phone it is longer than the column.
    apart = (sign in "{}%" and after in SIGNS) or (sign in JOINTS and after.isalnum()) or (sign == " " and after.isdigit())
    return "<wbr>" if apart else ""
