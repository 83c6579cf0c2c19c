"""What the parts of a Word file share: the numbers and names in it, its pictures, and where its links lead."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from urllib.parse import quote

from handbook.export.documents.word.xml import HEAD, R, escaped

NAME_LIMIT = 40
"""Signs of a bookmark's name that Word keeps."""

RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OUTSIDE = ' TargetMode="External"'
KEPT = "%/:=&?~#+!$,;'@()*[]"
"""Signs of an address that stay as they are; Word calls a file with any other one broken."""

NO_NAME = re.compile(r"\W+", re.ASCII)


@dataclass
class Parts:
    """Filled while the text is written."""

    media: dict[str, bytes] = field(default_factory=dict)
    """By name, such as `media/1.png`."""
    _relations: dict[tuple[str, str, bool], str] = field(default_factory=dict)
    _names: dict[str, str] = field(default_factory=dict)
    _last: int = 0

    def number(self) -> int:
        """One that nothing else in the file has."""
        self._last += 1
        return self._last

    def relation(self, kind: str, target: str, *, outside: bool = False) -> str:
        """The name by which the text calls another part, or a place on the web."""
        return self._relations.setdefault((kind, target, outside), f"rId{len(self._relations) + 1}")

    def link(self, address: str) -> str:
        """The name of a place on the web."""
        return self.relation("hyperlink", quote(address.strip(), safe=KEPT), outside=True)

    def picture(self, data: bytes, suffix: str) -> str:
        """The name of a picture; the same picture is kept once."""
        name = next((name for name, kept in self.media.items() if kept == data), f"media/{len(self.media) + 1}{suffix}")
        self.media[name] = data
        return self.relation("image", name)

    def bookmark(self, address: str) -> str:
        """The name of a place in the document."""
        if address not in self._names:
            name = f"p_{NO_NAME.sub('_', address).strip('_')}"
            if len(name) > NAME_LIMIT or name.lower() in {one.lower() for one in self._names.values()}:
                name = f"{name[: NAME_LIMIT - 9]}_{hashlib.sha256(address.encode()).hexdigest()[:8]}"
            self._names[address] = name
        return self._names[address]

    def relations(self) -> str:
        """The part that says what each name of a relation stands for."""
        return relations(self._relations)


def relations(named: dict[tuple[str, str, bool], str]) -> str:
    """A part with relations: each kind, target and whether that is outside, with its name."""
    rows = "".join(
        f'<Relationship Id="{name}" Type="{kind if ":" in kind else f"{R}/{kind}"}" Target="{escaped(target)}"'
        f"{OUTSIDE if outside else ''}/>"
        for (kind, target, outside), name in named.items()
    )
    return f'{HEAD}<Relationships xmlns="{RELATIONS}">{rows}</Relationships>'
