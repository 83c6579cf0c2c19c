"""Every sentence of our own text that addresses its reader, beside its je-form: `python -m tests.support.form_of_address` writes the list again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from handbook.checks.prose.texts import texts_of
from handbook.core.project import Project
from handbook.sources import Sources, variables
from handbook.sources.printed.form_of_address import SPOKEN, Familiar, apply
from handbook.sources.printed.sentences import Sentence
from handbook.sources.variables import Variables
from tests.support.employers import COUNCILS, SECTORS, STANCES, employer
from tests.support.expectations import ours
from tests.support.handbooks import SAMPLE

LIST = Path(__file__).parents[1] / "content/aanspreekvorm.txt"
"""In pairs of lines: the sentence as it was typed, and indented as it is said with je."""

NUMBER = re.compile(r"\d+\.\d+")


def employers() -> Iterator[Variables]:
    """The sample's facts, whatever ours are, under every sector, stance and council, with and without monitoring and own channels."""
    facts, _ = variables.load(Project.find(SAMPLE))
    assert facts
    for at, sector in enumerate(SECTORS):
        one = employer(facts, STANCES[at % 3], sector, COUNCILS[(at + at // 3) % 3], at != 3)
        yield one.model_copy(update={"beleid": one.beleid.model_copy(update={"toezicht": at != 3})})


def spoken(sources: Sources) -> dict[str, Sentence]:
    """The sentences with u, uw or uzelf, in the order of the pages; the number of an article, which moves, is 1.1."""
    found: dict[str, Sentence] = {}
    for facts in employers():
        for text in texts_of(replace(sources, facts=facts)):
            for sentence in text.sentences:
                if SPOKEN.search(sentence.text):
                    one = NUMBER.sub("1.1", sentence.text)
                    found.setdefault(one, replace(sentence, text=one) if one != sentence.text else sentence)
    return found


def said(sources: Sources) -> dict[str, str]:
    """Each such sentence with its je-form."""
    facts = next(employers())
    familiar = Familiar.of(sources.data.address, facts)
    return {text: apply(text, familiar.said(text, one.quoted).changes) for text, one in spoken(sources).items()}


def listed() -> dict[str, str]:
    """What the list holds."""
    lines = LIST.read_text("utf-8").splitlines()
    return dict(zip(lines[::2], (line.strip() for line in lines[1::2]), strict=True))


if __name__ == "__main__":
    LIST.write_text("".join(f"{formal}\n    {familiar}\n" for formal, familiar in said(ours()).items()), "utf-8")
