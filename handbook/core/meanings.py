"""Where somebody reads what the code of a message means, and how that is said."""

from __future__ import annotations

from dataclasses import dataclass

SENTENCE = "Wat een melding betekent, leest u in het handboek. Typ make site, en open daar /concept/beheer/meldingen/."


@dataclass(frozen=True)
class Meanings:
    """`draft` is the address of that page below the folder of a draft, and `site` where a published text has it; each empty where it is not there."""

    draft: str = ""
    site: str = ""

    @property
    def sentence(self) -> str:
        """What is said once, below all messages."""
        return SENTENCE if self.draft else ""

    def on_site(self, code: str) -> str:
        """The published address of what the code means; empty where there is none."""
        return f"{self.site}#{code.lower()}" if self.site else ""

    def in_draft(self, code: str) -> str:
        """Likewise below the folder of a draft."""
        return f"{self.draft}#{code.lower()}" if self.draft else ""
