"""Words of a comparison in lines: one paragraph of one side, laid out once and drawn often."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QTextCharFormat, QTextLayout, QTextLine, QTextOption

from annotations.model import Span
from desktop.reader.offsets import astral_in, for_qt, from_units, to_units
from desktop.theme import Theme

_LINE_SEPARATOR = "\u2028"


@dataclass(frozen=True, slots=True)
class Marked:
    """Words [start, end) of a text and how they are set: "added", "removed" or "said"."""

    span: Span
    how: str


def format_of(how: str, theme: Theme) -> QTextCharFormat:
    """Make the format of words: a tint, and a line through or under them, never a tint alone."""
    made = QTextCharFormat()
    made.setBackground(theme.color(f"{how}_fill"))
    if how == "removed":
        made.setFontStrikeOut(True)
    else:
        made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        made.setUnderlineColor(theme.color(f"{how}_ink"))
    return made


class Lettering:
    """The part [start, end) of a text in a column; offsets are those of the whole text."""

    def __init__(
        self,
        text: str,
        span: Span,
        marks: Iterable[Marked],
        *,
        font: QFont,
        theme: Theme,
        width: float,
        leading: float,
        most: int = 0,
    ) -> None:
        self.span = span
        words = text[span.start : span.end]
        self._astral = astral_in(words)
        self._layout = QTextLayout(for_qt(words.replace("\n", _LINE_SEPARATOR)), font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._layout.setTextOption(option)
        self._layout.setFormats(
            [self._range(each.span, format_of(each.how, theme)) for each in marks]
        )
        self.height = self._set(width, leading, most)

    def _set(self, width: float, leading: float, most: int) -> float:
        height = 0.0
        self._layout.beginLayout()
        while (line := self._layout.createLine()).isValid():
            line.setLineWidth(max(width, 40.0))
            line.setPosition(QPointF(0, height + max(leading - line.height(), 0) / 2))
            height += leading
            if most and height >= most * leading:
                break
        self._layout.endLayout()
        return height

    @property
    def cut(self) -> bool:
        """Whether there were more lines than were wanted."""
        last = self._layout.lineAt(self._layout.lineCount() - 1)
        return last.textStart() + last.textLength() < len(self._layout.text())

    def draw(
        self,
        painter: QPainter,
        at: QPointF,
        theme: Theme,
        *,
        ink: str = "ink",
        selected: Span | None = None,
    ) -> None:
        """Draw the words, and what is selected of them."""
        painter.setPen(theme.color(ink))
        chosen = []
        if selected and selected.start < self.span.end and selected.end > self.span.start:
            made = QTextCharFormat()
            # Not the reader's tint of a selection: on words that came it would not be seen.
            made.setBackground(theme.color("accent"))
            made.setForeground(theme.color("page"))
            chosen.append(self._range(selected, made))
        self._layout.draw(painter, at, chosen)

    def rects(self, span: Span) -> list[QRectF]:
        """Measure where words stand, a rectangle a line, from the paragraph's own corner."""
        start, end = self._units(span.start), self._units(span.end)
        found = []
        for number in range(self._layout.lineCount()):
            line = self._layout.lineAt(number)
            first, last = line.textStart(), line.textStart() + line.textLength()
            if start < last and end > first:
                left = _x(line, max(start, first))
                right = _x(line, min(end, last))
                found.append(QRectF(left, line.y(), max(right - left, 2), line.height()))
        return found

    def offset_at(self, point: QPointF) -> int:
        """Find the offset nearest to a point, from the paragraph's own corner."""
        place = 0
        for number in range(self._layout.lineCount()):
            line = self._layout.lineAt(number)
            place = line.xToCursor(point.x())
            if point.y() < line.y() + line.height():
                break
        return self.span.start + from_units(self._astral, place)

    def _units(self, offset: int) -> int:
        inside = min(max(offset, self.span.start), self.span.end) - self.span.start
        return to_units(self._astral, inside)

    def _range(self, span: Span, how: QTextCharFormat) -> QTextLayout.FormatRange:
        made = QTextLayout.FormatRange()
        made.start = self._units(span.start)
        made.length = self._units(span.end) - made.start
        made.format = how
        return made


def _x(line: QTextLine, units: int) -> float:
    found = line.cursorToX(units)
    return cast(float, found[0] if isinstance(found, tuple) else found)


def marks_of(words: Sequence[Span], how: str) -> list[Marked]:
    """Mark words that differ."""
    return [Marked(span, how) for span in words]


def outline(painter: QPainter, rects: Sequence[QRectF], at: QPointF, theme: Theme) -> None:
    """Draw the accent's line around a passage."""
    painter.setPen(theme.color("accent"))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for rect in rects:
        painter.drawRoundedRect(rect.translated(at).adjusted(-1.5, -0.5, 1.5, 0.5), 4, 4)
