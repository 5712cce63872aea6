"""Paragraphs and rows of an RTF file as they are collected: of the text, a note or a text box."""

import re
from dataclasses import dataclass, field

from annotations.importing.word.docx_styles import ParagraphStyle
from annotations.importing.word.manuscript import PLAIN, Line, Manuscript, Shape
from annotations.vocabulary import BlockKind

LAST_HEADING = 6
LAST_LEVEL = 8
"""Of lists, from 0."""
STEP = 360
"""Twips by which each list within a list is indented: a quarter of an inch."""
LONGEST_MARKER = 20
TYPED_MARKER = re.compile(r"\s*([•·▪◦●○–-]|\(?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,6})[.)])[ ]*\t\s*")
BODY_TEXT = 9
"""The outline level that is no heading."""


@dataclass(slots=True)
class Paragraph:
    """A paragraph that is done."""

    line: Line
    shape: Shape = PLAIN


@dataclass(slots=True)
class Row:
    """A row of a table; each cell holds paragraphs and rows. `covered` cells are not shown."""

    cells: list[list["Paragraph | Row"]]
    covered: list[bool]
    header: bool = False


Items = list[Paragraph | Row]


@dataclass(slots=True)
class Layout:
    """What is said of the paragraph at hand."""

    style: ParagraphStyle = ParagraphStyle()
    outline: int = -1
    in_table: bool = False
    depth: int = 1
    level: int = 0
    marker: str = ""
    indent: int = 0
    first_indent: int = 0

    @property
    def heading(self) -> int:
        """The level of a heading, 0 for what is none."""
        outline = self.outline if self.outline >= 0 else self.style.outline
        return min(outline + 1, LAST_HEADING) if 0 <= outline < BODY_TEXT else 0

    def shape(self) -> Shape:
        """Say what the paragraph is."""
        if self.heading:
            return Shape(BlockKind.HEADING, self.heading, self.marker)
        if self.marker:
            return Shape(BlockKind.LIST_ITEM, self.level + 1, self.marker)
        if self.style.quote:
            return Shape(BlockKind.QUOTE, quote_level=1)
        return Shape(BlockKind.CODE) if self.style.code else PLAIN


@dataclass(slots=True)
class RowLayout:
    """What is said of the row at hand: which cells an earlier one covers."""

    covered: list[bool] = field(default_factory=list)
    next_covered: bool = False
    header: bool = False


class Stream:
    """Paragraphs in order. Cells and rows are known at their end, as RTF writes them."""

    def __init__(self) -> None:
        self.items: Items = []
        self.line = Line()
        self.layout = Layout()
        self.row = RowLayout()
        self.boxes: list[Items] = []
        self._cells: dict[int, list[Items]] = {}
        self._in_cell: dict[int, Items] = {}

    def end_paragraph(self) -> None:
        """Put the paragraph where it belongs: into the text or a cell."""
        layout = self.layout
        depth = layout.depth if layout.in_table else 0
        self._put(depth)
        layout.marker = ""

    def _put(self, depth: int) -> None:
        items = self._in_cell.setdefault(depth, []) if depth else self.items
        if self.line.length:
            self._take_typed_marker()
            items.append(Paragraph(self.line, self.layout.shape()))
        self.line = Line()
        for box in self.boxes:
            items += box
        self.boxes = []

    def _take_typed_marker(self) -> None:
        """Take the number or bullet before a tab for a marker where the first line hangs out.

        So lists are written by programs that know none, and in RTF of before 1997.
        """
        layout = self.layout
        if layout.first_indent >= 0 or layout.marker:
            return
        found = TYPED_MARKER.match(self.line.text[:LONGEST_MARKER])
        if found:
            layout.marker = found[1]
            layout.level = min(max(layout.indent + layout.first_indent, 0) // STEP, LAST_LEVEL)
            self.line.drop(found.end())

    def end_cell(self, depth: int) -> None:
        """End a cell of the table that is `depth` tables deep."""
        self._put(depth)
        self.layout.marker = ""
        self._cells.setdefault(depth, []).append(self._in_cell.pop(depth, []))

    def end_row(self, depth: int) -> None:
        """End a row; that of a table within a cell belongs to the cell."""
        cells = self._cells.pop(depth, [])
        if not cells:
            return
        layout = self.row if depth == 1 else RowLayout()
        row = Row(cells, layout.covered[: len(cells)], layout.header)
        outer = self._in_cell.setdefault(depth - 1, []) if depth > 1 else self.items
        outer.append(row)

    def finish(self) -> Items:
        """End what is open and give all of it, cells without a row as paragraphs."""
        self.end_paragraph()
        for depth in sorted(self._cells):
            for cell in self._cells[depth]:
                self.items += cell
        for depth in sorted(self._in_cell):
            self.items += self._in_cell[depth]
        return self.items


class Ranges:
    """The words on which comments were made; the comment itself comes after them."""

    def __init__(self) -> None:
        self._open: dict[str, tuple[Line, int]] = {}
        self._done: dict[str, list[tuple[Line, int, int]]] = {}

    def begin(self, key: str, line: Line) -> None:
        """Begin a range at the end of what is written."""
        self._open[key] = (line, line.length)

    def end(self, key: str, line: Line) -> None:
        """End it; of one over several paragraphs the first and the last are known."""
        if key not in self._open:
            return
        first, start = self._open.pop(key)
        pieces = [(first, start, first.length)]
        self._done[key] = pieces if first is line else [*pieces, (line, 0, line.length)]

    def hang(self, key: str, title: str) -> bool:
        """Hang a comment on its words, and say whether there are any."""
        pieces = self._done.pop(key, [])
        for line, start, end in pieces:
            line.hang(start, end, title)
        return bool(pieces)


def write(items: Items, out: Manuscript) -> None:
    """Write what was collected; rows that follow one another are a table."""
    at = 0
    while at < len(items):
        item = items[at]
        if isinstance(item, Paragraph):
            out.add(item.line, item.shape)
            at += 1
            continue
        rows: list[Row] = []
        while at < len(items) and isinstance(row := items[at], Row):
            rows.append(row)
            at += 1
        _write_table(rows, out)


def _write_table(rows: list[Row], out: Manuscript) -> None:
    if len(rows) == 1 and len(rows[0].cells) == 1:
        write(rows[0].cells[0], out)
        return
    with out.table():
        for row in rows:
            with out.row(header=row.header):
                for number, cell in enumerate(row.cells):
                    if number < len(row.covered) and row.covered[number] and not cell:
                        out.skip_columns(1)
                        continue
                    with out.cell():
                        write(cell, out)
