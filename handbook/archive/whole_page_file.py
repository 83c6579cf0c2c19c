"""Where the one page with the whole text of a version stands, and how its places are named after those of the version."""

from __future__ import annotations

WHOLE = "volledig/"
WHOLE_PAGE = f"{WHOLE}index.html"


def place(address: str) -> str:
    """The id on the page of what stands at an address within the version: `regels/prive/#likes` is `regels/prive/:likes`.

    No address of another page looks like it, so a link never means both.
    """
    return address.replace("#", ":") or "start"


def address_of(id_: str) -> str:
    """The address within the version of what stands on the page at an id."""
    return "" if id_ == "start" else id_.replace(":", "#", 1)
