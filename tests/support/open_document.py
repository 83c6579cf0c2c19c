"""Makes a real OpenDocument text, as LibreOffice packs one."""

from __future__ import annotations

from collections.abc import Mapping

from tests.support.word_files import with_exif, zipped

SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{address}:1.0"'
    for name, address in (
        ("office", "office"),
        ("text", "text"),
        ("style", "style"),
        ("table", "table"),
        ("draw", "drawing"),
        ("meta", "meta"),
        ("svg", "svg-compatible"),
        ("manifest", "manifest"),
    )
)
SPACES += ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'

BODY = """<text:h text:outline-level="1">Doel</text:h>
<text:list text:style-name="L1"><text:list-item><text:p>Dit geldt voor u<text:note text:id="n1" text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>En voor stagiairs.</text:p></text:note-body></text:note>.</text:p></text:list-item>
<text:list-item><text:p>Ook thuis.</text:p></text:list-item></text:list>
<text:h text:outline-level="1">Wie helpt</text:h><text:p>Zie artikel 1.</text:p>
<table:table><table:table-header-rows><table:table-row><table:table-cell><text:p>Vraag</text:p></table:table-cell><table:table-cell><text:p>Wie</text:p></table:table-cell></table:table-row></table:table-header-rows>
<table:table-row><table:table-cell><text:p>Een foto</text:p></table:table-cell><table:table-cell><text:p>Communicatie</text:p></table:table-cell></table:table-row></table:table>
<text:p><draw:frame svg:width="2cm" svg:height="1cm"><draw:image xlink:href="Pictures/een.jpg"/><svg:desc>Een bureau</svg:desc></draw:frame></text:p>"""

LIST = '<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/></text:list-style>'
OUTLINE = '<text:outline-style style:name="Outline"><text:outline-level-style text:level="1" style:num-format="1" style:num-prefix="Artikel "/></text:outline-style>'


def odt(body: str = BODY, extra: Mapping[str, bytes] | None = None) -> bytes:
    """A document with this text, articles that LibreOffice numbers, a picture from a phone and a writer; `extra` are further parts."""
    content = f"<office:document-content {SPACES}><office:automatic-styles>{LIST}</office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    styles = f"<office:document-styles {SPACES}><office:styles>{OUTLINE}</office:styles></office:document-styles>"
    meta = f"<office:document-meta {SPACES}><office:meta><dc:creator>Jansen, Jan</dc:creator></office:meta></office:document-meta>"
    return zipped(
        {
            "mimetype": b"application/vnd.oasis.opendocument.text",
            "content.xml": content.encode(),
            "styles.xml": styles.encode(),
            "meta.xml": meta.encode(),
            "Pictures/een.jpg": with_exif(),
            **(extra or {}),
        }
    )
