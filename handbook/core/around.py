"""The boxes that stand around a rule and answer what a reader asks next: each has a word of its own, and none of them is a rule."""

from __future__ import annotations

from typing import Literal

Around = Literal["gebeurd", "gevolg", "leiding", "hulp"]

AROUND: dict[Around, str] = {
    "gebeurd": "wat u doet als het al gebeurd is",
    "gevolg": "wat u kan gebeuren",
    "leiding": "wat uw leidinggevende mag vragen",
    "hulp": "wie u helpt",
}
"""What each box tells, by its word, in the order in which they stand: `??? gebeurd "Is het al gebeurd?"`."""

FURTHER = "ook-lezen"
"""The class of what leads on from an article, below its boxes. It is no text of the article: a new dilemma leaves every article as it was."""
