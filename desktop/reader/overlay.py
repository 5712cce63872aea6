"""What is painted under the letters: tints, lines, the selection, and what blocks wear.

Only the blocks on the screen are painted. Qt paints the background of a block after this, so a
block has none: those of code are painted here too, first.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from annotations.model import Span
from desktop.reader.dress import Dress
from desktop.reader.geometry import Bar, Geometry, Seen
from desktop.reader.inks import Inks
from desktop.reader.marks import Marks
from desktop.theme import Theme

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
    lit: Sequence[Span] = ()
    """Words that a fact in focus was read from."""


class Overlay:
    """Paints a scene onto the blocks of one document."""

    def __init__(self, geometry: Geometry, dress: Dress, theme: Theme, zoom: float) -> None:
        self._geometry = geometry
        self._dress = dress
        self._zoom = zoom
        self._theme = theme
        self._inks = Inks(theme)

    def paint(self, painter: QPainter, seen: Sequence[Seen], scene: Scene) -> None:
        """Paint under the words of `seen`; the painter stands in the document's coordinates."""
        if not seen:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        for each in seen:
            self._dress.paint(painter, each)
        self._paint_marks(painter, seen, scene)
        for each in seen:
            self._paint_hits(painter, each, scene)
        if scene.selection is not None:
            color = self._theme.color("selection")
            for each in seen:
                for bar in self._bars(each, scene.selection):
                    painter.fillRect(bar.rect, color)
        self._paint_lit(painter, seen, scene)
        self._paint_focus(painter, seen, scene)

    def _paint_lit(self, painter: QPainter, seen: Sequence[Seen], scene: Scene) -> None:
        """Light the words that a fact was read from: a tint with a thin line in the accent."""
        for span in scene.lit:
            for each in seen:
                for bar in self._bars(each, span):
                    painter.fillRect(bar.rect, self._theme.color("selection"))
                    foot = QRectF(bar.rect.left(), bar.rect.bottom(), bar.rect.width(), 1.5)
                    painter.fillRect(foot, self._theme.color("accent"))

    def _bars(self, seen: Seen, span: Span) -> Iterator[Bar]:
        start, end = max(span.start, seen.stretch.start), min(span.end, seen.stretch.end)
        if start >= end:
            return iter(())
        return self._geometry.bars(seen, start, end)

    def _paint_marks(self, painter: QPainter, seen: Sequence[Seen], scene: Scene) -> None:
        """Collect what is seen of all marks and draw it colour by colour: a third of the time."""
        inks = self._inks
        for each in seen:
            for span, marks in scene.marks.within(each.stretch.start, each.stretch.end):
                for bar in self._bars(each, span):
                    inks.add(bar.rect, marks)
        inks.draw(painter)

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
        high = around * max(self._zoom, 1)  # boxes of two lines touch, and become one
        boxes = [
            bar.rect.adjusted(-around, -high + 1, around, high + 1)
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
