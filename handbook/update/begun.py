"""What an organisation began with: as its repository keeps it, else as the release hands it out that its first line of programma.txt named."""

from __future__ import annotations

from dataclasses import replace

from handbook.core.errors import CannotWork
from handbook.core.temporary import workspace
from handbook.new import engine, material, origin
from handbook.new.engine import LINE, WHEEL, Engine
from handbook.new.origin import Origin, Unreadable
from handbook.update import pin, release
from handbook.update.landing import Place

ASIDE = "handboek-begin-"
WHAT = "een bestand (.whl) of een tag in git"


def of(place: Place, begin: str | None) -> Origin:
    """The origin to compare with; with `begin` that of the release that is named so. Raises CannotWork, with the way out, where none can be had."""
    if begin:
        return _with_schema(place, _of_release(engine.chosen(begin, f"Geef achter --begin {WHAT} van de versie waarmee u begon.")))
    kept = place.read(origin.PATH)
    if kept is not None:
        try:
            return origin.read(kept)
        except Unreadable as error:
            raise CannotWork(
                f"{origin.PATH} is niet te lezen. Er is niets veranderd. Zet het bestand terug zoals het was: git log -- {origin.PATH} noemt de commits. "
                f"Lukt dat niet? Geef achter --begin {WHAT} van de versie waar uw bestanden uit komen."
            ) from error
    return _with_schema(place, _as_pinned(place))


def _with_schema(place: Place, found: Origin) -> Origin:
    """With the schema of the facts, which nobody edits: it was made anew in each repository before releases handed it out."""
    schema = place.read(material.SCHEMA)
    return found if schema is None else replace(found, files={material.SCHEMA: schema, **found.files})


def _of_release(chosen: Engine) -> Origin:
    found = release.of(chosen)
    return Origin(found.version, found.version, found.files)


def _as_pinned(place: Place) -> Origin:
    """That of the program in programma.txt, where it is still the one that the files came from."""
    kept = place.read(LINE)
    if kept is None:
        raise CannotWork(
            f"Hier staat geen {LINE}, en dus geen handboek dat met handbook new is gemaakt. Er is niets veranderd. Vernieuw het programma zelf met: git pull"
        )
    text = kept.decode("utf-8", "replace")
    number, line, wheel = pin.number(text), pin.line(text), pin.wheel(text)
    way = (
        f"Dit handboek is gemaakt voordat het programma bewaarde waarmee u begon. Geef {WHAT} van versie {number or 'die u toen gebruikte'}: "
        "handbook update --begin, met de naam van het bestand of de tag erachter."
    )
    if line is None or number is None:
        raise CannotWork(way)
    try:
        found = _wheel_of(place, wheel) if wheel else _of_release(Engine(line))
    except CannotWork as error:
        raise CannotWork(f"{error} {way}") from error
    if found is None or found.engine != number:
        raise CannotWork(way)
    return found


def _wheel_of(place: Place, path: str) -> Origin | None:
    """That of the wheel that is kept in the repository."""
    data, name = place.read(path), path.rpartition("/")[2]
    if data is None or not WHEEL.fullmatch(name):
        return None
    with workspace(ASIDE) as aside:
        (aside / name).write_bytes(data)
        return _of_release(engine.chosen(str(aside / name)))
