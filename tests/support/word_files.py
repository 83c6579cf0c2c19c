"""Makes real Word documents, part by part as Word packs them, and real pictures with what a phone writes in them."""

from __future__ import annotations

import base64
import io
import struct
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from html import escape

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPACES = (
    f'xmlns:w="{WORD}" xmlns:r="{RELATIONS}" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
PARTS = {
    "word/styles.xml": "styles",
    "word/numbering.xml": "numbering",
    "word/footnotes.xml": "footnotes",
    "word/comments.xml": "comments",
    "word/header1.xml": "header",
}

STYLES = f"""<w:styles {SPACES}>
<w:style w:type="paragraph" w:default="1" w:styleId="Standaard"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/><w:basedOn w:val="Standaard"/></w:style>
<w:style w:type="paragraph" w:styleId="Kop1"><w:name w:val="heading 1"/><w:basedOn w:val="Standaard"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Kop2"><w:name w:val="heading 2"/><w:basedOn w:val="Standaard"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Artikel"><w:name w:val="Artikelkop"/><w:basedOn w:val="Kop2"/><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
</w:styles>"""
"""As a Dutch Word names them; `Artikel` is a heading with a number of Word's own."""

LEVELS = (("decimal", "Artikel %1"), ("decimal", "%1.%2"), ("lowerLetter", "%3."), ("lowerRoman", "%4."))
NUMBERING = (
    f'<w:numbering {SPACES}><w:abstractNum w:abstractNumId="0">'
    + "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for at, (kind, text) in enumerate(LEVELS)
    )
    + '</w:abstractNum><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="\uf0b7"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
)
DOTS = 2
"""The list with dots; list 1 has the numbers of articles and their paragraphs."""


def run(text: str, marks: str = "") -> str:
    """A piece of text; `marks` are its properties, such as <w:b/>. A tab stays one, a newline is a line break."""
    inner = "".join({"\t": "<w:tab/>", "\n": "<w:br/>"}.get(one, f'<w:t xml:space="preserve">{escape(one)}</w:t>') for one in _pieces(text))
    return f"<w:r>{f'<w:rPr>{marks}</w:rPr>' if marks else ''}{inner}</w:r>"


def _pieces(text: str) -> list[str]:
    return [one for part in text.replace("\t", "\0\t\0").replace("\n", "\0\n\0").split("\0") if (one := part)]


def p(*runs: str, style: str = "", level: int | None = None, number: int = 1) -> str:
    """A paragraph of texts and runs, with a style or at a level of a list."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    numbered = "" if level is None else f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    inner = "".join(one if one.startswith("<w:") else run(one) for one in runs)
    return f"<w:p><w:pPr>{named}{numbered}</w:pPr>{inner}</w:p>"


def note(number: int) -> str:
    """Where footnote `number` is referred to."""
    return f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'


def cell(*paragraphs: str, across: int = 1, down: str = "") -> str:
    """A cell; `down` is restart where merged cells begin, and continue below."""
    span = f'<w:gridSpan w:val="{across}"/>' if across > 1 else ""
    merged = f'<w:vMerge w:val="{down}"/>' if down else ""
    return f"<w:tc><w:tcPr>{span}{merged}</w:tcPr>{''.join(map(p, paragraphs)) or '<w:p/>'}</w:tc>"


def table(*rows: Sequence[str], heading: bool = True) -> str:
    """A table of cells, of which Word repeats the first row where it is a heading."""
    columns = max(len(row) for row in rows)
    look = '<w:tblLook w:firstRow="1"/>' if heading else '<w:tblLook w:firstRow="0"/>'
    grid = "".join('<w:gridCol w:w="1000"/>' for _ in range(columns))
    lines = [f"<w:tr>{'<w:trPr><w:tblHeader/></w:trPr>' if heading and not at else ''}{''.join(row)}</w:tr>" for at, row in enumerate(rows)]
    return f"<w:tbl><w:tblPr>{look}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(lines)}</w:tbl>"


def picture(relation: str, described: str) -> str:
    """A picture in the text."""
    return (
        '<w:r><w:drawing><wp:inline><wp:extent cx="190500" cy="95250"/>'
        f'<wp:docPr id="1" name="Afbeelding" descr="{escape(described)}"/><a:graphic><a:graphicData><pic:pic>'
        f'<pic:blipFill><a:blip r:embed="{relation}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
    )


def link(relation: str, text: str) -> str:
    """A link to an address that the document names by `relation`."""
    return f'<w:hyperlink r:id="{relation}">{run(text)}</w:hyperlink>'


def docx(
    *body: str,
    footnotes: Sequence[str] = (),
    remarks: Sequence[str] = (),
    header: str = "",
    media: Mapping[str, bytes] | None = None,
    links: Mapping[str, str] | None = None,
    author: str = "Jansen, Jan",
    extra: Mapping[str, bytes] | None = None,
    external: Mapping[str, str] | None = None,
) -> bytes:
    """A document with these paragraphs and tables. `media` are pictures by relation and file name (rId9.jpg), `links` addresses by relation,
    `external` pictures elsewhere by relation, `extra` further parts by name."""
    parts = {
        "word/document.xml": f"<w:document {SPACES}><w:body>{''.join(body)}</w:body></w:document>",
        "word/styles.xml": STYLES,
        "word/numbering.xml": NUMBERING,
    }
    if footnotes:
        notes = "".join(f'<w:footnote w:id="{at}">{p(text)}</w:footnote>' for at, text in enumerate(footnotes, 1))
        parts["word/footnotes.xml"] = f"<w:footnotes {SPACES}>{notes}</w:footnotes>"
    if remarks:
        said = "".join(f'<w:comment w:id="{at}" w:author="{author}">{p(text)}</w:comment>' for at, text in enumerate(remarks))
        parts["word/comments.xml"] = f"<w:comments {SPACES}>{said}</w:comments>"
    if header:
        parts["word/header1.xml"] = f"<w:hdr {SPACES}>{p(header)}</w:hdr>"
    core = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:creator>{author}</dc:creator><cp:lastModifiedBy>{author}</cp:lastModifiedBy></cp:coreProperties>"
    )
    related = [_relation(f"rIdP{at}", kind, name.removeprefix("word/")) for at, (name, kind) in enumerate(PARTS.items()) if name in parts]
    related += [_relation(name.partition(".")[0], "image", f"media/{name}") for name in media or {}]
    related += [_relation(name, "hyperlink", address, outside=True) for name, address in (links or {}).items()]
    related += [_relation(name, "image", address, outside=True) for name, address in (external or {}).items()]
    whole = {
        "[Content_Types].xml": _types(parts),
        "_rels/.rels": _relations([_relation("rId1", "officeDocument", "word/document.xml")]),
        "word/_rels/document.xml.rels": _relations(related),
        **parts,
        "docProps/core.xml": core,
    }
    packed = {name: (HEAD + text).encode() for name, text in whole.items()}
    packed |= {f"word/media/{name}": data for name, data in (media or {}).items()} | dict(extra or {})
    return zipped(packed)


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """Files as one, the same bytes every time."""
    done = io.BytesIO()
    with zipfile.ZipFile(done, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in parts.items():
            made.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return done.getvalue()


def _relation(id_: str, kind: str, target: str, *, outside: bool = False) -> str:
    mode = ' TargetMode="External"' if outside else ""
    return f'<Relationship Id="{id_}" Type="{RELATIONS}/{kind}" Target="{escape(target)}"{mode}/>'


def _relations(lines: Sequence[str]) -> str:
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{"".join(lines)}</Relationships>'


def _types(parts: Mapping[str, str]) -> str:
    base = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    named = {"word/document.xml": "document.main"} | {name: kind for name, kind in PARTS.items() if name in parts}
    over = "".join(f'<Override PartName="/{name}" ContentType="{base}.{kind}+xml"/>' for name, kind in named.items())
    defaults = "".join(
        f'<Default Extension="{ending}" ContentType="{kind}"/>'
        for ending, kind in (
            ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
            ("xml", "application/xml"),
            ("jpg", "image/jpeg"),
            ("png", "image/png"),
        )
    )
    return f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{defaults}{over}</Types>'


JPEG = base64.b64decode(
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABQODxIPDRQSEBIXFRQYHjIhHhwcHj0sLiQySUBMS0dARkVQWnNiUFVtVkVGZIhlbXd7gYKBTmCNl4x9lnN+gXz/2wBDARUXFx4aHjsh"
    "ITt8U0ZTfHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHz/wAARCAAIABADASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAT/xAAX"
    "EAEAAwAAAAAAAAAAAAAAAAAAAwVi/8QAFQEBAQAAAAAAAAAAAAAAAAAAAgP/xAAZEQACAwEAAAAAAAAAAAAAAAAAAwIEIVH/2gAMAwEAAhEDEQA/AIYarK+GqyAsdPpKlYZmn//Z"
)
"""A real JPEG of 16 by 8 points."""

PROGRESSIVE = base64.b64decode(
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABsSFBcUERsXFhceHBsgKEIrKCUlKFE6PTBCYFVlZF9VXVtqeJmBanGQc1tdhbWGkJ6jq62rZ4C8ybqmx5moq6T/2wBDARweHigjKE4r"
    "K06kbl1upKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKT/wgARCAAIABADASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAP/xAAV"
    "AQEBAAAAAAAAAAAAAAAAAAABAv/aAAwDAQACEAMQAAABlUJ//8QAFhAAAwAAAAAAAAAAAAAAAAAAAAED/9oACAEBAAEFAlMUz//EABcRAAMBAAAAAAAAAAAAAAAAAAABAgP/2gAI"
    "AQMBAT8Bytn/xAAWEQEBAQAAAAAAAAAAAAAAAAABAAL/2gAIAQIBAT8BdN//xAAUEAEAAAAAAAAAAAAAAAAAAAAQ/9oACAEBAAY/Aj//xAAUEAEAAAAAAAAAAAAAAAAAAAAQ/9oA"
    "CAEBAAE/IQP/2gAMAwEAAgADAAAAEHP/xAAVEQEBAAAAAAAAAAAAAAAAAAAAUf/aAAgBAwEBPxCl/8QAFBEBAAAAAAAAAAAAAAAAAAAAAP/aAAgBAgEBPxBv/8QAFRABAQAAAAAA"
    "AAAAAAAAAAAAAGH/2gAIAQEAAT8Qkk//2Q=="
)
"""The same in several passes."""

WEBP = base64.b64decode("UklGRjgAAABXRUJQVlA4ICwAAACQAQCdASoQAAgAB0CWJbACdACyOKwA/s18TPNf1J8KJn3F6IAkYU75gNwAAA==")

PLACE = b"52.0907N 5.1214E"
"""What stands in the pictures below and must never come out."""


def exif(side: int = 1) -> bytes:
    """What a phone writes: which side is up, and where and with what the picture was made."""
    make = struct.pack(">HHII", 0x010F, 2, len(PLACE), 38)
    up = struct.pack(">HHIHH", 0x0112, 3, 1, side, 0)
    return b"MM\0\x2a" + struct.pack(">IH", 8, 2) + make + up + struct.pack(">I", 0) + PLACE


def with_exif(data: bytes = JPEG, side: int = 1) -> bytes:
    """A JPEG as a phone makes it, with a remark and XMP as well."""
    return (
        data[:2]
        + _segment(0xE1, b"Exif\0\0" + exif(side))
        + _segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + PLACE)
        + _segment(0xFE, PLACE)
        + data[2:]
    )


def _segment(marker: int, body: bytes) -> bytes:
    return bytes([0xFF, marker]) + struct.pack(">H", len(body) + 2) + body


def png(*, tagged: bool = True) -> bytes:
    """A PNG of 2 by 1 points, with a text, a day and EXIF."""
    chunks = [(b"IHDR", struct.pack(">IIBBBBB", 2, 1, 8, 2, 0, 0, 0))]
    if tagged:
        chunks += [
            (b"tEXt", b"Author\0" + PLACE),
            (b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + PLACE),
            (b"tIME", b"\x07\xea\x0b\x1c\x0a\0\0"),
            (b"eXIf", exif()),
        ]
    chunks += [(b"IDAT", zlib.compress(b"\0\x80\x10\x20\x30\x40\x50")), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)) for kind, body in chunks
    )


def webp(side: int = 1) -> bytes:
    """A WebP in the form that can hold EXIF and XMP, and does."""
    written = exif(side) + b"\0" * (len(exif()) % 2)
    extended = struct.pack("<4sI", b"VP8X", 10) + bytes([0x0C, 0, 0, 0]) + (15).to_bytes(3, "little") + (7).to_bytes(3, "little")
    body = (
        b"WEBP"
        + extended
        + WEBP[12:]
        + struct.pack("<4sI", b"EXIF", len(written))
        + written
        + struct.pack("<4sI", b"XMP ", len(PLACE))
        + PLACE
    )
    return b"RIFF" + struct.pack("<I", len(body)) + body
