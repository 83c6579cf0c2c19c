"""Guesses what was meant by a mistyped fact, macro or condition on a page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jinja2 import TemplateSyntaxError

from handbook.core.findings import Finding, Fix, quote
from handbook.sources.files.yaml_mistakes import CURLY
from handbook.sources.pages import JINJA, Page

NAMED = re.compile(r"(?P<open>\{[{ %]{0,3}) ?(?P<name>[A-Za-z_][\w\\]*(?:\.[\w\\]+)+) ?(?P<close>[} %]{0,3}\})")
"""One dotted name between braces of any kind."""


SPACED = re.compile(r"\{\{\s*(?P<name>[a-z_]+(?:[ ,/]{1,3}[a-z_]+){1,4})\s*\}\}")


HALF_TAG = re.compile(
    r"\{%(?P<a>[^{}%\n]{1,200})\}|\{ +%(?P<b>[^{}%\n]{1,200})%\}|\{%(?P<c>[^{}%\n]{1,200})% +\}|(?<!\{)\{(?P<d>\s*(?:if|elif|else|endif)\b[^{}%\n]{0,200})%\}"
)


COMMENT = re.compile(r"\{#\s[^\n]{0,80}|\{#[^{}\n]{0,80}#\}")


ONE_EQUALS = re.compile(r"(?<![=!<>])=(?!=)")


STATEMENT = re.compile(r"\{%-?\s*(\w+)((?:(?!\{%|%\}).){0,2000})%\}", re.DOTALL)


ONE_BRACE = re.compile(r"\{\{(?P<inside>[^{}\n]*)\}(?!\})|(?<!\{)\{(?P<inside2>\s*[a-z_]+(?:\.[a-z_]+)+[^{}\n]*)\}\}")


BRANCHES = ("elif", "else", "endif")


DUTCH = {
    "als": "if",
    "indien": "if",
    "anders": "else",
    "andersals": "elif",
    "elseif": "elif",
    "elsif": "elif",
    "en": "and",
    "of": "or",
    "niet": "not",
    "is": "==",
}


ENDS = frozenset(["end", "einde", "eind", "eindif", "endfor", "fi", "stop", "klaar", "einde_als", "eindals"])


def mistyped(page: Page) -> Iterator[Finding]:
    """Typing mistakes that Jinja reports badly or not at all."""
    for number, line in enumerate(page.template.split("\n"), 1):
        if "{" not in line and "}" not in line:
            continue
        yield from _named(page, number, line)
        if COMMENT.search(line):
            mend = "Haal haar weg. Overleg in het verzoek tot wijziging (pull request)."
            yield page.finding(number, "SJB016", f"Deze opmerking komt op de pagina te staan: {quote(line.strip())}.", mend)
        for match in HALF_TAG.finditer(line):
            inside = next(filter(None, match.groups())).strip()
            mend = f"Schrijf: {{% {inside} %}}"
            yield page.finding(number, "SJB002", f"De opdracht {quote(match[0])} begint niet met {{% of eindigt niet met %}}.", mend)
        for match in ONE_BRACE.finditer(line):
            if NAMED.fullmatch(match[0]):
                continue
            inside = (match["inside"] or match["inside2"] or "").strip()
            if "{{" in match[0] and inside.startswith("%"):
                continue
            yield page.finding(number, "SJB002", f"Bij {quote(match[0])} ontbreekt een accolade.", f"Schrijf {{{{ {inside} }}}}")
        for tag in JINJA.findall(line):
            if set(CURLY) & set(tag):
                straight = re.sub(f"[{CURLY}]", '"', tag)
                mend = f"Gebruik rechte aanhalingstekens: {straight}"
                own = page.lines[number - 1]
                fix = Fix.of_line(number, own, JINJA.sub(lambda m: re.sub(f"[{CURLY}]", '"', m[0]), own))
                yield page.finding(number, "SJB003", f"Tussen de accolades staan gekrulde aanhalingstekens: {quote(tag)}.", mend, fix=fix)


def _named(page: Page, number: int, line: str) -> Iterator[Finding]:
    """A name between too few, too many or the wrong braces prints literally, or breaks the page."""
    for match in NAMED.finditer(line):
        name = match["name"].replace("\\", "")
        before = line[match.start() - 1 : match.start()]
        after = line[match.end() : match.end() + 1]
        good = match["open"].rstrip() == "{{" and match["close"].lstrip() == "}}" and before != "{" and after != "}"
        if not good or name != match["name"]:
            shown = before.replace("{", "{") * (before == "{") + match[0] + after * (after == "}")
            yield page.finding(number, "SJB002", f"De accolades om deze naam kloppen niet: {quote(shown)}.", f"Schrijf: {{{{ {name} }}}}")
    for match in SPACED.finditer(line):
        words = re.split(r"[ ,/]+", match["name"])
        if not {"and", "or", "not", "in", "is", "if", "else"} & set(words):
            mend = f"Schrijf: {{{{ {'.'.join(words)} }}}}"
            yield page.finding(number, "SJB021", f"Tussen de delen van een naam hoort een punt: {quote(match[0])}.", mend)


def statements(page: Page) -> Iterator[Finding]:
    """Statements that do not exist, are outside an `if`, or are never closed."""
    opened: list[tuple[int, str]] = []
    repeated = 0
    text = HALF_TAG.sub(lambda m: f"{{% {next(filter(None, m.groups())).strip()} %}}", page.template)
    for match in STATEMENT.finditer(text):
        word, rest = match[1], match[2].rstrip("-")
        line = text.count("\n", 0, match.start()) + 1
        if word == "if":
            opened.append((line, match[0]))
        elif rest.startswith("."):
            continue  # a name between the wrong braces, which is said already
        elif word == "endfor" and repeated:
            repeated -= 1  # goes with the `for`, which is said already
        elif word not in BRANCHES:
            repeated += word == "for"
            yield page.finding(line, "SJB007", f"De opdracht {quote(match[0])} is niet toegestaan op een pagina.", _meant(word, rest))
        elif not opened:
            mend = "Haal deze regel weg, of zet er een regel met {% if … %} boven."
            yield page.finding(line, "SJB006", f"Bij {quote(match[0])} hoort een if, en die staat er niet boven.", mend)
        elif word == "endif":
            opened.pop()
        if word in ("if", "elif"):
            yield from _condition(page, line, match[0], rest)
    for line, text in opened:
        yield page.finding(line, "SJB006", f"Bij {quote(text)} ontbreekt endif.", "Zet onder het blok: {% endif %}")


def _meant(word: str, rest: str) -> str:
    if word.lower() in ENDS:
        return "Schrijf: {% endif %}"
    if word.lower() in DUTCH:
        return f"Schrijf: {{% {DUTCH[word.lower()]}{rest.rstrip()} %}}"
    if repeat := re.match(r"\s+\w+\s+in\s+(?P<what>[\w.]+)", rest) if word == "for" else None:
        return f"Haal {{% for … %}} en {{% endfor %}} weg, met wat ertussen staat. Een lijst schrijft u als: {{{{ opsomming({repeat['what']}) }}}}"
    return "Gebruik alleen if, elif, else en endif."


def _condition(page: Page, line: int, text: str, rest: str) -> Iterator[Finding]:
    """Mistakes in a condition that Jinja reports badly."""
    bare = re.sub(r"'[^'\n]*'|\"[^\"\n]*\"", lambda m: "'" + "x" * (len(m[0]) - 2) + "'", rest)
    if ONE_EQUALS.search(bare) and "(" not in bare:
        meant = "".join("==" if ONE_EQUALS.match(bare, at) else sign for at, sign in enumerate(rest))
        mend = f"Gebruik twee: {{% {text.strip('{}%- ').split()[0]}{meant.rstrip()} %}}"
        yield page.finding(line, "SJB017", f"In deze voorwaarde staat één =: {quote(text)}.", mend)
    for word in re.findall(r"(?<=[\s)])(?:en|of|niet)(?=[\s(])", bare):
        mend = f"Gebruik in een voorwaarde {DUTCH[word]}."
        yield page.finding(line, "SJB017", f"In deze voorwaarde staat {quote(word)}: {quote(text)}.", mend)


def in_code(page: Page) -> Iterator[Finding]:
    """A value inside code would show its escapes, and a handbook has no use for code."""
    for fence in page.fences:
        for number, line in enumerate(fence.lines, fence.line + 1):
            for tag in JINJA.findall(line):
                mend = "Haal ze weg: {% raw %} en voorbeelden van sjablonen horen niet in het handboek."
                yield page.finding(number, "SJB005", f"In een codeblok staan accolades: {quote(tag)}.", mend)
    for number, line in enumerate(page.lines[page.body_start - 1 :], page.body_start):
        for span in re.findall(r"(?<!`)`([^`\n]+)`(?!`)", line):
            if JINJA.search(span):
                yield page.finding(number, "SJB005", f"Tussen ` staat een waarde: {quote(span)}.", "Haal de tekens ` weg.")


def syntax_finding(page: Page, error: TemplateSyntaxError) -> Finding:
    """Anything else that Jinja cannot read."""
    lines = page.template.split("\n")
    shown = lines[min(error.lineno, len(lines)) - 1].strip()
    mend = "Schrijf een naam uit variables.yml, met twee accolades voor en achter, zoals {{ werkgever.naam }}."
    return page.finding(error.lineno, "SJB001", f"De opdracht op deze regel is niet te lezen: {quote(shown)}.", mend)
