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


def said(error: OSError) -> str:
    """What went wrong as a Dutch clause, without a full stop; what is rare in the system's own words, with who says them."""
    if isinstance(error, TimeoutError):
        return WORDS[errno.ETIMEDOUT]
    known = NAMES if isinstance(error, socket.gaierror) else WORDS
    return known.get(error.errno or 0) or f"het systeem meldt: {error.strerror or error or type(error).__name__}"
