"""Writes the register at the root of the branch and notices when somebody has edited it by hand."""

from __future__ import annotations

import json
from typing import Any

from handbook.archive import distinct_texts, documents_file, history, manifest, register, releases, root_pages
from handbook.archive.at_root import AtRoot
from handbook.archive.contacts import CONTACT_JSON, Contacts
from handbook.archive.editing import EDIT_JSON, Editing
from handbook.archive.git import RECORD, Repository
from handbook.archive.history import Stood
from handbook.archive.published_text import Reader
from handbook.archive.register import Register, Version
from handbook.archive.texts import Texts
from handbook.archive.versions_json import VERSIONS_JSON
from handbook.core.dutch import parse_date
from handbook.core.edition import Edition
from handbook.core.page_marks import set_apart

PAGES = tuple(root_pages.SOURCES)
"""What the register writes beside regime.json."""

NOJEKYLL = ".nojekyll"
"""An empty file by which GitHub Pages hands out what is there, and makes nothing of it."""

NAMES = frozenset({register.REGIME_JSON, history.PAGES, *(page.partition("/")[0] for page in PAGES)})
"""What of it stands at the root."""


def names(edition: Edition) -> frozenset[str]:
    """Whatever the program makes at the root beside the folders of versions: its names there, from which all may be made again."""
    return frozenset({VERSIONS_JSON, "index.html", NOJEKYLL, edition.alias}) | NAMES


def at_root(repo: Repository, commit: str) -> AtRoot:
    """The register of the commit, and what it writes beside it."""
    return AtRoot(repo, commit, NAMES)


def own_names(edition: Edition) -> frozenset[str]:
    """What is the organisation's own, as names at the root."""
    return frozenset(path.partition("/")[0] for path in edition.own)


def is_own(edition: Edition, path: str, data: bytes) -> bool:
    """Whether these bytes at this path are what the organisation listed as its own."""
    return edition.own.get(path) == manifest.sha256(data)


def render(
    files: Reader,
    seen: Register,
    edition: Edition,
    kept: Contacts | None = None,
    stood: Stood | None = None,
    edit: Editing | None = None,
) -> dict[str, bytes]:
    """Every file of the register, regime.json among them; `kept` are the contacts that are kept up to date, and what `stood` has is not made again.

    `edit` says where each page can be changed, None where no host is named.
    """
    told, found = history.NOTHING, distinct_texts.NOTHING
    if releases.knows_redlines(seen.program):
        texts = Texts(files)
        told = history.tell(files, seen, stood, texts)
        found = distinct_texts.gather(seen, texts, told, stood)
    shell, addresses = _shell(files, seen), _addresses(files, seen)
    offered = documents_file.offered(files, seen.entries) if releases.knows_documents(seen.program) else {}
    pages = root_pages.render(seen, shell, addresses, alias=edition.alias, kept=kept, told=told, found=found, offered=offered, edit=edit)
    return {**pages, register.REGIME_JSON: manifest.canonical(seen.data({path: manifest.sha256(data) for path, data in pages.items()}))}


def _shell(files: Reader, seen: Register) -> str | None:
    """The page that gives the root its look: of the text in force, else of the one published last that still has its pages."""
    newest = sorted(seen.entries, key=lambda entry: entry.sequence, reverse=True)
    for entry in ([seen.current] if seen.current else []) + newest:
        page = None if entry.taken_off else files.read(f"{entry.tree}:404.html")
        if page:
            return page.decode("utf-8", "replace")
    return None


def _addresses(files: Reader, seen: Register) -> list[str]:
    """The pages of the text in force for its readers, within its folder; none where there is no such text to read."""
    record = files.read(f"{seen.current.tree}:{RECORD}") if seen.current else None
    try:
        urls = [str(page["url"]) for page in json.loads(record or b"{}").get("paginas", {}).values()]
    except (ValueError, KeyError, TypeError, AttributeError):
        return []
    # No release published such pages before this rule.
    return [url for url in urls if not set_apart(url)]


def stood(root: AtRoot, seen: Register) -> Stood | None:
    """What the register there has that need not be made again; only of one of which damage() says nothing."""
    found = day_of(root.read(register.REGIME_JSON))
    return None if isinstance(found, str) else Stood.at(found, seen, root.read)


def day_of(data: bytes | None) -> Any:
    """The parsed register, or a Dutch sentence that says why it cannot be read."""
    if data is None:
        return f"{register.REGIME_JSON} ontbreekt"
    try:
        found = json.loads(data)
        parse_date(found["peildatum"])
        if not all(isinstance(print_, str) for print_ in found["bestanden"].values()):
            raise ValueError
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return f"{register.REGIME_JSON} is niet te lezen"
    return found


def address_of(found: Any) -> str | None:
    """The address that a parsed register gives the handbook."""
    address = found.get("adres") if isinstance(found, dict) else None
    return address if isinstance(address, str) else None


def damage(root: AtRoot, versions: tuple[Version, ...]) -> str | None:
    """What is wrong with the register there, None where it says just what the versions say."""
    data = root.read(register.REGIME_JSON)
    found = day_of(data)
    if isinstance(found, str):
        return found
    expected = Register(versions, parse_date(found["peildatum"]), str(found.get("handbook")), address_of(found))
    if manifest.canonical(expected.data(found["bestanden"])) != data:
        return f"{register.REGIME_JSON} is met de hand gewijzigd"
    pages = root.files(found["bestanden"])
    for path, print_ in found["bestanden"].items():
        page = pages[path]
        if page is None or manifest.sha256(page) != print_:
            return f"{path} is {'met de hand gewijzigd' if page is not None else 'weg'}"
    # The files there that no version tells of: what an act finds, it goes on with.
    for path in (CONTACT_JSON, EDIT_JSON):
        if path not in found["bestanden"] and root.read(path) is not None:
            return f"{path} staat er, en het register kent het niet"
    return None
