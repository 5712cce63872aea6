"""The list of speakers: a name, what he is, how many highlights are his."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from annotations.identities import Family
from desktop.reader.offsets import for_qt
from desktop.theme import SMALL_PX, Theme, sans
from desktop.widgets.icon import pixmap
from resources import Catalogue

_ROW = 44
_PAD = 10
_LOCK = 14
_CORNER = 6
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Person:
    """A row: a speaker with those merged into it, and how many highlights are theirs."""

    family: Family
    count: int

    @property
    def uid(self) -> str:
        """The uid of the speaker that stands for all."""
        return self.family.stands.uid

    @property
    def about(self) -> str:
        """Role and institution on one line."""
        speaker = self.family.stands
        return ", ".join(part for part in (speaker.role, speaker.institution) if part)


class PeopleModel(QAbstractListModel):
    """People by name."""

    def __init__(self, words: Catalogue, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = words
        self.people: Sequence[Person] = ()

    def show(self, people: Sequence[Person]) -> None:
        """Show these."""
        self.beginResetModel()
        self.people = people
        self.endResetModel()

    def row_of(self, uid: str) -> int:
        """Find a person's row, -1 where there is none."""
        return next((row for row, each in enumerate(self.people) if each.uid == uid), -1)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Count the people."""
        return 0 if parent.isValid() else len(self.people)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give a person, or what a screen reader says of him."""
        if not index.isValid():
            return None
        person = self.people[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return person
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self._spoken(person)
        if role == Qt.ItemDataRole.ToolTipRole:
            return " · ".join(person.family.names[1:])
        return None

    def _spoken(self, person: Person) -> str:
        words = self.words
        secret = words("confidential") if person.family.stands.confidential else ""
        count = words.plural("{n} highlight", "{n} highlights", person.count)
        parts = (person.family.stands.name, person.about, secret, count)
        return ", ".join(part for part in parts if part)


class PeopleList(QListView):
    """The list; several can be chosen, to be merged."""

    def __init__(self, theme: Theme, words: Catalogue, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("boxed")
        self.people = PeopleModel(words, self)
        self.setModel(self.people)
        self.setItemDelegate(_Delegate(theme, words, self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAccessibleName(words("Speakers"))
        self.setMinimumWidth(240)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self.setItemDelegate(_Delegate(theme, self.people.words, self))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy no names: of a confidential one only what it is shown as may leave."""
        if event.matches(QKeySequence.StandardKey.Copy):
            event.ignore()
        else:
            super().keyPressEvent(event)

    @property
    def chosen(self) -> list[Person]:
        """Who is chosen, in the order of the list."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self.people.people[row] for row in rows if row < len(self.people.people)]


class _Delegate(QStyledItemDelegate):
    """Draw a person on two lines."""

    def __init__(self, theme: Theme, words: Catalogue, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._words = words

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        """Give the one size that all rows have."""
        return QSize(160, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw a row."""
        person: Person = index.data(Qt.ItemDataRole.UserRole)
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, rect, state)
        self._person(painter, rect.adjusted(_PAD, 5, -_PAD, -5), person)
        painter.restore()

    def _ground(self, painter: QPainter, rect: QRect, state: QStyle.StateFlag) -> None:
        color = self._theme.color
        box = QRectF(rect).adjusted(1.5, 1.5, -1.5, -1.5)
        painter.setPen(Qt.PenStyle.NoPen)
        if state & QStyle.StateFlag.State_Selected:
            painter.setBrush(color("selection"))
            painter.drawRoundedRect(box, _CORNER, _CORNER)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(color("pane_raised"))
            painter.drawRoundedRect(box, _CORNER, _CORNER)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(color("accent"))
            painter.drawRoundedRect(box, _CORNER, _CORNER)

    def _person(self, painter: QPainter, inner: QRect, person: Person) -> None:
        color = self._theme.color
        about = person.about or " · ".join(person.family.names[1:])
        if not about:  # one line, in the middle
            inner = inner.adjusted(0, inner.height() // 4, 0, 0)
        right = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight
        painter.setFont(sans())
        painter.setPen(color("ink"))
        number = self._words.number(person.count)
        painter.drawText(inner, right, number)
        left, width = inner.left(), inner.width() - painter.fontMetrics().horizontalAdvance(number)
        if person.family.stands.confidential:
            ratio = painter.device().devicePixelRatio()
            lock = pixmap("lock", self._theme, "accent", _LOCK, ratio)
            painter.drawPixmap(QPoint(left, inner.top() + 2), lock)
            left, width = left + _LOCK + 5, width - _LOCK - 5
        painter.setFont(sans(weight=500))
        _text(
            painter,
            QRect(left, inner.top(), width - _PAD, inner.height()),
            person.family.stands.name,
        )
        painter.setFont(sans(SMALL_PX))
        painter.setPen(color("muted"))
        below = inner.adjusted(0, inner.height() // 2 + 1, 0, 0)
        _text(painter, below, about)


def _text(painter: QPainter, rect: QRect, text: str) -> None:
    shown = painter.fontMetrics().elidedText(
        for_qt(text), Qt.TextElideMode.ElideRight, rect.width()
    )
    flags = Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextSingleLine
    painter.drawText(rect, flags, for_qt(shown))
