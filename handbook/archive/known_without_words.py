"""What is still known of a change whose text was taken off the site: which articles differ, by the fingerprints that manifests keep of them."""

from __future__ import annotations

from collections.abc import Mapping

from handbook.redline import summary

BY_PLACE = frozenset({"verplaatst", "vernummerd"})
"""What a redline with an earlier text may still say of an article beside what the fingerprints tell: these tell nothing of its place."""

BY_ID = frozenset({"nieuw", "vervallen"})
"""What a redline may say wrongly of an article that only got another id, where one of the two is gone."""

Kinds = dict[str, tuple[tuple[str, ...], str | None]]
"""Id -> what happened to the article, and the id that it had before, where that was another."""


def kinds(old: Mapping[str, str], new: Mapping[str, str], successors: Mapping[str, str] | None) -> Kinds:
    """What differs between two lists of articles (id -> fingerprint); `successors` are old ids and the new ones that articles got.

    None for them where nobody can tell any more: what then may be one article with two ids is not called new, nor gone.
    """
    pairs = _same_text(old, new) if successors is None else successors
    before = {now: was for was, now in pairs.items() if was in old and was not in new and now in new and now not in old}
    found: Kinds = {}
    for id_, print_ in new.items():
        was = id_ if id_ in old else before.get(id_)
        if was is None:
            found[id_] = ("nieuw",), None
        elif said := (*(["gewijzigd"] if old[was] != print_ else []), *(["hernoemd"] if was != id_ else [])):
            found[id_] = said, was if was != id_ else None
    came = {id_ for id_, (said, _) in found.items() if "nieuw" in said}
    gone = old.keys() - new.keys() - {*before.values()}
    if successors is None and came and gone:
        return {id_: one for id_, one in found.items() if id_ not in came}
    return found | dict.fromkeys(sorted(gone), (("vervallen",), None))


def _same_text(old: Mapping[str, str], new: Mapping[str, str]) -> dict[str, str]:
    """Ids that went and ids that came with the very same text, where no other has it."""
    went, came = ({print_: id_ for id_, print_ in here.items() if id_ not in there} for here, there in ((old, new), (new, old)))
    once = [print_ for print_ in went if [*old.values()].count(print_) == 1 == [*new.values()].count(print_)]
    return {went[print_]: came[print_] for print_ in once if print_ in came}


def counted(found: Kinds) -> str:
    """How many articles differ, as the sentence above a redline says it."""
    said = [one for some, _ in found.values() for one in some]
    return summary.told({one: said.count(one) for one in said}, (), facts=False)


def against(before: str, told: str) -> str:
    """The sentence above a redline, with the day of the text that it is held against: it is not the one right before."""
    return f"Vergeleken met de tekst van {before}: {told[:1].lower()}{told[1:]}"
