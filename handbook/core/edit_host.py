"""Where a git host opens a file of the sources in its editor, and where a branch becomes a proposal: which hosts there are, and how each writes such an address."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

MAIN = "main"
"""The branch where an address names none."""

KNOWN = {
    "github.com": "github",
    "gitlab.com": "gitlab",
    "codeberg.org": "forgejo",
    "gitea.com": "forgejo",
    "bitbucket.org": "bitbucket",
}
"""Hosts that everybody can use, with the kind of program that they run."""

NAMED = {"github": "github", "gitlab": "gitlab", "forgejo": "forgejo", "gitea": "forgejo", "codeberg": "forgejo"}
"""How the name of a host of one's own may begin: gitlab.voorbeeld.nl."""

SHAPES = {
    "gitlab": re.compile(r"(?P<repository>.+)/-/(?P<way>tree|edit|blob)/(?P<branch>.+)"),
    "forgejo": re.compile(r"(?P<repository>.+)/(?P<way>src/branch|_edit)/(?P<branch>.+)"),
    "github": re.compile(r"(?P<repository>.+)/(?P<way>tree|edit|blob)/(?P<branch>.+)"),
    "bitbucket": re.compile(r"(?P<repository>.+)/(?P<way>src)/(?P<branch>.+)"),
}
"""The address of a branch as the browser shows it, by the kind of host; that of GitLab also looks like that of GitHub, so it goes first."""

EDIT = {
    "github": "{repository}/edit/{branch}/{file}",
    "gitlab": "{repository}/-/edit/{branch}/{file}",
    "forgejo": "{repository}/_edit/{branch}/{file}",
    "bitbucket": "{repository}/src/{branch}/{file}?mode=edit&spa=0&at={branch}",
}

PROPOSE = {
    "github": "{repository}/compare/{main}...{branch}?expand=1",
    "gitlab": "{repository}/-/merge_requests/new?merge_request%5Bsource_branch%5D={branch}&merge_request%5Btarget_branch%5D={main}",
    "forgejo": "{repository}/compare/{main}...{branch}",
    "bitbucket": "{repository}/pull-requests/new?source={branch}&dest={main}",
}
"""Where a host asks to have a branch merged; those of GitHub, Forgejo and Bitbucket show what was asked already, where it was."""

LINES = {"github": "#L", "gitlab": "#L"}
"""How the editor of a host is told a line: GitHub puts the cursor there (isaacs/github#295), GitLab scrolls to it (`highlightLines` in
source_editor_extension_base.js). The editors of Forgejo, Gitea and Bitbucket read no part of the address behind a hash: the file opens at its top."""


@dataclass(frozen=True)
class EditHost:
    """One branch on one host; `repository` is its address without a slash at the end."""

    kind: str
    repository: str
    branch: str

    def edit(self, file: str) -> str:
        """The address that opens `file`, a path in the repository."""
        return EDIT[self.kind].format(repository=self.repository, branch=quote(self.branch), file=quote(file))

    def propose(self, branch: str) -> str:
        """The address that opens a proposal to merge `branch` into this one."""
        return PROPOSE[self.kind].format(repository=self.repository, main=quote(self.branch), branch=quote(branch))

    @property
    def line(self) -> str | None:
        """What stands before the number of a line, behind that address; None where the editor always opens at the top."""
        return LINES.get(self.kind)


def recognised(address: str) -> EditHost | None:
    """The host and branch that the address of a repository or of a branch in it means; None where it cannot be told what program runs there."""
    address = address.rstrip("/")
    host = urlsplit(address).hostname or ""
    kind = KNOWN.get(host) or NAMED.get(host.partition(".")[0])
    for name in [kind] if kind else ["gitlab", "forgejo", "github"]:
        match = SHAPES[name].fullmatch(address)
        if match:
            return EditHost(name, match["repository"], match["branch"])
    return EditHost(kind, address, MAIN) if kind else None


def is_repository(found: EditHost) -> bool:
    """Whether its address has as many parts as one of a repository: an owner and a name, at GitLab perhaps groups between them."""
    parts = urlsplit(found.repository).path.strip("/").split("/")
    return all(parts) and (len(parts) >= 2 if found.kind in ("gitlab", "forgejo") else len(parts) == 2)
