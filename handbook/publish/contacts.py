"""Brings the contact details that an organisation keeps up to date to the root of its archive, where every version shows them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from handbook.archive import branch, contacts
from handbook.archive.contacts import CONTACT_JSON, Contacts, Listed
from handbook.archive.git import Repository, TreeEntry
from handbook.archive.manifest import Damaged
from handbook.archive.versions_json import REBUILD
from handbook.build import live_contacts
from handbook.core.console import Say
from handbook.core.dutch import enumeration, today
from handbook.core.errors import CannotWork, Ended
from handbook.core.findings import without_password
from handbook.core.project import Project
from handbook.publish.attempt import Attempt, Change
from handbook.publish.source_commit import ready
from handbook.publish.transaction import Outcome, perform

FOLDER, _, NAME = CONTACT_JSON.partition("/")
NOTHING_CHANGED = "Er is niets veranderd."


class Older(Ended):
    """The details on the branch come from sources that these do not hold: to go back to older ones is refused."""

    exit_code = 4

    def __init__(self, source: str) -> None:
        self.stays = f"De contactgegevens op de website blijven zoals zij zijn: zij komen uit commit {source[:12]}, en die zit niet in wat hier staat."
        super().__init__(
            f"{self.stays} {NOTHING_CHANGED} Haal eerst op wat hier ontbreekt. "
            "Is die commit nergens meer, of moet het toch zo? Geef dan: handbook contact --anyway"
        )


@dataclass
class KeepUp:
    """The act: `now` are the details in the commit `source` of `repo`. With `anyway` also where the branch has those of a commit that this one does not hold."""

    repo: Repository
    source: str
    now: Sequence[Listed]
    beside: Mapping[str, Sequence[str]]
    """Role -> the names of those in it who are not kept up to date, while others are."""
    anyway: bool = False
    before: Contacts | None = None
    """What the last attempt found on the branch; None where no contact was kept up to date before."""
    roles: list[str] = field(default_factory=list)
    """Which roles it found otherwise."""

    def __call__(self, attempt: Attempt) -> Change | None:
        """Raises Older, and CannotWork where the archive is not as it was left."""
        attempt.sound()
        before = self.before = _held(attempt)
        fresh = contacts.updated(before, self.now, attempt.day, self.source)
        self.roles = list(fresh.geschiedenis[-1].rollen) if fresh else []
        if fresh is None:
            return None
        if before and not self.anyway and not self.repo.descends(self.source, before.source):
            raise Older(before.source)
        _put(attempt, fresh)
        return Change(f"Keep contacts up to date: {', '.join(self.roles)}\n\nSource-commit: {self.source}\n")

    def told(self, done: Outcome, where: str, *, dry_run: bool) -> str:
        """What happened, or would with `dry_run`, as Dutch sentences."""
        page = f"{done.register.address}{FOLDER}/contact.html"
        then, now = ({one.rol for one in roles} for roles in (self.before.rollen if self.before else (), self.now))
        came, changed, went = (enumeration([one for one in self.roles if one in among]) for among in (now - then, now & then, then - now))
        if dry_run:
            said = (
                came and f"de contactgegevens van {came} zouden worden bijgehouden",
                changed and f"de contactgegevens van {changed} zouden worden bijgewerkt",
                went and f"de contactgegevens van {went} zouden niet meer worden bijgehouden",
            )
            return f"Proef: {'; '.join(filter(None, said))}. {NOTHING_CHANGED}"
        told = (
            came and f"De contactgegevens van {came} worden nu bijgehouden, {where}. Zij staan op {page}.",
            changed
            and f"De contactgegevens van {changed} zijn bijgewerkt, {where}. De nieuwe staan op {page}, en in elke versie die ze bijhoudt.",
            went
            and f"De contactgegevens van {went} worden niet meer bijgehouden, {where}. Zij zijn weg van {page}. In elke versie staat weer wat er in stond toen zij is gepubliceerd.",
            "De regels zelf blijven zoals zij waren.",
        )
        return "\n".join([" ".join(filter(None, told)), *self._left(), *self.not_kept()])

    def not_kept(self) -> list[str]:
        """Who stands in a role beside somebody who is kept up to date, and is not."""
        return [
            f"Bij {role} houdt u niet bij: {enumeration(names)}. Moet dat wel? Zet er ook bij: actueel_houden: true"
            for role, names in self.beside.items()
        ]

    def _left(self) -> list[str]:
        """What to know of those who stood on the page and do not any more."""
        then, now = ({one.naam for role in roles for one in role.mensen} for roles in (self.before.rollen if self.before else (), self.now))
        if then <= now:
            return []
        left = (
            "Wie er niet meer bij staat, is nog te vinden: in regels, in versies die dit contact niet bijhouden, en voor wie zonder JavaScript leest. "
            "Moet iemand ook daar weg? Haal de pagina van een oude versie eraf met: handbook take-down VERSIE --page PAGINA. "
            "Voor de geldende tekst maakt u een verbetering met: handbook correct VERSIE"
        )
        return [left]


def _put(attempt: Attempt, fresh: Contacts) -> None:
    """Puts the details on the staging branch; all else in that folder is made from them and the versions."""
    tree = attempt.staging.write_tree({NAME: attempt.staging.write(fresh.written())})
    attempt.set_root(attempt.root | {FOLDER: TreeEntry("40000", tree)})


def _held(attempt: Attempt) -> Contacts | None:
    assert attempt.tip.commit
    try:
        return contacts.held(attempt.staging, attempt.tip.commit)
    except Damaged as error:
        raise CannotWork(
            f"De contactgegevens op de branch {attempt.edition.branch} zijn beschadigd: {error}. {NOTHING_CHANGED} Maak ze opnieuw met: {REBUILD}"
        ) from error


def bring(project: Project, *, push: str | None, dry_run: bool, anyway: bool = False, alone: bool = True, say: Say) -> None:
    """Brings the details of the last commit to the archive, here or on the remote `push`; says what happened, or would with `dry_run`.

    Not `alone`, as after a merge that publishes no text, it is silent where there is nothing to do, and an archive that does not exist yet is no fault.
    Raises CannotWork, Older, build.Refused where the facts hold mistakes, Withheld where anything of the example is left in them.
    """
    repo, head = ready(project)
    name = project.name(project.variables_file)
    if repo.read(f"{head}:./{name}") is None:
        raise CannotWork(
            f"Het bestand {name} staat niet in de map van het handboek, of is niet vastgelegd. Zet het daarin, leg het vast, en probeer het opnieuw."
        )
    now, beside = live_contacts.of_project(project)
    live_contacts.approve(project, now)
    act = KeepUp(repo, head, now, beside, anyway)

    def run(attempt: Attempt) -> Change | None:
        if not branch.dated(attempt.root) and not alone:
            return None
        attempt.published()
        return act(attempt)

    outcome = perform(project, push, today(), say, run, dry_run)
    if act.roles:
        say(act.told(outcome, f"op {without_password(push)}" if push else "alleen op deze computer", dry_run=dry_run))
    elif alone:
        kept = "De contactgegevens op de website kloppen al met wat hier staat."
        none = f"In {name} staat bij geen enkel contact actueel_houden: true."
        say("\n".join([f"{kept if act.before else none} {NOTHING_CHANGED}", *act.not_kept()]))
