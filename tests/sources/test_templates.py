"""What an author may write between braces, and what is said of everything else."""

from __future__ import annotations

import pytest

from handbook.core.findings import Finding
from handbook.sources import facts_of_pages, pages
from handbook.sources.contacts import Contact
from handbook.sources.template import allowlist
from handbook.sources.template.macros import Parameter, Word
from handbook.sources.template.vocabulary import Vocabulary

WORDS = {
    "datum": Word("datum", (Parameter("dag", "Dag", True),), ""),
    "art": Word("art", (Parameter("id", "ArtikelId", True), Parameter("begin", "bool", False)), ""),
    "contact_kaart": Word("contact_kaart", (Parameter("rol", "Rol", True),), ""),
    "opsomming": Word("opsomming", (Parameter("lijst", "Lijst", True),), ""),
    "revisielijst": Word("revisielijst", (), ""),
}
VOCABULARY = Vocabulary(
    facts_of_pages(), frozenset({"werkgever", "contact", "contact.hr"}), WORDS, frozenset({"doel"}), frozenset(Contact.model_fields)
)


def judge(text: str) -> tuple[set[str], list[Finding]]:
    page, _ = pages.parse("docs/a.md", "a.md", text)
    return allowlist.check(allowlist.parse(page), VOCABULARY)


@pytest.mark.parametrize(
    "text",
    [
        "Zonder iets.",
        "{{ werkgever.naam }} en {{werkgever.naam}}",
        "{{\u00a0werkgever.naam\u00a0}}",
        "{{ datum(protocol.bestaat_sinds) }} {{ datum('2026-01-31') }} {{ datum(dag=revisie.ingangsdatum) }}",
        "{{ art('doel') }} {{ art('doel', begin=true) }} {{ art('doel', true) }}",
        "{{ contact_kaart('hr') }}\n\n{{ revisielijst() }}",
        "{{ opsomming(beleid.momenten) }}",
        "{% if beleid.stand == 'vrij' %}a{% elif beleid.stand in ['beperkt', 'verboden'] %}b{% else %}c{% endif %}",
        "{%- if not beleid.toezicht and medezeggenschap.soort != 'geen' -%}a{%- endif -%}",
        "{% if protocol.evaluatie_maanden > 12 %}a{% endif %}",
        "{% if (beleid.stand == 'vrij') or werkgever.sector == 'zorg' %}a{% endif %}",
        "## Kop {#kop}\n\nTekst.\n{: .klein }",
        "Een enkele { of } en een % teken.",
        "{%# alleen voor wie dit bestand leest #%}",
    ],
)
def test_allowed(text: str) -> None:
    assert judge(text)[1] == []


@pytest.mark.parametrize(
    "expression",
    [
        "cycler.__init__.__globals__.os.environ['GEHEIM']",
        "''.__class__.__mro__[1].__subclasses__()",
        "''['__cla' ~ 'ss__']",
        "cycler|attr('__init__')",
        "self._TemplateReference__context",
        "'{0.__class__}'.format(werkgever)",
        "('%s' * 9999) % werkgever.naam",
        "'a' * 10 ** 9",
        "range(2000000000)",
        "lipsum(n=100000)",
        "joiner()",
        "namespace(a=1)",
        "dict(a=1)",
        "config.docs_dir",
        "environment",
        "request.application",
        "context()",
        "macros_info()",
        "git.author",
        "now()",
        "fix_url('x')",
        "plugin",
        "extra",
        "page.meta",
        "files",
        "navigation",
        "caller()",
        "loop.index",
        "werkgever.naam.format(1)",
        "werkgever.naam.upper()",
        "werkgever.naam.raw",
        "werkgever.model_dump()",
        "werkgever.naam if true else ''",
        "1 if werkgever.naam",
        "werkgever.naam ~ 'x'",
        "werkgever.naam is string",
        "[werkgever.naam]",
        "{'a': 1}",
        "(1, 2)",
        "true",
        "-1",
        "datum.__call__('2026-01-01')",
        "datum('2026-01-01').__class__",
        "datum(*[1])",
        "datum(**{'dag': 1})",
        "datum(datum('2026-01-01'))",
        "art('doel', begin='ja')",
        "opsomming(werkgever.naam)",
        "art(werkgever.naam)",
        "datum('2026-01-01')('x')",
        "super()",
        "_('x')",
        "gettext('x')",
        "none",
        "undefined",
    ],
)
def test_refused_between_braces(expression: str) -> None:
    findings = judge(f"Tekst.\n\nEen {{{{ {expression} }}}} zin.")[1]
    assert findings
    assert {f.line for f in findings} == {3}
    assert {f.level for f in findings} == {"fout"}


@pytest.mark.parametrize(
    "block",
    [
        "{% for x in [1] %}{% endfor %}",
        "{% set a = 1 %}",
        "{% set a %}x{% endset %}",
        "{% include 'a.md' %}",
        "{% import 'a.md' as a %}",
        "{% from 'a.md' import b %}",
        "{% extends 'a.md' %}",
        "{% block a %}{% endblock %}",
        "{% macro a() %}{% endmacro %}",
        "{% call a() %}{% endcall %}",
        "{% filter upper %}a{% endfilter %}",
        "{% raw %}a{% endraw %}",
        "{% autoescape false %}a{% endautoescape %}",
        "{% with a = 1 %}a{% endwith %}",
        "{% do a %}",
        "{% if cycler.__init__ %}a{% endif %}",
        "{% if range(2000000000) %}a{% endif %}",
        "{% if datum('2026-01-01') and x %}a{% endif %}",
    ],
)
def test_refused_between_percent_signs(block: str) -> None:
    findings = judge(f"Tekst.\n\n{block}")[1]
    assert findings
    assert {f.line for f in findings} == {3}


def test_uses_are_counted_in_branches_that_are_not_printed() -> None:
    used, findings = judge("{% if beleid.stand == 'vrij' %}{{ werkgever.naam }}{% else %}{{ werkgever.kvk }}{% endif %}")
    assert not findings
    assert used == {"beleid.stand", "werkgever.naam", "werkgever.kvk"}


def test_line_counts_the_front_matter() -> None:
    assert [f.line for f in judge("---\ntitle: a\n---\n# A\n\n{{ x }}")[1]] == [6]


def test_every_mistake_is_said() -> None:
    assert [f.line for f in judge("{{ a.b }}\n\n{{ c.d }}")[1]] == [1, 3]
    assert sorted(str(f.line) for f in judge("{% endif %}\n\n{{ e.f }")[1]) == ["1", "3"]
