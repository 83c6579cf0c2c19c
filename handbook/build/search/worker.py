"""Makes one file of docs/stijl/zoek-worker.js and what it loads: every reader who searches fetches it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

WORKER_JS = "stijl/zoek-worker.js"

LOADED = re.compile(r'^importScripts\((?P<names>"[\w/.-]+"(?:, "[\w/.-]+")*)\);?$', re.MULTILINE)
"""The line in which the worker names its parts; without the build a browser loads them by it."""

STRICT = '"use strict";'


def join(site: Path) -> None:
    """Rewrites the worker of `site` with its parts in it, as one program whose names stay its own in a page that loads it as a script."""
    path = site / WORKER_JS
    folder = path.parent

    def parts(line: re.Match[str]) -> str:
        return "\n".join((folder / name).read_text("utf-8") for name in re.findall(r'"([^"]+)"', line["names"]))

    whole = path.read_text("utf-8")
    inside = {folder / Path(name).parent for line in LOADED.finditer(whole) for name in re.findall(r'"([^"]+)"', line["names"])} - {folder}
    path.write_text(f"(() => {{ {STRICT}\n{LOADED.sub(parts, whole).replace(STRICT, '')}\n}})();\n", "utf-8")
    for one in inside:
        shutil.rmtree(one, ignore_errors=True)
