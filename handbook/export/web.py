"""Puts the published branch into a folder for a web server: only what changed, every file whole, the register last."""

from __future__ import annotations

import errno
import fcntl
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from handbook.archive import clone, git, history, packed, previews, register, root_files
from handbook.archive.git import Objects, Repository, TreeEntry
from handbook.archive.root_files import PAGES
from handbook.core import atomic, cores, system_errors
from handbook.core.console import Say, counted, few
from handbook.core.dutch import enumeration
from handbook.core.edition import Edition
from handbook.core.errors import CannotWork, Ended
from handbook.core.proposal import FOLDER
from handbook.core.version_name import VersionName
from handbook.export.placing import Placed, Placing

IN_FORCE = f"{atomic.OWN}/{atomic.IN_FORCE}"
"""Holds an empty file named after the version that search engines may keep: nginx can see a file, and look in none."""

AT_ONCE = 1000
"""Files that the cores share before it is told how far they are."""

ORDINARY = frozenset({"100644", "100755"})


class WouldLose(Ended):
    """The folder holds a published version that this copy of the archive does not know."""

    exit_code = 4


@dataclass
class Exported:
    """What came of it: the number of versions, what was written and what was taken away, packed copies among them."""

    versions: int
    written: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    opened: int = 0
    """Files and folders that a web server could not read."""


def export(here: Path, edition: Edition, folder: Path, *, plain: bool, say: Say, proposals: str | None = None) -> Exported:
    """Makes `folder` the same as the published branch of the clone in `here`, with packed copies unless `plain`.

    With `proposals`, the name of a remote, the previews that stand there now come beside it, and no others; without it those in the folder stay.
    A reader meets the old file or the new one, never half of it; what leads to a new version comes after that version.
    Raises CannotWork where the folder is not ours or another export is at work there, WouldLose where a version would go.
    """
    repo = Repository.opened(here, f"Er is niets klaar te zetten: {here} is geen git-repository die u mag lezen. Git meldt")
    with clone.whole(repo), _or_say(folder), Objects(repo.folder, repo.git_dir) as objects:
        commit = clone.published(repo, edition)
        root = _usable(folder, edition)
        with _alone(root):
            files, left = _ours(repo.files_below(commit), edition, objects)
            shown = _previews(repo, edition, proposals, say) if proposals is not None else {}
            tree = _Tree(root, edition, {**files, **shown}, objects, plain, proposals is not None)
            tree.check()
            done = tree.put()
            others = tree.others()
    changed = (
        f"{len(done.written)} bestanden nieuw of gewijzigd, {len(done.gone)} weg." if done.written or done.gone else "Alles stond al goed."
    )
    say(f"In de map {folder} staat het hele handboek: {done.versions} {'versie' if done.versions == 1 else 'versies'}. {changed}")
    if done.opened:
        say(f"Een webserver kon {done.opened} mappen en bestanden niet lezen. Die rechten zijn hersteld.")
    if left:
        say(f"Niet klaargezet, want het hoort niet bij het archief: {few(left)}. Kijk met: handbook verify")
    if proposals is None and (root / FOLDER).is_dir():
        say(
            f"In die map staan ook voorbeelden van voorstellen, in {FOLDER}/. Die zijn gebleven zoals zij waren. Bijwerken kan met: --previews"
        )
    if others:
        say(f"In die map staat ook iets dat niet van het handboek is. Dat blijft staan: {few(others)}.")
    return done


def _ours(files: Mapping[str, TreeEntry], edition: Edition, objects: Objects) -> tuple[dict[str, TreeEntry], list[str]]:
    """The files of the branch that belong to the archive or are listed as the organisation's own, and the names at the root of all others."""
    made, kept, left = root_files.names(edition), {}, set()
    for path, entry in files.items():
        top = path.partition("/")[0]
        belongs = top in made or (_is_version(top) and "/" in path)
        if belongs or (path in edition.own and root_files.is_own(edition, path, objects.file(entry.id) or b"")):
            kept[path] = entry
        else:
            left.add(top)
    return kept, sorted(left)


def _previews(repo: Repository, edition: Edition, remote: str, say: Say) -> dict[str, TreeEntry]:
    """The files of every preview on `remote`, below the folder for previews alone: so no name in one can be that of a version."""
    found = {}
    for proposal, commit in previews.on(repo, edition, remote).items():
        if reason := previews.wrong(repo, commit):
            say(f"Het voorbeeld van {proposal} is niet klaargezet, want {reason}.")
            continue
        found.update({f"{proposal.place}{path}": entry for path, entry in repo.files_below(commit).items()})
    return found


@contextmanager
def _or_say(folder: Path) -> Iterator[None]:
    """A disk that is full or closed ends the command; what is there stays usable, and the next export goes on from it."""
    try:
        yield
    except OSError as error:
        where = f" ({error.filename})" if error.filename else ""
        mend = "Los dit op en geef de opdracht opnieuw: die maakt het af."
        raise CannotWork(f"De map {folder} is niet helemaal bijgewerkt: {system_errors.said(error)}{where}. {mend}") from error
    except git.Failed as error:
        raise CannotWork(f"Het archief is niet te lezen. Git meldt: {error.reason}") from error


def _others(root: Path, edition: Edition) -> bool:
    """Whether something stands there that is not the organisation's own: a server may have put its settings there first."""
    return any(path.is_symlink() or path.name not in root_files.own_names(edition) for path in root.iterdir())


def _usable(folder: Path, edition: Edition) -> Path:
    """The folder, made where there is none. Raises CannotWork where something else stands in it."""
    root = folder.resolve()
    if root.exists() and not root.is_dir():
        raise CannotWork(f"{folder} is geen map. Kies een andere.")
    if (root / ".git").exists():
        raise CannotWork(f"De map {folder} is een werkmap van git. Kies een map die alleen voor de webserver is.")
    if root.exists() and not (root / register.REGIME_JSON).is_file() and not (root / atomic.OWN).is_dir() and _others(root, edition):
        raise CannotWork(f"In de map {folder} staat iets anders dan het handboek. Kies een lege map, of maak deze leeg.")
    made = [folder for folder in (root, *root.parents) if not folder.exists()]
    root.mkdir(parents=True, exist_ok=True)
    for folder in made:
        # A timer may run with a umask that keeps everybody else out.
        folder.chmod(0o755)
    return root


@contextmanager
def _alone(root: Path) -> Iterator[None]:
    """Two at once would each clear away what the other writes."""
    handle = os.open(root, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        # Some file shares have no locks; there it is up to the person who runs it.
        if error.errno == errno.EWOULDBLOCK:
            os.close(handle)
            raise CannotWork(f"Een andere export schrijft al in de map {root}. Wacht tot die klaar is.") from error
    try:
        yield
    finally:
        os.close(handle)


@dataclass
class _Tree:
    """The folder `root`, and the files of the branch that it must come to hold."""

    root: Path
    edition: Edition
    files: Mapping[str, TreeEntry]
    objects: Objects
    plain: bool
    previews: bool = False
    standing: set[str] = field(default_factory=set)

    @cached_property
    def folders(self) -> frozenset[str]:
        """What stands at the root beside the versions, and is ours from top to bottom."""
        shown = {FOLDER} if self.previews else set()
        return frozenset({self.edition.alias, history.PAGES, *(page.partition("/")[0] for page in PAGES if "/" in page)} | shown)

    @cached_property
    def versions(self) -> list[str]:
        return sorted({top for path in self.files if _is_version(top := path.partition("/")[0])})

    @cached_property
    def in_force(self) -> frozenset[str]:
        """The version that applies, unless it was taken off the site."""
        try:
            data = json.loads(self._read(register.REGIME_JSON))
            return frozenset({row["versie"] for row in data["versies"] if not _gone(row)} & {data["geldend"]} & {*self.versions})
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise CannotWork(
                f"{register.REGIME_JSON} op de branch {self.edition.branch} is niet te lezen. Kijk met: handbook verify"
            ) from error

    @cached_property
    def begun(self) -> frozenset[str]:
        """The version that came into force since the last export: its packed copies are those of a text that few read."""
        return frozenset(version for version in self.in_force if not (self.root / IN_FORCE / version).is_file())

    @cached_property
    def own(self) -> frozenset[str]:
        """The organisation's own, such as a robots.txt, that stands in the place of a page of ours."""
        there = {path: atomic.read(self.root / path) for path in self.files if path in PAGES}
        return frozenset(path for path, data in there.items() if data is not None and root_files.is_own(self.edition, path, data))

    def read_often(self, path: str) -> bool:
        """Whether readers come for the file every day: it is of the version that applies, or of none."""
        top = path.partition("/")[0]
        return top in self.in_force or not _is_version(top)

    def check(self) -> None:
        """Raises CannotWork or WouldLose before anything is written."""
        odd = [path for path, entry in self.files.items() if entry.mode not in ORDINARY or path.startswith(atomic.OWN)]
        if odd or register.REGIME_JSON not in self.files:
            what = f"dit is geen gewoon bestand: {few(odd)}" if odd else f"{register.REGIME_JSON} ontbreekt"
            raise CannotWork(
                f"Het archief op de branch {self.edition.branch} is beschadigd: {what}. Er is niets veranderd. Kijk met: handbook verify"
            )
        links = [path for path in self._present() if os.path.islink(path)]  # noqa: PTH114 - of tens of thousands of files
        if links:
            raise CannotWork(
                f"Hier staat een koppeling in plaats van een bestand of een map: {few(links)}. Haal haar weg. Er is niets veranderd."
            )
        lost = sorted(path.name for path in self.root.iterdir() if VersionName.or_none(path.name) and path.name not in self.versions)
        if lost:
            raise WouldLose(
                f"In de map staat een versie die deze kopie van het archief niet heeft: {enumeration(lost)}. Er is niets veranderd. "
                "Haal eerst de nieuwste stand op met: git fetch origin"
            )

    def put(self) -> Exported:
        """Writes what is not there or is otherwise, and then takes away what is ours and no longer wanted."""
        # From here on the folder is known as ours, also when this is broken off.
        atomic.make(self.root, self.root / atomic.OWN)
        done = Exported(len(self.versions))
        for placed in counted(self._all(), len(self.files), "Bestanden nagekeken"):
            done.written += placed.written
            self.standing.update(placed.standing)
        done.written += self._mark()
        for name in self._names():
            if name not in self.standing:
                (self.root / name).unlink()
                done.gone.append(name)
            elif atomic.tame(self.root / name):
                done.written.append(name)
        self._clear_folders()
        done.opened = sum(atomic.open_up(path) for path in (self.root, *map(Path, self._present())) if path.exists())
        return done

    def _all(self) -> Iterator[Placed]:
        """Puts every file in place, on all cores, rank by rank: the next rank begins when the one before stands."""
        first = self._first()
        placing = Placing(
            root=self.root,
            files=self.files,
            first=first,
            often=frozenset(entry.id for path, entry in self.files.items() if self.read_often(path)),
            anew=frozenset(entry.id for path, entry in self.files.items() if path.partition("/")[0] in self.begun),
            plain=self.plain,
            own=self.own,
            read=self._read,
        )
        ranks: dict[tuple[int, bool], list[str]] = {}
        for path in sorted(self.files):
            # What holds the same as another comes after that one.
            ranks.setdefault((_rank(path), first.get(self.files[path].id) != path), []).append(path)
        for _, paths in sorted(ranks.items()):
            for at in range(0, len(paths), AT_ONCE):
                yield from cores.spread(placing.put, paths[at : at + AT_ONCE])

    def _first(self) -> dict[str, str]:
        """By the id of what files hold the path of the first of them to be put in place."""
        found: dict[str, str] = {}
        for path in sorted(self.files.keys() - self.own, key=lambda path: (_rank(path), path)):
            found.setdefault(self.files[path].id, path)
        return found

    def _read(self, path: str) -> bytes:
        found = self.objects.get(self.files[path].id)
        if found is None:
            raise CannotWork(
                f"Het archief op de branch {self.edition.branch} is beschadigd: {path} is niet te lezen. Kijk met: handbook verify"
            )
        return found[1]

    def _mark(self) -> list[str]:
        """Says which version is in force, unless it was taken off the site."""
        if self.plain:
            return []
        marks = [f"{IN_FORCE}/{version}" for version in self.in_force]
        self.standing.update(marks)
        new = [path for path in marks if atomic.read(self.root / path) != b""]
        for path in new:
            atomic.write(self.root, path, b"")
        return new

    def _present(self) -> Iterator[str]:
        """Everything that is ours: whole folders, and at the root our files, their packed copies, and what is not whole yet."""
        for top in (*self.versions, *self.folders, atomic.OWN):
            yield f"{self.root}/{top}"
            for folder, inner, names in os.walk(f"{self.root}/{top}"):
                yield from (f"{folder}/{name}" for name in (*inner, *names))
        for path in self.root.iterdir():
            name = packed.original(path.name) or path.name
            if not path.is_dir() and (name in self.files or name.startswith(atomic.PASSING)):
                yield str(path)

    def _names(self) -> list[str]:
        """Every file that is ours, by its name from the root."""
        return sorted(path.removeprefix(f"{self.root}/") for path in self._present() if os.path.isfile(path))  # noqa: PTH113 - as above

    def _clear_folders(self) -> None:
        for top in (*self.versions, *self.folders, *([atomic.OWN] if self.plain else [IN_FORCE])):
            for folder, _, _ in os.walk(self.root / top, topdown=False):
                with suppress(OSError):
                    Path(folder).rmdir()

    def others(self) -> list[str]:
        """What stands at the root and is not ours."""
        ours = {path.partition("/")[0] for path in self.files} | self.folders | {atomic.OWN, FOLDER} | root_files.own_names(self.edition)
        return sorted(path.name for path in self.root.iterdir() if path.name not in ours and packed.original(path.name) not in ours)


def _gone(row: Mapping[str, Any]) -> bool:
    """Whether nothing of a version can be read any more, by its row in the register of any release."""
    return bool(row["ingetrokken"]) or any(one["wat"] == "alles" for one in row.get("van_de_site", ()))


@cache
def _is_version(name: str) -> bool:
    return VersionName.or_none(name) is not None


def _rank(path: str) -> int:
    """First the versions, then what leads to them, then the root, and the register when all stands that it tells of."""
    top, slash, _ = path.partition("/")
    return (0 if _is_version(top) else 1) if slash else 2 + (path == register.REGIME_JSON)
