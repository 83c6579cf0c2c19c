"""The headers of every response: what a page may do in the browser, and what type of file it is.

`handbook serve` sends them, deploy/nginx.conf says the same in nginx's terms, and tests/export/test_nginx.py keeps the two in step.
"""

from __future__ import annotations

from collections.abc import Mapping

POLICY = {
    # Whatever is not named below: nothing. A kind of request that browsers invent later falls under this too.
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    # The register, the search index and the records of versions.
    "connect-src": "'self'",
    # The search runs beside the page.
    "worker-src": "'self'",
    # These three have no default: what is not named is allowed.
    "base-uri": "'none'",
    "form-action": "'self'",
    # An intranet that shows the handbook in a frame adds its own address here; nobody else may lay a page over ours.
    "frame-ancestors": "'self'",
}
"""The Content-Security-Policy (https://www.w3.org/TR/CSP3/): directive -> what it allows. Links by mail and telephone are no requests."""

EDITOR_POLICY = {
    **POLICY,
    # Decap checks its settings with functions that it makes of text (ajv).
    "script-src": "'self' 'unsafe-eval'",
    # Its look is written by its script (emotion).
    "style-src": "'self' 'unsafe-inline'",
    # Its own icons, and pictures that it read from the repository.
    "img-src": "'self' data: blob:",
    # The pictures that it just made of what it read, which it reads again when it saves.
    "connect-src": "'self' blob: data:",
    # The pane in which a page is shown.
    "frame-src": "'self' blob:",
    "form-action": "'none'",
    "frame-ancestors": "'none'",
}
"""For /beheer/ alone, where no reader comes; a hosted editor adds the address of its host to what it may connect to."""

FEATURES = (
    "accelerometer",
    "autoplay",
    "camera",
    "display-capture",
    "encrypted-media",
    "fullscreen",
    "geolocation",
    "gyroscope",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "picture-in-picture",
    "publickey-credentials-get",
    "screen-wake-lock",
    "serial",
    "usb",
    "xr-spatial-tracking",
)
"""What a browser can lend to a page, and no page of a handbook asks for. Only names that browsers know: they complain of others."""


def written(policy: Mapping[str, str]) -> str:
    """A policy as it is sent."""
    return "; ".join(f"{directive} {allowed}" for directive, allowed in policy.items())


HEADERS = {
    "Content-Security-Policy": written(POLICY),
    # A file is what its Content-Type says, whatever it looks like.
    "X-Content-Type-Options": "nosniff",
    # Which page somebody read is not told to the sites that it links to, nor written in our own log.
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in FEATURES),
    # A window that another site opened is no way into this one, and our files are for our own pages.
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
"""On every answer, whatever its status and kind."""


def of_editor(host: str = "", popup: bool = False) -> dict[str, str]:
    """What /beheer/ sends in the place of these: it may ask the programs of `host` too, and with `popup` one logs in there in a window of its own."""
    policy = {**EDITOR_POLICY, "connect-src": f"{EDITOR_POLICY['connect-src']} {host}".strip()}
    opener = {"Cross-Origin-Opener-Policy": "same-origin-allow-popups"} if popup else {}
    return {**HEADERS, "Content-Security-Policy": written(policy), **opener}


HTML = "text/html; charset=utf-8"
OTHER = "application/octet-stream"
"""The kind of a file whose name tells nothing."""

KINDS = {
    ".html": HTML,
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".xml": "application/xml; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".md": "text/markdown; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".svg": "image/svg+xml; charset=utf-8",
    ".webmanifest": "application/manifest+json; charset=utf-8",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".ico": "image/x-icon",
    ".woff2": "font/woff2",
    ".woff": "font/woff",
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".odt": "application/vnd.oasis.opendocument.text",
    # https://www.iana.org/assignments/media-types/application/epub+zip
    ".epub": "application/epub+zip",
    ".gz": "application/gzip",
    # RFC 7089, section 5; the ending is the one of RFC 6690
    ".wlnk": "application/link-format",
    # RFC 3161, https://www.iana.org/assignments/media-types/application/timestamp-reply
    ".tsr": "application/timestamp-reply",
}
"""What a file is by the end of its name; the list of a machine differs from one to the next."""
