"""The tints and lines of marks, collected over a page and drawn colour by colour."""

from collections.abc import Sequence

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from desktop.reader.marks import Mark
from desktop.theme import Line, Theme, tag_line

LINE_STEP = 3.0
"""How far in pixels the line of a second tag or mark stands below the first."""
MOST_LINES = 3
"""More lines would run into the next line's letters; the margin names all tags."""
PENDING = 0.55
"""How much of its tint a mark has while it is not on the disk yet."""
WAVE = 2.2
_DASHES = {
    Line.DASHED: (2.5, 1.8),
    Line.DASH_DOT: (3.0, 1.5, 0.8, 1.5),
    Line.DOTTED: (0.8, 1.6),
}
_UNDER = {Line.DOUBLE: ((-0.5, 1.0), (1.5, 1.0)), Line.THIN: ((0.75, 1.5),)}
"""Where below the letters each stroke of a line has its middle, and how thick it is."""
_USUAL = ((1.0, 2.0),)


class Inks:
    """Collects bars of marks and draws them. One for each theme."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._tint_of: dict[tuple[str, bool, int], QColor] = {}
        self._pens_of: dict[tuple[str, bool], list[tuple[float, QPen]]] = {}
        self._tints: dict[int, tuple[QColor, list[QRectF]]] = {}
        self._strokes: dict[int, tuple[QPen, list[QLineF]]] = {}
        self._waves: list[tuple[QColor, QRectF, float]] = []

    def add(self, rect: QRectF, marks: Sequence[Mark]) -> None:
        """Take one bar that lies under marks, the outermost first."""
        under = 0
        for mark in marks[:MOST_LINES]:
            tags = mark.tags or ("",)
            for tag in tags[:MOST_LINES]:
                if not mark.suggestion:
                    color = self._tint(tag, mark, len(tags))
                    self._tints.setdefault(id(color), (color, []))[1].append(rect)
                if under < MOST_LINES:
                    self._underline(rect, tag, mark, under * LINE_STEP)
                under += 1

    def draw(self, painter: QPainter) -> None:
        """Draw what was taken, tints below lines, and be empty again.

        Each bar is blended by itself, so that an overlap is darker.
        """
        painter.setPen(Qt.PenStyle.NoPen)
        for color, rects in self._tints.values():
            for rect in rects:
                painter.fillRect(rect, color)
        for pen, lines in self._strokes.values():
            painter.setPen(pen)
            painter.drawLines(lines)
        for ink, rect, bottom in self._waves:
            _draw_wave(painter, rect, bottom, ink)
        self._tints.clear()
        self._strokes.clear()
        self._waves.clear()

    def _underline(self, rect: QRectF, tag: str, mark: Mark, down: float) -> None:
        bottom = rect.bottom() + down
        if mark.failed:
            self._waves.append((self._theme.color(f"tag.{tag}.ink"), rect, bottom + 2))
            return
        left, right = rect.left(), rect.right()
        for y, pen in self._pens(tag, suggestion=mark.suggestion):
            line = QLineF(left, bottom + y, right, bottom + y)
            self._strokes.setdefault(id(pen), (pen, []))[1].append(line)

    def _tint(self, tag: str, mark: Mark, tags: int) -> QColor:
        light = mark.pending or mark.failed
        found = self._tint_of.get((tag, light, tags))
        if found is None:
            found = QColor(self._theme.color(f"tag.{tag}.fill"))
            found.setAlphaF(found.alphaF() * (PENDING if light else 1.0) / tags**0.5)
            self._tint_of[tag, light, tags] = found
        return found

    def _pens(self, tag: str, *, suggestion: bool) -> list[tuple[float, QPen]]:
        found = self._pens_of.get((tag, suggestion))
        if found is None:
            ink = self._theme.color("faint" if suggestion else f"tag.{tag}.ink")
            line = Line.DOTTED if suggestion else tag_line(tag)
            found = []
            for y, thick in _UNDER.get(line, _USUAL):
                pen = QPen(ink, thick)
                pen.setCapStyle(Qt.PenCapStyle.FlatCap)
                if line in _DASHES:
                    pen.setDashPattern(_DASHES[line])
                found.append((y, pen))
            self._pens_of[tag, suggestion] = found
        return found


def _draw_wave(painter: QPainter, rect: QRectF, bottom: float, ink: QColor) -> None:
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
