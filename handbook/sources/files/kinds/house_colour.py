"""The colour of the organisation, on which white letters must be readable."""

from __future__ import annotations

from handbook.core.findings import quote
from handbook.sources.files import colour
from handbook.sources.files.kinds.value import text, wrong


def readable_colour(raw: object) -> str:
    """A colour as #rrggbb, in small letters, dark enough for white text."""
    value = text(raw)
    try:
        rgb = colour.parse(value)
    except ValueError:
        raise wrong(f"is geen kleur: {quote(value)}.", 'Schrijf een hekje en zes tekens, zoals "#1f4e79".') from None
    contrast = colour.contrast_with_white(rgb)
    if contrast < colour.MINIMUM:
        raise wrong(
            f"is te licht: witte letters op {value} hebben een contrast van {contrast:.1f}, en 4.5 is nodig.",
            f'De dichtstbijzijnde kleur die kan: "{colour.nearest_readable(rgb)}"',
        )
    return value.lower()
