"""Finds where a document refers to its own articles by number, and makes those references follow the article."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from handbook.imports.characters import escaped
from handbook.imports.notes import KEPT_SPACE, Notes

CITED = re.compile(r"\b(?P<word>[Aa]rtikel|[Aa]rt\.) ?(?P<number>\d+(?:\.\d+)?[a-z]?)(?![\w:]|\.\d)")
LAW = re.compile(
    r"(?:,? ?(?:lid \d+|(?:eerste|tweede|derde|vierde|vijfde|zesde) lid|(?:aanhef en )?(?:onder|sub) [a-z\d]))*,? ?"
    r"(?:van )?(?:de |het |deze )?(?:[A-Z]{2,}|AVG|Awb|Grondwet|[Bb]esluit|[Rr]egeling|[Cc]ao|cao|\w*wet\b|[Ww]et|Wetboek|Algemene|Europees|Burgerlijk|Uitvoeringswet|[Vv]erordening)"
)
"""What follows an article of a law."""


@dataclass
class References:
    """The articles of the document: their ids by the number that was typed; None for a number that two of them have."""

    ids: Mapping[str, str | None] = field(default_factory=dict)

    def written(self, text: str, notes: Notes) -> str:
        """The text in Markdown, its references as words that print the number of now."""
        done, at = "", 0
        for match in CITED.finditer(text):
            if LAW.match(text, match.end()):
                continue
            done += escaped(text[at : match.start()])
            done += self._one(match, notes)
            at = match.end()
        return done + escaped(text[at:])

    def _one(self, match: re.Match[str], notes: Notes) -> str:
        id_ = self.ids.get(match["number"])
        if id_ is None:
            if match["number"] in self.ids or self.ids:
                said = f'Hier staat "{match[0]}", en dat is geen artikel uit dit document, of het zijn er twee.'
                return notes.here(said, "Verwijs naar een artikel met {{ art('naam-van-het-artikel') }}.") + escaped(match[0])
            return escaped(match[0])
        begin = ", begin=true" if match["word"][0] == "A" else ""
        # What stands between braces is not to be broken over two lines.
        return f"{{{{ art('{id_}'{begin}) }}}}".replace(" ", KEPT_SPACE)
