"""Small texts for redlines, out of `tests/redline/cases.yml` or drawn, and what a redline says of them in a form that a person can check."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Any

from handbook.redline import Text

DAYS = {"oud": "2026-11-01", "nieuw": "2027-01-01"}
"""The versions of the two sides."""


def data(side: str, given: Any) -> dict[str, Any]:
    """A side of a case as artikelen.json has it: `given` is the HTML of the one paragraph of its one article, or articles with what they need."""
    whole = {"artikelen": [{"id": "a", "delen": [given]}]} if isinstance(given, str) else given
    return {
        "schema": 1,
        "versie": DAYS[side],
        "ingangsdatum": DAYS[side],
        "werkgever": whole.get("werkgever", "Proefhuis B.V."),
        "adres": f"https://handboek.proefhuis.test/{DAYS[side]}/",
        "artikelen": [_article(number, one) for number, one in enumerate(whole["artikelen"], 1)],
        **({"aanspreekvorm": whole["aanspreekvorm"]} if "aanspreekvorm" in whole else {}),
        **({"waarden": whole["waarden"]} if "waarden" in whole else {}),
    }


def _article(number: int, one: Mapping[str, Any]) -> dict[str, Any]:
    page = one.get("pagina", "regels.md")
    address = f"{page.removesuffix('.md')}/#{one['id']}"
    parts: list[dict[str, Any]] = []
    lid = 0
    for given in one["delen"]:
        part = {"html": given} if isinstance(given, str) else given
        kind = part.get("soort", "lid")
        lid += kind == "lid"
        text = plain(part["html"])
        parts.append(
            {
                "soort": kind,
                "nummer": part.get("nummer", lid) if kind == "lid" else None,
                "titel": part.get("titel"),
                "adres": f"{address}-lid-{lid}" if kind == "lid" else address,
                "tekst": text,
                "html": part["html"],
                "sha256": hashlib.sha256(text.encode()).hexdigest(),
                "raad": part.get("raad", False),
            }
        )
    return {
        "id": one["id"],
        "nummer": str(one.get("nummer", f"1.{number}")),
        "titel": one.get("titel", "Titel"),
        "pagina": page,
        "adres": address,
        "onderwerpen": [],
        "voorwaarden": one.get("voorwaarden", []),
        "gegevens": one.get("gegevens", []),
        "delen": parts,
        "sha256": hashlib.sha256(repr(parts).encode()).hexdigest(),
    }


def plain(html: str) -> str:
    """The text of HTML, white space folded."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).split())


def text(side: str, given: Any) -> Text:
    """A side of a case as a redline reads it."""
    return Text.of(data(side, given))


def told(redline: Mapping[str, Any], *, short: bool) -> str:
    """What `Redline.data()` says, a line for each thing; `short` only the one paragraph of a case of one, with its marks."""
    if short:
        changes = redline["wijzigingen"]
        return "\n".join(marks(block) for part in changes[0]["delen"] for block in part["inhoud"]) if changes else "gelijk"
    return "\n".join(_lines(redline))


def _lines(redline: Mapping[str, Any]) -> Iterator[str]:
    yield redline["samenvatting"]
    for kind in ("gegevens", "keuzes"):
        for one in redline[kind]:
            yield f"{kind}: {one['naam']}: {one['oud']} -> {one['nieuw']} ({', '.join(one['artikelen'])})"
    for change in redline["wijzigingen"]:
        old, new = change["oud"], change["nieuw"]
        number = " -> ".join(dict.fromkeys(side["nummer"] for side in (old, new) if side))
        beside = "".join(f", {name}: {', '.join(values)}" for name, values in _beside(change).items() if values)
        yield f"{change['id']} {number} [{', '.join(change['soort'])}] {marks(change['titel'])}{beside}"
        for part in change["delen"]:
            if part["wat"] != "gelijk":
                yield _part(part)


def _beside(change: Mapping[str, Any]) -> dict[str, list[str]]:
    return {"verwant": [one["id"] for one in change["verwant"]], "keuzes": change["keuzes"]}


def _part(part: Mapping[str, Any]) -> str:
    one = (part["nieuw"] or part["oud"])[0]
    number = f" {one['nummer']}" if one["nummer"] else ""
    labels = f" {{{'; '.join(part['labels'])}}}" if part["labels"] else ""
    title = f" {marks(part['titel'])}:" if part["titel"] else ""
    return f"- {one['soort']}{number} {part['wat']}{labels}:{title} {''.join(marks(block) for block in part['inhoud'])}"


def marks(block: Mapping[str, Any]) -> str:
    """Data of a block or line as HTML: `<del>`, `<ins>`, and what the redline says itself between braces."""
    if "stukken" in block:
        return "".join(_piece(*piece) for piece in block["stukken"])
    attributes = "".join(f' {name}="{value}"' for name, value in block["kenmerken"].items())
    label = f"{{{block['label']}}}" if block["label"] else ""
    return f"<{block['element']}{attributes}>{label}{''.join(map(marks, block['binnen']))}</{block['element']}>"


def _piece(op: str, text: str, names: list[str] | None = None, link: str = "") -> str:
    if op == "!":
        return f"{{{text}}}"
    for name in reversed(names or []):
        text = f"<{name}>{text}</{name}>"
    text = f'<a href="{link}">{text}</a>' if link else text
    return {"-": f"<del>{text}</del>", "+": f"<ins>{text}</ins>"}.get(op, text)


WORDS = (
    "werk regel bericht klant foto mening account toestel groep naam vraag afspraak pauze collega werkgever leidinggevende toestemming gegevens"
    " platform reactie klacht melding training overleg besluit termijn week maand dag uur plaatst deelt vraagt belt mailt wacht noemt bewaart"
    " de het een en in op aan van voor met te is niet geen mag moet alleen u uw wij"
).split()


def protocol(side: str, articles: int = 60, parts: int = 6, length: int = 25) -> dict[str, Any]:
    """A protocol to measure with: every article differs between the two sides, in every fifth word of each paragraph."""

    def paragraph(article: int, part: int) -> str:
        words = [WORDS[(article * 31 + part * 17 + at * at * 7 + at) % len(WORDS)] for at in range(length)]
        if side == "nieuw":
            words[article % 5 :: 5] = [WORDS[(article + part + at * 3) % len(WORDS)] for at in range(len(words[article % 5 :: 5]))]
        return f"<p>{' '.join(words).capitalize()}.</p>"

    made = [
        {"id": f"artikel-{n}", "nummer": f"{n // 5 + 1}.{n % 5 + 1}", "delen": [paragraph(n, part) for part in range(parts)]}
        for n in range(articles)
    ]
    return data(side, {"artikelen": made})
