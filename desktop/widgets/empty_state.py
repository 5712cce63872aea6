"""What stands where there is nothing: why, in a sentence, and what can be done about it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desktop.theme import Theme
from desktop.widgets.icon import pixmap

_ICON = 32


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
        self._offers = QVBoxLayout()
        self._offers.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 20)
        column.setSpacing(8)
        column.addStretch(2)
        for part in (self._icon, self._heading, self._sentence):
            column.addWidget(part)
        column.addSpacing(6)
        column.addLayout(self._offers)
        column.addStretch(3)

    def say(self, icon: str, heading: str, sentence: str, offers: Sequence[Offer] = ()) -> None:
        """Say why there is nothing and offer what can be done."""
        self._icon_name = icon
        self._paint_icon()
        self._heading.setText(heading)
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))
        while item := self._offers.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for offer in offers:
            button = QPushButton(offer.text)
            button.setProperty("role", "main" if offer.main else "")
            button.setAutoDefault(True)  # Enter presses it, outside of a dialog too
            button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            button.clicked.connect(lambda _=False, act=offer.act: act())
            self._offers.addWidget(button, alignment=Qt.AlignmentFlag.AlignHCenter)
            button.show()

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        self._paint_icon()

    def _paint_icon(self) -> None:
        if self._icon_name:
            ratio = self.devicePixelRatioF()
            self._icon.setPixmap(pixmap(self._icon_name, self._theme, "faint", _ICON, ratio))
