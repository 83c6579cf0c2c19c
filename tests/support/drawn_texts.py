"""Texts of the handbook that differ from each other by chance, out of one that was really printed: what neither engine of the redline was written for."""

from __future__ import annotations

import copy
import random
import re
from collections.abc import Callable, Mapping
from typing import Any

WORDS = (
    "niet",
    "altijd",
    "de",
    "“klant”",
    "'klant'",
    "4.2",
    "&lt;b&gt;",
    "e-mail",
    "wel…",
    "één",
    "(zie",
    "2027-01-01",
    "x–y",
    "\u00a0",
    "😀",
)

FEW = 8
"""Articles of a small text, of which one in each is changed, on average."""

Article = dict[str, Any]


def pair(printed: Mapping[str, Any], seed: int, count: int = FEW) -> tuple[dict[str, Any], dict[str, Any]]:
    """Two texts in the form of artikelen.json: `count` articles of `printed`, changed by chance, and changed once more."""
    draw = random.Random(seed)
    few = {**printed, "artikelen": draw.sample(printed["artikelen"], min(count, len(printed["artikelen"])))}
    old = _changed(few, draw)
    # What goes from the one comes in the other.
    old, new = draw.sample([old, _changed(old, draw)], 2)
    return old, new | {"versie": "2027-01-01", "ingangsdatum": "2027-01-01"}


def _changed(data: Mapping[str, Any], draw: random.Random) -> dict[str, Any]:
    found: dict[str, Any] = copy.deepcopy(dict(data))
    for _ in range(draw.randrange(1, 12) * len(found["artikelen"]) // FEW):
        article = draw.choice(found["artikelen"])
        if article["delen"]:
            draw.choice(CHANGES)(found["artikelen"], article, draw)
    for part in (part for article in found["artikelen"] for part in article["delen"]):
        part["tekst"] = " ".join(re.sub(r"<[^>]*>", " ", part["html"]).split())
    found["waarden"] = {
        "beleid.stand": draw.choice(["vrij", "beperkt"]),
        "werkgever.naam_kort": draw.choice(["Proefhuis", "Proefbedrijf"]),
        "beleid.platforms": draw.choice(["LinkedIn, Instagram", "LinkedIn, Instagram, Facebook"]),
    }
    found["werkgever"] = draw.choice(["Proefhuis B.V.", "Ander Huis B.V."])
    return found


def _words(_: list[Article], article: Article, draw: random.Random) -> None:
    part = draw.choice(article["delen"])
    pieces = re.split(r"(<[^>]*>)", part["html"])
    at = draw.choice([at for at, piece in enumerate(pieces) if at % 2 == 0 and piece.strip()] or [0])
    words = pieces[at].split(" ")
    place = draw.randrange(len(words))
    words[place : place + draw.randrange(3)] = draw.choices(WORDS, k=draw.randrange(3))
    pieces[at] = " ".join(words)
    part["html"] = "".join(pieces)


def _link(_: list[Article], article: Article, draw: random.Random) -> None:
    part = draw.choice(article["delen"])
    link = draw.choice(
        ["regels/werktijd/#likes", "https://wetten.overheid.nl/BWBR0005290/2026-11-01", "mailto:hr@proefhuis.test", "javascript:x"]
    )
    part["html"] = part["html"].replace("<p>", f'<p><strong>Let op</strong> <a href="{link}">artikel 3.1</a> ', 1)


def _table(_: list[Article], article: Article, draw: random.Random) -> None:
    rows = [[draw.choice(WORDS) for _ in range(draw.randrange(2, 4))] for _ in range(draw.randrange(2, 5))]
    body = "".join(f"<tr>{''.join(f'<td>{cell} {at}</td>' for at, cell in enumerate(row))}</tr>" for row in rows)
    draw.choice(article["delen"])["html"] = f"<table><thead><tr><th>Wat</th><th>Wie</th></tr></thead><tbody>{body}</tbody></table>"


def _list(_: list[Article], article: Article, draw: random.Random) -> None:
    part = draw.choice(article["delen"])
    one, other = draw.sample(["ul", "ol"], 2)
    part["html"] = part["html"].replace(f"<{one}>", f"<{other}>").replace(f"</{one}>", f"</{other}>").replace("<ol>", '<ol start="4">', 1)


def _gone(_: list[Article], article: Article, draw: random.Random) -> None:
    article["delen"].remove(draw.choice(article["delen"]))


def _again(articles: list[Article], article: Article, draw: random.Random) -> None:
    other = draw.choice(articles)
    article["delen"].insert(draw.randrange(len(article["delen"])), copy.deepcopy(draw.choice(other["delen"] or article["delen"])))


def _order(_: list[Article], article: Article, draw: random.Random) -> None:
    draw.shuffle(article["delen"])


def _joined(_: list[Article], article: Article, _draw: random.Random) -> None:
    first, *rest = article["delen"]
    if rest and first["html"].endswith("</p>") and rest[0]["html"].startswith("<p>"):
        first["html"] = f"{first['html'].removesuffix('</p>')} {rest[0]['html'].removeprefix('<p>')}"
        del article["delen"][1]


def _number(_: list[Article], article: Article, draw: random.Random) -> None:
    article["nummer"] = f"{draw.randrange(9)}.{draw.randrange(9)}"


def _title(_: list[Article], article: Article, draw: random.Random) -> None:
    article["titel"] += f" {draw.choice(WORDS[:3])}"


def _id(articles: list[Article], article: Article, _: random.Random) -> None:
    article["id"] = f"{article['id']}-{len(articles)}"


def _without(articles: list[Article], article: Article, _: random.Random) -> None:
    if len(articles) > 2:
        articles.remove(article)


CHANGES: tuple[Callable[[list[Article], Article, random.Random], None], ...] = (
    *(_words, _words, _words, _words, _link, _table, _table, _list, _gone, _again, _order, _joined, _number, _title, _id, _without),
)
