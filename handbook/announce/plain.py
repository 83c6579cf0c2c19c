"""A message in words alone, as any program can show it: what leads somewhere has its address behind it."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.announce.model import Line, Link, Message

OWN_PROGRAM = ("mailto:", "tel:")
"""Where the words themselves are the address."""


def text(message: Message) -> str:
    """The whole message without its subject."""
    return "\n\n".join(_blocks(message)) + "\n"


def _blocks(message: Message) -> Iterator[str]:
    if message.greeting:
        yield message.greeting
    yield from map(line, message.lead)
    if message.heading:
        yield message.heading
    for point in message.points:
        yield "\n".join([f"- {line(point.what)}", *(f"  {label}: {line(told)}" for label, told in point.told)])
    yield from map(line, message.rest)
    if message.closing:
        yield "\n".join(message.closing)


def line(parts: Line) -> str:
    """A sentence with its addresses, on one line whatever was typed: what stands on a line of its own is ours."""
    return " ".join("".join(part if isinstance(part, str) else _link(part) for part in parts).split())


def _link(link: Link) -> str:
    return link.words if link.to.startswith(OWN_PROGRAM) or link.words == link.to else f"{link.words} <{link.to}>"
