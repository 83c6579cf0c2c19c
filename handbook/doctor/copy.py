"""The copy of the repository that somebody works in: whether git may read it, knows who they are, and leaves files as they are."""

from __future__ import annotations

import shlex
import shutil

from handbook.archive.clone import ORIGIN
from handbook.core.edit_host import MAIN
from handbook.core.findings import without_password
from handbook.doctor.model import FINE, Answer, fine, not_set, old, unseen
from handbook.doctor.seen import Seen

ROOM = 1_000_000_000
"""Bytes: what a build, its copy of the archive and what it packs take together, with something to spare."""

KNOWN_GIT = (2, 39)
"""The oldest git with which all of it was tried."""


def readable(seen: Seen) -> Answer:
    """Another user's folder is refused by git since 2.35.2, as on a shared disk or in a container."""
    if seen.refused is None:
        return FINE
    if "dubious ownership" in seen.refused:
        found = "git leest deze map niet, omdat zij van een andere gebruiker is."
        return not_set(
            found, "Vertrouwt u die gebruiker? Typ dan:", f"git config --global --add safe.directory {shlex.quote(str(seen.root))}"
        )
    if "not a git repository" in seen.refused:
        found = "Deze map is geen git-repository: wat u verandert, wordt niet bewaard."
        begin = ("git init --initial-branch=main", "git add --all", 'git commit --message "Begin"')
        return not_set(found, "Staat het handboek op een server? Werk dan in een kopie daarvan. Begint u pas? Typ dan:", *begin)
    return unseen(f"git kan deze map niet lezen: {seen.refused.removesuffix('.')}.", "Vraag wie uw computer beheert.")


def version(seen: Seen) -> Answer:
    """By the number that git gives of itself."""
    said = seen.repo.line("--version")
    numbers = [part for part in said.split() if part[0].isdigit()]
    try:
        found = tuple(int(part) for part in numbers[0].split(".")[:2])
    except (IndexError, ValueError):
        return unseen(f"Welke versie van git dit is, is niet te zien: {said}.", "Met git 2.39 en nieuwer is alles getest.")
    if found < KNOWN_GIT:
        return old(f"git is hier versie {numbers[0]}. Met iets ouders dan 2.39 is niets getest.", "Zet een nieuwere git op deze computer.")
    return FINE


def identity(seen: Seen) -> Answer:
    """Without a name git makes no commit."""
    lacking = [key for key in ("user.name", "user.email") if not seen.setting(key)]
    if not lacking:
        return FINE
    examples = {"user.name": '"Uw naam"', "user.email": '"u@voorbeeld.nl"'}
    found = "git weet niet wie u bent, en kan uw wijziging dan niet bewaren."
    return not_set(found, "Typ, met uw eigen gegevens:", *(f"git config {key} {examples[key]}" for key in lacking))


def whole(seen: Seen) -> Answer:
    """Who published what, and on what it follows, only a whole history can say."""
    if seen.repo.partial():
        found, name = "In deze kopie ontbreken bestanden: zij is gemaakt met git clone --filter.", shlex.quote(f"{seen.root.name}-heel")
        return old(found, "Maak een gewone kopie, en werk daarin:", f"git clone {without_password(seen.address or 'ADRES')} {name}")
    if seen.repo.shallow():
        found = "In deze kopie ontbreekt het begin van de geschiedenis: zij is gemaakt met git clone --depth."
        return old(found, "Haal de rest op:", f"git fetch --unshallow {ORIGIN}")
    if seen.address and seen.repo.narrow():
        found = "Deze kopie haalt niet alle branches van de server op, en kent dus misschien het archief niet."
        every = f"git config remote.{ORIGIN}.fetch '+refs/heads/*:refs/remotes/{ORIGIN}/*'"
        return old(found, "Haal ze voortaan allemaal op:", every, f"git fetch --tags {ORIGIN}")
    return FINE


def line_ends(seen: Seen) -> Answer:
    """A file that git writes otherwise than it was committed differs from what was published."""
    if seen.setting("core.autocrlf").lower() != "true":
        return FINE
    found = "git verandert hier de regeleinden van bestanden (core.autocrlf). Een bestand lijkt dan veranderd terwijl niemand eraan kwam."
    return old(found, "Zet dat uit:", "git config core.autocrlf false", "git add --renormalize .")


def capitals(seen: Seen) -> Answer:
    """What git believes of the disk, beside what the disk does."""
    blind = (seen.root / "MKDOCS.YML").exists()
    believed = seen.setting("core.ignorecase").lower() == "true"
    if blind == believed:
        return FINE
    found = (
        f"git denkt dat deze schijf {'geen ' if believed else ''}verschil ziet tussen hoofdletters en kleine letters, en dat klopt niet."
    )
    found = found if believed else found.replace("schijf ", "schijf wel ")
    step = "Anders ziet git het niet als u alleen een hoofdletter in de naam van een bestand verandert. Typ:"
    return old(found, step, f"git config core.ignorecase {str(blind).lower()}")


def room(seen: Seen) -> Answer:
    """On the disk with the handbook."""
    free = shutil.disk_usage(seen.root).free
    if free >= ROOM:
        return FINE
    return old(f"Op deze schijf is nog {free // 1_000_000} MB vrij. Bouwen en publiceren vragen ongeveer 1 GB.", "Maak ruimte.")


def current(seen: Seen) -> Answer | None:
    """Whether the server has text that this copy lacks; by what was fetched last where the server may not be asked."""
    if seen.address is None:
        return None
    branch = seen.repo.line("rev-parse", "--abbrev-ref", "HEAD")
    here, tracked = seen.repo.commit("HEAD"), seen.repo.commit(f"refs/remotes/{ORIGIN}/{MAIN}")
    theirs = tracked if seen.server is None else seen.server.get(f"refs/heads/{MAIN}")
    # A text that was never sent is not fetched either: without the second line the first would be advised for ever.
    send = f"git push --set-upstream {ORIGIN} {MAIN}"
    if here and theirs is None and seen.server is not None:
        return not_set(f"De tekst staat nog niet op de server: daar is geen branch {MAIN}.", "Stuur haar op:", send)
    if here is None or theirs is None:
        return unseen(
            f"Of de server een nieuwere tekst heeft, is hier niet te zien: {ORIGIN}/{MAIN} is hier niet bekend.",
            "Haal op wat daar staat. Is de tekst daar nog niet? Stuur haar dan op:",
            f"git fetch --tags {ORIGIN}",
            send,
        )
    if here == theirs or (seen.repo.commit(theirs) and seen.repo.descends(here, theirs)):
        return (
            FINE
            if seen.server is not None
            else fine("Dit geldt voor de laatste keer dat u ophaalde. De server zelf vraagt u het met: handbook doctor --online")
        )
    found = f"Op de server staat een nieuwere tekst (branch {MAIN}) dan hier."
    way = f"git pull --ff-only {ORIGIN} {MAIN}" if branch == MAIN else f"git pull {ORIGIN} {MAIN}"
    return old(found, "Haal haar op voordat u verder werkt:", way)
