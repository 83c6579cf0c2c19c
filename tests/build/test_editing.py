"""Which file and line is behind every page and article; that a version holds nothing of the host, and a draft leads there by itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from handbook.archive.editing import Editing
from handbook.build import build, editing
from handbook.core.project import Project
from tests.support.handbooks import SAMPLE, TINY, draw

HOST = "git.proefhuis.test"
AT = f"https://{HOST}/hr/handboek"


def hosted(root: Path, of: Path = TINY) -> Project:
    """A handbook of which the text is edited at a GitLab of its own."""
    draw(root, of=of)
    file = root / "variables.yml"
    file.write_text(
        file.read_text("utf-8").replace("  aanspreekvorm: u\n", f'  aanspreekvorm: u\n  wijzigen: "{AT}/-/tree/main"\n'), "utf-8"
    )
    return Project.find(root)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Editing]:
    root = tmp_path_factory.mktemp("wijzigen") / "h"
    found = editing.in_folder(hosted(root, SAMPLE), "a" * 40, "beleid/")
    assert found
    return root, found


def test_every_article_leads_to_the_line_of_its_heading(told: tuple[Path, Editing]) -> None:
    root, found = told
    assert found.regel == "#L"
    articles = {(page.bestand, id_, line) for page in found.paginas.values() for id_, line in page.artikelen.items()}
    assert len(articles) > 10
    for file, id_, line in articles:
        assert f"{{#{id_}}}" in (root / file.removeprefix("beleid/")).read_text("utf-8").split("\n")[line - 1]
    page = found.paginas["regels/vertrouwelijk/"]
    assert page.naar == f"{AT}/-/edit/main/beleid/docs/regels/vertrouwelijk.md"


def test_a_page_made_of_data_names_its_file_and_one_made_of_all_pages_has_none(told: tuple[Path, Editing]) -> None:
    pages = told[1].paginas
    assert "a-z/" not in pages
    assert [*pages["bronnen/"].ook] == ["beleid/docs/gegevens/bronnen.yml"]
    aids = [name for page in pages.values() for name in page.ook if "keuzehulp" in name]
    assert aids
    named = {name for page in pages.values() for name in page.ook}
    assert not [name for name in named if not (told[0] / name.removeprefix("beleid/")).is_file()]


def test_what_went_leads_to_what_took_its_place(told: tuple[Path, Editing]) -> None:
    found = told[1]
    there = {id_ for page in found.paginas.values() for id_ in page.artikelen}
    assert found.opvolgers
    assert {*found.opvolgers.values()} <= there and not {*found.opvolgers} & there
    assert {*found.oud.values()} <= found.paginas.keys()


def test_no_byte_of_a_version_names_the_host_and_a_draft_leads_there(tmp_path: Path) -> None:
    project = hosted(tmp_path / "h")
    build.build(project, tmp_path / "site")
    assert not [path for path in (tmp_path / "site").rglob("*") if path.is_file() and HOST.encode() in path.read_bytes()]
    build.build(project, tmp_path / "concept", draft=True)
    page = LexborHTMLParser((tmp_path / "concept/regels/index.html").read_bytes())
    links = {str(one.attributes["href"]): one for one in page.css(f'a[href*="{HOST}"]')}
    line = (tmp_path / "h/docs/regels.md").read_text("utf-8").split("\n").index("## {{ artikel('doel') }} Doel {#doel}") + 1
    assert [*links] == [f"{AT}/-/edit/main/docs/regels.md#L{line}", f"{AT}/-/edit/main/docs/regels.md"]
    first, last = links.values()
    assert (first.attributes["aria-label"], first.text()) == ("Wijziging voorstellen in artikel 1.1", "")
    assert last.text() == "Wijziging voorstellen"
