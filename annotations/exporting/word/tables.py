"""Tables in Word: columns as wide as they want, heads on every page, cells over several."""

from typing import TYPE_CHECKING

from annotations.exporting.paper.document import Cell, Row, Table, Width
from annotations.exporting.word.marking import paragraph

if TYPE_CHECKING:
    from annotations.exporting.word.writing import Place, Writer

_SHARES = {Width.PLAIN: 2.0, Width.WIDE: 4.0, Width.NARROW: 1.5, Width.NUMBER: 1.5}
_PADDING = 160
"""Of a cell, both sides, in twentieths of a point."""
MOST_AT_EASE = 8
"""Columns; a table of more has smaller letters."""
_RIGHT = '<w:jc w:val="right"/>'


def table(made: Table, place: "Place", writer: "Writer") -> str:
    """Write a table; `writer` writes what stands in the cells."""
    rows = (*made.head, *made.rows)
    count = max([len(made.columns), *(sum(cell.columns for cell in row.cells) for row in rows), 1])
    kinds = [
        made.columns[at].width if at < len(made.columns) else Width.PLAIN for at in range(count)
    ]
    shares = [_SHARES[kind] for kind in kinds]
    widths = [max(int(place.width * share / sum(shares)), 1) for share in shares]
    written = []
    below: dict[int, tuple[int, int]] = {}  # of cells that go on: column -> rows left, columns
    for at, row in enumerate(rows):
        is_head = at < len(made.head)
        inside = "".join(_cells(row, kinds, widths, below, place, writer))
        head = "<w:trPr><w:tblHeader/></w:trPr>" if is_head else ""
        written.append(f"<w:tr>{head}{inside}</w:tr>")
    look = '<w:tblLook w:val="0020" w:firstRow="1"/>' if made.head else '<w:tblLook w:val="0000"/>'
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/>{look}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        f"{''.join(written)}</w:tbl>"
    )


def _cells(
    row: Row,
    kinds: list[Width],
    widths: list[int],
    below: dict[int, tuple[int, int]],
    place: "Place",
    writer: "Writer",
) -> list[str]:
    """Write the cells of a row, with those of earlier rows that go on in it."""
    writer.anchor(row.anchor)
    found, column, waiting = [], 0, list(row.cells)
    while column < len(widths):
        if column in below:
            left, columns = below.pop(column)
            if left > 1:
                below[column] = (left - 1, columns)
            found.append(
                _cell(paragraph(""), sum(widths[column : column + columns]), columns, "<w:vMerge/>")
            )
        elif waiting:
            cell = waiting.pop(0)
            columns = min(max(cell.columns, 1), len(widths) - column)
            width = sum(widths[column : column + columns])
            merged = ""
            if cell.rows > 1:
                below[column] = (cell.rows - 1, columns)
                merged = '<w:vMerge w:val="restart"/>'
            inside = _inside(cell, kinds[column], width, len(widths), place, writer)
            found.append(_cell(inside, width, columns, merged))
        else:
            columns = 1
            found.append(_cell(paragraph(""), widths[column], 1, ""))
        column += columns
    return found


def _inside(
    cell: Cell, kind: Width, width: int, columns: int, place: "Place", writer: "Writer"
) -> str:
    from annotations.exporting.word.writing import Place

    right = _RIGHT if kind is Width.NUMBER and not cell.is_head else ""
    within = Place(
        width - _PADDING,
        style=place.style,
        more=right,
        is_bold=cell.is_head,
        cell="Tight" if columns > MOST_AT_EASE else "Cell",
    )
    return "".join(writer.stream(cell.blocks, within))


def _cell(inside: str, width: int, columns: int, merged: str) -> str:
    span = f'<w:gridSpan w:val="{columns}"/>' if columns > 1 else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merged}</w:tcPr>{inside}</w:tc>'
    )
