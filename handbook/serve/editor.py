"""The editor at /beheer/ on this computer: its page, its settings, and what its program may save."""

from __future__ import annotations

import json
import shutil
import tempfile
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from handbook.archive.git import Failed
from handbook.core.errors import CannotWork
from handbook.core.project import Project
from handbook.editor import collections, config, installed, page
from handbook.editor.collections import REVISIONS, Collection
from handbook.editor.config import API, PREFIX, Host
from handbook.editor.installed import Part
from handbook.serve import begun_revision, new_pages
from handbook.serve.added_files import AddedFiles
from handbook.serve.decap import JSON, Program, Reply
from handbook.serve.headers import KINDS, OTHER
from handbook.serve.preview import Preview
from handbook.serve.private_copy import PrivateCopy
from handbook.serve.proposals import Proposals

LIMIT = 8 * 1024 * 1024
"""Bytes of one request: an attachment as large as one may be, in the letters of base64."""

READING = frozenset(
    "info entriesByFolder entriesByFiles getEntry unpublishedEntries unpublishedEntry unpublishedEntryDataFile unpublishedEntryMediaFile "
    "getMedia getMediaFile getDeployPreview".split()
)
SAVING = frozenset({"persistEntry", "updateUnpublishedEntryStatus", "deleteUnpublishedEntry"})
"""What may be asked. Merging, pictures and removing files are no part of it: they would change the main branch without anybody looking."""


SHOWN = "voorbeeld"
"""Below /beheer/, and in the address of the page that is shown."""

PROPOSALS, HANDED_IN, BEGUN, ADDED = "voorstellen", "indienen", "revisie", "bestand"
"""Below /beheer/: what was saved, where one of them is brought to the git server, where a revision begins, and where a file is added."""

UNREADABLE = "Dit verzoek is niet te lezen."
TWICE = (
    "Dit is niet bewaard: een ander veranderde intussen dezelfde regels. Wat u typte, staat nog in dit venster: zet het apart, bijvoorbeeld in Word. "
    "Verwijder daarna dit voorstel, open de pagina opnieuw, en zet uw wijziging in de nieuwe tekst."
)
NOT_HERE = "Dit kan niet vanuit de editor."


def _question(body: bytes, keys: Mapping[str, type]) -> dict[str, Any] | None:
    """What the page sends, with at least these keys and what stands behind them; None where it is not that."""
    try:
        asked = json.loads(body)
    except (ValueError, RecursionError):
        return None
    if not isinstance(asked, dict):
        return None
    # Decap asks its program who it is without a word more.
    asked = {"params": {}, **asked}
    return asked if all(isinstance(asked.get(key), kind) for key, kind in keys.items()) else None


def _no(status: int, said: str) -> Reply:
    return Reply(status, JSON, json.dumps({"error": said, "message": said}).encode())


def _data_files(params: dict[str, Any]) -> list[dict[str, Any]]:
    """What is to be saved, as Decap says it: one file or more."""
    return params.get("dataFiles") or [params.get("entry") or {}]


def _branch_of(params: dict[str, Any]) -> str:
    """The branch on which Decap saves it."""
    return f"{PREFIX}{params['options']['collectionName']}/{_data_files(params)[0]['slug']}"


def _yes(found: object) -> Reply:
    return Reply(200, JSON, json.dumps(found, ensure_ascii=False).encode())


@dataclass
class Editor:
    """What /beheer/ has; its program starts when it is first asked for something."""

    project: Project
    part: Part = field(default_factory=installed.part)
    preview: Preview = field(init=False)
    added: AddedFiles = field(init=False)
    _proposals: Proposals = field(init=False)
    _program: Program | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        self.preview = Preview(self.project)
        self.added = AddedFiles(self.project, Path(tempfile.mkdtemp(prefix="handboek-beelden-")).resolve())
        self._proposals = Proposals(self.project)

    def file(self, name: str) -> Reply | None:
        """The file `name` below /beheer/; None where there is none."""
        if name == "config.json":
            return self._settings()
        body = page.file(name, self.part)
        return Reply(200, KINDS.get(PurePosixPath(name or "index.html").suffix, OTHER), body) if body is not None else None

    def _branch(self) -> str:
        """The branch that is open. Raises CannotWork where none is."""
        with self._lock:
            return self._copy().copy.branch if self.part.there else "main"

    def _settings(self) -> Reply:
        try:
            branch = self._branch()
        except CannotWork as problem:
            return _no(409, str(problem))
        return _yes(config.of(self.project, Host(branch=branch)))

    def take(self, name: str, body: bytes) -> Reply | None:
        """The answer to what the page sends to `name` below /beheer/; None where nothing is sent to."""
        answers: dict[str, tuple[Callable[[dict[str, Any]], Reply], dict[str, type]]] = {
            API: (self.ask, {"action": str, "params": dict}),
            SHOWN: (self.show, {"pad": str, "tekst": str}),
            ADDED: (self.add, {"naam": str, "inhoud": str}),
            BEGUN: (self.begin_revision, {"dag": str}),
            PROPOSALS: (self.proposed, {}),
            HANDED_IN: (self.hand_in, {"tak": str}),
        }
        if name not in answers:
            return None
        answer, keys = answers[name]
        asked = _question(body, keys)
        return answer(asked) if asked is not None else _no(400, UNREADABLE)

    def show(self, asked: dict[str, Any]) -> Reply:
        """Where the typed text of a page is shown as the site would, or what is wrong with it."""
        path, text = PurePosixPath(asked["pad"]), asked["tekst"]
        if not self._is_page(path, collections.of(self.project)):
            return _no(403, NOT_HERE)
        of = next(one for one in collections.of(self.project) if one.folder == path.parent.as_posix())
        with self._lock, suppress(CannotWork, Failed):
            self.added.renew(self._copy().copy, f"{PREFIX}{of.name}/{path.stem}")
        return _yes(self.preview.make(path.relative_to("docs").as_posix(), text, self.added.folder))

    def add(self, asked: dict[str, Any]) -> Reply:
        """Keeps a picture or an attachment until its page is saved."""
        try:
            path, said = self.added.add(asked["naam"], asked["inhoud"])
        except CannotWork as problem:
            return _no(409, str(problem))
        return _yes({"pad": path.removeprefix("docs/"), "punten": said})

    def proposed(self, _: dict[str, Any]) -> Reply:
        """What was saved here, and how far each of it is."""
        return _yes({"voorstellen": [one.data() for one in self._proposals.all()]})

    def hand_in(self, asked: dict[str, Any]) -> Reply:
        """Brings one of them to the git server; what is said stays the same where that fails."""
        try:
            done = self._proposals.hand_in(asked["tak"])
        except CannotWork as problem:
            return _no(409, str(problem))
        # On the board of the editor too it is no draft any more.
        name, _, slug = done.branch.removeprefix(PREFIX).partition("/")
        with suppress(CannotWork):
            about = {"branch": self._branch(), "collection": name, "slug": slug, "newStatus": "pending_review"}
            self.ask({"action": "updateUnpublishedEntryStatus", "params": about})
        return _yes(done.data())

    def begin_revision(self, asked: dict[str, Any]) -> Reply:
        """Begins a revision for the day that was chosen."""
        with self._lock:
            try:
                copy = self._copy().copy
                copy.renew()
                version = begun_revision.begin(self.project, copy, asked["dag"])
                copy.hand_over()
            except CannotWork as problem:
                return _no(409, str(problem))
            except Failed as problem:
                return _no(409, f"De revisie is niet begonnen. git zegt: {problem.reason}")
        return _yes({"versie": version})

    def ask(self, asked: dict[str, Any]) -> Reply:
        """The answer to one question of the page to the program beside it."""
        action, params = asked["action"], asked["params"]
        if action not in READING | SAVING or (action == "persistEntry" and not self._may_save(params)):
            return _no(403, NOT_HERE)
        with self._lock:
            try:
                program = self._copy()
                program.copy.renew()
                if action == "persistEntry":
                    self.added.renew(program.copy, _branch_of(params))
                    program.copy.restack(_branch_of(params), self.project.config.name)
                reply = program.ask(json.dumps(asked).encode())
                if action == "persistEntry" and reply.status >= 500:
                    program.copy.recover()
                    return _no(409, TWICE)
                if action == "unpublishedEntry" and reply.status < 300:
                    reply = self._forms_alone(reply)
                if action in SAVING and reply.status < 300:
                    if action == "persistEntry":
                        self._complete(program.copy, params)
                    program.copy.hand_over()
            except CannotWork as problem:
                return _no(503, str(problem))
            except Failed as problem:
                return _no(409, f"Dit is niet bewaard. Staat de branch van deze wijziging ergens open? git zegt: {problem.reason}")
            return reply

    def _may_save(self, params: dict[str, Any]) -> bool:
        """Only on a branch of its own, and only the files that have a form."""
        found = collections.of(self.project)
        typed = _data_files(params)
        fits = all(self._has_form(one.get("path", ""), found) for one in typed)
        moved = any(one.get("newPath") not in (None, one.get("path")) for one in typed)
        return fits and not moved and not params.get("assets") and (params.get("options") or {}).get("useWorkflow") is True

    def _has_form(self, path: str, found: list[Collection]) -> bool:
        return path in {one.file for one in found if one.file} or self._is_page(PurePosixPath(path), found)

    def _is_page(self, path: PurePosixPath, found: list[Collection]) -> bool:
        """Whether it is a page that has a form, or one that may begin here."""
        of = next((one for one in found if one.folder == path.parent.as_posix()), None)
        if of is None or path.suffix != ".md":
            return False
        return (self.project.root / path).is_file() or (of.create and new_pages.fits(path)) or of.name == REVISIONS

    def _forms_alone(self, reply: Reply) -> Reply:
        """What a branch changes, without what comes along with a page: Decap would take that for pictures, and save it again."""
        told, found = json.loads(reply.body), collections.of(self.project)
        told["diffs"] = [one for one in told["diffs"] if self._has_form(one["path"], found)]
        return _yes(told)

    def _complete(self, copy: PrivateCopy, params: dict[str, Any]) -> None:
        """Puts beside a page what it needs besides its own file: what it shows and leads to, and where it is new its line in the menu."""
        branch, config = _branch_of(params), self.project.config.name
        files: dict[str, bytes] = {}
        for one in _data_files(params):
            path, text = one["path"], one["raw"]
            if not path.endswith(".md"):
                continue
            files |= {name: data for name, data in self.added.named_in(text).items() if copy.read(branch, name) != data}
            if copy.read(copy.branch, path) is None and params["options"]["collectionName"] != REVISIONS:
                was = copy.read(branch, config) or b""
                now = (new_pages.menu(was.decode("utf-8"), path.removeprefix("docs/"), text) or "").encode()
                files |= {config: now} if now and now != was else {}
        if files:
            copy.put(branch, files, f"Hoort bij {_data_files(params)[0]['path']}: {', '.join(files)}")

    def _copy(self) -> Program:
        if self._program is None or not self._program.alive:
            self._program = Program(self.project, self.part)
        return self._program

    def stop(self) -> None:
        """Ends the programs and throws their copies away."""
        self.preview.stop()
        shutil.rmtree(self.added.folder, ignore_errors=True)
        with self._lock:
            if self._program:
                self._program.stop()
