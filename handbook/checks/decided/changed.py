"""Which articles this text gives another meaning than the text that was published before it: what a decision can be needed on."""

from __future__ import annotations

from dataclasses import dataclass

from handbook.checks.changes import declared, since
from handbook.redline import Change
from handbook.sources import Sources


@dataclass(frozen=True)
class Changed:
    """One article: `withdrawn` where this text has it no longer, and then its topics and title are those that it had."""

    id: str
    title: str
    topics: tuple[str, ...]
    label: str = ""
    withdrawn: bool = False

    @property
    def named(self) -> str:
        """Artikel 2.1 ("Klachten"); one that this text has no longer has no number in it."""
        return f'artikel {self.label} ("{self.title}")' if self.label else f'"{self.title}" (vervalt)'


@dataclass(frozen=True)
class Changes:
    """All of them; `before` is the version that they are changes of, None where this is the first text."""

    before: str | None
    articles: tuple[Changed, ...]


def read(sources: Sources) -> Changes:
    """The articles that changed; all of them where no text was published before."""
    redline = since.changes(sources)
    if redline is None:
        every = sorted(sources.articles.values(), key=lambda one: (one.chapter, one.number))
        return Changes(None, tuple(Changed(one.id, one.title, _topics(sources, one.id), one.label) for one in every))
    return Changes(redline.old, tuple(_changed(sources, one) for one in declared.changed(redline).values()))


def _changed(sources: Sources, change: Change) -> Changed:
    if change.new is None:
        return Changed(change.article.id, change.article.title, change.article.topics, withdrawn=True)
    return Changed(change.new.id, change.new.title, _topics(sources, change.new.id), sources.articles[change.new.id].label)


def _topics(sources: Sources, id_: str) -> tuple[str, ...]:
    about = sources.metadata.articles.get(id_)
    return about.topics if about else ()
