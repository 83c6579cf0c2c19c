"""Draws an archive of as many versions as a bench asks for, within seconds: valid folders, a commit and a tag each, written straight into git."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from handbook.archive import manifest
from handbook.archive.articles_file import ARTIKELEN_JSON
from handbook.archive.manifest import Built, Decision, Link, Publication, canonical, sha256
from handbook.core.project import Project
from handbook.publish import rebuild
from tests.support.decided import decided
from tests.support.publishing import GH_PAGES, git, imported

START = date(2020, 1, 1)
WHO = b"Tester <tester@proefhuis.test> 1577836800 +0000\n"
NOT_FOUND = b'<!doctype html><html lang="nl"><title>x</title><body><article class="md-content__inner md-typeset">x</article></body></html>'
SOURCE = "0" * 40
ADDRESS = "https://handboek.proefhuis.test/"


def draw(root: Path, count: int, site: Path | None = None, address: str = ADDRESS) -> Path:
    """Puts `count` versions on the branch of the repository `root`, with the register and mike's list as the program itself makes them.

    Each holds the files of the built `site`, which its pages and articles tell apart by their date, or two tiny pages that belong to `address`.
    """
    whole = _files(site) if site else {"404.html": NOT_FOUND, "index.html": b"<!doctype html><p>DAG"}
    revision = json.loads((site / "handboek.json").read_bytes())["revisie"] if site else None
    feed = b"".join(_stream(count, whole, revision["adres"] if revision else address))
    subprocess.run(["git", "fast-import", "--quiet"], cwd=root, input=feed, check=True, capture_output=True)
    git(root, "gc", "--quiet")
    rebuild.rebuild(Project(root, root / "variables.yml"), START + timedelta(days=count), push=None, say=lambda _: None)
    return root


def _files(site: Path) -> dict[str, bytes]:
    named = json.loads((site / "handboek.json").read_bytes())["versie"].encode()
    paths = sorted(path for path in site.rglob("*") if path.is_file() and path.name != "handboek.json")
    return {
        path.relative_to(site).as_posix(): path.read_bytes().replace(named, b"DAG") if _is_text(path.name) else path.read_bytes()
        for path in paths
    }


def _is_text(path: str) -> bool:
    return path.endswith((".html", ARTIKELEN_JSON))


def _versions(count: int, whole: dict[str, bytes], address: str) -> Iterator[tuple[str, dict[str, bytes], str]]:
    """Name, files and fingerprint of versions a day apart, each linked to the one before."""
    last: Link | None = None
    for number in range(1, count + 1):
        day = START + timedelta(days=number)
        name = str(day)
        facts = Built(
            versie=name,
            geldig_van=day,
            vastgesteld=day,
            vastgesteld_door="de directie",
            bekendgemaakt=day,
            aard="materieel",
            toelichting=f"De regels van {name}, met een zin die zegt wat er anders is dan in de tekst van daarvoor.",
            besluiten=tuple(Decision.model_validate(one) for one in decided(day)),
            evaluatie=day + timedelta(days=365),
            werkgever="Proefhuis B.V.",
            adres=address,
        )
        page = {"url": "", "titel": "Start", "tekst": sha256(name.encode()), "adressen": [], "artikelen": {}}
        record = {"schema": 2, "versie": name, "ingangsdatum": name, "paginas": {"index.md": page}, "doorverwijzingen": {}}
        files = {path: data.replace(b"DAG", name.encode()) if _is_text(path) else data for path, data in whole.items()}
        files["handboek.json"] = canonical({**record, "revisie": manifest.plain(facts)})
        moment = Publication(facts, number, day, last, SOURCE)
        listed = moment.manifest({path: sha256(data) for path, data in files.items()}, {})
        yield name, {**files, manifest.FACTS: moment.facts(), manifest.MANIFEST_JSON: listed}, sha256(listed)
        last = Link(versie=name, manifest=sha256(listed))


def _stream(count: int, whole: dict[str, bytes], address: str) -> Iterator[bytes]:
    """What git fast-import reads: https://git-scm.com/docs/git-fast-import."""
    for number, (name, files, print_) in enumerate(_versions(count, whole, address), 1):
        yield b"commit %s\nmark :%d\ncommitter %s" % (GH_PAGES.encode(), number, WHO)
        yield imported(f"Publish {name}".encode())
        yield b"from :%d\n" % (number - 1) if number > 1 else b"M 100644 inline .nojekyll\n" + imported(b"")
        for path, data in files.items():
            yield f"M 100644 inline {name}/{path}\n".encode()
            yield imported(data)
        message = f"Revisie {name}\n\nManifest-SHA-256: {print_}\nSource-commit: {SOURCE}\n"
        yield f"tag revisie/{name}\nfrom :{number}\n".encode() + b"tagger " + WHO + imported(message.encode())
