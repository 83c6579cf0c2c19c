"""Knows when files that make the draft were saved: as the system tells it, or by looking where the system tells nothing."""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from handbook.core.project import Project

QUIET_MS = 15
"""Milliseconds in which nothing is written before a change counts, so that half a save is not built."""

LOOK = 0.3
"""Seconds between two looks at the files where the system tells nothing."""

DOUBT = 2.0
"""Seconds after which we look all the same: network disks and folders that are replaced keep silent."""

FOLDERS = ("docs", "macros", "overrides")
PASSING = re.compile(r"^\.|^#.*#$|^4913$|~$|\.(?:sw[a-z]|tmp|bak|orig|pyc|part|crdownload)$", re.IGNORECASE)
"""Names of files that editors and programs leave for a moment, and that no page comes from."""

Look = dict[Path, tuple[int, int, int]]
"""Every file that makes the draft, with what changes when it is saved or closed to us."""


class Watching:
    """Watches the files of `project` until `stop`."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._stopped, self._told, self._deaf = threading.Event(), threading.Event(), threading.Event()

    def stop(self) -> None:
        """Ends `looks`, also where it waits."""
        self._stopped.set()
        self._told.set()

    def looks(self) -> Iterator[Look]:
        """The files as they are now, and again each time that they are otherwise and at rest."""
        self._listen()
        known, missed = self.look(), False
        yield known
        while not self._stopped.is_set():
            told = self._told.wait(LOOK if missed or self._deaf.is_set() else DOUBT)
            self._told.clear()
            now = self.look()
            if now != known:
                missed = not told
                now = now if told else self._at_rest(now)
            if now != known and not self._stopped.is_set():
                known = now
                yield now

    def look(self) -> Look:
        """The files as they are now."""
        found: Look = {}
        for path in (self._project.config, self._project.variables_file, *self._files()):
            with suppress(OSError):
                facts = path.stat()
                found[path] = (facts.st_mtime_ns, facts.st_size, facts.st_mode)
        return found

    def _at_rest(self, now: Look) -> Look:
        """The files once two looks in a row see the same."""
        while not self._stopped.wait(LOOK):
            before, now = now, self.look()
            if now == before:
                break
        return now

    def _files(self) -> Iterator[Path]:
        for name in FOLDERS:
            for folder, inner, files in os.walk(self._project.root / name):
                if name == "macros":
                    # What a build itself writes beside them.
                    inner[:] = [i for i in inner if i != "__pycache__"]
                yield from (Path(folder, f) for f in files)

    def _listen(self) -> None:
        # A file that is replaced would be lost from sight: its folder tells of every one.
        above = {self._project.root, self._project.variables_file.parent}
        for recursive, paths in ((True, [self._project.root / name for name in FOLDERS]), (False, [*above])):
            threading.Thread(target=self._hear, args=(paths,), kwargs={"recursive": recursive}, name="bestanden", daemon=True).start()

    def _hear(self, paths: list[Path], *, recursive: bool) -> None:
        """Passes on what the system tells of `paths`, as long as it does."""
        try:
            # Here, because whoever installed the handbook anew may not have it yet.
            from watchfiles import watch

            heard = watch(*paths, watch_filter=None, step=QUIET_MS, stop_event=self._stopped, recursive=recursive, raise_interrupt=False)
            for _ in heard:
                self._told.set()
        except (ImportError, OSError, RuntimeError):
            # No such folder, or more of them than the system watches: by looking, it works everywhere.
            self._deaf.set()
