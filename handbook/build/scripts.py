"""Says the scripts of pages shortly: those of this release as `make scripts` made them, another without what only its authors read."""

from __future__ import annotations

import json
import re
from functools import cache
from hashlib import sha256
from pathlib import Path

from handbook.build.site import BuiltSite

SCRIPTS = "stijl/*.js"

SHORT = Path(__file__).with_name("scripts.json")
"""Of each script of this release the fingerprint (`van`) and the same program with short names (`kort`).

Made beforehand, since no tool that shortens names can be had for every computer on which a handbook is built.
"""

COMMENT = re.compile(r"^[ \t]*(?://[^\n]*|/\*(?:(?!\*/).)*\*/[ \t]*)\n", re.MULTILINE | re.DOTALL)
"""One that begins its line and ends one; within strings of our scripts no line begins (tests/build/test_scripts.py)."""


def fold(site: BuiltSite) -> None:
    """Rewrites every script of the site as the same program; half of what a first visit fetches of them was said to authors."""
    for path in sorted(site.root.glob(SCRIPTS)):
        path.write_text(short(path.read_text("utf-8")), "utf-8")


def short(script: str) -> str:
    """The same program, shorter."""
    return _made().get(fingerprint(script)) or folded(script)


def folded(script: str) -> str:
    """The same lines without comments that stand by themselves, empty lines and indents: for a script that an organisation changed."""
    lines = (line.strip() for line in COMMENT.sub("", script).splitlines())
    return "\n".join(filter(None, lines)) + "\n"


def fingerprint(script: str) -> str:
    """By which a script is known, as sha256 in hexadecimal digits."""
    return sha256(script.encode()).hexdigest()


@cache
def _made() -> dict[str, str]:
    return {one["van"]: one["kort"] for one in json.loads(SHORT.read_text("utf-8")).values()}
