"""The only module that speaks to MkDocs: builds checked sources strictly, as of a fixed day."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from types import CodeType
from typing import TYPE_CHECKING, Any

import yaml
from jinja2 import BytecodeCache, Environment, FileSystemLoader
from jinja2.bccache import Bucket
from jinja2.utils import LRUCache

from handbook.build import context, page_trees, rendered_pages
from handbook.build.context import Context
from handbook.build.page_trees import NO_TREES, Trees
from handbook.core import handed_out
from handbook.core.errors import Ended
from handbook.core.findings import Finding, render, summary
from handbook.core.project import Project
from handbook.sources.files.text_files import REMEMBERED
from handbook.sources.revisions import Revision

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation


class Refused(Ended):
    """The handbook holds mistakes, so nothing was put in place; `findings` has all of them."""

    exit_code = 1

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__("\n".join((render(findings, "text"), summary(findings))))
        self.findings = findings


@contextmanager
def _fixed_day(revision: Revision) -> Iterator[None]:
    """MkDocs dates its files by this variable (https://reproducible-builds.org/specs/source-date-epoch/)."""
    day = revision.version.day
    before = os.environ.get("SOURCE_DATE_EPOCH")
    os.environ["SOURCE_DATE_EPOCH"] = str(int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()))
    try:
        yield
    finally:
        if before is None:
            del os.environ["SOURCE_DATE_EPOCH"]
        else:
            os.environ["SOURCE_DATE_EPOCH"] = before


class _Templates(FileSystemLoader):
    """Reads the templates of the theme, and lists only our own: of the theme itself nothing is shipped, and it has 14,000 pictures to look through."""

    def list_templates(self) -> list[str]:
        own, *_ = self.searchpath
        return FileSystemLoader(own).list_templates()


class _Compiled(BytecodeCache):
    """The templates as this process compiled them: who builds several texts compiles each template once."""

    def __init__(self) -> None:
        self.held: dict[tuple[str, str], CodeType] = {}

    def get_cache_key(self, name: str, filename: str | None = None) -> str:  # noqa: ARG002 - the checksum of its source tells it apart
        return name

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self.held.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        assert bucket.code
        self.held[bucket.key, bucket.checksum] = bucket.code


_COMPILED = _Compiled()


class _Pages(Environment):
    """In which pages are read: a process compiles a text once, however often it is built with other facts, and parses none of which it has the tree."""

    held: LRUCache = LRUCache(REMEMBERED)

    def __init__(self, trees: Trees, **settings: Any) -> None:
        # Folding what is constant would change the trees, which others read too; a page is filled in once.
        super().__init__(**settings, optimized=False)
        self.trees = trees

    def compile(self, source: Any, *options: Any, **named: Any) -> Any:
        if not isinstance(source, str) or options or named:
            return super().compile(source, *options, **named)
        key = (source, page_trees.parsing(self), self.autoescape)
        code = self.held.get(key)
        if code is None:
            code = self.held[key] = super().compile(self.trees.of(source, self) or source)
        return code


def _lean(environment: Environment) -> Environment:
    """The theme's environment, for pages that take nothing of the theme but templates."""
    assert isinstance(environment.loader, FileSystemLoader)
    environment.loader = _Templates(environment.loader.searchpath)
    environment.bytecode_cache = _COMPILED
    return environment


def _contents(rows: list[Any]) -> object:
    """The contents of a page, as MkDocs makes them of what rendering found."""
    from mkdocs.structure.toc import AnchorLink, TableOfContents

    def link(title: str, id: str, level: int, below: list[Any]) -> AnchorLink:
        made = AnchorLink(title, id, level)
        made.children = [link(*one) for one in below]
        return made

    return TableOfContents([link(*one) for one in rows])


@contextmanager
def _light(complaints: list[str], trees: Trees) -> Iterator[None]:
    """The plugin for macros asks git twelve questions, for a word that no page may use; it compiles, MkDocs renders, and the search divides, every page
    at every build."""
    from material.plugins.search import plugin as search
    from mkdocs.structure.pages import Page
    from mkdocs_macros import context as macros
    from mkdocs_macros import plugin

    from handbook.build.search import sections

    asked, macros.get_git_info = macros.get_git_info, dict
    whole = plugin.Environment  # type: ignore[attr-defined]
    plugin.Environment = partial(_Pages, trees)  # type: ignore[attr-defined, assignment]
    divided, search.Parser = search.Parser, sections.Parser
    render = Page.render
    Page.render = rendered_pages.remembering(render, complaints, _contents)  # type: ignore[method-assign, assignment]
    try:
        yield
    finally:
        macros.get_git_info = asked
        plugin.Environment = whole  # type: ignore[attr-defined]
        search.Parser = divided
        Page.render = render  # type: ignore[method-assign]


class _Complaints(logging.Handler):
    """Keeps what MkDocs and its plugins warn of."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(record.getMessage())


@contextmanager
def _quickly_read() -> Iterator[None]:
    """MkDocs reads its settings with the parser in Python, which takes ten times as long as the one in C for the same values."""
    from mkdocs.config import defaults

    slowly = defaults.get_yaml_loader  # type: ignore[attr-defined]
    defaults.get_yaml_loader = partial(slowly, getattr(yaml, "CLoader", yaml.Loader))  # type: ignore[attr-defined]
    try:
        yield
    finally:
        defaults.get_yaml_loader = slowly  # type: ignore[attr-defined]


@contextmanager
def _at_work(root: Path, facts: Context, trees: Trees = NO_TREES) -> Iterator[list[str]]:
    """MkDocs in the handbook `root` on the day of the newest revision; gives what it complains of. Raises Refused with that where it cannot go on."""
    from mkdocs.exceptions import MkDocsException

    logger = logging.getLogger("mkdocs")
    handler = _Complaints()
    logger.addHandler(handler)
    logger.propagate = False
    try:
        with _fixed_day(facts.revisions[0]), _light(handler.said, trees):
            yield handler.said
    except (MkDocsException, SystemExit) as error:
        raise Refused(_of_another_release(root, handler.said) or [_complaint(said) for said in handler.said or [str(error)]]) from error
    except Exception as error:
        # Words that do not load and templates that fail: MkDocs lets those through as they come.
        if found := _of_another_release(root, [f"{FAILED}: {type(error).__name__}: {error}"]):
            raise Refused(found) from error
        raise
    finally:
        logger.removeHandler(handler)


def _settings(project: Project, facts: Context, built: Path, address: str, *, strict: bool) -> MkDocsConfig:
    """Those of a handbook, with its facts."""
    # Imported here, because it takes longer than a whole check.
    from mkdocs.config import load_config

    with _quickly_read():
        settings = load_config(str(project.config), site_dir=str(built), site_url=address, strict=strict)
    context.hand_over(settings, facts)
    settings.plugins.on_startup(command="build", dirty=False)
    return settings


def _without_search(settings: MkDocsConfig) -> None:
    for name, plugin in settings.plugins.items():
        if name.rpartition("/")[2] == "search":
            plugin.config["enabled"] = False


# Without a repr: it holds the whole handbook.
@dataclass(repr=False)
class Engine:
    """MkDocs as a build leaves it: all that it read, for who makes some pages of it again."""

    settings: MkDocsConfig
    files: Files
    nav: Navigation
    env: Environment

    def again(self, facts: Context, built: Path, paths: Collection[str], trees: Trees) -> bool:
        """Makes the pages `paths` of docs/, parsed as `trees`, once more in the folder `built` and with these facts, as a whole build would; says whether it did.

        It did not where MkDocs warns of anything: then only a whole build can tell. Raises Refused as `run` does. The engine is as it was
        but for these pages, and the index of the search, to which they were added once more.
        """
        from mkdocs.commands import build as mkdocs

        with _at_work(Path(self.settings.config_file_path).parent, facts, trees) as complaints:
            context.hand_over(self.settings, facts)
            self.settings.site_dir = str(built)
            settings = self.settings.plugins.on_config(self.settings)
            pages = [file.page for path in paths if (file := self.files.get_file_from_path(path)) and file.page]
            for page in pages:
                page.file.dest_dir = str(built)
                vars(page.file).pop("abs_dest_path", None)
                mkdocs._populate_page(page, settings, self.files)
            shown = self.files.documentation_pages()
            for page in pages:
                mkdocs._build_page(page, settings, shown, self.nav, self.env)
                page.validate_anchor_links(files=self.files, log_level=settings.validation.links.anchors)
            return len(pages) == len(paths) and not complaints


def run(project: Project, facts: Context, built: Path, address: str, *, searched: bool = True, trees: Trees = NO_TREES) -> Engine:
    """Runs MkDocs in strict mode on the day of the newest revision; raises Refused with its complaints.

    Without `searched` it leaves out the index of the search, which no page shows. Of the pages that are in `trees` nothing is parsed again.
    """
    with _at_work(project.root, facts, trees):
        from mkdocs.commands.build import build as mkdocs_build

        settings = _settings(project, facts, built, address, strict=True)
        if not searched:
            _without_search(settings)
        whole, on_nav, on_env = settings.theme.get_env, settings.plugins.on_nav, settings.plugins.on_env
        on_post_page, sweep = settings.plugins.on_post_page, rendered_pages.sweeping()
        made: list[Engine] = []

        def kept_nav(nav: Navigation, **more: Any) -> Navigation:
            navs.append(on_nav(nav, **more))
            return navs[-1]

        def kept_env(env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
            made.append(Engine(config, files, navs[-1], on_env(env, config=config, files=files) or env))
            return made[-1].env

        def swept(output: str, **more: Any) -> str:
            sweep()
            return on_post_page(output, **more)

        navs: list[Navigation] = []
        settings.theme.get_env = lambda: _lean(whole())  # type: ignore[method-assign]
        settings.plugins.on_nav = kept_nav  # type: ignore[method-assign]
        settings.plugins.on_env = kept_env  # type: ignore[method-assign]
        settings.plugins.on_post_page = swept  # type: ignore[method-assign]
        mkdocs_build(settings)
        _forget(made[-1].files)
        return made[-1]


def _forget(files: Files) -> None:
    """What every page says, which stands in the site now: whoever makes a page again reads it again."""
    for file in files.documentation_pages():
        if file.page:
            file.page.content = file.page.markdown = None


def one(project: Project, facts: Context, built: Path, address: str, path: str) -> None:
    """The page `path` of docs/ alone, as `run` makes it, beside the pictures that it may show; for who writes and looks.

    Links are not held against the other pages, so that a warning stops nothing. Raises Refused with what MkDocs complains of.
    """
    with _at_work(project.root, facts):
        from mkdocs.commands import build as mkdocs
        from mkdocs.structure.files import get_files
        from mkdocs.structure.nav import get_navigation
        from mkdocs.structure.pages import Page

        settings = _settings(project, facts, built, address, strict=False)
        settings = settings.plugins.on_config(settings)
        files = settings.plugins.on_files(get_files(settings), config=settings)
        nav = settings.plugins.on_nav(get_navigation(files, settings), config=settings, files=files)
        file = files.get_file_from_path(path)
        assert file, path
        page = file.page or Page(None, file, settings)
        # MkDocs has no public way to one page; it is pinned, and a test builds a page both ways.
        mkdocs._populate_page(page, settings, files)
        files.copy_static_files()
        env = settings.plugins.on_env(_lean(settings.theme.get_env()), config=settings, files=files)
        mkdocs._build_page(page, settings, files.documentation_pages(), nav, env)


FAILED = "Macro Rendering Error"
"""In what MkDocs says where a word stops while it is printed."""


def _last(said: str) -> str:
    """What a macro met ends with the fence around its traceback."""
    return [line for line in said.strip().splitlines() if line.strip(" `")][-1].strip()


def _of_another_release(root: Path, complaints: list[str]) -> list[Finding]:
    """One finding where code failed that came with another release than runs: nobody needs to look for a mistake of their own."""
    failed, made = next((said for said in complaints if FAILED in said), None), handed_out.other(root)
    if failed is None or made is None:
        return []
    message = f"macros/ en overrides/ komen uit versie {made}, en dit programma is versie {handed_out.version()}. Die twee passen niet bij elkaar: {_last(failed).removeprefix(f'{FAILED}: ')}."
    mend = "Neem over wat veranderde, met: handbook update. Uw tekst, en wat u zelf veranderde, blijft staan."
    return [Finding(handed_out.LINE, None, "BLD002", message, mend)]


def _complaint(said: str) -> Finding:
    """What MkDocs says, in English; the checks before it should have said it better."""
    last = _last(said)
    page = re.search(r"(?:Doc file '|page '|in '|_File_: `)([^'`]+\.md)['`]", said)
    return Finding(
        f"docs/{page[1]}" if page else "mkdocs.yml", None, "BLD001", f"MkDocs kan dit niet bouwen: {last}", "Kijk de laatste wijziging na."
    )
