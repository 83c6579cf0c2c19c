"""The archive as this clone knows it, beside that on the server: whether both have all of it, and whether all that is adopted is in it."""

from __future__ import annotations

from handbook.archive.clone import ORIGIN
from handbook.core.console import few
from handbook.core.edition import short
from handbook.doctor.model import FINE, Answer, fine, not_set, old, unseen
from handbook.doctor.seen import Seen

PAGE = "deploy/archive.md"
LOOK = f"handbook verify --remote {ORIGIN}"


def remote(seen: Seen) -> Answer:
    """What is on one computer alone goes with it."""
    if seen.address:
        return FINE
    found = "Dit handboek staat alleen op deze computer: het heeft geen git-server."
    step = "Maak op uw git-server een lege repository. Typ dan, met het adres daarvan:"
    return not_set(found, step, f"git remote add {ORIGIN} ADRES", f"git push --set-upstream {ORIGIN} main")


def here(seen: Seen) -> Answer:
    """The branch, or why it is not here."""
    edition = seen.project.edition
    if seen.tip:
        return FINE
    if seen.server and edition.ref in seen.server:
        found = f"Het archief (branch {edition.branch}) staat op de server, en niet in deze kopie."
        return old(found, "Haal het op:", _fetch(seen))
    if seen.tags:
        found = f"Hier zijn tags van gepubliceerde versies, en de branch {edition.branch} is weg."
        return old(
            found, "Kijk wat er is gebeurd:", LOOK if seen.address else "handbook verify", more=f"{PAGE}#when-verify-reports-something"
        )
    if seen.address is None or seen.server is not None:
        return fine("Er is nog niets gepubliceerd.")
    found = f"Deze kopie kent geen archief (branch {edition.branch}). Of de server er een heeft, is hier niet te zien."
    return unseen(found, "Vraag het de server:", LOOK)


def _fetch(seen: Seen) -> str:
    edition = seen.project.edition
    return f"git fetch {ORIGIN} --tags +{edition.ref}:{edition.tracked}"


def same(seen: Seen) -> Answer | None:
    """Both ends of the branch, and the tags that go with it."""
    if seen.address is None or seen.tip is None:
        return None
    edition = seen.project.edition
    if seen.server is None and (seen.online or seen.host.folder):
        found = "De git-server antwoordt niet. Of het archief daar gelijk is aan dat in deze kopie, is nu niet te zien."
        return unseen(found, "Kijk of u van hier bij de server kunt, en of u er mag lezen:", f"git ls-remote {ORIGIN}")
    if seen.server is None:
        return unseen(
            "Of het archief op de server gelijk is aan dat in deze kopie, is hier niet te zien.",
            "Vraag het de server:",
            "handbook doctor --online",
        )
    theirs = seen.server.get(edition.ref)
    if theirs is None:
        found = f"Deze kopie heeft een archief (branch {edition.branch}), en de server niet."
        return old(
            found,
            "Stond het daar nog nooit? Zet het er dan op. Stond het er wel? Typ eerst " + LOOK + ".",
            _send(seen),
            more=f"{PAGE}#when-verify-reports-something",
        )
    if theirs == seen.tip:
        return FINE
    if not seen.repo.commit(theirs) or seen.repo.descends(theirs, seen.tip):
        return old("Het archief op de server is nieuwer dan dat in deze kopie.", "Haal het op:", _fetch(seen))
    if seen.repo.descends(seen.tip, theirs):
        return old("In deze kopie is iets gepubliceerd dat nog niet op de server staat.", "Zet het erop:", _send(seen))
    found = "Het archief in deze kopie en dat op de server zijn uit elkaar gelopen."
    return old(found, "Kijk wat er is gebeurd:", LOOK, more=f"{PAGE}#when-verify-reports-something")


def _send(seen: Seen) -> str:
    """Branch and tags at once, or nothing."""
    edition = seen.project.edition
    tip = edition.ref if seen.repo.commit(edition.ref) else edition.tracked
    return " ".join(["git push --atomic", ORIGIN, f"{tip}:{edition.ref}", *(f"'{pattern}'" for pattern in edition.patterns)])


def tags(seen: Seen) -> Answer | None:
    """A version without its tag can be replaced unseen."""
    if seen.archive is None:
        return None
    edition = seen.project.edition
    lacking = [edition.revision(version) for version in seen.archive.names if edition.revision(version) not in seen.tags]
    if not lacking:
        return FINE
    found = f"Van gepubliceerde versies ontbreekt hier de tag: {few([short(one) for one in lacking])}."
    if seen.server and any(one in seen.server for one in lacking):
        return old(found, "Op de server staan zij wel. Haal ze op:", f"git fetch {ORIGIN} --tags")
    if seen.address and seen.server is None:
        return old(found, "Haal ze op. Helpt dat niet? Typ dan: handbook restore --tags", f"git fetch {ORIGIN} --tags")
    return old(
        found,
        "Vraag eerst wie nog een kopie met die tag heeft. Heeft niemand die?",
        f"handbook restore --tags{seen.push}",
        more=f"{PAGE}#when-verify-reports-something",
    )


def unpublished(seen: Seen) -> Answer | None:
    """Adopted, and in no archive that this clone knows."""
    known = {*seen.archive.names, *seen.archive.tagged} if seen.archive else set()
    waiting = [str(one.version) for one in seen.sources.revisions if one.adopted and one.version not in known]
    if not waiting:
        return FINE
    if seen.sources.examples:
        # What is left of the example comes first, and is told.
        return None
    found = f"Vastgesteld, en volgens deze kopie nog niet gepubliceerd: {few(waiting)}."
    return old(
        found,
        "Probeer het eerst. Is het goed? Publiceer dan zonder --dry-run.",
        f"handbook publish --dry-run{seen.push}",
        more="/beheer/publiceren/",
    )


def address(seen: Seen) -> Answer | None:
    """Where the archive says that it is read, beside what the facts say now."""
    facts = seen.sources.facts
    if seen.tip is None or facts is None:
        return None
    told = seen.register.get("adres")
    if told == facts.handboek.adres:
        return FINE
    found = f"Het archief noemt als adres {told}, en in uw gegevens staat bij handboek.adres {facts.handboek.adres}."
    step = "Is het handboek verhuisd? Zet uw gegevens in een commit, en geef het archief het nieuwe adres:"
    return old(found, step, f"handbook register --rebuild{seen.push}", more=f"{PAGE}#another-address")


def backup(seen: Seen) -> Answer | None:
    """Nobody can see from a copy whether there is another one in a safe."""
    if seen.tip is None:
        return None
    return unseen(
        "Of er een reservekopie in de kluis ligt, is hier niet te zien.",
        "Hoe ICT één bestand met alles maakt, staat hieronder.",
        more=f"{PAGE}#a-copy-for-the-safe",
    )
