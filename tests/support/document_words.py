"""All that a document of any form holds as words or addresses, in one string."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from tests.support import pdf_reading


def of(data: bytes) -> str:
    """The words and addresses of a document, whichever of our forms it has."""
    if zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            return "\n".join(packed.read(name).decode("utf-8", "replace") for name in packed.namelist())
    return "\n".join(_of_pdf(data)) if data.startswith(b"%PDF") else data.decode()


def _of_pdf(data: bytes) -> Iterator[str]:
    for page in pdf_reading.opened(data).pages:
        yield " ".join(page.extract_text().split())
        for note in page.get("/Annots", ()):
            action = note.get_object().get("/A", {})
            yield str(action.get("/URI", ""))
