"""Cards as they are drawn: their measure, and their paint. A card at rest is no widget."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from annotations.labels import tag_letter
from desktop.highlights.summary import Row, Summary
from desktop.highlights.wrapping import wrapped
from desktop.reader.offsets import for_qt
from desktop.theme import SMALL_PX, Theme, sans, serif
from desktop.widgets.badge import SIZE as BADGE
from desktop.widgets.badge import paint_badge, paint_ghost
from resources import Catalogue

PADDING_X = 12
PADDING_Y = 11
GAP = 10
"""Between two cards."""
LABEL_WIDTH = 88
COLUMN_GAP = 8
ROW_GAP = 5
LINE = 18.0
"""Height of a line of the program's words."""
QUOTE_PX = 15
QUOTE_LINE = 21.0
MOST_LINES = 6
"""Of a long quote, until it is asked for whole."""
MOST_ROW_LINES = 2
RADIUS = 10.0
_DOTS = 0.32


@dataclass(frozen=True, slots=True)
class Fonts:
    """The fonts of a card."""

    heading: QFont
    label: QFont
    value: QFont
    faint: QFont
    quote: QFont


def fonts() -> Fonts:
    """Make the fonts of a card."""
    return Fonts(
        heading=sans(SMALL_PX),
        label=sans(SMALL_PX),
        value=sans(SMALL_PX, 500),
        faint=sans(SMALL_PX),
        quote=serif(QUOTE_PX),
    )


@dataclass(frozen=True, slots=True)
class LaidRow:
    """A row in lines: its label, its value, and what is faint behind the value's last line."""

    label: tuple[str, ...]
    lines: tuple[str, ...]
    faint: str

    @property
    def height(self) -> float:
        """How tall it is, without the gap below."""
        return max(len(self.label), len(self.lines)) * LINE + 1


@dataclass(frozen=True, slots=True)
class Laid:
    """A card laid out for a width: its lines and its height, the gap below included."""

    width: int
    quote: tuple[str, ...]
    rows: tuple["LaidRow", ...]
    told: tuple[str, ...]
    height: int


def lay_out(card: Summary, width: int, type_: Fonts) -> Laid:
    """Measure a card that is `width` pixels wide."""
    inside = width - 2 * PADDING_X
    quote, _ = wrapped(card.quote, type_.quote, inside, MOST_LINES)
    rows = []
    height = PADDING_Y + BADGE + 6 + len(quote) * QUOTE_LINE + 8
    column = inside - LABEL_WIDTH - COLUMN_GAP
    for row in card.rows:
        laid = _row(row, column, type_)
        rows.append(laid)
        height += laid.height + ROW_GAP
    told: tuple[str, ...] = ()
    if card.told:
        told = tuple(wrapped(card.told, type_.label, inside - 20, MOST_LINES)[0])
        height += 4 + 16 + len(told) * LINE
    return Laid(width, tuple(quote), tuple(rows), told, round(height + PADDING_Y - 3) + GAP)


def _row(row: Row, width: float, type_: Fonts) -> LaidRow:
    """Lay a row out, and see what of its faint words fits behind the value."""
    label = tuple(wrapped(row.label, type_.label, LABEL_WIDTH, MOST_ROW_LINES)[0])
    lines, more = wrapped(row.value, type_.value, width, MOST_ROW_LINES)
    if not row.faint or more:
        return LaidRow(label, tuple(lines), "")
    left = width - QFontMetricsF(type_.value).horizontalAdvance(lines[-1] + "  ")
    faint = QFontMetricsF(type_.faint)
    if faint.horizontalAdvance(row.faint) <= left:
        return LaidRow(label, tuple(lines), row.faint)
    if len(lines) < MOST_ROW_LINES:
        lines.append("")
        left = width
    shown = faint.elidedText(row.faint, Qt.TextElideMode.ElideRight, left)
    return LaidRow(label, tuple(lines), shown)


def paint_card(
    painter: QPainter,
    rect: QRectF,
    card: Summary,
    laid: Laid,
    theme: Theme,
    words: Catalogue,
    type_: Fonts,
    *,
    focused: bool = False,
) -> None:
    """Draw a card into `rect`, its height without the gap."""
    paint_frame(painter, rect, theme, focused=focused)
    paint_inside(painter, rect, card, laid, theme, words, type_)


def paint_inside(
    painter: QPainter,
    rect: QRectF,
    card: Summary,
    laid: Laid,
    theme: Theme,
    words: Catalogue,
    type_: Fonts,
) -> None:
    """Draw what a card says."""
    left = rect.left() + PADDING_X
    right = rect.right() - PADDING_X
    top = rect.top() + PADDING_Y
    paint_head(painter, QRectF(left, top, right - left, BADGE), card, theme, words, type_)
    top += BADGE + 6
    paint_quote(painter, QPointF(left, top), right - left, laid.quote, theme, type_)
    top += len(laid.quote) * QUOTE_LINE + 8
    for row in laid.rows:
        place = QRectF(left, top, right - left, 0)
        top = _paint_row(painter, place, row, theme, type_, fixed=card.ghost)
    if laid.told:
        box = QRectF(left, top + 4, right - left, len(laid.told) * LINE + 16)
        paint_box(painter, box, theme.color("legal_fill"))
        painter.setPen(theme.color("ink"))
        first = QRectF(box.left() + 10, box.top() + 8, box.width() - 20, LINE)
        _paint_lines(painter, first, laid.told, type_.label)


def paint_frame(painter: QPainter, rect: QRectF, theme: Theme, *, focused: bool) -> None:
    """Draw the card itself; the focused one has the accent's outline."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    width = 2.0 if focused else 1.0
    painter.setPen(QPen(theme.color("accent" if focused else "line"), width))
    painter.setBrush(theme.color("card"))
    inset = width / 2
    painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), RADIUS, RADIUS)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def paint_ghost_frame(painter: QPainter, rect: QRectF, theme: Theme) -> None:
    """Draw the card of the suggestion in focus: outlined as the focus is, and not yet a card."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(theme.color("accent"), 1.5)
    pen.setDashPattern([3.0, 2.5])
    painter.setPen(pen)
    painter.setBrush(theme.color("page"))
    painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), RADIUS, RADIUS)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def paint_head(
    painter: QPainter, rect: QRectF, card: Summary, theme: Theme, words: Catalogue, type_: Fonts
) -> None:
    """Draw the badges, the names of the tags and the number."""
    left = rect.left()
    for tag in card.tags or ("",):
        letter = tag_letter(tag, words) if tag else "\u201d"
        box = QRectF(left, rect.top(), BADGE, BADGE)
        if card.ghost:
            paint_ghost(painter, box, letter, theme)
        else:
            paint_badge(painter, box, tag, letter, theme)
        left += BADGE + 4
    left += 3
    metrics = QFontMetricsF(type_.heading)
    number = f"\u2605 {card.number}" if card.starred else card.number
    wide = metrics.horizontalAdvance(number)
    painter.setFont(type_.heading)
    painter.setPen(theme.color("muted"))
    painter.drawText(rect, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, number)
    name = QRectF(left, rect.top(), rect.right() - wide - 8 - left, rect.height())
    shown = metrics.elidedText(card.heading, Qt.TextElideMode.ElideRight, name.width())
    painter.drawText(name, Qt.AlignmentFlag.AlignVCenter, shown)


def paint_quote(
    painter: QPainter,
    place: QPointF,
    width: float,
    lines: Sequence[str],
    theme: Theme,
    type_: Fonts,
) -> None:
    """Draw the lines of a quote from `place`, its top left, down."""
    painter.setPen(theme.color("ink"))
    first = QRectF(place.x(), place.y(), width, QUOTE_LINE)
    _paint_lines(painter, first, lines, type_.quote)


def _paint_row(
    painter: QPainter, place: QRectF, row: LaidRow, theme: Theme, type_: Fonts, *, fixed: bool
) -> float:
    """Draw a row at the top of `place`, `fixed` where it cannot be edited yet; return its end."""
    top, left = place.top(), place.left() + LABEL_WIDTH + COLUMN_GAP
    width = place.right() - left
    painter.setPen(theme.color("muted"))
    _paint_lines(painter, QRectF(place.left(), top, LABEL_WIDTH, LINE), row.label, type_.label)
    painter.setPen(theme.color("ink"))
    _paint_lines(painter, QRectF(left, top, width, LINE), row.lines, type_.value)
    if row.faint:
        last = row.lines[-1]
        after = QFontMetricsF(type_.value).horizontalAdvance(f"{last}  ") if last else 0
        painter.setPen(theme.color("faint"))
        behind = QRectF(left + after, top + (len(row.lines) - 1) * LINE, width - after, LINE)
        _paint_lines(painter, behind, (row.faint,), type_.faint)
    top += row.height
    if not fixed:
        dotted(painter, QPointF(left, top - 0.5), width, dots(theme))
    return top + ROW_GAP


def _paint_lines(painter: QPainter, first: QRectF, lines: Sequence[str], font: QFont) -> None:
    """Draw lines from `first`, the place of the first one, down."""
    painter.setFont(font)
    for index, line in enumerate(lines):
        box = first.translated(0, index * first.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, for_qt(line))


def dots(theme: Theme) -> QColor:
    """The colour of the dotted line: there, and no louder, in every theme."""
    color = theme.color("faint")
    color.setAlphaF(_DOTS)
    return color


def dotted(painter: QPainter, start: QPointF, width: float, color: QColor) -> None:
    """Draw the line that says "edit me"."""
    pen = QPen(color, 1)
    pen.setDashPattern([1, 2])
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    painter.setPen(pen)
    painter.drawLine(start, QPointF(start.x() + width, start.y()))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)


def paint_box(painter: QPainter, rect: QRectF, fill: QColor) -> None:
    """Draw the tint behind a sentence."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(fill)
    painter.drawRoundedRect(rect, 8, 8)
    painter.setBrush(Qt.BrushStyle.NoBrush)
