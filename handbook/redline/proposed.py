"""The sentences that say that an article differs and where, as a program proposes them: nobody reads in them what it means."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from handbook.core.dutch import enumeration
from handbook.redline.changes import PartChange

HOW = {"gewijzigd": "anders", "nieuw": "nieuw", "vervallen": "vervallen", "verplaatst": "verplaatst"}
"""What became of a part, and the word for it."""

NAMES = {
    "toelichting": "de toelichting",
    "voorbeeld": "het voorbeeld",
    "tabel": "de tabel",
    "kop": "een tussenkop",
    "kader": "een kader",
    "gebeurd": "een kader",
    "gevolg": "een kader",
    "leiding": "een kader",
    "hulp": "een kader",
}
"""A part without a number, by its kind."""

RUNNING, TITLE = "de tekst", "de titel"


def article(title: str, parts: Sequence[PartChange], *, renamed: bool) -> str:
    """Pauze: de titel is anders, lid 2 en lid 4 zijn anders en lid 5 is nieuw."""
    told = [*([f"{TITLE} is anders"] if renamed else []), *_parts(parts)]
    return f"{title}: {enumeration(told) or f'{RUNNING} is anders'}."


def unnamed(id_: str) -> str:
    """Of an article with a title that can stand in no value."""
    return f"Artikel {id_} is veranderd."


def switched(name: str, old: str, new: str) -> str:
    """Of a choice that is another one now."""
    return f"Een keuze is veranderd: {name} was {old or 'leeg'}, en is nu {new or 'leeg'}."


def _parts(parts: Sequence[PartChange]) -> Iterator[str]:
    named: dict[str, list[str]] = {}
    for part in parts:
        word = HOW.get(part.how)
        # What was moved stands twice: it is told where it is now.
        if word and (part.new or part.how == "vervallen"):
            named.setdefault(word, []).append(_name(part))
    for word, names in named.items():
        once = [*dict.fromkeys(names)]
        yield f"{enumeration(once)} {'is' if len(once) == 1 else 'zijn'} {word}"


def _name(part: PartChange) -> str:
    return f"lid {part.part.number}" if part.part.number is not None else NAMES.get(part.part.kind, RUNNING)


_PART = rf"(?:lid \d+|{'|'.join(dict.fromkeys((*NAMES.values(), RUNNING, TITLE)))})"
_CLAUSE = rf"{_PART}(?:(?:, | en ){_PART})* (?:is|zijn) (?:{'|'.join(HOW.values())})"
_ANY = "@"
_OTHER = (re.escape(one).replace(_ANY, ".+") for one in (unnamed(_ANY), switched(_ANY, _ANY, _ANY)))
_BARE = re.compile(rf"(?:.+: )?{_CLAUSE}(?:(?:, | en ){_CLAUSE})*\.?|{'|'.join(_OTHER)}", re.IGNORECASE)


def says_nothing(what: str, means: str | None) -> bool:
    """Whether a note is one of these, and nobody wrote beside it what it means."""
    return bare(what) and not meaning(means)


def meaning(means: str | None) -> str | None:
    """What somebody wrote that a change means to people; None where that is one of these too."""
    return None if means and bare(means) else means


def bare(text: str) -> bool:
    """Whether a text is one of these, also without the title of the article or its full stop."""
    return bool(_BARE.fullmatch(text.strip()))
