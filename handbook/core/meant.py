"""Which article or page of a text somebody means: as it is called, as it stands in an address, or with a slip of the hand."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from urllib.parse import unquote, urlsplit

from handbook.core.version_name import VersionName

LIKE = 0.7
"""From which likeness an address may be another one with a slip of the hand."""

NEAR = 3
"""How many are named that may have been meant."""

LONG = 5
"""From how many letters a name of a page that stands in a longer one says something."""

CALLED = re.compile(r"^(?:artikel|art\.?|hoofdstuk|hfst\.?)(?=\s|\d)\s*", re.IGNORECASE)
"""What people put before a number, as in a letter."""

NUMBER = re.compile(r"(?P<chapter>\d+)(?:\.\d+)*\.?")


def near(typed: str, known: Iterable[str], number: int = NEAR) -> list[str]:
    """At most `number` of the known ids: those that hardly differ, then those of which it is a part, or that are a part of it."""
    ids = sorted(known)
    parts = [one for one in ids if typed and (f"-{typed}-" in f"-{one}-" or f"-{one}-" in f"-{typed}-")]
    return [*dict.fromkeys((*difflib.get_close_matches(typed, ids, number, LIKE), *parts))][:number]


def near_pages(typed: str, known: Iterable[str]) -> list[str]:
    """At most NEAR of the known addresses of pages: those that are called so elsewhere, else those whose own name is like it; the folder decides where two are."""
    folder, _, name = page_name(typed).rpartition("/")
    by_name: dict[str, list[str]] = {}
    for page in sorted(known, key=lambda page: (page.rpartition("/")[0] != folder, page)):
        by_name.setdefault(page.rpartition("/")[2], []).append(page)
    within = [one for one in by_name if min(len(one), len(name)) >= LONG and (one in name or name in one)]
    alike = [name] if name in by_name else [*dict.fromkeys((*near(name, by_name), *sorted(within)))]
    return [page for one in alike for page in by_name[one]][:NEAR]


def number(typed: str) -> str:
    """What was typed without the word that people put before a number: `34.1` of `artikel 34.1`."""
    return CALLED.sub("", typed.strip()).removesuffix(".")


def article_id(typed: str, numbers: Mapping[str, str]) -> str | None:
    """The id of an article that was named by that, by its number or by its address; `numbers` has them by their ids. None of another."""
    name = typed.strip().rpartition("#")[2]
    # As a heading has it: with a capital, and words apart.
    id_ = "-".join(name.lower().split())
    if id_ in numbers:
        return id_
    wanted = number(name)
    return next((id_ for id_, one in numbers.items() if one and one == wanted), None)


def article(typed: str, numbers: Mapping[str, str], *, chapters: bool = False) -> str:
    """What to do about an article that is not there; `chapters` is whether who asks may ask for a chapter too."""
    wanted = number(typed.strip().rpartition("#")[2])
    found = NUMBER.fullmatch(wanted)
    if not found:
        likely = near(wanted, numbers)
        return f"Bedoelt u {' of '.join(likely)}?" if likely else _any(numbers.values())
    inside = [one for one in numbers.values() if one.startswith(f"{found['chapter']}.")]
    if not inside:
        return _any(numbers.values())
    said = f"Hoofdstuk {found['chapter']} heeft {_counted(inside)}. Noem er daar een van."
    return f"{said} Wilt u het hele hoofdstuk? Schrijf dan: --hoofdstuk {found['chapter']}" if chapters else said


def _any(numbers: Collection[str]) -> str:
    """How an article is named where none is like what was typed."""
    known = [one for one in numbers if one]
    if not known:
        return "Deze tekst heeft geen artikelen."
    return f"De tekst heeft {_counted(known)}. Noem een nummer, of hoe het artikel in zijn adres heet, achter het teken #."


def _counted(numbers: Collection[str]) -> str:
    ordered = sorted(numbers, key=_by_number)
    if len(ordered) == 1:
        return f"één artikel: {ordered[0]}"
    return f"{len(ordered)} artikelen: {ordered[0]} tot en met {ordered[-1]}"


def _by_number(number: str) -> list[int]:
    return [int(part) for part in re.findall(r"\d+", number)]


def page(typed: str, there: Callable[[str], bool]) -> str | None:
    """Which page was named by its address, its whole address on the web, or its file in docs/; None of one that is not `there`.

    A page is written as in its address, without slashes at the ends; the first page is "".
    """
    wanted = page_name(typed)
    if there(wanted):
        return wanted
    parts = wanted.split("/")
    if "://" not in typed:
        return None
    # Before a page stand its website and the name of a version, or the fixed name of the one in force.
    return next(
        (rest for at in range(1, len(parts)) if there(rest := "/".join(parts[at:]))), "" if VersionName.or_none(parts[-1]) else None
    )


def page_name(typed: str) -> str:
    """A page as it is written in an address, whoever typed it and from where: `regels/prive` of `docs\\regels\\prive.md`."""
    path = unquote(urlsplit(typed.strip()).path).replace("\\", "/").removeprefix("./").strip("/").removeprefix("docs/")
    path = re.sub(r"\.md$|(?:^|/)index\.html$", "", path)
    return re.sub(r"(?:^|/)index$", "", path).strip("/")
