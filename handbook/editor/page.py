"""The files of /beheer/: our own beside those that come from npm."""

from __future__ import annotations

import re
from pathlib import Path

from handbook.editor.installed import Part

ASSETS = Path(__file__).with_name("assets")
PROGRAM = ASSETS / "local.cjs"

OWN = {
    "": "page.html",
    "index.html": "page.html",
    **{
        name: name
        for name in (
            "start.js",
            "dutch.js",
            "mended.js",
            "shapes.js",
            "yaml_file.js",
            "preview.js",
            "handin.js",
            "revision.js",
            "picture.js",
            "beheer.css",
            "icoon.svg",
            "logo.svg",
        )
    },
}
"""By the name in the address, the name of the file."""


def file(name: str, part: Part) -> bytes | None:
    """The file at `name` below /beheer/; None where there is none, or where it would lead elsewhere."""
    if name in OWN:
        return (ASSETS / OWN[name]).read_bytes()
    if found := re.fullmatch(r"(app|yaml)/((?:\w[\w.-]*/){0,3}\w[\w.-]*\.(?:js|wasm))", name):
        path = {"app": part.app, "yaml": part.yaml}[found[1]] / found[2]
        return path.read_bytes() if path.is_file() else None
    return None


def files(part: Part) -> dict[str, Path]:
    """Every file of a hosted editor, by its name below /beheer/."""
    own = {name: ASSETS / kept for name, kept in OWN.items() if name}
    theirs = {
        f"{folder}/{path.relative_to(root).as_posix()}": path
        for folder, root in (("app", part.app), ("yaml", part.yaml))
        for path in root.rglob("*")
    }
    return own | {name: path for name, path in sorted(theirs.items()) if path.is_file() and path.suffix in (".js", ".wasm", ".txt")}
