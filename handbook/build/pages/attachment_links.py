"""Says behind every link to an attachment what it is and how large, before somebody fetches it."""

from __future__ import annotations

import posixpath
from urllib.parse import unquote

from handbook.build.site import Page
from handbook.sources.documents.attachments import FOLDER, KINDS, shown


def tell(page: Page) -> None:
    """Puts kind and size in the text of each link to a file below bijlagen/, between brackets."""
    for link in page.tree.css("article a[href]"):
        target = unquote((link.attributes["href"] or "").partition("#")[0])
        name = posixpath.normpath(posixpath.join(posixpath.dirname(page.path), target))
        suffix = posixpath.splitext(name)[1]
        if suffix in KINDS and name.startswith(f"{FOLDER}/") and (file := page.site / name).is_file():
            link.insert_child(f" ({shown(suffix, file.stat().st_size)})")
