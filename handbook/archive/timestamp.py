"""The time-stamp protocol (RFC 3161): an outside server declares when a manifest existed, and such a declaration is checked."""

from __future__ import annotations

import hashlib
import urllib.request
from datetime import datetime
from http.client import HTTPException
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit

from handbook.archive import timestamp_signature
from handbook.archive.timestamp_signature import NoCertificate, NotSigned, NotTrusted, Trust
from handbook.core import system_errors
from handbook.core.errors import CannotWork
from handbook.core.findings import quote
from handbook.core.optional_parts import TIMESTAMPS
from handbook.core.time_limit import within

if TYPE_CHECKING:
    from cryptography.x509 import Certificate
    from rfc3161_client import TimeStampResponse

PATIENCE = 30.0
"""Seconds that a server gets for its whole answer; most take one."""

LARGEST = 64 * 1024
"""Bytes of an answer; with a whole chain of certificates it takes about eight thousand."""

SHA256 = "2.16.840.1.101.3.4.2.1"
GRANTED = 0
QUERY, REPLY = "application/timestamp-query", "application/timestamp-reply"
INSTALL = TIMESTAMPS.needed("Voor een tijdstempel")


class WrongStamp(ValueError):
    """The time-stamp does not prove what it should; the message is a Dutch clause, without a full stop."""


def stamp(manifest: bytes, server: str) -> bytes:
    """The answer (DER) in which the time-stamping server at `server` declares that `manifest` exists now.

    The answer was checked for everything but whom the server's certificate comes from.
    Raises CannotWork where no such answer came.
    """
    client = _client()
    request = client.TimestampRequestBuilder().data(manifest).hash_algorithm(client.HashAlgorithm.SHA256).cert_request(cert_request=True)
    question = request.nonce(nonce=True).build()
    answer = _ask(server, question.as_bytes())
    try:
        response = _response(answer)
        if response.tst_info.nonce != question.nonce:
            raise WrongStamp("het antwoord hoort bij een andere vraag")
        check(answer, manifest, None)
    except WrongStamp as wrong:
        raise _nothing(server, f"gaf geen bruikbare tijdstempel: {wrong}") from wrong
    return answer


def check(token: bytes, manifest: bytes, roots: Path | None) -> datetime:
    """The moment (UTC) at which `token` declares that `manifest` existed.

    Checks that it is about these bytes and that the certificate inside it signed it; with `roots`, a file of trusted certificates (PEM),
    also that this certificate comes from one of them. Without, anybody may have signed it.
    Raises WrongStamp where that is not so, CannotWork where `roots` cannot be read or the library is not installed.
    """
    _client()
    trusted = _roots(roots) if roots else Trust.ANYBODY
    response = _response(token)
    said = response.tst_info
    if said.message_imprint.hash_algorithm.dotted_string != SHA256 or said.message_imprint.message != hashlib.sha256(manifest).digest():
        raise WrongStamp("de tijdstempel hoort bij een andere inhoud")
    try:
        timestamp_signature.verify(response, manifest, trusted)
    except NoCertificate as error:
        raise WrongStamp("er zit geen certificaat voor tijdstempels bij") from error
    except NotTrusted as error:
        raise WrongStamp("het certificaat van de server komt niet van een vertrouwde uitgever") from error
    except NotSigned as error:
        raise WrongStamp("de handtekening onder de tijdstempel klopt niet") from error
    return said.gen_time


def _client() -> Any:
    """The library; raises CannotWork where it is not installed."""
    try:
        import rfc3161_client
    except ImportError as error:
        raise CannotWork(INSTALL) from error
    return rfc3161_client


def _nothing(server: str, what: str) -> CannotWork:
    mend = "Er is niets gepubliceerd. Kijk het adres na, probeer het later opnieuw, of publiceer zonder --timestamp."
    return CannotWork(f"De tijdstempelserver {quote(server)} {what}. {mend}")


# The server


class _NoDetour(urllib.request.HTTPRedirectHandler):
    """A question that is sent on loses its body; the person who typed the address should know."""

    def redirect_request(self, *_: Any) -> None:
        return None


def _ask(server: str, question: bytes) -> bytes:
    """What the server answers to `question`; raises CannotWork where that is nothing, too much or too late."""
    try:
        parts = urlsplit(server)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError(server)
        request = urllib.request.Request(server, question, {"Content-Type": QUERY, "Accept": REPLY})
    except ValueError as error:
        raise _nothing(server, "heeft geen geldig adres: dat begint met https:// of http://") from error
    try:
        answer = within(PATIENCE, lambda: _sent(request))
    except HTTPError as error:
        error.close()
        raise _nothing(server, f"weigert, met HTTP-code {error.code}") from error
    except (OSError, HTTPException, ValueError) as error:
        reason = error.reason if isinstance(error, URLError) else error
        if isinstance(reason, TimeoutError):
            raise _nothing(server, f"gaf binnen {PATIENCE:g} seconden geen antwoord") from error
        said = system_errors.said(reason) if isinstance(reason, OSError) else str(reason) or type(reason).__name__
        raise _nothing(server, f"is niet te bereiken: {said}") from error
    if len(answer) > LARGEST:
        raise _nothing(server, f"stuurt meer dan {LARGEST // 1024} kB; een tijdstempel is veel kleiner")
    return answer


def _sent(request: urllib.request.Request) -> bytes:
    with urllib.request.build_opener(_NoDetour).open(request, timeout=PATIENCE) as reply:
        data: bytes = reply.read(LARGEST + 1)
        return data


# The answer


def _response(token: bytes) -> TimeStampResponse:
    """The answer taken apart; raises WrongStamp where it is none, or a refusal."""
    try:
        response: TimeStampResponse = _client().decode_timestamp_response(token)
        if response.status != GRANTED:
            said = " ".join(response.status_string)
            raise WrongStamp(f"de server weigert (status {response.status})" + (f" en meldt {quote(said)}" if said else ""))
        # Asked for here, because the library reads its parts late.
        _ = response.tst_info.gen_time, response.signed_data
    except WrongStamp:
        raise
    except ValueError as error:
        raise WrongStamp("dit is geen tijdstempel volgens RFC 3161") from error
    return response


def _roots(path: Path) -> list[Certificate]:
    from cryptography import x509

    try:
        return x509.load_pem_x509_certificates(path.read_bytes())
    except OSError as error:
        raise CannotWork(f"Het bestand {path} met vertrouwde certificaten is niet te lezen: {system_errors.said(error)}.") from error
    except ValueError as error:
        raise CannotWork(f"In het bestand {path} staan geen certificaten in de vorm PEM. Vraag het bestand aan de uitgever.") from error
