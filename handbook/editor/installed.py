"""The part of the editor that comes from npm: where it is, and how it is fetched by its hashes."""

from __future__ import annotations

import base64
import hashlib
import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from handbook.core.errors import CannotWork

PINS = Path(__file__).with_name("npm")
"""Holds package.json with its lock, and in it the app itself with its hash."""

MISSING = "Het programma van de editor staat niet op deze computer. Haal het op met: handbook editor --get"

GONE = (".map",)
"""Files of the app that no reader needs."""


@dataclass(frozen=True)
class Part:
    """The installed part in `folder`."""

    folder: Path

    @property
    def app(self) -> Path:
        """Decap CMS itself: scripts alone."""
        return self.folder / "app"

    @property
    def yaml(self) -> Path:
        """What reads YAML in the browser."""
        return self.folder / "node_modules/yaml/browser/dist"

    @property
    def there(self) -> bool:
        """Whether all of it is here, in the versions that are pinned."""
        try:
            return (self.folder / "klaar").read_text("utf-8") == _mark()
        except OSError:
            return False


def part() -> Part:
    """Beside the program itself: what belongs to one installation, not to one handbook."""
    return Part(Path(sys.prefix) / "share/handboek-beheer")


def node() -> str | None:
    """The Node.js that runs the program beside `handbook serve`."""
    return shutil.which("node")


def get(into: Part) -> None:
    """Fetches what is pinned, or leaves what was there. Raises CannotWork where npm is absent, or what came is not what is pinned."""
    if into.there:
        return
    if not shutil.which("npm"):
        raise CannotWork("Het programma npm ontbreekt. Zet eerst Node.js op deze computer, met npm erbij, en probeer het dan opnieuw.")
    into.folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="handboek-beheer-", dir=into.folder.parent) as aside:
        fresh = Part(Path(aside) / "nieuw")
        shutil.copytree(PINS, fresh.folder)
        # No script of a package runs here.
        _npm(fresh.folder, "ci", "--ignore-scripts", "--omit=dev", "--no-audit", "--no-fund", "--loglevel=error")
        _unpack(fresh)
        (fresh.folder / "klaar").write_text(_mark(), "utf-8")
        shutil.rmtree(into.folder, ignore_errors=True)
        fresh.folder.rename(into.folder)


def _unpack(into: Part) -> None:
    """The app alone, out of its own package: the 640 packages that it names are in it already."""
    pin = app_pin()
    _npm(into.folder, "pack", f"{pin['name']}@{pin['version']}", "--ignore-scripts", "--loglevel=error")
    archive = next(into.folder.glob("*.tgz"))
    found = "sha512-" + base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
    if found != pin["integrity"]:
        raise CannotWork(f"{archive.name} is niet het bestand dat was vastgelegd. Er is niets veranderd. Probeer het later opnieuw.")
    into.app.mkdir()
    with tarfile.open(archive) as opened:
        for one in opened.getmembers():
            name = one.name.removeprefix("package/dist/")
            # Twice the same program, under two names.
            if one.isfile() and "/" not in name and not name.endswith((*GONE, ".cms.js")) and name != "cms.js":
                source = opened.extractfile(one)
                assert source
                (into.app / name).write_bytes(source.read())
    archive.unlink()


def app_pin() -> dict[str, str]:
    """Name, version and hash of the app, as package.json has them."""
    pins: dict[str, Any] = json.loads((PINS / "package.json").read_text("utf-8"))
    return dict(pins["config"]["app"])


def _mark() -> str:
    """What tells one set of pins from another."""
    return hashlib.sha256(b"".join((PINS / name).read_bytes() for name in ("package.json", "package-lock.json"))).hexdigest()


def _npm(folder: Path, *arguments: str) -> None:
    done = subprocess.run(["npm", *arguments], cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        last = done.stderr.strip()[-300:]
        raise CannotWork(f"npm kon de editor niet ophalen. Is er een verbinding met internet? npm zei: {last}")
