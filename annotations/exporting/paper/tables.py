"""Tables and lists of pairs of a page."""

from collections.abc import Callable, Iterator

from annotations.exporting.paper.document import (
    Block,
    Blocks,
    Cell,
    Column,
    Paragraph,
    Row,
    Style,
    Table,
    Width,
    Words,
)
from annotations.exporting.paper.tree import Element, text_of

Reader = Callable[[Element], Blocks]
_MOST_SPANNED = 50


def table(element: Element, read: Reader) -> Iterator[Block]:
    """Read a table; what is in `read` makes blocks of a cell."""
    head: list[Row] = []
    rows: list[Row] = []
    columns: list[Width] = []
    for part in _elements(element):
        if part.tag == "caption":
            yield Paragraph((Words(" ".join(text_of(part).split())),), Style.CAPTION)
        elif part.tag in {"col", "colgroup"}:
            columns += [_width(each) for each in _elements(part)] or [_width(part)]
        elif part.tag == "tr":
            rows.append(_row(part, read))
        else:
            into = head if part.tag == "thead" else rows
            into += [_row(each, read) for each in _elements(part) if each.tag == "tr"]
    most = max((sum(cell.columns for cell in row.cells) for row in (*head, *rows)), default=0)
    if not most:
        return
    columns = columns or _widths(element)
    columns = [*columns, *[Width.PLAIN] * most][:most]
    yield Table(tuple(map(Column, columns)), tuple(head), tuple(rows))


def pairs(element: Element, read: Reader) -> Iterator[Block]:
    """Read a list of names and what they stand for, as a table of two columns."""
    rows: list[Row] = []
    name: Blocks = ()
    for each in _elements(element):
        if each.tag == "div":  # HTML lets a pair stand in a group
            yield from pairs(each, read)
        elif each.tag == "dt":
            name = read(each)
        elif each.tag == "dd":
            rows.append(Row((Cell(name), Cell(read(each))), each.attributes.get("id", "")))
            name = ()
    if rows:
        yield Table((Column(Width.NARROW), Column(Width.WIDE)), (), tuple(rows))


def _row(element: Element, read: Reader) -> Row:
    cells = [
        Cell(read(each), _span(each, "colspan"), _span(each, "rowspan"), each.tag == "th")
        for each in _elements(element)
        if each.tag in {"td", "th"}
    ]
    return Row(tuple(cells), element.attributes.get("id", ""))


def _widths(element: Element) -> list[Width]:
    """Read the widths of the columns off the cells of the first row."""
    first = next((each for each in _every_row(element)), None)
    if first is None:
        return []
    return [
        _width(cell)
        for cell in _elements(first)
        for _ in range(_span(cell, "colspan"))
        if cell.tag in {"td", "th"}
    ]


def _every_row(element: Element) -> Iterator[Element]:
    for each in _elements(element):
        if each.tag == "tr":
            yield each
        elif each.tag in {"thead", "tbody", "tfoot"}:
            yield from _every_row(each)


def _width(element: Element) -> Width:
    return next((each for each in Width if each and each in element.classes), Width.PLAIN)


def _span(element: Element, name: str) -> int:
    typed = element.attributes.get(name, "")
    return min(max(int(typed), 1), _MOST_SPANNED) if typed.isascii() and typed.isdigit() else 1


def _elements(element: Element) -> list[Element]:
    return [each for each in element.children if isinstance(each, Element)]
