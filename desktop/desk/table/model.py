"""The highlights of the table: all numbers at once, rows when they are looked at."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from annotations.desk import DeskOrder, DeskRow, Snippet
from annotations.queries import Filter
from desktop.desk.table.columns import COLUMNS, EDITED, FIRST, Shown, cell
from desktop.desk.table.source import DeskSource
from resources import Catalogue

PAGE = 200
KEPT = 40 * PAGE
"""Rows held at most; beyond that, those not lately asked for are read again when needed."""
RowRole = Qt.ItemDataRole.UserRole
SnippetRole = Qt.ItemDataRole.UserRole + 1
ColumnRole = Qt.ItemDataRole.UserRole + 2
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class DeskModel(QAbstractTableModel):
    """A table of highlights; `RowRole` gives a DeskRow, or None until its page was read.

    `filled` says that a list, asked for by `show`, is there; its length may be 0. `turning` comes
    before the list changes: what depends on places has to be remembered by numbers now.
    """

    turning = Signal()
    filled = Signal()

    def __init__(self, source: DeskSource, words: Catalogue, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._source = source
        self._words = words
        self._ids: list[int] = []
        self._places: dict[int, int] | None = None
        self._rows: dict[int, DeskRow] = {}
        self._snippets: dict[int, Snippet] = {}
        self._asked: set[int] = set()
        self._request = 0
        self._changed = False  # in the library; what was read has to be read again
        self.columns: tuple[Shown, ...] = FIRST
        self.writable = True
        self.filter = Filter()
        self.order = DeskOrder()

    @property
    def ids(self) -> Sequence[int]:
        """The numbers of all highlights of the table, in its order."""
        return self._ids

    def show(self, wanted: Filter, order: DeskOrder) -> None:
        """Show another table."""
        if wanted.words != self.filter.words:
            self._snippets.clear()
        self.filter, self.order = wanted, order
        self._ask_anew()

    def refresh(self) -> None:
        """Ask for the table again: something in the library changed."""
        self._changed = True
        self._ask_anew()

    def _ask_anew(self) -> None:
        self._request += 1
        self._source.ids(self.filter, self.order, self._take_ids)

    def set_columns(self, columns: tuple[Shown, ...]) -> None:
        """Show other columns."""
        self.beginResetModel()
        self.columns = columns
        self.endResetModel()

    def place_of(self, number: int) -> int:
        """Find where a highlight stands in the table, -1 where it does not."""
        if self._places is None:
            self._places = {each: place for place, each in enumerate(self._ids)}
        return self._places.get(number, -1)

    def row(self, place: int) -> DeskRow | None:
        """Give a row, None while it is being read."""
        if not 0 <= place < len(self._ids):
            return None
        found = self._rows.get(self._ids[place])
        if found is None:
            self._ask(place // PAGE)
        return found

    # ------------------------------------------------------------------ what Qt asks

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Count the highlights."""
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Count the columns shown."""
        return 0 if parent.isValid() else len(self.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let those cells be edited that can be."""
        flags = super().flags(index)
        if index.isValid() and self.writable and self.columns[index.column()] in EDITED:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Name a column."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return self._words(COLUMNS[self.columns[section]].name)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give the row, or what a cell says."""
        if not index.isValid():
            return None
        row = self.row(index.row())
        if role == RowRole:
            return row
        if row is None:
            return "" if role == Qt.ItemDataRole.DisplayRole else None
        if role == SnippetRole:
            return self._snippets.get(row.id)
        column = self.columns[index.column()]
        if role == ColumnRole:
            return column
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return cell(row, column, self._words)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = cell(row, column, self._words) or self._words("empty")
            return f"{self._words(COLUMNS[column].name)}: {said}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(row, column)
        return None

    def _tip(self, row: DeskRow, column: Shown) -> str | None:
        if column is Shown.ARTICLE:
            return " · ".join(filter(None, (row.article_title, row.outlet)))
        said = cell(row, column, self._words)
        return said if column is not Shown.NUMBER and said else None

    # ------------------------------------------------------------------ reading

    def _ask(self, page: int) -> None:
        if page in self._asked:
            return
        self._asked.add(page)
        request = self._request
        ids = self._ids[page * PAGE : (page + 1) * PAGE]

        def take(rows: list[DeskRow]) -> None:
            if request != self._request:
                return
            if len(self._rows) > KEPT:
                self._rows.clear()
                self._asked = {page}
            self._rows.update((row.id, row) for row in rows)
            self._tell(page)

        def mark(found: Mapping[int, Snippet]) -> None:
            if request == self._request:
                self._snippets.update(found)
                self._tell(page)

        self._source.rows(ids, take)
        if self.filter.words:
            self._source.snippets(self.filter, ids, mark)

    def _tell(self, page: int) -> None:
        last = min((page + 1) * PAGE, len(self._ids)) - 1
        self.dataChanged.emit(self.index(page * PAGE, 0), self.index(last, len(self.columns) - 1))

    def _take_ids(self, fresh: list[int]) -> None:
        """Change from one list to the next by its middle: one new highlight costs one row."""
        old = self._ids
        if fresh == old:  # no place changes: of 200,000 chosen none has to be found again
            self._changed = False
            self._stale()
            self.filled.emit()
            return
        self.turning.emit()
        head = _alike(old, fresh)
        tail = min(_alike(old[::-1], fresh[::-1]), min(len(old), len(fresh)) - head)
        gone, come = len(old) - head - tail, len(fresh) - head - tail
        self._places = None
        if gone > PAGE or come > PAGE:
            self._asked.clear()
            self.beginResetModel()
            self._ids = fresh
            if self._changed or len(self._rows) > KEPT:
                self._rows.clear()
            self._changed = False
            self.endResetModel()
            self.filled.emit()
            return
        if gone:
            self.beginRemoveRows(QModelIndex(), head, head + gone - 1)
            self._ids = old[:head] + old[head + gone :]
            self.endRemoveRows()
        if come:
            self.beginInsertRows(QModelIndex(), head, head + come - 1)
            self._ids = fresh
            self.endInsertRows()
        self._places, self._changed = None, False
        self._stale()
        self.filled.emit()

    def _stale(self) -> None:
        """Read again what has been read; the old rows stand until the new ones are there.

        And what was on its way: its answer is of an older list, and is not taken any more.
        """
        pages = {place // PAGE for place, each in enumerate(self._ids) if each in self._rows}
        pages |= {page for page in self._asked if page * PAGE < len(self._ids)}
        self._asked.clear()
        if len(pages) > 2:  # noqa: PLR2004 - what can be seen lies on at most two pages
            self._rows.clear()
            last = len(self._ids) - 1
            self.dataChanged.emit(self.index(0, 0), self.index(last, len(self.columns) - 1))
            return
        for page in pages:
            self._ask(page)


def _alike(one: Sequence[int], other: Sequence[int]) -> int:
    """Count how many items the two begin with in common."""
    for place, (a, b) in enumerate(zip(one, other, strict=False)):
        if a != b:
            return place
    return min(len(one), len(other))
