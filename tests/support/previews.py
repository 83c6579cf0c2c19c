"""A preview of a proposal as a tree of git, and what may stand in none: whoever judges one is held to the same list."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tests.support.publishing import git

GOOD = {"index.html": "<p>concept", "doel/index.html": "<p>doel", "stijl/handboek.css": "p {}", "bijlagen/Bezwaar 2.pdf": "pdf"}

LINK, PROGRAM = "120000", "100755"

WRONG: dict[str, dict[str, str | tuple[str, str]]] = {
    "a version": {"2026-11-01/index.html": "<p>nagemaakt"},
    "a version with a number": {"2026-11-01.2/index.html": "<p>nagemaakt"},
    "like a version": {"2026-1/index.html": "<p>nagemaakt"},
    "the text in force": {"geldend/index.html": "<p>nagemaakt"},
    "the list of versions": {"versies/index.html": "<p>nagemaakt"},
    "a link": {"doel/index.html": (LINK, "/etc/hostname")},
    "a program": {"doel/index.html": (PROGRAM, "<p>doel")},
    "another repository": {"doel": ("160000", "")},
    "settings of Netlify": {"_headers": "/*"},
    "settings of Apache": {"doel/.htaccess": "Require all granted"},
    "settings of IIS": {"web.config": "<x/>"},
    "a page for the whole site": {"404.html": "<p>weg"},
    "a name of a host": {"CNAME": "proefhuis.test"},
    "a word to crawlers": {"doel/robots.txt": "x"},
    "a list of pages": {"sitemap.xml": "<x/>"},
    "a service worker": {"stijl/Service-Worker.js": "x"},
    "a service worker in short": {"sw.js": "x"},
    "a program of a server": {"doel/index.php": "x"},
    "a page without a kind": {"doel/index": "x"},
    "a name with a line's end": {"doel/a\nb.html": "x"},
    "no start page": {"index.html": ("", "")},
}


def preview(repo: Path, files: Mapping[str, str | tuple[str, str]], of: Mapping[str, str] = GOOD) -> str:
    """A commit without a past that holds the files of `of` and these; one with a mode in its place has that, and without a mode goes."""
    rows = []
    for name, told in {**of, **files}.items():
        mode, text = told if isinstance(told, tuple) else ("100644", told)
        if mode:
            id = git(repo, "rev-parse", "HEAD") if mode == "160000" else git(repo, "hash-object", "-w", "--stdin", feed=text)
            rows.append(f"{mode} {id}\t{name}\0")
    index = {"GIT_INDEX_FILE": str(repo / "index-van-een-voorbeeld")}
    git(repo, "read-tree", "--empty", env=index)
    git(repo, "update-index", "-z", "--index-info", feed="".join(rows), env=index)
    return git(repo, "commit-tree", git(repo, "write-tree", env=index), "-m", "voorbeeld")
