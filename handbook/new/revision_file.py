"""The file of a next revision: a draft that says what it changes, article by article, and what is still to be filled in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from handbook.core.change_kind import MATERIAL
from handbook.core.version_name import VersionName
from handbook.sources.declared_changes import KEY
from handbook.sources.files.choices import ChangeKind
from handbook.sources.files.yaml_mistakes import double_quoted

TEMPLATE = """\
---
title: "Revisie van {title}"
description: "Wat er per {title} verandert in het protocol, waarom en voor wie."
toelichting: {note}
status: concept
ingangsdatum: {day}
aard: {kind}
{review}{changes}# Lees na wat hierboven staat: wat er verandert, waarom en voor wie. Het staat zo op de pagina Wat is er nieuw.
{reason}{unread}# Wie er nog meer ja moet zeggen, zegt: handbook decisions
# Is alles besloten? Haal dan de hekjes hieronder weg, vul alles in, en schrijf: status: vastgesteld
{asked}#bekendgemaakt: JJJJ-MM-DD
#besluiten:
#  - {{wie: bestuur, {board}wat: besluit, stand: verleend, datum: JJJJ-MM-DD}}
---
# Revisie van {title}

Deze revisie verandert de tekst van {before}.

{{{{ revisiegegevens() }}}}
"""


REASON = """\
# Zet bij elke wijziging waarom zij nodig is, op een regel erbij: waarom: "…"
"""
UNREAD = """\
# Staat er alleen dat iets anders is? Schrijf dan wat iemand nu anders moet of mag.
# Klopt een wijziging, of is zij verbeterd? Haal daar dan de regel nagelezen: nee weg.
"""


@dataclass(frozen=True)
class Item:
    """One change; without an article it tells of what stands outside the articles."""

    artikelen: tuple[str, ...]
    wat: str
    waarom: str | None = None
    voor_wie: str | None = None
    betekent: str | None = None
    unread: bool = False
    """Whether nobody was shown what stands in it: then the file says so, and is not published."""


@dataclass(frozen=True)
class Told:
    """What the file says: of which text the revision takes the place, the sentence for the list of versions, its kind, its changes.

    `review` is the day on which the organisation looks at the protocol again, None where that is still to be chosen.
    """

    version: VersionName
    before: VersionName
    note: str
    kind: ChangeKind
    changes: Sequence[Item]
    review: date | None = None
    board: str | None = None
    """What who adopted the text before is called, where the organisation has a name of its own for it."""


def text(told: Told) -> str:
    """The whole file, which a check has nothing to say of."""
    changes = "".join(line for one in told.changes for line in _item(one))
    return TEMPLATE.format(
        title=told.version.title,
        note=double_quoted(told.note),
        day=told.version.day,
        kind=told.kind,
        board=f"naam: {double_quoted(told.board)}, " if told.board else "",
        review=f"evaluatie: {told.review}\n" if told.review else "",
        asked="" if told.review else "#evaluatie: JJJJ-MM-DD\n",
        reason=REASON if told.kind == MATERIAL and not all(one.waarom for one in told.changes) else "",
        unread=UNREAD if any(one.unread for one in told.changes) else "",
        changes=f"{KEY}:\n{changes}" if changes else "",
        before=told.before.title,
    )


def _item(one: Item) -> Iterator[str]:
    """The lines of one change; its articles first, if there are any."""
    ids = one.artikelen
    keys = {"artikel": ids[0]} if len(ids) == 1 else {"artikelen": f"[{', '.join(ids)}]"} if ids else {}
    texts = {"wat": one.wat, "waarom": one.waarom, "voor_wie": one.voor_wie, "betekent": one.betekent}
    keys |= {key: double_quoted(text) for key, text in texts.items() if text} | ({"nagelezen": "nee"} if one.unread else {})
    for number, (key, value) in enumerate(keys.items()):
        yield f"  {'- ' if number == 0 else '  '}{key}: {value}\n"
