"""The line above the table, where one searches, and the list of articles that were found."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from annotations.queries import Hit
from desktop.desk.table.source import ARTICLES
from desktop.dialogs.search import HitDelegate
from desktop.theme import Theme
from desktop.top_bar import SearchField
from desktop.widgets.icon import icon
from resources import Catalogue

_WAIT = 120  # milliseconds after the last key
_LOW, _FEW = 66, 3
"""Pixels of a find, and how many are seen at once where there is little room."""


class Head(QWidget):
    """The search field, the saved searches and the columns."""

    typed = Signal(str)
    down = Signal()  # from the field to what was found
    left = Signal()  # Esc in a field that is empty
    facets_wanted = Signal()

    def __init__(self, theme: Theme, words: Catalogue) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.fold = QToolButton()
        self.fold.setIconSize(QSize(18, 18))
        self.fold.setToolTip(words("Show or hide what narrows the table"))
        self.fold.setAccessibleName(self.fold.toolTip())
        self.fold.clicked.connect(self.facets_wanted)
        self.field = SearchField(words)
        self.field.setPlaceholderText(words("Search quotes, notes, speakers and articles"))
        self.field.setAccessibleName(self.field.placeholderText())
        self.field.setMaximumWidth(460)
        self.saved = self._menu_button(words("Saved searches"))
        self.columns = self._menu_button(words("Columns"))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(8)
        row.addWidget(self.fold)
        row.addWidget(self.field, 1)
        row.addStretch()
        for button in (self.saved, self.columns):
            row.addWidget(button)
        self._timer = QTimer(self, singleShot=True, interval=_WAIT)
        self._timer.timeout.connect(lambda: self.typed.emit(self.field.text().strip()))
        self.field.textChanged.connect(self._changed)
        self.field.returnPressed.connect(self._entered)
        self.field.down.connect(self._entered)
        self.field.left.connect(self._escaped)
        self.set_theme(theme)

    def _menu_button(self, text: str) -> QPushButton:
        button = QPushButton(text)
        button.setProperty("role", "order")
        button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the arrow stands behind
        button.setIconSize(QSize(12, 12))
        menu = QMenu(button)
        menu.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        button.setMenu(menu)
        return button

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self.fold.setIcon(icon("filters", theme, "muted", 18))
        for button in (self.saved, self.columns):
            button.setIcon(icon("down", theme, "muted", 12))

    def set_key(self, key: str) -> None:
        """Show the key that leads into the field."""
        self.field.set_key(key)

    def say(self, words: str) -> None:
        """Show other words to search for, without searching."""
        self.field.blockSignals(True)  # noqa: FBT003 - Qt's own
        self.field.setText(words)
        self.field.blockSignals(False)  # noqa: FBT003 - Qt's own
        self._timer.stop()

    def settle(self) -> None:
        """Search at once for what has been typed."""
        if self._timer.isActive():
            self._timer.stop()
            self.typed.emit(self.field.text().strip())

    def _changed(self, text: str) -> None:
        if text.strip():
            self._timer.start()
        else:
            self._timer.stop()
            self.typed.emit("")

    def _entered(self) -> None:
        self.settle()
        self.down.emit()

    def _escaped(self) -> None:
        if self.field.text():
            self.field.clear()
        else:
            self.left.emit()


class _Finds(QListWidget):
    """The list; Enter opens, Esc goes back to the table."""

    entered = Signal()
    escaped = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter, leave with Esc."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)


class ArticleFinds(QWidget):
    """What a search finds in whole articles; `opened` carries the Hit."""

    opened = Signal(object)
    escaped = Signal()

    def __init__(self, theme: Theme, words: Catalogue) -> None:
        super().__init__()
        self.setObjectName("pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._words = words
        self._said = QLabel()
        self._said.setProperty("role", "small")
        self.list = _Finds()
        self.list.setAccessibleName(words("Found in articles"))
        self.list.setUniformItemSizes(True)
        self._delegate = HitDelegate(theme, words, self.list)
        self.list.setItemDelegate(self._delegate)
        self.list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 4)
        column.setSpacing(2)
        heading = QHBoxLayout()
        heading.setContentsMargins(12, 0, 12, 0)
        heading.addWidget(self._said)
        column.addLayout(heading)
        column.addWidget(self.list, 1)
        self.list.entered.connect(self._open)
        self.list.itemDoubleClicked.connect(lambda _: self._open())
        self.list.escaped.connect(self.escaped)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._delegate.theme = theme
        self.list.viewport().update()

    def show_hits(self, hits: Sequence[Hit]) -> None:
        """Show finds, the articles added last first; none hides the list."""
        words = self._words
        self.list.clear()
        for hit in hits[:ARTICLES]:
            item = QListWidgetItem(hit.title or words("Untitled"))
            item.setData(Qt.ItemDataRole.UserRole, hit)
            self.list.addItem(item)
        many = words.plural("In {n} article", "In {n} articles", len(hits))
        if len(hits) > ARTICLES:
            many = words("In articles: the {n} added last", n=ARTICLES)
        self._said.setText(many)
        self.setVisible(bool(hits))

    def sizeHint(self) -> QSize:
        """Ask for room for a few finds."""
        return QSize(400, 34 + min(max(self.list.count(), 1), _FEW) * _LOW)

    def take_keyboard(self) -> None:
        """Take the keyboard, on the first find where none is chosen."""
        if self.list.currentRow() < 0:
            self.list.setCurrentRow(0)
        self.list.setFocus()

    def _open(self) -> None:
        index: QModelIndex = self.list.currentIndex()
        if index.isValid():
            self.opened.emit(index.data(Qt.ItemDataRole.UserRole))
