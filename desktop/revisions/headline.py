"""A quiet line above the headline: which version this is, and who else ran it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from desktop.reader.view import View
from desktop.theme import Theme
from resources import Catalogue

_TOP = 12


class Headline(QWidget):
    """Lies over the top of the page and scrolls away with it: the text below never moves."""

    changes_wanted = Signal()
    alike_wanted = Signal()

    def __init__(self, view: View, words: Catalogue) -> None:
        super().__init__(view.viewport())
        self._view = view
        self._said = QLabel()
        self._said.setProperty("role", "small")
        self._dot = QLabel("·")
        self._dot.setProperty("role", "small")
        self.changes = self._link(words("What changed"))
        self.alike = self._link("")
        self.changes.clicked.connect(self.changes_wanted)
        self.alike.clicked.connect(self.alike_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for each in (self._said, self.changes, self._dot, self.alike):
            row.addWidget(each)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        view.moved.connect(self.place)
        self.say("", "")

    def _link(self, text: str) -> QPushButton:
        made = QPushButton(text)
        made.setProperty("role", "link")
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        made.setCursor(Qt.CursorShape.PointingHandCursor)
        made.setStyleSheet("font-size: 12px; padding: 0 2px; min-height: 16px;")
        return made

    @property
    def text(self) -> str:
        """What it says."""
        parts = (self._said, self.changes, self.alike)
        return " · ".join(part.text() for part in parts if not part.isHidden() and part.text())

    def say(self, version: str, alike: str) -> None:
        """Say which version it is and who else ran it; "" says nothing of either."""
        self._version, self._alike = version, alike
        self._said.setText(f"{version} ·" if version else "")
        self._said.setVisible(bool(version))
        self.changes.setVisible(bool(version))
        self.alike.setText(alike)
        self.alike.setVisible(bool(alike))
        self._dot.setVisible(bool(version and alike))
        self.place()

    def say_alike(self, alike: str) -> None:
        """Say who else ran it."""
        self.say(self._version, alike)

    def set_theme(self, _theme: Theme) -> None:
        """Take other colours: the sheet brings them; widths may differ."""
        self.place()

    def place(self) -> None:
        """Stand above the headline, if the top of the text is what is seen."""
        view = self._view
        here = bool(self._version or self._alike) and view.offsets.start == 0
        self.setVisible(here)
        if here:
            left, width = view.column
            self.adjustSize()
            wide = min(self.sizeHint().width(), round(width))
            top = _TOP - view.verticalScrollBar().value()
            self.setGeometry(round(left) - 1, top, wide, self.sizeHint().height())
            self.raise_()
