"""The boxes that values are edited in: quiet, and no taller than their words."""

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QWidget,
)

_TALLEST = 12
_ARROW = 18
_INSET = 2  # what QLineEdit keeps free at its left, whatever its style; values stand in one column


class Line(QLineEdit):
    """A one-line box that says when it was left."""

    departed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextMargins(-_INSET, 0, 0, 0)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take words that are dragged; files are for the card."""
        if _has_files(event.mimeData()):
            event.ignore()
        else:
            super().dragEnterEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say that the box was left, but for a menu."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.departed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Enter for leaving; Qt lets it go on to the card, which goes back to the text."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.departed.emit()
        super().keyPressEvent(event)


class Lines(QPlainTextEdit):
    """A box as tall as its words; Tab leaves it, and Enter too where it holds one `paragraph`."""

    departed = Signal()
    grown = Signal()

    def __init__(self, parent: QWidget | None = None, *, paragraph: bool = False) -> None:
        super().__init__(parent)
        self._paragraph = paragraph
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        self.horizontalScrollBar().rangeChanged.connect(self._stay_left)
        self.textChanged.connect(self._fit)
        self._fit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Select all for who comes by Tab to type something else, as in a box of one line."""
        super().focusInEvent(event)
        tabs = {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason}
        if self._paragraph and event.reason() in tabs:
            self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say that the box was left, but for a menu."""
        super().focusOutEvent(event)
        if event.reason() == Qt.FocusReason.PopupFocusReason:
            return
        cursor = self.textCursor()
        cursor.clearSelection()
        self.setTextCursor(cursor)
        self.departed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Enter for leaving where there is one paragraph."""
        if self._paragraph and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.departed.emit()
            event.ignore()  # the card goes back to the text
        else:
            super().keyPressEvent(event)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Take words; files and pictures are for the card."""
        return source.hasText() and not _has_files(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste words; one paragraph takes a broken line for a space."""
        if self._paragraph:
            self.insertPlainText(" ".join(source.text().splitlines()))
        else:
            super().insertFromMimeData(source)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap anew."""
        super().resizeEvent(event)
        self._fit()

    def _stay_left(self, _least: int, most: int) -> None:
        # The space at the end of a wrapped line counts as wider than the box.
        if most:
            self.horizontalScrollBar().setRange(0, 0)

    def sizeHint(self) -> QSize:
        """Be as tall as the words."""
        return QSize(120, self.height())

    def _fit(self) -> None:
        metrics = QFontMetrics(self.font())
        # A QPlainTextEdit's document is as tall as its lines are many, wrapped ones included.
        wanted = round(self.document().size().height())
        if self.document().isEmpty():
            width = self.viewport().width()
            hint = metrics.boundingRect(
                0, 0, width, 0, Qt.TextFlag.TextWordWrap, self.placeholderText()
            )
            wanted = round(hint.height() / metrics.lineSpacing())
        lines = min(max(wanted, 1), _TALLEST)
        height = lines * metrics.lineSpacing() + 5
        if height != self.height():
            self.setFixedHeight(height)
            self.grown.emit()
        shown = Qt.ScrollBarPolicy.ScrollBarAsNeeded
        hidden = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(shown if lines == _TALLEST else hidden)


def _has_files(mime: QMimeData) -> bool:
    return any(url.isLocalFile() for url in mime.urls())


class Choice(QComboBox):
    """A combo box that leaves the wheel to the list it scrolls in."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the box with its words cut at a character, not across one."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        room = self.width() - _ARROW
        option.currentText = self.fontMetrics().elidedText(
            option.currentText, Qt.TextElideMode.ElideRight, room
        )
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.end()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the list."""
        event.ignore()
