"""The list of an article's highlights on a newer revision, as CSV, Markdown or JSON.

The rules of every export hold: what may not leave is left out and counted, and words of the newer
text that name a confidential source, or lie where something off the record stands, are left empty.
"""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotations import phones
from annotations.discretion import Discretion, discretion
from annotations.entries import Entry
from annotations.exporting.csv_table import guarded
from annotations.exporting.markdown_text import inline, quoted
from annotations.exporting.report import Report, build, speaker_name
from annotations.exporting.shown import withheld_lines
from annotations.labels import label
from annotations.model import Placement, Span, Speaker
from annotations.revising.comparing import Difference, Verdict
from annotations.spans import overlaps
from annotations.vocabulary import LocatorKind, PlacementState, Terms
from resources import Catalogue, marked

if TYPE_CHECKING:
    from annotations.storage.revisions import Pair, Placed

FORMATS = ("csv", "markdown", "json")

VERDICTS = {
    Verdict.IDENTICAL: marked("the same words"),
    Verdict.TYPOGRAPHY: marked("only typography changed"),
    Verdict.ANNOUNCED: marked("correction announced"),
    Verdict.SILENT: marked("silent change"),
    Verdict.READ_AGAIN: marked("the same file, read anew"),
}
"""What people read for a verdict, as messages of the catalogue."""

COLUMNS = (
    "label", "uid", "placement", "similarity", "by_hand", "quote", "start", "end", "words_now",
    "start_now", "end_now", "speaker", "tags", "article", "revision", "newer_revision", "verdict",
)  # fmt: skip
"""Keys of a row in JSON and columns of the CSV, in their order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacementList:
    """What may leave of a pair of revisions. `rows` have the keys of `COLUMNS`."""

    title: str
    older: int
    newer: int
    verdict: Verdict
    notice: str
    notice_date: str
    rows: tuple[dict[str, object], ...]
    report: Report


def placement_list(
    pair: "Pair",
    difference: Difference,
    words: Catalogue,
    *,
    speakers: Iterable[Speaker] = (),
    embargoed: bool = False,
) -> PlacementList:
    """Gather the list; `speakers` are all of the library, `embargoed` takes in what waits."""
    known = tuple(speakers)
    rules = discretion(
        known,
        nobody=words("a confidential source"),
        phone=words("[phone number]"),
        embargoed=embargoed,
    )
    entries = [each.entry for each in pair.placed]
    silent = [each.highlight for each in entries if each.highlight.terms == Terms.OFF_RECORD]
    report = build(entries, words, speakers=known, off_record=silent, embargoed=embargoed)
    placed = {each.entry.highlight.uid: each for each in pair.placed}
    secret = [
        _span(each.placement)
        for each in pair.placed
        if each.entry.highlight.terms == Terms.OFF_RECORD
    ]
    rows = [
        _row(pair, placed[entry.highlight.uid], entry, difference.verdict, secret, rules)
        for entry in report.entries
    ]
    return _with_head(pair, difference, rules, tuple(rows), report)


def _row(
    pair: "Pair",
    each: "Placed",
    entry: Entry,
    verdict: Verdict,
    secret: list[Span],
    rules: Discretion,
) -> dict[str, object]:
    """Write a row of what may leave (`entry`) of a placed highlight."""
    now = _span(each.placement)
    hidden = any(overlaps(now, other) for other in secret) or _names(rules, each.words)
    return {
        "label": entry.highlight.label,
        "uid": entry.highlight.uid,
        "placement": each.placement.state.value,
        "similarity": round(each.placement.similarity, 4),
        "by_hand": each.put_back is not None,
        "quote": entry.highlight.quote.exact,
        "start": entry.highlight.quote.start,
        "end": entry.highlight.quote.end,
        "words_now": "" if hidden else _unnumbered(entry, each.words, rules),
        "start_now": now.start if now.end > now.start else None,
        "end_now": now.end if now.end > now.start else None,
        "speaker": speaker_name(entry),
        "tags": list(entry.highlight.tags),
        "article": entry.article.id,
        "revision": entry.revision_number,
        "newer_revision": pair.newer.number,
        "verdict": verdict.value,
    }


def _with_head(
    pair: "Pair",
    difference: Difference,
    rules: Discretion,
    rows: tuple[dict[str, object], ...],
    report: Report,
) -> PlacementList:
    """Say above the list what it is of; nothing where the article as a whole may not leave."""
    said = difference.announcement
    title, notice = pair.article.metadata.title, said.words if said else ""
    closed = pair.article.terms == Terms.OFF_RECORD or (bool(pair.placed) and not rows)
    return PlacementList(
        title="" if closed or _names(rules, title) else rules.said(title),
        older=pair.older.number,
        newer=pair.newer.number,
        verdict=difference.verdict,
        notice="" if closed or _names(rules, notice) else notice,
        notice_date=said.date.start if said and not closed else "",
        rows=rows,
        report=report,
    )


def pieces(found: PlacementList, name: str, words: Catalogue) -> Iterator[str]:
    """Write the list in one of `FORMATS`, piece by piece."""
    yield from {"csv": _csv, "markdown": _markdown, "json": _json}[name](found, words)


def _csv(found: PlacementList, _words: Catalogue) -> Iterator[str]:
    page = io.StringIO(newline="")
    page.write("\ufeff")
    writer = csv.writer(page)
    writer.writerow(COLUMNS)
    writer.writerows([[_cell(row[name]) for name in COLUMNS] for row in found.rows])
    yield page.getvalue()


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return guarded(" | ".join(str(each).replace("|", "\\|") for each in value))
    return guarded(value) if isinstance(value, str) else value


def _json(found: PlacementList, _words: Catalogue) -> Iterator[str]:
    head = {
        "title": found.title,
        "older": found.older,
        "newer": found.newer,
        "verdict": found.verdict.value,
        "notice": found.notice,
        "notice_date": found.notice_date,
        "withheld": {count.key: count.n for count in found.report.withheld},
    }
    yield f'{{"comparison": {json.dumps(head, ensure_ascii=False)},\n"highlights": ['
    yield ",".join(f"\n{json.dumps(row, ensure_ascii=False)}" for row in found.rows)
    yield "]}\n"


def _markdown(found: PlacementList, words: Catalogue) -> Iterator[str]:
    yield f"# {inline(found.title or words('Changed article'))}\n\n"
    yield words(
        "Version {newer} compared with version {older}: {verdict}.",
        newer=found.newer,
        older=found.older,
        verdict=words(VERDICTS[found.verdict]),
    )
    yield "\n\n"
    if found.notice:
        yield f"{quoted(found.notice)}\n\n"
    for line in withheld_lines(found.report, words):
        yield f"{inline(line)}\n\n"
    for state in (
        PlacementState.LOST, PlacementState.REVIEW, PlacementState.MOVED, PlacementState.EXACT,
    ):  # fmt: skip
        some = [row for row in found.rows if row["placement"] == state]
        if some:
            yield f"## {words.number(len(some))} × {label(state, words)}\n\n"
        for row in some:
            yield from _one(row, words)


def _one(row: dict[str, object], words: Catalogue) -> Iterator[str]:
    who = f" · {inline(str(row['speaker']))}" if row["speaker"] else ""
    hand = f" · {words('put back by hand')}" if row["by_hand"] else ""
    yield f"**{row['label']}**{who}{hand}\n\n{quoted(str(row['quote']))}\n\n"
    now = str(row["words_now"])
    if now and now != row["quote"]:
        yield f"{words('Now:')}\n\n{quoted(now)}\n\n"


def _unnumbered(entry: Entry, text: str, rules: Discretion) -> str:
    """Take telephone numbers out of a chat's words, as out of its quotes."""
    chat = any(each.kind == LocatorKind.MESSAGE for each in entry.locators)
    return phones.without(text, rules.phone) if chat else text


def _names(rules: Discretion, text: str) -> bool:
    return rules.clean(text) != text


def _span(place: Placement) -> Span:
    return Span(max(place.start, 0), max(place.end, 0))
