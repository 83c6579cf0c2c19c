"""Where each page and article can be changed now, once for all versions: no version tells of it, for the host of the sources may move."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Annotated, Literal

from pydantic import Field

from handbook.archive import contacts
from handbook.archive.manifest import Damaged, _Part, canonical, parse, plain

EDIT_JSON = "versies/wijzigen.json"
"""At the root. That it is there tells the pages of every version that there is a way: the short register says so in a word, the whole one lists it."""

EDIT_PAGE = "versies/wijzigen.html"
"""Where those pages lead, with `pagina` and `artikel` behind a question mark: published texts have that address, so it stays for ever."""

EDIT_SCRIPT = "versies/wijzigen.js"


class NoSources(Exception):
    """A commit holds no sources of a handbook that can be read."""


Https = Annotated[str, Field(pattern=r"^https://[^\s<>\"@]+$")]


class Source(_Part):
    """The file behind a page: its name in the repository, where it opens, and the line on which each article in it begins.

    `ook` are files of data from which the page is made too.
    """

    titel: str
    bestand: str = Field(min_length=1)
    naar: Https
    artikelen: dict[str, Annotated[int, Field(ge=1)]]
    ook: dict[str, Https] = Field(default_factory=dict)


class Editing(_Part):
    """`wijzigen.json`: pages by their address within a version; `bron` is the commit of the sources that it comes from.

    `regel` stands before the number of a line behind an address, None where the editor of that host always opens at the top.
    `oud` leads from the address of a page that went to that of a page which is there, `opvolgers` from an article that went to another.
    """

    schema_: Literal[1] = Field(alias="schema")
    bron: str
    regel: str | None
    paginas: dict[str, Source]
    oud: dict[str, str]
    opvolgers: dict[str, str]

    def written(self) -> bytes:
        """The bytes of the file."""
        return canonical(plain(self))

    def says(self, other: Editing) -> bool:
        """Whether `other`, of whatever commit, leads everywhere to the same place."""
        return self.model_copy(update={"bron": ""}) == other.model_copy(update={"bron": ""})


def read(data: bytes) -> Editing:
    """The file as it was written. Raises Damaged."""
    return parse(Editing, data, EDIT_JSON)


def held(file: Callable[[str], bytes | None]) -> Editing | None:
    """What stands at the root that `file` reads, where the register vouches for it; it can always be made again, so what is damaged is as good as none."""
    data = contacts.vouched(file, EDIT_JSON)
    with suppress(Damaged):
        return read(data) if data is not None else None
    return None
