"""The signs of what became of a promise: told apart without their colours."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from annotations.vocabulary import PromiseStatus
from desktop.theme import TINY_PX, Theme, sans

SIZE = 14
_WIDTH = 1.5
_INKS = {
    PromiseStatus.KEPT: "commitment_ink",
    PromiseStatus.PARTIALLY_KEPT: "commitment_ink",
    PromiseStatus.BROKEN: "own_8_ink",
    PromiseStatus.IN_PROGRESS: "accent",
}


def status_ink(status: PromiseStatus, theme: Theme) -> QColor:
    """Give the colour of a status; a promise that waits is muted."""
    return theme.color(_INKS.get(status, "muted"))


def paint_sign(painter: QPainter, at: QPointF, status: PromiseStatus, theme: Theme) -> None:
    """Draw a sign of SIZE pixels whose upper left corner is `at`.

    An empty ring waits, a half full one is in progress, a tick is kept and one in a ring kept in
    part, a cross is broken, a question mark cannot be verified.
    """
    ink = status_ink(status, theme)
    ring = QRectF(at.x() + 1.5, at.y() + 1.5, SIZE - 3, SIZE - 3)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(ink, _WIDTH)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    if status not in {PromiseStatus.KEPT, PromiseStatus.BROKEN}:
        painter.drawEllipse(ring)
    if status is PromiseStatus.IN_PROGRESS:
        painter.setBrush(ink)
        painter.drawPie(ring, 90 * 16, 180 * 16)
    elif status in {PromiseStatus.KEPT, PromiseStatus.PARTIALLY_KEPT}:
        inside = ring if status is PromiseStatus.KEPT else ring.adjusted(2, 2, -2, -2)
        low = QPointF(inside.left() + 0.38 * inside.width(), inside.bottom() - 0.14 * SIZE)
        painter.drawLine(QPointF(inside.left(), inside.center().y() + 0.5), low)
        painter.drawLine(low, QPointF(inside.right(), inside.top() + 0.1 * SIZE))
    elif status is PromiseStatus.BROKEN:
        inside = ring.adjusted(1, 1, -1, -1)
        painter.drawLine(inside.topLeft(), inside.bottomRight())
        painter.drawLine(inside.topRight(), inside.bottomLeft())
    elif status is PromiseStatus.UNVERIFIABLE:
        painter.setFont(sans(TINY_PX - 1, 600))
        painter.drawText(ring, Qt.AlignmentFlag.AlignCenter, "?")
    painter.restore()


def sign_pixmap(status: PromiseStatus, theme: Theme, over: QWidget) -> QPixmap:
    """Draw a sign by itself, sharp on the screen of a widget."""
    ratio = over.devicePixelRatioF()
    made = QPixmap(round(SIZE * ratio), round(SIZE * ratio))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    paint_sign(painter, QPointF(0, 0), status, theme)
    painter.end()
    return made
