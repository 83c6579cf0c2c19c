"""Makes real PDFs, as old and as new programs write them."""

from __future__ import annotations

import zlib


def pdf(author: str = "", *, packed: bool = False, extra: bytes = b"", size: int = 0, shown: bool = False) -> bytes:
    """A PDF of one page, empty unless `extra` is `shown` on it; `packed` keeps its objects as programs since 2003 do, `extra` is an object more, `size` makes it at least as many bytes."""
    info = f"<< /Author <{author.encode('utf-16').hex()}> >>".encode() if author else b"<< >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100]%b >>" % (b" /Contents 5 0 R" if shown else b""),
    ]
    if packed:
        body = zlib.compress(b"5 0 " + info + extra)
        objects.append(b"<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length %d >>\nstream\n%b\nendstream" % (len(body), body))
    else:
        objects += [info, extra or b"<< >>"]
    made, places = b"%PDF-1.7\n" + b"%" + b"x" * size + b"\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%b\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer\n<< /Size %d /Root 1 0 R /Info 4 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(made))
    return made + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table + trailer
