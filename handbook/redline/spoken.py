"""Whether words differ by nothing but how a reader is spoken to: with u or with je."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

FORMAL, FAMILIAR = "u", "je"

NAME = "handboek.aanspreekvorm"
"""The fact that chooses between them."""

SAID: Mapping[str, tuple[str, ...]] = {
    "u": ("je", "jij", "jou", "jullie"),
    "uw": ("je", "jouw"),
    "uwe": ("jouwe",),
    "uws": ("jouws",),
    "uzelf": ("jezelf",),
    "zich": ("je",),
    "alstublieft": ("alsjeblieft",),
    "heeft": ("hebt", "heb"),
    "kunt": ("kan",),
    "zult": ("zal",),
}
"""Words of a text with u, and what stands for them in one with je; a verb in front of u only loses its t."""


def alike(old: Sequence[str], new: Sequence[str], form: str) -> bool:
    """Whether these words, of which the old ones stand in a text with `form`, say the same to who is spoken to."""
    formal, familiar = (old, new) if form == FORMAL else (new, old)
    return bool(old) and len(old) == len(new) and all(map(_same, formal, familiar))


def _same(formal: str, familiar: str) -> bool:
    one, other = formal.lower(), familiar.lower()
    # Gaat u, ga je.
    return one == other or other in SAID.get(one, ()) or one == f"{other}t" or (other.endswith("a") and one == f"{other}at")
