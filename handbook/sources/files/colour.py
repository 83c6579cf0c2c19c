"""Whether white letters are readable on a colour: contrast as WCAG 2.2 defines it."""

from __future__ import annotations

MINIMUM = 4.5
"""Contrast for text of ordinary size, WCAG 2.2 success criterion 1.4.3."""

Rgb = tuple[int, int, int]


def parse(text: str) -> Rgb:
    """`#rrggbb` as three numbers from 0 to 255; raises ValueError for anything else."""
    if len(text) != 7 or text[0] != "#":
        raise ValueError(text)
    red, green, blue = (int(text[i : i + 2], 16) for i in (1, 3, 5))
    return red, green, blue


def contrast_with_white(colour: Rgb) -> float:
    """From 1 (white on white) to 21 (white on black); https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio."""
    channels = [c / 255 for c in colour]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    luminance = sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
    return 1.05 / (luminance + 0.05)


def nearest_readable(colour: Rgb) -> str:
    """The lightest colour of the same hue and saturation that reaches the minimum, as `#rrggbb`."""
    low, high = 0.0, 1.0
    for _ in range(20):
        middle = (low + high) / 2
        if contrast_with_white(_darker(colour, middle)) >= MINIMUM:
            low = middle
        else:
            high = middle
    red, green, blue = _darker(colour, low)
    return f"#{red:02x}{green:02x}{blue:02x}"


def _darker(colour: Rgb, share: float) -> Rgb:
    red, green, blue = (int(c * share) for c in colour)
    return red, green, blue
