"""A redline as HTML: `<ins>` and `<del>`, and in words what happened, so that no colour is needed.

Each article is a section with its id. An element with the class `verschil-plek` is a place to go to from the one before; what has the
class `verschil-gelijk` did not change. No class belongs to the theme, and nothing needs a script.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from handbook.redline.changes import IN, OUT, TOLD, Box, Change, Line, Marked, PartChange, Piece, Redline
from handbook.redline.fact_names import fact_name
from handbook.redline.links import is_whole
from handbook.redline.markup import escape
from handbook.redline.named import about, heading, kinds_said, part_name

AddressOf = Callable[[str, str], str]
"""The address of a place in a version: takes the name of the version and the address below its folder."""

SPOT = "verschil-plek"
SAFE = ("http:", "https:", "mailto:", "tel:")
HEADINGS = frozenset({"h3", "h4", "h5", "h6"})


def fragment(redline: Redline, *, address_of: AddressOf, note_of: Callable[[str], str] = lambda _: "") -> str:
    """All changes as HTML for within `<main>`, below a heading of the first rank. The summary on top is part of it.

    `note_of` gives what stands below the heading of an article, as HTML, by its id.
    """
    writer = _Writer(redline, address_of, note_of)
    return "\n".join(writer.all())


def page(redline: Redline, *, address_of: AddressOf) -> str:
    """The same as a page of its own, which a browser, a word processor or a printer shows without anything else."""
    title = escape(f"Verschil tussen {redline.old} en {redline.new}")
    inner = fragment(redline, address_of=address_of)
    return (
        f'<!DOCTYPE html>\n<html lang="nl">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n</head>\n'
        f"<body>\n<main>\n<h1>{title}</h1>\n{inner}\n</main>\n</body>\n</html>"
    )


def parts(redline: Redline, change: Change, *, address_of: AddressOf) -> str:
    """What became of the parts of one article, as HTML for below a heading that the caller gives it."""
    writer = _Writer(redline, address_of, lambda _: "")
    return "\n".join(line for part in change.parts for line in writer.part(part))


def line(marked: Line, links: Callable[[str], str] | None = None) -> str:
    """Running text with its marks; `links` gives where a link of the text leads, nothing where it is left out."""
    return _line(marked.pieces, links or (lambda link: link if _safe(link) else ""))


def _line(pieces: Sequence[Piece], links: Callable[[str], str]) -> str:
    found = []
    fresh = True
    for link, group in _by_link(pieces):
        inner = []
        for op, alike in groupby(group, key=lambda piece: piece.op):
            stretch = [*alike]
            text = "".join(map(_text, stretch))
            spot = f' class="{SPOT}"' if fresh else ""
            if op in (OUT, IN):
                tag = "del" if op == OUT else "ins"
                inner.append(f"<{tag}{spot}>{text}</{tag}>")
                fresh = False
            elif op == TOLD:
                inner.append(f' <span class="verschil-label{f" {SPOT}" if fresh else ""}">{text}</span>')
                fresh = False
            else:
                inner.append(text)
                fresh = fresh or any(piece.text.strip() for piece in stretch)
        href = links(link) if link else ""
        found.append(f'<a href="{escape(href)}">{"".join(inner)}</a>' if href else "".join(inner))
    return "".join(found)


def _by_link(pieces: Sequence[Piece]) -> Iterator[tuple[str, list[Piece]]]:
    """The pieces of one link together. One that went has a link only within what is still there."""
    for link, group in groupby(pieces, key=lambda piece: piece.link):
        found = [*group]
        yield (link if any(piece.op != OUT for piece in found) else ""), found


def _text(piece: Piece) -> str:
    text = escape(piece.text).replace("\n", "<br>")
    for name in reversed(piece.names):
        text = text if name == "img" else f"<{name}>{text}</{name}>"
    return text


def _safe(link: str) -> bool:
    """Whether a link leads to a page, a mail address or a telephone."""
    small = link.strip().lower()
    return not is_whole(small) or small.startswith((*SAFE, "/"))


class _Writer:
    def __init__(self, redline: Redline, address_of: AddressOf, note_of: Callable[[str], str]) -> None:
        self._redline, self._address_of, self._note_of = redline, address_of, note_of

    def all(self) -> Iterator[str]:
        redline = self._redline
        yield f'<p class="verschil-samenvatting">{escape(redline.summary)}</p>'
        if redline.facts:
            yield '<section class="verschil-gegevens">\n<h2>Gegevens</h2>\n<ul>'
            for fact in redline.facts:
                yield f'<li class="{SPOT}">{escape(fact_name(fact.name))}: {_values(fact.old, fact.new)}{self._where(fact.articles)}</li>'
            yield "</ul>\n</section>"
        told: set[str] = set()
        for switch in redline.switches:
            changes = [one for one in redline.changes if switch.name in one.switches and one.id not in told]
            told.update(one.id for one in changes)
            # A browser opens it for who follows a link to an article within.
            yield f'<details class="verschil-keuze {SPOT}">\n<summary>{escape(fact_name(switch.name))}: {_values(switch.old, switch.new)}</summary>'
            for change in changes:
                yield from self._article(change, "h3")
            yield "</details>"
        left = [one for one in redline.changes if one.id not in told]
        for change in left:
            if change.counted != "gegeven":
                yield from self._article(change, "h2")
        yield from self._with_other_facts([one for one in left if one.counted == "gegeven"])

    def _with_other_facts(self, changes: Sequence[Change]) -> Iterator[str]:
        """Articles that say the same with another value, which was told above: folded, but for one alone."""
        if not changes:
            return
        yield f'<details class="verschil-zelfde"{" open" if len(changes) == 1 else ""}>\n<summary>Alleen een ander gegeven: {len(changes)}</summary>'
        for change in changes:
            yield from self._article(change, "h3")
        yield "</details>"

    def _where(self, ids: Sequence[str]) -> str:
        changes = {one.id: one for one in self._redline.changes}
        links = [f'<a href="#{escape(id_)}">artikel {escape(changes[id_].article.number)}</a>' for id_ in ids if id_ in changes]
        return f" (in {', '.join(links)})" if links else ""

    def _article(self, change: Change, tag: str) -> Iterator[str]:
        said = " ".join(change.said)
        # Without parts it is itself the place to go to.
        spot = "" if any(part.how != "gelijk" for part in change.parts) and change.old and change.new else f" {SPOT}"
        yield f'<section id="{escape(change.id)}" class="verschil-artikel{spot}" data-soort="{said}">'
        version = self._redline.new if change.new else self._redline.old
        number = escape(change.article.number)
        href = self._address_of(version, change.article.address)
        title = _line(change.title.pieces, lambda _: "")
        yield f'<{tag}><span class="verschil-label">{escape(kinds_said(change))}</span> <a href="{escape(href)}">{heading(number)}</a> {title}</{tag}>'
        if note := self._note_of(change.id):
            yield note
        for sentence in about(change):
            yield f'<p class="verschil-over">{escape(sentence)}</p>'
        for part in change.parts:
            yield from self.part(part)
        yield "</section>"

    def part(self, part: PartChange) -> Iterator[str]:
        """One part, with what happened to it in words."""
        alike = " verschil-gelijk" if part.how == "gelijk" else ""
        spot = f" {SPOT}" if part.labels or part.how in ("nieuw", "vervallen", "verplaatst") else ""
        yield f'<div class="verschil-deel{alike}{spot}" data-deel="{escape(part.part.kind)}" data-soort="{part.how}">'
        name = escape(part_name(part))
        if part.title:
            name = _line(part.title.pieces, lambda _: "")
        labels = "".join(f' <span class="verschil-label">{escape(label)}</span>' for label in part.labels)
        if name or labels:
            yield f'<p class="verschil-naam">{name}{labels}</p>'
        yield "".join(self._block(block) for block in part.blocks)
        yield "</div>"

    def _block(self, block: Marked) -> str:
        if isinstance(block, Line):
            return _line(block.pieces, self._link)
        label = f'<span class="verschil-label">{escape(block.label)}</span> ' if block.label else ""
        attributes = "".join(f' {name}="{escape(value)}"' for name, value in block.attributes)
        spot = f' class="{SPOT}"' if block.label and block.tag not in ("table", "tr", "hr") else ""
        inner = "".join(self._block(child) for child in block.children)
        return _element(block, f"{attributes}{spot}", label, inner)

    def _link(self, link: str) -> str:
        if not _safe(link):
            return ""
        return link if is_whole(link) else self._address_of(self._redline.new, link)


def _element(block: Box, attributes: str, label: str, inner: str) -> str:
    """The block as an element in which its label may stand."""
    tag = block.tag
    if tag in ("ul", "ol", "dl", "table", "hr"):
        element = "<hr>" if tag == "hr" else f"<{tag}{attributes}>{inner}</{tag}>"
        return (f"<p>{label}</p>" if label else "") + element
    if tag == "tr" and label and block.children:
        # Within the first cell: no text stands between cells.
        start = inner.index(">") + 1
        return f"<tr>{inner[:start]}{label}{inner[start:]}</tr>"
    if tag in HEADINGS:
        return f"<p{attributes or ''}><strong>{label}{inner}</strong></p>"
    return f"<{tag}{attributes}>{label}{inner}</{tag}>"


def _values(old: str, new: str) -> str:
    went, came = (f"<del>{escape(old)}</del>" if old else ""), (f"<ins>{escape(new)}</ins>" if new else "")
    return f"was {went or 'leeg'}, is {came or 'leeg'}"
