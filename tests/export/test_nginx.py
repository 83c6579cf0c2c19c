"""deploy/nginx.conf as a reader's browser meets it: Debian's nginx, this very file, a real export."""

from __future__ import annotations

import gzip
import http.client
import json
import re
import shutil
import socket
import ssl
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path, PurePosixPath
from urllib.parse import quote, urlsplit

import brotli
import pytest
from playwright.sync_api import Browser

from handbook.archive import packed
from handbook.export.web import IN_FORCE
from handbook.serve import headers
from tests.support import nginx, web
from tests.support.archive_folder import CURRENT, EXPIRED, FUTURE, GONE
from tests.support.publishing import commit
from tests.support.server import free_port

# With the other test that draws this archive.
pytestmark = pytest.mark.xdist_group("web")

CONF = nginx.CONF.read_text("utf-8")
ARTICLE = f"{CURRENT}/regels/vertrouwelijk/"
HASHED = "stijl/proef.0123abcd.min.js"


@dataclass
class Reply:
    status: int
    headers: list[tuple[str, str]]
    body: bytes

    def __getitem__(self, name: str) -> str | None:
        """The header's value, None where it was not sent; never sent twice."""
        found = [value for key, value in self.headers if key.lower() == name.lower()]
        assert len(found) < 2, (name, found)
        return found[0] if found else None


@dataclass(frozen=True)
class BehindNginx:
    server: nginx.Running
    repository: Path

    def get(self, path: str, method: str = "GET", **headers: str) -> Reply:
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=nginx.PATIENCE)
        try:
            connection.request(method, f"/{path}", headers={key.replace("_", "-"): value for key, value in headers.items()})
            answer = connection.getresponse()
            return Reply(answer.status, answer.getheaders(), answer.read())
        finally:
            connection.close()


@pytest.fixture(scope="module")
def site(on_branch: Path) -> Iterator[BehindNginx]:
    """The archive behind nginx, with one file in it that is named after its contents."""
    with nginx.readable_folder() as scratch:
        repository = scratch / "archief"
        shutil.copytree(on_branch, repository)
        shutil.copytree(on_branch.parent / "www", scratch / "www")
        for version in (CURRENT, EXPIRED):
            (repository / version / HASHED).write_text("// x\n" * 400, "utf-8")
        commit(repository, "een bestand met een vingerafdruk in de naam")
        web.exported(repository, scratch / "www")
        with nginx.serving(scratch / "www") as running:
            yield BehindNginx(running, repository)
            assert running.complaints() == []


# The file itself


def test_the_headers_are_those_of_the_program() -> None:
    """Also their kinds: the two lists may not come to differ."""
    fixed = dict(re.findall(r'^    add_header (\S+) "([^"]*)" always;$', CONF, re.MULTILINE))
    assert fixed == headers.HEADERS
    types = re.search(r"types \{(.*?)\}", CONF, re.DOTALL)
    charset = re.search(r"charset_types (.*?);", CONF, re.DOTALL)
    assert types and charset
    with_charset = {"text/html", *charset[1].split()}
    rows = [line.strip().rstrip(";").split() for line in types[1].splitlines() if line.strip()]
    kinds = {f".{ending}": kind + ("; charset=utf-8" if kind in with_charset else "") for kind, *endings in rows for ending in endings}
    assert kinds == headers.KINDS
    assert re.search(rf"default_type {re.escape(headers.OTHER)};", CONF)


def test_no_place_drops_the_headers_of_all() -> None:
    """An add_header within a location would take the place of all others."""
    depths = [line[: len(line) - len(line.lstrip())] for line in CONF.splitlines() if line.lstrip().startswith("add_header")]
    assert set(depths) == {"    "}
    assert not [
        word for word in ("unsafe-", "nonce-", "sha256-", "data:", "*", "http") if word in headers.HEADERS["Content-Security-Policy"]
    ]
    assert headers.POLICY["default-src"] == "'none'"


def test_nginx_finds_nothing_wrong_with_it(site: BehindNginx) -> None:
    user, group = nginx.nobody()
    done = subprocess.run(nginx.command(site.server.scratch, "-t"), check=False, capture_output=True, text=True, user=user, group=group)
    assert done.returncode == 0, done.stderr
    assert "warn" not in done.stderr
    assert "test is successful" in done.stderr


# Headers


@pytest.mark.parametrize(
    ("path", "method", "status"),
    [
        ("", "GET", 200),
        (ARTICLE, "GET", 200),
        (ARTICLE, "HEAD", 200),
        (f"{GONE}/", "GET", 200),
        (f"{CURRENT}/stijl/handboek.css", "GET", 200),
        (f"{CURRENT}/search/search_index.json", "GET", 200),
        (f"{CURRENT}/img/telefoon.png", "GET", 200),
        ("regime.json", "GET", 200),
        (f"{CURRENT}", "GET", 301),
        ("bestaat/niet/", "GET", 404),
        (f"{CURRENT}/regels/bestaat-niet.html", "GET", 404),
        (".handboek/", "GET", 404),
        (ARTICLE, "POST", 405),
        (ARTICLE, "OPTIONS", 405),
        ("%00", "GET", 400),
    ],
)
@pytest.mark.parametrize("accepted", ["identity", "br, gzip"])
def test_every_answer_has_every_header_once(site: BehindNginx, path: str, method: str, status: int, accepted: str) -> None:
    reply = site.get(path, method, Accept_Encoding=accepted)
    assert reply.status == status
    if status == 400:
        # nginx refuses it before it knows of any server: nothing is shown.
        return
    assert {name: reply[name] for name in headers.HEADERS} == headers.HEADERS
    assert reply["Cache-Control"]
    assert reply["Server"] == "nginx"
    assert reply["Allow"] == ("GET, HEAD" if status == 405 else None)


def test_unchanged_is_304_with_every_header(site: BehindNginx) -> None:
    for path in ("", ARTICLE, "regime.json", f"{CURRENT}/stijl/handboek.css"):
        for accepted in ("identity", "br", "gzip"):
            first = site.get(path, Accept_Encoding=accepted)
            again = site.get(path, Accept_Encoding=accepted, If_None_Match=first["ETag"] or "")
            assert (again.status, again.body) == (304, b"")
            assert {name: again[name] for name in headers.HEADERS} == headers.HEADERS
            assert (again["ETag"], again["Cache-Control"]) == (first["ETag"], first["Cache-Control"])


def test_a_missing_page_is_shown_in_its_own_house(site: BehindNginx) -> None:
    reply = site.get(f"{CURRENT}/stijl/weg.0123abcd.min.js")
    assert (reply.status, reply.body) == (404, (site.repository / "404.html").read_bytes())
    assert reply["Content-Type"] == headers.HTML
    assert reply["Cache-Control"] == "no-cache"


# What is sent


def test_every_file_of_the_branch_comes_byte_for_byte_and_nothing_else(site: BehindNginx) -> None:
    for name in web.files(site.repository):
        address = name.removesuffix("index.html") if PurePosixPath(name).name == "index.html" else name
        plain = site.get(quote(address), Accept_Encoding="identity")
        if name.startswith("."):
            assert plain.status == 404
            continue
        data = (site.repository / name).read_bytes()
        assert (plain.status, plain.body, plain["Content-Encoding"]) == (200, data, None), name
        assert plain["Content-Type"] == headers.KINDS.get(PurePosixPath(name).suffix, headers.OTHER), name
        if packed.worth(name, data):
            # Of a text that few come for there is gzip alone.
            best = ("br", brotli.decompress) if (site.repository.parent / "www" / f"{name}.br").is_file() else ("gzip", gzip.decompress)
            for accepted, encoding, opened in (
                ("gzip, deflate, br", *best),
                ("gzip, deflate", "gzip", gzip.decompress),
                ("br;q=0, gzip", "gzip", gzip.decompress),
            ):
                reply = site.get(quote(address), Accept_Encoding=accepted)
                assert (reply.status, reply["Content-Encoding"]) == (200, encoding), name
                assert opened(reply.body) == data, name
                assert reply["Content-Type"] == plain["Content-Type"]
                assert "accept-encoding" in (reply["Vary"] or "").lower()
                assert reply["ETag"] != plain["ETag"]
                assert len(reply.body) < len(data)
            assert site.get(f"{quote(name)}.br").status == site.get(f"{quote(name)}.gz").status == 404


HIDDEN = [
    ".handboek/",
    ".handboek/geldend/",
    f"{IN_FORCE}/{CURRENT}",
    ".git/config",
    ".htpasswd",
    f"{CURRENT}/.verborgen",
    f"{CURRENT}/assets/",
    f"{CURRENT}/search/",
    "index.html.gz",
    "../nginx.conf",
    "..%2f..%2fetc/passwd",
    "%2e%2e/%2e%2e/etc/passwd",
    f"{CURRENT}/..%5c..%5cregime.json",
]


@pytest.mark.parametrize("path", HIDDEN)
def test_what_is_not_of_the_handbook_is_not_there(site: BehindNginx, path: str) -> None:
    """Nor are the names in a folder, whatever somebody put in it."""
    www = site.server.root
    (www.parent / "nginx.conf").write_text("geheim", "utf-8")
    for name in (".htpasswd", f"{CURRENT}/.verborgen"):
        (www / name).write_text("geheim", "utf-8")
    reply = site.get(path)
    assert reply.status in (400, 403, 404)
    assert b"geheim" not in reply.body
    assert b"Index of" not in reply.body
    assert b"root:" not in reply.body


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "IETS"])
def test_only_reading(site: BehindNginx, method: str) -> None:
    assert site.get(ARTICLE, method).status == 405


@pytest.mark.parametrize(
    ("path", "to"),
    [
        ("geldend", "/geldend/"),
        (ARTICLE.rstrip("/"), f"/{ARTICLE}"),
        (f"{ARTICLE.rstrip('/')}?h=werk&x=%20", f"/{ARTICLE}?h=werk&x=%20"),
        ("/geldend", "/geldend/"),
    ],
)
def test_a_folder_is_named_with_its_slash_and_nothing_of_the_server(site: BehindNginx, path: str, to: str) -> None:
    """Behind a proxy nginx knows neither name nor port; an address that begins with two slashes would lead to another host."""
    reply = site.get(path, Host="intranet.proefhuis.test:8443")
    assert (reply.status, reply["Location"]) == (301, to)
    assert not urlsplit(reply["Location"] or "").netloc


# Keeping


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        ("", "no-cache"),
        ("versies/", "no-cache"),
        ("versies/register.js", "no-cache"),
        ("regime.json", "no-cache"),
        ("geldend/", "no-cache"),
        ("geldend/regels/vertrouwelijk/", "no-cache"),
        (ARTICLE, "no-cache"),
        (f"{GONE}/", "no-cache"),
        (f"{CURRENT}/search/search_index.json", "no-cache"),
        (f"{CURRENT}/img/telefoon.png", "no-cache"),
        (f"{CURRENT}/stijl/handboek.css", "max-age=604800"),
        (f"{EXPIRED}/stijl/stand.js", "max-age=604800"),
        (f"{CURRENT}/{HASHED}", "max-age=31536000, immutable"),
        (CURRENT, "no-cache"),
    ],
)
def test_how_long_a_browser_may_keep_it(site: BehindNginx, path: str, kept: str) -> None:
    for accepted in ("identity", "br, gzip"):
        reply = site.get(path, Accept_Encoding=accepted)
        assert reply["Cache-Control"] == kept
        assert reply["Expires"] is None
        assert reply.status == 301 or (reply["ETag"] and reply["Last-Modified"])


# Search engines


def test_search_engines_keep_the_text_in_force_and_no_other(site: BehindNginx) -> None:
    for version, robots in ((CURRENT, None), (EXPIRED, "noindex"), (FUTURE, "noindex"), (GONE, "noindex")):
        for path in (f"{version}/", f"{version}/index.html"):
            assert site.get(path)["X-Robots-Tag"] == robots, path
    for path in (f"{EXPIRED}/regels/vertrouwelijk/", f"{EXPIRED}/{HASHED}", f"{EXPIRED}/search/search_index.json"):
        assert site.get(path, Accept_Encoding="br")["X-Robots-Tag"] == "noindex"
    for path in ("", "versies/", "op/", "geldend/", "sitemap.xml", ARTICLE, f"geldend/revisies/{CURRENT}/", "bestaat/niet"):
        assert site.get(path)["X-Robots-Tag"] is None, path


def test_search_engines_keep_no_preview_of_a_proposal(site: BehindNginx) -> None:
    shown = Path(site.server.root) / "voorbeeld"
    (shown / "pr-12").mkdir(parents=True)
    (shown / "pr-12/index.html").write_text("<p>concept", "utf-8")
    try:
        reply = site.get("voorbeeld/pr-12/")
        assert (reply.status, reply["X-Robots-Tag"], reply["Cache-Control"]) == (200, "noindex", "no-cache")
    finally:
        shutil.rmtree(shown)


def test_the_day_on_which_a_text_moves_in_needs_no_reload(site: BehindNginx, tmp_path: Path) -> None:
    """The register is what tells; nginx goes on running."""
    register = site.repository / "regime.json"
    before = register.read_bytes()
    try:
        register.write_text(json.dumps(json.loads(before) | {"geldend": FUTURE}), "utf-8")
        commit(site.repository, "een nieuwe tekst gaat in")
        web.exported(site.repository, site.server.root)
        assert [site.get(f"{version}/")["X-Robots-Tag"] for version in (CURRENT, FUTURE)] == ["noindex", None]
        # The text in force may be taken off the site; then there is none to keep.
        register.write_text(json.dumps(json.loads(before) | {"geldend": GONE}), "utf-8")
        commit(site.repository, "een ingetrokken tekst")
        web.exported(site.repository, site.server.root)
        assert {site.get(f"{version}/")["X-Robots-Tag"] for version in (CURRENT, FUTURE, GONE)} == {"noindex"}
    finally:
        register.write_bytes(before)
        commit(site.repository, "terug")
        web.exported(site.repository, site.server.root)
    assert site.get(f"{CURRENT}/")["X-Robots-Tag"] is None


def test_a_change_is_seen_at_once_by_who_kept_the_old_page(site: BehindNginx) -> None:
    page = site.repository / EXPIRED / "doel/index.html"
    old = site.get(f"{EXPIRED}/doel/", Accept_Encoding="br")
    before = page.read_bytes()
    page.write_bytes((site.repository / GONE / "index.html").read_bytes())
    commit(site.repository, "ingetrokken")
    web.exported(site.repository, site.server.root)
    reply = site.get(f"{EXPIRED}/doel/", Accept_Encoding="br", If_None_Match=old["ETag"] or "")
    body = brotli.decompress(reply.body) if reply["Content-Encoding"] else reply.body
    assert (reply.status, body) == (200, page.read_bytes())
    page.write_bytes(before)
    commit(site.repository, "terug")
    web.exported(site.repository, site.server.root)


# The blocks of deploy/README.md

BLOCKS = re.findall(r"^```nginx\n(.*?)^```$", (nginx.CONF.parent / "README.md").read_text("utf-8"), re.MULTILINE | re.DOTALL)
TLS, FOLLOWING, LOGIN, NETWORKS, CERTIFICATES = BLOCKS


def test_the_address_that_follows_keeps_the_page_without_a_script_and_with_a_redirect_the_article_too(
    site: BehindNginx, browser: Browser
) -> None:
    reader = browser.new_context(java_script_enabled=False).new_page()
    reader.goto(f"{site.server.address}geldend/{ARTICLE.partition('/')[2]}#klantgegevens")
    reader.wait_for_url(f"{site.server.address}{ARTICLE}")
    with nginx.serving(site.server.root, FOLLOWING.replace("2026-11-01", CURRENT)) as running:
        reader.goto(f"{running.address}geldend/{ARTICLE.partition('/')[2]}?x=1#klantgegevens")
        assert reader.url == f"{running.address}{ARTICLE}?x=1#klantgegevens"
        reply = BehindNginx(running, site.repository).get("geldend/")
        assert (reply.status, reply["Location"]) == (302, f"/{CURRENT}/")
    reader.context.close()


class Door(BaseHTTPRequestHandler):
    """In the place of oauth2-proxy: knows whoever has its cookie, and shows a login."""

    def do_GET(self) -> None:
        asked = self.path.partition("?")[0]
        known = "sessie=goed" in (self.headers["Cookie"] or "")
        self.send_response({"/oauth2/auth": 202 if known else 401, "/oauth2/start": 302}.get(asked, 404))
        if asked == "/oauth2/start":
            self.send_header("Location", f"https://inloggen.example.org/?{self.path.partition('?')[2]}")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        pass


def test_who_is_not_logged_in_is_led_to_the_login_and_sees_nothing(site: BehindNginx) -> None:
    door = ThreadingHTTPServer(("127.0.0.1", 0), Door)
    threading.Thread(target=door.serve_forever, daemon=True).start()
    try:
        with nginx.serving(site.server.root, LOGIN.replace("127.0.0.1:4180", f"127.0.0.1:{door.server_port}")) as running:
            closed = BehindNginx(running, site.repository)
            for path in ("", ARTICLE, f"{CURRENT}/stijl/handboek.css", "regime.json", "bestaat/niet"):
                reply = closed.get(path)
                assert (reply.status, reply["Location"]) == (302, f"/oauth2/start?rd=/{path}")
                assert b"bedrijfsgeheim" not in reply.body
                assert closed.get(path, Cookie="sessie=goed").status == (404 if path == "bestaat/niet" else 200)
            assert closed.get(".handboek/", Cookie="sessie=goed").status == 404
            start = closed.get("oauth2/start?rd=/doel/")
            assert (start.status, start["Location"]) == (302, "https://inloggen.example.org/?rd=/doel/")
            inside = closed.get(ARTICLE, Cookie="sessie=goed", Accept_Encoding="br")
            assert {name: inside[name] for name in headers.HEADERS} == headers.HEADERS
            assert inside["Content-Encoding"] == "br"
            # The question itself is nginx's alone.
            assert closed.get("oauth2/auth").status in (401, 404)
    finally:
        door.shutdown()
        door.server_close()


def test_only_networks_that_are_named(site: BehindNginx) -> None:
    for block, status in ((NETWORKS, 403), (NETWORKS.replace("10.0.0.0/8", "127.0.0.0/8"), 200)):
        with nginx.serving(site.server.root, block) as running:
            reply = BehindNginx(running, site.repository).get(ARTICLE)
            assert reply.status == status
            assert {name: reply[name] for name in headers.HEADERS} == headers.HEADERS


def test_https_and_certificates(site: BehindNginx) -> None:
    """The lines for https take the place of both listens; who has no certificate is refused, with the headers of all."""
    with nginx.readable_folder() as scratch:
        port = free_port()
        key, certificate = scratch / "handboek.key", scratch / "handboek.pem"
        made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
        subprocess.run([*made, "-keyout", str(key), "-out", str(certificate)], check=True, capture_output=True)
        key.chmod(0o644)
        conf = (
            CONF.replace("    listen 80;\n", TLS)
            .replace("    listen [::]:80;\n", "")
            .replace("    location /", f"{CERTIFICATES}    location /", 1)
        )
        for old, new in (
            ("listen 443", f"listen 127.0.0.1:{port}"),
            ("    listen [::]:443 ssl http2;\n", ""),
            ("/etc/ssl/handboek.pem", str(certificate)),
            ("/etc/ssl/private/handboek.key", str(key)),
            ("/etc/ssl/organisatie-ca.pem", str(certificate)),
            ("root /var/www/handboek;", f"root {site.server.root};"),
        ):
            assert old in conf, old
            conf = conf.replace(old, new)
        with nginx.running(scratch, conf, port):
            trusting = ssl.create_default_context(cafile=str(certificate))
            trusting.check_hostname = False
            for known, status in ((False, 400), (True, 200)):
                if known:
                    trusting.load_cert_chain(certificate, key)
                connection = http.client.HTTPSConnection("127.0.0.1", port, context=trusting, timeout=nginx.PATIENCE)
                connection.request("GET", f"/{ARTICLE}")
                answer = connection.getresponse()
                reply = Reply(answer.status, answer.getheaders(), answer.read())
                connection.close()
                assert reply.status == status
                assert {name: reply[name] for name in headers.HEADERS} == headers.HEADERS
                assert reply["Strict-Transport-Security"] == "max-age=31536000"


# The tests themselves


def test_a_wrong_file_is_noticed(site: BehindNginx, tmp_path: Path) -> None:
    """nginx -t fails on a file that is wrong: that it passes on ours says something."""
    with nginx.readable_folder() as scratch:
        nginx.configure(scratch, nginx.ours(site.server.root, site.server.port).replace("brotli_static on;", "brotli_statisch on;"))
        done = subprocess.run(nginx.command(scratch, "-t"), check=False, capture_output=True, text=True)
    assert done.returncode != 0
    assert "brotli_statisch" in done.stderr


def test_who_serves_has_no_rights(site: BehindNginx) -> None:
    pid = int((site.server.scratch / "nginx.pid").read_text())
    assert Path(f"/proc/{pid}").stat().st_uid != 0
    with socket.socket() as line:
        assert line.connect_ex(("127.0.0.1", site.server.port)) == 0
