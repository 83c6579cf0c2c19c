"""A time-stamping authority of our own: openssl answers with keys that were made for the test, over a real line."""

from __future__ import annotations

import random
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

CONFIG = """\
[tsa]
serial = {folder}/serial
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = {digests}
ess_cert_id_chain = no
ess_cert_id_alg = {ess}
"""

Key = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey
Answer = Callable[[bytes, BaseHTTPRequestHandler], bytes | None]


def certificate(name: str, key: Key, issuer: str, by: Key, *, authority: bool) -> x509.Certificate:
    called = [x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, one)]) for one in (name, issuer)]
    now = datetime.now(UTC)
    made = x509.CertificateBuilder().subject_name(called[0]).issuer_name(called[1]).public_key(key.public_key())
    made = (
        made.serial_number(x509.random_serial_number()).not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=9))
    )
    made = made.add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
    made = made.add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    made = made.add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(by.public_key()), critical=False)
    if not authority:
        made = made.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
    return made.sign(by, hashes.SHA256())


@dataclass(frozen=True)
class Authority:
    """A time-stamping authority in a folder: `roots` is its root certificate."""

    folder: Path

    @classmethod
    def found(cls, folder: Path, *, elliptic: bool = False, digests: str = "sha256", ess: str = "sha256") -> Authority:
        folder.mkdir()
        keys: list[Key] = [
            ec.generate_private_key(ec.SECP256R1()) if elliptic else rsa.generate_private_key(public_exponent=65537, key_size=2048)
            for _ in range(2)
        ]
        root = certificate("Proefwortel", keys[0], "Proefwortel", keys[0], authority=True)
        signer = certificate("Proefklok", keys[1], "Proefwortel", keys[0], authority=False)
        pem = serialization.Encoding.PEM
        (folder / "root.pem").write_bytes(root.public_bytes(pem))
        (folder / "tsa.pem").write_bytes(signer.public_bytes(pem))
        (folder / "tsa.key").write_bytes(keys[1].private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))
        (folder / "serial").write_text("01\n")
        (folder / "tsa.cnf").write_text(CONFIG.format(folder=folder, digests=digests, ess=ess))
        return cls(folder)

    @property
    def roots(self) -> Path:
        return self.folder / "root.pem"

    def reply(self, query: bytes) -> bytes:
        question = self.folder / f"{random.getrandbits(64)}.tsq"
        question.write_bytes(query)
        names = {name: str(self.folder / name) for name in ("tsa.cnf", "tsa.pem", "tsa.key")}
        files = ["-config", names["tsa.cnf"], "-section", "tsa", "-signer", names["tsa.pem"], "-inkey", names["tsa.key"]]
        done = subprocess.run(["openssl", "ts", "-reply", "-queryfile", str(question), *files], capture_output=True, check=True)
        return done.stdout


@contextmanager
def serving(answer: Answer) -> Iterator[str]:
    """A time-stamping server that answers a question with what `answer` makes of it; None where that wrote the answer itself."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            assert self.headers["Content-Type"] == "application/timestamp-query"
            body = answer(self.rfile.read(int(self.headers["Content-Length"])), self)
            if body is not None:
                self.send_response(200)
                self.send_header("Content-Type", "application/timestamp-reply")
                self.end_headers()
                self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.block_on_close = False
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/tijd"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
