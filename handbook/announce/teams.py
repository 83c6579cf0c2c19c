"""A message as a post in Teams: short, with the few marks that it keeps of what is pasted from a browser.

Those are bold words, a list and links. Signs of Markdown are not among them: Teams takes those only while somebody types, so the text holds
none, and of what authors typed no sign can become a mark.
"""

from __future__ import annotations

from collections.abc import Mapping

from handbook.announce import plain, web
from handbook.announce.model import Length, Message

LENGTH = Length(points=3, words=120, short=True)


def shown(message: Message) -> str:
    """The text to paste, which begins with what it is about."""
    return f"{message.subject}\n\n{plain.text(message)}"


def files(message: Message) -> Mapping[str, bytes]:
    """A page to open, select and copy, and the text."""
    return {".html": web.render("teams", message).encode(), ".txt": shown(message).encode()}
