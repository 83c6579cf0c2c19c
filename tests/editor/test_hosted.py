"""The editor for a web server: what it needs to know of a git server, what it may ask, and that it asks nobody else."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from handbook.core.errors import CannotWork
from handbook.core.project import Project
from handbook.editor import config, hosted, installed
from handbook.editor.config import Host
from handbook.editor.installed import MISSING, Part
from handbook.serve import headers
from tests.support.handbooks import ROOT

GITLAB = Host("gitlab", address="https://git.example.org/hr/handboek", app_id="abc")


@pytest.fixture
def part(tmp_path: Path) -> Part:
    """A part from npm of two files, as if it had been fetched."""
    made = Part(tmp_path / "npm")
    made.app.mkdir(parents=True)
    made.yaml.mkdir(parents=True)
    (made.app / "decap-cms.js").write_text("// app", "utf-8")
    (made.yaml / "index.js").write_text("// yaml", "utf-8")
    (made.folder / "klaar").write_text(installed._mark(), "utf-8")
    return made


def test_a_folder_holds_all_that_the_page_asks_for_and_no_other_folder_is_touched(sample: Path, part: Part, tmp_path: Path) -> None:
    folder = tmp_path / "beheer"
    hosted.write(Project.find(sample), GITLAB, folder, part)
    settings = json.loads((folder / "config.json").read_text("utf-8"))
    assert settings["plek"] == "gitlab" and settings["decap"]["backend"]["repo"] == "hr/handboek"
    # Nobody there can fill in a page: what cannot be shown is not promised.
    assert not any(one["editor"]["preview"] for one in settings["decap"]["collections"])
    for name in ("index.html", "start.js"):
        text = (folder / name).read_text("utf-8")
        for asked in re.findall(r'(?:href|src|from|fetch\(|load\()\s*=?\s*"(?:\./)?([\w./-]+)"', text):
            assert (folder / asked).is_file(), asked
    hosted.write(Project.find(sample), GITLAB, folder, part)
    other = tmp_path / "iets"
    other.mkdir()
    (other / "brief.txt").write_text("x", "utf-8")
    with pytest.raises(CannotWork, match="iets anders"):
        hosted.write(Project.find(sample), GITLAB, other, part)


def test_on_github_a_change_leads_to_its_preview_where_there_are_any(sample: Path) -> None:
    github = Host("github", address="https://github.com/hr/handboek", login="https://login.example.org/auth", previews=True)
    assert not hosted.lacking(github)
    asked = config.of(Project.find(sample), github)["decap"]
    # By the name under which the workflow says where it is.
    context = asked["backend"]["preview_context"]
    assert asked["show_preview_links"] and f"-f context={context} " in (ROOT / ".github/workflows/preview.yml").read_text("utf-8")
    plain = config.of(Project.find(sample), replace(github, previews=False))["decap"]
    assert not plain["show_preview_links"] and "preview_context" not in plain["backend"]
    assert "Alleen op GitHub" in hosted.lacking(replace(GITLAB, previews=True))


def test_without_the_part_it_says_how_to_get_it(sample: Path, tmp_path: Path) -> None:
    with pytest.raises(CannotWork, match=re.escape(MISSING)):
        hosted.write(Project.find(sample), GITLAB, tmp_path / "x", Part(tmp_path / "niets"))


def test_what_the_facts_say_of_the_host_need_not_be_typed_again(sample: Path) -> None:
    facts = sample / "variables.yml"
    nothing: dict[str, Any] = {"kind": "", "address": "", "branch": "", "app_id": "abc", "login": ""}
    with pytest.raises(CannotWork, match=r"handboek\.wijzigen"):
        hosted.host(Project.find(sample), **nothing)
    address = "https://git.example.org/hr/handboek/-/tree/tekst"
    facts.write_text(re.sub(r"(?m)^handboek:\n", f'handboek:\n  wijzigen: "{address}"\n', facts.read_text("utf-8")), "utf-8")
    assert hosted.host(Project.find(sample), **nothing) == Host("gitlab", "tekst", "https://git.example.org/hr/handboek", "abc")
    typed = nothing | {"kind": "forgejo", "address": "https://anders.example.org/hr/handboek"}
    assert hosted.host(Project.find(sample), **typed) == Host("forgejo", "main", "https://anders.example.org/hr/handboek", "abc")


@pytest.mark.parametrize(
    ("host", "said"),
    [
        (GITLAB, ""),
        (Host("gitlab", address="https://git.example.org/hr/handboek"), "--app-id"),
        (Host("forgejo", address="http://git.example.org/hr/handboek", app_id="abc"), "--address"),
        (Host("forgejo", address="https://git.example.org", app_id="abc"), "--address"),
        (Host("github", address="https://github.com/hr/handboek"), "--login"),
        (Host("github", address="https://github.com/hr/handboek", login="https://inloggen.example.org/auth"), ""),
    ],
)
def test_what_a_host_needs_is_said_in_one_sentence(host: Host, said: str) -> None:
    assert (said in hosted.lacking(host)) if said else hosted.lacking(host) == ""


def test_nginx_sends_what_the_server_sends_and_lets_it_ask_the_git_server_alone() -> None:
    text = (ROOT / "deploy/nginx-beheer.conf").read_text("utf-8")
    sent = dict(re.findall(r'add_header ([\w-]+) "([^"]*)" always;', text))
    assert {name: sent[name] for name in headers.HEADERS} == headers.of_editor("https://git.example.org")
    assert "same-origin-allow-popups" in text
    assert headers.of_editor("https://api.github.com", popup=True)["Cross-Origin-Opener-Policy"] == "same-origin-allow-popups"


def test_the_pages_of_the_handbook_keep_their_policy() -> None:
    assert "unsafe" not in headers.HEADERS["Content-Security-Policy"]


def test_our_own_files_ask_no_other_address() -> None:
    for path in sorted(installed.PINS.parent.glob("assets/*")):
        found = re.findall(r"(?:https?:)?//[\w.-]+\.[a-z]{2,}[\w/.-]*", path.read_text("utf-8"))
        assert set(found) <= {"http://www.w3.org/2000/svg"}, path.name
