"""What wants a look as days pass: each kind told once its day has come and not before, and addresses tried on a real server."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.support.fork import handbook
from tests.support.handbooks import draw

BEFORE, AFTER = "2026-11-22", "2027-01-01"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return draw(tmp_path / "h")


def test_an_evaluation_is_told_from_its_day_on(root: Path) -> None:
    early = handbook(root, "review", HANDBOEK_VANDAAG="2026-12-31")
    assert (early.returncode, "niets dat aandacht vraagt" in early.stdout) == (0, True), early.stdout + early.stderr
    done = handbook(root, "review", "-o", "lijst.md", HANDBOEK_VANDAAG=AFTER)
    told = (root / "lijst.md").read_text("utf-8")
    assert (done.returncode, "## Evaluaties" in told) == (1, True), done.stdout + done.stderr
    assert "- Revisie 2026-01-01 zou op 1 januari 2027 opnieuw worden bekeken." in told
    # A later text that applies has an evaluation of its own.
    revision = (root / "docs/revisies/2026-01-01.md").read_text("utf-8")
    later = revision.replace("ingangsdatum: 2026-01-01", "ingangsdatum: 2026-12-31").replace(
        "evaluatie: 2027-01-01", "evaluatie: 2028-01-01"
    )
    (root / "docs/revisies/2026-12-31.md").write_text(later, "utf-8")
    assert "Evaluaties" not in handbook(root, "review", HANDBOEK_VANDAAG=AFTER).stdout


def test_a_source_is_told_once_it_is_due_with_its_text_as_text(root: Path) -> None:
    (root / "docs/gegevens").mkdir(exist_ok=True)
    source = 'wet:\n  naam: "de wet @iedereen"\n  url: "https://wetten.overheid.nl/BWBR0005290/"\n  waarvoor: "Iets."\n  zekerheid: H\n'
    (root / "docs/gegevens/bronnen.yml").write_text(f"{source}  nagekeken: 2025-11-22\n  opnieuw_nakijken: 2026-12-01\n", "utf-8")
    done = handbook(root, "review", HANDBOEK_VANDAAG="2026-12-02")
    assert (done.returncode, "## Bronnen om weer na te kijken" in done.stdout, "(BRN002)" in done.stdout) == (1, True, True), done.stdout
    assert "@iedereen" not in done.stdout
    assert "BRN002" not in handbook(root, "review", HANDBOEK_VANDAAG=BEFORE).stdout


def test_pages_are_told_once_they_are_late(root: Path) -> None:
    (root / "docs/gegevens").mkdir(exist_ok=True)
    kept = "docs: {eigenaar: hr, nagekeken: 2025-12-01, maanden: 12}\n"
    (root / "docs/gegevens/eigenaars.yml").write_text(kept, "utf-8")
    done = handbook(root, "review", HANDBOEK_VANDAAG="2026-12-02")
    assert (done.returncode, "## Pagina's om weer na te kijken" in done.stdout, "(NAK006)" in done.stdout) == (1, True, True), done.stdout
    assert "NAK006" not in handbook(root, "review", HANDBOEK_VANDAAG=BEFORE).stdout


class Answers(BaseHTTPRequestHandler):
    """Knows one page, lost another, and is down for a third."""

    def do_HEAD(self) -> None:
        self.send_response({"/goed": 200, "/weg": 404, "/kwijt": 410, "/alleen-get": 405}.get(self.path, 503))
        self.end_headers()

    def do_GET(self) -> None:
        self.send_response({"/weg": 404, "/alleen-get": 200}.get(self.path, 503))
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Nobody reads it."""


@pytest.fixture
def elsewhere() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_an_address_is_told_where_its_server_says_that_it_is_gone_and_only_when_asked(root: Path, elsewhere: str) -> None:
    with (root / "docs/regels.md").open("a", encoding="utf-8") as page:
        for one in ("goed", "weg", "kwijt", "alleen-get", "stuk", "weg"):
            page.write(f"\nZie [{one}]({elsewhere}/{one}).\n")
    asked = handbook(root, "review", "--links", HANDBOEK_VANDAAG=BEFORE)
    rows = [line for line in asked.stdout.splitlines() if line.startswith("- ")]
    assert (asked.returncode, len(rows)) == (1, 2), asked.stdout + asked.stderr
    assert all("docs/regels" in row.replace("\\", "") for row in rows) and "weg" in rows[0] and "kwijt" in rows[1]
    assert handbook(root, "review", HANDBOEK_VANDAAG=BEFORE).returncode == 0


def test_without_a_network_it_says_so(root: Path) -> None:
    with (root / "docs/regels.md").open("a", encoding="utf-8") as page:
        page.write("\nZie [niets](http://127.0.0.1:9/).\n")
    done = handbook(root, "review", "--links", HANDBOEK_VANDAAG=BEFORE)
    assert (done.returncode, "Geen enkele server" in done.stderr) == (2, True), done.stdout + done.stderr
