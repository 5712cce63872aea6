"""The table itself: its keys, its columns' widths, what is chosen in it."""

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from annotations.desk import DeskOrder
from desktop.desk.table.columns import COLUMNS, LEAST, MOST, Shown, sortable
from desktop.desk.table.delegate import ROW
from desktop.desk.table.model import DeskModel, Index
from resources import Catalogue

KEYS = (
    "star", "delete", "step_claim", "step_wording", "next_highlight", "previous_highlight",
    "find_slash", "speaker", *(f"tag_{digit}" for digit in range(1, 10)),
)  # fmt: skip
"""Actions of the text whose keys mean the same for the rows chosen here."""
_REST = 500  # milliseconds before widths are kept


class DeskView(QTableView):
    """The view; every row has one height, and no width is ever measured from the rows."""

    opened = Signal()  # the row in focus shall be shown in the text
    acted = Signal(str)  # the name of an action of KEYS
    order_wanted = Signal(object)  # DeskOrder
    widths_changed = Signal(object)  # dict[Shown, int]
    chosen_changed = Signal()

    def __init__(self, model: DeskModel, words: Catalogue, actions: Mapping[str, QAction]) -> None:
        super().__init__()
        self._rows = model
        self._actions = actions
        self._widths: dict[Shown, int] = {}
        self._quiet = False
        self._kept: tuple[set[int], int, int, int, int] | None = None
        self.setModel(model)
        self.setAccessibleName(words("Highlights of the library"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setMouseTracking(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self._set_heads()
        self._rest = QTimer(self, singleShot=True, interval=_REST)
        self._rest.timeout.connect(lambda: self.widths_changed.emit(dict(self._widths)))
        model.turning.connect(self._remember)
        model.filled.connect(self._recall)
        self.selectionModel().selectionChanged.connect(lambda *_: self._say_chosen())

    def _set_heads(self) -> None:
        side = self.verticalHeader()
        side.hide()
        side.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        side.setMinimumSectionSize(ROW)
        side.setDefaultSectionSize(ROW)
        head = self.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        head.setMinimumSectionSize(LEAST)
        head.setMaximumSectionSize(2 * MOST)
        head.setHighlightSections(False)
        head.setSectionsClickable(True)
        head.setSortIndicatorShown(True)
        # A head asks whether all rows of its column are chosen, row by row: 5 s at 30,000. One
        # that knows of no choice asks nothing.
        head.setSelectionModel(QItemSelectionModel(self._rows, self))
        head.setFixedHeight(32)
        head.setObjectName("sorted")
        head.sectionClicked.connect(self._sort_by)
        head.sectionResized.connect(self._resized)

    # ------------------------------------------------------------------ columns

    def show_columns(self, columns: tuple[Shown, ...], widths: Mapping[Shown, int]) -> None:
        """Show columns, each as wide as it was left; the quote takes what is over."""
        self._remember()
        self._widths = dict(widths)
        self._rows.set_columns(columns)
        self._fit()
        self._recall()

    def show_order(self, order: DeskOrder) -> None:
        """Mark the column that the table is sorted by."""
        names = [each.value for each in self._rows.columns]
        place = names.index(order.column.value) if order.column.value in names else -1
        way = Qt.SortOrder.DescendingOrder if order.descending else Qt.SortOrder.AscendingOrder
        self.horizontalHeader().setSortIndicator(place, way)

    def _sort_by(self, section: int) -> None:
        column = sortable(self._rows.columns[section])
        if column is None:
            self.show_order(self._rows.order)
            return
        before = self._rows.order
        turned = before.column is column and not before.descending
        self.order_wanted.emit(DeskOrder(column, descending=turned))

    def _fit(self) -> None:
        self._quiet = True
        columns = self._rows.columns
        left = self.viewport().width()
        for section, column in enumerate(columns):
            if column is not Shown.QUOTE:
                self.setColumnWidth(section, self._width(column))
                left -= self._width(column)
        if Shown.QUOTE in columns:
            wide = max(left, self._width(Shown.QUOTE))
            self.setColumnWidth(columns.index(Shown.QUOTE), wide)
        self._quiet = False

    def _width(self, column: Shown) -> int:
        return self._widths.get(column, COLUMNS[column].width)

    def _resized(self, section: int, _before: int, width: int) -> None:
        if self._quiet or not 0 <= section < len(self._rows.columns):
            return
        self._widths[self._rows.columns[section]] = min(max(width, LEAST), MOST)
        self._rest.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the quote what is over."""
        super().resizeEvent(event)
        self._fit()

    # ------------------------------------------------------------------ what is chosen

    @property
    def current(self) -> int:
        """The number of the highlight in focus, 0 for none."""
        place = self.currentIndex().row()
        return self._rows.ids[place] if 0 <= place < len(self._rows.ids) else 0

    @property
    def chosen(self) -> list[int]:
        """The numbers of the highlights chosen, in the table's order."""
        ids = self._rows.ids
        found: dict[int, None] = {}
        for top, bottom in sorted(self._chosen_spans()):
            found.update(dict.fromkeys(ids[top : bottom + 1]))
        return list(found)

    @property
    def how_many(self) -> int:
        """How many are chosen, without listing them."""
        return sum(bottom - top + 1 for top, bottom in self._chosen_spans())

    def _chosen_spans(self) -> set[tuple[int, int]]:
        chosen = self.selectionModel().selection()
        ranges = (chosen.at(place) for place in range(chosen.size()))
        return {(each.top(), each.bottom()) for each in ranges}

    def go_to(self, place: int) -> None:
        """Put the focus on a row and choose it alone."""
        if not 0 <= place < len(self._rows.ids):
            return
        column = max(self.currentIndex().column(), 0)
        self.setCurrentIndex(self._rows.index(place, column))

    def step(self, by: int) -> None:
        """Go to the next row (1) or the one before (-1)."""
        last = len(self._rows.ids) - 1
        self.go_to(min(max(self.currentIndex().row() + by, 0), last))

    def _remember(self) -> None:
        """Keep what is chosen by its numbers, before places change."""
        if self._kept is None:
            index = self.currentIndex()
            bar = self.verticalScrollBar()
            chosen = set(self.chosen)
            self._kept = (chosen, self.current, index.row(), max(index.column(), 0), bar.value())

    def _recall(self) -> None:
        """Choose again what was chosen; where the row in focus is gone, what follows it."""
        if self._kept is None:
            return
        (chosen, number, place, column, scrolled), self._kept = self._kept, None
        rows, model = self._rows, self.selectionModel()
        found = rows.place_of(number) if number else -1
        if place < 0 or not rows.ids:
            return
        if found < 0:
            found = min(place, len(rows.ids) - 1)
            if chosen <= {number}:
                chosen = {rows.ids[found]}
        selection = QItemSelection()
        last = max(rows.columnCount() - 1, 0)
        for top, bottom in _spans(rows.place_of(each) for each in chosen):
            selection.select(rows.index(top, 0), rows.index(bottom, last))
        flags = QItemSelectionModel.SelectionFlag
        model.setCurrentIndex(rows.index(found, min(column, last)), flags.NoUpdate)
        model.select(selection, flags.ClearAndSelect)
        self.verticalScrollBar().setValue(scrolled)

    def _say_chosen(self) -> None:
        if self._kept is None:
            self.chosen_changed.emit()

    # ------------------------------------------------------------------ keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what the keys of the text mean for the rows; open with Enter."""
        name = self._named(event)
        if self.state() is QAbstractItemView.State.EditingState:
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif name == "next_highlight":
            self.step(1)
        elif name == "previous_highlight":
            self.step(-1)
        elif name:
            self.acted.emit(name)
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.acted.emit("copy_citation")
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, _typed: str) -> None:
        """Letters are keys here; a search has a field of its own."""

    def _named(self, event: QKeyEvent) -> str:
        pressed = QKeySequence(event.keyCombination())
        return next((name for name in KEYS if pressed in self._actions[name].shortcuts()), "")

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open what is clicked twice in the text, where that does not edit it."""
        index = self.indexAt(event.position().toPoint())
        editable = Qt.ItemFlag.ItemIsEditable
        if index.isValid() and not self._rows.flags(index) & editable:
            self.opened.emit()
        else:
            super().mouseDoubleClickEvent(event)

    def scrollTo(
        self,
        index: QModelIndex | Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Bring a row into sight; sideways only where a cell is gone to by key."""
        across = self.horizontalScrollBar()
        before = across.value()
        super().scrollTo(index, hint)
        if index.column() == 0:
            across.setValue(min(before, across.value()))


def _spans(places: Iterable[int]) -> Sequence[tuple[int, int]]:
    """Join places to spans of neighbours, those that are -1 left out."""
    found: list[tuple[int, int]] = []
    for place in sorted(each for each in places if each >= 0):
        if found and found[-1][1] == place - 1:
            found[-1] = (found[-1][0], place)
        else:
            found.append((place, place))
    return found
