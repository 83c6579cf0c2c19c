"""Keeps the draft at /concept/ up to date: builds on the side what was saved, and reloads the open pages."""

from __future__ import annotations

import os
import re
import secrets
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from filecmp import cmp
from html import escape
from pathlib import Path
from urllib.parse import quote

from handbook.core import page_marks
from handbook.core.project import Project
from handbook.serve.builder import UNEXPLAINED, Builder
from handbook.serve.watching import PASSING, Look, Watching
from handbook.serve.worker import FIRST

SCRIPT_ADDRESS = "/_handboek/herladen.js"
STYLE_ADDRESS = "/_handboek/melding.css"
ICON_ADDRESS = "/_handboek/icoon.svg"
EVENTS_ADDRESS = "/_handboek/veranderd"

TRACEBACK = "Traceback (most recent call last):"
"""How Python begins to tell of what nobody foresaw."""

OF_PROGRAMS = (".json", ".xml", ".gz")
"""Files that a page does not show until somebody asks for them."""

MANY = 50
"""Names that an open page is told; where more pages changed, all of them are renewed."""

FEW = 5
"""Pages that are made alone: more of them take about as long as everything."""

PING = 15.0
"""Seconds after which a silent connection is tried, to notice readers that left."""

FINDING = re.compile(r"(?P<where>.+?): (?P<warns>waarschuwing: )?(?P<sentence>.+) \[(?P<code>[A-Z]{3}\d{3})\]")
"""A line as handbook.finding renders it."""

SCRIPT = b"""\
// Renews this page when the draft changes; part of `handbook serve`, never of a published version.
(() => {
  "use strict";
  let { bouw } = document.currentScript.dataset;
  const { wacht } = document.currentScript.dataset;
  const here = decodeURI(location.pathname).replace(/^[/][^/]*[/]/, "").replace(/(^|[/])$/, "$1index.html");
  const place = "handboek:" + location.pathname;
  let source = null;

  const renew = () => {
    if (wacht === undefined) sessionStorage.setItem(place, String(window.scrollY));
    // The browser's own memory forgets the place when a page that waits stood here in between.
    history.scrollRestoration = "manual";
    location.reload();
  };
  const listen = () => {
    if (source || document.hidden) return;
    source = new EventSource("EVENTS");
    source.onmessage = (event) => {
      // What the pages are now, and what they were before only the pages with these names became otherwise.
      const [state, before, ...names] = event.data.split(" ");
      if (state !== bouw && (before !== bouw || names.includes(encodeURI(here)))) renew();
      bouw = state;
    };
    source.onerror = () => {
      // The browser tries again by itself, unless it gave up.
      if (source && source.readyState === EventSource.CLOSED) { rest(); setTimeout(listen, 1000); }
    };
  };
  const rest = () => {
    if (source) source.close();
    source = null;
  };
  // A browser holds six connections to one address: a tab that nobody sees gives its own back.
  document.addEventListener("visibilitychange", () => (document.hidden ? rest() : listen()));
  listen();

  const back = () => {
    if (wacht !== undefined) return;
    const y = sessionStorage.getItem(place);
    sessionStorage.removeItem(place);
    if (y !== null) window.scrollTo({ top: Number(y), behavior: "instant" });
    // Not at once: the browser would still bring its own memory.
    setTimeout(() => { history.scrollRestoration = "auto"; }, 500);
  };
  if (document.readyState === "complete") back();
  else window.addEventListener("load", back);
})();
""".replace(b"EVENTS", EVENTS_ADDRESS.encode())

# In px, because the theme changes the size of a rem.
STYLE = b"""\
.hb-melding, .hb-pagina { font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; color: #1c1b1f; }
.hb-melding *, .hb-pagina * { box-sizing: border-box; }
.hb-melding { position: fixed; inset: auto 0 0 0; z-index: 1000; max-height: 45vh; overflow: auto; overscroll-behavior: contain;
  background: #fff; border-top: 5px solid #b3261e; box-shadow: 0 -6px 24px rgb(0 0 0 / 30%); }
.hb-melding details { max-width: 1000px; margin: 0 auto; padding: 0 20px 6px; }
.hb-melding summary { position: sticky; top: 0; padding: 12px 0; background: #fff; cursor: pointer; font-weight: 700; font-size: 18px; color: #8c1d18; }
.hb-melding summary:focus-visible { outline: 3px solid #8c1d18; outline-offset: -3px; }
body:has(.hb-melding) { padding-bottom: 45vh; }
.hb-melding p, .hb-pagina p { margin: 0 0 12px; }
.hb-punten { list-style: none; margin: 0 0 12px; padding: 0; }
.hb-punten li { margin: 0 0 8px; padding: 8px 12px; background: #fdf1f0; border-left: 4px solid #b3261e; border-radius: 0 4px 4px 0; overflow-wrap: anywhere; }
.hb-punten b { display: block; font: 600 14px/1.4 ui-monospace, "DejaVu Sans Mono", monospace; color: #8c1d18; }
.hb-punten .hb-let-op { background: #fff7e0; border-left-color: #b26a00; }
.hb-punten .hb-let-op b { color: #7a4a00; }
.hb-punten small { font-size: 13px; color: #5f5b66; white-space: nowrap; }
html:has(.hb-pagina) { background: #eef1f5; }
.hb-pagina { margin: 0; padding: 24px 16px; }
.hb-pagina main { max-width: 680px; margin: 6vh auto 0; padding: 28px; background: #fff; border-top: 5px solid #1f4e79; border-radius: 4px; box-shadow: 0 2px 12px rgb(0 0 0 / 12%); }
.hb-pagina.hb-fout main { border-top-color: #b3261e; }
.hb-pagina h1 { margin: 0 0 12px; font-size: 26px; line-height: 1.25; }
.hb-pagina a { color: #1f4e79; }
.hb-pagina progress { display: block; width: 100%; height: 8px; margin: 20px 0; accent-color: #1f4e79; }
.hb-pagina code { font: 15px/1.4 ui-monospace, "DejaVu Sans Mono", monospace; }
@media print { .hb-melding { display: none; } body:has(.hb-melding) { padding-bottom: 0; } }
"""


ICON = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><path fill="#1f4e79" d="M2 2h12v12H2z"/></svg>\n'
"""For pages of the server itself: without one a browser asks for /favicon.ico, which no handbook has."""


@dataclass(frozen=True)
class View:
    """What a reader of the draft gets: the last site that was right, and what is wrong with the files now.

    Where `site` has only pages that were made alone, everything else is in `rest`.
    `state` differs from that of every other view, also of a server that ran before; `ready` is False until the first build ended.
    Since the view with the state `before` only the pages `names` changed, by their files in the site; without it, anything may have.
    """

    state: str
    site: Path | None = None
    wrong: tuple[str, ...] = ()
    ready: bool = False
    before: str = ""
    names: tuple[str, ...] = ()
    rest: Path | None = None

    def file(self, name: str) -> Path | None:
        """Where the file `name` of what is shown stands; None where there is none."""
        return next((place / name for place in (self.site, self.rest) if place and (place / name).is_file()), None)

    @property
    def told(self) -> str:
        """What an open page hears of it."""
        return " ".join((self.state, *([self.before, *map(quote, self.names)] if self.before else [])))


class Draft:
    """Shows what was saved: its pages at once where they can be made alone, and then everything, as a whole build makes it."""

    def __init__(self, project: Project, folder: Path, say: Callable[[str], None]) -> None:
        self._project, self._folder, self._say = project, folder, say
        self._stopped = threading.Event()
        self._watching, self._builder = Watching(project), Builder(project)
        self._changed = threading.Condition()
        self._processes: set[subprocess.Popen[str]] = set()
        self._run = secrets.token_hex(4)
        self._count = 0
        self._wanted: Look | None = None
        self._built: Look | None = None
        self._right: tuple[Look, Path] | None = None
        """The files of the last build that went well, and its site."""
        self._shown_before: Path | None = None
        self._threads = [threading.Thread(target=work, name="concept", daemon=True) for work in (self._watch, self._keep_up)]
        self.view = View(f"{self._run}-0")

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Ends the build that runs and lets go of everybody who waits; the folder is free after this."""
        with self._changed:
            self._stopped.set()
            self._watching.stop()
            for process in [one for one in self._processes if one.poll() is None]:
                # The command may have started programs of its own.
                with suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGKILL)
            self._changed.notify_all()
        self._builder.stop()
        for thread in [one for one in self._threads if one.is_alive()]:
            thread.join()

    def states(self) -> Iterator[str | None]:
        """What an open page hears, of the view now and of every later one; None where nothing happened for a while."""
        known: View | None = None
        while not self._stopped.is_set():
            news = self._news(known)
            known = news or known
            yield news.told if news else None

    def _news(self, known: View | None) -> View | None:
        """The view as soon as it is another than `known`, None where that takes long."""
        with self._changed:
            there = self._changed.wait_for(lambda: self._stopped.is_set() or (self.view.ready and self.view is not known), PING)
            return self.view if there and not self._stopped.is_set() else None

    def _watch(self) -> None:
        for look in self._watching.looks():
            with self._changed:
                self._wanted = look
                self._changed.notify_all()
            self._hurry()

    def _hurry(self) -> None:
        """Breaks off the rest of a build once its pages are shown and others were saved: those come first."""
        if self._is_first and self._news_of_files() and self._saved(self._wanted or {}):
            self._builder.hurry()

    def _keep_up(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._stopped.is_set() or self._news_of_files())
                self._built = look = self._wanted
            if look is None or self._stopped.is_set():
                return
            self._build(look)

    def _news_of_files(self) -> bool:
        """Whether the files are otherwise than in the build that runs or ran last."""
        wanted, built = self._wanted, self._built
        return wanted is not None and (built is None or self._counting(wanted) != self._counting(built))

    def _counting(self, look: Look) -> Look:
        """Without the files that pass; but where something is wrong now, such a file may be what is wrong."""
        return look if self.view.wrong else {path: facts for path, facts in look.items() if not PASSING.search(path.name)}

    def _saved(self, look: Look) -> list[str]:
        """The pages that were saved since the last build that went well, by their paths below docs/; none where anything else was, or much."""
        if self._right is None:
            return []
        before, now = self._counting(self._right[0]), self._counting(look)
        other = [path for path in before.keys() | now.keys() if before.get(path) != now.get(path)]
        docs, revisions = self._project.docs, self._project.revisions
        # A revision is told of on every page.
        pages = [path for path in other if path in before and path in now and path.suffix == ".md" and docs in path.parents]
        return (
            sorted(p.relative_to(docs).as_posix() for p in pages if revisions not in p.parents) if len(other) == len(pages) <= FEW else []
        )

    def _build(self, look: Look) -> None:
        """One build of the files as `look` has them; shows its site, or what is wrong beside the site that stands."""
        self._count += 1
        start = time.monotonic()
        found = self._builder.build(self._folder / str(self._count), self._saved(look), self._show_first)
        lines = found.said if found else ()
        if (
            self._stopped.is_set()
            or found is None
            or (TRACEBACK in lines and self._counting(self._watching.look()) != self._counting(look))
        ):
            # A file that went while it was read is nobody's mistake: the next build reads the files as they are now.
            return
        told = tuple(line for line in lines if FINDING.fullmatch(line))
        if found.code == 0:
            seconds = f"{time.monotonic() - start:.1f}".replace(".", ",")
            self._tell(*told, f"Het concept is gebouwd in {seconds} s.")
            names = _otherwise(self.view, found.site) if self._is_first else None
            self._right = look, found.site
            self._show(found.site, (), names)
        else:
            # No findings: the command says why it could not work, or has a mistake of its own.
            wrong = tuple(line for line in lines if line.strip()) or UNEXPLAINED
            self._tell("Het concept kan niet worden gebouwd:", *wrong)
            self._show(self._right[1] if self._right else None, wrong)
        self._clear()

    @property
    def _is_first(self) -> bool:
        """Whether what is shown holds pages that were made alone, by the build that runs."""
        site = self.view.site
        return site is not None and site == self._folder / str(self._count) / FIRST

    @property
    def number(self) -> int:
        """How many builds there were: what was made of the files before the last one may be old."""
        return self._count

    def run(self, *arguments: str) -> tuple[int, str, str]:
        """Exit code, output and errors of a command of the handbook on this project, in a process that ends with the server."""
        command = [sys.executable, "-m", "handbook", *arguments]
        if self._project.edition.name:
            command += ["--edition", self._project.edition.name]
        if self._project.variables_file != self._project.root / self._project.edition.variables:
            command += ["--variables", str(self._project.variables_file)]
        with self._changed:
            if self._stopped.is_set():
                return 1, "", ""
            # A session of its own: Ctrl+C in the terminal is for us, and we end the build.
            process = subprocess.Popen(
                command,
                cwd=self._project.root,
                env=os.environ | {"PYTHONUTF8": "1"},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
                encoding="utf-8",
                errors="replace",
                start_new_session=True,
            )
            self._processes.add(process)
        out, err = process.communicate()
        with self._changed:
            self._processes.discard(process)
        return process.returncode, out, err

    def _show_first(self, site: Path) -> None:
        """Shows saved pages before the rest; what was wrong stays so until everything was looked at."""
        self._show(site, self.view.wrong)
        self._hurry()

    def _show(self, site: Path | None, wrong: tuple[str, ...], names: tuple[str, ...] | None = None) -> None:
        with self._changed:
            old = self.view
            if old.ready and old.site == site and old.wrong == wrong:
                return
            before = old.state if names is not None and old.wrong == wrong else ""
            alone = site is not None and site.name == FIRST
            rest = self._right[1] if alone and self._right else None
            self.view = View(f"{self._run}-{self._count}{'e' if alone else ''}", site, wrong, True, before, names or (), rest)
            self._shown_before = old.site
            self._changed.notify_all()

    def _clear(self) -> None:
        """Takes away what no view has any more; after a whole build, because who saved a page would wait for it."""
        # The site before this one stays: somebody may be reading from it. So does the one with which the next pages are made.
        kept = {one.parent for one in (self.view.site, self._shown_before, self._right and self._right[1]) if one}
        for folder in [path for path in self._folder.iterdir() if path not in kept]:
            shutil.rmtree(folder, ignore_errors=True)

    def _tell(self, *lines: str) -> None:
        # A terminal that was closed is no reason to stop keeping up.
        with suppress(OSError):
            self._say("\n".join(lines))


def _otherwise(before: View, site: Path) -> tuple[str, ...] | None:
    """The pages that read otherwise in `site` than was shown; None where anything else that a page shows does."""
    differing = []
    for file in sorted(path for path in site.rglob("*") if path.is_file()):
        name = file.relative_to(site).as_posix()
        known = before.file(name)
        if known is None or not cmp(known, file, shallow=False):
            differing.append(name)
    shown = [name for name in differing if not name.endswith(OF_PROGRAMS)]
    return tuple(shown) if all(name.endswith(".html") for name in shown) and len(shown) <= MANY else None


def insert(html: bytes, view: View, form: str = "", compared: str = "", report: str = "") -> bytes:
    """The page with the script that renews it, with what is wrong now, and in its banner links to the addresses `form`, `report` and `compared`, each where it is there; the rest stays as built."""
    added = _script(view)
    told = report and f'<a href="{report}">Wat verandert er?</a>'
    ways = " · ".join(
        f'<span class="post">{way}</span>'
        for way in (form and _to_form(form), told, compared and f'<a href="{compared}">Vergelijk versies</a>')
        if way
    )
    if ways:
        html = re.sub(
            page_marks.DRAFT.encode(),
            lambda m: m[1] + f' <span class="wegen">{ways}</span>'.encode(),
            html,
            count=1,
            flags=re.DOTALL,
        )
    if view.wrong:
        title = "Het concept kan nu niet worden gebouwd"
        added = (
            f'<link rel="stylesheet" href="{STYLE_ADDRESS}">\n<aside class="hb-melding" role="alert" lang="nl"><details open><summary>{title}</summary>\n'
            f"<p>U ziet het laatste concept dat klopte. Deze pagina ververst vanzelf als het weer klopt.</p>\n{points(view.wrong)}</details></aside>\n{added}"
        )
    return _at_end(html, added)


def renewing(html: bytes, view: View) -> bytes:
    """A page of the server itself with the script that renews it."""
    return _at_end(html, _script(view))


def _at_end(html: bytes, added: str) -> bytes:
    end = html.rfind(b"</body>")
    return (html + added.encode()) if end < 0 else html[:end] + added.encode() + html[end:]


def _to_form(address: str) -> str:
    return f'<a href="{address}">Vul uw gegevens in</a>'


def way_to_form(address: str) -> str:
    """A paragraph that leads to the form; nothing where there is none."""
    return f"<p>{_to_form(address)}</p>\n" if address else ""


def instead(view: View, form: str = "") -> bytes:
    """The page where no draft can be shown yet, with a link to the address `form`."""
    if view.ready:
        body = f"<p>Los deze punten op. Deze pagina ververst dan vanzelf.</p>\n{points(view.wrong)}"
        return page(
            "Het concept kan nog niet worden gebouwd",
            f'{body}<p><a href="/">Naar de gepubliceerde versies</a></p>\n{way_to_form(form)}{_script(view, waits=True)}',
            wrong=True,
        )
    body = "<p>Dat duurt een paar seconden. Daarna verschijnt het hier vanzelf.</p>\n<progress>bezig</progress>\n"
    again = '<noscript><meta http-equiv="refresh" content="2"></noscript>\n'
    return page("Het concept wordt gebouwd", body + _script(view, waits=True), head=again)


def page(title: str, body: str, *, head: str = "", wrong: bool = False) -> bytes:
    """A page of the server itself; `body` and `head` are HTML."""
    kind = "hb-pagina hb-fout" if wrong else "hb-pagina"
    return (
        '<!doctype html>\n<html lang="nl">\n<head>\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="robots" content="noindex">\n<title>{escape(title)}</title>\n<link rel="icon" href="{ICON_ADDRESS}">\n<link rel="stylesheet" href="{STYLE_ADDRESS}">\n{head}</head>\n'
        f'<body class="{kind}">\n<main>\n<h1>{escape(title)}</h1>\n{body}</main>\n</body>\n</html>\n'
    ).encode()


def points(lines: tuple[str, ...]) -> str:
    """Findings as a list, those that stop the build first, and what else was said below it."""
    found = sorted((match for match in map(FINDING.fullmatch, lines) if match), key=lambda m: bool(m["warns"]))
    items = "".join(_point(m) for m in found)
    rest = "".join(f"<p>{escape(line)}</p>\n" for line in lines if not FINDING.fullmatch(line))
    return (f'<ul class="hb-punten">\n{items}</ul>\n' if items else "") + rest


def _point(m: re.Match[str]) -> str:
    kind, note = (' class="hb-let-op"', " · waarschuwing") if m["warns"] else ("", "")
    return f"<li{kind}><b>{escape(m['where'])}{note}</b> {escape(m['sentence'])} <small>{m['code']}</small></li>\n"


def _script(view: View, *, waits: bool = False) -> str:
    return f'<script src="{SCRIPT_ADDRESS}" data-bouw="{view.state}"{" data-wacht" if waits else ""} defer></script>\n'
