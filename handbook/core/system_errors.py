"""What the operating system says went wrong with a file or a connection, in Dutch."""

from __future__ import annotations

import errno
import socket

NO_RIGHTS, NO_WAY = "u heeft daar de rechten niet voor", "deze computer komt daar niet"

WORDS = {
    errno.ENOSPC: "de schijf is vol",
    errno.EDQUOT: "uw ruimte op de schijf is op",
    errno.EFBIG: "het bestand is te groot voor deze schijf",
    errno.EACCES: NO_RIGHTS,
    errno.EPERM: NO_RIGHTS,
    errno.EROFS: "op deze schijf kan niets worden geschreven",
    errno.EIO: "de schijf geeft een fout",
    errno.ENOENT: "dat bestaat niet",
    errno.ENOTDIR: "een deel van de naam is een bestand en geen map",
    errno.EISDIR: "dat is een map",
    errno.EEXIST: "daar staat al iets",
    errno.ENOTEMPTY: "de map is niet leeg",
    errno.EXDEV: "het staat op een andere schijf",
    errno.ENAMETOOLONG: "de naam is te lang",
    errno.ELOOP: "een verwijzing op de schijf leidt naar zichzelf",
    errno.EINVAL: "dat kan op deze schijf niet",
    errno.EBUSY: "een ander programma gebruikt het",
    errno.ETXTBSY: "een ander programma gebruikt het",
    errno.EMFILE: "er staan te veel bestanden open",
    errno.ENFILE: "er staan te veel bestanden open",
    errno.ENOMEM: "het geheugen is vol",
    errno.EADDRINUSE: "een ander programma gebruikt haar al",
    errno.EADDRNOTAVAIL: "dat adres hoort niet bij deze computer",
    errno.ECONNREFUSED: "daar antwoordt geen programma",
    errno.ECONNRESET: "de verbinding werd verbroken",
    errno.EPIPE: "de verbinding werd verbroken",
    errno.ETIMEDOUT: "er kwam geen antwoord",
    errno.EHOSTUNREACH: NO_WAY,
    errno.ENETUNREACH: NO_WAY,
}

NAMES = {
    socket.EAI_NONAME: "die naam bestaat niet op het internet",
    socket.EAI_AGAIN: "de naam is nu niet op te zoeken",
    socket.EAI_FAIL: "de naam is nu niet op te zoeken",
}
"""Of a name of a computer, which has numbers of its own."""


ROOM, RIGHTS, CLOSE = (
    "Maak ruimte, en probeer het opnieuw.",
    "Kies een andere plek, of vraag uw beheerder om de rechten.",
    "Sluit het daar, en probeer het opnieuw.",
)

WAYS_OUT = {
    errno.ENOSPC: ROOM,
    errno.EDQUOT: ROOM,
    errno.EFBIG: ROOM,
    errno.EACCES: RIGHTS,
    errno.EPERM: RIGHTS,
    errno.EROFS: RIGHTS,
    errno.EBUSY: CLOSE,
    errno.ETXTBSY: CLOSE,
    errno.ENAMETOOLONG: "Kies een kortere naam.",
    errno.ELOOP: "Kies een andere plek.",
    errno.EIO: "Kies een andere schijf, en vraag uw beheerder deze na te kijken.",
    errno.EMFILE: "Sluit andere programma's, en probeer het opnieuw.",
    errno.ENFILE: "Sluit andere programma's, en probeer het opnieuw.",
    errno.ENOMEM: "Sluit andere programma's, en probeer het opnieuw.",
}
"""What to do where a computer refuses, whatever a command was doing; any other number may be a mistake of this program."""


def refusal(error: OSError) -> str | None:
    """What the computer refused and what to do, in Dutch; None where nobody can tell that it is not a mistake of this program."""
    way = WAYS_OUT.get(error.errno or 0)
    where = f" ({error.filename})" if isinstance(error.filename, str) else ""
    return f"Het is niet gelukt: {said(error)}{where}. {way}" if way else None


def said(error: OSError) -> str:
    """What went wrong as a Dutch clause, without a full stop; what is rare in the system's own words, with who says them."""
    if isinstance(error, TimeoutError):
        return WORDS[errno.ETIMEDOUT]
    known = NAMES if isinstance(error, socket.gaierror) else WORDS
    return known.get(error.errno or 0) or f"het systeem meldt: {error.strerror or error or type(error).__name__}"
