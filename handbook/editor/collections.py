"""What can be edited, and under which heading: the facts, the texts by folder, and the data that pages are made from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from handbook.core.page_marks import PAPERS
from handbook.core.project import Project
from handbook.editor import fields
from handbook.editor.fields import Widget
from handbook.new import explained
from handbook.sources import papers, variables
from handbook.sources.contacts import PURPOSES, Contact
from handbook.sources.data.accessibility_test import ACCESSIBILITY_YML
from handbook.sources.data.clauses import Bepaling
from handbook.sources.data.dilemmas import Dilemma, Thema
from handbook.sources.data.entries import DATA_FOLDER
from handbook.sources.data.events import Gebeurtenis
from handbook.sources.data.legal_sources import Bron
from handbook.sources.data.outside_help import Hulp
from handbook.sources.data.synonyms import SYNONYMS_YML, Synoniemen
from handbook.sources.data.terminology import TERMINOLOGY_YML, Taal
from handbook.sources.data.topics import Onderwerp
from handbook.sources.files.fields import Group
from handbook.sources.files.text_files import read_text
from handbook.sources.files.yaml_nodes import Mapping, read_mapping
from handbook.sources.front_matter import ArtikelGegevens
from handbook.sources.revision_facts import RevisionFacts
from handbook.sources.revisions import OVERVIEW

KIND, REVISION = "__soort", "revisie"
"""What assets/shapes.js says of a page with a status at its head, so that the overview in the same folder can be told apart."""

REVISIONS = "revisies"
"""The collection of the revisions."""

PAGE, DATA, WHOLE = "pagina", "gegevens", "tekst"
"""How a file is read: data at the head of a text, data alone, or a text as it is."""


@dataclass(frozen=True)
class Collection:
    """One heading in the editor: a folder of pages, or one file; `kind` says how its files are read."""

    name: str
    label: str
    kind: str
    fields: list[Widget]
    folder: str = ""
    file: str = ""
    description: str = ""
    filter: dict[str, str] | None = None
    create: bool = False
    """Whether a page can begin here: a file of its own and a line in the menu are all that it needs."""


@dataclass(frozen=True)
class Form:
    """The form of one file in docs/gegevens; `entry` where the file is a list of named entries, each as `model`."""

    label: str
    model: type[Group]
    entry: str = ""
    alike: bool = False
    """Whether entries may have one title, so that their names tell them apart."""


FORMS = {
    "dilemmas.yml": Form("Dilemma's", Dilemma, "dilemma"),
    "themas.yml": Form("Thema's van de dilemma's", Thema, "thema"),
    "bronnen.yml": Form("Bronnen in de wet", Bron, "bron"),
    "hulp.yml": Form("Hulp van buiten", Hulp, "instantie"),
    "gebeurtenissen.yml": Form("Gebeurtenissen", Gebeurtenis, "gebeurtenis"),
    "bepalingen.yml": Form("Bepaling voor het personeelshandboek", Bepaling, "bepaling", alike=True),
    "onderwerpen.yml": Form("Onderwerpen", Onderwerp, "onderwerp"),
    TERMINOLOGY_YML: Form("Woorden die wij kiezen", Taal),
    SYNONYMS_YML: Form("Woorden om te zoeken", Synoniemen),
}
"""The files that have a form; any other is offered as text."""

MADE = (ACCESSIBILITY_YML,)
"""Files in docs/gegevens that a program writes: nobody edits them."""

MADE_OF_DATA = ("dilemmas", "keuzehulp")
"""Folders in which a page is made of what stands in docs/gegevens: one begins there."""

FOLDERS = {
    "": "Pagina's",
    "regels": "Regels",
    "stappen": "Stappen",
    "formulieren": "Formulieren en brieven",
    "dilemmas": "Pagina's met dilemma's",
    "keuzehulp": "Keuzehulpen",
    "revisies": "Revisies",
}
"""What a folder of pages is called; one that is not here has its own name."""


def of(project: Project) -> list[Collection]:
    """All that can be edited in `project`, in the order in which the editor lists it."""
    return [_facts(project), *_pages(project), *_data(project)]


def _facts(project: Project) -> Collection:
    found = fields.of_model(variables.Variables)
    for group in found:
        group["label"] = explained.title(group["name"])
        if group["name"] == "contact":
            group["fields"] += [_own_role(role) for role in _own_roles(project)]
    told = "Wat overal in het handboek wordt ingevuld. Een eigen rol of een eigen gegeven voegt u toe in het bestand zelf."
    return Collection("gegevens", "Gegevens van de organisatie", DATA, found, file=project.name(project.variables_file), description=told)


def _own_role(role: str) -> Widget:
    return {"name": role, "label": fields.label(role), "hint": PURPOSES.get(role, "Een rol van uw organisatie."), **fields.contact()}


def _own_roles(project: Project) -> list[str]:
    """The roles that the organisation named itself, as the file has them now."""
    text, _ = read_text(project, project.variables_file)
    node = read_mapping("", text)[0] if text else None
    contact = node.items.get("contact") if node else None
    return [one for one in contact.items if one not in Contact.model_fields] if isinstance(contact, Mapping) else []


def _pages(project: Project) -> Iterator[Collection]:
    folders = {path.parent.relative_to(project.docs).as_posix() for path in project.docs.rglob("*.md") if path.is_file()}
    known = {name: at for at, name in enumerate(FOLDERS)}
    for folder in sorted({"" if one == "." else one for one in folders}, key=lambda one: (known.get(one, len(known)), one)):
        label = FOLDERS.get(folder, fields.label(folder))
        place = f"docs/{folder}".rstrip("/")
        name = f"pagina-{folder.replace('/', '-')}".rstrip("-")
        if project.docs / folder == project.revisions:
            yield Collection(REVISIONS, label, PAGE, _of_revision(), place, filter={"field": KIND, "value": REVISION})
            if (project.revisions / OVERVIEW).is_file():
                yield Collection("overzicht-revisies", "Overzicht van de revisies", PAGE, _of_page(), file=f"{place}/{OVERVIEW}")
        else:
            form = _of_paper() if place == f"docs/{PAPERS}".rstrip("/") else _of_page()
            yield Collection(name, label, PAGE, form, place, create=folder.partition("/")[0] not in MADE_OF_DATA)


def _of_page() -> list[Widget]:
    about = fields.named(
        "artikelen",
        "Artikelen op deze pagina",
        "Van elk artikel: de onderwerpen, en de woorden waarmee mensen het zoeken.",
        fields.of_model(ArtikelGegevens, "artikelen"),
        label_singular="artikel",
    )
    return [*_head(), about, _words(), _body()]


def _of_paper() -> list[Widget]:
    hint = "Wanneer dit stuk nodig is, en voor wie. Bij het overzicht van alle stukken blijft dit leeg."
    about = {"name": papers.KEY, "label": "Stuk om in te vullen", "hint": hint, **fields.group(papers.Stuk, papers.KEY)}
    *head, body = _of_page()
    return [*head, about, body]


def _head() -> list[Widget]:
    return [
        {"name": "title", "label": "Titel", "hint": "Wat boven de pagina en in het venster staat.", "widget": "string"},
        {"name": "description", "label": "Samenvatting", "hint": "Eén zin: wat vindt iemand hier?", "widget": "string", "required": False},
    ]


def _words() -> Widget:
    hint = "Gewone woorden waarmee mensen deze pagina zoeken, met een komma ertussen."
    return {"name": "zoekwoorden", "label": "Zoekwoorden", "hint": hint, "widget": "text", "vorm": "woorden", "required": False}


def _body() -> Widget:
    hint = "De tekst zelf, in Markdown. Wat tussen {{ }} staat, vult het handboek in."
    return {"name": "body", "label": "Tekst", "hint": hint, "widget": "tekst"}


def _of_revision() -> list[Widget]:
    found = fields.of_model(RevisionFacts, "revisie")
    labels = {one["name"]: one["label"] for one in _head()}
    return [*({**one, "label": labels.get(one["name"], one["label"])} for one in found), _body()]


def _data(project: Project) -> Iterator[Collection]:
    folder = project.docs / DATA_FOLDER
    files = [path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*.yml")) if path.is_file()]
    order = {name: at for at, name in enumerate(FORMS)}
    for name in sorted(files, key=lambda one: (order.get(one, len(order)), one)):
        if name in MADE:
            continue
        file = f"docs/{DATA_FOLDER}/{name}"
        slug = f"data-{name.removesuffix('.yml').replace('/', '-')}"
        form = FORMS.get(name)
        if form:
            yield Collection(slug, form.label, DATA, _of_data(form), file=file)
        else:
            label = f"Bestand {name.removesuffix('.yml')}"
            told = "Dit bestand heeft geen formulier. Bovenin staat hoe het werkt."
            yield Collection(slug, label, WHOLE, [_whole()], file=file, description=told)


def _of_data(form: Form) -> list[Widget]:
    found = fields.of_model(form.model, form.entry or form.model.__name__.lower())
    if not form.entry:
        return found
    # What it is called tells more than the name that other places use.
    called = next((name for name in ("titel", "naam") if name in form.model.model_fields and not form.alike), fields.NAME)
    summary = f"{{{{fields.{called}}}}}"
    first: dict[str, Any] = {"label_singular": form.entry, "summary": summary, "vorm": "alles", "required": True}
    return [fields.named("alles", form.label, "Klik op een regel om haar te openen.", found, **first)]


def _whole() -> Widget:
    return {
        "name": "tekst",
        "label": "Bestand",
        "hint": "Verander alleen wat achter een dubbele punt of een streepje staat.",
        "widget": "text",
    }
