"""The pane at the left: which articles the list shows, and how many there are of each sort."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from annotations.labels import tag_letter
from annotations.queries import Facets, Filter
from desktop.articles.filters import Choice, FilterRow, Part, Sort, filter_rows
from desktop.theme import SMALL_PX, TINY_PX, Theme, sans
from desktop.widgets.badge import SIZE, paint_badge
from resources import Catalogue

_ROW, _HEADING = 29, 38
_SIDE, _PAD, _CORNER = 10, 8, 7
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class _Model(QAbstractListModel):
    """The rows of the pane."""

    def __init__(self, words: Catalogue, parent: QWidget) -> None:
        super().__init__(parent)
        self._words = words
        self.rows: Sequence[FilterRow] = ()

    def take(self, rows: Sequence[FilterRow]) -> None:
        """Show other rows; where only counts changed, the place in the pane is kept."""
        same = [(row.sort, row.part, row.value) for row in rows] == [
            (row.sort, row.part, row.value) for row in self.rows
        ]
        if same:
            self.rows = rows
            if rows:
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Count the rows."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give the row itself, and what a screen reader says of it."""
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return row.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            count = "" if row.count < 0 else f" {self._words.number(row.count)}"
            chosen = self._words(", chosen") if row.chosen else ""
            return f"{row.name}{count}{chosen}"
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let headings be passed over."""
        if index.isValid() and self.rows[index.row()].sort is Sort.HEADING:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class _Delegate(QStyledItemDelegate):
    """Draw the rows of the pane."""

    def __init__(self, theme: Theme, words: Catalogue, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self._words = words

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Give headings more air above."""
        row: FilterRow = index.data(Qt.ItemDataRole.UserRole)
        return QSize(120, _HEADING if row.sort is Sort.HEADING else _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a heading, a value with its count, or the row that shows all."""
        row: FilterRow = index.data(Qt.ItemDataRole.UserRole)
        rect: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        # A scroll bar lies in the margin: nothing moves when it comes.
        view: QWidget | None = option.widget
        beside = view.width() - rect.width() if view else 0
        box = rect.adjusted(_SIDE, 0, -max(_SIDE - beside, 2), 0)
        if row.sort is Sort.HEADING:
            painter.setFont(sans(TINY_PX, 600))
            painter.setPen(self.theme.color("faint"))
            place = box.adjusted(_PAD, 0, -_PAD, -6)
            flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom
            painter.drawText(place, flags, row.name)
        else:
            self._value(painter, box, row, option.state)
        painter.restore()

    def _value(
        self, painter: QPainter, box: QRect, row: FilterRow, state: QStyle.StateFlag
    ) -> None:
        color = self.theme.color
        painter.setPen(Qt.PenStyle.NoPen)
        if row.chosen:
            painter.setBrush(color("selection"))
            painter.drawRoundedRect(box, _CORNER, _CORNER)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(color("pane_raised"))
            painter.drawRoundedRect(box, _CORNER, _CORNER)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(color("accent"))
            painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), _CORNER, _CORNER)
        inner = box.adjusted(_PAD, 0, -_PAD, 0)
        if row.part is Part.TAGS and row.sort is Sort.VALUE:
            # The inks of tags are never set on the chosen row's tint: a page lies under them.
            place = QRectF(inner.left(), box.center().y() - SIZE / 2 + 0.5, SIZE, SIZE)
            if row.chosen:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(color("page"))
                painter.drawRoundedRect(place, 5, 5)
            paint_badge(painter, place, row.value, tag_letter(row.value, self._words), self.theme)
            inner.setLeft(inner.left() + SIZE + 9)
        self._words_of(painter, inner, row)

    def _words_of(self, painter: QPainter, inner: QRect, row: FilterRow) -> None:
        color = self.theme.color
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        taken = 0
        painter.setFont(sans())
        if row.count >= 0:
            number = self._words.number(row.count)
            on_tint = "ink" if row.chosen else "faint"
            painter.setPen(color("legal_ink" if row.warns and not row.chosen else on_tint))
            painter.drawText(inner, right, number)
            taken = painter.fontMetrics().horizontalAdvance(number) + _PAD
        if row.sort is Sort.MORE:
            painter.setFont(sans(SMALL_PX))
        painter.setPen(color("accent" if row.sort is Sort.MORE else "ink"))
        width = inner.width() - taken
        name = painter.fontMetrics().elidedText(row.name, Qt.TextElideMode.ElideRight, width)
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, name)


class FiltersPane(QListView):
    """The filters; `filter_changed` carries what the list shall show."""

    filter_changed = Signal(object)

    def __init__(self, theme: Theme, words: Catalogue, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._facets = Facets()
        self._unfolded: frozenset[Part] = frozenset()
        self.choice = Choice()
        self._model = _Model(words, self)
        self._delegate = _Delegate(theme, words, self)
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(words("Filters"))
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(168)
        self.setViewportMargins(0, 14, 0, 10)
        self._fill()

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._delegate.theme = theme
        self.viewport().update()

    def set_facets(self, facets: Facets) -> None:
        """Show other counts."""
        self._facets = facets
        self._fill()

    def filter(self) -> Filter:
        """Say what is chosen."""
        return self.choice.filter()

    def choose(self, choice: Choice) -> None:
        """Choose anew, and say so."""
        if choice == self.choice:
            return
        self.choice = choice
        self._fill()
        self.filter_changed.emit(choice.filter())

    def clear(self) -> None:
        """Choose all there is."""
        self.choose(type(self.choice)())

    def activate(self, row: FilterRow) -> None:
        """Do what a click on a row does."""
        if row.sort is Sort.MORE:
            self._unfolded |= {row.part}
            self._fill()
        elif row.sort is Sort.VALUE:
            self.choose(self.choice.toggled(row.part, row.value))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose the row under the mouse."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and index.isValid():
            self.activate(self._model.rows[index.row()])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose the row in focus with Enter or the space bar; copy no names of speakers."""
        if event.matches(QKeySequence.StandardKey.Copy):
            event.ignore()
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            index = self.currentIndex()
            if index.isValid():
                self.activate(self._model.rows[index.row()])
                return
        super().keyPressEvent(event)

    def _fill(self) -> None:
        self._model.take(tuple(self.rows()))

    def rows(self) -> Iterable[FilterRow]:
        """List what the pane shows."""
        return filter_rows(self._facets, self.choice, self._unfolded, self._words)
