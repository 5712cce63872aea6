"""A report of an open library, written off the window's thread."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from annotations.model import Entry, Highlight, Speaker
from annotations.queries import Filter
from annotations.vocabulary import Terms
from resources import Catalogue

if TYPE_CHECKING:
    from annotations.exporting.report import Grouping
    from annotations.storage.store import Library, Store

_PAGE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What a report shall hold and where it shall lie. `format` is an exporter's name."""

    wanted: Filter
    grouping: "Grouping"
    format: str
    output: Path
    title: str = ""
    notes: bool = True
    embargoed: bool = False


@dataclass(frozen=True, slots=True)
class Done:
    """A step of a report: highlights read so far of all; `withheld` once it is written."""

    read: int
    total: int
    withheld: int = -1


def write_report(store: "Store", order: Order, words: Catalogue) -> Iterator[Done]:
    """Write a report, a page of highlights at a time; the file is whole or not there.

    Raises BadOutput.
    """
    from annotations.exporting import export
    from annotations.exporting.asked import asked
    from annotations.exporting.report import build

    ids, speakers, off_record = store.call(lambda library: _outline(library, order.wanted))
    entries: list[Entry] = []
    for first in range(0, len(ids), _PAGE):
        page = ids[first : first + _PAGE]
        entries += store.call(partial(_entries, ids=page))
        yield Done(len(entries), len(ids))
    if not order.notes:
        entries = [
            replace(each, highlight=replace(each.highlight, report_note="")) for each in entries
        ]
    titles = {entry.article.id: entry.article.metadata.title for entry in entries}
    report = build(
        entries,
        words,
        title=order.title,
        grouping=order.grouping,
        filters=asked(order.wanted, words, titles=titles, speakers=speakers),
        speakers=speakers,
        off_record=off_record,
        embargoed=order.embargoed,
    )
    export(report, order.format, order.output, words, replace=True)
    yield Done(len(ids), len(ids), withheld=sum(count.n for count in report.withheld))


def _outline(
    library: "Library", wanted: Filter
) -> tuple[list[int], list[Speaker], list[Highlight]]:
    """Find the highlights, all speakers, and what was said off the record in those articles."""
    from annotations.storage import highlights, speakers

    found = highlights.ids(library, wanted)
    every = highlights.read(library, highlights.ids(library, Filter(articles=wanted.articles)))
    secret = [each for each in every if each.terms is Terms.OFF_RECORD]
    return found, speakers.every(library), secret


def _entries(library: "Library", ids: list[int]) -> list[Entry]:
    from annotations.storage import highlights

    return highlights.entries(library, ids)
