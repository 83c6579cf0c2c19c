"""What of a text somebody wants as a document, and where it goes."""

from __future__ import annotations

import difflib
import json
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Self

from handbook.archive import named_files, published_text
from handbook.archive.acts import Read
from handbook.archive.articles_file import ARTIKELEN_JSON
from handbook.archive.contacts import CONTACT_PAGE
from handbook.core.errors import CannotWork
from handbook.core.findings import quote
from handbook.core.project import Project
from handbook.core.version_name import DRAFT, VersionName
from handbook.export.documents import book as books
from handbook.export.documents import forms
from handbook.export.documents.forms import FORMS, Form
from handbook.export.documents.kept import Kept
from handbook.export.documents.model import Book
from handbook.redline import Text, compare

OTHERWISE = {
    **dict.fromkeys(("docx", "doc", "odt", "rtf", "pages", "libreoffice"), "word"),
    **dict.fromkeys(("tekst", "txt", "md", "markdown"), "text"),
    **dict.fromkeys(("ebook", "e-book", "mobi", "kindle"), "epub"),
    **dict.fromkeys(("print", "papier"), "pdf"),
}
"""What people type for a form."""

WHY = f"{named_files.KEPT_BY_GIT} Haal -o weg: dan komt het in {named_files.DOCUMENTS}/, en dat slaat git over."

WEB = frozenset({"html", "htm", "web", "website"})
"""What people type for the pages themselves: no document, but a folder of that name is seldom what they want."""


@dataclass(frozen=True)
class Part:
    """An article, a chapter or a page, as somebody typed it; all None for the whole protocol."""

    article: str | None = None
    chapter: str | None = None
    page: str | None = None


@dataclass(frozen=True)
class Since:
    """The older text with which another is compared; `successors` gives new ids of articles by their old ones, for a text with these ids.

    `hidden` is whether an article, by its id and address, was taken off one of the two.
    """

    file: Read
    successors: Callable[[set[str]], Mapping[str, str]]
    hidden: Callable[[str, str], bool] = lambda _id, _address: False
    kept: Kept = field(default_factory=lambda: Kept(()))


@dataclass(frozen=True)
class Output:
    """Where somebody wants a document: at `path`, or where that is a `folder` in it, with a name of the program's own."""

    path: Path
    folder: bool

    @classmethod
    def of(cls, typed: str) -> Self:
        """A slash at its end says of what is not there yet that it is a folder; a path forgets that slash."""
        return cls(Path(typed), typed.endswith(("/", os.sep)) or Path(typed).is_dir())

    def holding(self, name: str) -> Path:
        """The file for a document that the program itself calls `name`, of which a name without an ending gets that one: no program opens it otherwise."""
        named = self.path if self.path.suffix else self.path.with_name(f"{self.path.name}{Path(name).suffix}")
        return self.path / name if self.folder else named


def book(file: Read, part: Part, since: Since | None = None) -> Book:
    """The document, with what went and came `since` another text. Raises CannotWork where the text has no such part."""
    if sum(one is not None for one in (part.article, part.chapter, part.page)) > 1:
        raise CannotWork("U vraagt om meer dan één deel. Kies er één: --artikel, --hoofdstuk of --pagina.")
    if part.page is not None:
        if since:
            raise CannotWork("Met --pagina zijn er geen wijzigingen te zien. Haal --sinds weg, of kies --hoofdstuk in plaats van --pagina.")
        return books.page(file, part.page)
    whole = books.read(file)
    if since:
        whole = _since(since, whole)
    if part.article is not None:
        return books.only(whole, part.article)
    return books.chapter(whole, part.chapter) if part.chapter is not None else whole


def _since(since: Since, new: Book) -> Book:
    from handbook.export.documents import redlined

    old = books.read(since.file)
    old = since.kept.alike(old, new, _values(since.file), _values(new.file))
    if (old.version, old.draft) == (new.version, new.draft):
        raise CannotWork(
            f"U vraagt wat er veranderde sinds {quote(old.version)} in diezelfde tekst. Noem achter --sinds een oudere versie."
        )
    if _turn(old) > _turn(new):
        raise CannotWork(
            f"Achter --sinds staat een latere tekst dan die van het document: {_typed(old)} komt na {_typed(new)}. "
            f"Wissel ze om: noem {_typed(old)} als tekst van het document, en schrijf --sinds {_typed(new)}"
        )
    successors = since.successors({section.id for section in new.sections})
    both = redlined.of(old, new, successors, since.hidden)
    assert both.redlined
    return replace(both, redlined=replace(both.redlined, facts=_by_fact(since.file, new.file, successors)))


def _by_fact(old: Read, new: Read, successors: Mapping[str, str]) -> frozenset[str]:
    """The ids of articles in which only a fact is another, as a redline counts them."""
    before, after = published_text.data(old), published_text.data(new)
    changes = compare(Text.of(before), Text.of(after), successors).changes if before and after else ()
    return frozenset(one.id for one in changes if one.counted == "gegeven")


def _values(file: Read) -> Mapping[str, str]:
    """The facts of a text by their names; a text of before they were kept has none."""
    return dict(json.loads(file(ARTIKELEN_JSON) or b"{}").get("waarden") or {})


def told(book: Book, kept: Kept) -> Book:
    """A document that says of details which are kept up to date, and changed after it was published, what they are now; a draft has those of now."""
    if book.draft or not kept.states:
        return book
    return replace(book, stale=kept.stale(book, _values(book.file)), contacts=f"{book.home}{CONTACT_PAGE}")


def _turn(book: Book) -> tuple[VersionName, bool]:
    """When its turn comes; a draft that follows on a version has the name of that one."""
    return VersionName.parse(book.version), book.draft


def _typed(book: Book) -> str:
    return DRAFT if book.draft else book.version


def place(project: Project, output: Output | None, book: Book, form: Form) -> Path:
    """Where the document comes: a file that somebody named, or one of the program's own name, in the folder for it or the one that was named.

    Makes that folder. Raises CannotWork where it cannot be, or git would take the document for a part of the handbook.
    """
    own = forms.file_name(book, form)
    if output is None:
        return named_files.own_place(project, own)
    found = output.holding(own)
    named_files.refuse_inside(project, [found], WHY, ignored=True)
    if output.folder:
        named_files.make_folder(output.path)
    return found


def refuse_place(project: Project, output: Output | None, form: Form) -> None:
    """Raises CannotWork where no document of this form can come at the file or in the folder that somebody named."""
    if output is None:
        return
    path = output.holding(f"document{form.suffix}")
    named_files.refuse_inside(project, [path], WHY, ignored=True)
    if output.folder:
        return
    other = next((one for one in FORMS if one.suffix == path.suffix.lower() and one != form), None)
    if other:
        raise CannotWork(
            f"{path} eindigt op {path.suffix}, en een document {form.name} eindigt op {form.suffix}. "
            f"Schrijf achter -o {path.with_suffix(form.suffix)}, of vraag om het andere document: handbook export {other.name}"
        )
    named_files.fit(path, form.suffix)


def refuse_for_document(form: Form, since: str | None, *, plain: bool, previews: str | None) -> None:
    """Raises CannotWork where a choice was made that belongs to a folder, or to another form."""
    if since and not form.marks:
        names = " of ".join(one.name for one in FORMS if one.marks)
        raise CannotWork(f"De wijzigingen sinds een versie staan niet in {quote(form.name)}. Kies {names}, of haal --sinds weg.")
    for given, name in ((plain, "--plain"), (previews, "--previews")):
        if given:
            raise CannotWork(f"{name} hoort bij een map voor een webserver, niet bij een document. Haal het weg.")


def refuse_for_folder(folder: str, version: str | None, **choices: object) -> None:
    """Raises CannotWork where a choice was made that belongs to a document, or where the folder reads as a form that was typed otherwise."""
    names = [one.name for one in FORMS]
    typed = folder.lower().removeprefix(".")
    meant = OTHERWISE.get(typed) or next(iter(difflib.get_close_matches(typed, names, 1, 0.7)), None)
    bare = "/" not in folder and not Path(folder).is_dir()
    if bare and typed in WEB:
        raise CannotWork(
            f"Bedoelt u één document? Kies uit: {', '.join(names)}. "
            f"Bedoelt u het handboek voor een webserver, in de map {folder}? Schrijf dan: handbook export ../{folder}"
        )
    if meant and bare:
        raise CannotWork(
            f"Bedoelt u het document {meant}? Schrijf dan: handbook export {meant}. Bedoelt u een map, schrijf dan ../{folder}"
        )
    if version or any(choice is not None for choice in choices.values()):
        raise CannotWork(
            f"{quote(folder)} is geen vorm van een document. Kies uit: {', '.join(names)}. "
            "Wilt u het handboek in een map zetten? Noem dan alleen de map."
        )
