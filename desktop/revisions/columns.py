"""Two texts side by side: what changed stands across from what it was, and the rest is folded.

Only what is seen is laid out. A row that was not yet seen has the height one would guess; the row
at the top of the view stays where it is when a guess turns out wrong.
"""

from collections import OrderedDict
from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from annotations.model import Span
from annotations.spans import trim, word_at
from desktop.revisions.lettering import Lettering, marks_of
from desktop.revisions.passages import Fold, Passage, Texts, row_of, stops
from desktop.revisions.picking import KEYS, picked, scrolled, stepped
from desktop.revisions.row_paint import (
    ABOVE,
    CAPTION,
    Geometry,
    caption_of,
    head_of,
    paint_band,
    paint_row,
)
from desktop.revisions.strip import Strip
from desktop.theme import Theme, serif
from resources import Catalogue

FONT_PX = 16
LEADING = 25.0
_HELD = 160
"""Rows whose letters are kept."""
_LEAD = 64
"""Pixels above a change that was stepped to."""


class Columns(QAbstractScrollArea):
    """Shows `Texts`. Words of the right side can be selected with the mouse."""

    stepped = Signal(int)
    """The number of the change that was gone to, from 0."""
    escaped = Signal()
    selected = Signal()
    key_typed = Signal(str)
    """A letter that it has no use for itself."""

    def __init__(self, words: Catalogue, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._theme = theme
        self._texts = Texts()
        self._strip = Strip()
        self._stops: tuple[int, ...] = ()
        self._laid: OrderedDict[int, tuple[Lettering | None, Lettering | None]] = OrderedDict()
        self._outlined: tuple[Span | None, Span | None] = (None, None)
        self._pressed = -1
        self.selection: Span | None = None
        self.current = -1
        self._font = serif(FONT_PX)
        self._advance = QFontMetricsF(self._font).averageCharWidth()
        self._leading = LEADING
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setAccessibleName(words("What changed, old and new side by side"))
        self.verticalScrollBar().setSingleStep(round(LEADING * 2))

    # ------------------------------------------------------------------ what is shown

    @property
    def count(self) -> int:
        """How many changes there are."""
        return len(self._stops)

    @property
    def folded(self) -> list[Fold]:
        """The stretches that are folded now."""
        return self._strip.folded

    @property
    def texts(self) -> Texts:
        """What is compared."""
        return self._texts

    def show_texts(self, texts: Texts) -> None:
        """Show another comparison from its top, with what did not change folded."""
        self._texts = texts
        self._strip = Strip(texts.rows)
        self._stops = stops(texts.rows)
        self._outlined = (None, None)
        self.selection = None
        self.current = -1
        self._again()
        self.verticalScrollBar().setValue(0)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        self._laid.clear()
        self.viewport().update()

    def set_zoom(self, zoom: float) -> None:
        """Set the size of type, 1.0 as designed, at the same place."""
        anchor = self._anchor()
        self._font = serif(round(FONT_PX * zoom))
        self._advance = QFontMetricsF(self._font).averageCharWidth()
        self._leading = LEADING * zoom
        self._again()
        self._return_to(anchor)

    def unfold_all(self, *, unfold: bool) -> None:
        """Show everything, or fold again what did not change."""
        anchor = self._anchor()
        self._strip.unfold_all(unfold=unfold)
        self._again()
        self._return_to(anchor)

    def unfold(self, row: int) -> None:
        """Show the stretch that a row is folded in."""
        anchor = self._anchor()
        if self._strip.unfold(row):
            self._again()
            self._return_to(anchor)

    def outline(self, old: Span | None, new: Span | None) -> None:
        """Draw a line around a passage on both sides and go there; None for neither."""
        self._outlined = (old, new)
        row = row_of(self._texts.rows, new, new=True) if new else -1
        if row < 0 and old:
            row = row_of(self._texts.rows, old, new=False)
        if row >= 0:
            self.reveal(row)
        self.viewport().update()

    def reveal(self, row: int, *, top: bool = False) -> None:
        """Scroll a row into sight, out of its fold; with `top`, to the top of the view."""
        strip = self._strip
        if strip.unfold(row):
            self._again()
        item = strip.items.index(row)
        high = self.viewport().height()
        here = self.verticalScrollBar().value()
        for near in range(max(item - 6, 0), min(item + 12, len(strip.items))):
            self._measure(near)
        self._sum_up()
        above, below = strip.tops[item], strip.tops[item + 1]
        if top or above < here or below > here + high:
            self.verticalScrollBar().setValue(max(0, round(above) - _LEAD))
        self.viewport().update()

    # ------------------------------------------------------------------ changes

    def step(self, way: int) -> None:
        """Go to the next change, or to the one before; after the last comes the first."""
        if self._stops:
            wanted = self.current + way if self.current >= 0 else (0 if way > 0 else -1)
            self.go_to(wanted % len(self._stops))

    def go_to(self, stop: int) -> None:
        """Go to a change by its number, from 0."""
        self.current = stop
        row = self._stops[stop]
        self.reveal(row, top=True)
        passage = self._texts.rows[row]
        old, new = self._texts.old, self._texts.new
        was = old[passage.old.start : passage.old.end] if passage.old else ""
        now = new[passage.new.start : passage.new.end] if passage.new else ""
        self.setAccessibleDescription(" → ".join(part for part in (was, now) if part)[:500])
        self.stepped.emit(stop)

    # ------------------------------------------------------------------ measures

    @property
    def geometry_(self) -> Geometry:
        """Where the columns stand."""
        return Geometry.of(self.viewport().width())

    def _again(self) -> None:
        """List the rows and folds anew, with heights as guessed."""
        self._laid.clear()
        width = self.geometry_.width
        self._strip.list_items(lambda row: self._guess(row, width))
        self._sum_up()
        self.viewport().update()

    def _guess(self, row: Passage, width: float) -> float:
        longest = row.length
        lines = max(1, -(-longest * self._advance // width))
        return lines * self._leading + head_of(row) + ABOVE

    def _measure(self, item: int) -> None:
        strip = self._strip
        if not strip.exact[item]:
            sides = self._letters(strip.items[item])
            high = max((side.height for side in sides if side), default=self._leading)
            strip.set_height(item, high + head_of(strip.rows[strip.items[item]]) + ABOVE)

    def _letters(self, number: int) -> tuple[Lettering | None, Lettering | None]:
        """Lay out a row, once."""
        if number in self._laid:
            self._laid.move_to_end(number)
            return self._laid[number]
        row, texts = self._texts.rows[number], self._texts
        made = (
            self._letter(texts.old, row.old, row.old_words, "removed"),
            self._letter(texts.new, row.new, row.new_words, "added"),
        )
        self._laid[number] = made
        if len(self._laid) > _HELD:
            self._laid.popitem(last=False)
        return made

    def _letter(
        self, text: str, span: Span | None, changed: tuple[Span, ...], how: str
    ) -> Lettering | None:
        if span is None:
            return None
        return Lettering(
            text,
            span,
            marks_of(changed, how),
            font=self._font,
            theme=self._theme,
            width=self.geometry_.width,
            leading=self._leading,
        )

    def _sum_up(self) -> None:
        self._strip.sum_up()
        bar, high = self.verticalScrollBar(), self.viewport().height()
        with QSignalBlocker(bar):
            bar.setPageStep(high)
            bar.setRange(0, max(0, round(self._strip.tops[-1] + _LEAD) - high))

    def _settle(self) -> list[int]:
        """Measure what is seen, keeping the row at the top in its place; list it."""
        strip, bar = self._strip, self.verticalScrollBar()
        if not strip.items:
            return []
        first, into = self._anchor()
        seen, y = [], strip.tops[first]
        before = strip.heights[first:]
        for item in range(first, len(strip.items)):
            if y > bar.value() + self.viewport().height():
                break
            self._measure(item)
            y += strip.heights[item]
            seen.append(item)
        if before[: len(seen)] != strip.heights[first : first + len(seen)]:
            self._sum_up()
            with QSignalBlocker(bar):
                bar.setValue(round(strip.tops[first] + into))
        return seen

    def _anchor(self) -> tuple[int, float]:
        return self._strip.anchor(self.verticalScrollBar().value())

    def _return_to(self, anchor: tuple[int, float]) -> None:
        item = min(anchor[0], max(len(self._strip.items) - 1, 0))
        self.verticalScrollBar().setValue(round(self._strip.tops[item] + anchor[1]))
        self.viewport().update()

    def rects_of(self, span: Span, *, new: bool = True) -> list[QRectF]:
        """Measure where words stand in the view; none where they are folded."""
        row = row_of(self._strip.rows, span, new=new)
        if row not in self._strip.items:
            return []
        self._settle()
        letters, item = self._letters(row)[1 if new else 0], self._strip.items.index(row)
        top = self._strip.tops[item] - self.verticalScrollBar().value()
        top += head_of(self._strip.rows[row])
        left = self.geometry_.right if new else self.geometry_.left
        rects = letters.rects(span) if letters else []
        return [rect.translated(left, top) for rect in rects]

    # ------------------------------------------------------------------ Qt's events

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the rows that are seen."""
        seen = self._settle()
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.viewport().rect(), self._theme.color("page"))
        here, wide = self.verticalScrollBar().value(), self.viewport().width()
        for item in seen:
            top = self._strip.tops[item] - here
            self._paint_item(painter, item, QRectF(0, top, wide, self._strip.heights[item]))
        painter.end()

    def _paint_item(self, painter: QPainter, item: int, box: QRectF) -> None:
        fold = self._strip.fold_of(item)
        if fold is not None:
            count = fold.paragraphs
            said = self._words.plural("{n} paragraph unchanged", "{n} paragraphs unchanged", count)
            paint_band(painter, box, said, self._theme)
            return
        number = self._strip.items[item]
        row = self._strip.rows[number]
        paint_row(
            painter,
            box,
            self.geometry_,
            row,
            self._letters(number),
            self._theme,
            caption_of(row, self._words, versions=self._texts.versions),
            outlined=self._outlined,
            selected=self.selection,
            current=row.stop >= 0 and row.stop == self.current,
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out anew for another width."""
        super().resizeEvent(event)
        anchor = self._anchor()
        self._again()
        self._return_to(anchor)

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        """Draw all of it: what is seen is little."""
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step with J, K, N, P, select with brackets, leave with Esc; hand on other letters."""
        bar = self.verticalScrollBar()
        key, plain = event.key(), event.modifiers() in _PLAIN
        place = scrolled(bar, key) if plain else None
        if plain and stepped(key):
            self.step(stepped(key))
        elif place is not None:
            bar.setValue(place)
        elif key == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif event.text() in KEYS and self._stops:
            row = self._texts.rows[self._stops[max(self.current, 0)]]
            self.select(picked(self._texts.new, row, self.selection, event.text()))
        elif plain and event.text().isalpha():
            self.key_typed.emit(event.text().upper())
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Unfold what is clicked on; begin to select on the right side."""
        point = event.position()
        item = self._item_at(point.y())
        fold = None if item is None else self._strip.fold_of(item)
        if fold is not None:
            self.unfold(fold.start)
            return
        self._pressed = self._offset_at(point)
        self.select(None)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Select on."""
        at = self._offset_at(event.position()) if self._pressed >= 0 else -1
        if at >= 0:
            start, end = sorted((self._pressed, at))
            self.select(trim(self._texts.new, Span(start, end)))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Select a word."""
        at = self._offset_at(event.position())
        if at >= 0:
            self.select(word_at(self._texts.new, at))

    def select(self, span: Span | None) -> None:
        """Select words of the new text, None for none."""
        self.selection = span if span and span.start < span.end else None
        self.viewport().update()
        self.selected.emit()

    def _item_at(self, y: float) -> int | None:
        return self._strip.item_at(y + self.verticalScrollBar().value())

    def _offset_at(self, point: QPointF) -> int:
        """Find the offset of the new text under a point, -1 outside of the right column."""
        item, left = self._item_at(point.y()), self.geometry_.right
        if item is None or self._strip.fold_of(item) or point.x() < left - CAPTION:
            return -1
        number = self._strip.items[item]
        letters = self._letters(number)[1]
        if letters is None:
            return -1
        top = self._strip.tops[item] - self.verticalScrollBar().value()
        top += head_of(self._strip.rows[number])
        return letters.offset_at(QPointF(point.x() - left, point.y() - top))


_PLAIN: Iterable[Qt.KeyboardModifier] = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.KeypadModifier,
)
