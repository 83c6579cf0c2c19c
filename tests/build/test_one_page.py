"""One page built alone reads as it does in the whole site, and a page that may not be built runs nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from handbook.build import one_page
from handbook.build.engine import Refused
from handbook.core.project import Project
from handbook.serve.preview import Preview

PAGE = "regels/omgang.md"


def told(html: str) -> list[str]:
    """What the page says, part by part, without what tells a draft from a version: whether it applies, and how it is cited."""
    article = LexborHTMLParser(html).css_first("article")
    assert article
    for extra in article.css(".stand, [data-van-de-pagina]"):
        extra.decompose()
    return [" ".join(node.text().split()) for node in article.css("h1, h2, li, article > p, .admonition, details, td")]


def test_a_page_alone_reads_as_in_the_site(sample: Path, sample_site: Path) -> None:
    alone = told(one_page.shown(Project.find(sample), PAGE))
    assert alone == told((sample_site / "regels/omgang/index.html").read_text("utf-8"))
    assert any(line.startswith("Artikel ") for line in alone) and len(alone) > 20
    assert "{{" not in " ".join(alone)


@pytest.fixture
def preview(sample: Path) -> Preview:
    return Preview(Project.find(sample))


def test_what_was_typed_is_shown_in_the_page_of_the_draft_and_saved_nowhere(preview: Preview, sample: Path, sample_site: Path) -> None:
    file = sample / "docs" / PAGE
    text = file.read_text("utf-8")
    try:
        made = preview.make(PAGE, text.replace("als aan tafel", "als bij {{ werkgever.naam }}"))
        refused = preview.make(PAGE, f"{text}\n{{{{ werkgever.naam.__class__ }}}}\n")
    finally:
        preview.stop()
    shell = (sample_site / "regels/omgang/index.html").read_bytes()
    shown = preview.within(str(made["nummer"]), shell)
    assert shown and "als bij Proefhuis B.V." in shown.decode() and shown[:500] == shell[:500]
    assert preview.within("99", shell) is None
    assert "nummer" not in refused and "SJB" in str(refused["punten"]) and f"docs/{PAGE}:" in str(refused["punten"])
    assert file.read_text("utf-8") == text


def test_a_page_with_a_mistake_is_refused_with_its_own_mistakes_first(sample: Path, tmp_path: Path) -> None:
    from tests.support.handbooks import SAMPLE, draw

    root = draw(tmp_path, {f"docs/{PAGE}": "+\n{% for x in y %}\n", "docs/doel.md": "+\n{{ weg }}\n"}, SAMPLE)
    with pytest.raises(Refused) as problem:
        one_page.shown(Project.find(root), PAGE)
    assert problem.value.findings[0].file == f"docs/{PAGE}"


def test_what_mkdocs_complains_of_is_told_of_a_page_alone_too(tmp_path: Path) -> None:
    """Past the checks, which would have said it better: a word that stops while it is printed."""
    from handbook.build import engine
    from handbook.build.context import Context
    from handbook.sources import read
    from tests.support.handbooks import draw

    project = Project.find(draw(tmp_path / "h", {"docs/index.md": "+\n\n{{ 1 / 0 }}\n"}))
    with pytest.raises(Refused) as problem:
        engine.one(project, Context.of(read(project), draft=True), tmp_path / "site", "https://handboek.proefhuis.test/", "index.md")
    assert [(one.file, one.code) for one in problem.value.findings] == [("docs/index.md", "BLD001")]
    assert "division by zero" in problem.value.findings[0].message
