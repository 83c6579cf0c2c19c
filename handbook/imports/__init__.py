"""Takes a document of Word, LibreOffice or the web over as pages of the handbook, and tells what somebody must look at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from handbook import checks
from handbook.core.errors import CannotWork
from handbook.core.findings import Finding, errors, quote
from handbook.core.project import Project
from handbook.imports import document, headings, lost_words, outline, pages, placing
from handbook.imports.notes import Notes, Remark, report
from handbook.imports.pictures import Pictures
from handbook.sources import articles
from handbook.sources import pages as known_pages

PLACE = "docs/regels/"
PAGES_LIMIT = 100


@dataclass(frozen=True)
class Imported:
    """What was made: the names of the files, how each article is numbered now, what somebody must look at, and lines for the menu that could not be added."""

    files: list[str]
    articles: list[tuple[str, str, str]]
    """The number that was typed, the number of now, and the title."""
    remarks: list[Remark]
    found: list[Finding]
    menu: list[str]

    def report(self) -> str:
        """All of it, in Dutch."""
        pictures = sum("/img/" in name for name in self.files)
        made = (
            _count(len(self.files) - pictures, "pagina", "pagina's"),
            _count(len(self.articles), "artikel", "artikelen"),
            _count(pictures, "afbeelding", "afbeeldingen"),
        )
        lines = [f"Overgenomen: {', '.join(made)}."]
        lines += [f"  {name}" for name in self.files]
        lines += (
            ["De pagina's staan onderaan het menu, in mkdocs.yml."] if not self.menu else ["Zet dit in mkdocs.yml, onder nav:", *self.menu]
        )
        changed = [f"  artikel {old} is nu artikel {new}: {title}" for old, new, title in self.articles if old and new and old != new]
        lines += ["De nummers volgen uit de plek in het menu:", *changed] if changed else []
        told = [*report(self.remarks), *(f"{one.where}: {one.sentence} [{one.code}]" for one in self.found)]
        lines += ["", "Kijk dit nog na:", *told] if told else []
        return "\n".join([*lines, "", "Controleer daarna alles met: handbook check"])


def take_over(project: Project, path: Path, to: str | None) -> Imported:
    """Makes pages of the document at `path`, below `to`: a folder of docs/, or one page there that ends in .md.

    Raises CannotWork and NotFinished; nothing is written then.
    """
    folder, one_page = _place(project, to)
    notes = Notes()
    read = document.opened(path, notes)
    found = headings.sections(read.blocks)
    given = headings.title(found, read.title)
    title = given or path.stem.replace("-", " ").replace("_", " ").strip().capitalize() or "Document"
    outline.choose_articles(found)
    outline.name(found, _ids(project))
    drafts = outline.drafts(found, title, one_page=one_page is not None)
    if not given and any(draft.title == title for draft in drafts):
        notes.whole(
            f"Het document heeft geen titel. De pagina heet nu {quote(title)}.",
            "Kies een titel: bovenaan de pagina, in de eerste kop en in het menu.",
        )
    if not found or len(drafts) > PAGES_LIMIT:
        raise CannotWork(
            f"{quote(path.name)} is leeg." if not found else f"{quote(path.name)} geeft {len(drafts)} pagina's. Neem het in delen over."
        )
    paths = _paths(drafts, folder, one_page)
    pictures = Pictures(read.picture, paths[0].rpartition("/")[2].removesuffix(".md"), read.described)
    writer = pages.Writer(drafts, paths, pictures, notes, read.bold)
    texts = {f"docs/{name}": writer.page(draft, name).encode() for draft, name in zip(drafts, paths, strict=True)}
    lost_words.tell(read.said, [text.decode() for text in texts.values()], notes)
    files = texts | {f"docs/img/{one.name}": one.data for one in pictures.taken.values()}
    placing.require_free(project, list(files))
    menu = placing.place(project, files, [(draft.title, name) for draft, name in zip(drafts, paths, strict=True)])
    return _seen(project, list(files), drafts, notes, menu)


def _seen(project: Project, files: list[str], drafts: list[outline.Draft], notes: Notes, menu: list[str]) -> Imported:
    """What came of it, as `handbook check` sees it."""
    sources, findings = checks.check(project)
    seen = [one for one in findings if one.file in files]
    wrong = [*errors(seen), *_without_topic(seen)]
    numbered = [
        (one.number, sources.articles[one.id].label if one.id in sources.articles else "", one.title)
        for draft in drafts
        for one in draft.sections
        if one.is_article
    ]
    return Imported(files, numbered, notes.found, wrong, menu)


def _without_topic(findings: Iterable[Finding]) -> Iterator[Finding]:
    """What no document says of its articles: one warning for all of a page."""
    for _, found in groupby((one for one in findings if one.code == "OND004"), key=lambda one: one.file):
        first, *rest = found
        more = (
            f" Dat geldt ook voor {len(rest)} {'ander artikel' if len(rest) == 1 else 'andere artikelen'} op deze pagina." if rest else ""
        )
        yield replace(first, message=first.message + more)


def _place(project: Project, to: str | None) -> tuple[str, str | None]:
    """The folder below docs/, and the name of the one page where that was asked for. Raises CannotWork."""
    given = (
        Path.cwd() / to if to and (Path.cwd() / to).resolve().is_relative_to(project.docs.resolve()) else project.root / (to or PLACE)
    ).resolve()
    if not given.is_relative_to(project.docs.resolve()):
        raise CannotWork(
            f"{quote(to or '')} ligt buiten docs/. Kies achter --naar een map of pagina in docs/, zoals docs/regels/ of docs/regels/beeld.md."
        )
    inside = given.relative_to(project.docs.resolve()).as_posix()
    if given.suffix == ".md":
        return inside.rpartition("/")[0], inside
    return ("" if inside == "." else inside), None


def _ids(project: Project) -> set[str]:
    found, _ = known_pages.load(project)
    return {match["id"] for page in found.values() for _, _, match in articles.headed(page) if match}


def _paths(drafts: list[outline.Draft], folder: str, one_page: str | None) -> list[str]:
    if one_page:
        return [one_page]
    taken: set[str] = set()
    found = []
    for draft in drafts:
        name = outline.lasting(pages.stem(draft.title), taken)
        taken.add(name)
        found.append(f"{folder}/{name}.md" if folder else f"{name}.md")
    return found


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
