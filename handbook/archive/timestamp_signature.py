"""Who signed a time-stamp (CMS, RFC 5652, as RFC 3161 and RFC 5816 narrow it), and whether that signer can be trusted.

rfc3161-client checks the chain up to a root, and only that way: it has no check without one, which publishing needs. It does not look at
the certificate that the signed attributes name (RFC 5816), nor at the algorithms that stand outside the signature. Both are done here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cryptography.x509 import Certificate
    from rfc3161_client import TimeStampResponse

SEQUENCE, SET, OCTETS, OID = 0x30, 0x31, 0x04, 0x06
FIRST = 0xA0
"""The tag of what CMS calls `[0]`."""

TST_INFO = bytes.fromhex("060b2a864886f70d0109100104")
CONTENT_TYPE = bytes.fromhex("06092a864886f70d010903")
MESSAGE_DIGEST = bytes.fromhex("06092a864886f70d010904")
SIGNING_CERTIFICATE = bytes.fromhex("060b2a864886f70d010910020c")
SIGNING_CERTIFICATE_V2 = bytes.fromhex("060b2a864886f70d010910022f")
HASHES = {
    bytes.fromhex("0609608648016503040201"): "sha256",
    bytes.fromhex("0609608648016503040202"): "sha384",
    bytes.fromhex("0609608648016503040203"): "sha512",
}
"""Object identifiers as they stand in DER; whatever is older than SHA-256 proves nothing any more."""

RSA_PSS = bytes.fromhex("06092a864886f70d01010a")
RSA = {
    bytes.fromhex("06092a864886f70d010101"): None,
    RSA_PSS: None,
    bytes.fromhex("06092a864886f70d01010b"): "sha256",
    bytes.fromhex("06092a864886f70d01010c"): "sha384",
    bytes.fromhex("06092a864886f70d01010d"): "sha512",
}
ECDSA = {
    bytes.fromhex("06082a8648ce3d040302"): "sha256",
    bytes.fromhex("06082a8648ce3d040303"): "sha384",
    bytes.fromhex("06082a8648ce3d040304"): "sha512",
}
"""Kinds of signatures, with the hash that each is over; None is the hash of the content."""


class Trust(Enum):
    """What may be said in the place of certificates to trust."""

    ANYBODY = "anybody"
    """Accepts any signer: for a server that was chosen by its address, or a reader who has no root certificate at hand."""


class NotSigned(ValueError):
    """The signature is not that of the certificate over the content; the message is for developers."""


class NoCertificate(NotSigned):
    """The answer holds no certificate of the signer, or one that is not meant for time-stamps."""


class NotTrusted(NotSigned):
    """The signer's certificate does not come from any of the trusted ones."""


@dataclass(frozen=True)
class Part:
    """One element of DER: its tag, all its bytes, and those inside it."""

    tag: int
    whole: bytes
    inside: bytes

    @property
    def parts(self) -> list[Part]:
        return list(_read(self.inside))


def _read(data: bytes) -> Iterator[Part]:
    """The elements of `data`, one after another; raises NotSigned where that is no DER."""
    at = 0
    while at < len(data):
        head = data[at : at + 2]
        size, start = (head[1], at + 2) if len(head) == 2 else (0, len(data) + 1)
        if size >= 0x80:
            start += size & 0x7F
            size = int.from_bytes(data[at + 2 : start])
        if start + size > len(data):
            raise NotSigned("truncated DER")
        yield Part(head[0], data[at : start + size], data[start : start + size])
        at = start + size


def _path(part: Part, *steps: int) -> Part:
    """The element at the end of `steps`, each a place among the elements of the one before."""
    for step in steps:
        parts = part.parts
        if step >= len(parts):
            raise NotSigned("an element is missing")
        part = parts[step]
    return part


def verify(response: TimeStampResponse, message: bytes, trusted: Sequence[Certificate] | Trust) -> None:
    """Raises NotSigned unless the certificate in `response` signed it and comes from one of `trusted`.

    There is no way to ask for the signature without saying whom to trust; no certificates at all is nobody.
    """
    _signed_by(response.time_stamp_token(), _leaf(response))
    if trusted is not Trust.ANYBODY:
        _chain(response, message, trusted)


def _leaf(response: TimeStampResponse) -> Certificate:
    """The certificate of the signer; raises NoCertificate."""
    from cryptography import x509
    from cryptography.x509.oid import ExtendedKeyUsageOID

    try:
        signers = [(signer.issuer, signer.serial_number) for signer in response.signed_data.signer_infos]
        held = [x509.load_der_x509_certificate(der) for der in response.signed_data.certificates]
        found = [one for one in held if (one.issuer, one.serial_number) in signers]
        uses = found[0].extensions.get_extension_for_class(x509.ExtendedKeyUsage) if found else None
    except Exception:
        # Whatever bytes from outside make the two libraries say: https://cryptography.io/en/latest/x509/reference/
        uses = None
    if uses is None or not uses.critical or list(uses.value) != [ExtendedKeyUsageOID.TIME_STAMPING]:
        raise NoCertificate("no certificate for time-stamps")
    return found[0]


def _chain(response: TimeStampResponse, message: bytes, trusted: Sequence[Certificate]) -> None:
    """Raises NotTrusted unless the signer's certificate came from one of `trusted` at the moment of the stamp."""
    from rfc3161_client import VerificationError, VerifierBuilder

    try:
        # A list of our own: the builder adds to a shared one.
        VerifierBuilder(roots=list(trusted)).build().verify_message(response, message)
    except (VerificationError, ValueError) as error:
        raise NotTrusted("the certificate comes from nobody who is trusted") from error


def _signed_by(token: bytes, leaf: Certificate) -> None:
    """Raises NotSigned unless `leaf` is the one that signed `token` (a DER TimeStampToken), and says so inside what it signed."""
    from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm

    signed = _path(Part(0, token, token), 0, 1, 0)
    content = _path(signed, 2)
    if _path(signed, 0).inside != b"\x03" or _path(content, 0).whole != TST_INFO:
        raise NotSigned("the content is no time-stamp")
    signers = signed.parts[-1].parts
    if len(signers) != 1:
        raise NotSigned("not exactly one signer")
    version, _, digest, attributes, algorithm, signature = (_path(signers[0], step) for step in range(6))
    if version.inside != b"\x01" or attributes.tag != FIRST:
        raise NotSigned("nothing was signed")
    name = HASHES.get(_path(digest, 0).whole)
    if name is None or digest.whole not in [one.whole for one in _path(signed, 1).parts]:
        raise NotSigned("the hash is too old, or unknown")
    _attributes(attributes.parts, _path(content, 1, 0).inside, name, leaf)
    # What is signed is the set itself, under its own tag: https://www.rfc-editor.org/rfc/rfc5652#section-5.4
    over = bytes([SET]) + attributes.whole[1:]
    try:
        _signature(leaf, signature.inside, over, _path(algorithm, 0).whole, name)
    except (InvalidSignature, UnsupportedAlgorithm) as error:
        raise NotSigned("the signature does not fit") from error


def _attributes(attributes: Iterable[Part], content: bytes, name: str, leaf: Certificate) -> None:
    """What was signed must name this content and this certificate."""
    from cryptography.hazmat.primitives.serialization import Encoding

    values = {_path(attribute, 0).whole: _path(attribute, 1, 0) for attribute in attributes}
    kind, digest = values.get(CONTENT_TYPE), values.get(MESSAGE_DIGEST)
    if kind is None or kind.whole != TST_INFO or digest is None or digest.inside != hashlib.new(name, content).digest():
        raise NotSigned("the content is not what was signed")
    der = leaf.public_bytes(Encoding.DER)
    if SIGNING_CERTIFICATE_V2 in values:
        named = _path(values[SIGNING_CERTIFICATE_V2], 0, 0)
        # The hash is SHA-256 where none is named: https://www.rfc-editor.org/rfc/rfc5035#section-4
        other = named.parts[0].tag == SEQUENCE
        used = HASHES.get(_path(named, 0, 0).whole, "") if other else "sha256"
        right = bool(used) and _path(named, int(other)).inside == hashlib.new(used, der).digest()
    elif SIGNING_CERTIFICATE in values:
        right = _path(values[SIGNING_CERTIFICATE], 0, 0, 0).inside == hashlib.sha1(der, usedforsecurity=False).digest()
    else:
        right = False
    if not right:
        raise NotSigned("another certificate signed this")


def _signature(leaf: Certificate, signature: bytes, over: bytes, kind: bytes, name: str) -> None:
    """Raises InvalidSignature or UnsupportedAlgorithm where the key of `leaf` did not make `signature` over `over`."""
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa

    known: tuple[hashes.HashAlgorithm, ...] = (hashes.SHA256(), hashes.SHA384(), hashes.SHA512())
    wanted = RSA.get(kind) or ECDSA.get(kind) or name
    algorithm = next(one for one in known if one.name == wanted)
    key = leaf.public_key()
    if isinstance(key, rsa.RSAPublicKey) and kind in RSA:
        pad = padding.PSS(padding.MGF1(algorithm), padding.PSS.AUTO) if kind == RSA_PSS else padding.PKCS1v15()
        key.verify(signature, over, pad, algorithm)
    elif isinstance(key, ec.EllipticCurvePublicKey) and kind in ECDSA:
        key.verify(signature, over, ec.ECDSA(algorithm))
    else:
        raise UnsupportedAlgorithm("neither RSA nor ECDSA")
