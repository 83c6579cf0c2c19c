"""Makes sure that the tests of the web server can run: Debian's nginx, with the module that hands out files packed with Brotli."""

from __future__ import annotations

import sys

from tests.support import nginx
from tools.install_chromium import debian, ready


def main() -> int:
    """Installs what is missing; says why and returns 1 where that fails, because a silent skip proves nothing."""
    tried: list[str] = []
    if ready("nginx", _found, [debian(*nginx.PACKAGES)], tried):
        return 0
    print(
        "The tests of deploy/nginx.conf cannot run. Tried:",
        *tried,
        f"Install Debian's {' and '.join(nginx.PACKAGES)}.",
        sep="\n",
        file=sys.stderr,
    )
    return 1


def _found() -> str:
    try:
        return f"{nginx.program()}, {nginx.module()}"
    except nginx.NoNginx:
        return ""


if __name__ == "__main__":
    sys.exit(main())
