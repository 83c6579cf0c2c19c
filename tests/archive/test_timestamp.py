"""The time-stamp: what a real time-stamping server (openssl) answers is taken, and whatever else comes over the line is refused."""

from __future__ import annotations

import hashlib
import inspect
import os
import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from rfc3161_client import VerificationError, VerifierBuilder

from handbook.archive import timestamp, timestamp_signature
from handbook.core.errors import CannotWork
from tests.support import publishing as published
from tests.support.authority import Answer, Authority, serving
from tests.support.fork import handbook as command

MANIFEST = b'{\n "versie": "2026-11-01"\n}\n'


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority.found(tmp_path_factory.mktemp("klok") / "a")


@pytest.fixture(scope="module")
def token(authority: Authority) -> bytes:
    with serving(lambda query, _: authority.reply(query)) as address:
        return timestamp.stamp(MANIFEST, address)


def refused(answer: Answer) -> str:
    """The sentence with which an answer is refused."""
    with serving(answer) as address, pytest.raises(CannotWork) as error:
        timestamp.stamp(MANIFEST, address)
    said = str(error.value)
    assert address in said
    assert "Er is niets gepubliceerd." in said
    return said


# A good answer


@pytest.mark.parametrize(("elliptic", "ess"), [(False, "sha256"), (True, "sha256"), (False, "sha512"), (False, "sha1")])
def test_a_stamp_proves_when_the_manifest_existed(tmp_path: Path, elliptic: bool, ess: str) -> None:
    authority = Authority.found(tmp_path / "a", elliptic=elliptic, ess=ess)
    before = datetime.now(UTC).replace(microsecond=0)
    with serving(lambda query, _: authority.reply(query)) as address:
        token = timestamp.stamp(MANIFEST, address)
    for roots in (None, authority.roots):
        moment = timestamp.check(token, MANIFEST, roots)
        assert moment.utcoffset() == timedelta(0)
        assert before <= moment <= datetime.now(UTC)


def test_anybody_can_check_a_stamp_without_this_program(authority: Authority, token: bytes, tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_bytes(MANIFEST)
    (tmp_path / "manifest.tsr").write_bytes(token)
    command = ["openssl", "ts", "-verify", "-data", "manifest.json", "-in", "manifest.tsr", "-CAfile", str(authority.roots)]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_two_stamps_ask_two_questions(authority: Authority) -> None:
    asked: list[bytes] = []

    def answer(query: bytes, _: BaseHTTPRequestHandler) -> bytes:
        asked.append(query)
        return authority.reply(query)

    with serving(answer) as address:
        for _ in range(2):
            timestamp.stamp(MANIFEST, address)
    assert asked[0] != asked[1]
    assert MANIFEST not in asked[0]


# A wrong answer


def test_an_answer_to_another_question_is_refused(authority: Authority, token: bytes) -> None:
    assert "het antwoord hoort bij een andere vraag" in refused(lambda *_: token)


def test_an_answer_about_another_text_is_refused(authority: Authority) -> None:
    right, wrong = hashlib.sha256(MANIFEST).digest(), hashlib.sha256(b"iets anders").digest()
    said = refused(lambda query, _: authority.reply(query.replace(right, wrong)))
    assert "de tijdstempel hoort bij een andere inhoud" in said


def test_an_answer_without_its_certificate_is_refused(authority: Authority) -> None:
    def bare(query: bytes, _: BaseHTTPRequestHandler) -> bytes:
        # The question without its last element, certReq TRUE.
        assert query.endswith(b"\x01\x01\xff")
        return authority.reply(bytes([query[0], query[1] - 3]) + query[2:-3])

    assert "er zit geen certificaat voor tijdstempels bij" in refused(bare)


def test_a_refusal_is_told_in_the_words_of_the_server(tmp_path: Path) -> None:
    strict = Authority.found(tmp_path / "a", digests="sha512")
    said = refused(lambda query, _: strict.reply(query))
    assert "de server weigert (status 2) en meldt" in said
    assert "not supported" in said


@pytest.mark.parametrize("body", [b"", b"<html>Welkom</html>", b"0", b"\x30\x80\x00\x00", b"\x30\x03\x30\x01\x00"])
def test_what_is_no_stamp_is_refused(body: bytes) -> None:
    assert "dit is geen tijdstempel volgens RFC 3161" in refused(lambda *_: body)


@pytest.mark.parametrize("code", [302, 403, 404, 500])
def test_an_error_of_the_web_server_is_told(code: int) -> None:
    def fail(_: bytes, handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(code)
        handler.send_header("Location", "/elders")
        handler.end_headers()

    assert f"HTTP-code {code}" in refused(fail)


# A server that misbehaves


def test_a_server_that_hangs_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timestamp, "PATIENCE", 0.3)
    done = threading.Event()

    def hang(_: bytes, handler: BaseHTTPRequestHandler) -> None:
        done.wait(30)

    try:
        assert "gaf binnen 0.3 seconden geen antwoord".replace(".", ",") in refused(hang).replace(".", ",")
    finally:
        done.set()


def test_a_server_that_sends_a_byte_now_and_then_is_left_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timestamp, "PATIENCE", 0.5)
    done = threading.Event()

    def drip(_: bytes, handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        for _turn in range(600):
            if done.wait(0.05):
                return
            handler.wfile.write(b"0")

    try:
        assert "geen antwoord" in refused(drip)
    finally:
        done.set()


def test_a_server_that_sends_too_much_is_cut_off() -> None:
    sent = []

    def flood(_: bytes, handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        try:
            for _turn in range(1_000):
                handler.wfile.write(bytes(1 << 20))
                sent.append(1)
        except OSError:
            pass

    assert "stuurt meer dan 64 kB" in refused(flood)
    assert len(sent) < 1_000


def test_a_server_that_hangs_up_is_told() -> None:
    def hang_up(_: bytes, handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\nabc")
        handler.close_connection = True

    refused(hang_up)


def test_a_server_that_is_away_is_told() -> None:
    with serving(lambda *_: b"") as address:
        pass
    with pytest.raises(CannotWork, match=r"is niet te bereiken: daar antwoordt geen programma\. Er is niets gepubliceerd\."):
        timestamp.stamp(MANIFEST, address)


@pytest.mark.parametrize("address", ["", "tijd", "ftp://tijd.example/", "file:///etc/hostname", "http://", "https://[::1", "http://a b/"])
def test_an_address_that_is_none_is_told(address: str) -> None:
    with pytest.raises(CannotWork, match=r"Er is niets gepubliceerd\."):
        timestamp.stamp(MANIFEST, address)


# A stamp that was kept


def test_another_manifest_is_not_what_was_stamped(authority: Authority, token: bytes) -> None:
    for roots in (None, authority.roots):
        with pytest.raises(timestamp.WrongStamp, match="de tijdstempel hoort bij een andere inhoud"):
            timestamp.check(token, MANIFEST.replace(b"11", b"12"), roots)


def test_a_stamp_of_somebody_else_is_not_trusted(token: bytes, tmp_path: Path) -> None:
    other = Authority.found(tmp_path / "b")
    with pytest.raises(timestamp.WrongStamp, match="komt niet van een vertrouwde uitgever"):
        timestamp.check(token, MANIFEST, other.roots)


def test_the_signature_alone_is_nothing_that_can_be_asked_for(authority: Authority, token: bytes) -> None:
    """Who is trusted must be said, and no certificates is nobody, not everybody."""
    response = timestamp._response(token)
    with pytest.raises(TypeError, match="trusted"):
        timestamp_signature.verify(response, MANIFEST)  # type: ignore[call-arg]
    with pytest.raises(timestamp_signature.NotTrusted):
        timestamp_signature.verify(response, MANIFEST, [])
    timestamp_signature.verify(response, MANIFEST, timestamp_signature.Trust.ANYBODY)
    timestamp_signature.verify(response, MANIFEST, timestamp._roots(authority.roots))
    own = [
        thing
        for _, thing in inspect.getmembers(timestamp_signature, inspect.isfunction)
        if thing.__module__ == timestamp_signature.__name__
    ]
    assert [one.__name__ for one in own if not one.__name__.startswith("_")] == ["verify"]


@pytest.mark.filterwarnings("ignore::cryptography.utils.CryptographyDeprecationWarning")
def test_what_the_library_alone_would_let_through(authority: Authority, token: bytes) -> None:
    """Why our own look at the signature stays: when this fails, the library may have learnt it."""
    roots = timestamp._roots(authority.roots)
    with pytest.raises(ValueError, match="at least one root"):
        VerifierBuilder().build()
    let_through = []
    for place in range(len(token)):
        changed = bytearray(token)
        changed[place] ^= 1 << (place % 8)
        try:
            VerifierBuilder(roots=list(roots)).build().verify_message(timestamp._response(bytes(changed)), MANIFEST)
        except (VerificationError, ValueError):
            continue
        let_through.append(place)
    assert let_through


@pytest.mark.filterwarnings("ignore::cryptography.utils.CryptographyDeprecationWarning")
def test_every_change_of_a_byte_is_found(authority: Authority, token: bytes) -> None:
    missed = []
    for place in range(len(token)):
        changed = bytearray(token)
        changed[place] ^= 1 << (place % 8)
        try:
            timestamp.check(bytes(changed), MANIFEST, authority.roots)
        except timestamp.WrongStamp:
            continue
        missed.append(place)
    assert missed == []


def test_a_stamp_that_was_cut_or_lengthened_is_found(token: bytes) -> None:
    for changed in (token[:-1], token[:40], token + b"\x00", token + token, b""):
        with pytest.raises(timestamp.WrongStamp):
            timestamp.check(changed, MANIFEST, None)


def test_a_file_of_certificates_that_is_none_is_told(token: bytes, tmp_path: Path) -> None:
    (tmp_path / "leeg.pem").write_text("geen certificaat")
    for name in ("leeg.pem", "weg.pem"):
        with pytest.raises(CannotWork, match=name):
            timestamp.check(token, MANIFEST, tmp_path / name)


def test_without_the_library_the_reader_learns_how_to_install_it(tmp_path: Path) -> None:
    """A real process in which the library cannot be found, as after a plain `make site`."""
    (tmp_path / "rfc3161_client.py").write_text("raise ImportError('niet geïnstalleerd')", "utf-8")
    code = "from handbook.archive import timestamp\ntry: timestamp.stamp(b'x', 'http://127.0.0.1:9/')\nexcept timestamp.CannotWork as e: print(e)"
    env = {**os.environ, "PYTHONPATH": os.pathsep.join((str(tmp_path), str(Path(__file__).parents[2])))}
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True)
    assert done.stdout == f"{timestamp.INSTALL}\n"


def test_a_version_is_published_with_its_stamp_and_the_stamp_is_verified(authority: Authority, tmp_path: Path) -> None:
    root = published.handbook(tmp_path / "handboek")
    with serving(lambda *_: b"geen stempel") as address:
        refused = command(root, "publish", "--timestamp", address)
    assert (refused.returncode, published.tip(root)) == (2, ""), refused.stderr
    with serving(lambda query, _: authority.reply(query)) as address:
        done = command(root, "publish", "--timestamp", address)
    assert done.returncode == 0, done.stderr
    assert f"{published.FIRST}/manifest.tsr" in published.git(root, "ls-tree", "-r", "--name-only", published.GH_PAGES)
    trusting = command(root, "verify")
    assert (trusting.returncode, "Of zij van een betrouwbare server komen, is niet gecontroleerd" in trusting.stdout) == (0, True)
    trusted = command(root, "verify", "--tsa-root", str(authority.roots))
    assert (trusted.returncode, "is niet gecontroleerd" in trusted.stdout) == (0, False)
    other = Authority.found(tmp_path / "ander")
    doubted = command(root, "verify", "--tsa-root", str(other.roots))
    assert (doubted.returncode, "manifest.tsr" in doubted.stdout) == (1, True)
