"""A table reads the same whatever letters, line ends and separator its program chose."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.core.errors import CannotWork
from handbook.receipts import table

HERE = Path("export.csv")
HEAD = ("Naam", "E-mail", "Onderwerp")
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252")
# What a cell may hold in every one of the encodings.
cells = st.text("abcdeéïüÄß€0123456789 ,;|\t'\"\n-=@.", max_size=12)
rows = st.lists(st.tuples(cells, cells, cells).filter(lambda row: any(cell.strip() for cell in row)), max_size=6)


def written(found: list[tuple[str, ...]], separator: str, ends: str = "\r\n") -> str:
    made = io.StringIO(newline="")
    csv.writer(made, delimiter=separator, lineterminator=ends).writerows([HEAD, *found])
    return made.getvalue()


@given(rows, st.sampled_from(ENCODINGS), st.sampled_from(table.SEPARATORS), st.sampled_from(("\r\n", "\n")))
def test_what_was_written_is_read(found: list[tuple[str, ...]], encoding: str, separator: str, ends: str) -> None:
    read = table.parse(HERE, written(found, separator, ends).encode(encoding))
    assert read.headings == HEAD
    assert [tuple(row.fields.values()) for row in read.rows] == found
    assert not read.crooked


@given(rows, st.sampled_from(table.SEPARATORS))
def test_a_row_says_on_which_line_it_begins(found: list[tuple[str, ...]], separator: str) -> None:
    text = written(found, separator, "\n")
    read = table.parse(HERE, text.encode())
    lines = text.split("\n")
    for row in read.rows:
        first = next(csv.reader(io.StringIO("\n".join(lines[row.line - 1 :]), newline=""), delimiter=separator))
        assert first[0].split("\n")[0] == row.fields["Naam"].split("\n")[0]


def test_the_separator_that_excel_names_is_taken_and_its_row_is_counted() -> None:
    read = table.parse(HERE, "sep=|\r\nNaam|E-mail\r\nPiet; Jan|p@proefhuis.test\r\n".encode("utf-16"))
    assert read.rows[0] == table.Row(3, {"Naam": "Piet; Jan", "E-mail": "p@proefhuis.test"})


def test_a_comma_in_a_name_is_no_separator() -> None:
    read = table.parse(HERE, b"Naam;Onderwerp\nJansen, Piet, jr.;a\nVries, Jan de, sr.;b\n")
    assert [row.fields["Naam"] for row in read.rows] == ["Jansen, Piet, jr.", "Vries, Jan de, sr."]


def test_headings_that_stand_twice_or_are_empty_keep_their_columns() -> None:
    read = table.parse(HERE, b"Naam;Naam;;E-mail\na;b;c;d\n")
    assert read.rows[0].fields == {"Naam": "a", "Naam (kolom 2)": "b", "(kolom 3)": "c", "E-mail": "d"}


def test_rows_that_are_short_empty_or_too_long() -> None:
    read = table.parse(HERE, b"\n\nNaam;E-mail\n\n;\nPiet\nJan;j@proefhuis.test;;\nKees;k@proefhuis.test;meer\n")
    assert [(row.line, row.fields["E-mail"]) for row in read.rows] == [(6, ""), (7, "j@proefhuis.test")]
    assert read.crooked == (8,)


def test_letters_of_windows_that_mean_nothing_there_keep_their_place() -> None:
    assert table.parse(HERE, b"Naam;E-mail\nM\xfcller \x81;a\n").rows[0].fields["Naam"] == "Müller \x81"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is leeg"),
        (b"\n \n;;\n", "is leeg"),
        (b"PK\x03\x04xxxx", "Opslaan als"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Opslaan als"),
        (b"Naam;E-mail\nPiet\0;x\n", "geen tekst"),
        (b'Naam;E-mail\nPiet;x\n"Jan;y\nKees;z\n', "export.csv:3: vanaf hier"),
        (b'Naam;E-mail\n"Jan"x;y\n', "export.csv:2: vanaf hier"),
    ],
)
def test_what_is_no_table_is_told(data: bytes, said: str) -> None:
    with pytest.raises(CannotWork, match=r"export\.csv") as error:
        table.parse(HERE, data)
    assert said in str(error.value)


@given(st.binary(max_size=200))
def test_any_bytes_give_a_table_or_a_sentence(data: bytes) -> None:
    try:
        read = table.parse(HERE, data)
    except CannotWork as error:
        assert "export.csv" in str(error)
        return
    assert read.headings


def test_a_whole_mail_fits_in_a_field() -> None:
    limit = csv.field_size_limit()
    body = "woord " * 40_000
    assert table.parse(HERE, f'Naam;Hoofdtekst\na;"{body}"\n'.encode()).rows[0].fields["Hoofdtekst"] == body
    assert csv.field_size_limit() == limit
