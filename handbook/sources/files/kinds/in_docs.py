"""A file in docs/, by its name: a picture, or any document."""

from __future__ import annotations

import re

from handbook.core.findings import quote
from handbook.sources.files.kinds.value import text, wrong
from handbook.sources.files.kinds.web import https

PICTURE = r"(?!docs/)[A-Za-z0-9_-]+(?:/[A-Za-z0-9_-]+)*\.(?:svg|png|jpe?g|webp)"
"""A picture file inside docs/, in a format that browsers show."""

DOCUMENT = r"(?!.*\.\.)[A-Za-z0-9_-]+(?:/[A-Za-z0-9_.-]+)*\.[A-Za-z0-9]+"
"""A file inside docs/ of any kind; whether it exists is checked elsewhere."""


def picture(raw: object) -> str:
    """The path of a picture inside docs/."""
    value = text(raw)
    if not re.fullmatch(PICTURE, value):
        inner = value.removeprefix("docs/")
        mend = f"Schrijf: {inner}" if re.fullmatch(PICTURE, inner) else 'Schrijf de plek in docs/, zoals "img/logo.svg".'
        raise wrong(f"is geen afbeelding in docs/ (.svg, .png, .jpg of .webp): {quote(value)}.", mend)
    return value


def document(raw: object) -> str:
    """The path of a file inside docs/, or an address on the web."""
    value = text(raw)
    if re.match(r"(?:[a-z]+:|www\.)", value, re.IGNORECASE):
        return https(raw)
    inner = value.removeprefix("docs/")
    if not re.fullmatch(DOCUMENT, inner):
        raise wrong(f"is geen link en geen bestand in docs/: {quote(value)}.", "Schrijf een adres met https:// of de plek in docs/.")
    if inner != value:
        raise wrong(f"noemt docs/, en dat staat er al voor: {quote(value)}.", f"Schrijf: {inner}")
    return value
