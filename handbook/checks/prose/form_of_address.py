"""Whether a text addresses its readers in the chosen form, and can be said in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from handbook.checks.prose import readability
from handbook.checks.prose.texts import Text, shown
from handbook.core.findings import Finding, quote
from handbook.sources.data.form_of_address import ADDRESS
from handbook.sources.mkdocs_yml import MKDOCS_YML, NavEntry
from handbook.sources.printed.form_of_address import Familiar
from handbook.sources.printed.sentences import Sentence


def check(text: Text, form: str, familiar: Familiar | None) -> Iterator[Finding]:
    """The other form than `form`, or where `familiar` puts the u-form into it, the places that the pairs do not decide."""
    if familiar:
        # What is typed with u is printed with je, so that a page may hold both.
        yield from _doubts(text, familiar)
    else:
        yield from _other(text, form, missing=form == "je")


def menu(entries: Iterable[NavEntry], familiar: Familiar | None) -> Iterator[Finding]:
    """The same of the lines of the menu, which every page shows."""
    titles = [Sentence(entry.title, entry.line, "heading") for entry in entries]
    if familiar:
        yield from _doubts(Text(MKDOCS_YML.name, MKDOCS_YML.name, titles), familiar)


def _doubts(text: Text, familiar: Familiar) -> Iterator[Finding]:
    for sentence in text.sentences:
        for doubt in familiar.said(sentence.text, sentence.quoted).doubts:
            pair = f"{doubt.left}: {doubt.right}" if doubt.group == "werkwoorden" else f'"{doubt.left}": "{doubt.right}"'
            message = f"Hoe deze zin met je klinkt, is niet zeker: {shown(sentence)}"
            mend = f"Zet in {ADDRESS.name} onder {doubt.group}: {pair}. Klopt de rechterkant niet? Verander haar dan."
            yield text.warning(sentence.line, "TAA009", message, mend)


def _other(text: Text, form: str, *, missing: bool) -> Iterator[Finding]:
    """One finding per page: with the other form chosen, the whole page needs changing, unless it is only the list that is `missing`."""
    other = [(s, found) for s in text.sentences if (found := readability.address(s, form))]
    if other:
        first, found = other[0]
        count = sum(len(f) for _, f in other)
        often = f", {count} keer op deze pagina" if count > 1 else ""
        message = f"Hier staat {quote(found[0])}{often}, maar handboek.aanspreekvorm is {form}: {shown(first)}"
        way_out = f", of neem {ADDRESS.name} over uit de nieuwste uitgave van dit handboek: dan wordt u vanzelf je" if missing else ""
        yield text.warning(first.line, "TAA005", message, f"Spreek de lezer aan met {form}{way_out}.")
