"""The keys by which tags are signed: whether they are used throughout, can be checked here, and still hold tomorrow."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

from handbook.archive.git import Failed
from handbook.core.console import few
from handbook.core.dutch import long_date
from handbook.doctor.model import FINE, Answer, fine, not_set, old, unseen
from handbook.doctor.seen import Seen
from handbook.verify.tags import SIGNERS, Tag

PAGE = "deploy/archive.md#signed-tags"
SOON = timedelta(days=60)
"""Long enough to make a new key and have it put in the list by somebody else."""

UNTIL = re.compile(r"valid-before=\"?(?P<day>\d{8})", re.IGNORECASE)
"""The day from which a key no longer counts (man ssh-keygen, ALLOWED SIGNERS)."""


def _tags(seen: Seen) -> list[Tag]:
    """Every tag of the archive that can be read."""
    return [tag for id in seen.tags.values() if (tag := Tag.read(seen.repo.objects, id))]


def signing(seen: Seen) -> Answer | None:
    """Where tags have been signed, whoever publishes next must be able to sign too."""
    tags = _tags(seen)
    if not tags:
        return None
    if not any(tag.signed for tag in tags):
        return fine(f"De tags zijn niet ondertekend. Dat mag. Hoe het kan, staat in {PAGE}.")
    if seen.repo.signing():
        return FINE
    if seen.host.kind in ("github", "gitlab", "forgejo"):
        found = f"De tags zijn ondertekend. Of {seen.host.name} de sleutel daarvoor heeft, is hier niet te zien."
        look = [f"gh secret list --env publicatie --repo {seen.host.path}"] if seen.host.kind == "github" else []
        return unseen(found, "Kijk of het geheim HANDBOEK_SLEUTEL bij publicatie staat.", *look, more=PAGE)
    found = "Eerdere tags zijn ondertekend, en hier is geen sleutel ingesteld: een volgende tag zou dat niet zijn."
    commands = ("git config gpg.format ssh", "git config user.signingkey ~/.ssh/handboek")
    return not_set(found, "Zeg git met welke sleutel u ondertekent:", *commands, more=PAGE)


def signed(seen: Seen) -> Answer | None:
    """Which tags lack what others of the same kind have; the order in which they were made is for `verify` to tell."""
    tags = _tags(seen)
    bare = [tag.name for tag in tags if not tag.signed]
    if not tags or len(bare) == len(tags):
        return None
    if not bare:
        return FINE
    found = f"Deze tags zijn niet ondertekend, en andere wel: {few(bare)}."
    return old(found, "Is er een van na de eerste handtekening? Dat zegt, met wat u dan doet:", "handbook verify", more=PAGE)


def signers(seen: Seen) -> Answer | None:
    """Without the list of who may sign, a signature says nothing here."""
    if not any(tag.signed == "ssh" for tag in _tags(seen)):
        return None
    file = _list(seen)
    if file and file.is_file():
        return FINE
    found = f"git kent hier niet wie mag ondertekenen: {f'{file} ontbreekt' if file else f'{SIGNERS} is niet ingesteld'}."
    step = "Vraag wie publiceert om de openbare sleutel (handboek.pub), met het mailadres erbij. Typ dan:"
    commands = ('echo "hr@voorbeeld.nl $(cat handboek.pub)" >> allowed_signers', f'git config {SIGNERS} "$PWD/allowed_signers"')
    return not_set(found, step, *commands, more=PAGE)


def _list(seen: Seen) -> Path | None:
    try:
        text = seen.repo.line("config", "--type=path", "--get", SIGNERS)
    except Failed:
        return None
    return seen.root / text if text else None


def lasting(seen: Seen) -> Answer | None:
    """Whether a key counts for some time to come; one that was followed by another may end."""
    file = _list(seen)
    lines = file.read_text("utf-8", "replace").splitlines() if file and file.is_file() else []
    keys = [line for line in lines if line.strip() and not line.startswith("#")]
    ends = [_end(line) for line in keys]
    if not keys:
        return None
    last = max((end or date.max for end in ends), default=date.max)
    if last > seen.day + SOON:
        return FINE
    verb = "verloopt" if last > seen.day else "verliep"
    found = f"De laatste sleutel waarmee iemand mag ondertekenen, {verb} op {long_date(last)}."
    step = "Maak een nieuwe sleutel, en zet de openbare helft op een nieuwe regel in de lijst. Laat de oude regel staan:"
    commands = (
        "ssh-keygen -t ed25519 -C handboek -f ~/.ssh/handboek-nieuw",
        f'echo "hr@voorbeeld.nl $(cat ~/.ssh/handboek-nieuw.pub)" >> {file}',
    )
    return old(found, step, *commands, more=PAGE)


def _end(line: str) -> date | None:
    """The day before which a key must be used; None where it has none, or none that exists."""
    match = UNTIL.search(line)
    try:
        return date.fromisoformat(match["day"]) if match else None
    except ValueError:
        return None
