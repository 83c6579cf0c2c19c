"""The program: whether it is pinned, is the one that runs, is the newest known, and whether what it handed out is still what it hands out now."""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Iterator, Mapping
from datetime import date
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement

from handbook.archive.git import Failed
from handbook.core.console import few
from handbook.core.dutch import long_date
from handbook.core.findings import without_password
from handbook.core.handed_out import noted
from handbook.core.optional_parts import PANDOC, TYPST
from handbook.doctor.model import FINE, Answer, fine, not_set, old, unseen
from handbook.doctor.seen import Seen
from handbook.editor import installed
from handbook.new import engine, material, origin
from handbook.sources import variables

PIN = re.compile(r"\./(?P<file>\S+\.whl)\s+--hash=sha256:(?P<hash>[0-9a-f]{64})")
GIT = re.compile(r"(?:\S+\s*@\s*)?git\+(?P<url>[^\s#]+?)(?:@(?P<tag>[^\s@#/]+))?(?:#\S*)?")
COMMIT = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
RELEASE = re.compile(r"v?(?P<number>\d+(?:\.\d+)*)")
UPDATE = "handbook update"

END_OF_LIFE = {(3, 11): date(2027, 10, 31), (3, 12): date(2028, 10, 31), (3, 13): date(2029, 10, 31), (3, 14): date(2030, 10, 31)}
"""The last day on which a Python gets security fixes (https://devguide.python.org/versions/)."""

HANDED_OUT = (".github/workflows", "deploy/ci", ".gitlab-ci.yml", ".forgejo")
"""What the program hands out and an organisation seldom changes; its look and words for authors are its own to change."""


def pinned(seen: Seen) -> Answer | None:
    """Whether the same program comes every time, whoever installs it."""
    if not seen.own_repository:
        return None
    line = seen.pinned or ""
    wheel, repository = PIN.fullmatch(line), GIT.fullmatch(line)
    if wheel:
        return _kept(seen, wheel["file"], wheel["hash"])
    tag = repository["tag"] if repository else None
    if repository is None or not tag:
        found = f"{engine.LINE} zegt niet welke versie van het programma u gebruikt: {line or 'er staat geen regel in'}."
        return not_set(found, "Zet aan het eind van de regel een apenstaartje met een tag, zoals @v0.7.0.")
    if COMMIT.fullmatch(tag) or RELEASE.fullmatch(tag):
        return FINE
    found = f"{engine.LINE} noemt {tag}. Is dat een branch, dan verandert uw programma vanzelf."
    return old(found, "Zet daar een tag, zoals v0.7.0. Welke er zijn, zegt:", f"git ls-remote --tags {without_password(repository['url'])}")


def _kept(seen: Seen, file: str, hash: str) -> Answer:
    wheel = seen.root / file
    if not wheel.is_file():
        return old(f"{engine.LINE} noemt {file}, en dat bestand is er niet.", "Zet het bestand terug:", f"git checkout HEAD -- {file}")
    if hashlib.sha256(wheel.read_bytes()).hexdigest() != hash:
        return old(
            f"{file} is een ander bestand dan {engine.LINE} noemt.",
            "Kijk wie het veranderde, en zet het terug:",
            f"git checkout HEAD -- {file}",
        )
    return FINE


def running(seen: Seen) -> Answer | None:
    """Whether the program that answers now is the one that is pinned."""
    if not seen.own_repository:
        return None
    own = engine.own()
    if own is None:
        return unseen(
            f"Of hier het programma draait dat {engine.LINE} noemt, is niet te zien.", "Installeer het opnieuw:", "make .venv/site"
        )
    if own.line == seen.pinned:
        return FINE
    return old(f"Hier draait een ander programma dan {engine.LINE} noemt.", "Installeer wat daar staat:", "make .venv/site")


def newest(seen: Seen) -> Answer | None:
    """By the tags of the repository that the program comes from: over the network only where that was asked for."""
    repository = GIT.fullmatch(seen.pinned or "")
    if repository is None or not repository["tag"]:
        return None
    url, now = repository["url"], RELEASE.fullmatch(repository["tag"])
    if not (seen.online or url.startswith("file://")):
        return unseen(
            "Of er een nieuwere versie van het programma is, is hier niet te zien.", "Vraag het de server:", "handbook doctor --online"
        )
    try:
        tags = [ref.removeprefix("refs/tags/") for ref in seen.repo.remote_refs(url, "refs/tags/*", patient=False)]
    except Failed as error:
        return unseen(f"De server met het programma antwoordt niet: {error.reason.removesuffix('.')}.", "Probeer het later opnieuw.")
    last = max((_number(tag), tag) for tag in [*tags, "0"] if RELEASE.fullmatch(tag))[1]
    if now is None or _number(last) <= _number(repository["tag"]):
        return FINE
    return old(
        f"Er is een nieuwere versie van het programma: {last}. U gebruikt {repository['tag']}.",
        "Neem haar over. Uw tekst blijft zoals zij is:",
        f"{UPDATE} --engine git+{without_password(url)}@{last}",
    )


def _number(tag: str) -> tuple[int, ...]:
    match = RELEASE.fullmatch(tag)
    return tuple(int(part) for part in match["number"].split(".")) if match else ()


def python(seen: Seen) -> Answer:
    """Whether the Python that runs still gets security fixes on the day."""
    version = sys.version_info[:2]
    end, name = END_OF_LIFE.get(version), ".".join(map(str, version))
    if end is None:
        return unseen(
            f"Hoelang Python {name} nog wordt bijgehouden, weet dit programma niet.", "Kijk op https://devguide.python.org/versions/."
        )
    if seen.day <= end:
        return FINE
    return old(
        f"Python {name} wordt sinds {long_date(end)} niet meer bijgehouden.",
        "Zet een nieuwere Python op deze computer, haal de map .venv weg en typ:",
        "make site",
    )


def libraries(seen: Seen) -> Answer:  # noqa: ARG001 - every examination is asked in the same way
    """Whether what is installed is what the program was tested with, and every line of that list has its fingerprint."""
    wanted = needed((material.place() / material.LOCKS[0]).read_text("utf-8"))
    others = [
        f"{name} {there} in plaats van {version}" for name, version in wanted.items() if (there := _installed(name)) not in (version, None)
    ]
    missing = [name for name in wanted if _installed(name) is None]
    if not others and not missing:
        return FINE
    found = (
        f"Wat hier is geïnstalleerd, is niet waarmee het programma is getest: {few([*others, *(f'{name} ontbreekt' for name in missing)])}."
    )
    return old(found, "Installeer het opnieuw:", "rm -f .venv/site", "make .venv/site")


def _installed(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def needed(lock: str) -> dict[str, str]:
    """Of each package the version for the Python and the system that run: another, such as Debian's Python 3.11.2, may need an older one."""
    lines = (Requirement(line) for line in re.findall(r"^([a-z0-9][^\\\n]*?) *\\?$", lock, re.MULTILINE))
    return {one.name: str(one.specifier).removeprefix("==") for one in lines if one.marker is None or one.marker.evaluate()}


def handed_out(seen: Seen) -> Answer | None:
    """Whether workflows and scripts are those of this program or were changed on purpose, and by which version the look was made."""
    if not seen.own_repository:
        return None
    made = noted(seen.text(engine.LINE) or "")
    if made and made != engine.version():
        found = f"macros/, overrides/ en docs/stijl/ komen uit versie {made}, en het programma is versie {engine.version()}."
        return old(found, "Neem over wat veranderde. Wat u zelf veranderde, blijft staan:", UPDATE)
    others = {
        name: theirs
        for name, ours in _files(material.place())
        if (seen.root / name).is_file() and (theirs := (seen.root / name).read_bytes()) != ours
    }
    began = _began(seen)
    if began is None:
        found = f"{origin.PATH} ontbreekt: wat u zelf veranderde, is niet te onderscheiden van wat het programma veranderde."
        return not_set(found, "Bewaar waarmee u begon:", UPDATE)
    stale = [name for name, theirs in sorted(others.items()) if theirs == began.get(name)]
    if stale:
        return old(f"Deze bestanden zijn niet die van deze versie: {few(stale)}.", "Neem over wat veranderde:", UPDATE)
    return fine(f"Zelf veranderd: {few(sorted(others))}.") if others else FINE


def _began(seen: Seen) -> Mapping[str, bytes] | None:
    """What was handed out to the organisation; None where its repository does not say."""
    kept = seen.root / origin.PATH
    try:
        return origin.read(kept.read_bytes()).files
    except (OSError, origin.Unreadable):
        return None


def _files(source: Path) -> Iterator[tuple[str, bytes]]:
    for name in HANDED_OUT:
        place = source / name
        for path in sorted(place.rglob("*")) if place.is_dir() else [place]:
            if path.is_file():
                yield path.relative_to(source).as_posix(), path.read_bytes()


def schema(seen: Seen) -> Answer | None:
    """What a text editor completes `variables.yml` by."""
    there = seen.text(variables.SCHEMA_NAME)
    if there is None or there == variables.schema_text():
        return FINE if there else None
    found = f"{variables.SCHEMA_NAME} is van een andere versie van het programma: uw tekstverwerker keurt dan goede regels af."
    return old(found, "Maak het opnieuw:", f"handbook variables --schema > {variables.SCHEMA_NAME}")


def parts(seen: Seen) -> Answer:
    """What only some need, and how they get it."""
    facts, pdf = seen.sources.facts, TYPST.there
    if facts and "pdf" in facts.handboek.documenten and not pdf:
        found = "variables.yml vraagt bij elke versie om een PDF, en het onderdeel daarvoor staat hier niet. Publiceren kan zo niet."
        return not_set(found, "Installeer het, of haal pdf weg bij handboek: documenten.", TYPST.command)
    lacking = [] if installed.part().there else ["De editor staat hier niet. Wilt u hem? Typ handbook editor --get, en open /beheer/."]
    lacking += (
        [] if PANDOC.there else [f"Een tekst uit Word overnemen kan hier niet. Wilt u dat? Typ {PANDOC.command} en probeer het opnieuw."]
    )
    lacking += [] if pdf else [f"Een PDF maken kan hier niet. Wilt u dat? Typ {TYPST.command} en probeer het opnieuw."]
    if facts and not facts.handboek.documenten:
        lacking.append(
            "Een versie is er alleen als website. Wilt u ook bestanden? Zet in variables.yml onder handboek: documenten: [word, epub]"
        )
    return fine(" ".join(lacking))
