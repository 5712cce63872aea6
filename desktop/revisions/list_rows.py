"""Rows of the list beside a comparison: a head, a state, and some lines of words."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from annotations.labels import tag_letter
from annotations.model import Span
from desktop.revisions.lettering import Lettering, Marked
from desktop.revisions.standings import Piece
from desktop.theme import SMALL_PX, Theme, sans, serif
from desktop.widgets.badge import SIZE as BADGE
from desktop.widgets.badge import paint_badge
from resources import Catalogue

HEIGHT = 112
_LEFT, _TOP = 14.0, 10.0
_LINES = 3
_LINE = 20.0
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True, kw_only=True)
class ListRow:
    """What a row shows. `key` is what is chosen with it; `urgent` what a person should look at."""

    key: str
    tags: tuple[str, ...] = ()
    head: str
    aside: str = ""
    state: str = ""
    urgent: bool = False
    pieces: tuple[Piece, ...] = ()

    @property
    def spoken(self) -> str:
        """The row in one line, for a screen reader."""
        words = "".join(piece.spaced for piece in self.pieces).strip()
        return ". ".join(part for part in (self.head, self.aside, self.state, words) if part)


class RowModel(QAbstractListModel):
    """Rows by their place."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: Sequence[ListRow] = ()

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
            return row.spoken
        return None

    def show(self, rows: Sequence[ListRow]) -> None:
        """Show other rows; where the same ones only look different, the scroll bar stays."""
        if [row.key for row in rows] == [row.key for row in self.rows]:
            self.rows = rows
            if rows:
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def place(self, key: str) -> int:
        """Find a row, -1 where it is not listed."""
        return next((n for n, row in enumerate(self.rows) if row.key == key), -1)


class RowDelegate(QStyledItemDelegate):
    """Draws rows, all of one height: a list of ten thousand is measured once."""

    def __init__(self, words: Catalogue, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._words = words
        self.theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, _index: _Index) -> QSize:
        """Give the one size."""
        return QSize(option.rect.width(), HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw a row."""
        row, theme = index.data(Qt.ItemDataRole.UserRole), self.theme
        box = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, theme.color("card"))
            painter.fillRect(QRectF(box.left(), box.top(), 3, box.height()), theme.color("accent"))
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), theme.color("line"))
        left, top = box.left() + _LEFT, box.top() + _TOP
        width = box.width() - 2 * _LEFT
        self._paint_head(painter, row, QRectF(left, top, width, BADGE))
        painter.setFont(sans(SMALL_PX, 600 if row.urgent else 400))
        painter.setPen(theme.color("legal_ink" if row.urgent else "muted"))
        below = QRectF(left, top + BADGE + 3, width, 17)
        metrics = painter.fontMetrics()
        state = metrics.elidedText(row.state, Qt.TextElideMode.ElideRight, int(width))
        painter.drawText(below, Qt.AlignmentFlag.AlignVCenter, state)
        self._paint_words(painter, row, QPointF(left, below.bottom() + 2), width)
        painter.restore()

    def _paint_head(self, painter: QPainter, row: ListRow, box: QRectF) -> None:
        theme, left = self.theme, box.left()
        for tag in row.tags[:3]:
            place = QRectF(left, box.top(), BADGE, BADGE)
            letter = tag_letter(tag, self._words) if tag else "”"
            paint_badge(painter, place, tag, letter, theme)
            left += BADGE + 5
        painter.setFont(sans(SMALL_PX))
        painter.setPen(theme.color("muted"))
        painter.drawText(
            box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, row.aside
        )
        room = box.right() - left - painter.fontMetrics().horizontalAdvance(row.aside) - 10
        painter.setFont(sans(SMALL_PX, 600))
        painter.setPen(theme.color("ink"))
        head = painter.fontMetrics().elidedText(row.head, Qt.TextElideMode.ElideRight, int(room))
        place = QRectF(left, box.top(), room, box.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, head)

    def _paint_words(self, painter: QPainter, row: ListRow, at: QPointF, width: float) -> None:
        text, marks = "", []
        for piece in row.pieces:
            text += "" if piece.glued or not text else " "
            start = len(text)
            text += " ".join(piece.words.split())
            if piece.how:
                marks.append(Marked(Span(start, len(text)), piece.how))
        if not text:
            return
        painter.setClipRect(QRectF(at.x() - _LEFT, at.y(), width + 2 * _LEFT, _LINES * _LINE))
        letters = Lettering(
            text,
            Span(0, min(len(text), 600)),
            marks,
            font=serif(14),
            theme=self.theme,
            width=width,
            leading=_LINE,
            most=_LINES,
        )
        letters.draw(painter, at, self.theme)


class RowList(QListView):
    """A list whose letters are commands and not a search."""

    chosen = Signal(str)
    """The key of the row that is current now."""
    activated_key = Signal(str)
    key_typed = Signal(str)
    escaped = Signal()

    def __init__(self, words: Catalogue, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._quiet = False
        self.rows = RowModel(self)
        self.delegate = RowDelegate(words, theme, self)
        self.setModel(self.rows)
        self.setItemDelegate(self.delegate)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.selectionModel().currentChanged.connect(self._current_changed)
        self.clicked.connect(lambda _: self.chosen.emit(self.key))

    @property
    def key(self) -> str:
        """The key of the current row, "" for none."""
        index = self.currentIndex()
        row = self.rows.rows[index.row()] if 0 <= index.row() < len(self.rows.rows) else None
        return row.key if row else ""

    def show_rows(self, rows: Sequence[ListRow], key: str = "") -> None:
        """Show rows, the one with a key chosen, else the one before, else none."""
        wanted = key or self.key
        self._quiet = True
        self.rows.show(rows)
        place = self.rows.place(wanted)
        self.setCurrentIndex(self.rows.index(place) if place >= 0 else QModelIndex())
        self._quiet = False

    def choose(self, key: str) -> None:
        """Choose a row and say so."""
        place = self.rows.place(key)
        if place >= 0:
            self.setCurrentIndex(self.rows.index(place))

    def _current_changed(self, now: QModelIndex, _before: QModelIndex) -> None:
        if now.isValid() and not self._quiet:
            self.chosen.emit(self.rows.rows[now.row()].key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hand on letters, Enter and Esc."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.key:
            self.activated_key.emit(self.key)
        elif event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif plain and event.text().isalpha():
            self.key_typed.emit(event.text().upper())
        else:
            super().keyPressEvent(event)
