"""The only module that starts git: reads commits and moves branches, without the user's hooks, prompts or odd settings in the way."""

from __future__ import annotations

import os
import subprocess
import tempfile
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import IO, NamedTuple, Self

from handbook.core.errors import CannotWork
from handbook.core.findings import without_password

RECORD = "handboek.json"

SETTINGS = {
    # Hooks and monitors of the user belong to the user's own commits.
    "core.hooksPath": os.devnull,
    "core.fsmonitor": "false",
    # Names with accents come out as they are; mike reads them without unquoting.
    "core.quotePath": "false",
    # The export of a commit has the bytes of the commit on every machine.
    "core.autocrlf": "false",
    "gc.auto": "0",
    "maintenance.auto": "false",
}

SIGNING = (
    "tag.gpgsign",
    "user.signingkey",
    "gpg.format",
    "gpg.program",
    "gpg.openpgp.program",
    "gpg.ssh.program",
    "gpg.ssh.defaultkeycommand",
    "gpg.x509.program",
)
"""The settings by which git signs a tag."""

# Set when git itself started us, as in a hook; they would lead every command to another repository.
ELSEWHERE = (
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_PREFIX",
    "GIT_COMMON_DIR",
    "GIT_NAMESPACE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_SHALLOW_FILE",
)

ENDLESS = 2**31 - 1
"""The depth that git itself takes for a whole history (git help fetch)."""

PATIENCE_S = 30
"""How long a server may be silent where nobody at a terminal waits for it."""

AT_ONCE = 4096
"""Bytes that any pipe takes while nobody reads from it: so much is asked of a git before its answers are read."""

QUARANTINE = frozenset({"GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES"})
"""Where git keeps what is being pushed while a pre-receive hook judges it (git help receive-pack)."""


NO_REASON = "git gaf geen reden"
NO_GIT = "Het programma git is niet gevonden. Installeer git en probeer het opnieuw."


class Failed(Exception):
    """git said no; `reason` is what it said, without passwords."""

    def __init__(self, stderr: str) -> None:
        lines = [line.strip() for line in stderr.splitlines() if line.strip() and not line.startswith("hint:")]
        self.reason = without_password(" / ".join(lines)) or NO_REASON
        super().__init__(self.reason)


class TreeEntry(NamedTuple):
    """One name in a folder of a commit."""

    mode: str
    id: str

    @property
    def folder(self) -> bool:
        return self.mode == "40000"


class Found(NamedTuple):
    """What git knows by a name."""

    id: str
    kind: str
    data: bytes


def environment(git_dir: Path | None = None, quarantine: bool = False) -> dict[str, str]:
    """What every git process gets to see; with `quarantine` also what is being pushed, where git started us for that."""
    kept = QUARANTINE if quarantine else frozenset()
    env = {key: value for key, value in os.environ.items() if key not in ELSEWHERE or key in kept}
    # Added behind what is there: a build server may hand over its safe.directory this way.
    count = int(env.get("GIT_CONFIG_COUNT") or 0)
    for number, (key, value) in enumerate(SETTINGS.items(), count):
        env |= {f"GIT_CONFIG_KEY_{number}": key, f"GIT_CONFIG_VALUE_{number}": value}
    env |= {"GIT_CONFIG_COUNT": str(count + len(SETTINGS)), "LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0"}
    # Anybody may push to refs/replace, and readers of a branch do not get what stands there.
    env["GIT_NO_REPLACE_OBJECTS"] = "1"
    return env | ({"GIT_DIR": str(git_dir)} if git_dir else {})


@dataclass(frozen=True)
class Repository:
    """The repository that holds `folder`, or the one in `git_dir`; with `quarantine` also what is being pushed to it."""

    folder: Path
    git_dir: Path | None = None
    quarantine: bool = False

    @classmethod
    def opened(cls, folder: Path, refusal: str) -> Repository:
        """The repository of `folder`. Raises CannotWork with `refusal` and git's reason where it cannot be read."""
        repo = cls(folder)
        try:
            repo.run("rev-parse", "--git-dir")
        except Failed as error:
            raise CannotWork(f"{refusal}: {error.reason}") from error
        return repo

    def run(self, *args: str, feed: bytes = b"", alone: bool = False, also: Mapping[str, str] | None = None) -> bytes:
        """Output of one command; raises Failed. `alone`: a signal to our process group does not reach it."""
        try:
            env = environment(self.git_dir, self.quarantine) | dict(also or {})
            done = subprocess.run(
                ["git", "--no-optional-locks", *args],
                check=False,
                cwd=self.folder,
                env=env,
                input=feed,
                capture_output=True,
                start_new_session=alone,
            )
        except FileNotFoundError as error:
            raise CannotWork(NO_GIT) from error
        if done.returncode:
            raise Failed(done.stderr.decode("utf-8", "replace"))
        return done.stdout

    def line(self, *args: str, feed: bytes = b"", also: Mapping[str, str] | None = None) -> str:
        return os.fsdecode(self.run(*args, feed=feed, also=also)).strip("\n")

    @cached_property
    def objects(self) -> Objects:
        """The one process that reads objects for all who hold this repository; it ends with the last of them."""
        return Objects(self.folder, self.git_dir, self.quarantine)

    @cached_property
    def _trees(self) -> _Trees:
        return _Trees(self)

    def commit(self, name: str) -> str | None:
        """The id of the commit called `name`, None where there is none."""
        self.objects.start()
        return self.objects.id(name + "^{commit}")

    def entries(self, tree: str) -> dict[str, TreeEntry]:
        """What stands directly in a folder: `COMMIT`, or `COMMIT:path`."""
        found = self.objects.get(tree + ("" if ":" in tree else "^{tree}"))
        return listing(found[1]) if found and found[0] == "tree" else {}

    def read(self, spec: str) -> bytes | None:
        """The file `COMMIT:path`, None where it is not there or is no file."""
        return self.objects.file(spec)

    def files_below(self, tree: str, *among: str) -> dict[str, TreeEntry]:
        """Every file below a folder, by its path in it; only what these names in it are or hold, where there are any."""
        lines = os.fsdecode(self.run("ls-tree", "-r", "-z", "--full-tree", tree, *among)).split("\0")
        facts = [line.partition("\t") for line in lines if line]
        return {name: TreeEntry(head.split()[0], head.split()[2]) for head, _, name in facts}

    def commits(self, tip: str, path: str) -> list[str]:
        """The commits up to `tip` that changed what is at the path, the oldest first."""
        return self.line("rev-list", "--reverse", tip, "--", path).splitlines()

    def html(self, tree: str) -> list[str]:
        """The pages below a folder, by their paths in it."""
        lines = os.fsdecode(self.run("ls-tree", "-r", "-z", "--full-tree", "--name-only", tree)).split("\0")
        return [name for name in lines if name.endswith(".html")]

    def changed(self, old: str, new: str) -> list[str]:
        """Paths that differ between two trees."""
        return [
            os.fsdecode(name) for name in self.run("diff-tree", "-r", "-z", "--no-renames", "--name-only", old, new).split(b"\0") if name
        ]

    def descends(self, commit: str, ancestor: str) -> bool:
        """Whether `ancestor` is `commit` or stands before it."""
        return self._says("merge-base", "--is-ancestor", ancestor, commit)

    def dirty(self) -> list[str]:
        """Files under the project's folder that differ from the last commit, or are not in it and not ignored."""
        lines = self.run("status", "--porcelain=v1", "-z", "--no-renames", "--untracked-files=normal", "--", ".")
        return [os.fsdecode(line[3:]) for line in lines.split(b"\0") if line]

    def ignores(self, path: Path) -> bool:
        """Whether a file at the path would come into no commit here, unless somebody forces git."""
        return self._says("check-ignore", "--quiet", "--", str(path))

    def sees(self, path: Path) -> bool:
        """Whether something at the path is new or another here, and in the way of who commits everything."""
        try:
            return bool(self.run("status", "--porcelain=v1", "--untracked-files=normal", "--", str(path)))
        except Failed:
            return False

    def keeps(self, path: Path) -> bool:
        """Whether the path is that of a file which commits here hold."""
        return self._says("ls-files", "--error-unmatch", "--", str(path))

    def _says(self, *question: str) -> bool:
        """Whether git says yes; what it cannot tell is no."""
        try:
            self.run(*question)
        except Failed:
            return False
        return True

    def merging(self) -> bool:
        """Whether a merge was begun here that nobody has finished."""
        return self.path("MERGE_HEAD").exists()

    def move(self, ref: str, new: str, old: str | None, tags: Mapping[str, str] | None = None, *, replace: bool = False) -> None:
        """Compare and swap, with `tags` in the same transaction; raises Failed where `ref` is no longer `old`.

        A tag that exists with another id makes it fail too, unless `replace` is set.
        """
        lines = [f"update {ref} {new} {old or '0' * len(new)}"]
        lines += [f"{'update' if replace else 'create'} {name} {id}" for name, id in (tags or {}).items()]
        feed = "\n".join(["start", *lines, "prepare", "commit", ""]).encode()
        self.run("update-ref", "-m", "handbook publish", "--stdin", feed=feed, alone=True)

    def make_tree(self, entries: Mapping[str, TreeEntry]) -> str:
        """The id of a folder with these names in it."""
        return self._trees.write([entries])[0]

    def make_trees(self, folders: Sequence[Mapping[str, TreeEntry]]) -> list[str]:
        """The same of many folders, none of which holds another of them."""
        return self._trees.write(folders)

    def write(self, data: bytes) -> TreeEntry:
        """The bytes as a file, to be named in a folder."""
        return TreeEntry("100644", self.line("hash-object", "-w", "--no-filters", "--stdin", feed=data))

    def checked_out(self, ref: str) -> str | None:
        """The work tree in which somebody has the branch open."""
        return self.line("for-each-ref", "--format=%(worktreepath)", ref) or None

    def identity(self) -> dict[str, str]:
        """Who commits: as git would say it, else a neutral name, so that a machine without settings works."""
        settings = self.settings()
        name, email = (
            os.environ.get(f"GIT_COMMITTER_{what}") or settings.get(key) for what, key in (("NAME", "user.name"), ("EMAIL", "user.email"))
        )
        facts = {"NAME": name or "Handboek", "EMAIL": email or "handboek@localhost"}
        return {f"GIT_{role}_{what}": value for role in ("AUTHOR", "COMMITTER") for what, value in facts.items()}

    def signing(self) -> dict[str, str]:
        """The user's settings for signed tags, under git's own keys; empty where tags are not to be signed.

        A key for SSH is reason enough; one for another kind of signature needs tag.gpgSign, as git itself has it.
        """
        settings = self.settings()
        found = {key: value for key in SIGNING if (value := settings.get(key))}
        key_at_hand = found.get("gpg.format") == "ssh" and bool({"user.signingkey", "gpg.ssh.defaultkeycommand"} & found.keys())
        wanted = found.get("tag.gpgsign")
        if wanted is not None:
            return found if wanted.lower() in ("true", "yes", "on", "1") else {}
        return found if key_at_hand else {}

    def settings(self) -> dict[str, str]:
        """Every setting that holds here, by its key as git writes it; of one that is set twice the last."""
        try:
            lines = os.fsdecode(self.run("config", "--list", "-z")).split("\0")
        except Failed:
            return {}
        return {key: value for key, _, value in (line.partition("\n") for line in lines if line)}

    def setting(self, key: str) -> str | None:
        try:
            return self.line("config", "--get", key) or None
        except Failed:
            return None

    def partial(self) -> bool:
        """Whether git left objects at a remote, to be fetched on demand."""
        try:
            return b"true" in self.run("config", "--get-regexp", r"^remote\..*\.promisor$")
        except Failed:
            return False

    def narrow(self) -> bool:
        """Whether only some branches of origin are fetched, as with git clone --single-branch or --depth."""
        try:
            fetched = self.line("config", "--get-all", "remote.origin.fetch")
        except Failed:
            return False
        return "refs/heads/*:" not in fetched

    def damage(self) -> str | None:
        """The first thing that git finds wrong with its own files here, None where all can be read; reads everything.

        It begins from the refs that lead somewhere: `origin/HEAD` goes on naming a branch after that got another name, and nothing is lost by it.
        """
        try:
            self.run("fsck", "--no-dangling", "--no-progress", "--no-reflogs", *sorted({*self.refs().values()}))
        except Failed as error:
            # git tells on its other output what lacks.
            first = error.reason.partition(" / ")[0]
            return "git fsck vindt bestanden die ontbreken" if first == NO_REASON else first
        return None

    def shallow(self) -> bool:
        """Whether the history here does not go back to the beginning."""
        return self.path("shallow").exists()

    def path(self, name: str) -> Path:
        """Where git keeps `name`, in work trees too."""
        if name not in self._paths:
            self._paths[name] = self.folder / self.line("rev-parse", "--git-path", name)
        return self._paths[name]

    def folders(self) -> list[Path]:
        """Every folder in which files of this repository lie: its work trees, and where git keeps its own."""
        listed = os.fsdecode(self.run("worktree", "list", "--porcelain", "-z")).split("\0")
        trees = [line.removeprefix("worktree ") for line in listed if line.startswith("worktree ")]
        own = self.line("rev-parse", "--absolute-git-dir", "--git-common-dir").splitlines()
        return [self.folder / path for path in (*trees, *own)]

    @cached_property
    def _paths(self) -> dict[str, Path]:
        return {}

    def remote_refs(self, remote: str, *names: str, patient: bool = True) -> dict[str, str]:
        """The refs that fit `names` (patterns too) on `remote` at this moment, and their ids; raises Failed where it cannot be reached.

        Without `patient` nobody is asked anything, and a server that says nothing is one that cannot be reached.
        """
        # Peeled tags are listed too, with a sign that no name may hold.
        lines = self.line("ls-remote", "--", remote, *names, also=None if patient else self._impatient()).splitlines()
        return {name: id for id, _, name in (line.partition("\t") for line in lines) if not name.endswith("^{}")}

    def refs(self, *places: str) -> dict[str, str]:
        """The refs below `places` that stand here, and their ids."""
        lines = self.line("for-each-ref", "--format=%(objectname)%09%(refname)", *places).splitlines()
        return {name: id for id, _, name in (line.partition("\t") for line in lines)}

    def fetch(self, remote: str, *names: str) -> None:
        """Brings the refs `names` of `remote` into our objects, back to their beginning in a shallow clone too; touches no ref of ours."""
        deep = (f"--depth={ENDLESS}",) if self.shallow() else ()
        self.run("fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--no-recurse-submodules", *deep, "--", remote, *names)

    def push(self, remote: str, ref: str, new: str, old: str | None, tags: Mapping[str, str] | None = None) -> None:
        """Moves `ref` of `remote` if it still is `old`, and makes `tags` there, all or nothing; raises Failed."""
        # A remote on this disk writes in our own process group; a remote elsewhere may have to ask for a password on our terminal.
        here = os.path.isdir(self.setting(f"remote.{remote}.url") or remote)  # noqa: PTH112 - an address may be too long for a Path
        leases = [f"--force-with-lease={ref}:{old or ''}", *(f"--force-with-lease={name}:" for name in tags or {})]
        self.run(
            "push",
            "--quiet",
            "--atomic",
            "--no-verify",
            "--no-follow-tags",
            "--recurse-submodules=no",
            *leases,
            "--",
            remote,
            f"{new}:{ref}",
            *(f"{id}:{name}" for name, id in (tags or {}).items()),
            alone=here,
        )

    def offer(self, remote: str, ref: str, id: str) -> None:
        """Puts `id` at `ref` of `remote` where nothing is lost by it: the branch is new there, or `id` goes on from it. Raises Failed.

        Nobody is asked anything on a terminal: who waits for the answer may look at a browser.
        """
        options = ("--no-verify", "--no-follow-tags", "--recurse-submodules=no", "--no-force")
        self.run("push", "--quiet", *options, "--", remote, f"{id}:{ref}", alone=True, also=self._impatient())

    def _impatient(self) -> dict[str, str]:
        """For git: no question on a terminal, and no endless wait. A way to ssh of their own stays as it is."""
        own = self.setting("core.sshCommand") or {"GIT_SSH_COMMAND", "GIT_SSH"} & os.environ.keys()
        ways = {} if own else {"GIT_SSH_COMMAND": f"ssh -o BatchMode=yes -o ConnectTimeout={PATIENCE_S}"}
        return {"GIT_HTTP_LOW_SPEED_LIMIT": "1", "GIT_HTTP_LOW_SPEED_TIME": str(PATIENCE_S), **ways}


@contextmanager
def inhabit(repo: Repository, also: Mapping[str, str]) -> Iterator[None]:
    """For a library that starts git by itself: our process runs as if it stood in `repo`."""
    before = dict(os.environ)
    env = environment(repo.git_dir) | dict(also)
    # git takes forms of this date that mike does not know.
    env.pop("GIT_COMMITTER_DATE", None)
    try:
        os.environ.clear()
        os.environ.update(env)
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def within_a_repository(folder: Path) -> bool:
    """Whether git could find a repository from `folder` upwards: that of a work tree, or one that is the folder itself."""
    # git begins where the folder really is, and takes a folder for a repository by the HEAD in it.
    here = Path(os.path.realpath(folder))
    return any(os.path.lexists(place / name) for place in (here, *here.parents) for name in (".git", "HEAD"))


class Objects:
    """One long-lived `git cat-file --batch`: asks by name, and follows branches as they move. Safe to share between threads.

    A copy of our process (core/cores.py) gets a git of its own: two that ask the same one would read each other's answers.
    """

    def __init__(self, folder: Path, git_dir: Path | None = None, quarantine: bool = False) -> None:
        self._where = (folder, git_dir, quarantine)
        self._process: subprocess.Popen[bytes] | None = None
        self._asker = 0
        self._lock = threading.Lock()
        self._ahead: dict[str, Found | None] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __del__(self) -> None:
        self._end()

    def start(self) -> None:
        """Starts git where it does not run. Raises CannotWork where there is none; without this nothing is found then."""
        with self._lock:
            try:
                self._running()
            except FileNotFoundError as error:
                raise CannotWork(NO_GIT) from error

    def get(self, spec: str) -> tuple[str, bytes] | None:
        """Type and bytes of what `spec` names; None where there is nothing, no repository or no git."""
        found = self._look(spec)
        return (found.kind, found.data) if found else None

    def file(self, spec: str) -> bytes | None:
        """The bytes of the file that `spec` names; None where there is none."""
        return self.files([spec]).get(spec)

    def id(self, spec: str) -> str | None:
        """The id of what `spec` names; None where there is nothing, no repository or no git."""
        return self.ids([spec]).get(spec)

    def files(self, specs: Iterable[str]) -> dict[str, bytes]:
        """The bytes of those of `specs` that name a file: quicker than to ask for one after the other."""
        asked = list(dict.fromkeys(specs))
        return {spec: found.data for spec, found in zip(asked, self._look_all(asked), strict=True) if found and found.kind == "blob"}

    def ids(self, specs: Iterable[str]) -> dict[str, str]:
        """The ids of those of `specs` that name something."""
        asked = list(dict.fromkeys(specs))
        return {spec: found.id for spec, found in zip(asked, self._look_all(asked), strict=True) if found}

    @contextmanager
    def ahead(self, specs: Iterable[str]) -> Iterator[None]:
        """Within it, who asks for one of `specs` has the answer at once: git is asked for all of them in one go.

        Each begins with an id, and so names the same thing all the time.
        """
        asked = [*dict.fromkeys(specs)]
        new = {spec: one for spec, one in zip(asked, self._look_all(asked), strict=True) if spec not in self._ahead}
        self._ahead |= new
        try:
            yield
        finally:
            for spec in new:
                self._ahead.pop(spec, None)

    def below(self, tree: str) -> dict[str, TreeEntry]:
        """Every file below a folder, by its path in it, as Repository.files_below: quicker for a folder of a version than to start git for it."""
        files: dict[str, TreeEntry] = {}
        folders = [("", tree)]
        for begin, spec in folders:
            found = self.get(spec)
            for name, entry in (listing(found[1]) if found and found[0] == "tree" else {}).items():
                if entry.folder:
                    folders.append((f"{begin}{name}/", entry.id))
                else:
                    files[f"{begin}{name}"] = entry
        return files

    def _look(self, spec: str) -> Found | None:
        return self._look_all([spec])[0]

    def _look_all(self, specs: Sequence[str]) -> list[Found | None]:
        """What each of them names, in their order."""
        ahead = {spec: self._ahead[spec] for spec in specs if spec in self._ahead} if self._ahead else {}
        if len(ahead) == len(specs):
            return [ahead[spec] for spec in specs]
        whole = [spec for spec in specs if "\n" not in spec and "\0" not in spec]
        with self._lock:
            if self._process is None and self._where[1] is None and not within_a_repository(self._where[0]):
                # Starting git costs as much as a small check, which asks twice.
                return [None for _ in specs]
            found = dict(zip(whole, (one for some in _at_once(map(os.fsencode, whole)) for one in self._answers(some)), strict=True))
        return [found.get(spec) for spec in specs]

    def _answers(self, specs: Sequence[bytes]) -> list[Found | None]:
        try:
            return self._ask(specs)
        except (OSError, ValueError):
            # It ended: git met something it cannot read. The next question gets a new one.
            self._end()
            return [None] if len(specs) == 1 else [one for spec in specs for one in self._answers([spec])]

    def _running(self) -> subprocess.Popen[bytes]:
        if self._asker != os.getpid():
            self._end()
        if self._process is None:
            self._asker = os.getpid()
            folder, git_dir, quarantine = self._where
            self._process = subprocess.Popen(
                ["git", "cat-file", "--batch"],
                cwd=folder,
                env=environment(git_dir, quarantine),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        return self._process

    def _ask(self, specs: Sequence[bytes]) -> list[Found | None]:
        process = self._running()
        assert process.stdin and process.stdout
        process.stdin.write(b"".join(spec + b"\n" for spec in specs))
        process.stdin.flush()
        return [self._answer(process.stdout, spec) for spec in specs]

    def _answer(self, told: IO[bytes], spec: bytes) -> Found | None:
        head = told.readline()
        if head.endswith((b" missing\n", b" ambiguous\n")):
            return None
        id, kind, size = head.split()
        data = told.read(int(size) + 1)
        if len(data) != int(size) + 1:
            raise ValueError(spec)
        return Found(id.decode(), kind.decode(), data[:-1])

    def close(self) -> None:
        with self._lock:
            self._end()

    def _end(self) -> None:
        if self._process and self._asker == os.getpid():
            self._process.kill()
            self._process.communicate()
        # That of the process of which we are a copy ends with it: to wait for that here would be to wait for ever.
        self._process = None


class _Trees:
    """One long-lived `git mktree --batch`: writes one folder after the other. Not to be shared between threads."""

    def __init__(self, repo: Repository) -> None:
        self._where = (repo.folder, environment(repo.git_dir, repo.quarantine))
        self._process: subprocess.Popen[bytes] | None = None

    def __del__(self) -> None:
        self._end()

    def write(self, folders: Sequence[Mapping[str, TreeEntry]]) -> list[str]:
        """The ids of folders with these names in them, in their order. Raises Failed."""
        # Of each it says no more than its id, and so many of those any pipe takes.
        some = AT_ONCE // 65
        return [id for begin in range(0, len(folders), some) for id in self._written(folders[begin : begin + some])]

    def _written(self, folders: Sequence[Mapping[str, TreeEntry]]) -> list[str]:
        process = self._running()
        assert process.stdin and process.stdout and process.stderr
        try:
            for entries in folders:
                lines = "".join(f"{e.mode:0>6} {'tree' if e.folder else 'blob'} {e.id}\t{name}\0" for name, e in entries.items())
                # A name that is not there ends the folder.
                process.stdin.write(os.fsencode(lines) + b"\0")
            process.stdin.flush()
        except BrokenPipeError:
            # What git says of it comes below.
            pass
        ids = [process.stdout.readline() for _ in folders]
        if not all(id.endswith(b"\n") for id in ids):
            said = process.stderr.read()
            self._end()
            raise Failed(said.decode("utf-8", "replace"))
        return [id.decode().strip() for id in ids]

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            folder, env = self._where
            self._process = subprocess.Popen(
                ["git", "mktree", "--batch", "-z", "--missing"],
                cwd=folder,
                env=env,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
            )
        return self._process

    def _end(self) -> None:
        if self._process:
            self._process.kill()
            self._process.communicate()
            self._process = None


def _at_once(specs: Iterable[bytes]) -> Iterator[list[bytes]]:
    """The names in portions of which each can be asked before an answer is read; a name that is longer is one alone."""
    some: list[bytes] = []
    size = 0
    for spec in specs:
        if some and size + len(spec) >= AT_ONCE:
            yield some
            some, size = [], 0
        some.append(spec)
        size += len(spec) + 1
    if some:
        yield some


def listing(tree: bytes) -> dict[str, TreeEntry]:
    """The names in a tree object: `mode name\\0` and the raw id, which is 20 bytes, or 32 with SHA-256."""
    for size in (20, 32):
        found, rest = {}, tree
        while rest:
            head, zero, tail = rest.partition(b"\0")
            mode, space, name = head.partition(b" ")
            if not (zero and space and mode.isdigit() and len(tail) >= size):
                break
            found[os.fsdecode(name)] = TreeEntry(mode.decode(), tail[:size].hex())
            rest = tail[size:]
        else:
            return found
    raise ValueError("no tree")


def merged(base: str, theirs: str, ours: str) -> str | None:
    """The text with the changes that both made of `base`, as git merges it; None where both changed the same lines."""
    with tempfile.TemporaryDirectory(prefix="handboek-samenvoegen-") as folder:
        for name, text in (("base", base), ("theirs", theirs), ("ours", ours)):
            Path(folder, name).write_bytes(text.encode())
        try:
            return Repository(Path(folder)).run("merge-file", "-p", "--quiet", "theirs", "base", "ours").decode()
        except Failed:
            return None
