"""The page under a person's hands: selecting by mouse and keys, clicking marks and links."""

from bisect import bisect_right
from collections.abc import Callable
from operator import attrgetter

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget
from shiboken6 import isValid

from annotations.model import RichText, Run, Span
from annotations.spans import trim
from annotations.vocabulary import RunKind
from desktop.reader.masthead import Masthead
from desktop.reader.notes import notes_at, notes_of
from desktop.reader.offsets import for_qt
from desktop.reader.page import Page
from desktop.reader.pointer import Pointer
from desktop.reader.selection import Move, Selection, line_ends, line_step, step
from desktop.theme import Theme

SETTLED_MS = 450
"""A selection made by keys is settled when they rest for so long."""
CARET_WIDTH = 2
LINES_A_KEY = 3
_SIDEWAYS = {
    Qt.Key.Key_Left: (Move.Left, Move.WordLeft),
    Qt.Key.Key_Right: (Move.Right, Move.WordRight),
}
_PAGES = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
_LINES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_ENDS = {Qt.Key.Key_Home: -1, Qt.Key.Key_End: 1}


class View(Page):
    """Holds the selection, as offsets of the text, and says what was clicked.

    Letters and shortcuts are left to the window.
    """

    selection_changed = Signal(object)
    settled = Signal(bool)
    """The selection is done; whether it was made forward."""
    mark_clicked = Signal(str)
    link_activated = Signal(str)
    context_requested = Signal(str, QPoint)
    copy_wanted = Signal()
    zoom_wanted = Signal(int)
    """1 for larger, -1 for smaller."""
    escaped = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        self.selection = Selection()
        self.caret_shown = False
        self._x = -1.0
        self._links: list[Run] = []
        self._notes: list[Run] = []
        self.say_notes: Callable[[list[Run]], str] = lambda _: ""
        super().__init__(theme, parent)
        self._pointer = Pointer(self)
        self._pointer.reached.connect(self.set_selection)
        self._rest = QTimer(self, singleShot=True, interval=SETTLED_MS)
        self._rest.timeout.connect(self._settle)

    def show_text(self, rich: RichText, head: Masthead, offset: int = 0) -> None:
        """Show another text, with nothing selected."""
        self.selection = Selection(offset, offset)
        self.caret_shown = False
        self.scene.selection = None
        self._links = [run for run in rich.runs if run.kind is RunKind.LINK]
        self._notes = notes_of(rich)
        super().show_text(rich, head, offset)
        self.selection_changed.emit(None)

    # ------------------------------------------------------------------ selection

    def selected_span(self) -> Span | None:
        """Say what is selected, without white space around; None for no words."""
        found = trim(self.rich.text, self.selection.span)
        return found if found.start < found.end else None

    def set_selection(self, selection: Selection) -> None:
        """Select something else."""
        if selection == self.selection:
            return
        before, self.selection = self.selection, selection
        self.scene.selection = None if selection.empty else selection.span
        self.repaint_spans([before.span, selection.span])
        self._repaint_caret(before.position)
        self._repaint_caret(selection.position)
        self._tell_qt()
        self.selection_changed.emit(self.selected_span())

    def clear_selection(self) -> None:
        """Select nothing; the caret stays where it is."""
        self._rest.stop()
        self.set_selection(Selection(self.selection.position, self.selection.position))

    def link_at(self, offset: int) -> Run | None:
        """Find the link over a character."""
        index = bisect_right(self._links, offset, key=attrgetter("start")) - 1
        if offset < 0 or index < 0 or self._links[index].end <= offset:
            return None
        return self._links[index]

    def _settle(self) -> None:
        self._rest.stop()
        if self.selected_span() is not None:
            self.settled.emit(self.selection.forward)

    def _tell_qt(self) -> None:
        """Let a screen reader follow: it asks Qt's own cursor, which nothing else uses."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(self.offsets.to_qt(self.selection.anchor))
        where = self.offsets.to_qt(self.selection.position)
        cursor.setPosition(where, QTextCursor.MoveMode.KeepAnchor)
        bar = self.verticalScrollBar()
        value = bar.value()
        blocker = QSignalBlocker(bar)  # Qt scrolls to a new cursor; a selection may not scroll
        self.setTextCursor(cursor)
        bar.setValue(value)
        blocker.unblock()

    # ------------------------------------------------------------------ mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to select."""
        if event.button() is not Qt.MouseButton.LeftButton:
            event.ignore()
            return
        self._rest.stop()
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.caret_shown = True
        self._x = -1.0
        self.set_selection(self._pointer.press(event, self.selection))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Count the click: a word, a sentence, a paragraph."""
        self.mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Let the selection grow, or show what a click would do here."""
        if self._pointer.dragging:
            reached = self._pointer.drag(event)
            if reached is not None:
                self.set_selection(reached)
            return
        offset = self.character_at(event.position())
        clickable = self.link_at(offset) or (offset >= 0 and self.scene.marks.at(offset))
        self.viewport().setCursor(
            Qt.CursorShape.PointingHandCursor if clickable else Qt.CursorShape.IBeamCursor
        )

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the selection, or click what lies here: the smallest mark, else a link."""
        if event.button() is not Qt.MouseButton.LeftButton or not self._pointer.dragging:
            return
        clicks = self._pointer.release()
        if not self.selection.empty:
            self._settle()
        elif clicks == 1:
            self._click(event.position())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the mark at the pointer, or of the focused one by key."""
        if event.reason() is QContextMenuEvent.Reason.Mouse:
            mark = self.scene.marks.at(self.character_at(QPointF(event.pos())))
            self.context_requested.emit(mark.uid if mark else "", event.globalPos())
        else:
            rect = self.caret_rect() or self.viewport().rect().toRectF()
            where = self.viewport().mapToGlobal(rect.bottomLeft().toPoint())
            self.context_requested.emit(self.scene.focused, where)
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; with Ctrl ask for another size of type, which Qt would change by itself."""
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
            return
        if turned := event.angleDelta().y():
            self.zoom_wanted.emit(1 if turned > 0 else -1)
        event.accept()

    def viewportEvent(self, event: QEvent) -> bool:
        """Show a link's address in full, before any click, and the notes that hang on words."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            told = self._told_of(self.character_at(QPointF(event.pos())))
            if told:
                QToolTip.showText(event.globalPos(), told, self)
            else:
                QToolTip.hideText()
            return True
        return super().viewportEvent(event)

    def _told_of(self, offset: int) -> str:
        """Say what lies behind a character."""
        link = self.link_at(offset)
        notes = notes_at(self._notes, offset) if offset >= 0 else []
        return (_as_it_is(link.target) if link else "") + self.say_notes(notes)

    def _click(self, point: QPointF) -> None:
        offset = self.character_at(point)
        mark = self.scene.marks.at(offset) if offset >= 0 else None
        link = self.link_at(offset)
        if mark is None and link is not None:
            self.link_activated.emit(link.target)
        else:
            self.mark_clicked.emit(mark.uid if mark else "")

    # ------------------------------------------------------------------ keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move, select, scroll; what is none of these goes to the window."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_wanted.emit()
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self.set_selection(Selection(0, len(self.rich.text)))
            self._settle()
        elif event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif not self._move_by_key(event):
            event.ignore()

    def _move_by_key(self, event: QKeyEvent) -> bool:
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.modifiers() & (Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier):
            return False
        key = Qt.Key(event.key())
        scrolls = key == Qt.Key.Key_Space or not shift
        if scrolls and self._scroll_by_key(key, ctrl=ctrl, back=shift):
            return True
        reached = self._reached(key, ctrl=ctrl, shift=shift)
        if reached is None:
            return False
        self.caret_shown = True
        anchor = self.selection.anchor if shift else reached
        self.set_selection(Selection(anchor, reached))
        self.show_caret(reached)
        if shift:
            self._rest.start()
        return True

    def _scroll_by_key(self, key: Qt.Key, *, ctrl: bool, back: bool) -> bool:
        """Scroll by keys that move no caret: none is shown, or the key is a page or an end."""
        bar = self.verticalScrollBar()
        page = max(self.viewport().height() - 2 * LINES_A_KEY * 10, 40)
        if key in _PAGES or key == Qt.Key.Key_Space:
            bar.setValue(bar.value() + page * _PAGES.get(key, -1 if back else 1))
        elif key in _ENDS:
            self.show_caret(0 if _ENDS[key] < 0 else len(self.rich.text))
            bar.setValue(0 if _ENDS[key] < 0 else bar.maximum())
        elif key in _LINES and not self.caret_shown and not ctrl:
            bar.setValue(bar.value() + LINES_A_KEY * 29 * _LINES[key])
        else:
            return False
        return True

    def _reached(self, key: Qt.Key, *, ctrl: bool, shift: bool) -> int | None:
        """Find where a key takes the caret; None for another key."""
        at = self._caret_in_sight()
        if key in _SIDEWAYS:
            self._x = -1.0
            if not shift and not ctrl and not self.selection.empty:
                span = self.selection.span
                return span.start if key == Qt.Key.Key_Left else span.end
            return self._sideways(at, _SIDEWAYS[key][int(ctrl)])
        if key in _LINES:
            if self._x < 0:
                self._x = self.geometry_.caret(at).left()
            return line_step(self.geometry_, at, self._x, _LINES[key])
        if key in _PAGES:
            point = self.to_viewport(self.geometry_.caret(at)).center()
            page = self.viewport().height() - 60
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + page * _PAGES[key])
            return self.offset_at(point)
        if key in _ENDS:
            self._x = -1.0
            if ctrl:
                return 0 if _ENDS[key] < 0 else len(self.rich.text)
            ends = line_ends(self.geometry_, self.offsets, at)
            return ends.start if _ENDS[key] < 0 else ends.end
        return None

    def _sideways(self, at: int, move: QTextCursor.MoveOperation) -> int:
        self.ensure_set(at)
        reached = step(self.document(), self.offsets, at, move)
        if reached == at:  # at the end of what is set of a long text
            beyond = at + (2 if move in {Move.Right, Move.WordRight} else -2)
            self.ensure_set(min(max(beyond, 0), len(self.rich.text)))
            reached = step(self.document(), self.offsets, at, move)
        return reached

    def here(self) -> int:
        """Say where one is: at the caret, shown or not, if it is in sight, else at the top."""
        return self.place()[0] if self.caret_rect() is None else self.selection.position

    def _caret_in_sight(self) -> int:
        """Give the caret's offset; where it is out of sight, the first line's that is seen."""
        seen = self.seen()
        at = self.selection.position
        if not seen or not self.selection.empty:
            return at
        if seen[0].stretch.start <= at <= seen[-1].stretch.end:
            return at
        at = self.place()[0]
        self.selection = Selection(at, at)
        return at

    # ------------------------------------------------------------------ caret

    def caret_rect(self) -> QRectF | None:
        """Find the caret in the viewport, None where it is not on the screen."""
        at = self.selection.position
        if not self.offsets.start <= at <= self.offsets.end:
            return None
        seen = self.seen()
        if not seen or not seen[0].stretch.start <= at <= seen[-1].stretch.end:
            return None
        return self.to_viewport(self.geometry_.caret(at))

    def _repaint_caret(self, offset: int) -> None:
        seen = self.seen()
        if seen and seen[0].stretch.start <= offset <= seen[-1].stretch.end:
            rect = self.to_viewport(self.geometry_.caret(offset)).toAlignedRect()
            self.viewport().update(rect.adjusted(-2, -2, 4, 2))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the caret over the page."""
        super().paintEvent(event)
        if not self.caret_shown or not self.hasFocus():
            return
        rect = self.caret_rect()
        if rect is not None:
            painter = QPainter(self.viewport())
            rect.setWidth(CARET_WIDTH)
            painter.fillRect(rect.translated(-CARET_WIDTH / 2, 0), self.theme.color("accent"))
            painter.end()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the caret."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the caret."""
        if isValid(self):  # Qt takes the focus away while it ends a page that had it
            super().focusOutEvent(event)
            self.viewport().update()


def _as_it_is(words: str) -> str:
    """Keep a tool tip from reading an address as HTML."""
    from html import escape

    return f"<span>{escape(words)}</span>"


def copy_words(words: str) -> None:
    """Put words onto the clipboard exactly as they stand in the article."""
    QGuiApplication.clipboard().setText(for_qt(words))
