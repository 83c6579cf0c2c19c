"""The mails that ask people to confirm: their words, and the list from which a mail program sends them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from handbook.core.dutch import ended, long_date
from handbook.receipts.outcome import Outcome, Standing
from handbook.receipts.people import spoken
from handbook.sources.printed import contact_phrases, inline
from handbook.sources.variables import Variables


@dataclass(frozen=True)
class Mail:
    """A mail that is ready to be sent, in lines."""

    subject: str
    body: str


@dataclass(frozen=True)
class Words:
    """What the mails of one organisation say; `say` puts a sentence into its form of address."""

    facts: Variables
    say: Callable[[str], str]

    def mail(self, outcome: Outcome, one: Standing) -> Mail:
        """For one person, by name where there is one."""
        target, name = outcome.target, spoken(one.person.name) or "collega"
        begin = "Sinds" if target.version.day <= outcome.day else "Vanaf"
        told = f"{begin} {long_date(target.version.day)} geldt deze tekst van ons protocol sociale media."
        ways = [f"Lees de tekst: {target.address}", f"Bevestig het daarna hier: {target.confirmed_at}"]
        lines = [f"Beste {name},", "", *self._said(told, *self._why(one)), "", *self._said(*ways), "", *self._said(*self._end())]
        [subject] = self._said("Wilt u bevestigen dat u het protocol sociale media heeft gelezen?")
        return Mail(subject, "\n".join(lines))

    def _why(self, one: Standing) -> Iterator[str]:
        if one.last is None:
            yield "Wij hebben van u nog geen bevestiging dat u het heeft ontvangen en gelezen."
            return
        yield f"U bevestigde eerder dat u de tekst van {long_date(one.last.text.version.day)} heeft ontvangen en gelezen."
        yield "Daarna is er iets veranderd wat u aangaat:"
        for reason in one.why:
            yield f"- {ended(reason.what)}{f' {ended(reason.means)}' if reason.means else ''}"

    def _end(self) -> Iterator[str]:
        """What the confirmation means, and whom to ask."""
        hr = inline.plain(contact_phrases.reached([*self.facts.contact.people("hr")])).replace(inline.TIED, " ")
        yield "U bevestigt alleen dat u de tekst heeft ontvangen en gelezen."
        yield "U zegt daarmee niet dat u het met alles eens bent."
        yield f"Heeft u een vraag, of heeft u al bevestigd? Laat het weten aan {hr}."

    def _said(self, *lines: str) -> list[str]:
        return [self.say(line) for line in lines]
