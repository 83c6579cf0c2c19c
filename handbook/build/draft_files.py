"""The draft of the text that stands here, built aside for who reads its files as those of a version, and kept until anything of it changes."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress

from handbook.archive import inputs
from handbook.archive.acts import Read
from handbook.archive.articles_file import ARTIKELEN_JSON
from handbook.archive.contents_file import INHOUD_JSON
from handbook.build import engine, picture_files, record, steps
from handbook.build.build import DRAFT_ADDRESS
from handbook.build.checked_sources import looked
from handbook.build.context import Context
from handbook.build.engine import Refused
from handbook.build.page_trees import Trees
from handbook.build.record import RECORD
from handbook.build.site import BuiltSite
from handbook.checks import built_site
from handbook.checks.changes import follows as following
from handbook.checks.changes.follows import Follows
from handbook.core import kept, outcome
from handbook.core.as_json import codec
from handbook.core.findings import Finding, errors
from handbook.core.project import Project
from handbook.core.temporary import workspace
from handbook.sources import read

ASIDE = "handboek-concept-"
KIND, KIND_BEFORE = "concept", "concept-na"
AS_TEXT = codec(Follows | None)
DATA = (ARTIKELEN_JSON, INHOUD_JSON, RECORD)


def follows(project: Project) -> Follows | None:
    """Which published text the draft follows on, where no revision of its own stands here."""
    mark = inputs.mark(project)
    with suppress(ValueError, LookupError, TypeError, AttributeError):
        if text := kept.recalled(KIND_BEFORE, mark) if mark else None:
            found: Follows | None = AS_TEXT["back"](text)
            return found
    after = following.of(read(project))
    _keep(project, mark, KIND_BEFORE, AS_TEXT["out"](after))
    return after


def built(project: Project) -> Read:
    """Reads a file of the draft of which a document is made, by its path. Raises Refused where the text or the facts hold mistakes.

    What the file of a revision lacks is no reason to show nothing: one looks here to write it.
    """
    mark = inputs.mark(project)
    if known := outcome.recalled(mark):
        _without_errors(known.findings)
    texts = _kept(mark)
    if texts is None:
        texts = _made(project)
        _keep(project, mark, KIND, json.dumps(texts))
    return _reading(project, texts)


def _keep(project: Project, mark: str | None, kind: str, text: str) -> None:
    """For the next command, where nothing changed meanwhile."""
    if mark is not None and mark == inputs.mark(project):
        kept.remember(text, kind, mark)


def _without_errors(findings: Sequence[Finding]) -> list[Finding]:
    wrong = [one for one in errors(findings) if not one.file.startswith("docs/revisies/")]
    if wrong:
        raise Refused(errors(findings))
    return [*findings]


def _kept(mark: str | None) -> Mapping[str, str] | None:
    text = kept.recalled(KIND, mark) if mark else None
    with suppress(ValueError):
        found: Mapping[str, str] = json.loads(text or "")
        return found
    return None


def _made(project: Project) -> dict[str, str]:
    """The pages and the data, as a whole build has them."""
    with looked(project, accept=_without_errors) as found, workspace(ASIDE) as aside:
        sources, root = found.sources, aside / "site"
        if not sources.revisions or not sources.facts:
            raise Refused(errors(found.findings()))
        facts = Context.of(sources, draft=True)
        site = BuiltSite(root, sources.facts.handboek.adres + DRAFT_ADDRESS, sources, facts)
        engine.run(project, facts, root, site.address, searched=False, trees=Trees.of_pages(sources))
        steps.run_for_text(site)
        findings = found.findings()
        if wrong := built_site.of_pages(root, site.pages, site.base):
            raise Refused([*findings, *wrong])
        record.of(site).write(root)
        return {path: (root / path).read_bytes().decode() for path in (*DATA, *site.pages)}


def _reading(project: Project, texts: Mapping[str, str]) -> Read:
    def file(path: str) -> bytes | None:
        text = texts.get(path)
        return text.encode() if text is not None else picture_files.read(project.docs / path)

    return file
