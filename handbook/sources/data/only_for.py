"""Decides for which employers an entry of docs/gegevens applies: its `alleen_bij`."""

from __future__ import annotations

from pydantic import Field

from handbook.sources.files.choices import Councils, Sectors, Stances
from handbook.sources.files.fields import Group, Truth
from handbook.sources.variables import Variables


class AlleenBij(Group):
    """The facts under which an entry applies; what is not named does not matter."""

    sector: Sectors = Field(default=(), description="De sectoren waarvoor dit geldt.")
    geen_sector: Sectors = Field(default=(), description="De sectoren waarvoor dit niet geldt.")
    stand: Stances = Field(default=(), description="De standen waarvoor dit geldt.")
    medezeggenschap: Councils = Field(default=(), description="De soorten medezeggenschap waarvoor dit geldt.")
    toezicht: Truth | None = Field(default=None, description="Of dit geldt met (true) of zonder (false) controle door de werkgever.")
    eigen_kanalen: Truth | None = Field(
        default=None, description="Of dit geldt met (true) of zonder (false) eigen kanalen van de werkgever."
    )


def applies(alleen_bij: AlleenBij, facts: Variables) -> bool:
    """Whether every condition holds; without conditions, always."""
    own = set(facts.werkgever.sector)
    chosen = (
        (alleen_bij.sector, own),
        (alleen_bij.stand, {facts.beleid.stand}),
        (alleen_bij.medezeggenschap, set(facts.medezeggenschap.soort)),
    )
    wanted = (
        (alleen_bij.toezicht, facts.beleid.toezicht),
        (alleen_bij.eigen_kanalen, facts.beleid.eigen_kanalen),
    )
    return (
        all(not group or values & set(group) for group, values in chosen)
        and not own & set(alleen_bij.geen_sector)
        and all(want is None or want == value for want, value in wanted)
    )
