"""The lists of the law shelf: laws with counts, and the provisions of one with who cites them."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QKeySequence, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from annotations.shelf import Instrument
from desktop.desk.laws.rows import Row
from desktop.highlights.wrapping import wrapped
from desktop.reader.offsets import for_qt
from desktop.theme import SMALL_PX, TEXT_PX, Theme, sans, serif
from resources import Catalogue

_Index = QModelIndex | QPersistentModelIndex
_SIDE, _GAP, _SMALL, _LINE = 20.0, 3.0, 18.0, 21.0
_HEAD = 40
_QUOTE_PX = 15
_LINES = 2
_LONGEST = 600  # characters that are wrapped: two lines never show more
_INNER = 20.0
_AIR = 6  # pixels above the first row and below the last
_MANY = 500
"""Rows from which on they are measured bit by bit, so that the window goes on."""


class _Model(QAbstractListModel):
    """Rows by their place; each says in one line what it is."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: Sequence[Row | Instrument] = ()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Count the rows."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give a row, or its words."""
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return row
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return row.spoken if isinstance(row, Row) else f"{row.name}. {row.count}"
        if role == Qt.ItemDataRole.ToolTipRole and isinstance(row, Instrument):
            return row.name
        return None

    def show(self, rows: Sequence[Row | Instrument]) -> None:
        """Show other rows; where the same ones only look different, the scroll bar stays."""
        if rows and [row.key for row in rows] == [row.key for row in self.rows]:
            self.rows = rows
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()


class _List(QListView):
    """Rows that are chosen with the arrows; Enter opens, Esc is left to the desk."""

    chosen_changed = Signal()
    opened = Signal()

    def __init__(self, name: str, delegate: "_Delegate", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = _Model(self)
        self.setModel(self.rows)
        self.delegate = delegate
        delegate.setParent(self)
        self.setItemDelegate(delegate)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setAccessibleName(name)
        self.setViewportMargins(0, _AIR, 0, _AIR)
        self.selectionModel().currentChanged.connect(lambda *_: self.chosen_changed.emit())
        self.doubleClicked.connect(lambda _: self.opened.emit())

    @property
    def key(self) -> str:
        """The key of the row that is chosen, "" for none."""
        place = self.currentIndex().row()
        return self.rows.rows[place].key if 0 <= place < len(self.rows.rows) else ""

    def choose(self, key: str) -> bool:
        """Choose a row by its key, else the first; say whether it is there."""
        place = next((n for n, row in enumerate(self.rows.rows) if row.key == key), -1)
        if self.rows.rows and self.currentIndex().row() != max(place, 0):
            self.setCurrentIndex(self.rows.index(max(place, 0)))
        return place >= 0

    def show_rows(self, rows: Sequence[Row | Instrument]) -> None:
        """Show rows; what was chosen stays so, else the first is."""
        kept = self.key
        mode = QListView.LayoutMode
        self.setLayoutMode(mode.Batched if len(rows) > _MANY else mode.SinglePass)
        self.rows.show(rows)
        self.choose(kept)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self.delegate.theme = theme
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter, go between the lists with Left and Right by the page; copy no names."""
        if event.matches(QKeySequence.StandardKey.Copy):
            event.ignore()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.key:
            self.opened.emit()
        elif event.key() in {Qt.Key.Key_Escape, Qt.Key.Key_Left, Qt.Key.Key_Right}:
            event.ignore()
        else:
            super().keyPressEvent(event)


class _Delegate(QStyledItemDelegate):
    """Draws the ground of rows."""

    def __init__(self, words: Catalogue, theme: Theme) -> None:
        super().__init__()
        self.words = words
        self.theme = theme
        self.quiet = theme.color("muted")
        self.chosen = False

    def ground(self, painter: QPainter, option: QStyleOptionViewItem, box: QRectF) -> None:
        """Draw what is behind a row: whether it is chosen, under the mouse, has the keyboard."""
        theme = self.theme
        self.quiet = theme.color("muted")
        self.chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inner = box.adjusted(10, 1, -10, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        if self.chosen:
            painter.setBrush(theme.color("selection"))
            painter.drawRoundedRect(inner, 6, 6)
            self.quiet = theme.color("ink")  # muted words are too faint on this ground
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(theme.color("pane_raised"))
            painter.drawRoundedRect(inner, 6, 6)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("accent"), 1.5))
            painter.drawRoundedRect(inner, 6, 6)


class LawsDelegate(_Delegate):
    """Draws a law: its name in two lines at most, how much it is cited."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Give the height of a row at the width that there is."""
        lines = len(self._lines(index.data(Qt.ItemDataRole.UserRole), self._width()))
        return QSize(option.rect.width(), round(12 + lines * _SMALL + _SMALL))

    def _width(self) -> float:
        view = self.parent()
        return view.viewport().width() if isinstance(view, QListView) else 200

    def _lines(self, law: Instrument, width: float) -> list[str]:
        room = width - 2 * _INNER - 34
        return wrapped(law.name, sans(TEXT_PX, 500), room, _LINES)[0] or [""]

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw a law."""
        law: Instrument = index.data(Qt.ItemDataRole.UserRole)
        box, theme = QRectF(option.rect), self.theme
        painter.save()
        self.ground(painter, option, box)
        top, left = box.top() + 6, box.left() + _INNER
        painter.setPen(self.quiet)
        painter.setFont(sans(SMALL_PX))
        first = QRectF(left, top, box.width() - 2 * _INNER, _SMALL)
        painter.drawText(first, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
                         str(law.count))  # fmt: skip
        painter.setPen(theme.color("ink"))
        painter.setFont(sans(TEXT_PX, 500))
        for line in self._lines(law, box.width()):
            place = QRectF(left, top, box.width() - 2 * _INNER, _SMALL)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, for_qt(line))
            top += _SMALL
        painter.setPen(self.quiet)
        painter.setFont(sans(SMALL_PX))
        count = len(law.provisions)
        said = self.words.plural("{n} provision", "{n} provisions", count)
        painter.drawText(
            QRectF(left, top, box.width(), _SMALL), Qt.AlignmentFlag.AlignVCenter, said
        )
        painter.restore()


class ProvisionsDelegate(_Delegate):
    """Draws a provision as a heading, a reference with the words that were quoted."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Give the height of a row at the width that there is."""
        row: Row = index.data(Qt.ItemDataRole.UserRole)
        if row.cited is None:
            return QSize(option.rect.width(), _HEAD)
        lines = max(len(self._lines(row, self._width())), 1)
        told = _SMALL + _GAP if row.urgent or row.foot else 0
        return QSize(option.rect.width(), round(20 + _SMALL + _GAP + lines * _LINE + told))

    def _width(self) -> float:
        view = self.parent()
        return view.viewport().width() if isinstance(view, QListView) else 400

    def _lines(self, row: Row, width: float) -> list[str]:
        said = " ".join(row.words[:_LONGEST].split())
        return wrapped(said, serif(_QUOTE_PX), width - 2 * _SIDE, _LINES)[0]

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw a row."""
        row: Row = index.data(Qt.ItemDataRole.UserRole)
        box = QRectF(option.rect)
        painter.save()
        self.ground(painter, option, box)
        if row.cited is None:
            self._heading(painter, row, box.adjusted(_SIDE, 0, -_SIDE, 0), first=not index.row())
        else:
            self._reference(painter, row, box.adjusted(_SIDE, 10, -_SIDE, 0))
        painter.restore()

    def _heading(self, painter: QPainter, row: Row, box: QRectF, *, first: bool) -> None:
        theme = self.theme
        if not first:
            painter.setPen(QPen(theme.color("line"), 1))
            painter.drawLine(box.topLeft(), box.topRight())
        painter.setFont(sans(SMALL_PX))
        painter.setPen(self.quiet)
        painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
                         row.aside)  # fmt: skip
        room = box.width() - painter.fontMetrics().horizontalAdvance(row.aside) - 12
        painter.setFont(sans(TEXT_PX + 1, 600))
        painter.setPen(theme.color("ink"))
        _draw(painter, QRectF(box.left(), box.top(), room, box.height()), row.title)

    def _reference(self, painter: QPainter, row: Row, box: QRectF) -> None:
        theme, top = self.theme, box.top()
        painter.setFont(sans(SMALL_PX))
        painter.setPen(self.quiet)
        line = QRectF(box.left(), top, box.width(), _SMALL)
        painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
                         row.aside)  # fmt: skip
        room = box.width() - painter.fontMetrics().horizontalAdvance(row.aside) - 12
        _draw(painter, QRectF(box.left(), top, room, _SMALL), row.title)
        top += _SMALL + _GAP
        painter.setFont(serif(_QUOTE_PX))
        painter.setPen(theme.color("ink"))
        for words in self._lines(row, box.width() + 2 * _SIDE) or [""]:
            place = QRectF(box.left(), top, box.width(), _LINE)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, for_qt(words))
            top += _LINE
        top += _GAP
        painter.setFont(sans(SMALL_PX, 600 if row.urgent else 400))
        state = "legal_ink" if row.urgent else "commitment_ink"
        painter.setPen(theme.color("ink" if self.chosen else state))  # never on the chosen tint
        _draw(painter, QRectF(box.left(), top, box.width(), _SMALL), row.urgent or row.foot)


def _draw(painter: QPainter, place: QRectF, text: str) -> None:
    cut = Qt.TextElideMode.ElideRight
    font: QFont = painter.font()
    shown = QFontMetricsF(font).elidedText(for_qt(text), cut, max(place.width(), 0))
    painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, shown)


def laws_list(words: Catalogue, theme: Theme) -> _List:
    """Make the list of laws."""
    return _List(words("Laws that are cited"), LawsDelegate(words, theme))


def provisions_list(words: Catalogue, theme: Theme) -> _List:
    """Make the list of the provisions of a law, with who cites them."""
    return _List(words("Provisions and who cites them"), ProvisionsDelegate(words, theme))
