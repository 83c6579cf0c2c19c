"""Prepares a change of a published text, also while later ones exist: a branch with that text, the program of now and the file of the new revision."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from handbook.archive import reader, source_history, taken_over
from handbook.archive.branch import AtHand
from handbook.archive.git import Failed, Repository, TreeEntry
from handbook.archive.register import Version, repeal_of
from handbook.core import dutch
from handbook.core.console import Say, few
from handbook.core.dutch import long_date
from handbook.core.errors import CannotWork
from handbook.core.project import Project
from handbook.core.version_name import VersionName
from handbook.publish import brought_back, form_of_now, source_tree
from handbook.publish.form_of_now import Renewed
from handbook.publish.source_commit import ready

TEMPLATE = """\
---
title: "Revisie van {title}"
description: "{what}"
status: concept
ingangsdatum: {day}
aard: {kind}
{review}# Noem onder wijzigingen elk artikel dat verandert, met wat, waarom en voor_wie. Welke dat zijn, zegt de controle: handbook check
# Wie er nog meer ja moet zeggen, zegt: handbook decisions
# Is alles besloten? Haal dan de hekjes hieronder weg, vul alles in, en schrijf: status: vastgesteld
{asked}#bekendgemaakt: JJJJ-MM-DD
#besluiten:
#  - {{wie: bestuur, {board}wat: besluit, stand: verleend, datum: JJJJ-MM-DD}}
---
# Revisie van {title}

{what}

{{{{ revisiegegevens() }}}}
"""


@dataclass(frozen=True)
class Beginning:
    """The text that is changed, the revision that this makes, the commits of that text and of the program, and the branch for it."""

    base: VersionName
    version: VersionName
    source: str
    head: str
    branch: str


def correct(project: Project, version: VersionName, day: date | None, say: Say) -> Beginning:
    """Opens a branch at the source of a published version, with a revision prepared that takes its place, from `day` on where that is given.

    The branch holds the text of then and the program of now. Raises CannotWork, with all as it was, where something is not committed, the version
    is not in the archive at hand or was repealed, its source is not in this clone, or the branch is there already.
    """
    repo, head = ready(project)
    archive = AtHand.of(project.root, project.edition)
    if archive is None:
        branch = project.edition.branch
        fetch = f"Haal het archief op met: git fetch origin {branch}:{branch}" if repo.line("remote") else "Publiceer met: handbook publish"
        raise CannotWork(f"In deze kopie is nog geen versie gepubliceerd, dus er is niets te verbeteren. {fetch}")
    base, new = _names(archive, version, day)
    entries = reader.read(repo, archive.commit, project.edition)
    decided = next(entry for entry in entries if entry.version == base)
    _require_in_force(entries, decided, new)
    begin = Beginning(base, new, _source(repo, archive, base, new), head, project.edition.correction(new))
    _require_free(repo, begin)
    commit, old = _commit(project, repo, archive, begin)
    back = _where(repo)
    try:
        repo.run("switch", "--quiet", "--no-overwrite-ignore", "--no-track", "--create", begin.branch, commit)
    except Failed as error:
        raise CannotWork(f"De branch {begin.branch} is niet gemaakt, en er is niets veranderd. Git meldt: {error.reason}") from error
    later = any(one > new for one in source_history.revisions(repo, head) | archive.names.keys())
    _tell(begin, back, say, remote="origin" in repo.line("remote").splitlines(), later=later)
    _tell_old(old, say)
    _tell_decided(entries, decided, begin, say)
    return begin


def _names(archive: AtHand, version: VersionName, day: date | None) -> tuple[VersionName, VersionName]:
    """The text to begin from, which is the last one of its day, and the name of the new one."""
    names = archive.names
    if version not in names:
        known = few([str(name) for name in names])
        raise CannotWork(f"Versie {version} staat niet in het archief. Kies een versie die is gepubliceerd: {known}.")
    base = max(name for name in names if name.day == version.day)
    if day is None or day == base.day:
        return base, base.free(names)
    taken = max((name for name in names if name.day == day), default=None)
    if taken:
        raise CannotWork(f"Op {day} is er al een tekst. Verbeter die met: handbook correct {taken}")
    if day < base.day:
        raise CannotWork(f"De tekst van {base} begint pas op {base.day}. Kies achter --date een latere dag dan {base.day}.")
    between = max((name for name in names if base.day < name.day < day), default=None)
    if between:
        raise CannotWork(f"Vóór {day} is er nog een latere tekst. Begin bij die met: handbook correct {between} --date {day}")
    return base, VersionName(day)


def _require_in_force(entries: Collection[Version], base: Version, new: VersionName) -> None:
    """A correction of a text that was repealed would be repealed with it. Raises CannotWork."""
    repeal = repeal_of(entries, base)
    if new.day != base.day or repeal is None or repeal.vanaf > dutch.today():
        return
    day = max(repeal.vanaf, base.day + timedelta(days=1))
    while day in {entry.day for entry in entries}:
        day += timedelta(days=1)
    begin = max((entry.version for entry in entries if entry.day < day), default=base.version)
    raise CannotWork(
        f"Versie {base.version} is ingetrokken vanaf {long_date(repeal.vanaf)}, en een verbetering van dezelfde dag zou dat ook zijn. "
        f"Er is niets veranderd. Maak een tekst die later ingaat, met een dag naar keuze: handbook correct {begin} --date {day}"
    )


def _tell_old(old: Renewed, say: Say) -> None:
    """What a source of an earlier program had in another form."""
    if old.done:
        say(f"De gegevens van {few([*map(str, old.done)])} hadden nog een oude vorm. Zij staan hier zoals op de branch waar u was.")
    if old.left:
        say(f"De gegevens van {few([*map(str, old.left)])} hebben nog een oude vorm. Wat u daaraan doet, zegt de controle: handbook check")


def _tell_decided(entries: Collection[Version], base: Version, begin: Beginning, say: Say) -> None:
    """What was decided of the text since: the source holds all of it, as it was."""
    for measure in base.measures:
        say(
            f"Let op: {brought_back.called(measure)} is van de website gehaald op {long_date(measure.datum)}, op besluit van {measure.door}. "
            f"In docs/ op deze branch staat dat weer. Haal eruit wat niemand mag lezen voordat u iets vastlegt. Reden: {measure.reden}"
        )
    repeal = repeal_of(entries, base)
    if repeal and begin.version.day == base.day:
        say(f"Let op: deze tekst is ingetrokken vanaf {long_date(repeal.vanaf)}. De verbetering geldt tot die dag.")


def _source(repo: Repository, archive: AtHand, base: VersionName, new: VersionName) -> str:
    source = archive.source(base)
    if source is None:
        raise CannotWork(f"In het archief is niet te lezen waaruit versie {base} is gemaakt. Kijk wat er mis is met: handbook verify")
    if repo.commit(source):
        if "mkdocs.yml" in repo.entries(f"{source}:./"):
            return source
        raise CannotWork(
            f"In de commit waaruit versie {base} is gemaakt, {source[:12]}, staat het handboek in een andere map. {_by_hand(new)}"
        )
    fetch = ""
    if repo.line("remote"):
        what = "--unshallow origin" if repo.line("rev-parse", "--is-shallow-repository") == "true" else f"origin {source}"
        fetch = f"Haal haar op met: git fetch {what}. Lukt dat niet? "
    raise CannotWork(
        f"De commit waaruit versie {base} is gemaakt, {source[:12]}, staat niet in deze kopie. Er is niets veranderd. {fetch}{_by_hand(new)}"
    )


def _by_hand(new: VersionName) -> str:
    return (
        f"Maak zelf een branch bij een commit zonder latere revisies, zet daarin de tekst en {source_history.path(new)}, en publiceer daaruit. "
        "De gepubliceerde tekst leest u met: handbook serve"
    )


def _require_free(repo: Repository, begin: Beginning) -> None:
    """Somebody may be at work on it already, here or elsewhere."""
    names = repo.line("for-each-ref", "--format=%(refname)", "refs/heads", "refs/remotes").splitlines()
    if any(name.endswith(f"/{begin.branch}") for name in names):
        raise CannotWork(f"De branch {begin.branch} is er al. Ga daar verder met: git switch {begin.branch}")


def _commit(project: Project, repo: Repository, archive: AtHand, begin: Beginning) -> tuple[str, Renewed]:
    """A commit on the source: its text, the program of now, and the file of the new revision, as it stands at HEAD where it is there already.

    Also what was put into the form that the program reads.
    """
    name = project.name(project.variables_file)
    written, form = (repo.line("rev-parse", f"{commit}:./") for commit in (begin.source, begin.head))
    renewed = form_of_now.renewed(repo, source_tree.joined(repo, written, form, [name]), begin.head, name)
    tree = renewed.tree
    file = repo.read(f"{begin.head}:./{source_history.path(begin.version)}")
    if file is None:
        file = _file(archive, begin).encode()
    tree = source_tree.put(repo, tree, source_history.path(begin.version).split("/"), repo.write(file))
    prefix = repo.line("rev-parse", "--show-prefix").strip("/")
    if prefix:
        whole = repo.line("rev-parse", f"{begin.head}^{{tree}}")
        tree = source_tree.put(repo, whole, prefix.split("/"), TreeEntry("40000", tree))
    message = f"Begin van revisie {begin.version}\n\nDe tekst is die van versie {begin.base}, het programma dat van {begin.head}.\n"
    return repo.line("commit-tree", "-p", begin.source, "-m", message, tree, also=repo.identity()), renewed


def _file(archive: AtHand, begin: Beginning) -> str:
    """A correction of the words keeps the day of the review; a text that takes over asks for one of its own."""
    same_day = begin.base.day == begin.version.day
    facts = archive.facts.get(begin.base, {})
    board, review = taken_over.board(facts), taken_over.review(facts, begin.version.day) if same_day else None
    return TEMPLATE.format(
        title=begin.version.title,
        what=f"Deze revisie {'verbetert' if same_day else 'verandert'} de tekst van {begin.base.title}.",
        day=begin.version.day,
        kind="redactioneel" if same_day else "materieel",
        review=f"evaluatie: {review}\n" if review else "",
        asked="" if review else "#evaluatie: JJJJ-MM-DD\n",
        # What JSON writes is text between double quotes in YAML as well.
        board=f"naam: {json.dumps(board, ensure_ascii=False)}, " if board else "",
    )


def _where(repo: Repository) -> str:
    """How to come back to where this clone stands now."""
    try:
        return f"git switch {repo.line('symbolic-ref', '--short', 'HEAD')}"
    except Failed:
        return f"git switch --detach {repo.line('rev-parse', '--short', 'HEAD')}"


def _tell(begin: Beginning, back: str, say: Say, *, remote: bool, later: bool) -> None:
    file = source_history.path(begin.version)
    say(f"U staat nu op de nieuwe branch {begin.branch}, met de tekst van versie {begin.base} en het programma van nu.")
    sent = f", en stuur het op met: git push --set-upstream origin {begin.branch}" if remote else "."
    button = "met de knop (Actions, Publicatie, Run workflow, en kies deze branch), of met: handbook publish --push origin"
    merge = f"maak een pull request van {begin.branch} naar main, en voeg het samen." if remote else f"git merge {begin.branch}, op main."
    steps = (
        "Verander de tekst in docs/.",
        f"Vul {file} in: wat er verandert, de besluiten en de datums. Schrijf daarna: status: vastgesteld",
        f"Leg het vast met git add . en git commit{sent}",
        f"Publiceer {button if remote else 'met: handbook publish'}",
        f"Breng de verandering ook {f'in de latere teksten: {merge} Wat daarna nog moet, zegt: handbook check' if later else f'op main: {merge}'}",
    )
    for number, step in enumerate(steps, 1):
        say(f"{number}. {step}")
    say(f"Terug naar waar u was: {back}")
