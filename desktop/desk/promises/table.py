"""The ledger as a table: who promised what, until when, and what became of it."""

from collections.abc import Callable, Sequence
from enum import IntEnum
from itertools import pairwise

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QKeySequence, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from annotations.dates import show_written
from annotations.labels import label
from annotations.ledger import Pledge
from desktop.desk.promises.signs import SIZE, paint_sign, status_ink
from desktop.highlights.wrapping import wrapped
from desktop.reader.offsets import for_qt
from desktop.theme import TEXT_PX, Theme, sans
from desktop.widgets.icon import pixmap
from resources import Catalogue, marked

ROW = 46
_PAD, _EDGE = 8.0, 16.0
_LINE = 18.0
_LEAST = 96  # pixels of what was promised
_Index = QModelIndex | QPersistentModelIndex


class Column(IntEnum):
    """The columns, from the left."""

    WHO = 0
    WHAT = 1
    DEADLINE = 2
    LEFT = 3
    STATUS = 4
    MENTIONS = 5


_HEADS = {
    Column.WHO: marked("Who"),
    Column.WHAT: marked("What"),
    Column.DEADLINE: marked("Deadline"),
    Column.LEFT: marked("Time left"),
    Column.STATUS: marked("Status"),
    Column.MENTIONS: marked("Mentions"),
}
_WIDTHS = {
    Column.WHO: 158,
    Column.DEADLINE: 112,
    Column.LEFT: 104,
    Column.STATUS: 128,
    Column.MENTIONS: 76,
}
_KEYS: dict[Column, Callable[[Pledge], tuple[object, ...]]] = {
    Column.WHO: lambda each: (each.who.casefold(),),
    Column.WHAT: lambda each: (each.what.casefold(),),
    Column.DEADLINE: lambda each: (not each.deadline.start, each.deadline.end),
    Column.STATUS: lambda each: (list(type(each.status)).index(each.status),),
    Column.MENTIONS: lambda each: (-len(each.mentions),),
}
"""Of time left there is none: the ledger comes so."""


def time_left(pledge: Pledge, words: Catalogue) -> str:
    """Say how far off the last day is: "48 days left", "today", "3 days over", "withdrawn"."""
    if pledge.withdrawn:
        return words("withdrawn")
    if pledge.days is None:
        return ""
    if pledge.days == 0:
        return words("today")
    if pledge.overdue:
        return words.plural("{n} day over", "{n} days over", -pledge.days)
    return words.plural("{n} day left", "{n} days left", pledge.days)


class LedgerModel(QAbstractTableModel):
    """Pledges in the order that is asked for."""

    def __init__(self, words: Catalogue, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._order: tuple[Column, Qt.SortOrder] = (Column.LEFT, Qt.SortOrder.AscendingOrder)
        self._given: Sequence[Pledge] = ()
        self._places: dict[str, int] = {}
        self.pledges: Sequence[Pledge] = ()
        self.locked: frozenset[str] = frozenset()  # uids of speakers whose names stay here

    def show(self, pledges: Sequence[Pledge]) -> None:
        """Show these, which come the most urgent first."""
        self._given = pledges
        found = self._sorted()
        if [each.key for each in found] == [each.key for each in self.pledges]:
            self._place(found)
            if found:
                last = self.index(len(found) - 1, len(Column) - 1)
                self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self._place(found)
        self.endResetModel()

    def _sorted(self) -> list[Pledge]:
        column, order = self._order
        found = list(self._given)
        if column in _KEYS:
            found.sort(key=_KEYS[column])
        return found[::-1] if order is Qt.SortOrder.DescendingOrder else found

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column, as its head was clicked."""
        if column < 0:
            return
        self._order = Column(column), order
        self.show(self._given)

    def place(self, key: str) -> int:
        """Find a pledge by its key, or by that of what it was made of; -1 where it is not listed.

        A commitment has another key as a promise, and a promise is merged into another.
        """
        return self._places.get(key, -1)

    def _place(self, found: Sequence[Pledge]) -> None:
        """Remember where each is; a key of its own before those of what it is made of."""
        self.pledges = found
        self._places = {
            key: number
            for number, each in enumerate(found)
            for key in (*each.merged, *(one.fact for one in each.mentions))
        }
        self._places |= {each.key: number for number, each in enumerate(found)}

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Count the pledges."""
        return 0 if parent.isValid() else len(self.pledges)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Count the columns."""
        return 0 if parent.isValid() else len(Column)

    def headerData(
        self, section: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Name a column."""
        if way is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._words(_HEADS[Column(section)])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give a pledge, or what a cell says."""
        if not index.isValid():
            return None
        pledge = self.pledges[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return pledge
        text = self.said(pledge, Column(index.column()))
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            if index.column() == Column.WHO and pledge.speaker in self.locked:
                text = f"{text}, {self._words('Confidential')}"
            return f"{self._words(_HEADS[Column(index.column())])}: {text}"
        return None

    def said(self, pledge: Pledge, column: Column) -> str:
        """Say what stands in a cell."""
        words = self._words
        if column is Column.WHO:
            return pledge.who or words("nobody named")
        if column is Column.WHAT:
            return " ".join(pledge.what.split()) or _quote(pledge)
        if column is Column.DEADLINE:
            return show_written(pledge.deadline, words)
        if column is Column.LEFT:
            return time_left(pledge, words)
        if column is Column.STATUS:
            return label(pledge.status, words)
        return words.number(len(pledge.mentions))


def _quote(pledge: Pledge) -> str:
    return " ".join(pledge.mentions[0].quote.split()) if pledge.mentions else ""


class LedgerTable(QTableView):
    """The table; several can be chosen, to be merged.

    `opened` carries a key: Enter or a double click. `typed` is a letter or digit.
    """

    opened = Signal(str)
    chosen_changed = Signal()
    typed = Signal(str)

    def __init__(self, words: Catalogue, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ledger = LedgerModel(words, self)
        self.delegate = LedgerDelegate(theme, self)
        self.setModel(self.ledger)
        self.setItemDelegate(self.delegate)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setAccessibleName(words("Ledger of promises"))
        self._measure()
        self._quiet = False
        self.selectionModel().selectionChanged.connect(self._changed)
        self.doubleClicked.connect(
            lambda index: self.opened.emit(self.ledger.pledges[index.row()].key)
        )

    def _measure(self) -> None:
        rows, heads = self.verticalHeader(), self.horizontalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(ROW)
        heads.setHighlightSections(False)
        heads.setMinimumSectionSize(40)
        heads.setStretchLastSection(False)
        for column, width in _WIDTHS.items():
            heads.resizeSection(column, width)
        heads.setSectionResizeMode(Column.WHAT, QHeaderView.ResizeMode.Stretch)
        heads.setSortIndicator(Column.LEFT, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)

    @property
    def chosen(self) -> list[Pledge]:
        """Which are chosen, in the order of the table."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self.ledger.pledges[row] for row in rows if row < len(self.ledger.pledges)]

    def show_pledges(self, pledges: Sequence[Pledge]) -> None:
        """Show pledges; those chosen stay so, else the one in the place of the first of them."""
        kept = self.chosen
        place = self.ledger.place(kept[0].key) if kept else 0
        self._quiet = True
        self.ledger.show(pledges)
        places = dict.fromkeys(filter(lambda row: row >= 0, map(self._again, kept)))
        if not places and self.ledger.pledges:
            places = {min(place, len(self.ledger.pledges) - 1): None}
        there = [self.ledger.pledges[row].key for row in places]
        if there != [each.key for each in self.chosen]:
            self.choose(*there)
        self._quiet = False

    def _again(self, pledge: Pledge) -> int:
        """Find where a pledge stands now, by its key, else by its first mention."""
        place = self.ledger.place(pledge.key)
        first = pledge.mentions[0].fact if pledge.mentions else ""
        return self.ledger.place(first) if place < 0 and first else place

    def choose(self, *keys: str) -> None:
        """Choose pledges."""
        chosen = self.selectionModel()
        model = QItemSelectionModel.SelectionFlag
        chosen.clearSelection()
        for key in keys:
            row = self.ledger.place(key)
            if row >= 0:
                index = self.ledger.index(row, Column.WHAT)
                chosen.setCurrentIndex(index, model.Select | model.Rows)
                self.scrollTo(index)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self.delegate.theme = theme
        self.viewport().update()

    def _changed(self) -> None:
        self.viewport().update()
        if not self._quiet:
            self.chosen_changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter, hand on letters and digits, leave Esc to the desk; copy no names."""
        if event.matches(QKeySequence.StandardKey.Copy):
            event.ignore()
            return
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        current = self.currentIndex().row()
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and current >= 0:
            self.opened.emit(self.ledger.pledges[current].key)
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        elif plain and event.text().isalnum():
            self.typed.emit(event.text().upper())
        else:
            super().keyPressEvent(event)


class LedgerDelegate(QStyledItemDelegate):
    """Draws cells on hairlines; the row of the keyboard has the accent's edge."""

    def __init__(self, theme: Theme, parent: LedgerTable) -> None:
        super().__init__(parent)
        self.theme = theme
        self._table = parent

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        """Give the height of all rows."""
        return QSize(_LEAST, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw a cell."""
        pledge: Pledge = index.data(Qt.ItemDataRole.UserRole)
        column, theme = Column(index.column()), self.theme
        box = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, theme.color("selection"))
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), theme.color("line"))
        here = index.row() == self._table.currentIndex().row() and self._table.hasFocus()
        if here:
            self._edge(painter, box, column)
        inside = box.adjusted(_EDGE if column is Column.WHO else _PAD, 0, -_PAD, 0)
        text = index.data(Qt.ItemDataRole.DisplayRole)
        if column is Column.STATUS:
            at = QPointF(inside.left(), inside.center().y() - SIZE / 2)
            paint_sign(painter, at, pledge.status, theme)
            inside.setLeft(inside.left() + SIZE + 7)
            painter.setPen(status_ink(pledge.status, theme))
            if option.state & QStyle.StateFlag.State_Selected:
                painter.setPen(theme.color("ink"))  # the inks are never set on the chosen row
            self._one(painter, inside, text, sans(TEXT_PX))
        elif column is Column.LEFT:
            late = pledge.overdue and not option.state & QStyle.StateFlag.State_Selected
            painter.setPen(theme.color("legal_ink" if late else "ink"))
            self._one(painter, inside, text, sans(TEXT_PX, 600 if pledge.overdue else 400))
        elif column in {Column.WHO, Column.WHAT}:
            if column is Column.WHO and pledge.speaker in self._table.ledger.locked:
                ratio = painter.device().devicePixelRatioF()
                at = QPointF(inside.left(), inside.center().y() - SIZE / 2)
                painter.drawPixmap(at, pixmap("lock", theme, "accent", SIZE, ratio))
                inside.setLeft(inside.left() + SIZE + 4)
            painter.setPen(theme.color("ink"))
            self._two(painter, inside, text, sans(TEXT_PX, 500 if column is Column.WHAT else 400))
        else:
            painter.setPen(theme.color("ink" if column is Column.DEADLINE else "muted"))
            self._one(painter, inside, text, sans(TEXT_PX))
        painter.restore()

    def _edge(self, painter: QPainter, box: QRectF, column: Column) -> None:
        """Frame the row, of which this cell is one."""
        painter.setPen(QPen(self.theme.color("accent"), 1.5))
        inside = box.adjusted(0, 1, 0, -2)
        corners = [inside.topLeft(), inside.topRight(), inside.bottomRight(), inside.bottomLeft()]
        sides = dict(enumerate(pairwise([*corners, corners[0]])))
        for place, (one, other) in sides.items():
            if place in {0, 2} or (place == 1 and column is Column.MENTIONS):
                painter.drawLine(one, other)
        if column is Column.WHO:
            left = inside.adjusted(1, 0, 0, 0)
            painter.drawLine(left.topLeft(), left.bottomLeft())

    def _one(self, painter: QPainter, box: QRectF, text: str, font: QFont) -> None:
        painter.setFont(font)
        metrics = QFontMetricsF(painter.font())
        shown = metrics.elidedText(for_qt(text), Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, shown)

    def _two(self, painter: QPainter, box: QRectF, text: str, font: QFont) -> None:
        lines, _ = wrapped(text, font, box.width(), 2)
        painter.setFont(font)
        top = box.center().y() - len(lines) * _LINE / 2
        for number, line in enumerate(lines):
            place = QRectF(box.left(), top + number * _LINE, box.width(), _LINE)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, for_qt(line))
