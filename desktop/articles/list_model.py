"""The articles of a list: all numbers at once, rows when they are looked at."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from annotations.queries import ArticleOrder, ArticleRow, Filter
from desktop.articles.source import ArticleSource

PAGE = 200
KEPT = 40 * PAGE
"""Rows held at most; beyond that, those not lately asked for are read again when needed."""

RowRole = Qt.ItemDataRole.UserRole
IdRole = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_TIP = Qt.ItemDataRole.ToolTipRole


class ArticleModel(QAbstractListModel):
    """A list of articles; `RowRole` gives an ArticleRow, or None until its page was read.

    `filled` says that a list, asked for by `show`, is there; its length may be 0. `tell_checks`
    says how much of an article does not agree.
    """

    filled = Signal()

    def __init__(
        self,
        source: ArticleSource,
        parent: QObject | None = None,
        tell_checks: Callable[[int], str] = str,
    ) -> None:
        super().__init__(parent)
        self._source = source
        self._tell_checks = tell_checks
        self._ids: list[int] = []
        self._rows: dict[int, ArticleRow] = {}
        self._asked: set[int] = set()
        self._request = 0
        self.filter = Filter()
        self.order = ArticleOrder.NEWEST

    @property
    def ids(self) -> Sequence[int]:
        """The numbers of all articles of the list, in its order."""
        return self._ids

    def show(self, wanted: Filter, order: ArticleOrder) -> None:
        """Show another list."""
        self.filter, self.order = wanted, order
        self.refresh()

    def refresh(self) -> None:
        """Ask for the list again: something in the library changed."""
        self._request += 1
        request = self._request

        def take(ids: list[int]) -> None:
            if request == self._request:  # a later list has been asked for meanwhile
                self._take_ids(ids)

        self._source.ids(self.filter, self.order, take)

    def row_of(self, article_id: int) -> int:
        """Find where an article stands in the list, -1 where it does not."""
        try:
            return self._ids.index(article_id)
        except ValueError:
            return -1

    def row(self, place: int) -> ArticleRow | None:
        """Give a row, None while it is being read."""
        if not 0 <= place < len(self._ids):
            return None
        found = self._rows.get(self._ids[place])
        if found is None:
            self._ask(place // PAGE)
        return found

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Count the articles, read or not: the scroll bar tells the truth."""
        return 0 if parent.isValid() else len(self._ids)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give the row, its title, or the number of the article."""
        place = index.row()
        if role == IdRole:
            return self._ids[place] if 0 <= place < len(self._ids) else 0
        if role == RowRole:
            return self.row(place)
        row = self._rows.get(self._ids[place]) if role == _TIP else None
        if row is not None and row.checks:
            return self._tell_checks(row.checks)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            row = self.row(place)
            if row is None:
                return ""
            checks = self._tell_checks(row.checks) if row.checks else ""
            spoken = checks and role == Qt.ItemDataRole.AccessibleTextRole
            return f"{row.title}. {checks}" if spoken else row.title
        return None

    def _ask(self, page: int) -> None:
        if page in self._asked:
            return
        self._asked.add(page)
        request = self._request
        ids = self._ids[page * PAGE : (page + 1) * PAGE]

        def take(rows: list[ArticleRow]) -> None:
            if request != self._request:
                return
            if len(self._rows) > KEPT:
                self._rows.clear()
                self._asked = {page}
            self._rows.update((row.id, row) for row in rows)
            last = min((page + 1) * PAGE, len(self._ids)) - 1
            self.dataChanged.emit(self.index(page * PAGE), self.index(last))

        self._source.rows(ids, take)

    def _take_ids(self, fresh: list[int]) -> None:
        """Change from one list to the next by its middle: one new article costs one row."""
        old = self._ids
        head = _alike(old, fresh)
        tail = min(_alike(old[::-1], fresh[::-1]), min(len(old), len(fresh)) - head)
        gone, come = len(old) - head - tail, len(fresh) - head - tail
        self._asked.clear()
        if gone > PAGE or come > PAGE:
            self.beginResetModel()
            self._ids = fresh
            self._rows.clear()
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
        self._stale()
        self.filled.emit()

    def _stale(self) -> None:
        """Read again what has been read; the old rows stand until the new ones are there."""
        pages = {place // PAGE for place, each in enumerate(self._ids) if each in self._rows}
        if len(pages) > 2:  # noqa: PLR2004 - what can be seen lies on at most two pages
            self._rows.clear()
            self.dataChanged.emit(self.index(0), self.index(len(self._ids) - 1))
            return
        for page in pages:
            self._ask(page)


def _alike(one: Sequence[int], other: Sequence[int]) -> int:
    """Count how many items the two begin with in common."""
    for place, (a, b) in enumerate(zip(one, other, strict=False)):
        if a != b:
            return place
    return min(len(one), len(other))
