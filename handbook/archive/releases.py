"""Keeps what each release makes its root pages from, so that those of an earlier one can be made again to the byte."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from handbook.archive import manifest

PRESENT = Path(__file__).parent / "root"
"""The templates of this release, and the scripts and styles that go out as they are."""

EARLIER = Path(__file__).parent / "earlier"
"""A folder for each earlier release whose root pages stand in somebody's archive: its templates as they were, never changed."""


def present() -> str:
    """The release that this program is."""
    return manifest.tools()["handbook"]


@cache
def earlier() -> frozenset[str]:
    """The earlier releases whose pages can be made again."""
    return frozenset(folder.name for folder in EARLIER.iterdir() if folder.is_dir())


def templates(release: str) -> Path | None:
    """The folder from which `release` makes its pages; None where this program does not know that release."""
    if release == present():
        return PRESENT
    return EARLIER / release if release in earlier() else None


def is_later(release: str) -> bool:
    """Whether `release` comes after this one: then this program is the one to renew."""
    return _numbers(release) > _numbers(present())


def knows_acts(release: str) -> bool:
    """Whether `release` tells a text that was taken off the site from one that was repealed; those before 0.4.0 do not."""
    return _numbers(release) >= (0, 4)


def knows_contacts(release: str) -> bool:
    """Whether `release` shows contacts that are kept up to date; those before 0.6.0 do not."""
    return _numbers(release) >= (0, 6)


def knows_redlines(release: str) -> bool:
    """Whether `release` shows what each version changed, and searches the texts of all; those before 0.7.0 do not."""
    return _numbers(release) >= (0, 7)


def knows_documents(release: str) -> bool:
    """Whether `release` lists with each version the documents in which it can be had; those before 0.7.0 make none."""
    return _numbers(release) >= (0, 7)


def answers_in_list(release: str) -> bool:
    """Whether `release` answers on the page with all versions which text applied on a day, and op/ only leads on; before 0.7.0 op/ was a page."""
    return _numbers(release) >= (0, 7)


def knows_small_files(release: str) -> bool:
    """Whether `release` writes what a page asks of the register as small files beside it; those before 0.7.0 do not."""
    return _numbers(release) >= (0, 7)


def knows_years(release: str) -> bool:
    """Whether `release` gives each year a page with its versions, and the page with all of them only the last years; those before 0.7.0 do not."""
    return _numbers(release) >= (0, 7)


def _numbers(release: str) -> tuple[int, ...]:
    parts = release.split(".")
    # A register may hold anything; what is no release comes before all of them.
    return tuple(map(int, parts)) if all(part.isascii() and part.isdigit() and len(part) < 6 for part in parts) else ()
