"""How a numbered paragraph says that it is advice: it begins with "Tip:", and who does not follow it breaks no rule."""

from __future__ import annotations

TIP = "Tip:"


def is_advice(text: str) -> bool:
    """Whether a paragraph with this text, without its number, is advice."""
    return text.lstrip().startswith(TIP)
