"""Whether a version that was published says the same as what is built now; a text that stands there never changes."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import takewhile
from pathlib import PurePosixPath

from handbook.archive import acts, documents_file, git, lighter_copy, manifest
from handbook.build import record
from handbook.core import picture_metadata
from handbook.core.console import few
from handbook.core.errors import Ended
from handbook.core.page_marks import MANAGEMENT
from handbook.core.picture_metadata import Damaged
from handbook.core.version_name import VersionName
from handbook.publish.built_site import BuiltSite
from handbook.publish.staging import Staging

MADE = frozenset({".html", ".css", ".js", ".json", ".xml", ".gz", ".map"})
"""Kinds of files that tools write; they may differ while the text is the same."""

LOOK = ("assets/", "stijl/", MANAGEMENT)
"""Folders of a version with nothing but its look, or with what tells of the program itself: both come with a newer one."""


class WouldChange(Ended):
    """The version was published with another text."""

    exit_code = 4


@dataclass(frozen=True)
class _Page:
    """A page as handboek.json has it; `text` is a fingerprint, by the program that wrote it."""

    url: str
    title: str
    text: str

    @property
    def file(self) -> str:
        return f"{self.url}index.html"


@dataclass(frozen=True)
class _Version:
    """A version as it stands somewhere; `read` gives the bytes of a file in it."""

    read: Callable[[str], bytes | None]

    @cached_property
    def pages(self) -> dict[str, _Page] | None:
        """By the name of its source; None without a record that can be read."""
        try:
            listed = json.loads(self.read(git.RECORD) or b"")["paginas"]
            return {
                path: _Page(facts["url"], facts["titel"], facts["tekst"])
                for path, facts in listed.items()
                if not path.startswith(MANAGEMENT)
            }
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return None

    def html(self, page: _Page) -> str:
        return (self.read(page.file) or b"").decode("utf-8", "replace")

    def named(self) -> tuple[set[str], set[str]]:
        """Every file that its pages name: in a text, and in the frame round the texts."""
        found = [record.named(self.html(page), page.url) for page in (self.pages or {}).values()]
        return {name for texts, _ in found for name in texts}, {name for _, frames in found for name in frames}


def same(staging: Staging, tip: str, site: BuiltSite, mend: str) -> str:
    """A sentence that the version stands there with this text; raises WouldChange, with `mend` behind it, where its text is another."""
    published, built = staging.entries(tip)[str(site.version)].id, staging.write_tree(site.files)
    changed = [name for name in staging.changed(published, built) if name not in manifest.ADDED | {acts.REPEAL}]
    if not changed:
        return f"Versie {site.version} bestond al, met precies deze tekst. Er is niets veranderd."
    old, new = (_Version(partial(_read, staging, tree)) for tree in (published, built))
    groups = {"anders": [*_other_pages(old, new), *_other_files(old, new, changed)], **_came_and_went(old, new)}
    if old.pages is None or new.pages is None or any(groups.values()):
        raise WouldChange(f"{_changed(site.version, groups)} {mend}")
    return (
        f"Versie {site.version} bestond al, met dezelfde tekst. Alleen de opmaak, de techniek of de uitslag van een test is nu anders. "
        "Wat gepubliceerd is, blijft zoals het was."
    )


def _read(staging: Staging, tree: str, name: str) -> bytes | None:
    return staging.read(f"{tree}:{name}")


def _other_pages(old: _Version, new: _Version) -> Iterator[str]:
    """Pages that say something else."""
    both = {path: (old.pages[path], page) for path, page in (new.pages or {}).items() if old.pages and path in old.pages}
    titled = {path: _middles(before.title, after.title) for path, (before, after) in both.items() if before.title != after.title}
    # The look puts the name of the handbook behind the titles: what became other in the same way everywhere is no title.
    renamed = set(titled) if len(titled) == 1 or len(set(titled.values())) > 1 else set()
    for path, (before, after) in both.items():
        if path in renamed or (before.text != after.text and not record.same_text(old.html(before), new.html(after))):
            yield path


def _middles(one: str, other: str) -> tuple[str, str]:
    """Where two texts differ: each without what both begin with, and then without what both end with."""
    begin = _alike(one, other)
    one, other = one[begin:], other[begin:]
    end = _alike(one[::-1], other[::-1])
    return one[: len(one) - end], other[: len(other) - end]


def _alike(one: str, other: str) -> int:
    """With how many equal signs two texts begin."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _came_and_went(old: _Version, new: _Version) -> dict[str, list[str]]:
    before, after = old.pages or {}, new.pages or {}
    return {"nieuw": [path for path in after if path not in before], "weg": [path for path in before if path not in after]}


def _other_files(old: _Version, new: _Version, changed: Collection[str]) -> list[str]:
    """Pictures and attachments say something too; the rest of a site is made by tools, from texts that are compared as such."""
    files = [
        name for name in changed if not name.startswith(LOOK) and PurePosixPath(name).suffix not in MADE and not documents_file.is_one(name)
    ]
    if not files:
        return []
    # A logo, for one, belongs to the look: pages show it, and no text does.
    texts, frames = (set().union(*both) for both in zip(old.named(), new.named(), strict=True))
    return [
        name
        for name in files
        if (name in texts or name not in frames)
        and _bare(old.read(name)) != _bare(new.read(name))
        and not any(lighter_copy.is_one(name, one.read) for one in (old, new))
    ]


def _bare(data: bytes | None) -> bytes | None:
    """A file without what a camera wrote in it: programs up to 0.5.0 published that along with the picture."""
    with suppress(Damaged):
        return picture_metadata.stripped(data) if data else data
    return data


def _changed(version: VersionName, groups: Mapping[str, Collection[str]]) -> str:
    said = "; ".join(f"{what}: {few(pages)}" for what, pages in groups.items() if pages) or "de lijst van pagina's ontbreekt"
    return f"Versie {version} bestaat al, met een andere tekst ({said}). Wat gepubliceerd is, verandert niet."
