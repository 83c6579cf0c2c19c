"""What `handbook test` looked at, and what it left out because its article went or the facts do not ask for it: that is counted, and is no mistake."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Count:
    """Numbers of questions asked; `gone` are the ids of articles that are no longer there, `elsewhere` the ends that other facts would give."""

    situations: int = 0
    aids: int = 0
    rest: int = 0
    gone: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)

    def sentence(self) -> str:
        """What is told of it where nothing is wrong."""
        told = f"Getoetst: {self.situations} situaties, {self.aids} keuzehulpen, {self.rest} onderwerpen, dilemma's en oude adressen."
        told += f" Overgeslagen, want het artikel is er niet: {', '.join(self.gone)}." if self.gone else ""
        return told + (f" Overgeslagen, want het einde hoort niet bij uw gegevens: {', '.join(self.elsewhere)}." if self.elsewhere else "")
