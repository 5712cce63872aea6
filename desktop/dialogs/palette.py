"""The command palette: every action by its name, found by a few of its letters."""

from collections.abc import Mapping

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QAction, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desktop.actions import SPECS, shown_key
from desktop.dialogs.matching import best
from desktop.theme import SMALL_PX, Theme, sans
from desktop.widgets.popup import Popup, paint_chosen
from resources import Catalogue

_WIDTH, _HEIGHT, _TOP = 520, 420, 72
_ROW = 34
KEY_ROLE = Qt.ItemDataRole.UserRole + 1
MENU_ROLE = Qt.ItemDataRole.UserRole + 2


class TwoEnds(QStyledItemDelegate):
    """Draw a row with words at the left, its menu in grey behind them, its key at the right."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme

    def sizeHint(
        self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Give the one height."""
        return QSize(200, _ROW)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw the row."""
        rect: QRect = option.rect
        color = self.theme.color
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            paint_chosen(painter, rect, self.theme)
        inner = rect.adjusted(12, 0, -12, 0)
        painter.setFont(sans())
        painter.setPen(color("ink"))
        text = index.data(Qt.ItemDataRole.DisplayRole)
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, text)
        taken = painter.fontMetrics().horizontalAdvance(text) + 12
        painter.setFont(sans(SMALL_PX))
        painter.setPen(color("ink" if chosen else "faint"))
        menu = inner.adjusted(taken, 0, 0, 0)
        painter.drawText(menu, Qt.AlignmentFlag.AlignVCenter, index.data(MENU_ROLE))
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(inner, right, index.data(KEY_ROLE))
        painter.restore()


class CommandPalette(Popup):
    """All commands over the window; Enter does the chosen one."""

    def __init__(self, theme: Theme, words: Catalogue, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._words = words
        self._actions: Mapping[str, QAction] = {}
        self.field = QLineEdit()
        self.field.setPlaceholderText(words("What would you like to do?"))
        self.field.setAccessibleName(words("All commands"))
        self.list = QListWidget()
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._delegate = TwoEnds(theme, self.list)
        self.list.setItemDelegate(self._delegate)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 10)
        column.addWidget(self.field)
        column.addWidget(self.list, 1)
        self.field.textChanged.connect(self._fill)
        self.field.installEventFilter(self)
        self.list.itemClicked.connect(lambda _: self._do())

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        super().set_theme(theme)
        if hasattr(self, "_delegate"):
            self._delegate.theme = theme

    def open_with(self, actions: Mapping[str, QAction]) -> None:
        """Offer the actions that can be done now."""
        self._actions = actions
        self.field.clear()
        self._fill()
        self._fit()
        self.field.setFocus()

    def eventFilter(self, watched: object, event: object) -> bool:
        """Let arrows and Enter act on the list while the field has the focus."""
        if (
            watched is self.field
            and isinstance(event, QKeyEvent)
            and event.type() is QKeyEvent.Type.KeyPress
        ):
            key = event.key()
            if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                step = 1 if key == Qt.Key.Key_Down else -1
                count = max(self.list.count(), 1)
                self.list.setCurrentRow((self.list.currentRow() + step) % count)
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._do()
                return True
        return super().eventFilter(watched, event)  # type: ignore[arg-type]

    def _fill(self) -> None:
        offered = []
        for spec in SPECS:
            action = self._actions.get(spec.name)
            if action is None or not action.isEnabled() or spec.name == "palette":
                continue
            text, menu = action.text().replace("&&", "&"), self._words(spec.menu.value)
            offered.append((f"{text} {menu}", (spec.name, text, menu, shown_key(action))))
        self.list.clear()
        for name, text, menu, key in best(self.field.text(), offered):
            item = QListWidgetItem(text)
            item.setData(Qt.ItemDataRole.UserRole, name)
            item.setData(KEY_ROLE, key)
            item.setData(MENU_ROLE, menu)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        if self.isVisible():
            self._fit()

    def _fit(self) -> None:
        """Be as high as what is offered."""
        left = (self.sheet_of.width() - _WIDTH) // 2
        height = min(_HEIGHT, self.field.sizeHint().height() + self.list.count() * _ROW + 36)
        self.open_at(QRect(left, _TOP, _WIDTH, height))

    def _do(self) -> None:
        item = self.list.currentItem()
        self.close_popup()
        if item is not None:
            self._actions[item.data(Qt.ItemDataRole.UserRole)].trigger()
