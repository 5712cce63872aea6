"""JSON: one document with a head, the articles, and a highlight a line.

Keys are those of the command line, and beside them the proof: `label`, `sentence`, `sha256` of
the original file and `text_sha256` of the text that `start` and `end` count in. `checks` is there
where it was asked for.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from annotations.entries import Entry
from annotations.exporting.records import article_record, highlight_record, proof_record
from annotations.exporting.report import Count, Report
from resources import Catalogue, marked

name = "json"
title = marked("JSON, for other programs")
suffix = ".json"
binary = False


def pieces(report: Report, words: Catalogue) -> Iterator[str]:
    """Write the document; numbers are JSON numbers, text is as it is, never escaped needlessly."""
    entries = report.entries
    head = {
        "title": report.title,
        "made": report.made,
        "filters": report.filters,
        "grouping": report.grouping.value,
        "highlights": report.total,
        "withheld": _counts(report.withheld),
        "tags": _counts(report.tags),
        "wording_checks": _counts(report.wording),
        "claim_checks": _counts(report.claims),
        "unchecked": report.unchecked,
    }
    yield f'{{"report": {_dumps(head)},\n"articles": ['
    yield from _lines(_articles(entries))
    yield '],\n"highlights": ['
    yield from _lines(
        highlight_record(entry) | proof_record(entry) | _checks(entry, report, words)
        for entry in entries
    )
    yield "]}\n"


def _checks(entry: Entry, report: Report, words: Catalogue) -> dict[str, Any]:
    """Write what does not agree about a highlight, where somebody asked for that."""
    if report.checks is None:
        return {}
    from annotations.exporting.checked import records

    return {"checks": records(report.checks.get(entry.highlight.uid, ()), words)}


def _articles(entries: Iterable[Entry]) -> Iterator[dict[str, Any]]:
    counts: Counter[int] = Counter()
    articles = {}
    for entry in entries:
        counts[entry.article.id] += 1
        articles[entry.article.id] = entry.article
    for number, article in articles.items():
        yield article_record(article) | {"highlights": counts[number]}


def _lines(records: Iterable[dict[str, Any]]) -> Iterator[str]:
    before = "\n"
    for record in records:
        yield before + _dumps(record)
        before = ",\n"


def _counts(counts: Iterable[Count]) -> dict[str, int]:
    return {count.key: count.n for count in counts}


def _dumps(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
