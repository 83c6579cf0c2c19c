"""The style sheet and the icon in the house colour, which no source file can hold."""

from __future__ import annotations

import re

from handbook.build.site import BuiltSite

FACTS_SHEET = "stijl/kleur.css"


ICON = "stijl/teken.svg"


BOOK = "M4 6.2c2.6-1 5.4-.8 8 .9 2.6-1.7 5.4-1.9 8-.9v11.6c-2.6-1-5.4-.8-8 .9-2.6-1.7-5.4-1.9-8-.9z"
"""An open book, twenty-four by twenty-four: what browsers draw beside the title."""


def stamp(site: BuiltSite) -> None:
    """Writes what no source can know: the house colour (`#rrggbb`) and the line under every printed page, and the icon in that colour."""
    colour, line = site.facts.facts.handboek.kleur, site.facts.printed_line
    sheet = site.root / FACTS_SHEET
    sheet.parent.mkdir(parents=True, exist_ok=True)
    sheet.write_text(f":root {{\n  --huiskleur: {colour};\n  --uitgave: {_css_string(line)};\n}}\n", "utf-8")
    drawing = (
        f'<rect width="24" height="24" rx="4" fill="{colour}"/><path d="{BOOK}M12 7.1v11.6" fill="none" stroke="#fff" stroke-width="1.7"/>'
    )
    (site.root / ICON).write_text(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">{drawing}</svg>\n', "utf-8")


def _css_string(text: str) -> str:
    """`text` as a string of CSS (https://www.w3.org/TR/css-syntax-3/#consume-string-token)."""
    return '"' + re.sub(r"[\"\\<\n]", lambda m: f"\\{ord(m[0]):06x}", text) + '"'
