"""Everything that people type can be edited in one place, with a field for all that the models know."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from handbook.core.project import Project
from handbook.editor import collections, config, fields
from handbook.editor.config import Host
from handbook.new import explained
from handbook.sources.data.accessibility_test import ACCESSIBILITY_YML
from handbook.sources.variables import Variables
from tests.support.handbooks import SAMPLE, draw

LEFT = {"eigen", "besluiten.artikelen"}
"""What no form shows: an organisation names the one, a program writes the other. It stays as it is."""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return Project.find(draw(tmp_path_factory.mktemp("beheer"), of=SAMPLE))


def covered(found: list[collections.Collection], root: Path) -> list[str]:
    """The files that the collections hold, each as often as it can be opened."""
    files = [one.file for one in found if one.file]
    for one in found:
        if one.folder:
            pages = [path for path in (root / one.folder).glob("*.md") if not one.filter or "\nstatus:" in path.read_text("utf-8")]
            files += [path.relative_to(root).as_posix() for path in pages]
    return files


def test_every_text_and_every_file_of_data_is_in_one_place(project: Project) -> None:
    typed = [project.variables_file, *project.docs.rglob("*.md"), *(project.docs / "gegevens").rglob("*.yml")]
    expected = sorted(path.relative_to(project.root).as_posix() for path in typed if path.name != ACCESSIBILITY_YML)
    assert sorted(covered(collections.of(project), project.root)) == expected


def test_every_named_form_belongs_to_a_file_that_is_read() -> None:
    assert set(collections.FORMS) <= {path.name for path in (SAMPLE / "docs/gegevens").glob("*.yml")}


def paths(found: list[fields.Widget], before: str = "") -> Iterator[tuple[str, fields.Widget]]:
    for one in found:
        yield f"{before}{one['name']}", one
        yield from paths(one.get("fields", []), f"{before}{one['name']}.")


def test_the_form_of_the_facts_has_a_field_for_every_fact_with_what_it_means(project: Project) -> None:
    facts = collections.of(project)[0]
    assert facts.file == "variables.yml"
    shown = dict(paths(facts.fields))
    for group, info in Variables.model_fields.items():
        inner = info.annotation
        assert inner is not None
        for name, field in getattr(inner, "model_fields", {}).items():
            one = shown[f"{group}.{name}"]
            assert (field.description or "") in one["hint"]
            assert explained.HINTS.get(f"{group}.{name}", "") in one["hint"]
    assert {*Variables.model_fields} - {one["name"] for one in facts.fields} == LEFT & {*Variables.model_fields}


@pytest.mark.parametrize(
    ("path", "key", "expected"),
    [
        ("beleid.stand", "options", ["vrij", "beperkt", "verboden"]),
        ("werkgever.sector", "multiple", True),
        ("beleid.toezicht", "options", ["true", "false"]),
        ("werkgever.kvk", "pattern", "^[0-9]{8}$"),
        ("contact.hr", "min", 1),
        ("handboek.logo", "required", False),
        ("werkgever.naam", "required", True),
        ("beleid.momenten", "vorm", "regels"),
    ],
)
def test_choices_patterns_and_what_is_needed_follow_from_the_model(project: Project, path: str, key: str, expected: object) -> None:
    found = dict(paths(collections.of(project)[0].fields))[path][key]
    if key == "options":
        found = [option["value"] for option in found]
    assert (found[0] if key == "pattern" else found) == expected


def test_a_role_of_its_own_has_a_field_too(tmp_path: Path) -> None:
    text = (
        (SAMPLE / "variables.yml")
        .read_text("utf-8")
        .replace("contact:\n", 'contact:\n  bhv:\n    naam: "Post"\n    email: "bhv@proefhuis.test"\n')
    )
    project = Project.find(draw(tmp_path, {"variables.yml": text}, SAMPLE))
    assert "contact.bhv.email" in dict(paths(collections.of(project)[0].fields))


def test_a_typed_value_that_the_check_refuses_is_refused_by_the_pattern_too(project: Project) -> None:
    import re

    shown = dict(paths(collections.of(project)[0].fields))
    for path, wrong, right in (
        ("werkgever.naam", "{{ naam }}", "Jansen & Zn. <BV>"),
        ("contact.hr.email", "hr@", "hr@proefhuis.test"),
        ("contact.hr.telefoon", "bel maar", "020 555 45 67"),
        ("protocol.bestaat_sinds", "1-1-2024", "2024-01-01"),
        ("beleid.reactie_uren", "0", "24"),
    ):
        pattern, said = shown[path]["pattern"]
        assert re.search(pattern, right) and not re.search(pattern, wrong), path
        assert said.endswith(".")


GITLAB = Host("gitlab", address="https://git.proefhuis.test/hr/handboek", app_id="abc")


def settings(project: Project, host: Host) -> dict[str, Any]:
    found: dict[str, Any] = config.of(project, host)["decap"]
    return found


def test_nothing_is_made_removed_or_merged_where_the_engine_would_refuse(project: Project) -> None:
    for host in (Host(), GITLAB):
        for one in settings(project, host)["collections"]:
            assert one["publish"] is False
            assert one.get("delete", False) is False
    made = {host.kind: [one["name"] for one in settings(project, host)["collections"] if one.get("create")] for host in (Host(), GITLAB)}
    # A page needs its line in the menu, which only the server on this computer writes; what is made of data begins in the data.
    assert made == {"lokaal": ["pagina", "pagina-regels", "pagina-formulieren", "pagina-beheer"], "gitlab": []}
    assert settings(project, Host())["publish_mode"] == "editorial_workflow"


def test_every_collection_is_read_and_written_by_a_format_of_its_own(project: Project) -> None:
    found = config.of(project, Host())
    names = [one["name"] for one in found["decap"]["collections"]]
    assert sorted(names) == sorted(found["soorten"]) and len(names) == len(set(names))
    assert all(one["format"] == one["name"] for one in found["decap"]["collections"])


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        (Host(branch="tekst"), {"name": "proxy", "proxy_url": "/beheer/api/v1", "branch": "tekst"}),
        (
            Host("gitlab", address="https://git.proefhuis.test/hr/handboek", app_id="abc"),
            {
                "name": "gitlab",
                "repo": "hr/handboek",
                "branch": "main",
                "api_root": "https://git.proefhuis.test/api/v4",
                "graphql_api_root": "https://git.proefhuis.test/api/graphql",
                "base_url": "https://git.proefhuis.test",
                "auth_type": "pkce",
                "app_id": "abc",
            },
        ),
        (
            Host("forgejo", address="https://code.proefhuis.test/hr/handboek.git", app_id="abc"),
            {"name": "forgejo", "repo": "hr/handboek", "branch": "main", "api_root": "https://code.proefhuis.test/api/v1", "app_id": "abc"},
        ),
        (
            Host("github", address="https://github.com/proefhuis/handboek", login="https://login.proefhuis.test/auth"),
            {
                "name": "github",
                "repo": "proefhuis/handboek",
                "branch": "main",
                "api_root": "https://api.github.com",
                "base_url": "https://login.proefhuis.test",
                "auth_endpoint": "auth",
            },
        ),
    ],
)
def test_a_host_is_reached_by_its_address_alone(host: Host, expected: dict[str, str]) -> None:
    assert config.backend(host) == {**expected, "commit_messages": config.MESSAGES}
