"""What the file of a revision tells of it, and what follows from its decisions."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from handbook.core.decisions import Consent
from handbook.sources.decisions import Decision, Decisions
from handbook.sources.declared_changes import DeclaredChanges
from handbook.sources.files.choices import ChangeKind, TypedStatus
from handbook.sources.files.fields import Day, Group, Sentence, Text


class LookedUp(Group):
    """That somebody looked up, before the decision, all that the text leans on: one statement for every source and body."""

    door: Text = Field(description="Wie alles nakeek.")
    op: Day = Field(description="De dag waarop alles was nagekeken.")


class RevisionFacts(Group):
    """The front matter of a revision; what may still be absent depends on `status`."""

    title: Text = Field(description="De titel van de pagina.")
    description: Text | None = Field(None, description="Eén zin die zegt wat er op de pagina staat.")
    status: TypedStatus = Field(description="Hoe ver de revisie is.")
    ingangsdatum: Day = Field(description="De dag waarop de revisie ingaat.")
    bekendgemaakt: Day | None = Field(None, description="De dag van bekendmaking aan de medewerkers.")
    aard: ChangeKind | None = Field(None, description="Of de regels veranderen (materieel) of alleen de woorden (redactioneel).")
    evaluatie: Day | None = Field(None, description="De dag waarop de organisatie het protocol opnieuw bekijkt.")
    besluiten: Decisions = Field((), description="De besluiten waarop de revisie berust.")
    bronnen_nagekeken: LookedUp | None = Field(
        None, description="Wie vóór het besluit alle bronnen en instanties nakeek die de tekst noemt, en op welke dag."
    )
    toelichting: Sentence | None = Field(None, description="Eén zin voor het overzicht van alle versies: wat er verandert en voor wie.")
    wijzigingen: DeclaredChanges = Field((), description="Wat er verandert, per artikel: wat, waarom en voor wie.")
    weer_te_lezen: Text | None = Field(None, description="Het besluit waardoor weer te lezen mag zijn wat van de website is gehaald.")

    @property
    def note(self) -> str | None:
        """The sentence for the list of versions; falls back on the description of its page."""
        return self.toelichting or self.description

    @property
    def adoption(self) -> Decision | None:
        """The decision by which the board adopted it, the last one where there are more."""
        made = [one for one in self.besluiten if one.wie == "bestuur" and one.wat == "besluit" and one.stand == "verleend" and one.datum]
        return max(made, key=lambda one: one.datum or date.min, default=None)

    @property
    def adopted(self) -> date | None:
        """The day of the adoption."""
        return self.adoption.datum if self.adoption else None


class Derived(Group):
    """What pages may also name of a revision: it follows from the file's name and its decisions."""

    versie: Text = Field(description="De versie van het handboek.")
    vastgesteld: Day = Field(description="De dag waarop de revisie is vastgesteld.")
    vastgesteld_door: Text = Field(description="Wie de revisie heeft vastgesteld.")
    instemming: Consent = Field(description="Hoe het staat met de instemming van de medezeggenschap.")
