"""XLSX: a summary, all highlights, and a sheet a tag with a row a fact (docs/spreadsheets.md).

Numbers and dates are typed, text is written as text whatever it begins with: no formula and no
link comes about. Two runs over one report give the same bytes, and no file is written beside.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

from annotations.dates import show_date
from annotations.exporting import csv_table
from annotations.exporting.clearing import failed, not_cleared, runs
from annotations.exporting.report import Report
from annotations.exporting.shown import summary, withheld_lines
from annotations.exporting.spreadsheet.cells import Cell, Day, Fitting, Shape, Told, shown
from resources import Catalogue, marked

name = "xlsx"
title = marked("XLSX, a workbook with a sheet a tag")
suffix = ".xlsx"
binary = True

COLUMNS = csv_table.COLUMNS
"""Names of the columns that can be chosen, as CSV has them."""

_PIECE = 1 << 16
_PAGE = 200
_RUNS = 4  # of numbers, that a line of the summary holds
_ROWS = 1_048_576  # of a sheet, its head with them
_WIDE = {
    "quote": 60, "sentence": 60, "report_note": 40, "article_title": 36, "article_url": 30,
    "legal_wording": 40, "legal_citation": 30, "commitment_what": 40, "statistic_population": 24,
    "statistic_source": 24, "speaker": 22, "label": 8, "id": 6, "article": 8, "revision": 8,
    "start": 8, "end": 8, "checks": 40, "evidence": 30, "translations": 40, "created": 18,
    "changed": 18, "article_published": 16, "date_said": 16,
}  # fmt: skip
_USUAL = 14
_RISKY = frozenset("'-=+@\t\r\n＝＋－＠")

OPTIONS = {
    "in_memory": True,  # nothing is laid into the system's folder for temporary files
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


def pieces(report: Report, words: Catalogue) -> Iterator[bytes]:
    """Yield the workbook; empty pieces while it is made, so that it can be left in the middle."""
    from xlsxwriter import Workbook

    from annotations.exporting.spreadsheet.sheets import sheets

    file = BytesIO()
    book = Workbook(file, OPTIONS)
    book.set_properties(
        {"title": shown(report.title), "created": datetime.fromisoformat(report.made), "author": ""}
    )
    formats = Formats(book)
    first = book.add_worksheet(words("Summary"))
    fit = Fitting(words(" … [cut here: a cell holds no more; the JSON report has it whole]"))
    for sheet in sheets(report, words, fit):
        for _ in write_sheet(book, formats, sheet.name, sheet.columns, sheet.rows, fit.told):
            yield b""
    _summarise(first, formats, report, words, fit.told)
    book.close()
    file.seek(0)
    while piece := file.read(_PIECE):
        yield piece


class Formats:
    """The formats of one workbook."""

    def __init__(self, book: Any) -> None:  # noqa: ANN401 - XlsxWriter has no types
        top = {"valign": "top"}
        self.text = book.add_format(top)
        self.wrapped = book.add_format({**top, "text_wrap": True})
        # Shows what begins like a formula as the text that it is, also once somebody edits it.
        self.risky = book.add_format({**top, "text_wrap": True, "quote_prefix": True})
        self.head = book.add_format({"bold": True, "bottom": 1, "valign": "top"})
        self.title = book.add_format({"bold": True, "font_size": 14})
        self.days = {shape: book.add_format({**top, "num_format": shape.value}) for shape in Shape}


def write_sheet(
    book: Any,  # noqa: ANN401 - XlsxWriter has no types
    formats: Formats,
    name: str,
    columns: Sequence[str],
    rows: Iterator[Sequence[Cell]],
    told: Told,
) -> Iterator[None]:
    """Write one sheet; yield now and then."""
    sheet = book.add_worksheet(name)
    _lay_out(sheet, formats, columns)
    last = 0
    for row, cells in enumerate(rows, start=1):
        if row >= _ROWS:
            told.rows += 1
            told.sheets.add(name)
            continue
        last = row
        write_row(sheet, formats, row, cells)
        if row % _PAGE == 0:
            yield
    sheet.autofilter(0, 0, last, max(len(columns) - 1, 0))
    yield


def write_row(sheet: Any, formats: Formats, row: int, cells: Sequence[Cell]) -> None:  # noqa: ANN401 - XlsxWriter has no types
    """Write the cells of a row, each as what it is."""
    text, number, risky = sheet.write_string, sheet.write_number, formats.risky
    for column, cell in enumerate(cells):
        if isinstance(cell, str):
            if not cell:
                continue
            if cell[0] in _RISKY:
                text(row, column, cell, risky)
            else:
                text(row, column, cell)
        elif isinstance(cell, bool):
            sheet.write_boolean(row, column, cell)
        elif isinstance(cell, Day):
            number(row, column, cell.serial, formats.days[cell.shape])
        else:
            number(row, column, cell)


def _lay_out(sheet: Any, formats: Formats, columns: Sequence[str]) -> None:  # noqa: ANN401 - XlsxWriter has no types
    """Set widths, the head that stays, and the page: A4 across, the head on each."""
    for column, each in enumerate(columns):
        width = _WIDE.get(each.split("_")[0] if each.startswith("quote_") else each, _USUAL)
        wrapped = width > _USUAL + 10
        sheet.set_column(column, column, width, formats.wrapped if wrapped else formats.text)
        sheet.write_string(0, column, each, formats.head)
    sheet.freeze_panes(1, 0)
    sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
    _page(sheet)
    sheet.repeat_rows(0)


def _page(sheet: Any) -> None:  # noqa: ANN401 - XlsxWriter has no types
    sheet.set_paper(9)  # A4
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
    sheet.set_footer("&L&A&R&P / &N")


def _summarise(
    sheet: Any,  # noqa: ANN401 - XlsxWriter has no types
    formats: Formats,
    report: Report,
    words: Catalogue,
    told: Told,
) -> None:
    """Write the first sheet: what this is, what was counted, what is not cleared, what was cut."""
    sheet.set_column(0, 0, 60, formats.wrapped)
    sheet.set_column(1, 1, 12, formats.text)
    _page(sheet)
    fit = Fitting(" …")
    for row, (cells, shape) in enumerate(_summary(report, words, told)):
        for column, cell in enumerate(fit.row(cells)):
            if isinstance(cell, str):
                sheet.write_string(row, column, cell, getattr(formats, shape))
            elif isinstance(cell, int):
                sheet.write_number(row, column, cell)


def _summary(report: Report, words: Catalogue, told: Told) -> Iterator[tuple[Sequence[Cell], str]]:
    yield (report.title,), "title"
    yield (show_date(report.made, words),), "wrapped"
    for line in (*report.filters, summary(report, words), *withheld_lines(report, words)):
        yield (line,), "wrapped"
    for heading, counts in (
        (words("Tags"), report.tags),
        (words("Wording checked"), report.wording),
        (words("Claim checked"), report.claims),
        (words("Speakers"), report.speakers),
    ):
        if counts:
            yield ("",), "wrapped"
            yield (heading, words("Highlights")), "head"
        for count in counts:
            yield (count.name, count.n), "wrapped"
    yield from _standing(report, words)
    for line in _cut(words, told):
        yield ("",), "wrapped"
        yield (line,), "wrapped"


def _standing(report: Report, words: Catalogue) -> Iterator[tuple[Sequence[Cell], str]]:
    """Say which checks failed and what is not cleared, in lines that a cell shows whole."""
    bad = failed(report, words)
    if bad:
        yield ("",), "wrapped"
        yield (words("Checks that failed"), words("Highlights")), "head"
        for each in bad:
            yield (f"{each.label} {'; '.join(each.reasons)}", 1), "wrapped"
    open_ones = not_cleared(report)
    if open_ones:
        yield ("",), "wrapped"
        told = words.plural(
            "{n} highlight is not cleared for print:",
            "{n} highlights are not cleared for print:",
            len(open_ones),
        )
        yield (told, words("Highlights")), "head"
        found = [first if first == last else f"{first}–{last}" for first, last in runs(open_ones)]
        for at in range(0, len(found), _RUNS):
            line = ", ".join(found[at : at + _RUNS])
            yield (line, *((len(open_ones),) if not at else ())), "wrapped"


def _cut(words: Catalogue, told: Told) -> Iterator[str]:
    if told.cut:
        yield words.plural(
            "{n} cell was longer than a spreadsheet holds and ends with a mark.",
            "{n} cells were longer than a spreadsheet holds and end with a mark.",
            told.cut,
        )
    if told.controls:
        yield words.plural(
            "{n} cell shows characters that a spreadsheet cannot hold by their codes, <U+0007>.",
            "{n} cells show characters that a spreadsheet cannot hold by their codes, <U+0007>.",
            told.controls,
        )
    if told.rows:
        yield words.plural(
            "{n} row found no place: a sheet holds no more ({sheets}).",
            "{n} rows found no place: a sheet holds no more ({sheets}).",
            told.rows,
            sheets=", ".join(sorted(told.sheets)),
        )
