"""Tables in Word: columns as wide as they want, heads on every page, cells over several.

Rows are added one after another and never asked for by their place, for which python-docx counts
all cells of the table anew.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from docx.oxml.ns import qn
from docx.oxml.table import CT_Tbl
from docx.shared import Twips

from annotations.exporting.paper.document import Cell, Row, Table, Width
from annotations.exporting.word.element import Element, element
from annotations.exporting.word.lines import Line
from annotations.exporting.word.package import Package

if TYPE_CHECKING:
    from annotations.exporting.word.writing import Place, Writer

_SHARES = {Width.PLAIN: 2.0, Width.WIDE: 4.0, Width.NARROW: 1.5, Width.NUMBER: 1.5}
_PADDING = 160
"""Of a cell, both sides, in twentieths of a point."""
MOST_AT_EASE = 8
"""Columns; a table of more has smaller letters."""


def new_table(into: Element, widths: list[int], *, has_head: bool) -> Element:
    """Add a table without rows at the end of a body or cell."""
    made: Element = CT_Tbl.new_tbl(0, len(widths), Twips(sum(widths)))
    into.append(made)
    made.tblStyle_val = "TableGrid"
    made.tblPr.autofit = False
    width, look = made.tblPr.find(qn("w:tblW")), made.tblPr.find(qn("w:tblLook"))
    width.set(qn("w:w"), str(sum(widths)))
    width.set(qn("w:type"), "dxa")
    look.attrib.clear()
    look.set(qn("w:val"), "0020" if has_head else "0000")
    look.set(qn("w:firstRow"), str(int(has_head)))
    for column, wide in zip(made.tblGrid.gridCol_lst, widths, strict=True):
        column.w = Twips(wide)
    return made


def new_row(into: Element, *, is_head: bool) -> Element:
    """Add a row to a table, not parted between pages; heads are repeated on every page."""
    made = into.add_tr()
    made.get_or_add_trPr().append(element("cantSplit"))
    if is_head:
        made.get_or_add_trPr().append(element("tblHeader"))
    return made


def new_cell(
    row: Element, package: Package, width: int, columns: int = 1, merged: str = ""
) -> Element:
    """Add a cell without a paragraph; `merged` says that it begins or goes on over rows."""
    made = element("tc")
    row.append(made)
    made.append(package.copied(_properties, width, columns, merged))
    return made


def _properties(width: int, columns: int, merged: str) -> Element:
    made = element("tc")
    made.width = Twips(width)
    if columns > 1:
        made.grid_span = columns
    if merged:
        made.vMerge = merged
    return made.tcPr


def write_table(made: Table, place: "Place", writer: "Writer") -> Iterator[None]:
    """Write a table row by row; `writer` writes what stands in the cells."""
    rows = (*made.head, *made.rows)
    count = max([len(made.columns), *(sum(cell.columns for cell in row.cells) for row in rows), 1])
    kinds = [
        made.columns[at].width if at < len(made.columns) else Width.PLAIN for at in range(count)
    ]
    shares = [_SHARES[kind] for kind in kinds]
    widths = [max(int(place.width * share / sum(shares)), 1) for share in shares]
    table = _Table(kinds, widths, place, writer)
    into = new_table(place.into, widths, has_head=bool(made.head))
    for at, row in enumerate(rows):
        table.write(row, new_row(into, is_head=at < len(made.head)))
        yield


class _Table:
    """A table while it is written."""

    def __init__(
        self, kinds: list[Width], widths: list[int], place: "Place", writer: "Writer"
    ) -> None:
        self._kinds, self._widths = kinds, widths
        self._place, self._writer = place, writer
        self._below: dict[int, tuple[int, int]] = {}  # that go on: column -> rows left, columns

    def write(self, row: Row, into: Element) -> None:
        """Write the cells of a row, with those of earlier rows that go on in it."""
        self._writer.anchor(row.anchor)
        column, waiting, count = 0, list(row.cells), len(self._widths)
        while column < count:
            if column in self._below:
                left, columns = self._below.pop(column)
                if left > 1:
                    self._below[column] = (left - 1, columns)
                self._empty(into, self._wide(column, columns), columns, "continue")
            elif waiting:
                cell = waiting.pop(0)
                columns = min(max(cell.columns, 1), count - column)
                if cell.rows > 1:
                    self._below[column] = (cell.rows - 1, columns)
                self._cell(cell, into, column, columns)
            else:
                columns = 1
                self._empty(into, self._widths[column], 1)
            column += columns

    def _cell(self, cell: Cell, into: Element, column: int, columns: int) -> None:
        width = self._wide(column, columns)
        merged = "restart" if cell.rows > 1 else ""
        within = replace(
            self._place,
            into=new_cell(into, self._writer.package, width, columns, merged),
            width=width - _PADDING,
            depth=0,
            indent=0,
            number=0,
            is_right=self._kinds[column] is Width.NUMBER and not cell.is_head,
            is_bold=cell.is_head,
            cell="Tight" if len(self._widths) > MOST_AT_EASE else "Cell",
        )
        for _ in self._writer.stream(cell.blocks, within):
            pass

    def _empty(self, into: Element, width: int, columns: int, merged: str = "") -> None:
        package = self._writer.package
        Line(new_cell(into, package, width, columns, merged), package)

    def _wide(self, column: int, columns: int) -> int:
        return sum(self._widths[column : column + columns])
