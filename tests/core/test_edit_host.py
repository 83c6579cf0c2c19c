"""How each host opens a file in its editor, from the address that a browser shows of a branch."""

from __future__ import annotations

import pytest

from handbook.core import edit_host

ADDRESSES = {
    "https://github.com/a/b": ("https://github.com/a/b/edit/main/docs/x%20y.md", "#L"),
    "https://github.com/a/b/tree/stable/2/": ("https://github.com/a/b/edit/stable/2/docs/x%20y.md", "#L"),
    "https://github.proefhuis.test/a/b": ("https://github.proefhuis.test/a/b/edit/main/docs/x%20y.md", "#L"),
    "https://git.proefhuis.test/a/b/tree/main": ("https://git.proefhuis.test/a/b/edit/main/docs/x%20y.md", "#L"),
    "https://gitlab.com/a/groep/b": ("https://gitlab.com/a/groep/b/-/edit/main/docs/x%20y.md", "#L"),
    "https://git.proefhuis.test/a/groep/b/-/tree/main": ("https://git.proefhuis.test/a/groep/b/-/edit/main/docs/x%20y.md", "#L"),
    "https://codeberg.org/a/b": ("https://codeberg.org/a/b/_edit/main/docs/x%20y.md", None),
    "https://git.proefhuis.test/a/b/src/branch/main": ("https://git.proefhuis.test/a/b/_edit/main/docs/x%20y.md", None),
    "https://bitbucket.org/a/b/src/main/": ("https://bitbucket.org/a/b/src/main/docs/x%20y.md?mode=edit&spa=0&at=main", None),
    "https://git.proefhuis.test/a/b": None,
}


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_address_of_a_branch_becomes_that_of_the_editor_of_its_host(address: str) -> None:
    found = edit_host.recognised(address)
    assert (found and (found.edit("docs/x y.md"), found.line)) == ADDRESSES[address]
    assert found is None or edit_host.is_repository(found)


@pytest.mark.parametrize(
    "address", ["https://github.com/a", "https://github.com/a/b/issues", "https://codeberg.org/", "https://gitlab.com/a"]
)
def test_what_is_no_repository_is_told_apart(address: str) -> None:
    found = edit_host.recognised(address)
    assert found
    assert not edit_host.is_repository(found)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://github.com/a/b", "https://github.com/a/b/compare/main...cms/regels/x?expand=1"),
        (
            "https://gitlab.com/a/groep/b/-/tree/tekst",
            (
                "https://gitlab.com/a/groep/b/-/merge_requests/new"
                "?merge_request%5Bsource_branch%5D=cms/regels/x&merge_request%5Btarget_branch%5D=tekst"
            ),
        ),
        ("https://codeberg.org/a/b", "https://codeberg.org/a/b/compare/main...cms/regels/x"),
        ("https://bitbucket.org/a/b", "https://bitbucket.org/a/b/pull-requests/new?source=cms/regels/x&dest=main"),
    ],
)
def test_a_branch_becomes_a_proposal_at_the_address_of_its_host(address: str, expected: str) -> None:
    found = edit_host.recognised(address)
    assert found and found.propose("cms/regels/x") == expected
