"""Rows that tell what was said: where and when, the words, and what is known of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import overload

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from annotations.labels import tag_letter
from desktop.highlights.wrapping import wrapped
from desktop.reader.offsets import for_qt
from desktop.theme import SMALL_PX, TEXT_PX, Theme, sans, serif
from desktop.widgets.badge import SIZE as BADGE
from desktop.widgets.badge import paint_badge
from resources import Catalogue

LINES = 2
"""Of the words of a row; a longer quote ends in an ellipsis, and is whole in the text."""
_LEFT, _TOP, _GAP = 20.0, 10.0, 3.0
_SMALL, _LINE = 18.0, 21.0
_QUOTE_PX = 15
_LONGEST = 600  # characters that are wrapped: two lines never show more
_HEIGHT = 2 * _TOP + BADGE + 2 * _GAP + _SMALL
_MANY = 500
"""Rows from which on all are equally tall."""
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a row shows. `key` is what is opened with it; `serif` says that a source's words are.

    `urgent` stands first in the last line and is what a person should look at.
    """

    key: str
    tags: tuple[str, ...] = ()
    head: str
    aside: str = ""
    words: str = ""
    serif: bool = True
    urgent: str = ""
    foot: str = ""

    @property
    def spoken(self) -> str:
        """The row in one line, for a screen reader."""
        parts = (self.aside, self.head, self.words, self.urgent, self.foot)
        return ". ".join(part for part in parts if part)


class Rows(Sequence[Told]):
    """Rows that are worded when they are looked at: somebody may be quoted ten thousand times."""

    def __init__(self, keys: Sequence[str], make: Callable[[int], Told]) -> None:
        """Take the keys of all rows, and what words the row of a place."""
        self.keys = keys
        self._make = make
        self._made: dict[int, Told] = {}

    def __len__(self) -> int:
        """Count the rows."""
        return len(self.keys)

    @overload
    def __getitem__(self, place: int) -> Told: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[Told]: ...

    def __getitem__(self, place: int | slice) -> Told | Sequence[Told]:
        """Give a row."""
        if isinstance(place, slice):
            return [self[each] for each in range(*place.indices(len(self)))]
        if not 0 <= place < len(self.keys):
            raise IndexError(place)
        if place not in self._made:
            self._made[place] = self._make(place)
        return self._made[place]


NO_ROWS = Rows((), lambda place: Told(key=str(place), head=""))


class ToldModel(QAbstractListModel):
    """Rows by their place."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = NO_ROWS

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

    def show(self, rows: Rows) -> None:
        """Show other rows; where the same ones only look different, the scroll bar stays."""
        if rows and rows.keys == self.rows.keys:
            self.rows = rows
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def place(self, key: str) -> int:
        """Find a row, -1 where it is not listed."""
        return self.rows.keys.index(key) if key in self.rows.keys else -1


class _Delegate(QStyledItemDelegate):
    """Draws rows, each as tall as its words; of very many, all alike, so that one is measured."""

    def __init__(self, words: Catalogue, theme: Theme, parent: QListView) -> None:
        super().__init__(parent)
        self._words = words
        self._list = parent
        self.theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Give the height of a row at the width that there is."""
        width = self._list.viewport().width()
        lines = LINES
        if not self._list.uniformItemSizes():
            lines = max(len(self._lines(index.data(Qt.ItemDataRole.UserRole), width)), 1)
        return QSize(option.rect.width(), round(_HEIGHT + lines * _LINE))

    def _lines(self, row: Told, width: float) -> list[str]:
        said = " ".join(row.words[:_LONGEST].split())
        return wrapped(said, _font(row), width - 2 * _LEFT, LINES)[0]

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw a row."""
        row, theme = index.data(Qt.ItemDataRole.UserRole), self.theme
        box = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, theme.color("pane_raised"))
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), theme.color("line"))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.color("accent"), 1.5))
            painter.drawRoundedRect(box.adjusted(2, 2, -2, -3), 8, 8)
        left, top = box.left() + _LEFT, box.top() + _TOP
        width = box.width() - 2 * _LEFT
        self._head(painter, row, QRectF(left, top, width, BADGE))
        top += BADGE + _GAP
        lines = self._lines(row, box.width())
        self._said(painter, row, lines, QRectF(left, top, width, _LINE))
        top += max(len(lines), 1) * _LINE + _GAP
        self._foot(painter, row, QRectF(left, top, width, _SMALL))
        painter.restore()

    def _head(self, painter: QPainter, row: Told, box: QRectF) -> None:
        theme, left = self.theme, box.left()
        for tag in row.tags[:4]:
            place = QRectF(left, box.top(), BADGE, BADGE)
            paint_badge(painter, place, tag, tag_letter(tag, self._words) if tag else "”", theme)
            left += BADGE + 5
        left += 3 if row.tags else 0
        painter.setFont(sans(SMALL_PX))
        painter.setPen(theme.color("muted"))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(box, right, row.aside)
        room = box.right() - left - painter.fontMetrics().horizontalAdvance(row.aside) - 12
        _draw(painter, QRectF(left, box.top(), room, box.height()), row.head)

    def _said(self, painter: QPainter, row: Told, lines: Sequence[str], first: QRectF) -> None:
        painter.setFont(_font(row))
        painter.setPen(self.theme.color("ink"))
        for number, line in enumerate(lines):
            place = first.translated(0, number * _LINE)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, for_qt(line))

    def _foot(self, painter: QPainter, row: Told, box: QRectF) -> None:
        left = box.left()
        if row.urgent:
            font = sans(SMALL_PX, 600)
            painter.setFont(font)
            painter.setPen(self.theme.color("legal_ink"))
            _draw(painter, box, row.urgent)
            left += QFontMetricsF(font).horizontalAdvance(row.urgent) + 10
        painter.setFont(sans(SMALL_PX))
        painter.setPen(self.theme.color("muted"))
        _draw(painter, QRectF(left, box.top(), box.right() - left, box.height()), row.foot)


def _font(row: Told) -> QFont:
    return serif(_QUOTE_PX) if row.serif else sans(TEXT_PX, 500)


def _draw(painter: QPainter, place: QRectF, text: str) -> None:
    cut = Qt.TextElideMode.ElideRight
    shown = QFontMetricsF(painter.font()).elidedText(for_qt(text), cut, max(place.width(), 0))
    painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, shown)


class ToldList(QListView):
    """A list whose rows are opened by a click or Enter; its letters are commands, not a search."""

    opened = Signal(str)
    """The key of a row."""
    key_typed = Signal(str)

    def __init__(
        self, words: Catalogue, theme: Theme, name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.rows = ToldModel(self)
        self.delegate = _Delegate(words, theme, self)
        self.setModel(self.rows)
        self.setItemDelegate(self.delegate)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setAccessibleName(name)
        self.clicked.connect(lambda index: self.opened.emit(self.rows.rows.keys[index.row()]))

    @property
    def key(self) -> str:
        """The key of the row that the keyboard is on, "" for none."""
        place = self.currentIndex().row()
        return self.rows.rows.keys[place] if 0 <= place < len(self.rows.rows) else ""

    def show_rows(self, rows: Rows) -> None:
        """Show rows; the keyboard stays on the one it was on, else goes to the first."""
        kept = self.key
        self.setUniformItemSizes(len(rows) > _MANY)
        self.rows.show(rows)
        if rows:
            place = max(self.rows.place(kept), 0)
            if self.currentIndex().row() != place:
                self.setCurrentIndex(self.rows.index(place))

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self.delegate.theme = theme
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter; hand on letters; leave Esc to the desk; copy nothing unguarded."""
        if event.matches(QKeySequence.StandardKey.Copy):
            event.ignore()  # Qt would copy the row as it is spoken, names and all
            return
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.key:
            self.opened.emit(self.key)
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        elif plain and event.text().isalnum():
            self.key_typed.emit(event.text().upper())
        else:
            super().keyPressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Show a hand over what a click opens."""
        if event.type() is QEvent.Type.MouseMove and isinstance(event, QMouseEvent):
            over = self.indexAt(event.position().toPoint()).isValid()
            shape = Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor
            self.viewport().setCursor(shape)
        return super().viewportEvent(event)
