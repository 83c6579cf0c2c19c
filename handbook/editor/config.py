"""The settings of Decap CMS, made from what can be edited and from where the handbook is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import urlsplit

from handbook.core.project import Project
from handbook.editor import collections
from handbook.editor.collections import PAGE, WHOLE, Collection

PLACE = "beheer"
"""Where the editor stands on a server."""

API = "api/v1"
"""Below it: where the editor on one's own computer asks for files and saves them."""

PREFIX = "cms/"
"""What the name of each branch of the editor begins with; Decap chose it."""

PICTURES = "docs/img"

Kind = Literal["lokaal", "github", "gitlab", "forgejo"]

HOSTS: Mapping[str, Kind] = {"github": "github", "gitlab": "gitlab", "forgejo": "forgejo"}
"""The git servers that Decap can hold a change on until somebody has looked it over. Its part for Gitea cannot, so Gitea is none of them."""


@dataclass(frozen=True)
class Host:
    """Where the handbook is kept. `address` is that of its repository on the web; `app_id` what the host gave for logging in (GitLab, Forgejo);
    `login` the address of one's own program for logging in (GitHub)."""

    kind: Kind = "lokaal"
    branch: str = "main"
    address: str = ""
    app_id: str = ""
    login: str = ""
    previews: bool = False
    """Whether proposals are shown on the website: then a change leads to its own, by the status that .github/workflows/preview.yml gives its commit."""

    @property
    def origin(self) -> str:
        """The host itself: `https://git.example.org`."""
        parts = urlsplit(self.address)
        return f"{parts.scheme}://{parts.netloc}"

    @property
    def repository(self) -> str:
        """The repository on it: `organisatie/handboek`."""
        return urlsplit(self.address).path.strip("/").removesuffix(".git")

    @property
    def api(self) -> str:
        """Where its programs answer; nothing on one's own computer."""
        if self.kind == "github":
            return "https://api.github.com" if self.origin == "https://github.com" else f"{self.origin}/api/v3"
        return {"gitlab": f"{self.origin}/api/v4", "forgejo": f"{self.origin}/api/v1"}.get(self.kind, "")


def of(project: Project, host: Host) -> dict[str, Any]:
    """What the page reads: the settings of Decap, and by collection how its files are read and written."""
    found = collections.of(project)
    alone = [one for one in found if one.kind != WHOLE]
    texts = [one for one in found if one.kind == WHOLE]
    listed = [_collection(one, host) for one in alone] + ([_texts(texts)] if texts else [])
    kinds = {one.name: one.kind for one in alone} | ({TEXTS: WHOLE} if texts else {})
    return {
        "decap": {
            "load_config_file": False,
            "locale": "nl",
            "backend": backend(host),
            "publish_mode": "editorial_workflow",
            "media_folder": PICTURES,
            "public_folder": f"/{PICTURES}",
            "logo": {"src": "logo.svg", "show_in_header": False},
            "show_preview_links": host.previews,
            "slug": {"encoding": "ascii", "clean_accents": True},
            "collections": listed,
        },
        "soorten": kinds,
        "plek": host.kind,
    }


MESSAGES = {
    "create": "{{collection}}: {{slug}} gemaakt",
    "update": "{{collection}}: {{slug}} gewijzigd",
    "delete": "{{collection}}: {{slug}} verwijderd",
    "uploadMedia": "{{path}} toegevoegd",
    "deleteMedia": "{{path}} verwijderd",
}
"""What a commit says of what was done."""


def backend(host: Host) -> dict[str, Any]:
    """How Decap reaches the files and how somebody logs in."""
    return {**_reached(host), "commit_messages": MESSAGES}


def _reached(host: Host) -> dict[str, Any]:
    if host.kind == "lokaal":
        return {"name": "proxy", "proxy_url": f"/{PLACE}/{API}", "branch": host.branch}
    common = {"name": host.kind, "repo": host.repository, "branch": host.branch, "api_root": host.api}
    if host.kind == "github":
        login = urlsplit(host.login)
        path = login.path.strip("/")
        if host.previews:
            common["preview_context"] = PREVIEW
        return {**common, "base_url": f"{login.scheme}://{login.netloc}", **({"auth_endpoint": path} if path else {})}
    more = {"auth_type": "pkce", "base_url": host.origin, "graphql_api_root": f"{host.origin}/api/graphql"} if host.kind == "gitlab" else {}
    return {**common, **more, "app_id": host.app_id}


PREVIEW = "voorbeeld"
"""How the status of a commit is called that has the address of its preview."""

TEXTS = "bestanden"
"""The collection of files without a form."""


def _collection(one: Collection, host: Host) -> dict[str, Any]:
    common: dict[str, Any] = {
        "name": one.name,
        "label": one.label,
        "format": one.name,
        # Merging is done by who looks a change over, with the checks beside it.
        "publish": False,
        # Made by the server on one's own computer. A web server has nothing that can fill in facts: there the proposal of the change shows the page.
        "editor": {"preview": host.kind == "lokaal" and one.kind == PAGE and not one.file},
    }
    if one.file:
        return {**common, "files": [_file(one)]}
    # A page is only there with its line in the menu, which the server on this computer writes, and gone only where nothing leads to it.
    more = {"filter": one.filter} if one.filter else {}
    return {
        **common,
        "label_singular": "pagina",
        "folder": one.folder,
        "extension": "md",
        "create": one.create and host.kind == "lokaal",
        "delete": False,
        "slug": "{{slug}}",
        "identifier_field": "title",
        "summary": "{{title}}",
        "fields": one.fields,
        **more,
    }


def _file(one: Collection) -> dict[str, Any]:
    told = {"description": one.description} if one.description else {}
    return {"name": one.name, "label": one.label, "file": one.file, "fields": one.fields, **told}


def _texts(found: list[Collection]) -> dict[str, Any]:
    return {
        "name": TEXTS,
        "label": "Andere bestanden",
        "format": TEXTS,
        "publish": False,
        "delete": False,
        "editor": {"preview": False},
        "files": [_file(one) for one in found],
    }
