"""What `handbook update` does: brings the engine of a release or, when that is asked, its text, and says what comes of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from handbook.core.console import Say
from handbook.core.errors import CannotWork
from handbook.core.findings import quote
from handbook.core.meant import near
from handbook.core.project import Project
from handbook.new import engine, origin
from handbook.new.engine import FOLDER, LINE, Engine
from handbook.new.origin import Origin
from handbook.update import begun, engine_files, landing, next_steps, parts, pin, release, text_plan, told
from handbook.update.change import Change, Kind
from handbook.update.engine_files import Plan
from handbook.update.landing import Place
from handbook.update.release import Release
from handbook.update.text_tree import Tree

NOTHING_NEW = "Niets nieuws: uw handboek heeft al wat versie {version} meebrengt."
OPEN = "Niets nieuws: uw handboek heeft versie {version} al. Dit staat nog open:"


@dataclass(frozen=True)
class Wish:
    """What was asked: the release (that which runs, without `source`), engine or text, of the text which articles and files, and what stays theirs for good."""

    source: str | None = None
    text: bool = False
    names: tuple[str, ...] = ()
    everything: bool = False
    kept: tuple[str, ...] = ()
    begin: str | None = None
    dry_run: bool = False


@dataclass(frozen=True)
class _Update:
    """The place, what it began with, and the release that it goes to."""

    place: Place
    base: Origin
    to: Release
    theirs: Mapping[str, bytes]


def update(project: Project, wish: Wish, say: Say) -> bool:
    """Does it, on a branch of its own; gives whether nothing is left for a person to decide. Raises CannotWork, with all as it was."""
    if (wish.names or wish.everything) and not wish.text:
        raise CannotWork(
            f"Bij {'--artikel' if wish.names else '--alles'} hoort --text: zonder vernieuwt u alleen het programma. {told.UNCHANGED}"
        )
    place = landing.opened(project.root)
    chosen = engine.chosen(wish.source) if wish.source else None
    to = release.of(chosen) if chosen else release.running()
    base = begun.of(place, wish.begin)
    _require_order(base, to, text=wish.text)
    this = _Update(place, base, to, place.files({*base.files, *to.files}))
    return _text(this, wish, say) if wish.text else _engine(this, wish, chosen, say)


def _require_order(base: Origin, to: Release, *, text: bool) -> None:
    if to.order < release.order(base.engine):
        raise CannotWork(
            f"Versie {to.version} is ouder dan {base.engine}, die u al gebruikt. {told.UNCHANGED} Wilt u echt terug? Draai dan de update terug met: git revert"
        )
    if text and to.order > release.order(base.engine):
        raise CannotWork(
            f"De tekst van versie {to.version} heeft het programma van die versie nodig; u gebruikt {base.engine}. {told.UNCHANGED} "
            "Vernieuw eerst het programma, met dezelfde opdracht zonder --text."
        )


def _engine(this: _Update, wish: Wish, chosen: Engine | None, say: Say) -> bool:
    plan = engine_files.planned(parts.engine_of(this.base.files), this.theirs, parts.engine_of(this.to.files), wish.kept)
    _require_known(wish.kept, [*this.to.files, *this.base.files])
    _pin(plan, this, chosen)
    texts = parts.text_of(this.base.files)
    text = this.to.version if texts == parts.text_of(this.to.files) else this.base.text
    after = parts.with_parts(plan.base, texts, (this.to.version, text))
    if not plan.write and after == this.base and not plan.conflicts and this.place.read(origin.PATH):
        say(NOTHING_NEW.format(version=this.to.version))
        return True
    if not plan.write and after == this.base and this.place.read(origin.PATH):
        _tell([OPEN.format(version=this.to.version), *told.changes(plan.conflicts), "", next_steps.left_in_engine(plan.conflicts)], say)
        return False
    say(f"Het programma: van versie {this.base.engine} naar {this.to.version}.")
    _tell([*told.changes(plan.changes, briefly=True), *told.yours(plan.yours)], say)
    _land(this, wish, plan, after, f"update/{this.to.version}", f"Versie {this.to.version} van het programma", say)
    if plan.conflicts:
        _tell(["", next_steps.left_in_engine(plan.conflicts)], say)
    if not wish.dry_run:
        _tell(next_steps.of_engine(this.place), say)
    return not plan.conflicts


def _pin(plan: Plan, this: _Update, chosen: Engine | None) -> None:
    """Changes the line of programma.txt, and the wheel that is kept."""
    now = (this.place.read(LINE) or b"").decode("utf-8", "replace")
    text = pin.changed(now, chosen, this.to.version) if chosen else pin.noted(now, this.to.version)
    if text != now:
        plan.write[LINE] = text.encode()
    if chosen and chosen.wheel:
        name, data, old = f"{FOLDER}/{chosen.wheel.name}", chosen.wheel.read_bytes(), pin.wheel(now)
        if this.place.read(name) != data:
            plan.write[name] = data
        if old and old != name:
            plan.write[old] = None


def _text(this: _Update, wish: Wish, say: Say) -> bool:
    names = {_typed(name) for name in wish.names}
    kept = {_typed(name) for name in wish.kept}

    def among(typed: set[str], change: Change) -> bool:
        return bool(typed & {change.name, _typed(change.file), _typed(change.source)})

    def chosen(change: Change) -> bool:
        return wish.everything or among(names, change)

    settings = {name: data for name, data in this.to.files.items() if name == parts.SETTINGS or parts.is_text(name)}
    plan = text_plan.planned(this.base.files, this.theirs, settings, chosen, lambda change: among(kept, change))
    open_ = {name for one in plan.changes for name in (one.name, _typed(one.file), _typed(one.source))}
    _require_known([*names, *kept], [*open_, *plan.base, *_ids(this.to.files)])
    closed = parts.with_parts(this.base.files, plan.base, (this.base.engine, this.base.text))
    done = text_plan.done(plan, chosen)
    left = [one for one in plan.changes if one not in done and not (chosen(one) and one.kind in (Kind.GONE, Kind.AWAY))]
    after = closed if left else parts.with_parts(closed.files, closed.files, (closed.engine, this.to.version))
    if not plan.changes and not plan.write and closed.files == this.base.files:
        say(NOTHING_NEW.format(version=this.to.version))
        return True
    if not (plan.write or closed.files != this.base.files or any(one.kind is not Kind.CONFLICT for one in plan.changes)):
        _tell([OPEN.format(version=this.to.version), *told.changes(plan.changes), "", *next_steps.left_in_text(plan.conflicts)], say)
        return False
    say(f"De tekst: van versie {this.base.text} naar {this.to.version}.")
    # Who asks for one article reads of that one, and so does who reads the commit; the rest is only counted.
    asked = [one for one in plan.changes if chosen(one)]
    shown = asked if names and not wish.everything else plan.changes
    # Who takes all of it has read the list, or reads the commit.
    _tell([*told.changes(shown, briefly=wish.everything), *told.yours(plan.yours)], say)
    if not (wish.everything or names or kept):
        _tell(["", *next_steps.to_choose(plan.changes)], say)
        return not plan.conflicts
    if not plan.write and closed.files == this.base.files:
        _tell(["", told.UNCHANGED, *next_steps.of_text(plan, left, shown)], say)
        return not plan.conflicts
    _land(this, wish, replace(plan, changes=asked), after, f"update/tekst-{this.to.version}", f"Tekst van versie {this.to.version}", say)
    _tell(
        next_steps.left_in_text([one for one in shown if one.kind is Kind.CONFLICT])
        if wish.dry_run
        else next_steps.of_text(plan, left, shown),
        say,
    )
    return not plan.conflicts


def _land(this: _Update, wish: Wish, plan: Plan, after: Origin, branch: str, subject: str, say: Say) -> None:
    if wish.dry_run:
        _tell(["", f"Dit was een proef. {told.UNCHANGED}"], say)
        return
    landing.free(this.place, branch)
    write = {**plan.write, origin.PATH: after.packed()}
    body = "\n".join(told.changes(plan.changes, briefly=True)).strip()
    stands = landing.land(this.place, branch, write, f"{subject}\n\n{body}\n" if body else f"{subject}\n")
    before = "" if stands == this.place.branch else f" Op {this.place.branch or 'de plek waar u was'} veranderde niets."
    _tell(["", f"U staat nu op de branch {stands}, met alles in één commit.{before}"], say)


def _typed(name: str) -> str:
    """A page may be typed as it is called in docs/."""
    return name.removeprefix("docs/")


def _ids(files: Mapping[str, bytes]) -> set[str]:
    return {key.partition(":")[2] for key in Tree.of(parts.text_of(files)).articles}


def _require_known(names: Sequence[str], known: Sequence[str]) -> None:
    """Raises CannotWork for a name that nothing of ours has: what was meant would else be left out in silence."""
    there = {_typed(one) for one in known}
    for name in names:
        if _typed(name) not in there:
            meant = near(name, sorted(there), 1)
            mend = f"Bedoelt u {meant[0]}?" if meant else "Welke er zijn, zegt: handbook update --text"
            raise CannotWork(f"{quote(name)} is geen artikel of bestand van ons. {told.UNCHANGED} {mend}")


def _tell(lines: Sequence[str], say: Say) -> None:
    if lines:
        say("\n".join(lines))
