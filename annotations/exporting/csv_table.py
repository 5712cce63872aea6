r"""CSV: one row a highlight, columns named after the JSON keys.

- UTF-8 with a byte order mark, without which Excel reads "“" as "â€œ"; commas; CR LF.
- Facts have their kind before their key: `legal_article`, `commitment_status`. Several facts of
  one kind, and several tags, are joined by " | " in their order, so that the same position in
  each of their columns is the same fact; a bar inside a value is then written "\|".
- Several places of one passage (paragraph, pages) are joined likewise: "paragraph 3.14 | page 41".
- `evidence` and `translations` are JSON.
- A spreadsheet runs what begins with = + - @, a tab or a line break. Such a cell gets one
  apostrophe before it; a plain negative number does not. `recovered` takes the apostrophe off.
"""

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from operator import attrgetter
from typing import TypeVar

from annotations.entries import Entry
from annotations.exporting.records import evidence_record, translation_record
from annotations.exporting.report import Report
from annotations.facts import Commitment, WrittenDate
from annotations.locators import locators_of, written_locators
from annotations.model import Promise
from annotations.vocabulary import COMMITMENT, LEGAL, STATISTIC, ClaimState, WordingState
from resources import Catalogue, marked

name = "csv"
title = marked("CSV, for spreadsheets")
suffix = ".csv"
binary = False

T = TypeVar("T")

BAR = " | "
_PAGE = 200
_RISKY = re.compile(r"'*(?:[=+@\t\r\n＝＋－＠]|-(?!\d+(?:\.\d+)?\Z))")
# A row is looked at cell by cell only if some cell begins with one of these.
_FIRST = frozenset("'-=+@\t\r\n＝＋－＠")

_PLAIN = (
    "id", "uid", "article", "revision", "quote", "start", "end", "placement", "locator", "tags",
    "speaker", "speaker_as_written", "role", "institution", "quote_type", "cue", "date_said",
    "report_note", "starred", "wording_check", "claim_check", "evidence", "translations", "terms",
    "author", "origin", "created", "changed",
)  # fmt: skip
_STATISTIC = (
    "value", "value_max", "unit", "qualifier", "kind", "numerator", "denominator", "base",
    "population", "period", "source", "published_in", "calculation",
)  # fmt: skip
_LEGAL = (
    "jurisdiction", "instrument", "number", "year", "edition", "title", "name", "article",
    "paragraph", "letter", "point", "ordinal", "court", "case_number", "decided", "page", "role",
    "citation", "iri", "wording",
)  # fmt: skip
_COMMITMENT = (
    "kind", "who", "what", "beneficiary", "deadline", "condition", "promise", "mention",
)  # fmt: skip
_PROOF = (
    "label", "sentence", "sentence_start", "sha256", "text_sha256", "article_title",
    "article_outlet", "article_published", "article_url",
)  # fmt: skip

STATUS = "commitment_status"
"""Name of the column for what became of the promise that a commitment is a mention of."""

COLUMNS = (
    *_PLAIN,
    *(f"statistic_{key}" for key in _STATISTIC),
    *(f"legal_{key}" for key in _LEGAL),
    *(f"commitment_{key}" for key in _COMMITMENT),
    STATUS,
    *_PROOF,
)
"""Names of the columns, in their order."""

CHECKS = "checks"
"""Name of the column for what does not agree, several joined like facts."""

_statistic = attrgetter(*_STATISTIC)
_legal = attrgetter(*_LEGAL)
_commitment = attrgetter(*_COMMITMENT)
_NO_STATISTIC = ("",) * len(_STATISTIC)
_NO_LEGAL = ("",) * len(_LEGAL)
_NO_COMMITMENT = ("",) * (len(_COMMITMENT) + 1)


def pieces(report: Report, words: Catalogue) -> Iterator[str]:
    """Write the table page by page; with `CHECKS` as its last column where it was asked for."""
    entries = report.entries
    page = io.StringIO(newline="")
    writer = csv.writer(page)
    page.write("\ufeff")
    asked = report.checks is not None
    chosen = chosen_columns(report)
    writer.writerow(chosen)
    picked = _picker(report, chosen)
    for first in range(0, len(entries), _PAGE):
        some = entries[first : first + _PAGE]
        if asked:
            rows = [(*_row(each), guarded(checks(each, report, words))) for each in some]
        else:
            rows = [tuple(_row(each)) for each in some]
        writer.writerows(rows if picked is None else map(picked, rows))
        yield page.getvalue()
        page.seek(0)
        page.truncate()
    yield page.getvalue()


def all_columns(report: Report) -> tuple[str, ...]:
    """Name every column that a report can have."""
    return (*COLUMNS, CHECKS) if report.checks is not None else COLUMNS


def chosen_columns(report: Report) -> tuple[str, ...]:
    """Name the columns that are asked for, in their order; all of them where none is known."""
    known = all_columns(report)
    return tuple(name for name in report.layout.columns if name in known) or known


def _picker(
    report: Report, chosen: Sequence[str]
) -> Callable[[Sequence[object]], tuple[object, ...]] | None:
    """Make what takes the chosen cells out of a row, None where it is the row itself."""
    known = all_columns(report)
    if tuple(chosen) == known:
        return None
    places = [known.index(name) for name in chosen]
    return lambda row: tuple(row[place] for place in places)


def guarded(cell: str) -> str:
    """Put an apostrophe before what a spreadsheet would run."""
    return f"'{cell}" if _RISKY.match(cell) else cell


def recovered(cell: str) -> str:
    """Give back the value of a cell as it was before `guarded`."""
    return cell[1:] if cell.startswith("'") and _RISKY.match(cell, 1) else cell


def _row(entry: Entry) -> Sequence[object]:
    cells = text_cells(entry)
    if not _FIRST.isdisjoint([cell[0] for cell in filter(None, cells)]):
        cells = tuple(map(guarded, cells))
    return with_numbers(entry, cells)


def text_cells(entry: Entry) -> tuple[str, ...]:
    """Write the cells that are text, as they are; `with_numbers` sets the others between them."""
    return (*_plain(entry), *_facts(entry), *_proof(entry))


def with_numbers(entry: Entry, cells: Sequence[T]) -> Sequence[T | int]:
    """Put the cells of an entry's text and its numbers into the order of `COLUMNS`."""
    highlight = entry.highlight
    return (
        highlight.id,
        cells[0],
        highlight.article_id,
        entry.revision_number,
        cells[1],
        highlight.quote.start,
        highlight.quote.end,
        *cells[2:],
    )


def _plain(entry: Entry) -> tuple[str, ...]:
    """Write the cells of `_PLAIN` that are text; `with_numbers` sets the others between them."""
    highlight = entry.highlight
    said = highlight.attribution
    places = locators_of(entry)
    return (
        highlight.uid,
        highlight.quote.exact,
        entry.placement.state,
        _joined(written_locators(places)) if places else "",
        _joined(highlight.tags),
        entry.speaker.name if entry.speaker is not None else "",
        said.speaker_as_written,
        said.role,
        said.institution,
        said.quote_type,
        said.cue,
        said.date_said.start or said.date_said.words,
        highlight.report_note,
        "true" if highlight.starred else "false",
        highlight.wording if highlight.checks else WordingState.UNCHECKED,
        highlight.claim if highlight.checks else ClaimState.UNCHECKED,
        _json(evidence_record, [each for each in entry.evidence if not each.trashed]),
        _json(translation_record, highlight.translations),
        highlight.terms,
        highlight.author,
        highlight.origin,
        highlight.created,
        highlight.changed,
    )


def _facts(entry: Entry) -> tuple[str, ...]:
    highlight = entry.highlight
    tags = highlight.tags
    statistics: Sequence[str] = _NO_STATISTIC
    legal: Sequence[str] = _NO_LEGAL
    commitments: Sequence[str] = _NO_COMMITMENT
    if highlight.statistics and STATISTIC in tags:
        statistics = _columns([_statistic(fact) for fact in highlight.statistics])
    if highlight.legal and LEGAL in tags:
        legal = _columns([_legal(fact) for fact in highlight.legal])
    if highlight.commitments and COMMITMENT in tags:
        promises = {promise.uid: promise for promise in entry.promises}
        rows = [_pledge(fact, promises.get(fact.promise)) for fact in highlight.commitments]
        commitments = _columns(rows)
    return (*statistics, *legal, *commitments)


def _pledge(fact: Commitment, promise: Promise | None) -> tuple[object, ...]:
    """Write a commitment with the promise that stands for the one it mentions, and its status."""
    if promise is None:
        return (*_commitment(fact), None)
    stands = promise.merged_into or promise.uid
    shown = fact if fact.promise == stands else replace(fact, promise=stands)
    return (*_commitment(shown), promise.status)


def _proof(entry: Entry) -> tuple[str, ...]:
    about = entry.article.metadata
    return (
        entry.highlight.label,
        entry.sentence,
        str(entry.sentence_start) if entry.sentence else "",
        entry.original_sha256,
        entry.highlight.quote.text_sha256,
        about.title,
        about.outlet,
        about.published.start,
        about.url,
    )


def checks(entry: Entry, report: Report, words: Catalogue) -> str:
    """Write what does not agree about a highlight, several joined."""
    from annotations.exporting.checked import line

    some = (report.checks or {}).get(entry.highlight.uid, ())
    return _joined([line(each, words) for each in some]) if some else ""


def _columns(rows: list[tuple[object, ...]]) -> Sequence[str]:
    if len(rows) == 1:
        return _texts(rows[0])
    return [_joined(_texts(column)) for column in zip(*rows, strict=True)]


def _joined(values: Sequence[str]) -> str:
    if len(values) == 1:
        return values[0]
    shown = BAR.join(value.replace("|", "\\|") if "|" in value else value for value in values)
    return shown if any(values) else ""


def _texts(values: Iterable[object]) -> list[str]:
    return [value if type(value) is str else _text(value) for value in values]


def _text(value: object) -> str:
    if isinstance(value, str):  # an enum too: csv writes what it is equal to
        return value
    if value is None:
        return ""
    if isinstance(value, WrittenDate):
        return value.start or value.words
    return f"{value:f}"  # Decimal: 36000, never 3.6E+4


def _json(record: Callable[[T], dict[str, object]], found: Sequence[T]) -> str:
    return json.dumps(list(map(record, found)), ensure_ascii=False) if found else ""
