"""Every kind of residue has a case that shows it, sound text has none, and the way out of a kind leads out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.checks import residue
from handbook.checks.markdown import RULES
from handbook.checks.residue.kind import Kind
from handbook.checks.residue.kinds import KINDS
from handbook.core.findings import Finding
from handbook.sources.files.text_files import decode
from handbook.sources.files.yaml_nodes import Mapping, Node, Scalar
from handbook.sources.pages import parse
from tests.support import yaml_lists

CASES = yaml_lists.read(Path(__file__).parent / "cases/plakken.yml")

SOUND = """
Lees de [regels](regels.md), de [start][begin] en <https://www.proefhuis.test/a~b~c>, of mail <hr@proefhuis.test>.

a. Een letter die alleen staat, is de naam van haar alinea.

b. En zo ook deze.

Dit is 10 % van het geheel, in ~10 minuten, en 20% (~5 dagen), voor € 10,- of meer.
Zij zei: «Dat mag niet», en daarna: «vrij» of: «Nee».
§ 2.1 en de 1e, 2e en 3e keer, of 10⁻³ bij 5°C – 10°C.
Bel +31 20 555 45 67 of 112, op werkdagen van 9.00 tot 17.00 uur.


Zie de noot.[^1] En nog een.[^2]

[^1]: Artikel 3 van de cao.
[^2]: Het 1e lid.

| Wie | Wat | Wanneer |
| --- | :-: | --- |
| HR | ja | – |

Een zin met ... puntjes, en … ook….
Een citaat: "[…] en verder [sic]", en [...] ook.
En toen – zei hij –
– want zo ging het – mocht het.

```
a. code
b. code	met een tab
~~code~~ en \\"code\\" en «Naam» en {.underline}
```

Schrijf `[naam]`, `~~x~~`, `«Naam»`, `{ PAGE }` of `\\"` als code.

1.	Eerste.
2.	Tweede:

	- een;
	- twee.

Artikel 7:611 BW, § 3, 1e lid, m² en CO₂, bij 3 < 5 en 5 > 3.
Een \\* en een \\_ en \\[haken\\] in de tekst.

!!! note "Let op"
    Tekst.

??? tip "Nog iets"
    Tekst.

---

Hij schreef ‘ik wil’ en zij 'nee'?
Iemand zei (a) dit en (b) dat.
Aan: uw leidinggevende. Datum: de dag van de melding.
Stuur een PM, of kijk op plein XIX om 10.00 uur.
Zij schreef: "Ik zou [dit] zeggen [sic]", op A4.
Vul in: uw naam. Het formulier invullen mag ook.
Van: 9.00 uur. Tot: 17.00 uur.
De foto's van HR & Co, Jansen & Zonen.
Fout! Dit mag niet. Kies een datum en een plaats.
Deze groep · die groep · geen groep.
v. Chr. en n. Chr.

[Start](index.md){: .weg }

Noem @Karin of @Proefhuis alleen als zij dat wil, en schrijf @proefhuis: dat is ons account.
- @Proefhuis: ons account voor vacatures.
> @Karin: bedankt voor de tip!

Opmerking: dit geldt ook voor vrijwilligers.
Opmerkingen: geen. Vraag: mag ik dit plaatsen? Een vraag aan HR: waar meld ik dit?
Vraag HR: mag dit? LET OP: dit is openbaar. N.B.: ook in het weekend. WhatsApp NL: zie hieronder.
Zij reageerde met "@Karin, dank je wel".

| Wie | Wat | [Regels](regels.md) | @Proefhuis |
| --- | --- | --- | --- |
| [ ] | ja | [HR](index.md) | [x] |

Kies ja | nee, en lees [meer | hier](regels.md).

Begrip
:   De uitleg ervan.

## Een kop met een adres {#een-kop}

[begin]: index.md
"""


def found(text: str) -> list[Finding]:
    """What is said of a page by those who look at its lines."""
    read, signs = decode("docs/regels.md", text.encode())
    assert read is not None
    page, _ = parse("docs/regels.md", "regels.md", read)
    return residue.causes_only([page], [*signs, *residue.of_page(page), *(one for rule in RULES for one in rule(page))])


def test_every_kind_has_a_case() -> None:
    assert [kind.name for kind in KINDS if not any(name.startswith(f"{kind.code} {kind.name}") for name in CASES)] == []
    assert len({kind.name for kind in KINDS}) == len(KINDS)


def test_every_kind_says_where_it_comes_from_and_how_to_be_rid_of_it() -> None:
    assert [kind.name for kind in KINDS if not kind.mend or kind.message.endswith((".", ":"))] == []


def test_sound_text_has_no_residue() -> None:
    codes = {one.code for one in found("# Regels\n" + SOUND)}
    assert not {code for code in codes if code.startswith((residue.CODES, "BST")) or code in (*residue.BLANKS, "TXT021")}


@pytest.mark.parametrize(
    "line", [line for line in SOUND.split("\n") if line and not line.startswith(("[^", "b. code", "a. code", "~~code", "```", "    "))]
)
def test_a_sound_line_has_no_residue(line: str) -> None:
    """By itself too, where nothing beside it says what it is."""
    codes = {one.code for one in found(f"# Regels\n\n{line.strip()}\n\n[begin]: index.md\n") if one.code not in ("TXT012", "TXT016")}
    assert not {code for code in codes if code.startswith(residue.CODES) or code in residue.BLANKS}


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.signs], ids=lambda kind: kind.name)
@given(data=st.data())
def test_a_text_without_its_signs_is_never_of_a_kind(kind: Kind, data: st.DataObject) -> None:
    match = kind.pattern.search(data.draw(st.from_regex(kind.pattern)))
    assert match and any(sign in match[0] for sign in kind.signs)


def test_a_value_among_others_says_what_it_says_alone() -> None:
    """All values of a file are looked through at once, and only where something is found one by one."""
    pages = [text for case in CASES.values() for text in case.get("files", {}).values() if isinstance(text, str)]
    values: dict[str, Node] = {f"k{n}": Scalar(text, n, quoted=True) for n, text in enumerate([*SOUND.split("\n\n"), *pages])}
    lines = {key: value.line for key, value in values.items()}
    alone = [one for key in values for one in residue.of_values("x.yml", Mapping({key: values[key]}, lines, 1), residue.IN_FACTS)]
    assert len(alone) > len(KINDS) / 2
    assert [*residue.of_values("x.yml", Mapping(values, lines, 1), residue.IN_FACTS)] == alone


TYPED = re.compile(r"(?:Schrijf|Vervang de regel door|Begin de regel met een streepje en een spatie): (?P<line>.+)$")


@pytest.mark.parametrize(
    "name",
    [name for name, case in CASES.items() if len(case["findings"]) == 1 and re.search(r"(?:Schrijf|door|spatie): ", case["findings"][0])],
)
def test_what_a_finding_says_to_write_leads_out(name: str) -> None:
    """The line that is shown takes the place of the line, or of what was quoted from it."""
    if "docs/regels.md" not in CASES[name].get("files", {}):
        pytest.skip("the line stands in another file")
    text = "# Regels\n\n" + CASES[name]["files"]["docs/regels.md"].removeprefix("+\n")
    lines = text.split("\n")
    before = found(text)
    assert len(before) == 1
    meant = TYPED.search(before[0].mend)
    assert meant and before[0].line
    at, quoted = before[0].line - 1, re.search(r'"(?P<shown>.+)"\.$', before[0].message)
    part = quoted and before[0].code in {kind.code for kind in KINDS if kind.instead or kind.read}
    written = lines[at].replace(quoted["shown"], meant["line"]) if part and quoted else meant["line"]
    rows = written.split(" en onder de eerste regel: ")
    rows = ["", *rows] if "een lege regel erboven. Schrijf" in before[0].mend else rows
    lines[at : at + 1] = rows
    if len(rows) > 1:
        below = at + len(rows)
        lines[below:] = ["| " + " | ".join(line.split("\t")) + " |" if line else "" for line in lines[below:]]
    if written.startswith("- "):
        lines = [re.sub("^•\\s+", "- ", line) for line in lines]
    assert found("\n".join(lines)) == []
