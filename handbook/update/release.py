"""What a release hands out, said by that release itself: its own module is run by a bare Python, from a wheel or a tag, so that its rules count."""

from __future__ import annotations

import errno
import re
import subprocess
import sys
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

from handbook.archive.git import Failed, Repository
from handbook.core import system_errors
from handbook.core.errors import CannotWork
from handbook.core.temporary import workspace
from handbook.new import engine, material, origin
from handbook.new.engine import GIT, WHEEL, Engine

ASIDE = "handboek-uitgave-"
FACTS = "variables.yml"
SCRIPT = f"""
import pathlib, sys
sys.path.insert(0, sys.argv[1])
from handbook.new import material
to = pathlib.Path(sys.argv[2])
material.copy(material.place(), to)
(to / {FACTS!r}).write_text(material.example(), "utf-8")
"""
"""For a Python without any package: `-I -S` keeps ours out, and what is asked has its names for ever (new/material.py)."""

LIMIT_S = 60

NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EROFS)
"""What is wrong with this computer, and not with the file."""


@dataclass(frozen=True)
class Release:
    """One release: its number, and the files that it hands out, by their paths in a repository."""

    version: str
    files: dict[str, bytes] = field(repr=False)

    @property
    def order(self) -> tuple[int, ...]:
        return order(self.version)


def order(version: str) -> tuple[int, ...]:
    """The numbers in a version, to compare."""
    return tuple(int(number) for number in re.findall(r"\d+", version))


def running() -> Release:
    """That of the program that runs now."""
    with workspace(ASIDE) as work:
        to = work / "uit"
        material.copy(material.place(), to)
        (to / FACTS).write_text(material.example(), "utf-8")
        return Release(engine.version(), origin.below(to))


def of(chosen: Engine) -> Release:
    """That of a wheel, or of a tag, which is fetched. Raises CannotWork where it cannot be had, or hands out nothing."""
    with workspace(ASIDE) as work:
        program = work / "programma"
        version = _unpacked(chosen.wheel, program) if chosen.wheel else _fetched(chosen.line, program)
        to = work / "uit"
        command = [sys.executable, "-I", "-S", "-c", SCRIPT, str(program), str(to)]
        try:
            done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=LIMIT_S)
        except subprocess.TimeoutExpired as error:
            raise CannotWork(f"{_called(chosen)} geeft na {LIMIT_S} seconden nog geen bestanden. Er is niets veranderd.") from error
        if done.returncode:
            why = (done.stderr.strip().splitlines() or ["geen reden"])[-1]
            raise CannotWork(f"{_called(chosen)} geeft geen bestanden voor een handboek: {why}. Er is niets veranderd. {engine.WAYS}")
        return Release(version, origin.below(to))


def _called(chosen: Engine) -> str:
    return chosen.wheel.name if chosen.wheel else chosen.line.partition(" @ ")[2]


def _unpacked(wheel: Path, to: Path) -> str:
    """Opens the wheel in `to`, and gives its number."""
    named = WHEEL.fullmatch(wheel.name)
    assert named
    try:
        with zipfile.ZipFile(wheel) as packed:
            origin.require_size(packed)
            packed.extractall(to)
    except origin.DAMAGED as error:
        if isinstance(error, OSError) and error.errno in NO_ROOM:
            raise CannotWork(
                f"{wheel.name} is niet uit te pakken: {system_errors.said(error)}. Er is niets veranderd. Maak ruimte op de schijf."
            ) from error
        raise CannotWork(f"{wheel.name} is beschadigd of geen wheel. Er is niets veranderd. Haal het bestand opnieuw op.") from error
    return named["version"]


def _fetched(line: str, to: Path) -> str:
    """Fetches the tag that the line names into `to`, and gives the number of what stands there."""
    address = line.partition(" @ ")[2]
    found = GIT.fullmatch(address)
    assert found
    place = address.removeprefix("git+").rpartition("@")[0]
    try:
        to.mkdir()
        how = ("--quiet", "--depth=1", "--no-recurse-submodules", "--branch", found["tag"])
        Repository(to).run("clone", *how, "--", place, str(to))
    except Failed as error:
        raise CannotWork(
            f"De tag {found['tag']} is niet op te halen. Er is niets veranderd. Git meldt: {error.reason}. {engine.WAYS}"
        ) from error
    project = to / "pyproject.toml"
    number = re.search(r'(?m)^version = "([0-9][^"]*)"', project.read_text("utf-8")) if project.exists() else None
    if not number:
        raise CannotWork(f"Bij de tag {found['tag']} staat dit programma niet. Er is niets veranderd. {engine.WAYS}")
    return number[1]
