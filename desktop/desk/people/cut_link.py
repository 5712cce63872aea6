"""A link that gives way where there is no room for its words."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget


class CutLink(QPushButton):
    """What does not fit ends in an ellipsis, and is whole in the tool tip."""

    def __init__(self, hint: str, parent: QWidget | None = None) -> None:
        """Make a link; `hint` says what it does."""
        super().__init__(parent)
        self._hint = hint
        self._whole = ""
        self.setProperty("role", "link")
        self.setObjectName("left")
        self.setAutoDefault(True)  # Enter presses it, outside of a dialog too
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    @property
    def whole(self) -> str:
        """All its words."""
        return self._whole

    def say(self, text: str) -> None:
        """Show other words, as far as there is room."""
        self._whole = text
        self.setAccessibleName(text)
        self.setToolTip(f"{text} – {self._hint}")
        self._cut()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut anew."""
        super().resizeEvent(event)
        self._cut()

    def _cut(self) -> None:
        cut, room = Qt.TextElideMode.ElideRight, self.width() - 4
        shown = self.fontMetrics().elidedText(self._whole, cut, room)
        self.setText(shown.replace("&", "&&"))
