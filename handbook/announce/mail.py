"""A message as a mail: a draft to open in Outlook, and the same as HTML and as text for any other program."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from email import policy
from email.message import EmailMessage

from handbook.announce import plain, web
from handbook.announce.model import Length, Message

LENGTH = Length(points=5, words=200, letter=True)


def shown(message: Message) -> str:
    """The subject and the text."""
    return f"Onderwerp: {message.subject}\n\n{plain.text(message)}"


def files(message: Message) -> Mapping[str, bytes]:
    """The draft, the HTML and the text."""
    html, text = web.render("mail", message), plain.text(message)
    return {".eml": draft(message.subject, text, html), ".html": html.encode(), ".txt": shown(message).encode()}


def draft(subject: str, text: str, html: str) -> bytes:
    """A mail without sender or receiver that Outlook opens as one to send; the same message is the same bytes."""
    mail = EmailMessage(policy=policy.SMTP)
    mail["X-Unsent"] = "1"
    mail["Subject"] = subject
    # Without any of 8 bits: servers and programs of every age take it.
    mail.set_content(text, cte="quoted-printable")
    mail.add_alternative(html, subtype="html", cte="quoted-printable")
    digest = hashlib.sha256(f"{subject}\0{text}\0{html}".encode()).hexdigest()
    mail.set_boundary(f"=_bericht_{digest[:32]}")
    return mail.as_bytes()
