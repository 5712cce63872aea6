"""What stands where there is nothing: why, in a sentence, and what can be done about it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop.theme import Theme
from desktop.widgets.icon import pixmap

_ICON = 32
_LINE = 460
"""Pixels of a line of words at most: longer ones are hard to read."""
_MOST = 1000
"""How much more room words take than what is beside them."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing to do: the words on its button, and what it does."""

    text: str
    act: Callable[[], object]
    main: bool = False


class EmptyState(QWidget):
    """An icon, a heading, a sentence and buttons, in the middle of an empty pane."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon_name = ""
        self._icon = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self._heading = QLabel(alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True)
        self._heading.setProperty("role", "heading")
        self._sentence = QLabel(alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True)
        self._sentence.setProperty("role", "muted")
        for label in (self._heading, self._sentence):
            label.setMaximumWidth(_LINE)
        self._offers = QVBoxLayout()
        self._offers.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 20)
        column.setSpacing(8)
        column.addStretch(2)
        column.addWidget(self._icon)
        for label in (self._heading, self._sentence):
            row = QHBoxLayout()  # as wide as there is room for, and in the middle of what is over
            row.addStretch(1)
            row.addWidget(label, _MOST)
            row.addStretch(1)
            column.addLayout(row)
        column.addSpacing(6)
        column.addLayout(self._offers)
        column.addStretch(3)

    def say(self, icon: str, heading: str, sentence: str, offers: Sequence[Offer] = ()) -> None:
        """Say why there is nothing and offer what can be done."""
        self._icon_name = icon
        self._paint_icon()
        had = self.isAncestorOf(self.window().focusWidget())
        self._heading.setText(heading)
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))
        while item := self._offers.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for place, offer in enumerate(offers):
            button = QPushButton(offer.text)
            if place == 0:
                self.setFocusProxy(button)
            button.setProperty("role", "main" if offer.main else "")
            button.setAutoDefault(True)  # Enter presses it, outside of a dialog too
            button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            button.clicked.connect(lambda _=False, act=offer.act: act())
            self._offers.addWidget(button, alignment=Qt.AlignmentFlag.AlignHCenter)
            button.show()
        if had and offers:  # the button that had the keyboard is gone
            self.setFocus()

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        self._paint_icon()

    def _paint_icon(self) -> None:
        if self._icon_name:
            ratio = self.devicePixelRatioF()
            self._icon.setPixmap(pixmap(self._icon_name, self._theme, "faint", _ICON, ratio))
