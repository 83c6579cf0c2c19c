"""Reads an archive from a running site, with limits on what a server may cost us, and asks no other host.

With urllib, as `archive.timestamp`: requests would send what ~/.netrc holds, trust its own list of authorities and not the one in which an
organisation put its own, unpack an answer that was packed unasked, and has no limit on a whole answer either.
"""

from __future__ import annotations

import time
import urllib.request
from collections.abc import Collection, Mapping
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException, HTTPMessage
from typing import IO, Any
from urllib.error import HTTPError, URLError
from urllib.parse import quote as escaped
from urllib.parse import unquote as unescaped
from urllib.parse import urljoin, urlsplit

from handbook.archive import packed
from handbook.archive.digests import algorithm_of, digest
from handbook.core import system_errors
from handbook.core.errors import CannotWork
from handbook.core.findings import quote, without_password
from handbook.core.time_limit import within
from handbook.verify.places.place import DATA_LIMIT, FILE_LIMIT, Answer, Kind, Shape, Unreadable, is_plain

PATIENCE = 20.0
"""Seconds of silence after which a server counts as gone."""

PER_FILE = 120.0
"""Seconds for one file, however slowly it drips."""

IN_ALL = 3 * 3600.0
"""Seconds for a whole site; 1,000 versions of 100 files, each asked for in four ways, take a third of it on an intranet."""

ENCODINGS = ("br", "gzip")
"""How browsers ask for a file: a server may keep a packed copy for each, and hands out that one in place of the file."""

UNREAD = "zstd"
"""How new browsers ask too, and what nothing here can open."""

DETOURS = 5
AT_ONCE = 8
PIECE = 256 * 1024
ABSENT = (404, 410)


class _SameHost(urllib.request.HTTPRedirectHandler):
    """A server may send us on, but not to another one."""

    max_redirections = DETOURS

    def redirect_request(self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str) -> Any:
        if _host(newurl) != _host(req.full_url):
            raise Unreadable(f"stuurt door naar een andere server: {quote(newurl)}")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _host(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    return parts.scheme, parts.netloc


class Website:
    """What a web server gives. It never tells which files it holds beside those we ask for."""

    lists = False
    trees: Mapping[str, str] = {}
    shape = Shape()
    aside: Mapping[str, Kind] = {}

    def __init__(self, url: str) -> None:
        self.name = f"de site {without_password(url)}"
        self._base = _address(url)
        self.path: str | None = unescaped(urlsplit(self._base).path)
        # No handlers for files or FTP: an address can only lead to a web server.
        self._opener = urllib.request.OpenerDirector()
        for handler in (
            urllib.request.ProxyHandler(),
            urllib.request.HTTPHandler(),
            urllib.request.HTTPSHandler(),
            urllib.request.HTTPDefaultErrorHandler(),
            urllib.request.HTTPErrorProcessor(),
            _SameHost(),
        ):
            self._opener.add_handler(handler)
        self._opener.addheaders = [("User-Agent", "handbook verify")]
        self.unread = False
        """Whether the server packs in a way that was not compared."""
        self._deadline = time.monotonic() + IN_ALL
        try:
            self.algorithm = algorithm_of(self.read("regime.json"))
        except Unreadable:
            self.algorithm = "sha1"

    def top(self) -> Mapping[str, Kind]:
        return {}

    def inside(self, folder: str) -> Mapping[str, Kind]:  # noqa: ARG002 - a server does not tell
        return {}

    def read(self, path: str, limit: int = DATA_LIMIT) -> bytes | None:
        pieces = self._everyhow(path, limit)
        return None if pieces is None else b"".join(pieces)

    def digests(self, paths: Collection[str]) -> dict[str, Answer]:
        with ThreadPoolExecutor(AT_ONCE) as pool:
            return dict(zip(paths, pool.map(self._digest, paths), strict=True))

    def _digest(self, path: str) -> Answer:
        try:
            pieces = self._everyhow(path, FILE_LIMIT)
        except Unreadable as reason:
            return reason
        return None if pieces is None else digest(pieces, sum(map(len, pieces)), self.algorithm)

    def _everyhow(self, path: str, limit: int) -> list[bytes] | None:
        """The file in pieces, once it turned out to be the same however a browser asks for it. Raises Unreadable where it is not."""
        plain = self._get(path, limit, "identity")
        if plain is None:
            return None
        data = b"".join(plain[1])
        # Packing a picture or a few bytes gains nothing, so that no copy of them is kept; a server may try all the same.
        for encoding in (*ENCODINGS, UNREAD) if packed.worth(path, data) else ():
            sent = self._get(path, limit, encoding)
            if sent is None:
                raise Unreadable(f"ontbreekt voor wie het ingepakt vraagt ({encoding}), zoals een browser doet")
            how, pieces = sent
            if how == UNREAD:
                self.unread = True
                continue
            if how == "identity":
                same = pieces == plain[1] or b"".join(pieces) == data
            else:
                same = how == encoding and packed.gives(how, b"".join(pieces), data)
            if not same:
                raise Unreadable(f"is een ander bestand voor wie het ingepakt vraagt ({encoding}), zoals een browser doet")
        return plain[1]

    def _get(self, path: str, limit: int, encoding: str) -> tuple[str, list[bytes]] | None:
        """How the file came and its pieces; None where the server has none. Raises Unreadable, and CannotWork where the server is away."""
        if not is_plain(path):
            raise Unreadable("heeft een naam die niet kan")
        request = urllib.request.Request(self._base + escaped(path), headers={"Accept-Encoding": encoding})
        try:
            # An answer can drip in its headers as well.
            return within(min(PER_FILE, self._deadline - time.monotonic()), lambda: self._pieces(request, limit))
        except HTTPError as error:
            error.close()
            if error.code in ABSENT:
                return None
            raise Unreadable(f"is niet op te halen: de server antwoordt met HTTP-code {error.code}") from error
        except (OSError, HTTPException, ValueError) as error:
            raise self._away(error) from error

    def _pieces(self, request: urllib.request.Request, limit: int) -> tuple[str, list[bytes]]:
        with self._opener.open(request, timeout=PATIENCE) as reply:
            how = reply.headers.get("Content-Encoding", "identity").strip().lower()
            if how not in ("identity", request.get_header("Accept-encoding")):
                raise Unreadable("is ingepakt verstuurd, terwijl daar niet om is gevraagd")
            return how, self._taken(reply, limit)

    def _taken(self, reply: Any, limit: int) -> list[bytes]:
        end = min(self._deadline, time.monotonic() + PER_FILE)
        pieces: list[bytes] = []
        size = 0
        # read1 gives what has come in: a server that drips cannot hold us past the end.
        while piece := reply.read1(PIECE):
            size += len(piece)
            if size > limit:
                raise Unreadable(f"is te groot om te controleren: meer dan {limit // 1024 // 1024} MB")
            if time.monotonic() > end:
                raise TimeoutError
            pieces.append(piece)
        if reply.length:
            raise Unreadable("is niet helemaal aangekomen")
        return pieces

    def _away(self, error: Exception) -> CannotWork:
        reason = error.reason if isinstance(error, URLError) else error
        if isinstance(reason, TimeoutError):
            said = "antwoordt te langzaam"
        else:
            said = f"is niet te bereiken: {system_errors.said(reason) if isinstance(reason, OSError) else str(reason) or type(reason).__name__}"
        return CannotWork(f"{self.name[0].upper()}{self.name[1:]} {said}. Er is niets vergeleken. Kijk het adres na of probeer het later.")


def _address(url: str) -> str:
    """With a slash behind it; raises CannotWork where it is no address of a site."""
    try:
        parts = urlsplit(url)
        good = (
            parts.scheme in ("http", "https")
            and parts.hostname
            and "@" not in parts.netloc
            and parts.port != 0
            and url.isprintable()
            and " " not in url
        )
    except ValueError:
        good = False
    if not good or parts.query or parts.fragment:
        raise CannotWork(
            f"{quote(without_password(url))} is geen adres van een site. Schrijf het zoals https://handboek.voorbeeld.example/"
        )
    return urljoin(url, parts.path or "/").rstrip("/") + "/"
