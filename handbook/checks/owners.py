"""Every page has an owner who is there, and is looked at again in time."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.core.dutch import enumeration, guess_date, long_date, months_after, today
from handbook.core.findings import Finding, InFile, quote
from handbook.sources import Sources
from handbook.sources.contacts import Contact
from handbook.sources.data.owners import DUE, EVERYTHING, OWNER, OWNERS, Folder, Kept, day, typed

LONGEST = 120
"""Months: a page of which nobody looks for ten years whether it is still right is kept by nobody."""

AGAIN = f"Kijk na of alles nog klopt, en zet achter {DUE} een nieuwe dag."


def check(sources: Sources) -> Iterator[Finding]:
    """Of what a folder says one finding is told, whatever the number of its pages."""
    kept = [*sources.data.owners.all(sources.pages.values())]
    for folder in sources.data.owners.folders.values():
        yield from _folder(folder, [one for one in kept if one.folder == folder], sources)
    for one in kept:
        yield from _page(one, sources)
    yield from _without(kept)


def _without(kept: list[Kept]) -> Iterator[Finding]:
    alone = [one.page for one in kept if one.owner is None]
    if alone:
        more = {1: "", 2: " Dat geldt ook voor één andere pagina."}
        others = more.get(len(alone), f" Dat geldt ook voor {len(alone) - 1} andere pagina's.")
        mend = f"Zet bovenaan de pagina een regel, zoals {OWNER}: hr. Of zet in {OWNERS.name} wie alle andere pagina's bijhoudt, onder {EVERYTHING}:"
        yield alone[0].warning(1, "NAK002", f"Niemand houdt deze pagina bij.{others}", mend)


def _unknown(where: InFile, line: int, role: str, contact: Contact | None) -> Iterator[Finding]:
    """That nobody is behind a role; nothing where the facts cannot tell."""
    if contact is not None and not (role in contact.every and contact.people(role)):
        message = f"{quote(role)} is bij u geen rol waarin iemand te bereiken is."
        there = enumeration([*contact.there], " of ")
        mend = f"Kies een rol die onder contact staat: {there}. Een naam van een mens hoort hier niet."
        yield where.warning(line, "NAK004", message, mend)


def _folder(folder: Folder, pages: list[Kept], sources: Sources) -> Iterator[Finding]:
    if not pages and not any(folder.holds(path) for path in sources.pages):
        message = f"De map docs/{folder.name} is er niet, of heeft geen pagina's."
        yield OWNERS.warning(folder.line, "NAK003", message, "Kijk de naam na, of haal de regels weg.")
        return
    yield from _unknown(OWNERS, folder.line, folder.told.eigenaar, sources.facts.contact if sources.facts else None)
    yield from _impossible(folder)
    yield from _late(folder, [one for one in pages if one.due == folder.due and day(one.page) is None])


def _inside(folder: Folder) -> str:
    """Where the pages are, as a part of a sentence; nothing of those that are in no folder of their own."""
    return "" if folder.name == EVERYTHING else f" in docs/{folder.name}"


def _impossible(folder: Folder) -> Iterator[Finding]:
    """Days and months that nobody can have meant."""
    pages = f"De pagina's{_inside(folder)}" if _inside(folder) else "Alle andere pagina's"
    if folder.told.maanden > LONGEST:
        message = f"{pages} hoeven pas na {folder.told.maanden} maanden weer te worden nagekeken."
        yield OWNERS.warning(folder.line, "NAK005", message, f"Kies ten hoogste {LONGEST} maanden.")
    elif folder.told.nagekeken > today():
        message = f"{pages} zijn nagekeken op een dag die nog moet komen: {folder.told.nagekeken}."
        yield OWNERS.warning(folder.line, "NAK005", message, "Vul de dag in waarop iemand ze nakeek.")


def _late(folder: Folder, pages: list[Kept]) -> Iterator[Finding]:
    """Those that are due by the day of their folder, told once."""
    if pages and folder.due <= today():
        count, must = ("Eén pagina", "moest") if len(pages) == 1 else (f"{len(pages)} pagina's", "moesten")
        message = f"{count}{_inside(folder)} {must} vóór {long_date(folder.due)} worden nagekeken, door {folder.told.eigenaar}."
        mend = "Kijk na of alles nog klopt, en zet achter nagekeken de dag waarop u dat deed."
        yield OWNERS.warning(folder.line, "NAK006", message, mend)


def _page(one: Kept, sources: Sources) -> Iterator[Finding]:
    """What the head of a page says itself."""
    meta = one.page.meta
    role, written = typed(one.page, OWNER), typed(one.page, DUE)
    if meta and role:
        yield from _unknown(one.page, meta.key_lines[OWNER], role, sources.facts.contact if sources.facts else None)
    if meta and ((OWNER in meta.items and not role) or (DUE in meta.items and not written)):
        key = OWNER if not role and OWNER in meta.items else DUE
        yield one.page.warning(
            meta.key_lines[key], "NAK005", f"Achter {key} staat niets dat te lezen is.", "Vul het in, of haal de regel weg."
        )
    if meta and written:
        yield from _day(one, meta.key_lines[DUE], written)


def _day(one: Kept, line: int, written: str) -> Iterator[Finding]:
    due = day(one.page)
    if due is None:
        meant = guess_date(written)
        mend = f"Schrijf: {DUE}: {meant.isoformat()}" if meant else f"Schrijf jaar, maand en dag: {DUE}: JJJJ-MM-DD"
        yield one.page.warning(line, "NAK005", f"{quote(written)} is geen dag.", mend)
    elif due > months_after(today(), LONGEST):
        yield one.page.warning(
            line, "NAK005", f"Deze pagina hoeft pas op {long_date(due)} weer te worden nagekeken.", "Kies een dag binnen tien jaar."
        )
    elif due <= today():
        whose = f", door {one.owner}" if one.owner else ""
        yield one.page.warning(line, "NAK006", f"Deze pagina moest vóór {long_date(due)} worden nagekeken{whose}.", AGAIN)
