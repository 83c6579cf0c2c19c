"""What a build promises: the same bytes for the same sources, all or nothing, and nothing that a reader does not need."""

from __future__ import annotations

import hashlib
import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from handbook.build.record import RECORD
from tests.support.fork import TOO_LATE, handbook
from tests.support.handbooks import ODD, draw
from tests.support.trees import whole


def started(root: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The command in the folder `root` by an interpreter of its own."""
    return subprocess.run(
        [sys.executable, "-m", "handbook", *arguments],
        cwd=root,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def digest(site: Path) -> dict[str, str]:
    return {p.relative_to(site).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in site.rglob("*") if p.is_file()}


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny handbook with its site built in `site`."""
    root = draw(tmp_path_factory.mktemp("tiny") / "handboek")
    done = handbook(root, "build")
    assert done.returncode == 0, done.stdout + done.stderr
    return root


@pytest.mark.parametrize("arguments", [("check",), ("build", "--site-dir", "docs"), ("versions",), ("chek",), ("variables", "--help")])
def test_a_forked_command_answers_as_a_started_one(arguments: tuple[str, ...], tmp_path: Path) -> None:
    root = draw(tmp_path / "h", {"docs/regels.md": "+\nZie [niets](bestaat-niet.md), é.\n"})
    one, other = handbook(root, *arguments), started(root, *arguments)
    assert (one.returncode, one.stdout, one.stderr) == (other.returncode, other.stdout, other.stderr)


def test_a_forked_command_ends_in_time_and_within_its_memory(tmp_path: Path) -> None:
    root = draw(tmp_path / "h")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    assert handbook(root, "serve", "--port", port, limit_s=2, TMPDIR=str(tmp_path)).returncode == TOO_LATE
    # More than lies about in the process from which the command is forked.
    for number in range(400):
        (root / f"docs/lang-{number}.md").write_text("# Lang\n\n" + "Een zin die er vaak staat.\n" * 4_000, "utf-8")
    limited = handbook(root, "build", memory_mb=1)
    assert (limited.returncode not in (0, TOO_LATE), "MemoryError" in limited.stderr) == (True, True), limited.stderr
    assert not (root / "site").exists()


def test_same_bytes_whatever_the_day_zone_seed_or_folder(tiny: Path, tmp_path: Path) -> None:
    elsewhere = draw(tmp_path / "een andere map")
    done = started(
        elsewhere,
        "build",
        "--site-dir",
        str(tmp_path / "uit"),
        TZ="Pacific/Kiritimati",
        PYTHONHASHSEED="4242",
        HANDBOEK_VANDAAG="2031-05-06",
        LC_ALL="C",
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert digest(tmp_path / "uit") == digest(tiny / "site")


def test_holds_nothing_that_a_reader_does_not_need(tiny: Path) -> None:
    files = set(digest(tiny / "site"))
    assert not [f for f in files if f.endswith(".map")]
    assert not [f for f in files if "/lunr/" in f]
    assert not [f for f in files if "sourceMappingURL" in (tiny / "site" / f).read_text("utf-8", "ignore")]
    index = json.loads((tiny / "site/search/search_index.json").read_text("utf-8"))
    assert index["config"]["lang"] == ["nl"]


def test_record_names_pages_and_addresses(tiny: Path) -> None:
    record = json.loads((tiny / "site" / RECORD).read_text("utf-8"))
    assert record["schema"] == 2
    for path, page in record["paginas"].items():
        assert (tiny / "docs" / path).is_file()
        html = whole((tiny / "site" / page["url"] / "index.html").read_text("utf-8"))
        assert all(f'id="{anchor}"' in html for anchor in page["adressen"])
        assert len(page["tekst"]) == 64


def test_a_refused_build_leaves_the_site_as_it_was(tiny: Path, tmp_path: Path) -> None:
    before = digest(tiny / "site")
    root = draw(tmp_path / "kapot", {"docs/index.md": "+\nZie [niets](bestaat-niet.md).\n"})
    (root / "site").mkdir()
    for path in (tiny / "site").rglob("*"):
        target = root / "site" / path.relative_to(tiny / "site")
        target.mkdir(parents=True, exist_ok=True) if path.is_dir() else target.write_bytes(path.read_bytes())
    done = handbook(root, "build")
    assert done.returncode == 1
    assert "bestaat-niet.md" in done.stdout
    assert digest(root / "site") == before
    assert [p.name for p in root.iterdir() if p.name.startswith(".handboek-")] == []


def test_an_earlier_site_is_replaced_whole(tmp_path: Path) -> None:
    root = draw(tmp_path / "h")
    assert handbook(root, "build").returncode == 0
    (root / "site/oud.html").write_text("oud", "utf-8")
    assert handbook(root, "build").returncode == 0
    assert not (root / "site/oud.html").exists()


@pytest.mark.parametrize("target", [".", "docs", "docs/nieuw", "/", "macros/uit", ".git/uit", "overrides"])
def test_never_writes_over_the_handbook_itself(tmp_path: Path, target: str) -> None:
    root = draw(tmp_path / "h")
    before = digest(root)
    done = handbook(root, "build", "--site-dir", target)
    assert done.returncode == 2
    assert digest(root) == before
    assert "Traceback" not in done.stderr


def test_never_writes_over_a_folder_of_something_else(tmp_path: Path) -> None:
    root = draw(tmp_path / "h")
    (tmp_path / "foto").mkdir()
    (tmp_path / "foto/vakantie.jpg").write_bytes(b"x")
    done = handbook(root, "build", "--site-dir", str(tmp_path / "foto"))
    assert done.returncode == 2
    assert (tmp_path / "foto/vakantie.jpg").exists()


def test_two_builds_at_once_into_one_folder_leave_one_whole_site(tmp_path: Path, tiny: Path) -> None:
    root = draw(tmp_path / "h")
    command = [sys.executable, "-m", "handbook", "build", "--site-dir", str(tmp_path / "uit")]
    running = [subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) for _ in range(2)]
    said = [p.communicate()[0] for p in running]
    assert "Traceback" not in "".join(said)
    assert 0 in [p.returncode for p in running]
    assert digest(tmp_path / "uit") == digest(tiny / "site")


def test_another_variables_file_gives_another_organisation(tmp_path: Path) -> None:
    root = draw(tmp_path / "h")
    facts = (root / "variables.yml").read_text("utf-8")
    (root / "ander.yml").write_text(facts.replace('naam: "Proefhuis B.V."', f"naam: '{ODD}'"), "utf-8")
    done = handbook(root, "build", "--variables", "ander.yml")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Jansen &amp; Zn. &lt;Zuid&gt; *Best*" in (root / "site/index.html").read_text("utf-8").replace("&#42;", "*")


def test_an_old_address_leads_to_where_its_text_went(tmp_path: Path) -> None:
    root = draw(tmp_path / "h")
    config = root / "mkdocs.yml"
    config.write_text(
        config.read_text("utf-8").replace("extra:\n", "extra:\n  doorverwijzingen:\n    oud/regel.md: index.md\n", 1), "utf-8"
    )
    done = handbook(root, "build")
    assert done.returncode == 0, done.stdout + done.stderr
    page = whole((root / "site/oud/regel/index.html").read_text("utf-8"))
    assert 'href="../../"' in page
    assert 'lang="nl"' in page


def test_a_draft_says_so_on_every_page(tmp_path: Path) -> None:
    root = draw(tmp_path / "h")
    done = handbook(root, "build", "--draft")
    assert done.returncode == 0, done.stdout + done.stderr
    for page in (root / "site").rglob("index.html"):
        assert "concept" in page.read_text("utf-8").lower(), page
