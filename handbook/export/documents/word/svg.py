"""Makes a picture of a drawing in SVG, which most word processors do not show."""

from __future__ import annotations

from functools import lru_cache

DOTS = 300
"""An inch."""

PAGE = '#set page(width: auto, height: auto, margin: 0pt, fill: none)\n#image(bytes(sys.inputs.drawing), format: "svg", width: 65mm)'


@lru_cache(4)
def png(drawing: bytes) -> bytes:
    """The drawing as PNG, 65 mm wide; b"" where it cannot be read, or where the optional part is not there."""
    try:
        import typst
    except ImportError:
        return b""
    try:
        # Its own letters only, which are the same everywhere.
        found = typst.compile(
            PAGE.encode(), format="png", ppi=DOTS, sys_inputs={"drawing": drawing.decode("utf-8")}, ignore_system_fonts=True
        )
    except (typst.TypstError, UnicodeDecodeError):
        return b""
    return bytes(found) if isinstance(found, bytes) else b""
