"""What the mouse does on a page: clicks, repeated clicks, and drags over anything."""

from dataclasses import dataclass

from PySide6.QtCore import QBasicTimer, QObject, QPointF, Qt, QTimerEvent, Signal
from PySide6.QtGui import QGuiApplication, QMouseEvent

from annotations.model import Span
from desktop.reader.page import Page
from desktop.reader.selection import UNITS, Selection, Unit, unit_around

SCROLL_EVERY_MS = 30
MOST_CLICKS = 4


@dataclass(frozen=True, slots=True)
class _Press:
    """Where and when a button went down, and how often in a row."""

    point: QPointF
    time: int
    count: int
    base: Span


class Pointer(QObject):
    """Turns presses, moves and releases over a page into selections."""

    reached = Signal(object)
    """The Selection, where the page scrolled below a pointer that was held still."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        self._press = _Press(QPointF(-99, -99), -9999, 0, Span(0, 0))
        self._dragging = False
        self._last = QPointF()
        self._scroll = QBasicTimer()

    @property
    def dragging(self) -> bool:
        """Whether the button is down and a selection grows."""
        return self._dragging

    def press(self, event: QMouseEvent, selection: Selection) -> Selection:
        """Begin a click or a drag; with Shift the selection goes on to here."""
        point = event.position()
        offset = self._page.offset_at(point)
        count = self._count(event)
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            base = Span(selection.anchor, selection.anchor)
            count = 1
        else:
            base = self._unit(point, offset, UNITS[count])
        self._press = _Press(point, event.timestamp(), count, base)
        self._dragging = True
        return self._reach(offset, point)

    def drag(self, event: QMouseEvent) -> Selection | None:
        """Let the selection grow to the pointer; None while it has hardly moved."""
        if not self._dragging:
            return None
        self._last = event.position()
        near = (self._last - self._press.point).manhattanLength()
        if self._press.count == 1 and near < QGuiApplication.styleHints().startDragDistance():
            return None
        self._scroll_beyond()
        return self._reach(self._page.offset_at(self._last), self._last)

    def release(self) -> int:
        """End the drag; the number of clicks that began it."""
        self._dragging = False
        self._scroll.stop()
        return self._press.count

    def timerEvent(self, event: QTimerEvent) -> None:
        """Scroll on while the pointer is held above or below the page."""
        if event.timerId() != self._scroll.timerId():
            return
        beyond = self._beyond()
        bar = self._page.verticalScrollBar()
        bar.setValue(bar.value() + round(beyond / 2))
        self.reached.emit(self._reach(self._page.offset_at(self._last), self._last))

    def _count(self, event: QMouseEvent) -> int:
        hints = QGuiApplication.styleHints()
        soon = event.timestamp() - self._press.time <= hints.mouseDoubleClickInterval()
        near = (event.position() - self._press.point).manhattanLength() <= hints.startDragDistance()
        return self._press.count % MOST_CLICKS + 1 if soon and near else 1

    def _unit(self, point: QPointF, offset: int, unit: Unit) -> Span:
        if unit is Unit.CHARACTER:
            return Span(offset, offset)
        under = self._page.character_at(point)
        return unit_around(self._page.rich, under if under >= 0 else offset, unit)

    def _reach(self, offset: int, point: QPointF) -> Selection:
        """Select from the press to an offset, by whole words or sentences if it began so."""
        base, unit = self._press.base, UNITS[self._press.count]
        here = self._unit(point, offset, unit)
        if here.start < base.start:
            return Selection(base.end, here.start)
        return Selection(base.start, max(base.end, here.end))

    def _beyond(self) -> float:
        high = self._page.viewport().height()
        return min(self._last.y(), 0) + max(self._last.y() - high, 0)

    def _scroll_beyond(self) -> None:
        if self._beyond() and not self._scroll.isActive():
            self._scroll.start(SCROLL_EVERY_MS, self)
        elif not self._beyond():
            self._scroll.stop()
