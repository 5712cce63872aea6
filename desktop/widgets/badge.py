"""The sign of a tag: its letter on its tint, over its own line."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from desktop.theme import TINY_PX, Line, Theme, sans, tag_line

SIZE = 18
RADIUS = 5.0
_DASHES = {
    Line.DASHED: (2.5, 1.8),
    Line.DASH_DOT: (3.0, 1.5, 0.8, 1.5),
    Line.DOTTED: (0.8, 1.6),
}


def paint_badge(painter: QPainter, rect: QRectF, tag: str, letter: str, theme: Theme) -> None:
    """Draw a tag's badge into `rect` (18 x 18 is its own size); "" is a plain quote."""
    ink = theme.color(f"tag.{tag}.ink")
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    shape = QPainterPath()
    shape.addRoundedRect(rect, RADIUS, RADIUS)
    painter.fillPath(shape, theme.color(f"tag.{tag}.fill"))
    painter.setClipPath(shape)
    paint_line(painter, QPointF(rect.left(), rect.bottom()), rect.width(), tag_line(tag), ink)
    painter.setClipping(False)
    painter.setFont(sans(max(TINY_PX, round(rect.height() * 0.61)), 600))
    painter.setPen(ink)
    painter.drawText(rect.adjusted(0, 0, 0, -1.5), Qt.AlignmentFlag.AlignCenter, letter)
    painter.restore()


def paint_ghost(painter: QPainter, rect: QRectF, letter: str, theme: Theme) -> None:
    """Draw the badge of what is only suggested: a letter in a dotted box, with no tint."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(theme.color("faint"), 1)
    pen.setDashPattern([1.5, 2.0])
    painter.setPen(pen)
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
    painter.setFont(sans(max(TINY_PX, round(rect.height() * 0.61)), 500))
    painter.setPen(theme.color("faint"))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, letter)
    painter.restore()


def paint_line(
    painter: QPainter, bottom_left: QPointF, width: float, line: Line, ink: QColor
) -> None:
    """Draw one of the tags' lines so that it ends at `bottom_left` below; `width` in pixels."""
    left, bottom = bottom_left.x(), bottom_left.y()

    def stroke(y: float, thickness: float, dashes: tuple[float, ...] = ()) -> None:
        pen = QPen(ink, thickness)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if dashes:
            pen.setDashPattern(dashes)
        painter.setPen(pen)
        painter.drawLine(QPointF(left, y), QPointF(left + width, y))

    if line is Line.DOUBLE:
        stroke(bottom - 2.5, 1)
        stroke(bottom - 0.5, 1)
    elif line is Line.THIN:
        stroke(bottom - 0.75, 1.5)
    else:
        stroke(bottom - 1, 2, _DASHES.get(line, ()))


class Badge(QWidget):
    """A tag's badge as a widget; it says the tag's name to a screen reader."""

    def __init__(
        self, tag: str, letter: str, theme: Theme, name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._tag = tag
        self._letter = letter
        self._theme = theme
        self.setFixedSize(SIZE, SIZE)
        self.setAccessibleName(name or letter)
        self.setToolTip(name)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, on=not name)

    def set_tag(self, tag: str, letter: str, name: str = "") -> None:
        """Show another tag."""
        self._tag, self._letter = tag, letter
        self.setAccessibleName(name or letter)
        self.setToolTip(name)
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        """Give its one size."""
        return QSize(SIZE, SIZE)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the badge."""
        painter = QPainter(self)
        rect = QRectF(0, 0, SIZE, SIZE)
        paint_badge(painter, rect, self._tag, self._letter, self._theme)
        painter.end()
