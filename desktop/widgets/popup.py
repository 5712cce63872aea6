"""A sheet that lies over the window: a field to type in and what was found below it."""

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QHideEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QApplication, QFrame, QGraphicsDropShadowEffect, QWidget
from shiboken6 import isValid

from desktop.theme import Theme

_MARGIN = 12


class Popup(QFrame):
    """A frame over the window; Esc or a click beside it closes it."""

    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.sheet_of = parent
        self.setProperty("role", "popup")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._shadow = QGraphicsDropShadowEffect(self)
        self._shadow.setBlurRadius(28)
        self._shadow.setOffset(0, 6)
        self.setGraphicsEffect(self._shadow)
        self.set_theme(theme)
        self._beside: QWidget | None = None
        self._before: QWidget | None = None
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._shadow.setColor(theme.color("shadow"))

    def open_at(self, rect: QRect, *, beside: QWidget | None = None) -> None:
        """Show in `rect` of the window, cut to it; a click into `beside` does not close."""
        inside = self.sheet_of.rect().adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        self._beside = beside
        self.setGeometry(rect.intersected(inside))
        app = QCoreApplication.instance()
        if not self.isVisible() and app is not None:
            app.installEventFilter(self)
            self._before = QApplication.focusWidget()
        self.show()
        self.raise_()

    def close_popup(self) -> None:
        """Close and say so; the keyboard goes back to where it was, not to what comes next."""
        if self.isVisible():
            now, before = QApplication.focusWidget(), self._before
            inside = now is not None and self.isAncestorOf(now)
            if inside and before is not None and isValid(before) and before.isVisible():
                before.setFocus()
            self.hide()
            self.closed.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        """Listen to clicks no longer."""
        app = QCoreApplication.instance()
        if app is not None:
            app.removeEventFilter(self)
        super().hideEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Close on a click beside the sheet and on Esc in it."""
        if event.type() is QEvent.Type.MouseButtonPress and isinstance(event, QMouseEvent):
            if isinstance(watched, QWidget) and watched.window() is self.window():
                self._clicked(event.globalPosition().toPoint())
        elif event.type() is QEvent.Type.KeyPress and self._esc(watched, event):
            self.close_popup()
            return True
        return False

    def _clicked(self, point: QPoint) -> None:
        if self.rect().contains(self.mapFromGlobal(point)):
            return
        beside = self._beside
        if beside and beside.rect().contains(beside.mapFromGlobal(point)):
            return
        self.close_popup()

    def _esc(self, watched: QObject, event: QEvent) -> bool:
        key = getattr(event, "key", None)
        return (
            key is not None
            and key() == Qt.Key.Key_Escape
            and isinstance(watched, QWidget)
            and (self.isAncestorOf(watched) or watched is self)
        )


def paint_chosen(painter: QPainter, rect: QRect, theme: Theme) -> None:
    """Draw the ground of the chosen row of a popup's list; `rect` is the whole row, in pixels."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("selection"))
    painter.drawRoundedRect(rect.adjusted(2, 1, -2, -1), 7, 7)
