"""What the kind of a revision means for who reads it, and whether people are asked again to confirm that they know the text."""

from __future__ import annotations

from collections.abc import Mapping

MATERIAL = "materieel"
EDITORIAL = "redactioneel"

MEANING: Mapping[str, str] = {
    MATERIAL: "Inhoudelijk: er verandert wat mag of moet. Daarom kan de vraag komen om opnieuw te bevestigen dat de tekst bekend is.",
    EDITORIAL: "Alleen redactioneel: de woorden veranderen, en wat mag of moet blijft hetzelfde. Niemand hoeft iets te doen of opnieuw te bevestigen.",
}
"""In sentences that address nobody: pages of the archive say them to readers of every form of address."""


def confirm_again(kind: str) -> bool:
    """Whether a revision of this kind is a reason to ask people again to confirm that they know the text."""
    return kind == MATERIAL
