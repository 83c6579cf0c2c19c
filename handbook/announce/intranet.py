"""A message as an item on the intranet: a fragment of clean HTML, to which the site gives its own look."""

from __future__ import annotations

from collections.abc import Mapping

from handbook.announce import web
from handbook.announce.model import Length, Message

LENGTH = Length(points=5, words=200)


def shown(message: Message) -> str:
    """The fragment."""
    return web.render("intranet", message)


def files(message: Message) -> Mapping[str, bytes]:
    """The fragment in a file."""
    return {".html": shown(message).encode()}
