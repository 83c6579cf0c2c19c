"""The je-form of a sentence: the verb of its subject loses its t, and nothing else of it changes."""

from __future__ import annotations

import pytest

from handbook.sources.data.form_of_address import Aanspreekvorm, Pairs
from handbook.sources.files.fields import Group, Text
from handbook.sources.files.yaml_nodes import Mapping
from handbook.sources.printed.form_of_address import Doubt, Familiar
from tests.support.handbooks import ODD

VERBS = {
    "belt": "bel", "doet": "doe", "gaat": "ga", "heeft": "heb", "helpt": "help", "krijgt": "krijg", "laat": "laat", "leest": "lees",
    "mailt": "mail", "meldt": "meld", "moet": "moet", "noemt": "noem", "vindt": "vind", "vraagt": "vraag", "weet": "weet", "wordt": "word", "zegt": "zeg",
}  # fmt: skip
PHRASES = {
    "HR helpt u": "HR helpt je",
    "waar u of anderen": "waar jij of anderen",
    "die u zelf heeft": "die je zelf hebt",
    "plaatst, deelt of meldt u": "plaats, deel of meld je",
    "logo leest u": "logo lees je",
}


class Naam(Group):
    naam: Text
    kort: Text


def familiar(naam: str = "Zorg voor u B.V.", kort: str = ODD) -> Familiar:
    told = Aanspreekvorm.model_construct(werkwoorden=VERBS, zinsdelen=PHRASES)
    return Familiar.of(Pairs(told, Mapping({}, {}, 1), there=True), Naam.model_construct(naam=naam, kort=kort))


SAID = {
    # The subject in front of its verb: only heeft is another word.
    "U meldt een fout meteen.": "Je meldt een fout meteen.",
    "U heeft gelijk, en u bent op tijd.": "Je hebt gelijk, en je bent op tijd.",
    "Als u er een vraag over heeft, belt u.": "Als je er een vraag over hebt, bel je.",
    "Wat u nodig heeft, krijgt u.": "Wat je nodig hebt, krijg je.",
    "Een collega weet wat zij heeft gezegd.": "Een collega weet wat zij heeft gezegd.",
    "Als iemand u heeft gebeld, weet u het.": "Als iemand je heeft gebeld, weet je het.",
    "Zeg niet welke accounts u heeft.": "Zeg niet welke accounts je hebt.",
    "Zeg dat u weet wie het heeft gedaan.": "Zeg dat je weet wie het heeft gedaan.",
    # Behind its verb, which loses its t.
    "Heeft u een vraag?": "Heb je een vraag?",
    "Bent u boos, of wordt u bang?": "Ben je boos, of word je bang?",
    "Kunt u het niet vinden, wilt u hulp, zult u wachten?": "Kun je het niet vinden, wil je hulp, zul je wachten?",
    "Dan zegt u dat, vindt u een bron en laat u het rusten.": "Dan zeg je dat, vind je een bron en laat je het rusten.",
    "Op uw eigen profiel noemt u de naam.": "Op je eigen profiel noem je de naam.",
    "Hoe vaak leest u dat?": "Hoe vaak lees je dat?",
    "Met spoed belt of mailt u HR.": "Met spoed bel of mail je HR.",
    "Gaat er iets mis, dan belt u en meldt u het.": "Gaat er iets mis, dan bel je en meld je het.",
    "Klopt het niet, of krijgt u een ander bericht?": "Klopt het niet, of krijg je een ander bericht?",
    "Wat er daarna gebeurt, leest u hier.": "Wat er daarna gebeurt, lees je hier.",
    "Let op: belt u niet, meldt u dan niets; leest u dit eerst.": "Let op: bel je niet, meld je dan niets; lees je dit eerst.",
    "Alleen als u het weet, meldt u het.": "Alleen als je het weet, meld je het.",
    "Bij wie u terechtkunt, leest u hier.": "Bij wie je terechtkunt, lees je hier.",
    # A letter of the alphabet.
    "U": "U",
    "U¶": "U¶",
    # A name within the clause is no verb.
    "Dan helpt Bakkerij Smit u, en u belt Smit.": "Dan helpt Bakkerij Smit je, en je belt Smit.",
    "Ook al heeft u gelijk, toch belt u eerst.": "Ook al heb je gelijk, toch bel je eerst.",
    "Deed u dat, mag u weg en moet u bellen?": "Deed je dat, mag je weg en moet je bellen?",
    # Whom something is done to, and whose something is.
    "Wij helpen u, en lezers kunnen u zien.": "Wij helpen je, en lezers kunnen je zien.",
    "Hij helpt u, en morgen belt zij u.": "Hij helpt je, en morgen belt zij je.",
    "Vraagt een klant u om uw nummer?": "Vraagt een klant je om je nummer?",
    "Uw mening is van u, en wij praten met u.": "Je mening is van jou, en wij praten met je.",
    "Zeg het tegen uzelf.": "Zeg het tegen jezelf.",
    "UW ACCOUNT": "JE ACCOUNT",
    "Wilt u dat doen, alstublieft?": "Wil je dat doen, alsjeblieft?",
    # Zich is that of its own subject.
    "U vraagt zich af of zij zich ergert.": "Je vraagt je af of zij zich ergert.",
    "Weet u hoe u zich meldt?": "Weet je hoe je je meldt?",
    # Decided by hand, the longest first.
    "De HR helpt u, en daarna helpt u HR.": "De HR helpt je, en daarna help je HR.",
    "Overal waar u of anderen werken.": "Overal waar jij of anderen werken.",
    # And never from one sentence into the next: "HR helpt u" is a pair.
    "Het is van HR. Helpt u mee? Wie helpt HR? U meldt het.": "Het is van HR. Help je mee? Wie helpt HR? Je meldt het.",
    "Dit plaatst, deelt of meldt u zelf.": "Dit plaats, deel of meld je zelf.",
    "De lijst die u zelf heeft gemaakt.": "De lijst die je zelf hebt gemaakt.",
    # Not ours.
    "Antwoord: \"Ik help u, en u hoort het.\" Dan leest u verder.": "Antwoord: \"Ik help u, en u hoort het.\" Dan lees je verder.",
    "Bij Zorg voor u B.V. leest u wat zij voor u doen.": "Bij Zorg voor u B.V. lees je wat zij voor je doen.",
    f"Bij {ODD} leest u meer over {ODD}.": f"Bij {ODD} lees je meer over {ODD}.",
    "Wij zijn open van 9 tot 17.00 u, en na 20 u leest u dit.": "Wij zijn open van 9 tot 17.00 u, en na 20 u lees je dit.",
    "Op https://proefhuis.test/u/uw leest u meer, of mail u@proefhuis.test.": "Op https://proefhuis.test/u/uw lees je meer, of mail u@proefhuis.test.",
    "De u-vorm en U2 blijven, en ook dan helpt artikel 27.1 u verder.": "De u-vorm en U2 blijven, en ook dan helpt artikel 27.1 je verder.",
    # Behind a word that points stands a noun within a clause.
    "Over dit bericht u en uw team te vertellen, mag.": "Over dit bericht je en je team te vertellen, mag.",
    "Je leest dit, en jouw collega ook.": "Je leest dit, en jouw collega ook.",
}  # fmt: skip


@pytest.mark.parametrize("formal", SAID)
def test_a_sentence_is_said_with_je(formal: str) -> None:
    assert familiar().text(formal) == SAID[formal]


@pytest.mark.parametrize("formal", SAID.values())
def test_what_is_said_with_je_stays(formal: str) -> None:
    assert familiar().text(formal) == formal


DOUBTS = {
    "De directie vraagt u om hulp.": Doubt("zinsdelen", "directie vraagt u", "directie vraagt je"),
    "Het logo meldt u daar.": Doubt("zinsdelen", "logo meldt u", "logo meld je"),
    "Zelfs u leest dit.": Doubt("zinsdelen", "zelfs u leest", "zelfs jij leest"),
    # As most pairs of the verb that were decided say it: nobody reads the reader.
    "De apps van Bakkerij Best leest u eerst.": Doubt("zinsdelen", "best leest u", "best lees je"),
    "Daarna faxt u het.": Doubt("werkwoorden", "faxt", "fax"),
    "De directie faxt u het.": Doubt("zinsdelen", "directie faxt u", "directie faxt je"),
    "Dit faxt u daarna.": Doubt("zinsdelen", "dit faxt u", "dit faxt je"),
    "De lijst is lang, maar die faxt u niet.": Doubt("zinsdelen", "die faxt u", "die faxt je"),
    "Hebt u twee brieven? Deze faxt u meteen.": Doubt("zinsdelen", "deze faxt u", "deze faxt je"),
    "Dit geldt ook voor wie het ziet, en alleen u ziet het.": Doubt("zinsdelen", "alleen u ziet", "alleen jij ziet"),
    "Wat helpt u daarbij?": Doubt("zinsdelen", "wat helpt u", "wat helpt je"),
    "Niemand anders dan u mag dit.": Doubt("zinsdelen", "dan u mag", "dan jij mag"),
    "Zowel u als een ander mag dit.": Doubt("zinsdelen", "zowel u als", "zowel jij als"),
    "U en uw team lezen dit.": Doubt("zinsdelen", "u en", "jij en"),
    "Bel de collega die u heeft gebeld.": Doubt("zinsdelen", "die u heeft", "die je hebt"),
    'Wie "nee" zegt, helpt u.': Doubt("zinsdelen", "zegt helpt u", "zegt helpt je"),
    'De zin "dat mag" helpt u niet.': Doubt("zinsdelen", "helpt u", "helpt je"),
}  # fmt: skip


@pytest.mark.parametrize("sentence", DOUBTS)
def test_what_words_do_not_tell_is_asked_once_and_the_answer_ends_it(sentence: str) -> None:
    doubt = DOUBTS[sentence]
    assert familiar().said(sentence).doubts == (doubt,)
    verbs = {**VERBS, **({doubt.left: doubt.right} if doubt.group == "werkwoorden" else {})}
    phrases = {**PHRASES, **({doubt.left: doubt.right} if doubt.group == "zinsdelen" else {})}
    pairs = Pairs(Aanspreekvorm.model_construct(werkwoorden=verbs, zinsdelen=phrases), Mapping({}, {}, 1), there=True)
    answered = Familiar.of(pairs, Naam.model_construct(naam="Zorg voor u B.V.", kort=ODD))
    assert answered.said(sentence).doubts == ()
    assert doubt.right in answered.text(sentence).lower().replace(",", "").replace('"nee" ', "").replace("b.v.", "b v")


@pytest.mark.parametrize("sentence", SAID)
def test_nothing_is_asked_about_what_words_do_tell(sentence: str) -> None:
    assert familiar().said(sentence).doubts == ()


@pytest.mark.parametrize("name", ["Zorg voor u B.V.", "Jansen & Zn. <Zuid> *Best*", "Stichting Best", "Bakkerij 't Hart", "Nacht"])
def test_a_name_that_looks_like_a_word_acts_by_itself(name: str) -> None:
    """Asked of every sentence that begins with the organisation, `best heeft u: best heeft je` would be no Dutch."""
    told = familiar(naam=name)
    assert not told.said(f"{name} heeft u.").doubts
    assert not told.said(f"Dat weet u: {name} meldt u aan.").doubts
    assert told.text(f"Dat weet u. {name} heeft u nodig.") == f"Dat weet je. {name} heeft je nodig."
