"""A report of an open library, written off the window's thread."""

from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from annotations.queries import Filter
from resources import Catalogue

if TYPE_CHECKING:
    from annotations.exporting.report import Grouping, Report
    from annotations.model import Speaker
    from annotations.storage.store import Store

_PAGE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What a report shall hold and where it shall lie. `format` is an exporter's name.

    `checks` asks for what does not agree, found with the word lists in `languages` and without the
    rules in `rules_off`.
    """

    wanted: Filter
    grouping: "Grouping"
    format: str
    output: Path
    title: str = ""
    notes: bool = True
    embargoed: bool = False
    pictures: bool = True
    checks: bool = False
    languages: Path | None = None
    rules_off: tuple[str, ...] = ()


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
    from annotations.exporting import export, picturing
    from annotations.exporting.asked import asked
    from annotations.exporting.gathering import Gathered, gather
    from annotations.exporting.report import build

    found = Gathered()
    total = 0
    for read, total in gather(store, order.wanted, found):
        yield Done(read, total)
    entries = found.entries
    if not order.notes:
        entries = [
            replace(each, highlight=replace(each.highlight, report_note="")) for each in entries
        ]
    report = build(
        entries,
        words,
        title=order.title,
        grouping=order.grouping,
        filters=asked(order.wanted, words, titles=found.titles, speakers=found.speakers),
        speakers=found.speakers,
        off_record=found.off_record,
        mentions=found.mentions,
        embargoed=order.embargoed,
    )
    if order.pictures and order.format in picturing.FORMATS:
        pictured = picturing.Pictured(report)
        for _ in picturing.fetch(store, pictured, found.speakers):
            yield Done(total, total)
        report = pictured.report
    if order.checks:
        report = yield from _with_checks(store, report, order, found.speakers, words)
    export(report, order.format, order.output, words, replace=True)
    yield Done(total, total, withheld=sum(count.n for count in report.withheld))


def _with_checks(
    store: "Store", report: "Report", order: Order, speakers: "Sequence[Speaker]", words: Catalogue
) -> "Generator[Done, None, Report]":
    from annotations.exporting.checked import Checked, find

    checked = Checked(report)
    for done, many in find(
        store,
        checked,
        speakers,
        words,
        embargoed=order.embargoed,
        languages=order.languages,
        off=order.rules_off,
    ):
        yield Done(done, many)
    return checked.report
