"""Takes the pictures of docs/beheer/ from the program itself, with the organisation of the tests: python -m tools.management_pictures."""

from __future__ import annotations

import io
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page

from handbook.editor import installed
from tests.support import browser as chromium
from tests.support.handbooks import ROOT, SAMPLE, draw

TO = ROOT / "docs/beheer/beeld"
WIDTH, HEIGHT = 1000, 640
LARGEST = 60_000
"""Bytes: somebody may read these pages at home, by telephone."""

PATIENCE_S = 120
RULE = "docs/regels/werktijd.md"
OLD, NEW = (
    "    Dan praat u er eerst samen over.\n\n!!! example",
    "    Dan praat u er eerst samen over.\n5. U legt uw telefoon weg tijdens een overleg.\n\n!!! example",
)


def main() -> None:
    """Writes the pictures again; that of the editor only where its part was fetched (`make beheer`)."""
    TO.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "handboek"
        _published(root)
        with _served(root) as address, chromium.opened() as running:
            page = running.new_page(locale="nl-NL", viewport={"width": WIDTH, "height": HEIGHT})
            page.set_default_timeout(PATIENCE_S * 1000)
            page.goto(f"{address}concept/regels/werktijd/")
            _kept(page, "concept", height=320)
            page.goto(f"{address}wat-verandert/")
            page.get_by_role("heading", name="In het kort").wait_for()
            _kept(page, "verslag")
            if installed.part().there:
                page.goto(f"{address}beheer/#/collections/pagina-regels/entries/werktijd")
                page.get_by_role("button", name="Opslaan").wait_for()
                shown = page.frame_locator("iframe").first.frame_locator("iframe").locator("h1")
                shown.first.wait_for()
                _kept(page, "editor")
                text = page.get_by_label("Tekst", exact=True)
                text.fill(text.input_value() + "\nVraag het aan HR.\n")
                page.get_by_role("button", name="Opslaan").click()
                page.get_by_role("button", name="Indienen (1)").click()
                page.get_by_role("button", name="Indienen: Regels").wait_for()
                # What Decap says of saving goes away by itself.
                page.locator(".Toastify__toast").wait_for(state="detached")
                _kept(page, "indienen", height=500)
            else:
                print(f"Left as it was: {TO / 'editor.webp'}. First: make beheer")


def _published(root: Path) -> None:
    """The handbook of the tests with its first text published, and a rule that is changed since."""
    draw(root, of=SAMPLE)
    for command in (["init", "-q", "-b", "main"], ["add", "-A"], ["commit", "-q", "-m", "Begin"]):
        subprocess.run(["git", *command], cwd=root, env=_environment(), check=True)
    subprocess.run([sys.executable, "-m", "handbook", "publish"], cwd=root, env=_environment(), check=True, capture_output=True)
    text = (root / RULE).read_text("utf-8")
    assert OLD in text
    (root / RULE).write_text(text.replace(OLD, NEW, 1), "utf-8")
    subprocess.run(["git", "commit", "-q", "-a", "-m", "Een regel erbij"], cwd=root, env=_environment(), check=True)


def _environment() -> dict[str, str]:
    who = {
        f"GIT_{role}_{what}": value for role in ("AUTHOR", "COMMITTER") for what, value in (("NAME", "HR"), ("EMAIL", "hr@proefhuis.test"))
    }
    return {**os.environ, **who}


@contextmanager
def _served(root: Path) -> Iterator[str]:
    """The address at which `handbook serve` shows the handbook, once its draft is there."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "handbook", "serve", "--port", str(port)]
    process = subprocess.Popen(command, cwd=root, env=_environment(), stdout=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}/"
    try:
        for _ in range(PATIENCE_S):
            with suppress(OSError), urllib.request.urlopen(f"{address}concept/regels/werktijd/") as answer:
                if re.search(rb'<p class="?concept\b', answer.read()):
                    break
            time.sleep(1)
        yield address
    finally:
        process.terminate()
        process.wait()


def _kept(page: Page, name: str, height: int = HEIGHT) -> None:
    """What the window shows, as a picture no larger than LARGEST."""
    data = page.screenshot(clip={"x": 0, "y": 0, "width": WIDTH, "height": height})
    file = TO / f"{name}.webp"
    Image.open(io.BytesIO(data)).convert("RGB").save(file, quality=80, method=6)
    assert file.stat().st_size < LARGEST, file
    print(file)


if __name__ == "__main__":
    main()
