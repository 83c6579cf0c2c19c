"""Nobody's data stand in the handbook: a page, a fact and a file of data can be read by anybody, and what was published stays."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from handbook.checks.personal.kinds import ACCOUNT, KINDS, MOBILE_NUMBER, PERSONAL_MAIL, POSTCODE, Found, address
from handbook.core.as_json import codec
from handbook.core.findings import Finding, SourceFile, quote
from handbook.core.kept import by_content
from handbook.core.project import Project
from handbook.sources import Sources, typed_files
from handbook.sources.data.public_examples import PUBLIC_EXAMPLES
from handbook.sources.documents import attachments
from handbook.sources.files.text_files import REMEMBERED
from handbook.sources.files.yaml_nodes import Scalar, values
from handbook.sources.pages import slugify

OWN = (ACCOUNT, PERSONAL_MAIL, MOBILE_NUMBER)
"""What the organisation may say of its contacts and of itself."""

ABOVE = 3
"""Lines of an address above its postcode: a name, a department, a street."""

LEAD = re.compile(r"^[\s>]*(?:[-*+|]\s+|\d{1,3}\.\s+)?(?:[a-z_]+:\s+)?[\"']?|[\\\"'|\s]+$")
RULE = re.compile(r"^[\s|:-]+$")
TELLING = re.compile(r"[\d@]")
"""What every kind of data has at least one of."""

FINGERPRINT = re.compile(r"(?<![0-9A-Za-z])[0-9a-f]{64}(?![0-9A-Za-z])")
"""What a program writes of a text: of all its figures some look like a number of somebody's, and none is."""

REASON = "[invullen: waarom is dit van niemand?]"
"""A blank that the check refuses: the line that is offered says nothing of its own accord."""


@dataclass(frozen=True)
class _Place:
    """What was found, and where."""

    file: str
    line: int | None
    found: Found


def check(sources: Sources) -> Iterator[Finding]:
    listed = sources.data.public.listed
    allowed = {(entry.waar, entry.staat_er): key for key, entry in listed.items.items()}
    met: set[str] = set()
    for place in _places(sources):
        key = allowed.get((place.file, place.found.shown))
        if key is not None:
            met.add(key)
            continue
        message = f"Hier staat {place.found.what}: {quote(place.found.shown)}."
        yield SourceFile(place.file).finding(place.line, "PRS001", message, _way_out(place))
    for path in _unread(sources.project):
        file, print_ = sources.project.file(path), digest(path)
        key = allowed.get((file.name, print_))
        if key is not None:
            met.add(key)
            continue
        message = f"Of in {quote(path.name)} iets over een persoon staat, kan het programma niet zien."
        mend = f"Lees het bestand na. Staat er van niemand iets in? Zet dan in {PUBLIC_EXAMPLES.name}: {_example(file.name, print_, path.stem)}"
        yield file.warning(None, "PRS004", message, mend)
    for key in listed.items:
        if key not in met:
            message = f"Het openbare voorbeeld {quote(key)} staat niet meer in het bestand dat erbij hoort."
            yield PUBLIC_EXAMPLES.warning(listed.line(key), "PRS002", message, "Haal de regel weg.")


def own_facts_to_go(sources: Sources) -> frozenset[str]:
    """The dotted names of the organisation's own facts that hold somebody's data: nobody is to use them."""
    name = sources.project.name(sources.project.variables_file)
    lines = {one.line for one in check(sources) if one.file == name}
    return frozenset(path for path, value in _typed(sources, "eigen") if value.line in lines)


def masked(sources: Sources, findings: Iterable[Finding]) -> list[Finding]:
    """The findings without what is somebody's: what a check prints ends up in mails and logs."""
    found = [place.found for place in _places(sources)]
    hidden = {text: one.shown for one in found for text in (one.text, unquote(one.text))}
    if not hidden:
        return list(findings)
    longest = re.compile("|".join(re.escape(text) for text in sorted(hidden, key=len, reverse=True)))

    def hide(text: str) -> str:
        return longest.sub(lambda m: hidden[m[0]], text)

    kept = []
    for one in findings:
        # A mend shows its line as it is: a person carries it out.
        told = one.fix and any(longest.search(line) for line in (*one.fix.old, *one.fix.new))
        kept.append(replace(one, message=hide(one.message), mend=hide(one.mend), fix=None if told else one.fix))
    return kept


def _way_out(place: _Place) -> str:
    example = _example(place.file, place.found.shown, f"{PurePosixPath(place.file).stem}-{place.found.shown}")
    parts = ["Haal het weg: iedereen kan het lezen, en wat is gepubliceerd, blijft."]
    if "kan zijn" in place.found.what:
        parts.append("Is het een ander nummer? Schrijf dan ervoor wat het is, zoals KvK-nummer of ordernummer.")
    elif place.found.what in (PERSONAL_MAIL, MOBILE_NUMBER):
        parts.append("Is het een contact? Zet het dan in variables.yml, onder contact.")
    elif place.found.what == ACCOUNT:
        parts.append(
            "Is het van de organisatie? Zet het dan in variables.yml, onder eigen, en schrijf hier {{ eigen.rekening }}, met de naam die u koos."
        )
    return " ".join([*parts, f"Is het een openbaar voorbeeld? Zet dan in {PUBLIC_EXAMPLES.name}: {example}"])


def _example(file: str, shown: str, name: str) -> str:
    """The line that says of what stands in a file that it is nobody's."""
    return f'{slugify(name)}: {{waar: {file}, staat_er: "{shown}", reden: "{REASON}"}}'


def _unread(project: Project) -> list[Path]:
    """The attachments whose text no program here can read."""
    return [path for path in attachments.lying(project.docs) if attachments.text(path) is None]


def digest(path: Path) -> str:
    """How a file is told from another of its name: who read it read this one."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]


@lru_cache(1)
def _places(sources: Sources) -> tuple[_Place, ...]:
    """All that was found in all that people type, but for the contacts and the accounts of the organisation itself."""
    return tuple(_found_in(sources))


def _found_in(sources: Sources) -> Iterator[_Place]:
    own, project = _own(sources), sources.project
    for path, text in typed_files.texts(sources).items():
        for line, found in _found(text):
            if found.what not in OWN or _plain(found.text) not in own:
                yield _Place(project.name(path), line, found)
    for path in attachments.lying(project.docs):
        said = {found.text: found for _, found in _found("\n".join(attachments.text(path) or ()))}
        yield from (_Place(project.name(path), None, one) for one in said.values() if one.what not in OWN or _plain(one.text) not in own)


def _own(sources: Sources) -> frozenset[str]:
    """What stands under contact, and what the organisation says of itself under eigen."""
    accounts = {value.text for _, value in _typed(sources, "eigen") if re.match(r"\s*[A-Za-z]{2}\s?\d{2}", value.text)}
    return frozenset(_plain(text) for text in {*(value.text for _, value in _typed(sources, "contact")), *accounts})


def _typed(sources: Sources, group: str) -> Iterator[tuple[str, Scalar]]:
    """The values of one group of the facts, each with its dotted name."""
    facts = typed_files.facts(sources)
    return values(facts.items.get(group) if facts else None, group)


def _plain(text: str) -> str:
    """The same number or address, however it was typed: +31 6 12 is 06-12."""
    small = unquote(text).strip().lower()
    if re.fullmatch(r"[\d\s()+./-]+", small):
        return re.sub(r"^(?:00)?310?(?=6\d{8}$)|^0(?=6\d{8}$)", "", re.sub(r"\D", "", small))
    return small if "@" in small else re.sub(r"[\s.-]", "", small)


@by_content("personen", REMEMBERED, **codec(tuple[tuple[int, Found], ...]))
def _found(text: str) -> tuple[tuple[int, Found], ...]:
    found: dict[tuple[int, str], Found] = {}
    lines, head = text.split("\n"), ""
    for number, line in enumerate(lines, 1):
        if not line.lstrip().startswith("|"):
            head = ""
        elif not head:
            head = line
        if not TELLING.search(line):
            continue
        told = FINGERPRINT.sub("", line)
        for kind in KINDS:
            for one in kind(told, head if head != line else ""):
                found.setdefault((number, one.text), one)
        if POSTCODE.search(line):
            for one in _in_rows(lines, number):
                found.setdefault((number, one.text), one)
    return tuple((number, one) for (number, _), one in found.items())


def _in_rows(lines: list[str], number: int) -> Iterator[Found]:
    """An address whose name, street and place each have a line of their own."""
    block: list[str] = []
    for line in reversed(lines[max(0, number - 1 - ABOVE) : number]):
        if not line.strip() or RULE.match(line):
            break
        block.insert(0, LEAD.sub("", line))
    for one in address(", ".join(block), "") if len(block) > 1 else ():
        yield replace(one, text=lines[number - 1].strip())
