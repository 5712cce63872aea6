"""Tell tables that say something from tables that only lay out, and count their columns."""

from collections.abc import Iterator

from annotations.richtext.hypertext_tree import Node

MOST_COLUMNS = 100
"""That one cell may span; no table for readers is wider."""
MOST_DIGITS = 5
"""Of a span; no table has more rows."""
_SECTIONS = frozenset(("thead", "tbody", "tfoot"))
_SAYS_SO = frozenset(("th", "caption", "thead"))
_NOT_IN_CELLS = frozenset(
    "h1 h2 h3 h4 h5 h6 blockquote pre hr ul ol dl table article section figure".split()  # noqa: SIM905
)


def is_data(table: Node) -> bool:
    """Whether a table's cells are cells, and not boxes that a page or mail is laid out in."""
    if table.attributes.get("role", "").lower() in {"presentation", "none"}:
        return False
    rows = list(rows_of(table))
    inside = {node.name for node in table.all() if node is not table}
    if "table" in inside:
        return False
    if inside & _SAYS_SO:
        return True
    widest = max((sum(1 for _ in cells_of(row)) for row in rows), default=0)
    return len(rows) > 1 and widest > 1 and not inside & _NOT_IN_CELLS and not _long(rows)


def _long(rows: list[Node]) -> bool:
    """Whether a cell holds more than one paragraph."""
    return any(
        sum(1 for node in cell.all() if node.name == "p") > 1
        for row in rows
        for cell in cells_of(row)
    )


def rows_of(table: Node) -> Iterator[Node]:
    """Yield the rows of a table in the order of the document."""
    for part in table.elements:
        if part.name == "tr":
            yield part
        elif part.name in _SECTIONS:
            yield from (row for row in part.elements if row.name == "tr")


def cells_of(row: Node) -> Iterator[Node]:
    """Yield the cells of a row."""
    return (cell for cell in row.elements if cell.name in {"td", "th"})


class Grid:
    """Give each cell its row and column, counting those that other cells reach over."""

    def __init__(self) -> None:
        self.row = -1
        self.column = 0
        self._taken: dict[int, int] = {}  # column -> the last row that a cell above reaches into

    def next_row(self) -> None:
        """Begin a row."""
        self.row += 1
        self.column = 0

    def place(self, cell: Node) -> int:
        """Return the cell's column, from 0."""
        while self._taken.get(self.column, -1) >= self.row:
            self.column += 1
        column = self.column
        wide = min(_number(cell, "colspan"), MOST_COLUMNS)
        high = _number(cell, "rowspan")
        if high > 1:
            last = self.row + high - 1
            self._taken.update(dict.fromkeys(range(column, column + wide), last))
        self.column += wide
        return column


def _number(cell: Node, name: str) -> int:
    written = cell.attributes.get(name, "").strip()
    is_number = written.isascii() and written.isdigit() and len(written) <= MOST_DIGITS
    return max(1, int(written)) if is_number else 1
