"""Every topic of a complete protocol has an article or a reason for having none, and articles name existing topics."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.core import causes
from handbook.core.findings import Cause, Finding, quote
from handbook.sources import Sources
from handbook.sources.data.only_for import applies
from handbook.sources.data.topics import settled
from handbook.sources.files.filling import nearest


def check(sources: Sources) -> Iterator[Finding]:
    topics = sources.data.topics
    if not topics.items:
        return
    for about in sources.metadata.articles.values():
        page = sources.pages[about.page]
        for topic, line in zip(about.topics, about.topic_lines, strict=False):
            if topic not in topics.items:
                mend = f"{nearest(topic, list(topics.items))} Alle onderwerpen staan in {topics.name}."
                message = f"Het onderwerp {quote(topic)} van het artikel {quote(about.id)} bestaat niet."
                cause = Cause(lacks=causes.entry(topics.name, topic), needs=(topics.name,))
                yield page.finding(line, "OND003", message, mend, cause=cause)
        if not about.topics:
            mend = (
                f'Kies een onderwerp uit {topics.name}. Zet bovenaan de pagina de regel "artikelen:" als die er nog niet staat, '
                f"en daaronder, met twee spaties ervoor: {about.id}: {{onderwerpen: [naam-van-het-onderwerp]}}. "
                f"Staat {about.id} daar al, zet dan alleen de onderwerpen erbij."
            )
            cause = Cause(needs=(causes.head(about.page),))
            yield page.warning(about.line, "OND004", f"Het artikel {quote(about.id)} noemt geen onderwerp.", mend, cause=cause)
    if sources.facts is None:
        return
    for one in settled(topics, sources.metadata, sources.articles):
        if not one.articles and not one.reason:
            why = "" if applies(one.topic.alleen_bij, sources.facts) else " bij deze gegevens"
            mend = f"Zet {one.key} bovenaan een pagina bij een artikel, of schrijf hier achter uit: waarom er geen artikel is."
            message = f"Geen artikel regelt{why} het onderwerp {quote(one.topic.naam)}."
            yield topics.finding(topics.line(one.key), "OND002", message, mend, cause=Cause(needs=(causes.TOPICS,)))
