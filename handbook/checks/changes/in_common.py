"""Brings two texts in a form in which only what was changed by people differs: not a number that moved on, nor what a build adds."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from typing import Any

from handbook.archive import manifest
from handbook.core.advice import TIP, is_advice
from handbook.redline.markup import said

REFERENCE = re.compile(r'(?P<open><a href="[^"#]*#(?P<id>[^"]+)">)(?P<word>[Aa]rtikel)[ \xa0][0-9]+(?:\.[0-9]+)*(?:, [^<]*)?</a>')
"""A link that names an article by its number: in another version that number may be another, and so may its title."""

SIZE = re.compile(r'(?P<link><a href="[^"]*">[^<]*?) \((?:PDF|Word|OpenDocument), [0-9,]+\xa0[kM]B\)</a>')
"""What a build says of a file behind a link to it."""

SET_OFF = f"<strong>{TIP}</strong>"


def bare(data: Mapping[str, Any], successors: Mapping[str, str] | None = None) -> dict[str, Any]:
    """The text `data`, in the form of artikelen.json, with references to articles by their ids, and without what a build adds.

    `successors` are the ids by which articles are called now, by the ids that they have in `data`.
    """
    ids = {article["id"]: (successors or {}).get(article["id"], article["id"]) for article in data["artikelen"]}
    return {**data, "artikelen": [_article(article, ids) for article in data["artikelen"]]}


def _article(article: Mapping[str, Any], ids: Mapping[str, str]) -> dict[str, Any]:
    return {**article, "delen": [_part(part, ids) for part in article["delen"]]}


def _part(part: Mapping[str, Any], ids: Mapping[str, str]) -> dict[str, Any]:
    def named(match: re.Match[str]) -> str:
        return f"{match['open']}{match['word']} {escape(ids[match['id']])}</a>" if match["id"] in ids else match[0]

    html = SIZE.sub(r"\g<link></a>", REFERENCE.sub(named, part["html"]))
    # Releases before 0.6.0 did not set advice off.
    advice = part["soort"] == "lid" and is_advice(part["tekst"])
    if advice:
        html = html.replace(SET_OFF, TIP, 1)
    if html == part["html"] and advice == bool(part.get("raad")):
        return dict(part)
    text = said(html)
    return {**part, "html": html, "tekst": text, "sha256": manifest.sha256(text.encode()), "raad": advice}
