"""Draws pairs of texts, of which the second has much of the first."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from handbook.redline.markup import escape

LITTLE = "de het een en of in op van voor met u niet geen mag moet is".split()
LONGER = "foto klant bericht toestemming werkgever account leidinggevende foto's B.V. 4.2 vier zes € e-mail 'nee' “ja” <b> & [n.v.t.] *ster* …".split()
FORMS = (
    "{}",
    "<strong>{}</strong>",
    "<em>{}</em>",
    '<a href="regels/#a">{}</a>',
    '<a href="https://a.test/?x=1&amp;y=2">{}</a>',
    "<code>{}</code>",
)

word = st.one_of(st.sampled_from(LITTLE), st.sampled_from(LONGER))
stretch = st.builds(
    lambda said, form, end: form.format(escape(" ".join(said))) + end,
    st.lists(word, min_size=1, max_size=6),
    st.sampled_from(FORMS),
    st.sampled_from(["", ".", ",", ";", ":", "?"]),
)
sentence = st.lists(stretch, min_size=1, max_size=4).map(" ".join)
paragraph = sentence.map("<p>{}</p>".format)


def items(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """A list, with numbers or without, which may begin anywhere."""
    opened = st.sampled_from(["<ul>", "<ol>", '<ol start="3">'])
    made = st.tuples(opened, st.lists(inner, min_size=1, max_size=4))
    return made.map(lambda pair: f"{pair[0]}{''.join(f'<li>{one}</li>' for one in pair[1])}</{pair[0][1:3]}>")


def table(rows: list[list[str]]) -> str:
    head, *body = rows
    cells = ["".join(f"<th>{cell}</th>" for cell in head), *("".join(f"<td>{cell}</td>" for cell in row) for row in body)]
    return f"<table><thead><tr>{cells[0]}</tr></thead><tbody>{''.join(f'<tr>{row}</tr>' for row in cells[1:])}</tbody></table>"


grid = (
    st.integers(1, 3).flatmap(lambda width: st.lists(st.lists(sentence, min_size=width, max_size=width), min_size=2, max_size=4)).map(table)
)
block = st.one_of(
    paragraph,
    items(sentence),
    items(st.tuples(sentence, items(sentence)).map("".join)),
    grid,
    paragraph.map("<aside>{}</aside>".format),
    st.tuples(sentence, sentence).map(lambda pair: f"<dl><dt>{pair[0]}</dt><dd>{pair[1]}</dd></dl>"),
    sentence.map("<h4>{}</h4>".format),
)
part = st.one_of(paragraph, paragraph, st.lists(block, min_size=1, max_size=3).map("".join))
boxed = st.builds(
    lambda title, html: {"soort": "toelichting", "titel": title, "html": html}, st.sampled_from(["Toelichting", "Waarom", "Let op"]), part
)
article = st.builds(
    lambda title, parts: {"titel": title, "delen": parts},
    st.sampled_from(["Foto's", "Namen & cijfers", "Bellen"]),
    st.lists(st.one_of(part, part, boxed), max_size=5),
)


@st.composite
def pairs(draw: st.DrawFn) -> tuple[dict[str, Any], dict[str, Any]]:
    """Two handbooks, of which the second has much of the first: articles and parts are kept, dropped, put elsewhere or written anew."""
    old = [{"id": f"a{number}", **one} for number, one in enumerate(draw(st.lists(article, min_size=1, max_size=4)))]
    new = []
    for one in draw(st.permutations(old)) if draw(st.booleans()) else old:
        what = draw(st.sampled_from(["same", "same", "gone", "parts", "parts", "title"]))
        parts = list(one["delen"])
        if what == "parts" and parts:
            at = draw(st.integers(0, len(parts) - 1))
            parts[at : at + 1] = draw(st.lists(st.one_of(part, st.just(parts[at])), max_size=2))
            parts = draw(st.permutations(parts)) if draw(st.booleans()) else parts
        if what != "gone":
            new.append({**one, "delen": parts, **({"titel": draw(st.sampled_from(["Foto's", "Beeld"]))} if what == "title" else {})})
    new += [{"id": f"n{number}", **one} for number, one in enumerate(draw(st.lists(article, max_size=1)))]
    return {"artikelen": old}, {"artikelen": new}
