"""Measures what an archive costs that has grown: to publish in it, to prove it, to hand it out, to compare its texts."""

from __future__ import annotations

import json
import statistics
import sys
from collections.abc import Sequence
from pathlib import Path

from handbook.archive import manifest
from handbook.archive.articles_file import ARTIKELEN_JSON
from handbook.archive.git import RECORD
from tests.support import many
from tests.support.figures import Row
from tests.support.publishing import GH_PAGES, bare, git, land, landing, repository, site
from tests.support.redlines import DAYS, protocol
from tools.bench.commands import HANDBOOK, ROOT, TODAY, run, seconds, timed
from tools.bench.handbooks import build, built, draw

LAND = "from tests.support import publishing\npublishing.main()"
WITHOUT_REDLINES = f"from handbook.archive import releases\nreleases.knows_redlines = lambda _: False\n{LAND}"


def archive(work: Path) -> list[Row]:
    """Publishing in an archive of one and of a thousand versions, and proving them."""
    own = draw(work / "eigen", 0)
    build(own)()
    # An act that moves a handbook to another address makes every page at the root anew.
    address = json.loads((built(own) / RECORD).read_bytes())["revisie"]["adres"]
    short, grown, long = (many.draw(repository(work / f"archief{count}"), count, address=address) for count in (1, 200, 1000))
    times = [[published(own, root, cache=work / "cache") for root in (short, grown, long)] for _ in range(5)]
    one, two, three = (statistics.median(column) for column in zip(*times, strict=True))
    twenty = archived(work / "archief20", 20, built(own))
    server = bare(work / "server.git")
    git(long, "remote", "add", "origin", str(server))
    git(long, "push", "--quiet", "--tags", "origin", GH_PAGES)
    remote = (*HANDBOOK, "verify", "--remote", "origin")
    return [
        Row("publish with 200 versions / with 1", two / one, 1.2),
        Row("publish with 1,000 versions / with 1", three / one, 1.2),
        seconds("handbook verify, 20 versions, seconds", 1.0, lambda: timed((*HANDBOOK, "verify"), twenty), turns=5),
        seconds("handbook verify --remote, 1,000 versions, seconds", 8.0, lambda: timed(remote, long, work / "cache"), turns=3),
    ]


def export(work: Path) -> list[Row]:
    """A first export of 200 versions with all their pages."""
    own = draw(work / "eigen", 0)
    build(own)()
    root = archived(work / "archief200", 200, built(own))
    first = run((*HANDBOOK, "export", str(work / "web")), root)
    held = sum(one.st_size for one in {one.st_ino: one for one in (path.stat() for path in (work / "web").rglob("*"))}.values()) / 1e6
    return [
        Row("first export of 200 versions, seconds", first.seconds, 25),
        Row("first export of 200 versions, seconds of all processors", first.cpu),
        Row("MB of that export on the disk", held),
    ]


def diff(work: Path) -> list[Row]:
    """What it takes to compare two texts of sixty articles, each of which changed."""
    root = repository(work / "handboek")
    for side, day in DAYS.items():
        built = site(work / side, day)
        (built / ARTIKELEN_JSON).write_bytes(manifest.canonical(protocol(side)))
        assert land(root, built, day).code == 0
    command = (*HANDBOOK, "diff", *DAYS.values())
    return [seconds("handbook diff, 60 articles that all changed, seconds", 0.5, lambda: timed(command, root), turns=7)]


def redlines(work: Path) -> list[Row]:
    """What it costs a publication that it shows what each version changed; without is this program with that left out."""
    own = draw(work / "eigen", 0)
    build(own)()
    root = archived(work / "archief20", 20, built(own))
    pairs = [(published(own, root), published(own, root, WITHOUT_REDLINES)) for _ in range(7)]
    on, off = (statistics.median(column) for column in zip(*pairs, strict=True))
    return [Row("publish with 20 versions, with redlines / without", on / off, 1.3)]


def archived(root: Path, count: int, site: Path | None = None) -> Path:
    """A repository with `count` versions on its branch, of which no sources tell: only a site that is built already goes out there."""
    return many.draw(repository(root), count, site)


def published(sources: Path, root: Path, how: str = LAND, options: Sequence[str] = (), cache: Path | None = None) -> float:
    """Seconds to build the handbook and to publish what was built on the branch of `root`, which is as before afterwards."""
    before, tags = git(root, "rev-parse", GH_PAGES), set(git(root, "tag").split())
    took = build(sources, options, cache)()
    args = landing(root, built(sources), newest(sources), today=TODAY)
    took += timed((sys.executable, "-c", how, *args), ROOT, cache)
    git(root, "update-ref", GH_PAGES, before)
    git(root, "tag", "--delete", *(set(git(root, "tag").split()) - tags))
    return took


def newest(sources: Path) -> str:
    """The name of the newest revision among the sources."""
    return max(path.stem for path in (sources / "docs/revisies").glob("2*.md"))
