"""Puts a page with date, reason and who decided in the place of a published text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from handbook.archive import manifest, root_pages
from handbook.archive.git import TreeEntry
from handbook.archive.manifest import Withdrawal
from handbook.archive.register import Register, Version
from handbook.core.console import Say
from handbook.core.dutch import enumeration
from handbook.core.errors import CannotWork
from handbook.core.findings import quote
from handbook.core.project import Project
from handbook.core.version_name import VersionName
from handbook.publish.attempt import Attempt, Change
from handbook.publish.staging import Staging
from handbook.publish.transaction import Outcome, perform


@dataclass(frozen=True)
class Decision:
    """Why a text goes: `by` is who decided it, on `day`."""

    version: VersionName
    day: date
    reason: str
    by: str


def withdraw(project: Project, decision: Decision, today: date, *, push: str | None, say: Say) -> Outcome:
    """Puts a page with date, reason and who decided on every address of a version, in the place of its text. Raises CannotWork."""
    for what, text in (("reden", decision.reason), ("naam van wie besloot", decision.by)):
        if not text.strip() or not text.isprintable():
            raise CannotWork(f"De {what} moet één gewone regel zijn: {quote(text)}. Er is niets veranderd.")

    def act(attempt: Attempt) -> Change | None:
        attempt.published()
        attempt.sound()
        entry = next((entry for entry in attempt.entries if entry.version == decision.version), None)
        if entry is None:
            known = enumeration([str(other.version) for other in attempt.entries][:5])
            raise CannotWork(f"Versie {decision.version} is niet gepubliceerd. De nieuwste versies zijn {known}.")
        if entry.withdrawn:
            return None
        tree = _tombstone(attempt.staging, entry, decision, urlsplit(Register(attempt.entries, today).address).path)
        name = str(entry.version)
        attempt.set_root(attempt.root | {name: TreeEntry("40000", tree)})
        message = f"Intrekking {name}\n\nReden: {decision.reason}\nBesluit: {decision.by}\n"
        return Change(f"Withdraw {name}\n", {name: tree}, {attempt.edition.withdrawal(name): message})

    outcome = perform(project, push, today, say, act)
    _say_withdrawn(outcome, decision, say)
    return outcome


def _say_withdrawn(outcome: Outcome, decision: Decision, say: Say) -> None:
    if outcome.commit is None:
        say(f"Versie {decision.version} was al ingetrokken. Er is niets veranderd.")
        return
    say(f"De tekst van versie {decision.version} is ingetrokken. Op elk adres staat nu wanneer, waarom en door wie.")
    current = outcome.register.current
    if current and current.version == decision.version:
        say("Dit is de tekst die nu geldt. Publiceer een nieuwe tekst, zodat medewerkers weten waar zij aan toe zijn.")
    say("In de geschiedenis van git staat de tekst nog. Moet zij ook daar weg? Zie deploy/archive.md.")


def _tombstone(staging: Staging, entry: Version, decision: Decision, base: str) -> str:
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
    kept = {manifest.MANIFEST_JSON: old[manifest.MANIFEST_JSON], manifest.WITHDRAWN: staging.write(manifest.canonical(record))}
    return staging.write_tree({**pages, **stamp, **kept})
