"""The pane of the original page: bar, page, a sentence about it, and a box to type into."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QStackedWidget, QVBoxLayout, QWidget

from desktop.pages.bar import PageBar
from desktop.pages.canvas import ZOOMS, Canvas
from desktop.pages.typing_box import TypingBox
from desktop.theme import Theme
from desktop.widgets.empty_state import EmptyState
from resources import Catalogue

NARROWEST = 340


class PagesPane(QWidget):
    """Shows what it is given; every wish is a signal."""

    turned = Signal(int)
    jumped = Signal(str)
    closed = Signal()

    def __init__(self, words: Catalogue, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self.setObjectName("pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(NARROWEST)
        self.bar = PageBar(words, theme, self)
        self.canvas = Canvas(theme, self)
        self.canvas.setAccessibleName(words("Original page"))
        self.nothing = EmptyState(theme, self)
        self.said = QLabel(self)
        self.said.setProperty("role", "notice")
        self.said.setWordWrap(True)
        self.said.hide()
        self.typing = TypingBox(words, theme, self)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.canvas)
        self._stack.addWidget(self.nothing)
        below = QVBoxLayout()
        below.setContentsMargins(12, 8, 12, 8)
        below.addWidget(self.said)
        self._below = QWidget(self)
        self._below.setLayout(below)
        self._below.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self._stack, 1)
        column.addWidget(self._below)
        column.addWidget(self.typing)
        self.setFocusProxy(self.canvas)
        self._connect()
        self._offer_zoom()

    def _connect(self) -> None:
        self.bar.turned.connect(self.turned)
        self.bar.zoomed.connect(self.zoom)
        self.bar.jumped.connect(self.jumped)
        self.bar.closed.connect(self.closed)
        self.bar.left.connect(self.canvas.setFocus)
        self.canvas.turned.connect(self.turned)
        self.canvas.zoomed.connect(self.zoom)
        self.canvas.escaped.connect(self.closed)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        for part in (self.bar, self.canvas, self.nothing, self.typing):
            part.set_theme(theme)

    def zoom(self, way: int) -> None:
        """Make the page a step larger or smaller."""
        now = self.canvas.zoom
        steps = [each for each in ZOOMS if (each > now if way > 0 else each < now)]
        if steps:
            self.canvas.set_zoom(steps[0] if way > 0 else steps[-1])
            self._offer_zoom()

    def reset_zoom(self) -> None:
        """Show pages as wide as the pane."""
        self.canvas.set_zoom(ZOOMS[0])
        self._offer_zoom()

    def show_canvas(self) -> None:
        """Show the page."""
        self._stack.setCurrentWidget(self.canvas)

    def fail(self, sentence: str) -> None:
        """Show a sentence instead of the page."""
        self.nothing.say("warning", self._words("This page cannot be shown"), sentence)
        self._stack.setCurrentWidget(self.nothing)

    @property
    def sentence(self) -> str:
        """What is said instead of the page, else below it, "" for nothing."""
        if self._stack.currentWidget() is self.nothing:
            labels = self.nothing.findChildren(QLabel)
            return " ".join(label.text() for label in labels if label.text())
        return "" if self.said.isHidden() else self.said.text()

    def say(self, sentence: str) -> None:
        """Say a sentence below the page; "" says nothing."""
        self.said.setText(sentence)
        self.said.setVisible(bool(sentence))
        self._below.setVisible(bool(sentence))

    def _offer_zoom(self) -> None:
        now = self.canvas.zoom
        self.bar.set_zoom(smallest=now <= ZOOMS[0], largest=now >= ZOOMS[-1])
