"""deploy/nginx-onder-pad.conf beside another site: that one answers as before, to the byte, and the handbook is whole in its folder."""

from __future__ import annotations

import http.client
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from handbook.serve import headers
from tests.support import nginx
from tests.support.fork import handbook
from tests.support.handbooks import ROOT
from tests.support.proving import CURRENT, FIRST, copied
from tests.support.publishing import TODAY, commit
from tests.support.server import free_port

SNIPPET = (ROOT / "deploy/nginx-onder-pad.conf").read_text("utf-8")
ADDRESS = "https://intranet.proefhuis.test/handboek/"
OTHER = """\
server {{
    listen 127.0.0.1:{port};
    root {www}/ander;
    access_log off;
    add_header X-Site "intranet" always;
    error_page 404 /weg.html;
    {snippet}
}}
"""
PATHS = ("/", "/index.html", "/weg", "/map/", "/map", "/handboeken/", "/nieuws.html?x=1", "/.git/config", "/2026-01-01/", "/404.html")


@contextmanager
def running(www: Path, snippet: str, port: int) -> Iterator[int]:
    with nginx.readable_folder() as scratch, nginx.running(scratch, OTHER.format(port=port, www=www, snippet=snippet), port):
        yield port


def answer(port: int, path: str, method: str = "GET", accepted: str = "identity") -> tuple[int, dict[str, str], bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request(method, path, headers={"Accept-Encoding": accepted, "Host": "intranet.proefhuis.test"})
        reply = connection.getresponse()
        # Of the headers only the day differs by itself.
        return reply.status, {name: value for name, value in reply.getheaders() if name != "Date"}, reply.read()
    finally:
        connection.close()


@pytest.fixture(scope="module")
def www(proven: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of another site, and beside it the handbook's, whose root has its address in that folder."""
    root = copied(proven, tmp_path_factory.mktemp("pad") / "project")
    (root / "variables.yml").write_text(f'handboek:\n  adres: "{ADDRESS}"\n', "utf-8")
    commit(root, "adres")
    with nginx.readable_folder() as folder:
        for command in (("register", "--rebuild"), ("export", str(folder / "handboek"))):
            done = handbook(root, *command, HANDBOEK_VANDAAG=TODAY)
            assert done.returncode == 0, done.stdout + done.stderr
        (folder / "ander/map").mkdir(parents=True)
        (folder / "handboek/voorbeeld/pr-12").mkdir(parents=True)
        (folder / "handboek/voorbeeld/pr-12/index.html").write_text("<p>concept", "utf-8")
        for name in ("index.html", "weg.html", "nieuws.html", "map/index.html"):
            (folder / "ander" / name).write_text(f"<p>{name}", "utf-8")
        yield folder


@pytest.fixture(scope="module")
def port(www: Path) -> Iterator[int]:
    snippet = SNIPPET.replace("root /var/www;", f"root {www};")
    assert snippet != SNIPPET
    with running(www, snippet, free_port()) as found:
        yield found


def test_the_other_site_answers_as_before_to_the_byte(www: Path) -> None:
    port, answers = free_port(), []
    for snippet in ("", SNIPPET.replace("root /var/www;", f"root {www};")):
        with running(www, snippet, port):
            answers.append({(method, path): answer(port, path, method) for method in ("GET", "HEAD", "POST") for path in PATHS})
    assert answers[0] == answers[1]
    assert {status for status, _, _ in answers[0].values()} >= {200, 301, 404, 405}


def test_the_handbook_is_whole_in_its_folder(www: Path, port: int, proven: Path, tmp_path: Path) -> None:
    root = copied(proven, tmp_path / "project")
    (root / "variables.yml").write_text(f'handboek:\n  adres: "{ADDRESS}"\n', "utf-8")
    commit(root, "adres")
    done = handbook(root, "verify", "--url", f"http://127.0.0.1:{port}/handboek/", HANDBOEK_VANDAAG=TODAY)
    assert done.returncode == 0, done.stdout + done.stderr
    assert answer(port, "/handboek")[:2][1]["Location"] == "/handboek/"
    assert answer(port, f"/handboek/{FIRST}")[1]["Location"] == f"/handboek/{FIRST}/"
    for path in (
        "/handboek/weg",
        f"/handboek/{FIRST}/weg.html",
        "/handboek/.handboek/geldend/x",
        "/handboek/regime.json.br",
        "/handboek/op/weg/",
    ):
        status, _, body = answer(port, path)
        assert (status, body) == (404, (www / "handboek/404.html").read_bytes()), path
    assert answer(port, "/handboek/regime.json", accepted="br")[1]["Content-Encoding"] == "br"
    assert answer(port, "/handboek/", "POST")[0] == 405


@pytest.mark.parametrize(
    ("path", "robots", "kept"),
    [
        ("", None, "no-cache"),
        ("versies/", None, "no-cache"),
        (f"{CURRENT}/", None, "no-cache"),
        (f"{FIRST}/", "noindex", "no-cache"),
        (f"{FIRST}/assets/stijl.css", None, "max-age=604800"),
        ("weg", None, "no-cache"),
        ("voorbeeld/pr-12/", "noindex", "no-cache"),
    ],
)
def test_its_headers_are_those_of_the_program(path: str, robots: str | None, kept: str, port: int) -> None:
    found = answer(port, f"/handboek/{path}")[1]
    assert {name: found.get(name) for name in headers.HEADERS} == headers.HEADERS
    assert (found.get("X-Robots-Tag"), found.get("Cache-Control")) == (robots, kept)
    assert "X-Site" not in found


def test_what_it_shares_with_the_file_for_a_host_is_the_same() -> None:
    whole = (ROOT / "deploy/nginx.conf").read_text("utf-8")
    for block in (r"    types \{.*?\n    \}\n", r"    charset_types .*?;\n"):
        one, two = re.search(block, whole, re.DOTALL), re.search(block, SNIPPET, re.DOTALL)
        assert one
        assert two
        assert one[0] == two[0]
    assert re.findall(r'add_header (\S+) "([^"]*)" always', SNIPPET) == re.findall(
        r'^    add_header (\S+) "([^"]*)" always', whole, re.MULTILINE
    )
