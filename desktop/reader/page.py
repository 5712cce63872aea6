"""The page: a text set in a column, painted over its marks, scrolled, and set anew in parts."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QResizeEvent, QTextDocument
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from annotations.model import RichText, Span
from annotations.vocabulary import BlockKind
from desktop.reader.document import Typeset, set_margins, typeset
from desktop.reader.dress import Dress, masthead_height, paint_masthead
from desktop.reader.geometry import Geometry, Seen, span_of
from desktop.reader.masthead import Masthead
from desktop.reader.offsets import Offsets
from desktop.reader.overlay import Overlay, Scene
from desktop.reader.typography import column_width
from desktop.reader.window import chunks_of, pair, pair_at, parts_of
from desktop.theme import Theme

STRIP = 64
"""Pixels left of the column at least, for the badges."""
RIGHT = 32
TOP = 44
BELOW = 96
"""The last lines can be read in the middle of the page, with a popup below them."""
REACH = 24.0
"""Ornaments and outlines reach so far out of their block, in pixels."""
NEAR_EDGE = 96


class Page(QTextEdit):
    """Shows a text and a scene over it. It keeps its place when its size or colours change.

    Points are in pixels of the viewport, offsets in code points of the whole text.
    """

    moved = Signal()
    """What is seen changed: scrolled, set anew, or another size."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setReadOnly(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # A bar that comes and goes changes the width, and the text would be laid out twice.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAcceptDrops(False)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self.viewport().setMouseTracking(True)
        self.scene = Scene()
        self.zoom = 1.0
        self._theme = theme
        self._labels: Mapping[BlockKind, str] = {}
        self._setting = False
        self._before: QTextDocument | None = None
        self._color()
        self._take(RichText(""), Masthead())
        self._set_chunks(0)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.verticalScrollBar().rangeChanged.connect(self._show_bar)
        self.verticalScrollBar().sliderReleased.connect(self._shift_if_near_end)

    # ------------------------------------------------------------------ what is shown

    @property
    def rich(self) -> RichText:
        """The whole text."""
        return self._rich

    @property
    def theme(self) -> Theme:
        """The colours in use."""
        return self._theme

    @property
    def offsets(self) -> Offsets:
        """The offsets of what is set."""
        return self._typeset.offsets

    @property
    def geometry_(self) -> Geometry:
        """The layout of what is set."""
        return self._geometry

    @property
    def column(self) -> tuple[float, float]:
        """The left edge and the width of the column, in pixels of the viewport."""
        return self._left, self._column

    def show_text(self, rich: RichText, head: Masthead, offset: int = 0) -> None:
        """Show another text from the line of an offset on."""
        self._take(rich, head)
        self._set_chunks(pair_at(self._chunks, self._parts, offset))
        self._go(offset, 0.0)

    def set_labels(self, labels: Mapping[BlockKind, str]) -> None:
        """Take the words that blocks are labelled with."""
        self._labels = labels

    def set_look(self, theme: Theme, zoom: float) -> None:
        """Take other colours or another size of type, at the same place."""
        if (theme, zoom) == (self._theme, self.zoom):
            return  # each change of a setting says them again, and laying out takes 100 ms
        place = self.place()
        self._theme, self.zoom = theme, zoom
        self._color()
        self._set_chunks(self._first)
        self._go(*place)

    def ensure_set(self, offset: int) -> None:
        """Set the part of a long text that holds an offset."""
        inside = self.offsets.start <= offset <= self.offsets.end
        if not inside and len(self._chunks) > 1:
            self._set_chunks(pair_at(self._chunks, self._parts, offset))

    def _take(self, rich: RichText, head: Masthead) -> None:
        self._rich = rich
        self._head = head
        self._parts = parts_of(rich)
        self._chunks = chunks_of(rich, self._parts)

    def _set_chunks(self, first: int) -> None:
        """Set a chunk and the one after it; scrolls to the top."""
        self._first = first
        self._setting = True
        shown = pair(self._chunks, first)
        parts = self._parts[shown.start : shown.stop]
        made = typeset(self._rich, parts, self._head.roles, self._theme, self.zoom)
        self._typeset: Typeset = made
        self._dress = Dress(self._rich, self._theme, self.zoom, self._labels)
        self._set_margins()  # before anything asks for the layout: each change lays out anew
        made.document.setParent(self)  # Qt ends it with the page, never Python before
        self.setDocument(made.document)
        self._geometry = Geometry(made.document, made.offsets)
        self._overlay = Overlay(self._geometry, self._dress, self._theme, self.zoom)
        if self._before is not None:
            self._before.deleteLater()
        self._before = made.document
        self._setting = False
        self.moved.emit()

    def _color(self) -> None:
        """Colour the page itself; it is no field to type in, whatever the window's sheet says."""
        self.setObjectName("reader-page")
        name, here = self._theme.color("page").name(), "#reader-page"
        self.setStyleSheet(
            f"{here}, {here}:focus {{ background: {name}; border: none; border-radius: 0;"
            " padding: 0; }"
            f"{here} QScrollBar::handle:disabled {{ background: transparent; }}"
        )
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, self._theme.color("page"))
        palette.setColor(QPalette.ColorRole.Text, self._theme.color("ink"))
        # The selection is painted under the letters, in the text's order; Qt's own stays unseen.
        palette.setColor(QPalette.ColorRole.Highlight, QColor(Qt.GlobalColor.transparent))
        palette.setColor(QPalette.ColorRole.HighlightedText, self._theme.color("ink"))
        self.setPalette(palette)

    def _set_margins(self) -> None:
        wide = self.viewport().width()
        self._column = max(min(column_width(self.zoom), wide - STRIP - RIGHT), 120.0)
        # Between the middle and a newspaper's left: badges need their strip, lines the rest.
        self._left = max(float(STRIP), round((wide - self._column) / 2))
        right = max(wide - self._left - self._column, 0)
        top = TOP * min(self.zoom, 1.5)
        self._head_top = top
        if self._first == 0:
            top += masthead_height(self._head, self._column, self.zoom)
        self._dress.width = self._column
        set_margins(self._typeset.document, self._left, right, top, BELOW)

    # ------------------------------------------------------------------ places

    def seen(self, slack: float = 0.0) -> list[Seen]:
        """List the blocks on the screen."""
        top = self.verticalScrollBar().value()
        return self._geometry.seen(top - slack, top + self.viewport().height() + slack)

    def to_document(self, point: QPointF | QPoint) -> QPointF:
        """Turn a point of the viewport into one of the document."""
        return QPointF(point) + QPointF(0, self.verticalScrollBar().value())

    def to_viewport(self, rect: QRectF) -> QRectF:
        """Turn a rectangle of the document into one of the viewport."""
        return rect.translated(0, -self.verticalScrollBar().value())

    def offset_at(self, point: QPointF) -> int:
        """Find the offset nearest to a point."""
        return self._geometry.offset_at(self.to_document(point), self.seen(REACH))

    def character_at(self, point: QPointF) -> int:
        """Find the character under a point, -1 for none."""
        return self._geometry.character_at(self.to_document(point), self.seen(REACH))

    def span_rect(self, span: Span) -> QRectF:
        """Measure what is on the screen of a span, in the viewport; null for none."""
        top = self.verticalScrollBar().value()
        bars = self._geometry.spans(span.start, span.end, top, top + self.viewport().height())
        return self.to_viewport(span_of(bars))

    def line_rect(self, span: Span, *, last: bool) -> QRectF | None:
        """Measure the last or first line of a span that is on the screen; None for none."""
        top = self.verticalScrollBar().value()
        bars = self._geometry.spans(span.start, span.end, top, top + self.viewport().height())
        if not bars:
            return None
        return self.to_viewport(bars[-1 if last else 0].rect)

    def place(self) -> tuple[int, float]:
        """Say where one reads: the offset of the first visible line, and how far it is cut."""
        top = self.verticalScrollBar().value()
        if not self.offsets.stretches or (top == 0 and self._first == 0):
            return self.offsets.start, float(top)
        point = QPointF(self._left, top + 1)
        offset = self._geometry.offset_at(point, self.seen(REACH))
        return offset, self._geometry.caret(offset).top() - top

    def _go(self, offset: int, above: float) -> None:
        """Scroll so that the line of an offset stands `above` pixels below the top."""
        bar = self.verticalScrollBar()
        if offset <= self.offsets.start and self._first == 0:
            bar.setValue(0)
            return
        wanted = round(self._geometry.caret(offset).top() - above)
        self.scroll_to(wanted)

    def scroll_to(self, value: int) -> None:
        """Scroll, also to where Qt has not laid out the text yet, but never beyond its end."""
        bar, high = self.verticalScrollBar(), self.viewport().height()
        if value + high > bar.maximum():
            # The bar guesses its end until all is laid out (84 ms for the longest text), and would
            # spring back under the hand at the next click.
            whole = self.document().documentLayout().documentSize().height()
            bar.setMaximum(max(round(whole) - high, 0))
        bar.setValue(value)

    def reveal(self, span: Span) -> None:
        """Scroll a span into sight, a third from the top, unless it stands well in sight."""
        self.ensure_set(span.start)
        top = self.verticalScrollBar().value()
        high = self.viewport().height()
        start = self._geometry.caret(span.start)
        edge = min(NEAR_EDGE, high / 4)
        if top + edge / 2 <= start.top() and start.bottom() <= top + high - edge:
            return
        self.scroll_to(max(round(start.top() - high / 3), 0))

    def show_caret(self, offset: int) -> None:
        """Scroll as little as needed to see the line of an offset."""
        self.ensure_set(offset)
        rect = self._geometry.caret(offset)
        top, high = self.verticalScrollBar().value(), self.viewport().height()
        if rect.top() - REACH < top:
            self.scroll_to(max(round(rect.top() - REACH), 0))
        elif rect.bottom() + REACH > top + high:
            self.scroll_to(round(rect.bottom() + REACH - high))

    def _scrolled(self) -> None:
        if self._setting:
            return
        if not self.verticalScrollBar().isSliderDown():
            self._shift_if_near_end()
        self.moved.emit()

    def _show_bar(self, _: int, most: int) -> None:
        """Show no handle where there is nothing to scroll."""
        self.verticalScrollBar().setEnabled(most > 0)

    def _shift_if_near_end(self) -> None:
        """Set the next pair of chunks when one end of what is set comes into sight."""
        if len(self._chunks) < 3:  # noqa: PLR2004 - a pair shows all of two
            return
        seen = self.seen(self.viewport().height())
        if not seen:
            return
        last = len(self.offsets.stretches) - 1
        step = 0
        if seen[-1].index == last and self._first < len(self._chunks) - 2:
            step = 1
        elif seen[0].index == 0 and self._first > 0:
            step = -1
        if step:
            place = self.place()
            self._set_chunks(self._first + step)
            self._go(*place)

    # ------------------------------------------------------------------ painting

    def repaint_spans(self, spans: Iterable[Span]) -> None:
        """Paint anew where spans stand, as far as they are on the screen."""
        seen = self.seen(REACH)
        if not seen:
            return
        first, last = seen[0].stretch.start, seen[-1].stretch.end
        for span in spans:
            if span.start >= last or span.end <= first:
                continue
            rect = self.span_rect(span).toAlignedRect()
            self.viewport().update(rect.adjusted(-8, -8, 8, 14))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the scene under the letters, then the letters, as Qt sets them."""
        if event.rect().right() < self._left - REACH:
            return  # a badge in the strip is painted anew; there is nothing of ours below it
        painter = QPainter(self.viewport())
        top = self.verticalScrollBar().value()
        painter.translate(0, -top)
        clip = QRectF(event.rect()).translated(0, top)
        painter.setClipRect(clip)
        if (
            self._first == 0
            and clip.top() < self._typeset.document.rootFrame().frameFormat().topMargin()
        ):
            rect = QRectF(self._left, self._head_top, self._column, 0)
            paint_masthead(painter, self._head, rect, self._theme, self.zoom)
        seen = self._geometry.seen(clip.top() - REACH, clip.bottom() + REACH)
        self._overlay.paint(painter, seen, self.scene)
        painter.end()
        super().paintEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the column anew and stay on the same line."""
        if self._setting:  # a scroll bar came or went while the document was changed
            super().resizeEvent(event)
            self._set_margins()
            return
        place = self.place()
        self._setting = True
        self._set_margins()
        super().resizeEvent(event)
        self._geometry.forget()
        self._setting = False
        self._go(*place)
        self.moved.emit()
