"""Settings that nothing fails on and somebody misses: the way in for who proposes a change, who agrees to it, and files of hosts that nobody uses."""

from __future__ import annotations

import re

import yaml

from handbook.core import edit_host
from handbook.core.console import few
from handbook.doctor.host import NAMES, WORKFLOWS
from handbook.doctor.model import FINE, Answer, not_set, old
from handbook.doctor.seen import Seen

PLACES = {
    "github": (".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"),
    "gitlab": ("CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS"),
    "forgejo": ("CODEOWNERS", "docs/CODEOWNERS", ".forgejo/CODEOWNERS", ".gitea/CODEOWNERS"),
}
"""Where each host looks for who must agree, in its order."""

EXAMPLE = re.compile(r"@voorbeeld/[\w-]+")

BRANCHES = {"github": "{web}/tree/main", "gitlab": "{web}/-/tree/main", "forgejo": "{web}/src/branch/main", "bitbucket": "{web}/src/main"}
"""How the main branch stands in a browser's address bar."""


def way_in(seen: Seen) -> Answer | None:
    """Whether each page has *Wijziging voorstellen*, and whether that leads to where the text is."""
    facts, host = seen.sources.facts, seen.host
    if facts is None or host.kind in ("geen", "schijf", "onbekend"):
        return None
    address, written = BRANCHES[host.kind].format(web=host.web), facts.handboek.wijzigen
    if not written:
        found = "Onder een pagina staat niet Wijziging voorstellen: handboek.wijzigen is leeg."
        return not_set(found, "Zet in variables.yml, onder handboek:", f'wijzigen: "{address}"', more="/beheer/zin-wijzigen/")
    there = edit_host.recognised(written)
    if there and there.repository.lower() != host.web.lower():
        found = f"Wijziging voorstellen leidt naar {there.repository}, en deze kopie hoort bij {host.web}."
        return old(
            found, "Is de tekst verhuisd? Zet in variables.yml, onder handboek:", f'wijzigen: "{address}"', more="/beheer/zin-wijzigen/"
        )
    return FINE


def code_owners(seen: Seen) -> Answer | None:
    """Who must agree with what, by real names, in a place where the host looks."""
    kind = seen.host.kind
    places = PLACES.get(kind, PLACES["github"])
    file = next((name for name in places if seen.text(name) is not None), None)
    given = ".github/CODEOWNERS"
    if file is None and kind in NAMES and seen.text(given) is not None:
        return not_set(
            f"{NAMES[kind]} leest {given} niet.",
            "Zet het bestand waar het wel wordt gelezen:",
            f"git mv {given} CODEOWNERS",
            more="deploy/workflows.md",
        )
    if file is None:
        return (
            None
            if kind in ("geen", "schijf", "bitbucket")
            else not_set(
                "Nergens staat wie akkoord geeft met een wijziging: CODEOWNERS ontbreekt.",
                "Haal het terug uit git, of neem het over uit een nieuw handboek: handbook new",
                more="deploy/workflows.md",
            )
        )
    names = sorted({*EXAMPLE.findall(seen.text(file) or "")})
    if names:
        found = f"In {file} staan nog namen van het voorbeeld ({few(names)}). Niemand hoeft dus akkoord te geven."
        return not_set(
            found, "Zet er de namen van uw eigen teams voor in de plaats, zoals zij op de git-server heten.", more="deploy/workflows.md"
        )
    return FINE


def publishing(seen: Seen) -> Answer | None:
    """What `publiceren` promises, beside what the workflows do."""
    facts = seen.sources.facts
    file = {"github": ".github/workflows/publish.yml", "forgejo": ".forgejo/workflows/archive.yml", "gitlab": ".gitlab-ci.yml"}.get(
        seen.host.kind
    )
    if facts is None or file is None:
        return None
    text = seen.text(file)
    if text is None:
        return not_set(
            f"Op {seen.host.name} kan niemand publiceren: {file} ontbreekt.",
            "Publiceer van deze computer, of haal het bestand terug:",
            f'git checkout "$(git rev-list -1 HEAD -- {file})^" -- {file}',
            more="deploy/workflows.md",
        )
    if facts.handboek.publiceren != "samenvoegen" or seen.host.kind == "gitlab" or _on_push(text):
        return FINE
    found = f"In uw gegevens staat publiceren: samenvoegen, en {file} doet niets bij een push naar main."
    return old(
        found,
        "Zet in variables.yml, onder handboek, of zet push weer onder on in dat bestand:",
        "publiceren: knop",
        more="/beheer/publiceren/",
    )


def _on_push(text: str) -> bool:
    try:
        found = yaml.safe_load(text)
    except yaml.YAMLError:
        return False
    # YAML 1.1 reads the word `on` as true.
    on = (found.get("on", found.get(True)) if isinstance(found, dict) else None) or {}
    return "push" in on


def other_hosts(seen: Seen) -> Answer | None:
    """What a host does not run only misleads who reads it."""
    if seen.host.kind not in WORKFLOWS:
        return None
    unused = [name for kind, names in WORKFLOWS.items() if kind != seen.host.kind for name in names if (seen.root / name).exists()]
    if not unused:
        return FINE
    found = f"Uw git-server is {seen.host.name}. Deze bestanden zijn voor een andere: {few(unused)}."
    return old(found, "Haal ze weg, en zet dat in een commit:", f"git rm -r --quiet {' '.join(unused)}", more="deploy/workflows.md")
