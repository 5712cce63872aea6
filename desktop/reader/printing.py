"""An article on paper, with its highlights: light colours, pages that break between lines."""

from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QAbstractTextDocumentLayout, QPagedPaintDevice, QPageLayout, QPainter

from annotations.model import RichText
from annotations.vocabulary import BlockKind
from desktop.reader.document import set_margins, typeset
from desktop.reader.dress import Dress, masthead_height, paint_masthead
from desktop.reader.geometry import Geometry
from desktop.reader.marks import Marks
from desktop.reader.masthead import Masthead
from desktop.reader.overlay import Overlay, Scene
from desktop.reader.window import parts_of
from desktop.theme import TINY_PX, Theme, sans

DOTS = 96.0
"""The page is laid out in so many pixels an inch, as on a screen, and scaled to the printer."""
ZOOM = 0.8
"""18 pixels on the screen are about 11 points on paper."""
FOOT = 36.0
REACH = 30.0


def print_text(
    printer: QPagedPaintDevice,
    rich: RichText,
    head: Masthead,
    marks: Marks,
    theme: Theme,
    labels: Mapping[BlockKind, str],
) -> int:
    """Print all of a text with its marks, but what is only suggested; return the number of pages.

    `theme` should be a light one: paper is white whatever the screen is.
    """
    area = printer.pageLayout().paintRect(QPageLayout.Unit.Inch)
    wide, high = area.width() * DOTS, area.height() * DOTS - FOOT
    made = typeset(rich, parts_of(rich), head.roles, theme, ZOOM)
    document = made.document
    set_margins(document, 8, 8, masthead_height(head, wide - 16, ZOOM), 0)
    document.setPageSize(QSizeF(wide, high))
    geometry = Geometry(document, made.offsets)
    dress = Dress(rich, theme, ZOOM, labels)
    dress.width = wide - 16
    overlay = Overlay(geometry, dress, theme, ZOOM)
    pages = document.pageCount()
    marks = Marks(each for each in marks if not each.suggestion)
    painter = QPainter(printer)
    scale = printer.width() / wide
    painter.scale(scale, scale)
    for page in range(pages):
        if page:
            printer.newPage()
        clip = QRectF(0, page * high, wide, high)
        painter.save()
        painter.translate(0, -clip.top())
        painter.setClipRect(clip)
        if page == 0:
            paint_masthead(painter, head, QRectF(8, 0, wide - 16, 0), theme, ZOOM)
        seen = geometry.seen(clip.top() - REACH, clip.bottom() + REACH)
        overlay.paint(painter, seen, Scene(marks=marks))
        context = QAbstractTextDocumentLayout.PaintContext()
        context.clip = clip
        document.documentLayout().draw(painter, context)
        painter.restore()
        painter.setFont(sans(TINY_PX))
        painter.setPen(theme.color("muted"))
        foot = QRectF(QPointF(0, high), QSizeF(wide, FOOT))
        painter.drawText(foot, Qt.AlignmentFlag.AlignCenter, f"{page + 1} / {pages}")
    painter.end()
    return pages
