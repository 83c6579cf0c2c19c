"""Knows the acts on the archive that publish no text: moving on to a day, making the register anew, restoring and withdrawing a version."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from handbook.archive import branch, git, manifest, register, root_pages
from handbook.archive.git import BRANCH, Entry, Repository
from handbook.archive.manifest import Withdrawal
from handbook.archive.register import Entry as Version
from handbook.archive.register import Register
from handbook.archive.versions_json import ALIAS, FILE
from handbook.core import dutch
from handbook.core.console import Say
from handbook.core.dutch import enumeration, long_date
from handbook.core.errors import CannotWork
from handbook.core.findings import quote
from handbook.core.project import Project
from handbook.core.version_name import VersionName
from handbook.publish import mike_branch, transaction
from handbook.publish import staging as staging_area
from handbook.publish.transaction import Desk, Landed, Wish


def activate(project: Project, day: date, *, push: str | None, say: Say) -> Landed:
    """Leads `geldend` and the register to what is in force on `day`; changes no version. Raises CannotWork."""

    def act(desk: Desk) -> Wish | None:
        _published(desk)
        desk.sound()
        now = Register(desk.entries, day)
        current = now.current.version if now.current else None
        assert desk.tip.commit
        leads_well = mike_branch.leads_well(desk.staging, desk.tip.commit, desk.branch.names, desk.branch.alias, current)
        if leads_well and _says_the_same(desk, now):
            return None
        return Wish(f"Activate {current or 'no version'} on {day}\n")

    landed = transaction.perform(_repository(project), push, day, say, act)
    current = landed.register.current
    leads = f"Op {long_date(day)} geldt versie {current.version}." if current else f"Op {long_date(day)} geldt er nog geen versie."
    say(
        f"{leads} {'Dat stond al goed. Er is niets veranderd.' if landed.commit is None else f'Het adres /{ALIAS}/ en het register zijn bijgewerkt.'}"
    )
    return landed


def _says_the_same(desk: Desk, now: Register) -> bool:
    """Whether the register on the branch was made by this program, for a day on which every version had the status that it has now."""
    found = json.loads(desk.staging.read(f"{desk.tip.commit}:{register.NAME}") or b"{}")
    before = Register(desk.entries, dutch.parse_date(found["peildatum"]), found["handbook"])
    return before.statuses == now.statuses and before.program == now.program and before.day <= now.day


def rebuild(project: Project, day: date, *, push: str | None, say: Say) -> Landed:
    """Makes the register, mike's list and `geldend` anew, from the version folders alone. Raises CannotWork."""

    def act(desk: Desk) -> Wish | None:
        _published(desk)
        names = frozenset(branch.dated(desk.root))
        desk.none_lost(names)
        seen = Register(desk.entries, day)
        _relist(desk, {name: entry for name, entry in desk.root.items() if name != ALIAS}, None)
        return Wish(f"Rebuild the register of {len(seen.entries)} versions\n")

    landed = transaction.perform(_repository(project), push, day, say, act)
    count = len(landed.register.entries)
    say(f"Het register is opnieuw gemaakt uit {count} {'versie' if count == 1 else 'versies'}, met de stand van {long_date(day)}.")
    return landed


def restore(project: Project, wanted: Collection[VersionName], day: date, *, push: str | None, say: Say) -> Landed:
    """Puts versions back from their tags, identical to the byte. Raises CannotWork."""

    def act(desk: Desk) -> Wish | None:
        trees = {str(name): _tagged_tree(desk, name) for name in sorted(wanted)}
        root = desk.root | {name: Entry("40000", tree) for name, tree in trees.items()}
        if root == desk.root and _list_is_sound(desk):
            return None
        _relist(desk, root, _alias(desk))
        return Wish(f"Restore {', '.join(trees)}\n", trees)

    landed = transaction.perform(_repository(project), push, day, say, act)
    names = enumeration([str(name) for name in sorted(wanted)])
    what = "stond er al precies zo. Er is niets veranderd." if landed.commit is None else "is teruggezet uit de tag, tot op de byte."
    say(f"Versie {names} {what}")
    return landed


def _tagged_tree(desk: Desk, name: VersionName) -> str:
    """The id of the version's folder under its tag; of its withdrawal, where it was withdrawn. Raises CannotWork without a tag."""
    for ref in (f"{git.WITHDRAWAL_TAG}{name}", f"{git.TAG}{name}"):
        if ref in desk.tip.tags:
            desk.target.bring(ref)
            entry = desk.staging.entries(desk.tip.tags[ref]).get(str(name))
            if entry:
                return entry.id
    raise CannotWork(
        f"Versie {name} heeft geen tag revisie/{name}, en is dus niet terug te zetten. Er is niets veranderd. "
        "Staat de tag op de git-server? Haal hem op met: git fetch --tags"
    )


def _list_is_sound(desk: Desk) -> bool:
    try:
        return bool(desk.branch.names)
    except CannotWork:
        return False


def _alias(desk: Desk) -> str | None:
    """Where the alias leads, None where the list that says so is damaged; the alias is then made anew."""
    try:
        return desk.branch.alias
    except CannotWork:
        return None


def _relist(desk: Desk, root: dict[str, Entry], alias: str | None) -> None:
    """Puts the staging branch on this root, with a list that names its versions."""
    if alias is None:
        root = {name: entry for name, entry in root.items() if name != ALIAS}
    data = mike_branch.listed(desk.staging.read(f"{desk.tip.commit}:{FILE}"), branch.dated(root).keys(), alias)
    desk.set_root({**root, FILE: desk.staging.write(data)})


@dataclass(frozen=True)
class Decision:
    """Why a text goes: `by` is who decided it, on `day`."""

    version: VersionName
    day: date
    reason: str
    by: str


def withdraw(project: Project, decision: Decision, today: date, *, push: str | None, say: Say) -> Landed:
    """Puts a page with date, reason and who decided on every address of a version, in the place of its text. Raises CannotWork."""
    for what, text in (("reden", decision.reason), ("naam van wie besloot", decision.by)):
        if not text.strip() or not text.isprintable():
            raise CannotWork(f"De {what} moet één gewone regel zijn: {quote(text)}. Er is niets veranderd.")

    def act(desk: Desk) -> Wish | None:
        _published(desk)
        desk.sound()
        entry = next((entry for entry in desk.entries if entry.version == decision.version), None)
        if entry is None:
            known = enumeration([str(other.version) for other in desk.entries][:5])
            raise CannotWork(f"Versie {decision.version} is niet gepubliceerd. De nieuwste versies zijn {known}.")
        if entry.withdrawn:
            return None
        tree = _tombstone(desk.staging, entry, decision, urlsplit(Register(desk.entries, today).address).path)
        name = str(entry.version)
        desk.set_root(desk.root | {name: Entry("40000", tree)})
        message = f"Intrekking {name}\n\nReden: {decision.reason}\nBesluit: {decision.by}\n"
        return Wish(f"Withdraw {name}\n", {name: tree}, {f"{git.WITHDRAWAL_TAG}{name}": message})

    landed = transaction.perform(_repository(project), push, today, say, act)
    _say_withdrawn(landed, decision, say)
    return landed


def _say_withdrawn(landed: Landed, decision: Decision, say: Say) -> None:
    if landed.commit is None:
        say(f"Versie {decision.version} was al ingetrokken. Er is niets veranderd.")
        return
    say(f"De tekst van versie {decision.version} is ingetrokken. Op elk adres staat nu wanneer, waarom en door wie.")
    current = landed.register.current
    if current and current.version == decision.version:
        say("Dit is de tekst die nu geldt. Publiceer een nieuwe tekst, zodat medewerkers weten waar zij aan toe zijn.")
    say("In de geschiedenis van git staat de tekst nog. Moet zij ook daar weg? Zie deploy/archive.md.")


def _tombstone(staging: Repository, entry: Version, decision: Decision, base: str) -> str:
    """The id of the folder that stays: a page at every address, the untouched manifest, and the record of the withdrawal."""
    old = staging.files_below(entry.tree)
    facts = manifest.parse(manifest.Facts, staging.read(f"{entry.tree}:{manifest.FACTS}") or b"", manifest.FACTS)
    head = {
        "schema": manifest.SCHEMA,
        "versie": str(entry.version),
        "datum": decision.day.isoformat(),
        "reden": decision.reason,
        "door": decision.by,
    }
    record = {**head, "revisie": {**manifest.plain(facts), "toelichting": None}}
    page = root_pages.tombstone(entry, Withdrawal.model_validate({**record, "bestanden": {}}), base)
    pages = dict.fromkeys((name for name in old if name.endswith(".html")), staging.write(page))
    stamp = {name: old[name] for name in (manifest.STAMP,) if name in old}
    prints = {name: manifest.sha256(page) for name in pages}
    prints |= {name: manifest.sha256(staging.read(f"{entry.tree}:{name}") or b"") for name in stamp}
    record["bestanden"] = prints
    kept = {manifest.NAME: old[manifest.NAME], manifest.WITHDRAWN: staging.write(manifest.canonical(record))}
    return staging_area.tree(staging, {**pages, **stamp, **kept})


def _repository(project: Project) -> Repository:
    return Repository.opened(
        project.root, f"Het archief is niet te lezen: {project.root} is geen git-repository die u mag lezen. Git meldt"
    )


def _published(desk: Desk) -> None:
    if not branch.dated(desk.root):
        raise CannotWork(f"Op de branch {BRANCH} is nog geen versie gepubliceerd. Publiceer de eerste met: handbook publish")
