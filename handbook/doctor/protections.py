"""What keeps people and programs from changing what was published: the guard of an own server, and the rules of a host, which only the host can tell."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterator
from pathlib import Path

from handbook.archive.git import Repository
from handbook.core.console import few
from handbook.core.edit_host import MAIN
from handbook.doctor.model import FINE, Answer, not_set, old, unseen
from handbook.doctor.seen import Seen, typed

PAGE = "deploy/archive.md"
WORKFLOWS = "deploy/workflows.md"
HOOK = "hooks/pre-receive"
CALLS = "handbook guard"


def guard(seen: Seen) -> Answer | None:
    """The hook of a bare repository on this disk; on a host the rules for the branch and the tags of the archive."""
    if seen.host.folder is None:
        return _rules(seen)
    hooks = [*_hooks(seen.host.folder)]
    ours = [hook for hook in hooks if _calls(hook)]
    if hooks and not ours:
        found = f"Op de server staat een hook ({hooks[0]}). Of die het archief bewaakt, is hier niet te zien."
        return unseen(
            found, f"Kijk of hij aan het eind {CALLS} aanroept.", more=f"{PAGE}#an-own-git-server-the-guard-as-a-pre-receive-hook"
        )
    if not ours:
        program, hook = Path(sys.prefix) / "bin/handbook", shlex.quote(str(seen.host.folder / HOOK))
        found = "Op de server bewaakt niets het archief: wie mag pushen, kan een gepubliceerde tekst vervangen."
        step = "Installeer het programma op de server, waar niemand die pusht bij kan. Zet er daarna de hook neer, met het pad van dat programma:"
        write = f"printf '#!/bin/sh\\nexec {program} guard\\n' > {hook}"
        return not_set(found, step, write, f"chmod 755 {hook}", more=f"{PAGE}#an-own-git-server-the-guard-as-a-pre-receive-hook")
    asleep = [hook for hook in ours if not hook.stat().st_mode & 0o111]
    if asleep:
        return old(
            f"De hook die het archief bewaakt, staat uit: {asleep[0]} mag niet worden uitgevoerd.",
            "Zet hem aan:",
            f"chmod 755 {shlex.quote(str(asleep[0]))}",
        )
    return FINE


def _calls(hook: Path) -> bool:
    """Whether one of its lines runs the guard; a line with a hash before it does not."""
    return any(CALLS in line and not line.lstrip().startswith("#") for line in hook.read_text("utf-8", "replace").splitlines())


def _hooks(server: Path) -> Iterator[Path]:
    """Where git, GitLab and Forgejo look for what judges a push."""
    found = typed(Repository(server), "core.hooksPath")
    own = server if (server / "HEAD").exists() else server / ".git"
    folder = own / found if found else own / "hooks"
    for path in (folder / "pre-receive", *sorted((folder / "pre-receive.d").glob("*")), own / "custom_hooks/pre-receive"):
        if path.is_file():
            yield path


def _rules(seen: Seen) -> Answer | None:
    edition, host = seen.project.edition, seen.host
    if host.kind == "geen":
        return None
    found = f"Of {host.name} de branch {edition.branch} en de tags van het archief beschermt, is hier niet te zien."
    tags = few([pattern.removeprefix("refs/tags/") for pattern in edition.patterns])
    if host.kind == "github":
        step = f"Kijk op GitHub bij Settings, Rules, Rulesets: één voor {edition.branch} en één voor de tags ({tags}), zonder uitzonderingen. Of typ:"
        return unseen(found, step, f"gh api repos/{host.path}/rulesets", more=f"{PAGE}#github-rules-instead-of-a-hook")
    if host.kind == "gitlab":
        step = f"Kijk op GitLab bij Settings, Repository, Protected branches en Protected tags: daar staan {edition.branch}, {tags}."
        return unseen(found, step, more=f"{WORKFLOWS}#gitlab")
    if host.kind == "forgejo":
        step = f"Kijk op Forgejo bij Settings, Branches en Tags: daar staan {edition.branch} en {tags}, en alleen de gebruiker handboek mag daar pushen."
        return unseen(found, step, more=f"{WORKFLOWS}#forgejo")
    return unseen(found, f"Laat de server weigeren dat iemand {edition.branch} of een tag van het archief vervangt of weghaalt.", more=PAGE)


def incoming(seen: Seen) -> Answer | None:
    """Whether git itself looks at what comes in; a host does that by itself."""
    if seen.host.folder is None:
        return None
    server = Repository(seen.host.folder)
    lacking = {"receive.fsckObjects": "true", "core.logAllRefUpdates": "always"}
    lacking = {key: value for key, value in lacking.items() if typed(server, key).lower() != value}
    if not lacking:
        return FINE
    found = f"De git-server kijkt niet na wat er binnenkomt, of onthoudt niet wie het bracht: {few(lacking)}."
    where = shlex.quote(str(seen.host.folder))
    step = "Zet dat aan op de server:"
    return not_set(
        found,
        step,
        *(f"git -C {where} config {key} {value}" for key, value in lacking.items()),
        more=f"{PAGE}#an-own-git-server-the-guard-as-a-pre-receive-hook",
    )


def main_branch(seen: Seen) -> Answer | None:
    """Who may merge decides what the next text says and what the build may do."""
    host = seen.host
    found = f"Of {host.name} de branch {MAIN} beschermt, is hier niet te zien."
    if host.kind == "github":
        step = (
            f"Vraag voor {MAIN} een pull request, akkoord van wie in CODEOWNERS staat en de controle Controle van het handboek. Kijk met:"
        )
        return unseen(found, step, f"gh api repos/{host.path}/rules/branches/{MAIN}", more=f"{PAGE}#github-rules-instead-of-a-hook")
    if host.kind == "gitlab":
        step = f"Kijk bij Settings, Repository, Protected branches: naar {MAIN} pusht niemand, en bij Settings, Merge requests moet de pipeline slagen."
        return unseen(found, step, more=f"{WORKFLOWS}#gitlab")
    if host.kind == "forgejo":
        return unseen(found, f"Kijk bij Settings, Branches: {MAIN} vraagt akkoord van een ander.", more=f"{WORKFLOWS}#forgejo")
    return None


def environments(seen: Seen) -> Answer | None:
    """Who agrees before a publication lands, and where the right to write is kept."""
    host = seen.host
    found = "Of iemand akkoord moet geven voordat er iets wordt gepubliceerd, is hier niet te zien."
    if host.kind == "github":
        step = "Kijk bij Settings, Environments: publicatie vraagt akkoord van een ander (Required reviewers), dagelijks en verbetering niet. Of typ:"
        return unseen(found, step, f"gh api repos/{host.path}/environments", more=f"{WORKFLOWS}#github")
    if host.kind == "gitlab":
        step = "Kijk bij Settings, CI/CD, Protected environments: daar staat publicatie. Bij Variables staat HANDBOEK_TOKEN, protected en masked."
        return unseen(found, step, more=f"{WORKFLOWS}#gitlab")
    if host.kind == "forgejo":
        found = "Of Forgejo het recht om te publiceren goed bewaart, is hier niet te zien."
        step = "Kijk bij Settings, Actions, Secrets: daar staat HANDBOEK_TOKEN, van de gebruiker handboek. Forgejo vraagt niemand om akkoord: wie samenvoegt, beslist."
        return unseen(found, step, more=f"{WORKFLOWS}#forgejo")
    return None


def reports(seen: Seen) -> Answer | None:
    """Where somebody tells of a leak without the whole world reading along."""
    if seen.host.kind in ("geen", "schijf") and not (seen.root / ".github").is_dir():
        return None
    if not (seen.root / ".github/SECURITY.md").is_file() and not (seen.root / "SECURITY.md").is_file():
        found = "Nergens staat hoe iemand een lek meldt: .github/SECURITY.md ontbreekt."
        return not_set(found, "Maak een vergelijkingsmap met handbook new, en neem het bestand daaruit over.")
    if seen.host.kind != "github":
        return FINE
    step = "Kijk bij Settings, Advanced Security: Private vulnerability reporting staat aan. Of typ:"
    return unseen(
        "Of iemand op GitHub een lek kan melden zonder dat iedereen meeleest, is hier niet te zien.",
        step,
        f"gh api repos/{seen.host.path}/private-vulnerability-reporting",
    )
