"""A quote that leads to its place in the text."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from desktop.highlights.wrapping import wrapped
from desktop.reader.offsets import for_qt
from desktop.theme import Theme, serif

_PX = 15
_LINE = 21.0
_PAD = 5
MOST = 3


class QuoteButton(QAbstractButton):
    """At most a few lines of the source's own words, in its letters."""

    def __init__(self, quote: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._quote = " ".join(quote.split())
        self._theme = theme
        self._lines: list[str] = []
        self.setAccessibleName(self._quote)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        """Say that a narrow one is taller."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Give the height of the lines at a width."""
        lines, _ = wrapped(self._quote, serif(_PX), width - 2 * _PAD, MOST)
        return round(max(len(lines), 1) * _LINE) + 4

    def sizeHint(self) -> QSize:
        """Give the size of it as it is."""
        width = max(self.width(), 160)
        return QSize(width, self.heightForWidth(width))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap anew."""
        super().resizeEvent(event)
        self._lines, _ = wrapped(self._quote, serif(_PX), self.width() - 2 * _PAD, MOST)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the words; the one that is pointed at, or has the keyboard, on a ground."""
        theme, painter = self._theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(self.rect()).adjusted(0.75, 0.75, -0.75, -0.75)
        if self.underMouse() or self.hasFocus():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("pane_raised"))
            painter.drawRoundedRect(whole, 6, 6)
            painter.setBrush(Qt.BrushStyle.NoBrush)
        if self.hasFocus():
            painter.setPen(QPen(theme.color("accent"), 1.5))
            painter.drawRoundedRect(whole, 6, 6)
        painter.setFont(serif(_PX))
        painter.setPen(theme.color("ink"))
        for number, line in enumerate(self._lines):
            place = QRectF(_PAD, 2 + number * _LINE, self.width() - 2 * _PAD, _LINE)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, for_qt(line))
        painter.end()
