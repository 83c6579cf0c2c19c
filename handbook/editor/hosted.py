"""The editor as a folder for a web server: the same files, with the settings of the host where the handbook is kept."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import urlsplit

from handbook.core import atomic, edit_host
from handbook.core.errors import CannotWork
from handbook.core.project import Project
from handbook.editor import config, installed, page
from handbook.editor.config import HOSTS, Host
from handbook.editor.installed import Part
from handbook.sources import variables

SETTINGS = "config.json"

UNKNOWN = (
    "Zet achter --host wat er op uw git-server draait: github, gitlab of forgejo. "
    "Of vul in variables.yml bij handboek.wijzigen het adres van uw repository in."
)


def host(project: Project, *, kind: str, address: str, branch: str, app_id: str, login: str, previews: bool = False) -> Host:
    """Where the handbook is kept: what was typed, and for what was not what the fact `handboek.wijzigen` says.

    Raises CannotWork where nothing tells what program runs there, or it is one on which Decap cannot hold a change.
    """
    facts, _ = variables.load(project)
    typed = facts.handboek.wijzigen if facts else ""
    known = edit_host.recognised(typed) if typed and not address else None
    kind = kind or (known.kind if known else "")
    if kind not in HOSTS:
        raise CannotWork(UNKNOWN)
    if known:
        address, branch = known.repository, branch or known.branch
    return Host(HOSTS[kind], branch or edit_host.MAIN, address, app_id, login, previews)


def write(project: Project, host: Host, folder: Path, part: Part) -> int:
    """Puts the editor in `folder`, which is empty or holds an earlier one; gives the number of its files.

    Raises CannotWork where the settings of the host are not whole, the part from npm is absent, or `folder` holds something else.
    """
    if missing := lacking(host):
        raise CannotWork(missing)
    if not part.there:
        raise CannotWork(installed.MISSING)
    if folder.exists() and any(folder.iterdir()) and not (folder / SETTINGS).is_file():
        raise CannotWork(f"In de map {folder} staat iets anders dan de editor. Kies een lege map achter --site.")
    files = page.files(part)
    for name, source in files.items():
        atomic.write(folder, name, source.read_bytes())
    # Last: an editor that is half there has no settings.
    atomic.write(folder, SETTINGS, json.dumps(config.of(project, host), ensure_ascii=False, sort_keys=True).encode())
    return len(files) + 1


def lacking(host: Host) -> str:
    """What the settings of a host still need, in a sentence; nothing where they are whole."""
    parts = urlsplit(host.address)
    if parts.scheme != "https" or not parts.netloc or "/" not in host.repository:
        return "Zet achter --address het adres van de repository, zoals https://git.voorbeeld.nl/hr/handboek."
    if host.kind == "github" and urlsplit(host.login).scheme != "https":
        return "Bij GitHub hoort een eigen adres om in te loggen. Zet dat achter --login, zoals https://inloggen.voorbeeld.nl/auth."
    if host.kind != "github" and host.previews:
        return "Alleen op GitHub weet de editor waar een voorbeeld staat. Laat --previews weg: de koppelingen in het verslag leiden er wel heen."
    if host.kind != "github" and not host.app_id:
        return "Maak op uw git-server een toepassing aan (OAuth, zonder geheim), en zet haar kenmerk achter --app-id."
    return ""
