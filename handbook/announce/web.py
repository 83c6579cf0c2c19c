"""The templates in which a message becomes HTML: whatever anybody typed is escaped, and only our own tags and inline styles stand in it.

They are written by hand and need no inliner such as css-inline or premailer: there is one layout of a handful of elements, and a tool that
moves a style sheet into attributes would leave what it cannot move (media queries, classes) for Outlook's Word engine to drop.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from handbook.announce.model import Message

LOOKS = Path(__file__).with_name("looks")


def render(name: str, message: Message) -> str:
    """The message in the template `name`.html."""
    return _environment().get_template(f"{name}.html").render(message=message)


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(LOOKS),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
