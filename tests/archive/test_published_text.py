"""The text of a published version by article: from its own file, or from its pages where it is of before that file."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from handbook.archive import articles_file, published_text
from handbook.archive.articles_file import ARTIKELEN_JSON
from handbook.archive.git import RECORD
from handbook.archive.manifest import canonical, sha256
from handbook.redline import Text

NO_PAGE_TELLS = ("onderwerpen", "voorwaarden", "gegevens")
"""What of an article only its source knows."""


def files(site: Path, **other: bytes | None) -> Callable[[str], bytes | None]:
    """The files of a folder, some of them other or gone."""
    return lambda name: other[name] if name in other else (site / name).read_bytes() if (site / name).is_file() else None


def plain(read: Callable[[str], bytes | None]) -> Any:
    """The text of a version, with plain spaces."""
    return json.loads(json.dumps(published_text.data(read), ensure_ascii=False).replace("\u00a0", " ").replace("&nbsp;", " "))


def test_a_version_of_before_is_read_from_its_pages_as_its_file_would_have_said(sample_site: Path) -> None:
    # Such a version had no dates that are kept on one line.
    own, derived = map(plain, (files(sample_site), files(sample_site, **{ARTIKELEN_JSON: None})))
    assert own and derived and len(own["artikelen"]) > 5
    for article in own["artikelen"]:
        article.update({key: [] for key in NO_PAGE_TELLS})
    # Facts that its articles print: no page says which words are a fact, nor that it speaks with u or with je.
    own.pop("waarden", None)
    own.pop("aanspreekvorm")
    assert derived == own


def test_a_version_of_schema_1_has_the_same_text_as_one_of_schema_2(sample_site: Path) -> None:
    now = json.loads((sample_site / ARTIKELEN_JSON).read_bytes())
    before = published_text.data(files(sample_site))
    assert before and (now["schema"], before["schema"]) == (2, 1)
    assert published_text.data(files(sample_site, **{ARTIKELEN_JSON: canonical(before)})) == before
    assert articles_file.read(now) == before
    parts = [part for article in before["artikelen"] for part in article["delen"]]
    assert len(parts) > 20
    assert [part["sha256"] for part in parts] == [sha256(part["tekst"].encode()) for part in parts]


def test_a_text_of_schema_1_stays_as_it_was_written(sample_site: Path) -> None:
    """Whatever a later program would make of its HTML."""
    before: Any = published_text.data(files(sample_site))
    before["artikelen"][0]["delen"][0]["tekst"] = "Zoals het er stond."
    assert published_text.data(files(sample_site, **{ARTIKELEN_JSON: canonical(before)})) == before
    assert Text.of(before).articles[0].parts[0].text == "Zoals het er stond."


def _record(change: Callable[[Any], object]) -> Callable[[Path], bytes]:
    def changed(site: Path) -> bytes:
        data = json.loads((site / RECORD).read_bytes())
        change(data)
        return canonical(data)

    return changed


HARMED: dict[str, Callable[[Path], bytes | None]] = {
    "not there": lambda _: None,
    "no JSON": lambda _: b"{",
    "deep": lambda _: b"[" * 100_000,
    "a list": lambda _: b"[]",
    "no pages": _record(lambda data: data.pop("paginas")),
    "pages are words": _record(lambda data: data.update(paginas="x")),
    "articles are words": _record(lambda data: next(iter(data["paginas"].values())).update(artikelen="x")),
    "a number is none": _record(lambda data: [page.update(artikelen={"a": {"nummer": 1}}) for page in data["paginas"].values()]),
    "no revision": _record(lambda data: data.update(revisie=[1])),
    "another day": _record(lambda data: data.update(ingangsdatum="morgen")),
}


@pytest.mark.parametrize("harm", HARMED.values(), ids=HARMED)
def test_what_no_program_wrote_is_no_text(sample_site: Path, harm: Callable[[Path], bytes | None]) -> None:
    assert published_text.data(files(sample_site, **{ARTIKELEN_JSON: None, RECORD: harm(sample_site)})) is None


def test_a_file_of_its_own_that_cannot_be_read_is_no_text_either(sample_site: Path) -> None:
    for written in (b"", b"[]", b"{}", b"\xff"):
        assert published_text.data(files(sample_site, **{ARTIKELEN_JSON: written})) is None
