"""Compares the root of an archive with what its versions say it should hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from handbook.archive import register, versions_json
from handbook.archive.root_files import PAGES
from handbook.core.edition import Edition
from handbook.core.version_name import VersionName
from handbook.verify import redirects
from handbook.verify import versions_json as listed
from handbook.verify.difference import LOOK, Difference, restore, shown
from handbook.verify.places.place import Place
from handbook.verify.register import Regime
from handbook.verify.root_data import raw
from handbook.verify.version import Told

FREE = frozenset({".nojekyll", "CNAME"})
"""Names that a host of static sites asks for."""

LIKE_A_DATE = re.compile(r"\d{4}[-._ ]?\d{1,2}(?![a-z])", re.ASCII)


def like_a_date(name: str) -> bool:
    """Whether a reader may take the name for that of a version."""
    return bool(LIKE_A_DATE.match(name))


@dataclass
class Root:
    """The root of one archive, beside the versions that were read there."""

    place: Place
    told: Collection[Told]
    edition: Edition
    remark: Callable[[str], None]
    strict: bool = True
    """Whether pages are compared with what this program makes, and the register's day with today."""

    def check(self) -> Iterator[Difference]:
        """All that differs at the root."""
        yield from self._names()
        regime = Regime(self.place, self.told, self.edition, self.remark, self.strict)
        yield from regime.check()
        seen = regime.seen
        yield from listed.check(self.place, {one.name for one in self.told}, seen, self.edition.alias)
        if seen:
            current = next((one for one in self.told if seen.current and one.name == seen.current.version), None)
            yield from redirects.check(self.place, self.edition.alias, current, seen, self.strict)

    def _names(self) -> Iterator[Difference]:
        """Whatever stands there that nobody published."""
        others = listed.others(self.place)
        ours = {
            self.edition.alias,
            register.REGIME_JSON,
            versions_json.VERSIONS_JSON,
            "index.html",
            *(page.partition("/")[0] for page in PAGES),
        }
        for name, kind in sorted(self.place.top().items()):
            version = VersionName.or_none(name)
            if version and kind != "map":
                what = kind if kind.startswith("iets") else f"een {kind}"
                yield Difference(name, f"dit hoort de map van een versie te zijn, maar het is {what}.", restore(version))
            elif not version and like_a_date(name):
                yield Difference(name, "dit lijkt op de naam van een versie, maar het is er geen.", LOOK)
            elif not version and name not in ours | FREE | others:
                yield Difference(name, f"{'deze map' if kind == 'map' else 'dit bestand'} hoort niet bij het archief.", LOOK)
            elif name in others and name not in ours:
                self.remark(
                    f"{shown(name)} staat in {versions_json.VERSIONS_JSON} en is geen versie van het handboek. Dat is niet vergeleken."
                )
        if raw(self.place, ".nojekyll"):
            yield Difference(".nojekyll", "dit bestand hoort leeg te zijn.", LOOK)
