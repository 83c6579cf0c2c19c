"""What a next revision can say of its changes before anybody has said a word: the redline, told in sentences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from pydantic_core import PydanticCustomError

from handbook.checks.changes import declared
from handbook.core.console import few
from handbook.new import facts
from handbook.new.revision_file import Item
from handbook.redline import Change, Redline, proposed
from handbook.sources.files.kinds.value import VALUE_LIMIT, Raw
from handbook.sources.files.kinds.words import sentence

NO_TITLES: Mapping[str, str] = {}


def items(redline: Redline, left_out: Iterable[str] = (), titles: Mapping[str, str] = NO_TITLES) -> list[Item]:
    """A change for every article that a revision must tell of, and one for each choice that was switched; without the articles `left_out`.

    `titles` are those of articles as the sources speak to a reader, by id: the redline has them as they are printed, with je where that was chosen.
    """
    skipped, found = {*left_out}, dict[str, list[str]]()
    for one in redline.switches:
        ids = [id_ for id_ in one.articles if id_ not in skipped and id_ in declared.changed(redline)]
        if ids:
            found[_cut(proposed.switched(one.name, one.old, one.new))] = ids
            skipped.update(ids)
    for id_, change in declared.changed(redline).items():
        if id_ not in skipped:
            found.setdefault(what(change, titles.get(id_)), []).append(id_)
    return [Item(tuple(ids), text) for text, ids in found.items()]


def what(change: Change, title: str | None = None) -> str:
    """One sentence on what became of an article. Of one with a title that can stand in no value, such as one with braces, its address."""
    text = _what(change, title or change.article.title)
    return proposed.unnamed(change.id) if unfit(text) else text


def beside(pages: Sequence[str]) -> Item:
    """The change of what stands outside the articles, on pages with these titles."""
    named = [title for title in pages if not unfit(title)]
    text = _cut(f"Ook buiten de artikelen is tekst veranderd, op deze pagina's: {few(named)}.")
    return Item((), "Ook buiten de artikelen is tekst veranderd." if not named or unfit(text) else text)


def _what(change: Change, title: str) -> str:
    title = title.rstrip(".")
    if change.old is None:
        return _cut(f"Nieuw: {title}.")
    if change.new is None:
        return _cut(f"Vervallen: {title}.")
    return _cut(proposed.article(title, change.parts, renamed=change.old.title != change.new.title))


def unfit(text: str) -> str:
    """Why a text cannot stand in the file of a revision, in a sentence about it; empty where it can."""
    try:
        sentence(Raw(facts.text(text)))
    except PydanticCustomError as error:
        context = error.context or {}
        return f"{context.get('message', '')} {context.get('mend', '')}"
    return ""


def _cut(text: str) -> str:
    """As long as a value may be."""
    return text if len(text) <= VALUE_LIMIT else f"{text[: VALUE_LIMIT - 1].rstrip()}…"
