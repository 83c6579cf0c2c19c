"""Only pages, pictures and our own style belong in docs/, under names that work on every computer."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain, count
from pathlib import Path, PurePath, PurePosixPath

from handbook.checks import svg
from handbook.core import picture_metadata
from handbook.core.findings import Finding, SourceFile, quote
from handbook.core.picture_metadata import Damaged
from handbook.sources import Sources
from handbook.sources.data.entries import DATA_FOLDER
from handbook.sources.documents.attachments import FOLDER, KINDS
from handbook.sources.files.text_files import REMEMBERED
from handbook.sources.pages import slugify, source_files

PICTURES = {".png": b"\x89PNG\r\n", ".jpg": b"\xff\xd8\xff", ".jpeg": b"\xff\xd8\xff", ".webp": b"RIFF", ".svg": b""}
DOCUMENTS = frozenset([*KINDS, ".docm", ".doc", ".dotx", ".dotm", ".rtf"])
"""Files that somebody may have meant as an attachment."""

SIZE_LIMIT = 1_000_000
"""Bytes of one picture: a page with a larger one is slow on a phone."""

STYLE_LIMIT = 200_000
"""Bytes of one style sheet; the handbook's own has a tenth of it."""

DEVICES = frozenset(["con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))])
ODD_SIGNS = frozenset('<>:"|?*\\#%')
"""Characters that Windows refuses in a name, and two with a meaning in an address."""

SEARCHING = tuple(f"zoek/{part}" for part in ("woorden", "kennis", "verbeteren", "lezen", "wegen", "tekens", "tonen", "uitpakken"))
"""The parts of zoek-worker; the build makes one file of them."""

SCRIPTS = frozenset(
    f"docs/stijl/{name}.js"
    for name in (
        "aanhalen",
        "adressen",
        "az",
        "begin",
        "concept",
        "contact",
        "dilemmas",
        "keuzehulp",
        "nakijken",
        "schil",
        "stand",
        "zoek-worker",
        *SEARCHING,
        "zoeken",
    )
)
"""The only scripts allowed in docs/: overrides/main.html has every page load them, or those that hold what they work on, or ask for them at the first search."""

STYLE_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
OUTSIDE_STYLE = re.compile(r"//|(?<![\w-])(?:https?|ftp|file|data|javascript):|@import|expression\s*\(|-moz-binding|\\", re.IGNORECASE)
"""An address, or an escape sequence that could spell one."""


EVERYWHERE = "Schrijf die naam ook in het menu en in links."
"""What a new name of a page asks; without it, the next finding would."""


def check(sources: Sources) -> Iterator[Finding]:
    project = sources.project
    folded: dict[str, list[str]] = defaultdict(list)
    for path in source_files(project):
        file = project.file(path)
        if path.is_symlink():
            mend = "Zet het bestand zelf in docs/, of haal de koppeling weg."
            yield file.finding(None, "FIL001", f"{quote(path.name)} is een koppeling (symlink) naar een andere plek.", mend)
            continue
        if path.is_dir():
            continue
        if any(part.startswith(".") for part in PurePosixPath(file.name).parts):
            # MkDocs does not publish these; editors leave one beside every open page.
            mend = "Haal het bestand weg als u het niet nodig heeft."
            yield file.warning(None, "FIL010", f"{quote(path.name)} wordt niet gepubliceerd: de naam begint met een punt.", mend)
            continue
        if not path.is_file():
            yield file.finding(None, "FIL011", f"{quote(path.name)} is geen gewoon bestand.", "Haal het weg.")
            continue
        folded[unicodedata.normalize("NFC", file.name).casefold()].append(file.name)
        yield from of_file(path, file)
    for names in folded.values():
        for name in sorted(names)[: len(names) - 1]:
            message = f"De namen {', '.join(quote(n) for n in sorted(names))} verschillen alleen in hoofdletters of accenten."
            mend = f"Geef één van de bestanden een andere naam: op Windows en een Mac raakt er anders één kwijt. {EVERYWHERE}"
            yield SourceFile(name).finding(None, "FIL005", message, mend)
    yield from _same_address(sources)


def of_file(path: Path, file: SourceFile) -> Iterator[Finding]:
    """What is wrong with one file: what it is, or else what it is called."""
    kind = _kind(path, file)
    if kind:
        yield kind
    elif not file.name.startswith(("docs/stijl/", "docs/revisies/")):
        yield from _spelling(path, file)


def _kind(path: Path, file: SourceFile) -> Finding | None:
    suffix = path.suffix.lower()
    if not _portable(path.name):
        good = f"{path.stem.lower()}-pagina" if path.stem.lower() in DEVICES else slugify(path.stem)
        mend = f"Noem het bestand {_free(path, good)}. {EVERYWHERE}"
        return file.finding(None, "FIL008", f"De naam {quote(path.name)} kan niet op Windows, of breekt een link.", mend)
    if suffix == ".css" and file.name.startswith("docs/stijl/"):
        return _style(path, file)
    if path.suffix == ".md" or file.name in SCRIPTS or (path.suffix == ".yml" and file.name.startswith(f"docs/{DATA_FOLDER}/")):
        return None
    if path.suffix in KINDS and file.name.startswith(f"docs/{FOLDER}/"):
        return None
    if suffix == ".md":
        mend = _as_page(PurePosixPath(file.name).with_name(_free(path, slugify(path.stem))).relative_to("docs"))
        return file.finding(None, "FIL012", f"{quote(path.name)} wordt geen pagina, maar wel gepubliceerd.", mend)
    if suffix not in PICTURES:
        message = f"{quote(path.name)} hoort niet in docs/: elk bestand daar wordt gepubliceerd."
        mend = "Haal het weg. Toegestaan zijn pagina's (.md) en afbeeldingen (.png, .jpg, .webp, .svg)."
        if suffix in DOCUMENTS:
            mend = f"Een bijlage hoort in docs/{FOLDER}/, eindigt op .pdf, .docx of .odt, heeft geen macro's, en een pagina verwijst ernaar. Haal het anders weg."
        return file.finding(None, "FIL002", message, mend)
    size = path.stat().st_size
    if size > SIZE_LIMIT:
        mend = "Maak haar kleiner dan 1 MB, bijvoorbeeld 1600 punten breed."
        return file.finding(None, "FIL003", f"De afbeelding {quote(path.name)} is te groot: {size / 1e6:.1f} MB.", mend)
    data = path.read_bytes()
    if not data.startswith(PICTURES[suffix]):
        mend = f"Sla de afbeelding opnieuw op, als {suffix[1:]}."
        return file.finding(None, "FIL004", f"{quote(path.name)} is geen echte {suffix[1:]}-afbeelding.", mend)
    try:
        picture_metadata.stripped(data)
    except Damaged:
        return file.finding(None, "FIL014", f"De afbeelding {quote(path.name)} is beschadigd.", "Sla de afbeelding opnieuw op.")
    extra = svg.problem(data) if suffix == ".svg" else ""
    if extra:
        mend = "Sla haar op als gewone SVG of als PNG."
        return file.finding(None, "FIL013", f"In de afbeelding {quote(path.name)} staat meer dan een tekening: {extra}.", mend)
    return None


def _free(path: Path, stem: str) -> str:
    """A name for the file that nothing beside it has: whoever renames it must not write over another."""
    there = {one.name for one in path.parent.iterdir() if one.name != path.name}
    names = (f"{stem or 'pagina'}{number}{path.suffix.lower()}" for number in chain([""], (f"-{n}" for n in count(2))))
    return next(name for name in names if name not in there)


def _address(path: PurePath) -> str:
    """The last name of the path as an address has it, its ending apart."""
    return f"{slugify(path.stem)}{path.suffix.lower()}"


def _as_page(page: PurePosixPath) -> str:
    """How a file below docs/ becomes a page: by its name, and by its line in the menu."""
    menu = "" if page.parts[0] == "revisies" else f", en zet in mkdocs.yml onder nav: - {page.stem.replace('-', ' ').capitalize()}: {page}"
    return f"Noem het bestand {page.name}{menu}"


def _portable(name: str) -> bool:
    stem = name.partition(".")[0].lower()
    return not (set(name) & ODD_SIGNS or stem in DEVICES or name.endswith((".", " ")))


def _style(path: Path, file: SourceFile) -> Finding | None:
    """A style sheet that fetches from another host tells it who reads the page."""
    if path.stat().st_size > STYLE_LIMIT:
        return file.finding(None, "FIL003", f"Het stijlblad {quote(path.name)} is te groot.", f"Houd het onder {STYLE_LIMIT // 1000} kB.")
    text = path.read_bytes().decode("utf-8", "replace")
    number, sign = _fetching(text)
    if not number:
        return None
    line = text.splitlines()[number - 1].strip()
    message = f"Deze stijl haalt iets van buiten op, of gebruikt een teken waarmee dat kan: {quote(line)}."
    return file.finding(number, "FIL009", message, _from_inside(sign))


@lru_cache(REMEMBERED)
def _fetching(text: str) -> tuple[int, str]:
    """The first line of a style sheet that fetches something, and the sign that does; 0 where there is none."""
    bare = STYLE_COMMENT.sub(lambda m: re.sub(r"[^\n]", " ", m[0]), text)
    found = OUTSIDE_STYLE.search(bare)
    return (bare.count("\n", 0, found.start()) + 1, found[0].lower()) if found else (0, "")


def _from_inside(sign: str) -> str:
    """What to write instead of a sign that could reach another host."""
    if sign == "\\":
        return "Schrijf het teken zelf, zonder schuine streep (\\)."
    if sign == "@import":
        return "Zet de regels uit dat andere bestand hier zelf, en haal @import weg."
    if sign.startswith(("expression", "-moz")):
        return "Haal deze regel weg."
    return "Zet de afbeelding in docs/img/, en verwijs daarnaar, zoals: url(../img/naam.png)"


def _spelling(path: Path, file: SourceFile) -> Iterator[Finding]:
    """Names become addresses: spaces and capitals get lost when somebody retypes them."""
    folders = {part: _address(PurePosixPath(part)) for part in PurePosixPath(file.name).parts[1:-1]}
    wrong = [(part, f"de map {good or 'map'}") for part, good in folders.items() if part != good]
    if path.name != _address(path):
        wrong.append((path.name, f"het bestand {_free(path, slugify(path.stem))}"))
    for part, good in wrong:
        message = f"De naam {quote(part)} heeft spaties, hoofdletters of vreemde tekens."
        yield file.warning(None, "FIL006", message, f"Noem {good}. {EVERYWHERE}")


def _same_address(sources: Sources) -> Iterator[Finding]:
    for path, page in sources.pages.items():
        folder, _, file = path.rpartition("/")
        # MkDocs treats a README as the start page of its folder.
        twin = f"{folder}/index.md".lstrip("/") if file == "README.md" else f"{path.removesuffix('.md')}/index.md"
        if twin in sources.pages:
            mend = f"Geef één van de twee een andere naam. {EVERYWHERE}"
            yield page.finding(None, "FIL007", f"Deze pagina en docs/{twin} krijgen hetzelfde adres.", mend)
