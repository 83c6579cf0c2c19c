"""What it means that nothing differs: of a whole archive, of a place with nothing to hold it against, and of a clone without the history."""

from __future__ import annotations

RIGHT = "Alles klopt: elk bestand is zoals het is gepubliceerd."

ALONE = (
    "Alles past bij elkaar, maar er was niets om het mee te vergelijken. "
    "Of de bestanden zijn zoals zij zijn gepubliceerd, ziet u met een kopie van het archief, of met een vingerafdruk die u eerder noteerde."
)

SHALLOW = (
    "Wat in deze kopie staat, klopt. Of de branch zijn geschiedenis nog heeft, is hier niet te zien, want deze kopie gaat niet terug tot het begin. "
    "Haal de rest op met: git fetch --unshallow origin"
)
