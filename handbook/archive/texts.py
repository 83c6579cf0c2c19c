"""The texts of versions, each read once for all that the root makes of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from handbook.archive import manifest, published_text
from handbook.archive.articles_file import ARTIKELEN_JSON
from handbook.archive.published_text import Folder, Reader
from handbook.redline import Article, Text


@dataclass(frozen=True)
class Published:
    """The text of one version; the same `print` is the same text. `derived` says that it was read from its pages."""

    print: str
    data: Mapping[str, Any] = field(compare=False)
    derived: bool = field(compare=False)

    @property
    def ids(self) -> frozenset[str]:
        return frozenset(article["id"] for article in self.data["artikelen"])

    def article(self, id_: str) -> Article | None:
        """The article with this id."""
        return next((one for one in self._whole.articles if one.id == id_), None)

    def less(self, hidden: Collection[str]) -> Text:
        """The text without these articles."""
        if not {*hidden} & self.ids:
            return self._whole
        return Text.of({**self.data, "artikelen": [one for one in self.data["artikelen"] if one["id"] not in hidden]})

    @cached_property
    def _whole(self) -> Text:
        return Text.of(self.data)


class Texts:
    """Remembers what it read, by the folder of the version."""

    def __init__(self, files: Reader) -> None:
        self._files = files
        self._read: dict[str, Published | None] = {}

    def of(self, entry: Folder) -> Published | None:
        """The text of a version as it can be read now; None where nothing of it can."""
        if entry.tree not in self._read:
            raw = self._files.read(f"{entry.tree}:{ARTIKELEN_JSON}")
            data = published_text.data(lambda name: raw if name == ARTIKELEN_JSON else self._files.read(f"{entry.tree}:{name}"))
            print_ = manifest.sha256(raw if raw is not None else manifest.canonical(data))
            self._read[entry.tree] = Published(print_, data, raw is None) if data else None
        return self._read[entry.tree]
