"""How a search index is written and read again: every word with the rows that hold it, however many there are."""

from __future__ import annotations

import random
import string

import pytest

from handbook.core import search_index


def some(many: int) -> list[search_index.Doc]:
    """Documents whose words share beginnings, and stand in one of them, in the next, or far from each other."""
    chance = random.Random(many)
    words = ["".join(chance.choices("aeéïbn'.2", k=chance.randint(1, 9))) + chance.choice(string.ascii_lowercase) for _ in range(300)]
    words += [f"{'ver' * 12}{end}" for end in ("a", "b", "bc")]
    docs: list[search_index.Doc] = [
        {
            "location": f"{'pq'[n // 7 % 2]}/#{n}" if n % 7 else f"{'pq'[n // 7 % 2]}/",
            "title": f"P {n}",
            "rest": " ".join(sorted({*chance.choices(words, k=n % 9)})),
        }
        for n in range(many)
    ]
    docs[0]["rest"] = docs[-1]["rest"] = "zaak"
    return [{field: value for field, value in doc.items() if value} for doc in docs]


@pytest.mark.parametrize("many", [1, 2, 60, 3_000])
def test_what_was_written_is_read_again(many: int) -> None:
    docs = some(many)
    docs[-1] |= {"zoek": "fiets, rijwiel", "boost": 0.4}
    index = search_index.write({"lang": ["nl"]}, docs)
    assert search_index.documents(index) == docs
    assert index["config"] == {"lang": ["nl"]}


def test_what_is_taken_out_leaves_no_word_behind() -> None:
    docs = some(60)
    docs[5]["rest"] += " vermeulen"
    less = search_index.without(search_index.write({}, docs), lambda location: location == docs[5]["location"])
    assert search_index.documents(less) == [doc for doc in docs if doc is not docs[5]]
    assert less == search_index.write({}, [doc for doc in docs if doc is not docs[5]])


def test_an_index_of_before_loses_its_rows_alone() -> None:
    before = {"config": {}, "docs": [{"location": "a/", "text": "x"}, ["b/", "B", "", "woord"], ["c/", "C"]]}
    assert search_index.without(before, {"a/", "c/"}.__contains__) == {"config": {}, "docs": [["b/", "B", "", "woord"]]}


def test_texts_are_read_again_however_many_words_there_are() -> None:
    many = [f"{'abcdefghij'[n % 10]}{n}" for n in range(30_000)]
    config = {
        "lang": ["nl"],
        "zoek": {
            "goed": "AbC==",
            "zwak": "de|het",
            "groepen": ["|".join(many), "de zaak|firma"],
            "enkel": [["zaak", "de|tent om de hoek"]],
        },
    }
    docs: list[search_index.Doc] = [
        {"location": "a/", "title": "Artikel 7.1 De zaak", "zoek": "firma|de firma", "boost": 0.4},
        {"location": "a/#b", "title": "1.5 meter"},
    ]
    index = search_index.write(config, docs)
    assert search_index.documents(index) == docs
    assert search_index.config(index) == config
