"""The tags and the chain of manifests that publishing leaves. With a real git and a real mike."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.acts import put, take_down
from tests.support.publishing import (
    git,
    land,
    repository,
    show,
    site,
    tip,
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return repository(tmp_path / "project")


def test_a_version_has_an_annotated_tag_with_the_fingerprint_of_its_manifest(root: Path) -> None:
    put(root, "2026-03-01")
    text = git(root, "for-each-ref", "--format=%(objecttype) %(contents)", "refs/tags/revisie/2026-03-01")
    print_ = json.loads(show(root, "regime.json"))["versies"][0]["manifest"]
    assert text.startswith("tag Revisie 2026-03-01")
    assert f"Manifest-SHA-256: {print_}" in text
    assert git(root, "rev-parse", "revisie/2026-03-01^{commit}") == tip(root)


def test_with_a_key_in_gits_ordinary_settings_the_tag_is_signed(root: Path, tmp_path: Path) -> None:
    import subprocess

    key = tmp_path / "sleutel"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(key)], check=True)
    signers = tmp_path / "ondertekenaars"
    signers.write_text(f"tester@proefhuis.test {key.with_suffix('.pub').read_text()}")
    for name, value in (("gpg.format", "ssh"), ("user.signingkey", str(key)), ("gpg.ssh.allowedSignersFile", str(signers))):
        git(root, "config", name, value)
    put(root, "2026-03-01")
    take_down(root, "2026-03-01")
    for tag in ("revisie/2026-03-01", "van-de-site/2026-03-01"):
        done = subprocess.run(["git", "verify-tag", tag], cwd=root, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        assert "tester@proefhuis.test" in done.stderr + done.stdout
    git(root, "config", "tag.gpgSign", "false")
    put(root, "2026-05-01")
    assert "SIGNATURE" not in git(root, "cat-file", "tag", "revisie/2026-05-01")


def test_a_key_that_cannot_be_used_publishes_nothing(root: Path, tmp_path: Path) -> None:
    git(root, "config", "gpg.format", "ssh")
    git(root, "config", "user.signingkey", str(tmp_path / "weg"))
    refused = land(root, site(tmp_path / "s", "2026-03-01"), "2026-03-01")
    assert refused.code == 2
    assert not tip(root)


def test_each_manifest_holds_the_fingerprint_of_the_one_before_whatever_their_dates(root: Path) -> None:
    for name in ("2026-03-01", "2025-01-01", "2027-01-01"):
        put(root, name)
    rows = {row["versie"]: row for row in json.loads(show(root, "regime.json"))["versies"]}
    chain = {name: json.loads(show(root, f"{name}/manifest.json"))["vorige"] for name in rows}
    assert chain["2026-03-01"] is None
    assert chain["2025-01-01"] == {"versie": "2026-03-01", "manifest": rows["2026-03-01"]["manifest"]}
    assert chain["2027-01-01"] == {"versie": "2025-01-01", "manifest": rows["2025-01-01"]["manifest"]}
