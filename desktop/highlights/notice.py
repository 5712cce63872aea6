"""A sentence on a tint, with what can be done about it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget


class Notice(QFrame):
    """Hidden until there is something to say."""

    asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "notice")
        self._text = QLabel(self)
        self._text.setWordWrap(True)
        self._text.setProperty("role", "said")
        self._button = QPushButton(self)
        self._button.setProperty("role", "link")
        self._button.clicked.connect(self.asked)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 8)
        column.setSpacing(2)
        column.addWidget(self._text)
        column.addWidget(self._button, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    @property
    def text(self) -> str:
        """What it says."""
        return self._text.text() if not self.isHidden() else ""

    def say(self, sentence: str, remedy: str = "") -> None:
        """Show a sentence and a button; nothing to say hides the notice."""
        self._text.setText(sentence)
        self._button.setText(remedy)
        self._button.setVisible(bool(remedy))
        self.setVisible(bool(sentence))
