"""What is painted under the letters: tints, lines, the selection, and what blocks wear.

Only the blocks on the screen are painted. Qt paints the background of a block after this, so a
block has none: those of code are painted here too, first.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from annotations.model import Span
from desktop.reader.dress import Dress
from desktop.reader.geometry import Bar, Geometry, Seen
from desktop.reader.marks import Mark, Marks
from desktop.theme import Line, Theme, tag_line
from desktop.widgets.badge import paint_line

LINE_STEP = 3.0
"""How far in pixels the line of a second tag or mark stands below the first."""
MOST_LINES = 3
"""More lines would run into the next line's letters; the margin names all tags."""
PENDING = 0.55
"""How much of its tint a mark has while it is not on the disk yet."""
WAVE = 2.2
OUTLINE = 2.0
OUTLINE_GAP = 3.0
CORNER = 3.5


@dataclass(slots=True)
class Scene:
    """What a page shows besides its words; changed by the view, read by the overlay."""

    marks: Marks = field(default_factory=Marks)
    focused: str = ""
    selection: Span | None = None
    hits: Sequence[Span] = ()
    hit: Span | None = None


class Overlay:
    """Paints a scene onto the blocks of one document."""

    def __init__(self, geometry: Geometry, dress: Dress, theme: Theme) -> None:
        self._geometry = geometry
        self._dress = dress
        self._theme = theme

    def paint(self, painter: QPainter, seen: Sequence[Seen], scene: Scene) -> None:
        """Paint under the words of `seen`; the painter stands in the document's coordinates."""
        if not seen:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        for each in seen:
            self._dress.paint(painter, each)
        for each in seen:
            self._paint_pieces(painter, each, scene)
            self._paint_hits(painter, each, scene)
        if scene.selection is not None:
            color = self._theme.color("selection")
            for each in seen:
                for bar in self._bars(each, scene.selection):
                    painter.fillRect(bar.rect, color)
        self._paint_focus(painter, seen, scene)

    def _bars(self, seen: Seen, span: Span) -> Iterator[Bar]:
        start, end = max(span.start, seen.stretch.start), min(span.end, seen.stretch.end)
        if start >= end:
            return iter(())
        return self._geometry.bars(seen, start, end)

    def _paint_pieces(self, painter: QPainter, seen: Seen, scene: Scene) -> None:
        for span, marks in scene.marks.within(seen.stretch.start, seen.stretch.end):
            for bar in self._bars(seen, span):
                for color in self._tints(marks):
                    painter.fillRect(bar.rect, color)
                self._paint_lines(painter, bar, marks)

    def _tints(self, marks: Sequence[Mark]) -> Iterator[QColor]:
        """Give each mark's tint, one over the other, so that an overlap is darker."""
        for mark in marks[:MOST_LINES]:
            if mark.suggestion:
                continue
            tags = mark.tags or ("",)
            for tag in tags[:MOST_LINES]:
                color = QColor(self._theme.color(f"tag.{tag}.fill"))
                strength = PENDING if mark.pending or mark.failed else 1.0
                color.setAlphaF(color.alphaF() * strength / len(tags) ** 0.5)
                yield color

    def _paint_lines(self, painter: QPainter, bar: Bar, marks: Sequence[Mark]) -> None:
        """Draw the line of each tag of each mark below the letters, one below the other."""
        bottom = bar.rect.bottom() + 2
        for tag, mark in islice(_lines(marks), MOST_LINES):
            ink = self._theme.color("faint" if mark.suggestion else f"tag.{tag}.ink")
            if mark.failed:
                _paint_wave(painter, bar.rect, bottom, ink)
            else:
                line = Line.DOTTED if mark.suggestion else tag_line(tag)
                paint_line(painter, QPointF(bar.rect.left(), bottom), bar.rect.width(), line, ink)
            bottom += LINE_STEP

    def _paint_hits(self, painter: QPainter, seen: Seen, scene: Scene) -> None:
        """Paint what the find bar found, the one it stands on stronger."""
        start, end = seen.stretch.start, seen.stretch.end
        color = QColor(self._theme.color("legal_fill"))
        for hit in hits_within(scene.hits, start, end):
            for bar in self._bars(seen, hit):
                painter.fillRect(bar.rect.adjusted(0, 2, 0, -1), color)
                if hit == scene.hit:
                    painter.fillRect(bar.rect.adjusted(0, 2, 0, -1), color)
                    painter.setPen(QPen(self._theme.color("legal_ink"), 1))
                    painter.drawRect(bar.rect.adjusted(-1, 1, 0, -1))

    def _paint_focus(self, painter: QPainter, seen: Sequence[Seen], scene: Scene) -> None:
        """Outline the focused mark, around all its lines at once."""
        mark = scene.marks.get(scene.focused)
        if mark is None:
            return
        around = OUTLINE_GAP
        boxes = [
            bar.rect.adjusted(-around, -around + 1, around, around + 1)
            for each in seen
            for bar in self._bars(each, mark.span)
        ]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.color("accent"), OUTLINE))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for path in outline(boxes):
            painter.drawPath(path)
        painter.restore()


def hits_within(hits: Sequence[Span], start: int, end: int) -> Iterator[Span]:
    """Find the sorted disjoint spans that reach into [start, end)."""
    for index in range(bisect_right(hits, start, key=lambda hit: hit.end), len(hits)):
        if hits[index].start >= end:
            return
        yield hits[index]


def _lines(marks: Sequence[Mark]) -> Iterator[tuple[str, Mark]]:
    for mark in marks:
        for tag in mark.tags or ("",):
            yield tag, mark


def _paint_wave(painter: QPainter, rect: QRectF, bottom: float, ink: QColor) -> None:
    """Draw the line of a mark that could not be saved."""
    path = QPainterPath(QPointF(rect.left(), bottom))
    x, up = rect.left(), True
    while x < rect.right():
        x = min(x + WAVE, rect.right())
        path.lineTo(x, bottom - (WAVE if up else 0))
        up = not up
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(ink, 1.2))
    painter.drawPath(path)
    painter.restore()


def outline(boxes: Sequence[QRectF]) -> list[QPainterPath]:
    """Draw one line around boxes that touch, its corners rounded."""
    union = QPainterPath()
    for box in boxes:
        path = QPainterPath()
        path.addRect(box)
        union = union.united(path)
    return [_rounded(polygon.toList()[:-1]) for polygon in union.simplified().toSubpathPolygons()]


def _rounded(corners: list[QPointF]) -> QPainterPath:
    path = QPainterPath()
    count = len(corners)
    for index, corner in enumerate(corners):
        before = _towards(corner, corners[index - 1])
        after = _towards(corner, corners[(index + 1) % count])
        if index:
            path.lineTo(before)
        else:
            path.moveTo(before)
        path.quadTo(corner, after)
    path.closeSubpath()
    return path


def _towards(corner: QPointF, other: QPointF) -> QPointF:
    """Step from a corner to another by the radius, by half the way where that is short."""
    way = other - corner
    length = (way.x() ** 2 + way.y() ** 2) ** 0.5
    if not length:
        return corner
    part = min(CORNER, length / 2) / length
    return QPointF(corner.x() + way.x() * part, corner.y() + way.y() * part)
