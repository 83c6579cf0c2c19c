"""Every text that an article ever had, once: what stands in the files, how little they grow, and that an act makes them as all versions do."""

from __future__ import annotations

import json
import os
import random
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from handbook.archive import distinct_texts, history
from handbook.archive.articles_file import ARTIKELEN_JSON
from handbook.archive.distinct_texts import LIST_JSON, Distinct
from handbook.archive.git import RECORD
from handbook.archive.history import NOTHING, Stood
from handbook.archive.manifest import canonical, sha256
from handbook.archive.register import Register, Version
from handbook.archive.texts import Texts
from tests.support.registers import entry, seen

Articles = Mapping[str, tuple[str, str, str]]
"""By their ids the number, the title and the words of articles."""


class Files:
    """The files of versions, by the ids of their folders."""

    def __init__(self, held: Mapping[str, Articles]) -> None:
        self.held = {self.tree(name): (name, articles) for name, articles in held.items()}
        self.asked: list[str] = []

    def tree(self, name: str) -> str:
        return sha256(name.encode())[:40]

    def read(self, spec: str, /) -> bytes | None:
        tree, _, path = spec.partition(":")
        self.asked.append(path)
        if tree not in self.held or path != ARTIKELEN_JSON:
            return None
        name, articles = self.held[tree]
        head = {"schema": 1, "versie": name, "ingangsdatum": name[:10], "werkgever": "Proefhuis B.V.", "adres": f"https://h.test/{name}/"}
        return canonical({**head, "artikelen": [article(id_, *about) for id_, about in articles.items()]})


def article(id_: str, number: str, title: str, words: str) -> dict[str, Any]:
    place, print_ = f"regels/#{id_}", sha256(words.encode())
    part = {"soort": "lid", "nummer": 1, "titel": None, "adres": f"{place}-lid-1", "tekst": words, "html": words, "sha256": print_}
    listed = {"onderwerpen": [], "voorwaarden": [], "gegevens": [], "delen": [part], "sha256": print_}
    return {"id": id_, "nummer": number, "titel": title, "pagina": "regels.md", "adres": place, **listed}


def found(versions: Mapping[str, Articles], *entries: Version, stood: Stood | None = None) -> Distinct:
    register = seen(*entries) if entries else seen(*(entry(name, n) for n, name in enumerate(versions, 1)))
    return distinct_texts.gather(register, Texts(Files(versions)), NOTHING, stood)


def listed(distinct: Distinct) -> Any:
    return json.loads(distinct.listed)


def rows(distinct: Distinct, id_: str) -> list[tuple[str, str, str, str]]:
    return [
        (row["van"], row["tot"], row["nummer"], row["titel"])
        for about in listed(distinct)["artikelen"]
        for row in about["stond"]
        if row["id"] == id_
    ]


def words(distinct: Distinct) -> list[str]:
    return [part[4] for data in distinct.by_year.values() for text in json.loads(data)["teksten"] for part in text["delen"]]


A, B, C = ("1.1", "Doel", "Dit helpt."), ("1.2", "Beeld", "U vraagt het eerst."), ("1.2", "Beeld", "U vraagt het schriftelijk.")


def test_a_text_stands_once_and_says_from_which_version_to_which() -> None:
    made = found(
        {
            "2026-01-01": {"doel": A, "beeld": B},
            "2026-02-01": {"doel": A, "beeld": C},
            "2026-03-01": {"doel": ("2.1", "Doel en grond", A[2]), "beeld": B},
        }
    )
    assert sorted(words(made)) == sorted(text[2] for text in (A, B, C))
    assert rows(made, "doel") == [("2026-01-01", "2026-02-01", "1.1", "Doel"), ("2026-03-01", "2026-03-01", "2.1", "Doel en grond")]
    # It came back as it was: two rows, and one text.
    texts = [row["tekst"] for about in listed(made)["artikelen"] if about["ids"] == ["beeld"] for row in about["stond"]]
    assert len(texts) == 3 and texts[0] == texts[2] != texts[1]
    assert json.loads(made.by_year["zoeken/2026.json"])["teksten"][0]["delen"][0][:4] == ["lid", 1, None, "-lid-1"]


def test_copies_take_no_room() -> None:
    def size(count: int) -> int:
        versions = [str(date(2026, 1, 1) + timedelta(days=7 * n)) for n in range(count)]
        made = found({name: {"doel": A, "beeld": B} for name in versions}, *(entry(name, n + 1) for n, name in enumerate(versions)))
        return len(made.listed) + sum(map(len, made.by_year.values()))

    assert size(30) == size(3)


def test_what_was_taken_off_the_site_gives_up_its_words_and_breaks_the_row() -> None:
    versions = {name: {"doel": A} for name in ("2026-01-01", "2026-02-01", "2026-03-01")}
    entries = [entry("2026-01-01", 1), entry("2026-02-01", 2, gone="2026-04-01"), entry("2026-03-01", 3)]
    secret = {**versions, "2026-02-01": {"doel": A, "geheim": ("9.9", "Geheim", "De heer Geheim.")}}
    made = found(secret, *entries)
    assert listed(made)["niet_gelezen"] == ["2026-02-01"]
    assert [row[:2] for row in rows(made, "doel")] == [("2026-01-01", "2026-01-01"), ("2026-03-01", "2026-03-01")]
    assert words(made) == [A[2]] and b"eheim" not in made.listed


def test_a_year_that_is_over_is_not_written_again() -> None:
    first = {"2025-06-01": {"doel": A}, "2025-12-01": {"doel": A, "beeld": B}}
    before, after = found(first), found({**first, "2026-06-01": {"doel": A, "beeld": C}})
    assert listed(after)["jaren"] == ["2025", "2026"]
    assert after.by_year["zoeken/2025.json"] == before.by_year["zoeken/2025.json"]
    assert json.loads(after.by_year["zoeken/2026.json"])["teksten"][0]["delen"][0][4] == C[2]


def test_an_article_that_got_another_id_is_one_article() -> None:
    versions: dict[str, Articles] = {"2026-01-01": {"beeld": B, "doel": A}, "2026-02-01": {"foto": B, "doel": A}}

    class Successors(Files):
        def read(self, spec: str, /) -> bytes | None:
            wanted = f"{self.tree('2026-02-01')}:{RECORD}"
            return canonical({"opvolgers": {"beeld": "foto"}}) if spec == wanted else super().read(spec)

    files = Successors(versions)
    register = seen(entry("2026-01-01", 1), entry("2026-02-01", 2))
    made = distinct_texts.gather(register, Texts(files), history.tell(files, register))
    assert [about["ids"] for about in listed(made)["artikelen"]] == [["doel"], ["beeld", "foto"]]
    assert len(words(made)) == 2


# An act reads what is new, and makes what all versions make


def standing(made: Distinct, register: Register) -> Stood:
    files = {LIST_JSON: made.listed, **made.by_year}
    return Stood({str(one.version): one.tree for one in register.entries}, {}, {}, files.get)


@pytest.mark.parametrize("seed", range(40 if "HANDBOEK_SOAK" in os.environ else 4))
def test_an_act_makes_the_same_files_as_all_versions_do(seed: int) -> None:
    draw = random.Random(seed)
    texts: dict[str, dict[str, tuple[str, str, str]]] = {}
    entries: list[Version] = []
    stood = None
    for number in range(1, 13):
        name = str(date(2024, 1, 1) + timedelta(days=draw.randrange(900)))
        if entries and (name in texts or draw.random() < 0.2):
            at = draw.randrange(len(entries))
            # Its folder is another one from then on.
            entries[at] = replace(entry(str(entries[at].version), at + 1, gone="2026-11-01"), tree=f"{number:040}")
        else:
            texts[name] = {f"a{n}": (f"1.{n}", "Titel", f"Woord {draw.randrange(3)}.") for n in range(4) if draw.random() < 0.8}
            entries.append(entry(name, len(entries) + 1, published=str(date(2024, 6, 1) + timedelta(days=100 * len(entries)))))
        register, files = seen(*entries), Files(texts)
        made = distinct_texts.gather(register, Texts(files), NOTHING, stood)
        assert made == distinct_texts.gather(register, Texts(Files(texts)), NOTHING)
        assert files.asked.count(ARTIKELEN_JSON) <= 1
        stood = standing(made, register)


@pytest.mark.parametrize("path", [LIST_JSON, "zoeken/2026.json"])
@pytest.mark.parametrize("data", [None, b"", b"[]", b'{"jaren": [], "teksten": [], "artikelen": [{}], "niet_gelezen": []}'])
def test_where_what_stood_there_is_no_such_file_all_versions_are_read(path: str, data: bytes | None) -> None:
    versions = {"2026-01-01": {"doel": A}, "2026-02-01": {"doel": A}}
    register = seen(entry("2026-01-01", 1), entry("2026-02-01", 2))
    made = found(versions)
    files = {LIST_JSON: made.listed, **made.by_year, path: data}
    stood = Stood({str(one.version): one.tree for one in register.entries}, {}, {}, files.get)
    assert found(versions, *register.entries, stood=stood) == made
