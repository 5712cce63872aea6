"""Where the text stands on the page: which blocks are seen, where a span is, what is at a point.

Qt lays out everything above a place it is asked about, so nothing is asked far from what is seen:
the first visible block is looked for outwards from where it was last. All points and rectangles
are in the document's coordinates, pixels from its top left corner.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple, cast

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QTextBlock, QTextDocument, QTextLine

from desktop.reader.offsets import Offsets, Stretch

SLACK = 4.0
"""How far from its letters, in pixels, a line still takes a click."""
_FROM_RIGHT = re.compile("[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufefc]")
"""Letters of scripts written from right to left, and marks that turn the direction."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A block on the screen: its stretch of the text and the rectangle of its lines.

    Its lines count from the rectangle's top left; its own indents make them reach past its right.
    """

    index: int
    stretch: Stretch
    block: QTextBlock
    rect: QRectF


class Bar(NamedTuple):
    """A stretch of one line: its rectangle from ascent to descent, and its baseline."""

    rect: QRectF
    baseline: float


class _Line(NamedTuple):
    """A line as it was laid out: UTF-16 units [start, end) of its block, pixels from its origin.

    `right` is where the last unit ends, `inked` where the last letter does.
    """

    start: int
    end: int
    left: float
    right: float
    inked: float
    top: float
    high: float
    baseline: float


class Geometry:
    """Answers about the layout of one document."""

    def __init__(self, document: QTextDocument, offsets: Offsets) -> None:
        self._document = document
        self._layout = document.documentLayout()
        self._offsets = offsets
        self._near = 0
        self._lines: dict[int, list[_Line]] = {}
        self._mixed: set[int] = set()

    def forget(self) -> None:
        """Measure anew: the column has another width."""
        self._lines.clear()

    def seen(self, top: float, bottom: float) -> list[Seen]:
        """List the blocks that reach into [top, bottom) of the document, in order."""
        count = len(self._offsets.stretches)
        index = self._first(top)
        found: list[Seen] = []
        while index < count:
            each = self.block(index)
            if each.rect.top() >= bottom:
                break
            found.append(each)
            index += 1
        return found

    def block(self, index: int) -> Seen:
        """Look at the block of a stretch; lays out what stands above it."""
        stretch = self._offsets.stretches[index]
        block = self._document.findBlockByNumber(stretch.number)
        return Seen(index, stretch, block, self._layout.blockBoundingRect(block))

    def bars(self, seen: Seen, start: int, end: int) -> Iterator[Bar]:
        """Find the stretches of lines that show [start, end) within one block."""
        first = self._offsets.units(seen.stretch, start)
        last = self._offsets.units(seen.stretch, end)
        if first >= last:
            return
        lines = self._lines_of(seen)
        x, y = seen.rect.left(), seen.rect.top()
        mixed = seen.index in self._mixed
        number = max(bisect_right(lines, first, key=_start) - 1, 0)
        for line in lines[number:]:
            if line.start >= last:
                return
            if mixed:
                edges = _runs(seen, number, max(first, line.start), min(last, line.end))
            else:
                left = line.left if first <= line.start else _x(seen, number, first)
                # A span that goes on ends with the line's last letter.
                ends = line.right if last == line.end else line.inked
                edges = [(left, _x(seen, number, last) if last < line.end else ends)]
            for left, right in edges:
                if right > left:
                    rect = QRectF(x + left, y + line.top, right - left, line.high)
                    yield Bar(rect, y + line.baseline)
            number += 1

    def _lines_of(self, seen: Seen) -> list[_Line]:
        """Measure a block's lines once: asking Qt for each mark costs more than painting it."""
        found = self._lines.get(seen.index)
        if found is None:
            layout = seen.block.layout()
            found = [_measured(layout.lineAt(number)) for number in range(layout.lineCount())]
            self._lines[seen.index] = found
            if _FROM_RIGHT.search(seen.block.text()):
                self._mixed.add(seen.index)
        return found

    def spans(self, start: int, end: int, top: float, bottom: float) -> list[Bar]:
        """Find the stretches of lines of a span that stand in [top, bottom)."""
        return [
            bar
            for seen in self.seen(top, bottom)
            if seen.stretch.start < end and seen.stretch.end > start
            for bar in self.bars(seen, start, end)
        ]

    def caret(self, offset: int) -> QRectF:
        """Find the caret before an offset: its line from ascent to descent, of no width."""
        seen = self.block(self._offsets.index_of(offset))
        units = self._offsets.units(seen.stretch, offset)
        number = seen.block.layout().lineForTextPosition(units).lineNumber()
        if not 0 <= number < seen.block.layout().lineCount():
            return QRectF(seen.rect.left(), seen.rect.top(), 0, seen.rect.height())
        line = self._lines_of(seen)[number]
        x = seen.rect.left() + _x(seen, number, units)
        return QRectF(x, seen.rect.top() + line.top, 0, line.high)

    def offset_at(self, point: QPointF, seen: list[Seen]) -> int:
        """Find the offset between characters that is nearest to a point, among seen blocks."""
        nearest = _nearest(point, seen)
        if nearest is None:
            return self._offsets.start
        line = _line_at(nearest, point.y())
        if line is None:
            return nearest.stretch.start
        units = line.xToCursor(point.x() - nearest.rect.left())
        return self._offsets.offset(nearest.stretch, units)

    def character_at(self, point: QPointF, seen: list[Seen]) -> int:
        """Find the character under a point, -1 where there is none."""
        for each in seen:
            if not each.rect.top() - SLACK <= point.y() <= each.rect.bottom() + 2 * SLACK:
                continue
            line = _line_at(each, point.y())
            inside = point - each.rect.topLeft()
            if line is None or not _reaches(line, inside):
                continue
            x = inside.x()
            units = line.xToCursor(x, QTextLine.CursorPosition.CursorOnCharacter)
            offset = self._offsets.offset(each.stretch, units)
            return offset if offset < each.stretch.end else -1
        return -1

    def _first(self, top: float) -> int:
        """Find the first block that reaches below `top`, near where the last one was."""
        count = len(self._offsets.stretches)
        if not count:
            return 0
        low, high, step = 0, min(self._near, count - 1), 1
        if self._bottom(high) <= top:
            low = high
            while high < count - 1 and self._bottom(high) <= top:
                low, high, step = high, min(high + step, count - 1), step * 2
        else:
            while high - step > 0 and self._bottom(high - step) > top:
                high, step = high - step, step * 2
            low = max(high - step, 0)
        while low < high:
            middle = (low + high) // 2
            if self._bottom(middle) > top:
                high = middle
            else:
                low = middle + 1
        self._near = low
        return self._row_start(low)

    def _row_start(self, index: int) -> int:
        """Step back over cells of the same row: a short one may end above a tall one beside it."""
        top = self.block(index).rect.top()
        while index > 0 and self.block(index - 1).rect.top() >= top - 1:
            index -= 1
        return index

    def _bottom(self, index: int) -> float:
        return self.block(index).rect.bottom()


def span_of(bars: list[Bar]) -> QRectF:
    """Measure the rectangle around bars; null for none."""
    found = QRectF()
    for bar in bars:
        found = found.united(bar.rect)
    return found


def _measured(line: QTextLine) -> _Line:
    start = line.textStart()
    end = start + line.textLength()
    left, right = _x_in(line, start), _x_in(line, end)
    inked = min(right, line.naturalTextRect().right()) if right >= left else right
    high = line.ascent() + line.descent()
    return _Line(start, end, left, right, inked, line.y(), high, line.y() + line.ascent())


def _runs(seen: Seen, number: int, first: int, last: int) -> list[tuple[float, float]]:
    """Find the edges of units of a line that has words written from right to left.

    A stretch of the text may stand in several places of such a line.
    """
    line = seen.block.layout().lineAt(number)
    boxes = [run.boundingRect() for run in line.glyphRuns(first, last - first)]
    found: list[tuple[float, float]] = []
    for left, right in sorted((box.left(), box.right()) for box in boxes):
        if found and left <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(right, found[-1][1]))
        else:
            found.append((left, right))
    return found


def _start(line: _Line) -> int:
    return line.start


def _x(seen: Seen, number: int, units: int) -> float:
    return _x_in(seen.block.layout().lineAt(number), units)


def _x_in(line: QTextLine, units: int) -> float:
    """Find where a unit's left edge is; PySide returns the place and the unit, or the place."""
    found = line.cursorToX(units)
    return cast(float, found[0] if isinstance(found, tuple) else found)


def _reaches(line: QTextLine, point: QPointF) -> bool:
    return line.naturalTextRect().adjusted(-1, -SLACK, 1, SLACK).contains(point)


def _nearest(point: QPointF, seen: list[Seen]) -> Seen | None:
    """Choose the block at a point: in it, else beside it in its row, else nearest by height."""

    def distance(each: Seen) -> tuple[float, float]:
        rect = each.rect
        high = max(rect.top() - point.y(), point.y() - rect.bottom(), 0.0)
        wide = max(rect.left() - point.x(), point.x() - rect.right(), 0.0)
        return (high, wide)

    return min(seen, key=distance, default=None)


def _line_at(seen: Seen, y: float) -> QTextLine | None:
    """Choose the line at a height of the document; the last one below the block."""
    layout = seen.block.layout()
    count = layout.lineCount()
    if not count:
        return None
    inside = y - seen.rect.top()
    low, high = 0, count - 1
    while low < high:  # a block may have hundreds of lines
        middle = (low + high) // 2
        line = layout.lineAt(middle)
        if line.y() + line.height() > inside:
            high = middle
        else:
            low = middle + 1
    return layout.lineAt(low)
