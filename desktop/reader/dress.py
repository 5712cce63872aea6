"""What blocks wear that is not text: code's ground, a quotation's rule, markers, hairlines."""

from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QTextLayout

from annotations.model import Block, RichText
from annotations.vocabulary import BlockKind
from desktop.reader.geometry import Seen
from desktop.reader.masthead import Masthead, Role
from desktop.reader.typography import (
    CELL_PADDING,
    CODE_PADDING,
    INDENT,
    LEADING,
    ROLES,
    TEXT,
    Formats,
    Setting,
    font_of,
)
from desktop.theme import TINY_PX, Theme, sans

RULE_WIDTH = 3.0


class Dress:
    """Paints the blocks' own ornaments, before any mark."""

    def __init__(
        self, rich: RichText, theme: Theme, zoom: float, labels: Mapping[BlockKind, str]
    ) -> None:
        self._rich = rich
        self._theme = theme
        self._zoom = zoom
        self._labels = labels
        self._formats = Formats(theme, zoom)
        self._marker_font = font_of(TEXT, zoom)
        self.width = 0.0

    def paint(self, painter: QPainter, seen: Seen) -> None:
        """Paint what a block wears; the painter stands in the document's coordinates."""
        block = self._rich.blocks[seen.stretch.block]
        if block.kind is BlockKind.CODE:
            self._paint_ground(painter, seen, block)
        if block.quote_level and block.table < 0:
            self._paint_quotation(painter, seen, block)
        if block.marker and seen.stretch.start == block.start:
            self._paint_marker(painter, seen, block)
        if block.kind is BlockKind.RULE:
            middle = seen.rect.top() + self._formats.pixels(LEADING) / 2
            painter.setPen(QPen(self._theme.color("line"), 1))
            left = seen.rect.left()
            painter.drawLine(QPointF(left, middle), QPointF(left + self.width, middle))
        if block.kind is BlockKind.IMAGE:
            self._paint_image(painter, seen)
        if block.column == 0 and block.row > 0 and seen.stretch.start == block.start:
            self._paint_row_line(painter, seen)

    def _paint_ground(self, painter: QPainter, seen: Seen, block: Block) -> None:
        padding = self._formats.pixels(CODE_PADDING)
        inset = self._formats.inset(block) - padding
        first = seen.stretch.start == block.start
        last = seen.stretch.end == block.end
        height = seen.block.layout().boundingRect().bottom() + self._formats.pixels(3)
        painter.fillRect(
            QRectF(
                seen.rect.left() + inset,
                seen.rect.top() - (padding if first else 0),
                self.width - inset,
                height + (padding if first else 0) + (padding if last else 0),
            ),
            self._theme.color("pane_raised"),
        )

    def _paint_quotation(self, painter: QPainter, seen: Seen, block: Block) -> None:
        number = seen.stretch.block
        bottom = seen.rect.top() + seen.block.layout().boundingRect().bottom()
        if number + 1 < len(self._rich.blocks) and seen.stretch.end == block.end:
            following = self._rich.blocks[number + 1].quote_level
        else:
            following = 0
        for level in range(block.quote_level):
            # The rule goes on through the space between two paragraphs of one quotation.
            more = self._formats.pixels(TEXT.below) + 5 if level < following else 2
            left = seen.rect.left() + self._formats.pixels(level * INDENT + 6)
            painter.fillRect(
                QRectF(left, seen.rect.top() + 3, RULE_WIDTH, bottom - seen.rect.top() + more),
                self._theme.color("line"),
            )

    def _paint_marker(self, painter: QPainter, seen: Seen, block: Block) -> None:
        """Set a list item's marker before its first line, against its words."""
        line = seen.block.layout().lineAt(0)
        if not line.isValid():
            return
        right = seen.rect.left() + self._formats.inset(block) - self._formats.pixels(9)
        top = seen.rect.top() + line.y()
        box = QRectF(right - 120, top, 120, line.ascent() + line.descent())
        painter.setFont(self._marker_font)
        painter.setPen(self._theme.color("muted"))
        painter.drawText(
            box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom, block.marker
        )

    def _paint_row_line(self, painter: QPainter, seen: Seen) -> None:
        """Part a row of a table from the one above it; the head's line is stronger."""
        padding = self._formats.pixels(CELL_PADDING)
        y = seen.rect.top() - padding
        left = seen.rect.left() - padding
        above = self._rich.blocks[max(seen.stretch.block - 1, 0)]
        painter.setPen(QPen(self._theme.color("muted" if above.header else "line"), 1))
        painter.drawLine(QPointF(left, y), QPointF(left + self.width, y))

    def _paint_image(self, painter: QPainter, seen: Seen) -> None:
        """Say that a picture stood here; its words are the alternative text."""
        label = self._labels.get(BlockKind.IMAGE, "")
        top = seen.rect.top() - self._formats.pixels(20)
        bottom = seen.rect.top() + seen.block.layout().boundingRect().bottom()
        left = seen.rect.left()
        painter.setPen(QPen(self._theme.color("line"), 1))
        for y in (top - 5, bottom + 9):
            painter.drawLine(QPointF(left, y), QPointF(left + self.width, y))
        painter.setFont(sans(round(self._formats.pixels(TINY_PX)), 600))
        painter.setPen(self._theme.color("faint"))
        box = QRectF(left, top, self.width, self._formats.pixels(18))
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, label)


def masthead_height(head: Masthead, width: float, zoom: float) -> float:
    """Measure what is drawn above the text, 0 where the text says it all."""
    return sum(high for _, _, high in _lines(head, width, zoom))


def paint_masthead(
    painter: QPainter, head: Masthead, rect: QRectF, theme: Theme, zoom: float
) -> None:
    """Draw outlet, headline and byline into `rect`, from its top."""
    top = rect.top()
    for layout, setting, high in _lines(head, rect.width(), zoom):
        painter.setPen(theme.color(setting.ink))
        layout.draw(painter, QPointF(rect.left(), top))
        top += high


def _lines(head: Masthead, width: float, zoom: float) -> list[tuple[QTextLayout, Setting, float]]:
    """Lay out the lines above the text, each with its height and the space below it."""
    found = []
    for words, role in (
        (head.outlet, Role.OUTLET),
        (head.title, Role.TITLE),
        (head.byline, Role.LAST_BYLINE),
    ):
        if not words:
            continue
        setting = ROLES[role]
        layout = QTextLayout(words, font_of(setting, zoom))
        layout.beginLayout()
        bottom = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, bottom))
            bottom += round(setting.leading * zoom)
        layout.endLayout()
        found.append((layout, setting, bottom + setting.below * zoom))
    return found
