"""Sets tags that were lost again from the history of the branch, and says what they no longer prove."""

from __future__ import annotations

from datetime import date

from handbook.archive import manifest
from handbook.archive.manifest import Damaged, Manifest, Withdrawal
from handbook.archive.register import Version
from handbook.core.console import Say, few
from handbook.core.edition import short
from handbook.core.errors import CannotWork
from handbook.core.project import Project
from handbook.publish.attempt import Attempt, Change
from handbook.publish.publish import tagged
from handbook.publish.transaction import Outcome, perform


def retag(project: Project, day: date, *, push: str | None, say: Say) -> Outcome:
    """Sets every tag that lacks, on the commit that brought what it is of. Raises CannotWork where the branch does not show that commit."""
    made: dict[str, str] = {}

    def act(attempt: Attempt) -> Change | None:
        attempt.published()
        made.clear()
        texts: dict[str, str] = {}
        for entry in attempt.entries:
            for ref, path, text in _wanted(attempt, entry):
                if ref not in attempt.tip.tags:
                    made[ref], texts[ref] = _brought(attempt, entry, path), f"{text}Opnieuw gezet: {day}\n"
        return Change("", tags=texts, on=made) if made else None

    outcome = perform(project, push, day, say, act)
    if not made:
        say("Geen enkele tag ontbreekt. Er is niets veranderd.")
        return outcome
    say(f"Opnieuw gezet: {few([short(ref) for ref in sorted(made)])}.")
    say(
        "Deze tags komen uit de branch zelf. Of de branch daarvoor al was veranderd, bewijzen zij dus niet meer. "
        "Dat zegt alleen een vingerafdruk die iemand eerder noteerde: handbook verify --fingerprint"
    )
    return outcome


def _wanted(attempt: Attempt, entry: Version) -> list[tuple[str, str, str]]:
    """The tags that a version must have: the ref, the file that came with its commit, and the message."""
    edition = attempt.edition
    if entry.withdrawn:
        return [(edition.withdrawal(entry.version), manifest.WITHDRAWN, _decided(entry, entry.withdrawn))]
    data = attempt.staging.read(f"{entry.tree}:{manifest.MANIFEST_JSON}") or b""
    try:
        facts = manifest.parse(Manifest, data, manifest.MANIFEST_JSON)
    except Damaged as error:
        raise CannotWork(
            f"De map van versie {entry.version} is beschadigd: {error}. Er is niets veranderd. Kijk met: handbook verify"
        ) from error
    return [(edition.revision(entry.version), manifest.MANIFEST_JSON, tagged(entry.version, entry.manifest, facts.bron))]


def _decided(entry: Version, withdrawal: Withdrawal) -> str:
    return f"Intrekking {entry.version}\n\nReden: {withdrawal.reden}\nBesluit: {withdrawal.door}\n"


def _brought(attempt: Attempt, entry: Version, file: str) -> str:
    """The first commit with this file of the version. Raises CannotWork where the folder was another one there."""
    assert attempt.tip.commit
    first = attempt.staging.line("rev-list", "--reverse", attempt.tip.commit, "--", f"{entry.version}/{file}").splitlines()[0]
    found = attempt.staging.entries(first).get(str(entry.version))
    if found is None or found.id != entry.tree:
        raise CannotWork(
            f"De map van versie {entry.version} is anders dan in de commit waarmee zij kwam, {first[:12]}. Welke van de twee is gepubliceerd, "
            "zei alleen de tag. Er is niets veranderd. Zoek een kopie die de tag nog heeft, en stuur hem van daar met: git push origin --tags"
        )
    return first
