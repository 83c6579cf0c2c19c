"""The scripts of this release with short names (handbook/build/scripts.json), by the minifier that the tests install."""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path

import minify

from handbook.archive import root_pages
from handbook.build import redirects, scripts, status_rules
from handbook.build.search import worker
from tests.support.handbooks import ROOT


def whole() -> dict[str, str]:
    """Each script as it stands in a site before it is made short: the worker as one file."""
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder)
        shutil.copytree(ROOT / "docs/stijl", site / "stijl")
        shutil.copy(root_pages.FOLDER / "door.js", site / redirects.LEADING)
        (site / status_rules.ADDRESS).write_text(status_rules.of_a_page(), "utf-8")
        worker.join(site)
        return {path.name: path.read_text("utf-8") for path in sorted(site.glob(scripts.SCRIPTS))}


def made() -> dict[str, dict[str, str]]:
    """What the file should hold."""
    return {
        name: {"van": scripts.fingerprint(script), "kort": minify.string("text/javascript", script) + "\n"}
        for name, script in whole().items()
    }


def main() -> None:
    """Writes the file again."""
    scripts.SHORT.write_text(json.dumps(made(), ensure_ascii=False, indent=1) + "\n", "utf-8")
    print(scripts.SHORT)


if __name__ == "__main__":
    main()
