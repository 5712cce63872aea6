"""One page of the original on its ground, with the highlights that stand on it boxed."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QElapsedTimer, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from annotations.paging import Box
from desktop.reader.overlay import outline
from desktop.theme import Theme, load_theme, tag_line
from desktop.widgets.badge import SIZE, paint_badge, paint_line

AROUND = 12
"""Pixels of ground around the paper."""
REACH = 2.0
"""How far a box reaches above and below its letters, in pixels; half of it beside them."""
FOCUS_LINE = 2.0
ZOOMS = (1.0, 1.25, 1.5, 2.0, 2.5, 3.0, 4.0)
"""Times the width of the pane."""
PAUSE_MS = 220
"""The wheel turns the page when it rested so long at the page's end."""
LINE = 40
"""Pixels that an arrow key scrolls."""
_TURNS = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
_ZOOMS = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1}


@dataclass(frozen=True, slots=True)
class Boxed:
    """A highlight and where it stands on the page, a box a line; uid "" is the selection."""

    uid: str
    boxes: tuple[Box, ...]
    tags: tuple[str, ...] = ()
    letters: tuple[str, ...] = ()


class Canvas(QAbstractScrollArea):
    """Shows a page as wide as the pane, or larger; says what was clicked and what is wished."""

    turned = Signal(int)
    """1 for the next page, -1 for the one before."""
    zoomed = Signal(int)
    clicked = Signal(str)
    width_changed = Signal()
    """The page is to be drawn anew, `wanted_width` pixels wide."""
    escaped = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # A bar that comes and goes changes the width, and the page would be drawn twice.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.viewport().setMouseTracking(True)
        for bar in (self.verticalScrollBar(), self.horizontalScrollBar()):
            bar.setSingleStep(LINE)
        self.setObjectName("original-page")
        self.zoom = 1.0
        self.shown = -1
        self._shape = 0.0
        self._picture = QImage()
        self._boxed: Sequence[Boxed] = ()
        self._focused = ""
        self._rest = QElapsedTimer()
        self._rest.start()
        self.set_theme(theme)

    # ------------------------------------------------------------------ what is shown

    @property
    def sharp(self) -> bool:
        """Whether the page is drawn for just this screen and size."""
        return bool(self._shape) and self._picture.width() == self.wanted_width()

    @property
    def picture(self) -> QImage:
        """The page as it was drawn last; null where it is not drawn yet."""
        return self._picture

    @property
    def boxed(self) -> Sequence[Boxed]:
        """The passages that are boxed."""
        return self._boxed

    def focused_rects(self) -> list[QRectF]:
        """Measure the boxes of the passage that is looked at, in the viewport."""
        found = [each for each in self._boxed if each.uid == self._focused]
        return self.rects(found[0].boxes) if found else []

    def set_theme(self, theme: Theme) -> None:
        """Take other colours; what lies on the paper keeps those for white paper."""
        self._theme = theme
        self.setStyleSheet(
            f"#original-page {{ background: {theme.color('pane_raised').name()}; }}"
            " #original-page QScrollBar::handle:disabled { background: transparent; }"
        )
        paper = load_theme("light")
        self._paper = Theme(paper.name, paper.tokens, theme.tags)
        self.viewport().update()

    def show_page(self, page: int, picture: QImage, shape: float) -> None:
        """Show another page, or the same one sharper; `shape` is its height over its width."""
        self.shown, self._picture, self._shape = page, picture, shape
        self._fit()
        self.viewport().update()

    def go_to_end(self, *, top: bool) -> None:
        """Scroll to the page's top, or to its end."""
        bar = self.verticalScrollBar()
        bar.setValue(0 if top else bar.maximum())

    def show_boxes(self, boxed: Sequence[Boxed], focused: str) -> None:
        """Box highlights on the page, the focused one strongly."""
        self._boxed, self._focused = boxed, focused
        self.viewport().update()

    def set_zoom(self, zoom: float) -> None:
        """Show the page so many times as wide as the pane; its middle stays where it is."""
        bars = (self.verticalScrollBar(), self.horizontalScrollBar())
        middles = [
            (bar.value() + bar.pageStep() / 2) / (bar.maximum() + bar.pageStep() or 1)
            for bar in bars
        ]
        self.zoom = zoom
        self._fit()
        for bar, middle in zip(bars, middles, strict=True):
            bar.setValue(round(middle * (bar.maximum() + bar.pageStep()) - bar.pageStep() / 2))
        self.viewport().update()
        self.width_changed.emit()

    def wanted_width(self) -> int:
        """Say how many pixels of the screen the page is wide."""
        return round(self.page_rect().width() * self.devicePixelRatioF())

    def page_rect(self) -> QRectF:
        """Measure the paper, in the viewport."""
        wide = max(round((self.viewport().width() - 2 * AROUND) * self.zoom), 50)
        left = AROUND - self.horizontalScrollBar().value()
        top = AROUND - self.verticalScrollBar().value()
        return QRectF(left, top, wide, round(wide * self._shape))

    def rects(self, boxes: Sequence[Box]) -> list[QRectF]:
        """Measure boxes in the viewport."""
        page = self.page_rect()
        return [
            QRectF(
                QPointF(
                    page.left() + box.left * page.width(), page.top() + box.top * page.height()
                ),
                QPointF(
                    page.left() + box.right * page.width(), page.top() + box.bottom * page.height()
                ),
            )
            for box in boxes
        ]

    def reveal(self, uid: str) -> None:
        """Scroll a boxed highlight into sight, a third from the top, unless it stands there."""
        boxed = next((each for each in self._boxed if each.uid == uid and each.boxes), None)
        if boxed is None:
            return
        rects = self.rects(boxed.boxes)
        high, wide = self.viewport().height(), self.viewport().width()
        top, bottom = rects[0].top(), rects[-1].bottom()
        bar = self.verticalScrollBar()
        if top < 0 or (bottom > high and top > AROUND):
            bar.setValue(round(bar.value() + top - high / 3))
        left, right = min(r.left() for r in rects), max(r.right() for r in rects)
        if left < 0 or right > wide:
            side = self.horizontalScrollBar()
            side.setValue(round(side.value() + min(left - AROUND, max(right - wide, 0) + AROUND)))

    def boxed_at(self, point: QPointF) -> str:
        """Name the highlight at a point, the smallest of several; "" for none."""
        hits: list[tuple[float, str]] = []
        for each in self._boxed:
            rects = [box.adjusted(-REACH, -REACH, REACH, REACH) for box in self.rects(each.boxes)]
            if each.uid and any(rect.contains(point) for rect in rects):
                hits.append((sum(rect.width() * rect.height() for rect in rects), each.uid))
        return min(hits)[1] if hits else ""

    def _fit(self) -> None:
        port, page = self.viewport(), self.page_rect()
        down = round(page.height()) + 2 * AROUND - port.height()
        across = round(page.width()) + 2 * AROUND - port.width()
        self.verticalScrollBar().setRange(0, max(down, 0))
        self.verticalScrollBar().setPageStep(port.height())
        self.verticalScrollBar().setEnabled(down > 0)
        self.horizontalScrollBar().setRange(0, max(across, 0))
        self.horizontalScrollBar().setPageStep(port.width())

    # ------------------------------------------------------------------ painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground, the paper and what is boxed on it."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), self._theme.color("pane_raised"))
        if self._shape:
            page = self.page_rect()
            painter.setPen(self._theme.color("line"))
            painter.drawRect(page.adjusted(-1, -1, 0, 0))
            painter.fillRect(page, QColor(Qt.GlobalColor.white))
            if not self._picture.isNull():
                painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
                painter.drawImage(page, self._picture, QRectF(self._picture.rect()))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for boxed in self._boxed:
                self._paint_boxed(painter, boxed)
            self._paint_badges(painter, page)
        painter.end()

    def _paint_boxed(self, painter: QPainter, boxed: Boxed) -> None:
        rects = [
            each.adjusted(-REACH / 2, -REACH, REACH / 2, REACH) for each in self.rects(boxed.boxes)
        ]
        if not rects:
            return
        paper = self._paper
        focused = boxed.uid == self._focused
        if not boxed.uid:
            self._outline(painter, rects, paper.color("accent"), FOCUS_LINE)
            return
        for tag in boxed.tags or ("",):
            for rect in rects:
                painter.fillRect(rect, paper.color(f"tag.{tag}.fill"))
        tag = boxed.tags[0] if boxed.tags else ""
        ink = paper.color(f"tag.{tag}.ink")
        for rect in rects:
            paint_line(painter, rect.bottomLeft(), rect.width(), tag_line(tag), ink)
        if focused:
            wider = [each.adjusted(-1, -1, 1, 1) for each in rects]
            self._outline(painter, wider, paper.color("accent"), FOCUS_LINE)
        else:
            self._outline(painter, rects, ink, 1)

    def _paint_badges(self, painter: QPainter, page: QRectF) -> None:
        """Name the tags in the paper's margin, beside the line where each highlight begins."""
        taken: list[QRectF] = []
        for boxed in self._boxed:
            if not boxed.uid or not boxed.boxes:
                continue
            middle = self.rects(boxed.boxes[:1])[0].center().y()
            place = QRectF(page.left() + 4, round(middle - SIZE / 2), SIZE, SIZE)
            for tag, letter in zip(boxed.tags or ("",), boxed.letters or ("“",), strict=False):
                while any(place.intersects(each) for each in taken):
                    place.translate(SIZE + 3, 0)
                taken.append(QRectF(place))
                paint_badge(painter, place, tag, letter, self._paper)

    def _outline(
        self, painter: QPainter, rects: Sequence[QRectF], color: QColor, thick: float
    ) -> None:
        painter.setPen(QPen(color, thick))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for path in outline(rects):
            painter.drawPath(path)

    # ------------------------------------------------------------------ hands

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the highlight that was clicked."""
        if event.button() is Qt.MouseButton.LeftButton:
            if uid := self.boxed_at(event.position()):
                self.clicked.emit(uid)
        else:
            event.ignore()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show that a box can be clicked."""
        over = self.boxed_at(event.position())
        shape = Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; with Ctrl zoom; at the end of the page, after a rest, turn it."""
        down = -event.angleDelta().y()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if down:
                self.zoomed.emit(-1 if down > 0 else 1)
            event.accept()
            return
        bar, rested = self.verticalScrollBar(), self._rest.restart() >= PAUSE_MS
        ended = bar.value() >= bar.maximum() if down > 0 else bar.value() <= 0
        if not down or not ended:
            super().wheelEvent(event)
            return
        if rested:
            self.turned.emit(1 if down > 0 else -1)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn, zoom, scroll, leave."""
        key = Qt.Key(event.key())
        if key in _TURNS:
            self.turned.emit(_TURNS[key])
        elif key in _ZOOMS:
            self.zoomed.emit(_ZOOMS[key])
        elif key == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif key in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            bar = self.verticalScrollBar()
            bar.setValue(0 if key == Qt.Key.Key_Home else bar.maximum())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the page into another width."""
        super().resizeEvent(event)
        self._fit()
        if event.size().width() != event.oldSize().width():
            self.width_changed.emit()
