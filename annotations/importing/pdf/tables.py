"""Simple tables: rows whose cells stand below each other with gaps between them."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from annotations.importing.pdf.lines import Line

GAP = 0.9
"""Of a line's height between two cells; wider than any space of justified text, as a rule."""
WIDEST_SPACE = 3.0
"""Of a line's height between two words of justified text, in the narrowest column."""
FILLS = 0.2
"""Of a line's height by which a line that fills its column may end before or after it."""
LONGEST_MARKER = 4
"""Characters of "(iv)"."""
FEWEST_ROWS = 3
FEWEST_CELLS = 2
FILLED = 0.5
"""Share of the rows that have something in a column."""
NEARER = 0.9
"""Of the distance between two rows: what lines of one cell are below."""
NEXT_LINE = 1.45
"""Of a line's height: a row that near may go on in the cell above it."""


@dataclass(slots=True)
class Table:
    """Rows of cells; each cell is lines, top down, empty where the column has nothing there."""

    rows: list[list[list[Line]]]


def cells_of(line: Line) -> list[Line]:
    """Cut a row into the pieces that a wide gap parts."""
    if not line.cells or _is_stretched(line):
        return [line]
    cells: list[Line] = []
    for piece in line.cells:
        last = cells[-1] if cells else None
        near = last is not None and piece.left - last.right < line.height * GAP
        if last is not None and (near or (len(cells) == 1 and _is_marker(last.text))):
            cells[-1] = Line(
                line.page,
                last.words + piece.words,
                last.left,
                min(last.top, piece.top),
                max(last.right, piece.right),
                max(last.bottom, piece.bottom),
                line.column,
                line.region,
            )
        else:
            cells.append(piece)
    return cells


def _is_marker(text: str) -> bool:
    """Whether a cell is the mark of a list item that stands beside it."""
    return len(text) <= LONGEST_MARKER and not text[-1].isalnum() and text[0] != ":"


def _is_stretched(line: Line) -> bool:
    """Whether a row is a line of justified text: it fills its column, its spaces are alike."""
    if abs(line.right - line.column[1]) > line.height * FILLS:
        return False
    gaps = [after.left - word.right for word, after in pairwise(line.words) if not after.glued]
    widest = max(gaps, default=0.0)
    return widest < line.height * WIDEST_SPACE and widest - min(gaps, default=0.0) < line.height / 2


def with_tables(lines: Sequence[Line]) -> list[Line | Table]:
    """Put a table in the place of the lines that make one."""
    found: list[Line | Table] = []
    at = 0
    while at < len(lines):
        length = _reach(lines, at)
        table = _table(lines[at : at + length]) if length >= FEWEST_CELLS else None
        if table is None:
            found.append(lines[at])
            at += 1
        else:
            found.append(table)
            at += length
    return found


def _reach(lines: Sequence[Line], start: int) -> int:
    """Count the lines from `start` on that may be rows of one table."""
    if len(cells_of(lines[start])) < FEWEST_CELLS:
        return 0
    reach, last = 1, start
    columns = _columns([cells_of(lines[start])])
    for at in range(start + 1, len(lines)):
        line = lines[at]
        if line.page != lines[start].page or line.region != lines[start].region:
            break
        cells = cells_of(line)
        if len(cells) >= FEWEST_CELLS:
            reach, last = at - start + 1, at
            columns = _columns([cells_of(each) for each in lines[start : at + 1]])
        elif _goes_on(lines, start, at, columns) and _within(line, columns[:1]):
            reach, last = at - start + 1, at
        elif at - last > FEWEST_CELLS or not _within(line, columns[1:]):
            break
        elif line.top - lines[at - 1].top < line.height * NEXT_LINE:
            reach = at - start + 1  # a cell that goes on below
    return reach


def _within(line: Line, columns: Sequence[tuple[float, float]]) -> bool:
    slack = line.height
    return any(left - slack < line.left and line.right < right + slack for left, right in columns)


def _columns(rows: Sequence[Sequence[Line]]) -> list[tuple[float, float]]:
    """Unite the stretches that cells cover."""
    columns: list[tuple[float, float]] = []
    for cell in sorted((cell for row in rows for cell in row), key=lambda each: each.left):
        if columns and cell.left < columns[-1][1]:
            columns[-1] = (columns[-1][0], max(columns[-1][1], cell.right))
        else:
            columns.append((cell.left, cell.right))
    return columns


def _table(lines: Sequence[Line]) -> Table | None:
    rows = [cells_of(line) for line in lines]
    columns = _columns([row for row in rows if len(row) >= FEWEST_CELLS])
    full = [row for row in rows if len(row) >= FEWEST_CELLS]
    if len(columns) < FEWEST_CELLS or len(full) < FEWEST_ROWS - (len(columns) > FEWEST_CELLS):
        return None
    placed = [[_column(cell, columns) for cell in row] for row in rows]
    for at in range(len(columns)):
        if sum(at in row for row in placed) < FILLED * len(full):
            return None
    table: list[list[list[Line]]] = []
    for number, (row, where) in enumerate(zip(rows, placed, strict=True)):
        if not (table and _goes_on(lines, 0, number, columns)):
            table.append([[] for _ in columns])
        for cell, column in zip(row, where, strict=True):
            table[-1][column].append(cell)
    return Table(table)


def _goes_on(
    lines: Sequence[Line], start: int, at: int, columns: Sequence[tuple[float, float]]
) -> bool:
    """Whether the line at `at` goes on in the cells of the row above it.

    One below the first column begins a row, unless its first word had no room in the line above
    it; and then it stands nearer to it than rows do, or is alone and goes on in small letters.
    """
    line, above = lines[at], lines[at - 1]
    cells = {_column(cell, columns): cell for cell in cells_of(line)}
    pitch = line.top - above.top
    if pitch >= line.height * NEXT_LINE:
        return False
    if 0 not in cells:
        return True
    over = {_column(cell, columns): cell for cell in cells_of(above)}
    for column, cell in cells.items():
        first = cell.words[0]
        if column not in over:
            return False
        if over[column].right + first.right - first.left < columns[column][1] - line.height:
            return False
    if len(cells) == 1 and cells[0].text[0].islower():
        return True
    pitches = [
        lines[each].top - lines[each - 1].top
        for each in range(start + 1, at)
        if len(cells_of(lines[each])) >= FEWEST_CELLS
    ]
    return bool(pitches) and pitch < min(pitches) * NEARER


def _column(cell: Line, columns: Sequence[tuple[float, float]]) -> int:
    middle = (cell.left + cell.right) / 2
    return min(
        range(len(columns)),
        key=lambda at: (
            abs(middle - sum(columns[at]) / 2)
            if not columns[at][0] <= middle <= columns[at][1]
            else -1
        ),
    )
