"""The archive on which access is tested: texts of every status round a built one, as a folder behind the very server of `handbook serve`."""

from __future__ import annotations

import json
import shutil
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from handbook.archive import contacts, distinct_texts, git, history, manifest, root_pages
from handbook.archive.acts import Folder, TakenOff
from handbook.archive.articles_file import ARTIKELEN_JSON
from handbook.archive.contacts import Contacts, Listed, Person, Way
from handbook.archive.editing import Editing, Source
from handbook.archive.history import ARTICLES_JSON
from handbook.archive.manifest import Built, Facts
from handbook.archive.register import Register, Version
from handbook.archive.texts import Texts
from handbook.core import edit_host
from handbook.core.dutch import long_date
from handbook.core.edition import Edition
from handbook.core.project import Project
from handbook.core.version_name import VersionName
from handbook.serve import server
from handbook.serve.draft import Draft, View

EARLIER = {"first": -1035, "gone": -610, "unsure": -518, "corrected": -426, "expired": -304}
"""Days from the built text to those before it."""

AHEAD, TO_COME, SINCE = 61, 19, 21
"""Days from the built text to the next one, to the day on which that was made known, and to the day of the test."""


@dataclass(frozen=True)
class Example:
    """A register, seen from its own day, and the places on it: the names of versions, and days in the form JJJJ-MM-DD."""

    register: Register
    current: str
    expired: str
    future: str
    gone: str
    unsure: str
    before: str

    @property
    def places(self) -> dict[str, str]:
        """What an address may name; `draft` is the folder of the draft."""
        names = ("current", "expired", "future", "gone", "unsure", "before")
        return {"draft": server.DRAFT, **{name: getattr(self, name) for name in names}}


def round_about(site: Path) -> Example:
    """Texts before and after the one built in the folder `site`, with its own facts but for the days."""
    built = _built(json.loads((site / git.RECORD).read_bytes()))
    days = {name: built.geldig_van + timedelta(days=days) for name, days in EARLIER.items()}
    corrected = VersionName(days["corrected"])
    entries = [
        _version(built, VersionName(days["first"]), 1),
        _version(built, VersionName(days["gone"]), 2, gone=True),
        _version(built, VersionName(days["unsure"]), 3, known=days["unsure"] + timedelta(days=44)),
        _version(built, corrected, 4),
        _version(built, corrected.next, 5, aard="redactioneel"),
        _version(built, VersionName(days["expired"]), 6),
        _version(built, built.name, 7),
        _version(built, VersionName(built.geldig_van + timedelta(days=AHEAD)), 8, known=built.geldig_van + timedelta(days=TO_COME)),
    ]
    newest_first = tuple(sorted(entries, key=lambda entry: entry.version, reverse=True))
    return Example(
        Register(newest_first, built.geldig_van + timedelta(days=SINCE)),
        current=built.versie,
        expired=str(days["expired"]),
        future=str(newest_first[0].version),
        gone=str(days["gone"]),
        unsure=str(days["unsure"] + timedelta(days=19)),
        before=str(days["first"] - timedelta(days=1)),
    )


def _built(record: Mapping[str, Any]) -> Built:
    """The facts of the built text; those of a draft, which has none yet, are made up as all the others here are."""
    first = date.fromisoformat(record["ingangsdatum"])
    draft = {
        "versie": record["versie"],
        "geldig_van": first,
        "vastgesteld": first,
        "vastgesteld_door": "het bestuur",
        "bekendgemaakt": first,
        "aard": "materieel",
        "toelichting": None,
        "evaluatie": first,
        "werkgever": "de werkgever",
        "adres": "https://handboek.example/",
        "besluiten": (),
    }
    return Built.model_validate(record["revisie"] or draft)


def _version(built: Built, name: VersionName, sequence: int, *, known: date | None = None, gone: bool = False, **more: Any) -> Version:
    """A version with the facts of the built one, made known ten days before its first day where `known` says nothing else."""
    known = known or name.day - timedelta(days=10)
    days = {"geldig_van": name.day, "vastgesteld": known - timedelta(days=5), "bekendgemaakt": known}
    moment = {"schema": manifest.FACTS_SCHEMA, "volgnummer": sequence, "gepubliceerd": known, "vorige": None}
    facts = Facts.model_validate({**manifest.plain(built), **days, **moment, "versie": str(name), **more})
    why = {"reden": "Er stond de naam van een klant in.", "door": "de directie", "vraag": "Afdeling HR, hr@handboek.example"}
    measure = {"wat": "alles", "datum": name.day + timedelta(days=61), **why}
    left = {"schema": 1, "versie": str(name), "handbook": "0.4.0", "maatregelen": [measure], "anders": {}, "weg": []}
    folder = Folder(facts, taken_off=TakenOff.model_validate(left) if gone else None)
    print_ = manifest.sha256(str(name).encode())
    # As git would have it: no two texts have the same.
    return Version.of(folder, print_, print_[:40])


def write(root: Path, register: Register, site: Path, versions: Mapping[str, str]) -> None:
    """The register in `root`, and of the versions named their folders, drawn from `site`, whose own version is the value."""
    shell = (site / "404.html").read_text("utf-8")
    pages = root_pages.render(register, shell, [""], alias=Edition().alias, kept=_kept(register), edit=_edit(site))
    pages[ARTICLES_JSON] = _history(register, site)
    pages["regime.json"] = manifest.canonical(register.data({path: manifest.sha256(data) for path, data in pages.items()}))
    for name, data in pages.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(data)
    for version, drawn_from in versions.items():
        shutil.copytree(site, root / version)
        own, other = (long_date(VersionName.parse(one).day) for one in (drawn_from, version))
        for path in [*(root / version).rglob("*.html"), root / version / git.RECORD]:
            path.write_text(path.read_text("utf-8").replace(drawn_from, version).replace(own, other), "utf-8")


def _history(register: Register, site: Path) -> bytes:
    """Which versions touched each article of the built `site`: the first made it, and two later ones changed it."""
    articles = json.loads((site / ARTIKELEN_JSON).read_bytes())["artikelen"]
    readable = sorted(str(entry.version) for entry in register.entries if not entry.taken_off)
    kinds = dict(zip(dict.fromkeys((readable[0], *readable[-2:])), (["nieuw"], ["gewijzigd", "vernummerd"], ["gegeven"]), strict=False))

    def row(version: str, article: Mapping[str, Any]) -> dict[str, Any]:
        place = {"nummer": article["nummer"], "titel": article["titel"], "adres": f"{version}/{article['adres']}"}
        return {"versie": version, **place, "soort": kinds[version]}

    listed = {one["id"]: {"titel": one["titel"], "versies": [row(version, one) for version in kinds]} for one in articles}
    changed = f"{len(articles)} artikelen gewijzigd"
    held = {name: {"van": readable[at - 1] if at else None, "samenvatting": changed if at else ""} for at, name in enumerate(readable)}
    return manifest.canonical({"schema": 1, "versies": held, "artikelen": listed})


def _kept(register: Register) -> Contacts | None:
    """Contacts that are kept up to date, of each kind that the page at the root can show."""
    telephone = Way(tekst="010 123 45 67", naar="tel:0101234567", erachter=", toestel 12")
    mail = Way(tekst="hr@handboek.example", naar="mailto:hr@handboek.example", erachter="")
    people = (
        Person(naam="Afdeling HR", bij=None, wegen=(telephone, mail), wanneer=("Op werkdagen van 9 tot 17 uur",)),
        Person(naam="Bureau Elders", bij="Extern: werkt niet bij de werkgever", wegen=(mail,), wanneer=()),
    )
    return contacts.updated(None, [Listed(rol="hr", waarvoor="Vragen over het protocol", mensen=people)], register.day, "0" * 40)


def _edit(site: Path) -> Editing:
    """Where each page of the built `site` could be changed, at a host that opens a file at its line."""
    host = edit_host.EditHost("gitlab", "https://git.handboek.example/hr/handboek", edit_host.MAIN)
    listed = json.loads((site / git.RECORD).read_bytes())["paginas"]
    pages = {
        page["url"]: Source(
            titel=page["titel"],
            bestand=f"docs/{path}",
            naar=host.edit(f"docs/{path}"),
            artikelen={id_: 10 + 12 * at for at, id_ in enumerate(page["artikelen"])},
        )
        for path, page in listed.items()
    }
    return Editing(schema=1, bron="0" * 40, regel=host.line, paginas=pages, oud={}, opvolgers={})


def draw(root: Path, example: Example, site: Path) -> None:
    """The whole archive in the fresh folder `root`; every text is that of the built `site`. The draft is for the caller to put beside it."""
    root.mkdir(parents=True)
    entries = example.register.entries
    write(root, example.register, site, {str(e.version): example.current for e in entries if not e.taken_off})
    _older(root / example.expired / ARTIKELEN_JSON)
    _read(root, example.register, VersionName.parse(example.current))
    for entry in entries:
        if entry.taken_off:
            (root / str(entry.version)).mkdir()
            (root / str(entry.version) / "index.html").write_bytes(notice(entry))


def _read(root: Path, register: Register, version: VersionName) -> None:
    """The page that shows what the version changed, and all texts to search, made of the folders in `root`."""
    folders = _Folders(root, register)
    texts = Texts(folders)
    told = history.tell(folders, register, texts=texts)
    found = distinct_texts.gather(register, texts, told)
    shell = (root / str(version) / "404.html").read_text("utf-8")
    made = root_pages.render(register, shell, alias=Edition().alias, told=told, found=found)
    for path in (history.page_of(version), distinct_texts.LIST_JSON, *found.by_year):
        (root / path).write_bytes(made[path])


@dataclass(frozen=True)
class _Folders:
    """Answers as a repository does that is asked for a file in a version's folder."""

    root: Path
    register: Register

    def read(self, spec: str) -> bytes | None:
        """The file `TREE:path`."""
        tree, _, path = spec.partition(":")
        name = next(entry.version for entry in self.register.entries if entry.tree == tree)
        file = self.root / str(name) / path
        return file.read_bytes() if file.is_file() else None


def _older(path: Path) -> None:
    """Makes the articles in the file otherwise than those of the text after it, so that there is something to compare: words, a paragraph, a title, articles."""
    data = json.loads(path.read_bytes())
    articles = data["artikelen"]
    for article, change in zip(articles, (_words, _shorter, _titled), strict=False):
        change(article)
    data["artikelen"] = [*articles[:-1], _gone(articles[-1])]
    path.write_bytes(manifest.canonical(data))


def _gone(last: dict[str, Any]) -> dict[str, Any]:
    """An article that the text of now does not have, in the place of its last one, which the older text does not have."""
    said = "Wie een bericht schrijft over een beurs of congres, leest het eerst hardop voor aan twee collega's van een andere afdeling."
    place = f"{last['adres'].partition('#')[0]}#hardop-voorlezen"
    part = {"soort": "lid", "nummer": None, "titel": None, "adres": place, "raad": False}
    part |= {"html": f"<p>{said}</p>", "sha256": manifest.sha256(said.encode())}
    return {**last, "id": "hardop-voorlezen", "titel": "Eerst hardop voorlezen", "adres": place, "delen": [part]}


def _words(article: dict[str, Any]) -> None:
    for part in article["delen"]:
        part["html"] = part["html"].replace("<p>", "<p>Als regel: ", 1)


def _shorter(article: dict[str, Any]) -> None:
    del article["delen"][-1]


def _titled(article: dict[str, Any]) -> None:
    article["titel"] += " en meer"


def notice(entry: Version, base: str = "/") -> bytes:
    """The page in the place of the version's text, which was taken off the site; `base` is the path of the handbook's address."""
    assert entry.taken_off
    facts = Facts.model_construct(werkgever=entry.employer, versie=str(entry.version), geldig_van=entry.day)
    return root_pages.notice(facts, entry.taken_off, base)


@dataclass(frozen=True)
class Archive:
    """The archive as a folder, as a web server would have it, the address at which it is served, and the day that it is there."""

    root: Path
    address: str
    day: date


class _Kept(server.Handler):
    """The server's own, but the browser may keep styles and scripts, which nobody changes meanwhile: to fetch and read them for each page took a quarter of a visit."""

    def end_headers(self) -> None:
        if self.path.partition("?")[0].endswith((".css", ".js")):
            self.replaced = {**self.replaced, "Cache-Control": "max-age=3600"}
        super().end_headers()


@contextmanager
def served(root: Path, day: date) -> Iterator[Archive]:
    """The folder that `draw` filled on `day`, with all the headers of the server but for how long a browser may keep styles and scripts."""
    # Never built here: the draft is in the folder already, and nobody changes its sources.
    draft = Draft(Project(root, root / Edition().variables), root / server.DRAFT, lambda _: None)
    draft.view = View("gebouwd", root / server.DRAFT, (), True)
    running = server.Server((server.HOST, 0), _Kept)
    running.site = server.ServedSite(server.Folder(root.resolve()), draft)
    threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True).start()
    try:
        yield Archive(root, f"http://{server.HOST}:{running.server_port}/", day)
    finally:
        draft.stop()
        running.shutdown()
        running.server_close()
