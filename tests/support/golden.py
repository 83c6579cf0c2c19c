"""Draws the small handbook of a golden case (tests/checks/cases/*.yml) and gives what the check has to say of it, as text."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

from handbook import checks
from handbook.checks import mending
from handbook.checks.changes import draft_text
from handbook.core.findings import Finding, render
from handbook.core.project import Project
from handbook.sources import read
from tests.support.decided import decided
from tests.support.handbooks import ROOT, TINY, draw
from tests.support.publishing import named, write

Case = dict[str, Any]


def findings(root: Path, case: Case) -> list[str]:
    """What `handbook check` says, line by line; see `said` for what a case may hold."""
    return said(root, case)[0]


def said(root: Path, case: Case) -> tuple[list[str], list[Finding]]:
    """What `handbook check` says, line by line, and its findings.

    `before` is drawn and committed first; `files` replace, extend (`+`) or remove (null); `edit` replaces texts that must be there;
    `archive` is what was published of it: per version what differs from the first one's facts, and its number, pages and source.
    A page may have its `html`, and a version the `maatregelen` by which something was taken off the site. One that is `gedrukt` also
    holds its articles: those of the handbook as it stands `before`.
    `na` holds the changes that follow the advice, or a list of them where the advice knows more ways; see `unmended`.
    `bytes` are in hexadecimal; `repeat` puts a text behind a file many times; `links` are symbolic; `outside` stands beside the handbook.
    `terug` names files of the tiny handbook that are put back as they were drawn, or maps a new file to the one it is a copy of.
    `daarna` holds the codes of what nobody could see before the advice was followed, such as that there are too few of what could not be read.
    """
    draw(root)
    if "before" in case:
        change(root, case["before"])
        for command in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "before"]):
            subprocess.run(["git", "-c", "user.name=HR", "-c", "user.email=hr@proefhuis.test", *command], cwd=root, check=True)
    if "archive" in case:
        archived(named(root), case["archive"])
    change(root, case)
    sources, found = checks.check(Project.find(root))
    return render([*found, *(one.finding for one in sources.examples)], "text").splitlines(), found


def unmended(root: Path, case: Case, code: str, found: list[Finding]) -> list[str]:
    """What is still wrong once the program has carried out its mends, and a person the advice on `code` (`na`): a finding that stayed, or a new one.

    Each way that the advice knows begins where the program left off.
    """
    before = {one.code for one in found}
    fixed = [one for each in found for one in (each, *each.hanging) if one.fix]
    before |= {*case.get("daarna", [])}
    wrong = []
    if fixed:
        after = mending.mend(Project.find(root))
        stayed = {(one.file, one.code, one.message) for one in after.findings} & {(one.file, one.code, one.message) for one in fixed}
        wrong += [f"stayed: {one}" for one in sorted(stayed)] + [f"new: {one.sentence}" for one in after.findings if one.code not in before]
    ways = case["na"] if isinstance(case.get("na"), list) else [case["na"]] if "na" in case else []
    for number, way in enumerate(ways, 1):
        # The last one may change what the program left: nobody looks at that again.
        changed = root if number == len(ways) else shutil.copytree(root, root.with_name(f"na-{number}"), symlinks=True)
        change(changed, way)
        sources, left = checks.check(Project.find(changed))
        left = [*left, *(one.finding for one in sources.examples)]
        wrong += [f"advice: {one.sentence}" for one in left if one.code == code or one.code not in before]
    return wrong


FACTS = {
    "schema": 2,
    "aard": "materieel",
    "bekendgemaakt": "2025-12-02",
    "evaluatie": "2027-01-01",
    "toelichting": "De eerste revisie.",
    "besluiten": [{**decided("2025-11-24")[0], "wie": "or", "wat": "instemming"}, *decided("2025-12-01")],
}
"""What the first revision of the tiny handbook says of itself, for as far as a check reads it."""


def archived(root: Path, versions: dict[str, Any]) -> None:
    """Puts versions in the archive, with as much of each as a check reads; `bron` is the last commit where a version names no other."""
    head = subprocess.run(["git", "rev-parse", "HEAD"], cwd=root, check=True, capture_output=True, text=True).stdout.strip()
    files: dict[str, str | None] = {}
    for number, (name, differs) in enumerate(versions.items(), 1):
        facts = {**FACTS, "volgnummer": number, **(differs or {})}
        listed, source, measures = facts.pop("paginas", {}), facts.pop("bron", head), facts.pop("maatregelen", None)
        if facts.pop("gedrukt", False):
            printed = {**draft_text.read(read(Project.find(root))).data, "versie": name}
            files[f"{name}/artikelen.json"] = json.dumps(printed)
        pages = {path: {"adressen": [], "leesbaarheid": {}, "url": f"{path.removesuffix('.md')}/", **page} for path, page in listed.items()}
        texts = {page["url"]: page.pop("html") for page in pages.values() if "html" in page}
        files |= {f"{name}/{url}index.html": f'<article class="md-content__inner">{html}</article>' for url, html in texts.items()}
        parts = {"revisie": facts, "manifest": {"bron": source}, "handboek": {"paginas": pages}}
        parts |= {"van-de-site": {"maatregelen": measures}} if measures else {}
        files |= {f"{name}/{part}.json": json.dumps(data) for part, data in parts.items()}
    write(root, files)


def change(root: Path, case: Case) -> None:
    back = case.get("terug", [])
    for name in back:
        drawn = TINY / (back[name] if isinstance(back, dict) else name)
        files = {name: (drawn if drawn.exists() else ROOT / name).read_text("utf-8")}
        change(root, {"files": files})
    for name, text in case.get("files", {}).items():
        path = root / name
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        elif text is None or path.is_symlink():
            path.unlink()
        if text is None:
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(path.read_text("utf-8") + text[1:] if text.startswith("+") else text, "utf-8", newline="\n")
    for name, edits in case.get("edit", {}).items():
        text = (root / name).read_text("utf-8")
        for old, new in edits:
            assert old in text, f"{name} does not hold {old!r}"
            text = text.replace(old, new, 1)
        (root / name).write_text(text, "utf-8", newline="\n")
    for name, data in case.get("bytes", {}).items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(bytes.fromhex(data))
    for name, (text, times) in case.get("repeat", {}).items():
        with (root / name).open("a", encoding="utf-8") as file:
            # Entries of a list need a name each.
            file.write("".join(text.replace("{n}", str(n)) for n in range(times)) if "{n}" in text else text * times)
    for name, text in case.get("outside", {}).items():
        (root.parent / name).write_text(text, "utf-8")
    for name, target in case.get("links", {}).items():
        (root / name).symlink_to(target)
