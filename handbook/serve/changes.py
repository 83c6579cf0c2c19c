"""The page "Wat verandert er?": the report on the draft against what is published, else `main`, made when somebody asks for it and the draft is another one."""

from __future__ import annotations

import threading
from html import escape

from handbook.report import web
from handbook.serve import draft as livereload
from handbook.serve import headers
from handbook.serve.draft import Draft

PLACE = "wat-verandert"
"""Where the page stands on the server."""

POLICY = {
    "Content-Security-Policy": "; ".join(
        f"{directive} {allowed}" for directive, allowed in {**headers.POLICY, "style-src": f"'self' {web.policy()}"}.items()
    ),
    # It must show the files as they are now.
    "Cache-Control": "no-store",
}
"""The headers of this page alone: its style sheet stands in it."""


class Changes:
    """Makes the report in a process of its own, as the draft is built: both must read the files anew."""

    def __init__(self, draft: Draft, address: str) -> None:
        self._draft, self._address = draft, address
        self._lock = threading.Lock()
        self._made: tuple[int, bytes] = (-1, b"")

    def page(self) -> bytes:
        """The report as a page that renews itself; why there is none, where it cannot be made."""
        with self._lock:
            number = self._draft.number
            if self._made[0] != number:
                self._made = number, self._report()
            return livereload.renewing(self._made[1], self._draft.view)

    def _report(self) -> bytes:
        code, out, err = self._draft.run("report", "--format", "html", "--preview", self._address)
        back = f'<p class="terug"><a href="{self._address}">Terug naar het concept</a></p>\n'
        if code == 0:
            icon = f'</title>\n<link rel="icon" href="{livereload.ICON_ADDRESS}">'
            return out.replace("</title>", icon, 1).replace("<main>\n", f"<main>\n{back}", 1).encode()
        why = "".join(f"<p>{escape(line)}</p>\n" for line in (out + err).splitlines() if line.strip())
        return livereload.page("Er is nu geen verslag te maken", f"{why}{back}", wrong=True)
