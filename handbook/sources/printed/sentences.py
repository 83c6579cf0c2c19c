"""Gives what a reader gets to read of a page: sentences with their lines, facts and words filled in, without markup and without the engine."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Any, Literal

from jinja2 import nodes

from handbook.core.as_json import codec
from handbook.core.kept import by_content
from handbook.sources.articles import headed
from handbook.sources.files.characters import SEEN, composed
from handbook.sources.files.text_files import REMEMBERED
from handbook.sources.pages import CODE_SPAN, Page
from handbook.sources.printed import conditions, full_stop, inline
from handbook.sources.printed.inline_words import WORDS, Known, cited

Kind = Literal["text", "heading", "cell", "quote"]

MARK = re.compile(r"^[ \t>]*(?:[-*+]|\d{1,9}[.)]|:)[ \t]+(?:\[[ xX]\][ \t]+)?")
BOX = re.compile(r'^[ \t]*(?:!!!|\?\?\?\+?|===)[ \t]*[\w -]*(?:"(?P<title>[^"]*)")?[ \t]*$')
FENCE = re.compile(r"^[ ]*(`{3,}|~{3,})")
RULE = re.compile(r"^[\s|:*_=-]+$")
ATTRIBUTES = re.compile(r"\{:[^{}]*\}|\{\s*(?:[#.]|[a-z]+=)[^{}]*\}")
TONGUE = re.compile(r"^\{:[^{}]*\blang=[\"']?(?!nl\b)[^{}]*\}$")
"""The line below a paragraph that says it is in another language."""

TAG = re.compile(r"<(?:[A-Za-z/!][^<>]*)>")
LINKED = re.compile(r"!?\[((?:[^\[\]\\]|\\.){0,500})\](?:\([^()\s]*(?:\s+\"[^\"]*\")?\)|\[[^\[\]]*\])")
DEFINED = re.compile(r"^ {0,3}\[(?!\^)[^\[\]]+\]:[ \t]+\S+(?:[ \t]+[\"'(].*)?$")
"""Where the links with a label lead: no reader sees that line."""

SHORTENED_WORD = re.compile(r"^ {0,3}\*\[[^\[\]]+\]:[ \t]*(?P<meaning>.*)$")
"""What a short word means, which is printed behind it where it first stands."""

CAPTION = re.compile(r"^ *///+(?: *caption)? *$")
"""The lines round what stands below a picture."""

ICON = re.compile(r"(?<![\w:/]):[a-z][a-z0-9_+-]{1,60}:(?![\w:/])")
"""The name of a sign, such as :smile:, which has a finding of its own (handbook/checks/markdown/not_offered.py)."""

KEYS = re.compile(r"\+\+[\w\"'+-]+\+\+")

ADDRESS = re.compile(r" ?<?\b(?:https?://|www\.)\S*[^\s.,;:!?)]| ?[\w.+-]{1,64}@[\w.-]*\w|[#@]\w+|\[\^[^\]]*\]:?")
EMPHASIS = re.compile(r"\*{1,3}|(?<!\w)_{1,3}(?=\S)|(?<=\S)_{1,3}(?!\w)|`+|==|\+\+")
ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!|>~-])")
SIGNS = re.compile(r"[`{<\[@#*_=+\\&]|:[a-z/]|www\.")
"""What a line with any of these has at least one of; most lines are words alone."""

ENDS = re.compile(r"""[.!?…]["'”’)]*\s+(?=["'“‘(]?[A-ZÀ-Þ0-9])""")
SHORTENED = re.compile(r"(?:\b[A-Za-z]|\b(?:nr|art|bijv|bv|dhr|mevr|mr|dr|ca|vs|blz|tel|enz))\.[\"'”’)]*\s+$")
"""A point behind one letter or one of these ends no sentence: N. Voorbeeld, B.V."""


WORD = re.compile(r"[A-Za-zÀ-ÖØ-öø-ɏ]+(?:['’-][A-Za-zÀ-ÖØ-öø-ɏ]+)*")
QUOTED = re.compile(r"[\"“„][^\"“”„]{0,500}[\"”]|(?<!\w)['‘][^'’\"]{3,300}['’](?!\w)")


def words(text: str) -> list[str]:
    """The words of a text, without figures and marks; a loose accent has a finding of its own."""
    return WORD.findall(composed(text))


@dataclass(frozen=True)
class Sentence:
    """One sentence, heading or cell; `article` is the article in which it stands, empty outside articles.

    `quoted` are the parts that belong to a quotation of more sentences than this one, `named` those that are the name of something.
    """

    text: str
    line: int
    kind: Kind = "text"
    article: str = ""
    quoted: tuple[tuple[int, int], ...] = ()
    named: tuple[tuple[int, int], ...] = ()

    @cached_property
    def words(self) -> list[str]:
        """The words of the sentence itself: where it names an article by its title, that heading was read where it stands."""
        return words(_blank(self.text, self.named))

    @cached_property
    def own_text(self) -> str:
        """What we say ourselves, here: the text without quotations and names."""
        return QUOTED.sub(" ", _blank(self.text, (*self.quoted, *self.named)))

    @cached_property
    def own_words(self) -> list[str]:
        return words(self.own_text) if self.own_text != self.text else self.words


def _blank(text: str, parts: Iterable[tuple[int, int]]) -> str:
    """`text` with spaces where `parts` are."""
    for start, end in parts:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def sentences(page: Page, tree: nodes.Template, reader: Reader) -> tuple[Sentence, ...]:
    """What is printed of the page, in its order."""
    return of_page(page, tuple(reader.lines(page, tree)))


@by_content("zinnen", REMEMBERED, **codec(tuple[Sentence, ...]))
def of_page(page: Page, lines: tuple[tuple[int, str], ...]) -> tuple[Sentence, ...]:
    """The sentences of a page, of which `lines` are printed."""
    heads = {line: m["id"] for line, _, m in headed(page) if m}
    return tuple(one for block in _blocks(lines, heads) for one in block.sentences())


@lru_cache(10 * REMEMBERED)
def of_text(text: str, line: int) -> tuple[Sentence, ...]:
    """The sentences of one text out of docs/gegevens."""
    return tuple(_Block([(line, plain(text))]).sentences())


def of_lines(lines: Iterable[tuple[int, str]], article: str = "") -> tuple[Sentence, ...]:
    """The sentences of one paragraph, of which these are the printed lines."""
    return tuple(_Block([(number, words) for number, line in lines if (words := plain(line))], article=article).sentences())


def plain(line: str) -> str:
    """One line of Markdown without its marks."""
    if SIGNS.search(line):
        # Code is a name for a computer, not a word.
        line = ATTRIBUTES.sub("", ICON.sub("", KEYS.sub(" ", CODE_SPAN.sub(" ", line))))
        line = LINKED.sub(r"\1", line)
        line = ADDRESS.sub("", TAG.sub(" ", line))
        line = html.unescape(ESCAPED.sub(r"\1", EMPHASIS.sub("", line)))
    # A soft hyphen and its like have a finding of their own.
    return " ".join(composed(line if line.isascii() else line.translate(SEEN)).split())


@dataclass
class _Block:
    """A paragraph, item, heading or cell: its lines in order."""

    lines: list[tuple[int, str]]
    kind: Kind = "text"
    article: str = ""

    def sentences(self) -> list[Sentence]:
        """The block cut where a sentence ends, each with the line on which it begins."""
        text, starts = "", []
        for number, line in self.lines:
            starts.append((len(text), number))
            text += line + " "
        text, names = inline.unmarked(text)
        cuts = [0, *(m.end() for m in ENDS.finditer(text) if not _within(m, text, names)), len(text)]
        quotations = [m.span() for m in QUOTED.finditer(text)] if len(cuts) > 2 else []
        found = []
        for begin, end in pairwise(cuts):
            sentence = text[begin:end].strip()
            if sentence:
                where = next(number for at, number in reversed(starts) if at <= begin)
                begin += text[begin:end].index(sentence)
                held = [
                    (max(a, begin) - begin, min(b, end) - begin) for a, b in quotations if a < end and b > begin and (a < begin or b > end)
                ]
                named = tuple((a - begin, b - begin) for a, b in names if begin <= a < end)
                found.append(Sentence(sentence, where, self.kind, self.article, tuple(held), named))
        return found


def _within(end: re.Match[str], text: str, names: Iterable[tuple[int, int]]) -> bool:
    """Whether what looks like the end of a sentence is none: behind an abbreviation, or in the middle of a name."""
    shortened = SHORTENED.search(text, max(0, end.start() - 8), end.end())
    return bool(shortened) or any(begin <= end.start() and end.end() <= stop for begin, stop in names)


def unfenced(lines: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """The lines without blocks of code and the marks around those."""
    fence = ""
    for number, raw in lines:
        mark = FENCE.match(raw)
        if mark or fence:
            fence = "" if mark and fence and mark[1].startswith(fence) else fence or (mark[1] if mark else "")
        else:
            yield number, raw


def _blocks(lines: Iterable[tuple[int, str]], heads: Mapping[int, str]) -> Iterator[_Block]:
    block = _Block([])
    article = ""
    for number, raw in unfenced(lines):
        line = raw.strip()
        if TONGUE.match(line):
            block.lines.clear()
        level = len(line) - len(line.lstrip("#"))
        alone = _alone(raw, line)
        if not line or alone or MARK.match(raw) or (line.startswith(">") and block.kind != "quote"):
            if block.lines:
                yield block
            block = _Block([], "quote" if line.startswith(">") else "text", article)
        if 1 <= level <= 2 and alone:
            article = heads.get(number, "")
        for kind, text in alone or ():
            if words := plain(text):
                yield _Block([(number, words)], kind, article)
        if not alone and (words := plain(MARK.sub("", raw).lstrip("> "))):
            block.lines.append((number, words))
    if block.lines:
        yield block


def _alone(raw: str, line: str) -> list[tuple[Kind, str]]:
    """What of the line stands on its own: a heading, the title of a box, the cells of a row. Empty where the line is running text."""
    box = BOX.match(raw)
    if line.startswith("#"):
        return [("heading", line.lstrip("#").strip())]
    if box:
        return [("heading", box["title"] or "")]
    if shortened := SHORTENED_WORD.match(raw):
        return [("cell", shortened["meaning"])]
    if DEFINED.match(raw) or CAPTION.match(raw):
        return [("cell", "")]
    if line.startswith("|"):
        return [("cell", cell) for cell in re.split(r"(?<!\\)\|", line.strip("|"))] if not RULE.match(line) else [("cell", "")]
    return [("cell", "")] if line and RULE.match(line) else []


@dataclass(frozen=True)
class Reader:
    """What a page's names and words stand for when it is printed."""

    names: Mapping[str, Any]
    known: Known
    plain: Callable[[Iterable[inline.Part]], str] = inline.plain
    """How the parts of a word become text: with `inline.marked`, the sentences know what in them is a name."""

    def lines(self, page: Page, tree: nodes.Template) -> list[tuple[int, str]]:
        """The lines that are printed, each with its number in the source."""
        if not tree.body:
            return list(enumerate(page.template.split("\n"), 1))
        found: list[tuple[int, str]] = []
        part, at = "", 1
        for line, text in self.printed(tree):
            first, *rest = text.split("\n")
            at = at if part else line
            part += first
            for offset, more in enumerate(rest, 1):
                found.append((at, part))
                at, part = line + offset, more
        return [(line, full_stop.once(text)) for line, text in [*found, (at, part)]]

    def printed(self, node: nodes.Node) -> Iterator[tuple[int, str]]:
        """The parts of the text that are left once the conditions are decided: line and text."""
        for one in conditions.parts(node):
            if isinstance(one, nodes.If):
                for child in conditions.branch(one, self.names):
                    yield from self.printed(child)
            elif isinstance(one, nodes.TemplateData):
                yield one.lineno, one.data
            else:
                yield one.lineno, self.said(one)

    def said(self, node: nodes.Node) -> str:
        """What a word or a fact prints."""
        return self.word(node) if isinstance(node, nodes.Call) else self.value(conditions.decide(node, self.names))

    def value(self, value: object) -> str:
        """What a fact prints: letters, never HTML, so that "Bureau <Zuid>" keeps its last word."""
        return full_stop.marked(html.escape(str(getattr(value, "raw", value)), quote=False)) if value is not None else ""

    def word(self, call: nodes.Call) -> str:
        """What a word prints within a sentence; one that prints a block of its own prints nothing here."""
        word = WORDS.get(call.node.name) if isinstance(call.node, nodes.Name) else None
        if word is None:
            return ""
        given = [conditions.decide(one, self.names) for one in call.args]
        options = {one.key: conditions.decide(one.value, self.names) for one in call.kwargs}
        try:
            return full_stop.marked(html.escape(self.plain(word(self.known, *given, **options)), quote=False))
        except (AttributeError, KeyError, TypeError, ValueError):
            # A word that is given what is not there has a finding of its own.
            return ""

    def text(self, text: str) -> str:
        """A text of docs/gegevens as it is printed."""
        try:
            return inline.plain(cited(self.known, text))
        except KeyError:
            # So has a reference to an article that is not there.
            return text
