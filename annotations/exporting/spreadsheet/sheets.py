"""The sheets of a report: all highlights, and one for each tag with a row a fact."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter

from annotations.entries import Entry
from annotations.exporting.csv_table import (
    COLUMNS,
    STATUS,
    all_columns,
    checks,
    chosen_columns,
    text_cells,
    with_numbers,
)
from annotations.exporting.report import Report
from annotations.exporting.spreadsheet.cells import (
    Cell,
    Fitting,
    day,
    moment,
    number,
    parts,
    shown,
)
from annotations.facts import Commitment, LegalReference, Statistic, WrittenDate
from annotations.labels import tag_name
from annotations.vocabulary import COMMITMENT, LEGAL, STATISTIC
from resources import Catalogue

AnyFact = Statistic | LegalReference | Commitment
_FACTS: dict[str, Callable[[Entry], Sequence[AnyFact]]] = {
    STATISTIC: lambda entry: entry.highlight.statistics,
    LEGAL: lambda entry: entry.highlight.legal,
    COMMITMENT: lambda entry: entry.highlight.commitments,
}
_BEFORE = (
    "label", "quote", "speaker", "speaker_as_written", "role", "institution", "date_said",
)  # fmt: skip
_AFTER = (
    "wording_check", "claim_check", "article_title", "article_outlet", "article_published",
    "locator", "article_url", "report_note", "uid",
)  # fmt: skip
_ALWAYS = frozenset({"label", "quote"})
_NAME = 31  # UTF-16 code units of a sheet's name
_FORBIDDEN = re.compile(
    r"[\[\]:*?/\\\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufffe\uffff\ud800-\udfff]"
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its name, its columns, its rows with a cell a column, made as they are asked."""

    name: str
    columns: tuple[str, ...]
    rows: Iterator[Sequence[Cell]]


def sheets(report: Report, words: Catalogue, fit: Fitting) -> Iterator[Sheet]:
    """Make all sheets but the first; the rows of each are read to their end before the next."""
    taken = {words("Summary").casefold()}
    entries = report.entries
    chosen = chosen_columns(report)
    places = [all_columns(report).index(each) for each in chosen]
    quote = COLUMNS.index("quote")
    more = max((len(parts(shown(e.highlight.quote.exact))) for e in entries), default=1) - 1
    names = tuple(f"quote_{n}" for n in range(2, more + 2)) if "quote" in chosen else ()

    made: list[list[Cell]] = []  # in the order of the entries; the sheets of tags take from them

    def rows() -> Iterator[Sequence[Cell]]:
        """Make the rows of all highlights, a long quote going on in columns of its own."""
        for entry in entries:
            row = _typed(entry, report, words, fit)
            made.append(row)
            if names:
                first, *rest = parts(shown(entry.highlight.quote.exact))
                cut = [*row]
                cut[quote] = first
                yield [*(cut[n] for n in places), *rest, *[""] * (more - len(rest))]
            else:
                yield row if len(places) == len(row) else [row[n] for n in places]

    yield Sheet(safe_name(words("All"), taken), (*chosen, *names), rows())
    kept = frozenset(chosen) | _ALWAYS
    for count in report.tags:
        if count.key:
            called = safe_name(tag_name(count.key, words), taken)
            found = list(zip(entries, made, strict=True))
            yield _of_tag(count.key, found, kept, called, fit)


def safe_name(name: str, taken: set[str]) -> str:
    """Make a name of a sheet that every spreadsheet takes, and that no other sheet has."""
    words = " ".join(_FORBIDDEN.sub(" ", name).split()).strip("' ")
    plain = parts(words, _NAME)[0].strip("' ") or "_"
    if plain.casefold() == "history":  # Excel keeps that for itself
        plain += "_"
    found, n = plain, 1
    while found.casefold() in taken:
        n += 1
        found = f"{parts(plain, _NAME - len(f' ({n})'))[0]} ({n})"
    taken.add(found.casefold())
    return found


_DATES = {
    COLUMNS.index("created"): attrgetter("highlight.created"),
    COLUMNS.index("changed"): attrgetter("highlight.changed"),
}
_WRITTEN = {
    COLUMNS.index("date_said"): attrgetter("highlight.attribution.date_said"),
    COLUMNS.index("article_published"): attrgetter("article.metadata.published"),
}
_STARRED = COLUMNS.index("starred")
_SENTENCE_START = COLUMNS.index("sentence_start")


def _typed(entry: Entry, report: Report, words: Catalogue, fit: Fitting) -> list[Cell]:
    """Make the row of an entry in the sheet of all; a fact that is the only one is typed."""
    row: list[Cell] = list(with_numbers(entry, fit.texts(text_cells(entry))))
    for place, get in _DATES.items():
        row[place] = moment(get(entry))
    for place, get in _WRITTEN.items():
        date = get(entry)
        if date.start:
            row[place] = day(date)
    row[_STARRED] = entry.highlight.starred
    row[_SENTENCE_START] = entry.sentence_start if entry.sentence else ""
    for tag, facts in _FACTS.items():
        found = facts(entry)
        if len(found) == 1 and tag in entry.highlight.tags:
            for place, name in _TYPED[tag]:
                value = _value(getattr(found[0], name))
                if not isinstance(value, str):  # else the text that fits stays
                    row[place] = value
    if report.checks is not None:
        row.append(fit.text(checks(entry, report, words)))
    return row


_TYPED: dict[str, tuple[tuple[int, str], ...]] = {
    STATISTIC: tuple(
        (COLUMNS.index(f"statistic_{name}"), name)
        for name in ("value", "value_max", "numerator", "denominator")
    ),
    LEGAL: ((COLUMNS.index("legal_decided"), "decided"),),
    COMMITMENT: ((COLUMNS.index("commitment_deadline"), "deadline"),),
}


def _value(value: object) -> Cell:
    if isinstance(value, WrittenDate):
        return day(value)
    if isinstance(value, str):
        return value
    return number(value)  # type: ignore[arg-type]  # a decimal, or None


def _of_tag(
    tag: str,
    found: Sequence[tuple[Entry, list[Cell]]],
    kept: frozenset[str],
    name: str,
    fit: Fitting,
) -> Sheet:
    """Make the sheet of a tag: a row a fact, or a row a highlight where there is none."""
    own = tuple(each for each in COLUMNS if each.startswith(f"{tag}_")) if tag in _FACTS else ()
    columns = tuple(each for each in (*_BEFORE, *own, *_AFTER) if each in kept)
    places = [COLUMNS.index(each) for each in columns]
    told = [(n, each) for n, each in enumerate(columns) if each in own]

    def rows() -> Iterator[Sequence[Cell]]:
        """Make the rows of the entries that have the tag."""
        for entry, whole in found:
            if tag not in entry.highlight.tags:
                continue
            row = [whole[place] for place in places]
            facts = _FACTS[tag](entry) if tag in _FACTS else ()
            if len(facts) <= 1:  # then the row of all has it, typed
                yield row
                continue
            for fact in facts:
                values = _told(tag, fact, entry)
                for n, each in told:
                    row[n] = values[each]
                yield fit.row(row)

    return Sheet(name, columns, rows())


def _told(tag: str, fact: AnyFact, entry: Entry) -> dict[str, Cell]:
    """Write the columns of one fact."""
    found: dict[str, Cell] = {
        each: _value(getattr(fact, each.removeprefix(f"{tag}_"))) for each in _NAMES[tag]
    }
    if isinstance(fact, Commitment):
        status = {promise.uid: promise.status.value for promise in entry.promises}
        found[STATUS] = status.get(fact.promise, "")
    return found


_NAMES: dict[str, tuple[str, ...]] = {
    tag: tuple(each for each in COLUMNS if each.startswith(f"{tag}_") and each != STATUS)
    for tag in _FACTS
}
