"""A slip in YAML is named for what it is, on its own line, and where no other text can be meant the line is mended."""

from __future__ import annotations

import pytest

from handbook.sources.files.yaml_nodes import read_mapping

TEXT = """\
# De organisatie
werkgever:
  naam: "Proefhuis B.V."
  naam_kort: "Proefhuis"
  lijst:
    - een
    - "twee"
  groep:
    soort: mr
    sinds: 2020-01-01

contact:
  hr: {naam: "HR", telefoon: "030 1234567"}
eind: "x"
"""

SLIPS: dict[str, tuple[str, str, str, bool]] = {
    "apostrophe": ('naam_kort: "Proefhuis"', "naam_kort: 'Foto's'", "een apostrof", True),
    "curly quotes round a colon": ('"Proefhuis B.V."', "“Proefhuis: B.V.”", "gekrulde aanhalingstekens", True),
    "quotes in quotes": ('"Proefhuis"', '"Het "Proef" huis"', "nog eens", True),
    "quote not closed": ('"Proefhuis"', '"Proefhuis', "niet gesloten", True),
    "single quote not closed": ('"Proefhuis"', "'Proefhuis", "niet gesloten", True),
    "quote not closed on the last line": ('"x"', '"x', "niet gesloten", True),
    "text behind the quote": ('"Proefhuis"', '"Proefhuis" B.V.', "nog tekst", False),
    "quote before the name": ("  naam_kort", '  "naam_kort', "aanhalingsteken te veel", True),
    "in too far": ("  naam_kort", "    naam_kort", "springt te ver in: 4 spaties, en het moeten er 2 zijn", True),
    "not in far enough": ("  naam_kort", " naam_kort", "niet ver genoeg in: 1 spatie, en het moeten er 2 zijn", True),
    "an item in too far": ('    - "twee"', '      - "twee"', "springt te ver in", True),
    "the last of a group in too far": ("    sinds", "      sinds", "springt te ver in", True),
    "a group in too far": ("contact:", " contact:", "het moeten er 0 zijn", False),
    "lost colon of a group": ("  groep:", "  groep", "ontbreekt een dubbele punt", True),
    "lost colon of the first group": ("werkgever:", "werkgever", "ontbreekt een dubbele punt", True),
    "lost colon of a value": ("naam_kort: ", "naam_kort ", "ontbreekt een dubbele punt", True),
    "semicolon": ("naam_kort:", "naam_kort;", "ontbreekt een dubbele punt", True),
    "equals sign": ("naam_kort: ", "naam_kort = ", "geen =", True),
    "lost line": ("  groep:\n", "", "ontbreekt een regel", False),
    "stray line": ("eind:", "losse regel\neind:", "geen naam met een dubbele punt", False),
    "tab": ("  naam_kort", "\tnaam_kort", "een tab", True),
    "tab below a group": ("    soort", "\tsoort", "een tab", True),
    "lost dash": ("    - een", "    een", "ontbreekt een streepje", True),
    "lost dash of the last": ('    - "twee"', '    "twee"', "ontbreekt een streepje", True),
    "dash without space": ("- een", "-een", "streepje ontbreekt een spatie", True),
    "lost brace": ('{naam: "HR"', 'naam: "HR"', "ontbreekt {", True),
    "lost closing brace": ('1234567"}', '1234567"', "ontbreekt }", True),
    "lost comma": ('"HR", ', '"HR" ', "ontbreekt een komma", True),
}  # fmt: skip
"""What was there, what was typed, what is said of it, and whether it is mended."""


@pytest.mark.parametrize("slip", SLIPS)
@pytest.mark.parametrize("offset", [0, 1])
def test_a_slip_is_named_where_it_is(slip: str, offset: int) -> None:
    """Also in front matter, which begins on the second line of its file."""
    was, typed, says, mended = SLIPS[slip]
    text = TEXT.replace(was, typed, 1)
    lines = text.split("\n")
    line = next(n for n, (old, new) in enumerate(zip(TEXT.split("\n"), lines, strict=False), 1) if old != new)
    _, (found,) = read_mapping("a.yml", text, offset=offset)
    assert (found.line, says in found.message) == (line + offset, True), found.sentence
    assert bool(found.fix) == mended
    if found.fix:
        lines[found.fix.line - 1 - offset : found.fix.line - 1 - offset + len(found.fix.old)] = found.fix.new
        assert read_mapping("a.yml", "\n".join(lines))[1] == []


def test_tabs_are_as_wide_as_keeps_a_group_together() -> None:
    """Line by line, as they are mended."""
    text, meant = TEXT.replace("    soort: mr\n    sinds", "\tsoort: mr\n\tsinds"), TEXT
    for _ in range(2):
        _, (found,) = read_mapping("a.yml", text)
        assert found.fix
        lines = text.split("\n")
        lines[found.fix.line - 1] = found.fix.new[0]
        text = "\n".join(lines)
    assert text == meant


def test_two_mistakes_are_told_one_after_the_other() -> None:
    text = TEXT.replace("  groep:", "  groep").replace('"x"', '"x')
    _, (found,) = read_mapping("a.yml", text)
    assert found.code == "YML001"


def test_a_long_text_with_many_mistakes_ends() -> None:
    text = "\n".join(f"  - a{n}: 'b's'" for n in range(3_000))
    assert read_mapping("a.yml", "x:\n" + text)[0] is None
