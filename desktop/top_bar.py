"""The bar at the top: whose library this is, the search, the two main acts, the menu."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QToolButton,
    QWidget,
)

from desktop.theme import Theme
from desktop.widgets.icon import icon
from resources import Catalogue

HEIGHT = 52
_FIELD = 380
_NARROW = 200
_SIDE = 18


class SearchField(QLineEdit):
    """The field that searches everything; its key stands in it while it is empty."""

    left = Signal()
    down = Signal()

    def __init__(self, words: Catalogue) -> None:
        super().__init__()
        self.setPlaceholderText(words("Search articles, quotes, notes"))
        self.setAccessibleName(words("Search everything"))
        self.setMinimumWidth(_NARROW)
        self.setMaximumWidth(_FIELD)
        self._key = QLabel(self)
        self._key.setProperty("role", "key")
        self._key.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 8, 0)
        row.addStretch()
        row.addWidget(self._key, alignment=Qt.AlignmentFlag.AlignVCenter)
        self.textChanged.connect(lambda _: self._show_key())

    def set_key(self, key: str) -> None:
        """Show the key that leads here."""
        self._key.setText(key)
        self._show_key()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the key only where it covers no words."""
        super().resizeEvent(event)
        self._show_key()

    def _show_key(self) -> None:
        words = self.fontMetrics().horizontalAdvance(self.placeholderText())
        room = self.width() - words - self._key.sizeHint().width() - 2 * _SIDE
        self._key.setVisible(bool(self._key.text()) and not self.text() and room > 0)

    def sizeHint(self) -> QSize:
        """Ask for the width as drawn."""
        return QSize(_FIELD, super().sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave with Esc; go into the finds with the arrows."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.down.emit() if event.key() == Qt.Key.Key_Down else None
        else:
            super().keyPressEvent(event)


class TopBar(QWidget):
    """The bar; what its buttons do are actions of the one table."""

    def __init__(self, words: Catalogue, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(HEIGHT)
        name = QLabel("Kutip")
        name.setProperty("role", "name")
        self.library = QPushButton()
        self.library.setProperty("role", "library")
        self.library.setToolTip(words("Recent libraries"))
        self.desk = QPushButton(words("Desk"))
        self.desk.setProperty("role", "desk")
        self.desk.setCheckable(True)
        self.desk.setAccessibleName(words("Evidence desk: all highlights, people, promises, laws"))
        self.field = SearchField(words)
        self.bring_in = QPushButton(words("Import"))
        self.report = QPushButton(words("Report"))
        self.report.setProperty("role", "main")
        self.menu = QToolButton()
        self.menu.setIconSize(QSize(20, 20))
        self.menu.setFixedSize(34, 34)
        self.menu.setToolTip(words("Menu"))
        self.menu.setAccessibleName(words("Menu"))
        self.menu.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 12, 0)
        row.setSpacing(14)
        row.addWidget(name)
        row.addWidget(self.library)
        row.addStretch(1)
        row.addWidget(self.field, 4)
        for button in (self.desk, self.bring_in, self.report):
            row.addWidget(button)
        row.addWidget(self.menu)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self.menu.setIcon(icon("menu", theme, "ink"))

    def set_actions(self, bring_in: QAction, report: QAction) -> None:
        """Let the two buttons follow their actions."""
        for button, action in ((self.bring_in, bring_in), (self.report, report)):
            button.clicked.connect(action.trigger)
            action.changed.connect(lambda b=button, a=action: _follow(b, a))
            _follow(button, action)

    def show_desk(self, action: QAction, *, on: bool) -> None:
        """Let the button of the desk say whether that is shown, and by which key it opens."""
        _follow(self.desk, action)
        self.desk.setChecked(on)

    def set_menus(self, menu: QMenu, libraries: QMenu) -> None:
        """Hang the menus onto their buttons."""
        self.menu.setMenu(menu)
        self.library.setMenu(libraries)


def _follow(button: QPushButton, action: QAction) -> None:
    key = action.shortcut().toString()
    button.setEnabled(action.isEnabled())
    button.setToolTip(key)
