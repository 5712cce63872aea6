"""What a preview shows, made off the window's thread: pages, rows or lines of the first part.

It is the report itself, made of its first highlights, by the same rules: what may not leave is in
no preview either.
"""

import csv
import io
from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from annotations.queries import Filter
from desktop.reporting import COMMENTS, PACK, Order, made_report, where_commented
from desktop.reports.choices import TABLES
from resources import Catalogue

if TYPE_CHECKING:
    from annotations.exporting.gathering import Gathered
    from annotations.exporting.report import Report
    from annotations.importing.worker import Worker
    from annotations.storage.store import Store

SAMPLE = 30
"""Highlights that a preview is made of."""
PAGES = 8
"""Pages that are drawn at most."""
COUNTED = 10_000
"""Highlights that are read before writing to say what is left out of them, at most."""
WIDE = 1000
"""Pixels that a page is drawn wide."""
_ROWS = 30
_LINES = 300
_LONGEST_LINE = 2_000
_CELL = 300
PAPER = frozenset({"html", "pdf", "docx", PACK})
"""Formats that are shown as pages."""


@dataclass(frozen=True, slots=True)
class Told:
    """What is said beside a preview: made of how many of how many highlights, what is left out.

    `counted` says that `left_out` speaks of all of them; `also` are sentences about the file.
    """

    sampled: int
    total: int
    left_out: tuple[str, ...] = ()
    counted: bool = True
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """One page, its number from 1, of how many pages; so many are drawn in all.

    `pixels` are RGB, row by row.
    """

    number: int
    of: int
    drawn: int
    width: int
    height: int
    pixels: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Rows:
    """The first rows of a table, cut where they are long."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Lines:
    """The first lines of a text."""

    text: str


@dataclass(frozen=True, slots=True)
class Said:
    """Sentences in the place of a picture."""

    sentences: tuple[str, ...]


Shown = Told | Page | Rows | Lines | Said
Work = Generator[Shown | None, None, None]
"""None comes while nothing is to show yet, so that who waits may stop."""


class Previews:
    """The previews of one dialog, one after the other; what was read for one is kept for the next.

    Only one may be made at a time; `close` when none is. None is made any more once the library
    is `gone`: whoever asks the program to end closes it under the dialog.
    """

    def __init__(
        self, store: "Store", words: Catalogue, gone: Callable[[], bool] = lambda: False
    ) -> None:
        self._store = store
        self.words = words
        self.gone = gone
        self._read: dict[Filter, tuple[int, Gathered]] = {}
        self._counted: dict[tuple[Filter, bool], tuple[str, ...]] = {}
        self._worker: Worker | None = None

    def close(self) -> None:
        """End the process that draws."""
        if self._worker is not None:
            self._worker.close()
            self._worker = None

    def make(self, order: Order) -> Work:
        """Make a preview. Raises BadTemplate, PressFailed, StaysWhole."""
        if order.format == COMMENTS:
            yield from self._comments(order)
            return
        total, found = yield from self._sample(order.wanted)
        making = made_report(self._store, order, found, self.words)
        report = yield from _quietly(making)
        yield self._told(report, order, total)
        if report.total == 0:
            yield Said((self._nothing(total),))
        elif order.format in PAPER:
            yield from self._pages(report)
        elif order.format in TABLES:
            yield _rows(report, order.format, self.words)
        else:
            yield from self._lines(report, order.format)
        if total > SAMPLE and (order.wanted, order.embargoed) not in self._counted:
            yield from self._count(order, total)

    def _nothing(self, total: int) -> str:
        words = self.words
        if total == 0:
            return words("There are no highlights to write.")
        return words("None of the first {n} highlights may leave.", n=min(total, SAMPLE))

    # ------------------------------------------------------------------ reading

    def _sample(self, wanted: Filter) -> "Generator[None, None, tuple[int, Gathered]]":
        from annotations.exporting.gathering import Gathered, gather
        from annotations.storage import highlights

        kept = self._read.get(wanted)
        if kept is not None:
            return kept
        ids = self._store.call(lambda library: highlights.ids(library, wanted))
        yield
        found = Gathered()
        few = wanted if len(ids) <= SAMPLE else replace(wanted, highlights=tuple(ids[:SAMPLE]))
        for _ in gather(self._store, few, found):
            yield
        self._read[wanted] = (len(ids), found)
        return self._read[wanted]

    def _told(self, report: "Report", order: Order, total: int) -> Told:
        from annotations.exporting.shown import withheld_lines

        lines = self._counted.get((order.wanted, order.embargoed))
        if total <= SAMPLE:
            lines = tuple(withheld_lines(report, self.words))
        sampled, counted = min(total, SAMPLE), lines is not None
        return Told(sampled, total, lines or (), counted=counted, also=_also(order, self.words))

    def _count(self, order: Order, total: int) -> Work:
        """Say what is left out of all highlights: after the preview, as it takes longest."""
        from annotations.exporting.gathering import Gathered, gather
        from annotations.exporting.shown import withheld_lines

        if total > COUNTED:
            return
        found = Gathered()
        for _ in gather(self._store, order.wanted, found):
            yield None
        plain = replace(order, pictures=False, checks=False)
        report = yield from _quietly(made_report(self._store, plain, found, self.words))
        lines = tuple(withheld_lines(report, self.words))
        self._counted[order.wanted, order.embargoed] = lines
        yield Told(SAMPLE, total, lines, also=_also(order, self.words))

    # ------------------------------------------------------------------ showing

    def _pages(self, report: "Report") -> Work:
        from annotations.exporting import pdf
        from annotations.importing.worker import Worker

        pressed = b""
        with closing(pdf.pieces(report, self.words)) as pieces:  # type: ignore[type-var] # a generator
            for piece in pieces:
                pressed = piece or pressed
                yield None
        worker = self._worker = self._worker or Worker()
        told, _ = worker.ask("document", pressed)
        many = len(told["pages"])
        drawn = min(many, PAGES)
        for number in range(1, drawn + 1):
            size, pixels = worker.ask("page", pressed, page=number - 1, width=WIDE)
            wide, high = int(size["width"]), int(size["height"])
            yield Page(number, many, drawn, wide, high, pixels)

    def _lines(self, report: "Report", name: str) -> Work:
        from annotations.exporting import as_bytes, exporter

        read: list[str] = []
        room = _LINES * 200
        with closing(exporter(name).pieces(report, self.words)) as pieces:  # type: ignore[type-var] # a generator
            for piece in pieces:
                read.append(as_bytes(piece).decode(errors="replace"))
                room -= len(read[-1])
                if room < 0:
                    break
                yield None
        yield Lines(_first_lines("".join(read)))

    def _comments(self, order: Order) -> Work:
        """Make the comments, and say which there are: whether the article may leave is seen now."""
        from annotations.exporting.comments.making import Commented, Wish, comment
        from annotations.exporting.shown import withheld_lines

        words, made = self.words, Commented()
        wish = Wish(
            article=order.article,
            author=order.author,
            notes=order.layout.notes,
            embargoed=order.embargoed,
        )
        for _ in comment(self._store, wish, words, made):
            yield None
        report = made.report
        if report is None:
            return
        left = tuple(withheld_lines(report, words))
        yield Told(report.total, report.total, left, also=where_commented(made, words))
        if not made.placed:
            yield Said((words("No highlight of this article would be a comment."),))
            return
        quotes = {e.highlight.label: e.highlight.quote.exact for e in report.entries}
        rows = ((each, _line(quotes.get(each, ""), _CELL)) for each in made.placed[:_ROWS])
        yield Rows((words("Comment"), words("Words")), tuple(rows))


def _also(order: Order, words: Catalogue) -> tuple[str, ...]:
    if order.format != PACK:
        return ()
    return (
        words(
            "The archive also holds the originals, files kept as evidence, a bundle of exhibits"
            " with the quoted pages, and checksums."
        ),
    )


def _quietly(
    work: "Generator[object, None, Report]",
) -> "Generator[None, None, Report]":
    """Pass on only that something was done."""
    while True:
        try:
            next(work)
        except StopIteration as end:
            made: Report = end.value
            return made
        yield


def _rows(report: "Report", name: str, words: Catalogue) -> Rows:
    made = _typed(report, words) if name == "xlsx" else _written(report, words)
    head = tuple(next(made))
    rows = (row for row, _ in zip(made, range(_ROWS), strict=False))
    return Rows(head, tuple(tuple(_line(cell, _CELL) for cell in row) for row in rows))


def _written(report: "Report", words: Catalogue) -> Iterator[list[str]]:
    from annotations.exporting import csv_table

    text = "".join(csv_table.pieces(report, words)).removeprefix("\ufeff")
    yield from csv.reader(io.StringIO(text, newline=""))


def _typed(report: "Report", words: Catalogue) -> Iterator[list[str]]:
    """Give the sheet of all highlights, dates and numbers as a spreadsheet shows them."""
    from annotations.exporting.spreadsheet.cells import Fitting
    from annotations.exporting.spreadsheet.sheets import sheets

    sheet = next(sheets(report, words, Fitting("…")))
    yield list(sheet.columns)
    for row in sheet.rows:
        yield [_cell(cell) for cell in row]


def _cell(cell: object) -> str:
    from datetime import datetime, timedelta

    from annotations.exporting.spreadsheet.cells import Day

    if not isinstance(cell, Day):
        return str(cell)
    moment = datetime(1899, 12, 30) + timedelta(days=cell.serial)  # noqa: DTZ001 - a spreadsheet's dates have no zone
    return moment.isoformat(sep=" ", timespec="minutes").removesuffix(" 00:00")


def _first_lines(text: str) -> str:
    lines = text.splitlines()
    shown = [_line(each, _LONGEST_LINE, keep=True) for each in lines[:_LINES]]
    return "\n".join([*shown, *(["…"] if len(lines) > _LINES else [])])


def _line(text: str, most: int, *, keep: bool = False) -> str:
    """Write on one line what people may see of a text, characters without a shape by their name."""
    from annotations.invisible import visible

    flat = text if keep else " ".join(text.split())
    return visible(flat if len(flat) <= most else f"{flat[:most]}…")


Make = Callable[[Order], Work]
