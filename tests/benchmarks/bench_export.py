"""Exports of 10,000 highlights beside what csv and Jinja2 cost with nothing around them.

Processor time: the machine may do other things too. CSV and HTML have two floors: values that are
finished before the clock starts, which is what the promise is measured by, and values that the
library reads off the records by itself, as a short script would, with no discretion, no words of a
language and no dates as people write them.

Run: pytest tests/benchmarks/bench_export.py -m benchmark -s
"""

import csv
import gc
import io
import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING

import pytest

from annotations.exporting.csv_table import COLUMNS
from annotations.exporting.report import Report, build
from annotations.exporting.shown import Showing
from resources import catalogue
from tests.made_entries import SPEAKER, many
from tests.written_reports import written

if TYPE_CHECKING:
    from jinja2 import Template

COUNT = 10_000
ROUNDS = 5
WORDS = catalogue("en")
NOW = datetime(2026, 11, 22, tzinfo=UTC)


def _medians(*works: Callable[[], object]) -> list[float]:
    """Time works in turns, so that a slow moment of the machine hits all of them."""
    times: list[list[float]] = [[] for _ in works]
    for _ in range(ROUNDS):
        for work, found in zip(works, times, strict=True):
            gc.collect()
            start = time.process_time()
            work()
            found.append(time.process_time() - start)
    return [statistics.median(found) for found in times]


def _table(rows: list[list[object]]) -> str:
    page = io.StringIO(newline="")
    writer = csv.writer(page)
    writer.writerow(COLUMNS)
    writer.writerows(rows)
    return page.getvalue()


def _print(name: str, floor: float, ours: float, most: float) -> None:
    print(f"{name:<34} {floor:8.3f} s {ours:8.3f} s {ours / floor:6.2f} x  (at most {most} x)")


@pytest.mark.benchmark
def test_csv_beside_the_csv_module() -> None:
    """Two floors: the finished cells written; and the cells read off the entries and written."""
    entries = many(COUNT)
    report = build(entries, WORDS, now=NOW)

    def whole() -> str:
        return written(report, "csv")

    rows: list[list[object]] = [*csv.reader(io.StringIO(whole()[1:], newline=""))][1:]
    read = _reader()
    floor, naive, ours = _medians(
        lambda: _table(rows), lambda: _table([read(entry) for entry in report.entries]), whole
    )
    _print("CSV / csv, finished cells", floor, ours, 1.6)
    _print("CSV / csv, cells read off", naive, ours, 1.6)
    assert len(rows) == COUNT


def _reader() -> Callable[[object], list[object]]:
    """Read as many plain cells off an entry as the table has columns, as a short script would."""
    plain = attrgetter(
        "highlight.id", "highlight.uid", "highlight.article_id", "revision_number",
        "highlight.quote.exact", "highlight.quote.start", "highlight.quote.end",
        "placement.state", "highlight.tags", "speaker.name",
        "highlight.attribution.speaker_as_written", "highlight.attribution.role",
        "highlight.attribution.institution", "highlight.attribution.quote_type",
        "highlight.attribution.cue", "highlight.attribution.date_said.start",
        "highlight.report_note", "highlight.starred", "highlight.wording", "highlight.claim",
        "highlight.terms", "highlight.author", "highlight.origin", "highlight.created",
        "highlight.changed", "sentence", "sentence_start", "original_sha256",
        "highlight.quote.text_sha256", "article.metadata.title", "article.metadata.outlet",
        "article.metadata.published.start", "article.metadata.url", "highlight.label",
    )  # fmt: skip
    facts = attrgetter("highlight.statistics", "highlight.legal", "highlight.commitments")
    fields = {
        "Statistic": ("value", "value_max", "unit", "qualifier", "kind", "numerator",
            "denominator", "base", "population", "period", "source", "published_in",
            "calculation"),
        "LegalReference": ("jurisdiction", "instrument", "number", "year", "edition", "title",
            "name", "article", "paragraph", "letter", "point", "ordinal", "court", "case_number",
            "decided.start", "page", "role", "citation", "iri", "wording"),
        "Commitment": ("kind", "who", "what", "beneficiary", "deadline.start", "condition",
            "promise"),
    }  # fmt: skip
    getters = {kind: attrgetter(*names) for kind, names in fields.items()}
    empty = [[""] * len(names) for names in fields.values()]

    def read(entry: object) -> list[object]:
        row = list(plain(entry))
        for found, nothing in zip(facts(entry), empty, strict=True):
            row.extend(getters[type(found[0]).__name__](found[0]) if found else nothing)
        return row

    return read


@pytest.mark.benchmark
def test_a_page_beside_jinja(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two floors: the same template with every card made; and records read by a plain one."""
    report = build(many(COUNT), WORDS, now=NOW)
    made = {id(group): [*Showing(report, WORDS).group(group)] for group in report.groups}

    def bare() -> str:
        with monkeypatch.context() as patched:
            patched.setattr(Showing, "group", lambda _self, group: made[id(group)])
            return written(report, "html")

    def whole() -> str:
        again: Report = build(report.entries, WORDS, now=NOW)
        return written(again, "html")

    def plain() -> str:
        page: str = template.render(entries=report.entries)
        return page

    template = _plain_page()
    low, naive, ours = _medians(bare, plain, whole)
    _print("HTML / Jinja2, cards ready", low, ours, 1.3)
    _print("HTML / Jinja2, fields read off", naive, ours, 1.3)
    assert whole().count('<article class="card"') == plain().count("<article") == COUNT


@pytest.mark.benchmark
def test_what_leaves_where_there_are_confidential_sources() -> None:
    """Every name is looked for in every field; the floor is the same with no name to look for."""
    entries = many(COUNT)
    sources = [
        replace(SPEAKER, id=n, uid=f"c-{n}", name=f"Sumber Rahasia {n}", confidential=True)
        for n in range(1000, 1005)
    ]
    low, ours = _medians(
        lambda: build(entries, WORDS, now=NOW),
        lambda: build(entries, WORDS, now=NOW, speakers=sources),
    )
    print(f"{'what leaves / no secret names':<34} {low:8.3f} s {ours:8.3f} s {ours / low:6.2f} x")
    assert build(entries, WORDS, now=NOW, speakers=sources).total == COUNT


def _plain_page() -> "Template":
    """Make a page of the same elements as a report's, written to be quick."""
    from jinja2 import Environment

    def rows(facts: str, *names: str) -> str:
        each = "".join(
            f"{{% if f.{name} %}}<dt>{name}</dt><dd>{{{{ f.{name} }}}}</dd>{{% endif %}}"
            for name in names
        )
        return f"{{% for f in e.highlight.{facts} %}}{each}{{% endfor %}}"

    return Environment(autoescape=True).from_string(
        """<!doctype html><title>Highlights</title>
{% for e in entries %}{% set h = e.highlight %}{% set said = h.attribution %}
{% set about = e.article.metadata %}{% set number = h.label %}
<article id="{{ number }}">
<div>{% for tag in h.tags %}<b>{{ tag }}</b>{% endfor %}
<a href="#{{ number }}">{{ number }}</a></div>
<blockquote lang="{{ about.language }}">{{ h.quote.exact }}</blockquote>
{% if e.speaker %}<p>{{ e.speaker.name }}, {{ e.speaker.role }}, {{ e.speaker.institution }}</p>
{% endif %}<p>{{ e.sentence }}</p>
<dl>{% if said.quote_type %}<dt>type</dt><dd>{{ said.quote_type }} ({{ said.cue }})</dd>{% endif %}
{% if said.date_said.start %}<dt>said on</dt><dd>{{ said.date_said.start }}</dd>{% endif %}"""
        + rows("statistics", "value", "unit", "qualifier", "kind", "base", "population", "period",
            "source", "published_in", "calculation")
        + rows("legal", "citation", "instrument", "number", "year", "article", "paragraph",
            "letter", "point", "title", "name", "court", "case_number", "page", "role", "iri",
            "wording")
        + rows("commitments", "kind", "who", "what", "beneficiary", "deadline.start", "condition")
        + """{% for promise in e.promises %}<dt>status</dt><dd>{{ promise.status }}</dd>{% endfor %}
<dt>wording, claim</dt><dd>{{ h.wording }}, {{ h.claim }}</dd>
<dt>article</dt><dd>{{ about.title }}, {{ about.outlet }}, {{ about.published.start }}</dd>
{% for each in e.evidence %}<dt>evidence</dt><dd>{{ each.url }}</dd>{% endfor %}</dl>
{% if h.report_note %}<div>{{ h.report_note }}</div>{% endif %}</article>
{% endfor %}
"""
    )  # fmt: skip


@pytest.mark.benchmark
def test_a_workbook_beside_xlsxwriter() -> None:
    """The floor writes the same cells, which are typed before the clock starts."""
    from io import BytesIO

    from xlsxwriter import Workbook

    from annotations.exporting import xlsx
    from annotations.exporting.spreadsheet.cells import Fitting, Told
    from annotations.exporting.spreadsheet.sheets import sheets

    report = build(many(COUNT), WORDS, now=NOW)
    made = [
        (sheet.name, sheet.columns, [*sheet.rows]) for sheet in sheets(report, WORDS, Fitting(""))
    ]

    def bare() -> int:
        file = BytesIO()
        book = Workbook(file, xlsx.OPTIONS)
        formats = xlsx.Formats(book)
        for name, columns, rows in made:
            for _ in xlsx.write_sheet(book, formats, name, columns, iter(rows), Told()):
                pass
        book.close()
        return len(file.getvalue())

    floor, ours = _medians(bare, lambda: b"".join(xlsx.pieces(report, WORDS)))
    _print("XLSX / XlsxWriter, same cells", floor, ours, 1.2)
    assert bare() > COUNT


@pytest.mark.benchmark
def test_the_other_formats() -> None:
    report = build(many(COUNT), WORDS, now=NOW)
    for name in ("markdown", "json", "jsonld", "obsidian", "citations"):
        (ours,) = _medians(partial(_written, report, name))
        print(f"{name:<34} {'':8}   {ours:8.3f} s")
        assert ours > 0


def _written(report: Report, name: str) -> str:
    return written(report, name)
