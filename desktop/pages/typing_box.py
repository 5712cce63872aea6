"""The box under a page to type a passage from it, or to have the pages read by a machine."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.theme import SERIF, Theme
from resources import Catalogue

TALL = 132
SIZE = 16


class TypingBox(QWidget):
    """Hidden until it is opened. What was typed stays through closing until it is stored."""

    stored = Signal(str)
    """The words that were typed."""
    left = Signal()
    reading_wanted = Signal()
    """The pages are to be read by the machine."""
    reading_cancelled = Signal()

    def __init__(self, words: Catalogue, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self.setObjectName("bar-below")
        self._heading = QLabel()
        self._heading.setProperty("role", "small")
        self.field = QPlainTextEdit()
        self.field.setFixedHeight(TALL)
        self.field.setTabChangesFocus(True)
        self.field.setPlaceholderText(
            words(
                "Type the words exactly as they stand on the page. An empty line begins a"
                " new paragraph."
            )
        )
        self.field.installEventFilter(self)
        self.keep = QPushButton(words("Keep passage"))
        self.keep.setProperty("role", "main")
        self.keep.setToolTip("Ctrl+Enter")
        self.cancel = QPushButton(words("Cancel"))
        self.read = QPushButton(words("Read pages with Tesseract"))
        self.read.setProperty("role", "link")
        self.read.hide()
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.stop = QPushButton(words("Stop"))
        self.stop.setProperty("role", "link")
        self._progress_row = QWidget()
        self._lay_out()
        self._connect()
        self.set_theme(theme)
        self.hide()

    def _lay_out(self) -> None:
        running = QHBoxLayout(self._progress_row)
        running.setContentsMargins(0, 0, 0, 0)
        running.addWidget(self.progress, 1)
        running.addWidget(self.stop)
        self._progress_row.hide()
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.keep)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 12)
        column.setSpacing(8)
        column.addWidget(self._heading)
        column.addWidget(self.field)
        column.addWidget(self._progress_row)
        column.addWidget(self.read, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(buttons)

    def _connect(self) -> None:
        self.field.textChanged.connect(self._offer)
        self.keep.clicked.connect(self._store)
        self.cancel.clicked.connect(self.left)
        self.read.clicked.connect(self.reading_wanted)
        self.stop.clicked.connect(self.reading_cancelled)
        self._offer()

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        families = ", ".join(f'"{family}"' for family in SERIF)
        self.setStyleSheet(
            f"#bar-below {{ border-top: 1px solid {theme.color('line').name()}; }}"
            f" QPlainTextEdit {{ background: {theme.color('page').name()};"
            f" font-family: {families}; font-size: {SIZE}px; }}"
        )
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

    def open(self, label: str) -> None:
        """Show the box for the page of a label, ready to type."""
        self.name_page(label)
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def name_page(self, label: str) -> None:
        """Say which page is typed from."""
        self._heading.setText(self._words("Type a passage from page {label}", label=label))

    def clear(self) -> None:
        """Forget what was typed: it is stored."""
        self.field.clear()
        self.hide()

    def show_progress(self, done: int, count: int) -> None:
        """Show how many pages were read by the machine; a count of 0 hides it."""
        self._progress_row.setVisible(count > 0)
        self.progress.setMaximum(count)
        self.progress.setValue(done)
        for each in (self.read, self.keep, self.field):
            each.setEnabled(count == 0)
        if not count:
            self._offer()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep with Ctrl+Enter, leave with Esc."""
        if watched is not self.field or not isinstance(event, QKeyEvent):
            return False
        if event.type() is not QEvent.Type.KeyPress:
            return False
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return True
        ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if ctrl and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._store()
            return True
        return False

    def _store(self) -> None:
        if words := self.field.toPlainText().strip():
            self.stored.emit(words)

    def _offer(self) -> None:
        self.keep.setEnabled(bool(self.field.toPlainText().strip()))
