"""The bar to find words in the article: what to find, how many there are, one after the other."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QToolButton,
    QWidget,
)

from desktop.theme import Theme
from desktop.widgets.icon import icon
from resources import Catalogue


class FindBar(QFrame):
    """Says what to look for; the reader looks. Esc leaves it."""

    changed = Signal(str, bool)
    """The words to find, and whether case and accents must match."""
    next_wanted = Signal()
    previous_wanted = Signal()
    closed = Signal()

    def __init__(self, words: Catalogue, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._theme = theme
        self.field = QLineEdit(self)
        self.field.setPlaceholderText(words("Find in article"))
        self.field.setAccessibleName(words("Find in article"))
        self.field.setClearButtonEnabled(True)
        self.exact = QCheckBox(words("Match case and accents"), self)
        self.count = QLabel(self)
        self.count.setProperty("role", "small")
        self.count.setMinimumWidth(96)
        self.previous = self._button(words("Previous"), self.previous_wanted)
        self.next = self._button(words("Next"), self.next_wanted)
        self.close_button = self._button(words("Close"), self.closed)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(8)
        row.addWidget(self.field, 1)
        for each in (self.count, self.previous, self.next, self.exact, self.close_button):
            row.addWidget(each)
        self.field.textChanged.connect(self._ask)
        self.exact.toggled.connect(self._ask)
        self.field.installEventFilter(self)
        self.set_theme(theme)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        self.previous.setIcon(icon("up", theme))
        self.next.setIcon(icon("down", theme))
        self.close_button.setIcon(icon("close", theme))

    def open(self, words: str) -> None:
        """Show the bar with words to find, ready to type others."""
        self.show()
        if words:
            self.field.setText(words)
        self.field.selectAll()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._ask()

    def show_count(self, at: int, found: int) -> None:
        """Say which of how many places is shown; `at` counts from 1."""
        if not self.field.text():
            self.count.setText("")
        elif not found:
            self.count.setText(self._words("Not found"))
        else:
            number = self._words.number
            self.count.setText(self._words("{at} of {n}", at=number(at), n=number(found)))
        for each in (self.previous, self.next):
            each.setEnabled(found > 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a ground and the hairline that parts the bar from the page."""
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("pane"))
        painter.fillRect(0, 0, self.width(), 1, self._theme.color("line"))
        painter.end()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Step with Enter and Shift+Enter, leave with Esc."""
        if watched is not self.field or not isinstance(event, QKeyEvent):
            return False
        if event.type() is not QEvent.Type.KeyPress:
            return False
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return True
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            (self.previous_wanted if back else self.next_wanted).emit()
            return True
        return False

    def _ask(self) -> None:
        self.changed.emit(self.field.text(), self.exact.isChecked())

    def _button(self, name: str, wanted: SignalInstance) -> QToolButton:
        made = QToolButton(self)
        made.setToolTip(name)
        made.setAccessibleName(name)
        made.setAutoRaise(True)
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        made.clicked.connect(wanted)
        return made
