"""Reads a Markdown page: front matter, prose without code, headings with their anchors, links."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from handbook.core.findings import Finding, InFile, SourceFile
from handbook.core.project import Project
from handbook.sources.files.text_files import EVERY_PAGE, hides_the_rest, read_text
from handbook.sources.files.yaml_nodes import Mapping, Scalar, read_mapping
from handbook.sources.page_limits import heavy

FENCE = re.compile(r"^(?P<indent>[ ]*)(?P<fence>`{3,}|~{3,})[ ]*(?P<info>[^`]*)$")
HEADING = re.compile(r"^(?P<marks>#{1,6})[ \t]*(?P<text>.*?)[ \t]*#*[ \t]*$")
EXPLICIT_ID = re.compile(r"\s*\{:?\s*[^{}%]*?#(?P<id>[^\s{}]+)[^{}]*\}\s*$")
ATTRIBUTE_ID = re.compile(r"\{:?\s*[^{}%]*?#(?P<id>[\w.:-]+)[^{}%]*\}")
CODE_SPAN = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)")
JINJA = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")
LINK = re.compile(
    r"(?P<image>!?)\[(?P<text>(?:[^\[\]\\]|\\.|\[[^\[\]]{0,200}\]){0,500})\]\((?P<target><[^<>\n]*>|[^()\s]*(?:\([^()\s]*\)[^()\s]*)?)(?P<title>\s+(?:\"[^\"]*\"|'[^']*'))?\s*\)"
)
REFERENCE = re.compile(r"(?<![\]!\\])\[(?P<text>[^\[\]\n]{1,300})\]\s?\[(?P<label>[^\[\]\n]{0,300})\]")
DEFINITION = re.compile(r"^ {0,3}\[(?P<label>[^\[\]\n^][^\[\]\n]*)\]:[ ]*(?P<target><[^>\n]*>|\S+)")
PAIR_OF_UNDERSCORES = re.compile(r"(?<!\w)(_{1,3})(?=\S)([^_]+)(?<=\S)\1(?!\w)")
AUTOLINK = re.compile(r"<(?P<target>(?:https?|ftp)://[^\s<>]*)>", re.IGNORECASE)


@dataclass(frozen=True)
class Heading:
    """A heading in the source; `anchor` is its address on the page, `explicit` whether the author chose it."""

    line: int
    level: int
    text: str
    anchor: str
    explicit: bool


@dataclass(frozen=True)
class Link:
    """A link or picture in the source; `[label]` as target is a reference that no line defines."""

    line: int
    text: str
    target: str
    image: bool = False


@dataclass(frozen=True)
class Fence:
    """A block of code: the line of its opening fence, its language, its lines and whether it is closed."""

    line: int
    language: str
    lines: tuple[str, ...]
    closed: bool


@dataclass(frozen=True, eq=False)
class Page(InFile):
    """One Markdown file, the same page wherever the same text is read; `path` is relative to docs/, with forward slashes. Lines count from 1 in the whole file."""

    path: str
    name: str
    text: str
    meta: Mapping | None = None
    body_start: int = 1

    @property
    def follows_from(self) -> tuple[str, ...]:
        """What the page was read from: nothing else tells it from another."""
        return self.path, self.name, self.text

    @cached_property
    def lines(self) -> list[str]:
        return self.text.split("\n")

    @property
    def to_docs(self) -> str:
        """What an address on this page begins with that counts from docs/, such as `../`."""
        return "../" * self.path.count("/")

    @cached_property
    def template(self) -> str:
        """The text with the front matter blanked, so that line numbers in the template match the file."""
        return "\n" * (self.body_start - 1) + "\n".join(self.lines[self.body_start - 1 :])

    @cached_property
    def _split(self) -> tuple[list[tuple[int, str]], list[Fence]]:
        return _without_code(self.lines, self.body_start)

    @property
    def prose(self) -> list[tuple[int, str]]:
        """Line number and text of the lines outside fences, code spans replaced by spaces."""
        return self._split[0]

    @property
    def fences(self) -> list[Fence]:
        return self._split[1]

    @cached_property
    def headings(self) -> list[Heading]:
        return list(_headings(self.prose, dict(enumerate(self.lines, 1))))

    @cached_property
    def anchors(self) -> set[str]:
        """Every address on the page that a link may name."""
        ids = {m["id"] for _, line in self.prose for m in ATTRIBUTE_ID.finditer(JINJA.sub("", line))}
        return ids | {h.anchor for h in self.headings}

    @cached_property
    def links(self) -> list[Link]:
        return list(_links(self.prose))

    @property
    def title(self) -> str:
        """The title in the front matter, else the text of the first heading."""
        given = self.meta.items.get("title") if self.meta else None
        if isinstance(given, Scalar):
            return given.text
        return next((h.text for h in self.headings if h.level == 1), self.path)


def load(project: Project) -> tuple[dict[str, Page], list[Finding]]:
    """Every readable page below docs/ by its path, and what is wrong with the files and their front matter."""
    pages: dict[str, Page] = {}
    findings: list[Finding] = []
    for path in sorted(project.docs.rglob("*.md")):
        if path.is_symlink() or not path.is_file():
            continue
        text, mistakes = read_text(project, path)
        findings += mistakes
        if text is None or hides_the_rest(mistakes):
            continue
        if mistakes := _heavy(project.name(path), text):
            findings += mistakes
            continue
        page, wrong = parse(project.name(path), path.relative_to(project.docs).as_posix(), text)
        findings += wrong
        pages[page.path] = page
    return pages, findings


@lru_cache(EVERY_PAGE)
def _heavy(name: str, text: str) -> list[Finding]:
    return heavy(name, text.split("\n"))


@lru_cache(EVERY_PAGE)
def parse(name: str, path: str, text: str) -> tuple[Page, tuple[Finding, ...]]:
    """The page that `text` is; `name` is the file's name in findings."""
    meta, start, findings = front_matter(name, text)
    return Page(path, name, text, meta, start), tuple(findings)


def front_matter(name: str, text: str) -> tuple[Mapping | None, int, list[Finding]]:
    """The front matter of a page, the line on which its body starts, and every mistake in it."""
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        return None, 1, _lost_lines(name, lines)
    end = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() in ("---", "...")), None)
    if end is None:
        message = 'De gegevens bovenaan de pagina zijn niet afgesloten met "---".'
        mend = "Zet onder de laatste regel met gegevens een regel met drie streepjes."
        return None, 1, [SourceFile(name).finding(1, "PAG001", message, mend)]
    node, findings = read_mapping(name, "\n".join(lines[1:end]), offset=1)
    return node, end + 2, findings


def _lost_lines(name: str, lines: list[str]) -> list[Finding]:
    """MkDocs reads `Key: value` on the first lines as metadata, even without `---`, and does not print it."""
    first = next((n for n, line in enumerate(lines) if line.strip()), None)
    if first is None or not re.match(r"^ {0,3}[A-Za-z0-9_-]+:\s", lines[first] + " "):
        return []
    if first == 0:
        message = f'De pagina begint met "{lines[0].strip()[:60]}": deze regel wordt als gegeven gelezen en komt niet op de pagina.'
        mend = "Begin de pagina met een kop. Is de regel wel een gegeven, zoals title:, zet dan --- boven en onder de gegevens."
        return [SourceFile(name).finding(1, "PAG002", message, mend)]
    return []


def _without_code(lines: list[str], start: int) -> tuple[list[tuple[int, str]], list[Fence]]:
    prose: list[tuple[int, str]] = []
    fences: list[Fence] = []
    opened: tuple[int, str, str, list[str]] | None = None
    for number, line in enumerate(lines[start - 1 :], start):
        match = FENCE.match(line)
        if opened:
            at, mark, info, inner = opened
            if match and match["fence"].startswith(mark) and not match["info"].strip():
                fences.append(Fence(at, info, tuple(inner), closed=True))
                opened = None
            else:
                inner.append(line)
        elif match:
            opened = (number, match["fence"], match["info"].strip().split(" ")[0], [])
        else:
            prose.append((number, CODE_SPAN.sub(lambda m: " " * len(m[0]), line)))
    if opened:
        fences.append(Fence(opened[0], opened[2], tuple(opened[3]), closed=False))
    return prose, fences


def _headings(prose: list[tuple[int, str]], raw: dict[int, str]) -> Iterator[Heading]:
    seen: set[str] = set()
    previous = ""
    for number, line in prose:
        found = _heading(line, raw[number], previous, raw.get(number - 1, ""))
        previous = line
        if not found:
            continue
        level, text = found
        given = EXPLICIT_ID.search(text)
        text = EXPLICIT_ID.sub("", text).strip()
        anchor = given["id"] if given else _unique(slugify(text), seen)
        seen.add(anchor)
        yield Heading(number, level, text, anchor, explicit=bool(given))


def _heading(line: str, raw: str, previous: str, raw_previous: str) -> tuple[int, str] | None:
    match = HEADING.match(line)
    if match:
        with_code = HEADING.match(raw) or match
        return len(match["marks"]), with_code["text"]
    if re.fullmatch(r"=+ *|-+ *", line) and previous.strip() and not re.match(r"[ ]{4}|\t|[#|>]|\s*[-*+] |\s*\d+\. ", previous):
        return (1 if line.startswith("=") else 2), raw_previous.strip()
    return None


def slugify(text: str) -> str:
    """The anchor that Python-Markdown makes of a heading (markdown.extensions.toc.slugify, separator '-')."""
    text = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", text)
    text = re.sub(r"<[^>]*>", "", text)
    text = PAIR_OF_UNDERSCORES.sub(r"\2", text.replace("`", ""))
    ascii_only = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    words = re.sub(r"[^\w\s-]", "", ascii_only).strip().lower()
    return re.sub(r"[-\s]+", "-", words)


def one_name(path: str) -> str:
    """What to do about a file in docs/ whose name has an accent that can be typed in two ways."""
    folder, slash, name = path.rpartition("/")
    stem, dot, suffix = name.rpartition(".")
    good = f"{folder}{slash}{slugify(stem)}{dot}{suffix.lower()}"
    return f"Noem het bestand docs/{good}, en schrijf die naam zonder accent in het menu en in links."


def _unique(anchor: str, seen: set[str]) -> str:
    """Python-Markdown's rule for a second heading of the same text: `_1`, `_2`."""
    while anchor in seen or not anchor:
        match = re.fullmatch(r"(.*)_(\d+)", anchor)
        anchor = f"{match[1]}_{int(match[2]) + 1}" if match else f"{anchor}_1"
    return anchor


def _links(prose: list[tuple[int, str]]) -> Iterator[Link]:
    definitions = {m["label"].lower(): m["target"] for _, line in prose if (m := DEFINITION.match(line))}
    for number, line in prose:
        if "[" not in line and "<" not in line:
            continue
        if definition := DEFINITION.match(line):
            yield Link(number, definition["label"], definition["target"].strip("<>"))
            continue
        for match in LINK.finditer(line):
            yield Link(number, match["text"], match["target"].strip("<>"), image=bool(match["image"]))
        for match in AUTOLINK.finditer(line):
            yield Link(number, match["target"], match["target"])
        for match in REFERENCE.finditer(line):
            label = (match["label"] or match["text"]).lower()
            if label not in definitions:
                yield Link(number, match["text"], f"[{match['label'] or match['text']}]")


def source_files(project: Project) -> list[Path]:
    """Everything below docs/, folders and links included, in a fixed order."""
    return sorted(project.docs.rglob("*"))


def address(path: str) -> str:
    """The built address of a source page: `regels/prive.md` is `regels/prive/`."""
    stem = path.removesuffix(".md")
    return stem.removesuffix("index") if stem == "index" or stem.endswith("/index") else f"{stem}/"
