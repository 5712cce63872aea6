"""Bars over time: a stack for each bin, every series with its colour, its pattern, its letter."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QBrush,
    QColor,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QWidget

from desktop.theme import SMALL_PX, TINY_PX, Theme, sans

_LEFT, _RIGHT, _TOP, _BOTTOM = 52, 16, 16, 34
_WIDEST, _GAP = 64.0, 0.28
_LETTER_FROM = 15.0
"""Pixels of height and width from which a part of a bar has room for its letter."""
_LABEL_GAP = 12
PATTERNS = (
    Qt.BrushStyle.SolidPattern,
    Qt.BrushStyle.BDiagPattern,
    Qt.BrushStyle.Dense5Pattern,
    Qt.BrushStyle.HorPattern,
    Qt.BrushStyle.DiagCrossPattern,
    Qt.BrushStyle.VerPattern,
    Qt.BrushStyle.FDiagPattern,
    Qt.BrushStyle.CrossPattern,
    Qt.BrushStyle.Dense6Pattern,
    Qt.BrushStyle.Dense7Pattern,
)


@dataclass(frozen=True, slots=True)
class Band:
    """One series as it is drawn. `role` is a colour's name, `pattern` counts in PATTERNS."""

    name: str
    letter: str
    role: str
    pattern: int
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Bars:
    """All that is drawn. `bins` are names of the bins, `said` says each of them in full."""

    bins: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    bands: tuple[Band, ...] = ()

    @property
    def tallest(self) -> int:
        """The most that stands on one another in one bin."""
        return max((sum(column) for column in zip(*self._counts, strict=True)), default=0)

    @property
    def _counts(self) -> Sequence[tuple[int, ...]]:
        return [band.counts for band in self.bands]


def paint_swatch(painter: QPainter, rect: QRectF, band: Band, theme: Theme) -> None:
    """Fill a part of a bar, or of the legend: a tint, the pattern in the ink, an outline."""
    ink = theme.color(band.role)
    tint = QColor(ink)
    tint.setAlphaF(0.30 if band.pattern else 0.55)
    painter.fillRect(rect, theme.color("page"))
    painter.fillRect(rect, tint)
    if band.pattern:
        painter.fillRect(rect, QBrush(ink, PATTERNS[band.pattern % len(PATTERNS)]))
    painter.setPen(QPen(ink, 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(rect.adjusted(0.5, 0.5, -0.5, -0.5))


def paint_letter(painter: QPainter, rect: QRectF, band: Band, theme: Theme) -> None:
    """Write the letter of a series, on a ground of its own that no pattern disturbs."""
    font = sans(TINY_PX, 600)
    wide = max(QFontMetricsF(font).horizontalAdvance(band.letter) + 5, 13.0)
    box = QRectF(rect.center().x() - wide / 2, rect.center().y() - 7, wide, 14)
    painter.fillRect(box, theme.color("page"))
    painter.setFont(font)
    painter.setPen(theme.color("ink"))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, band.letter)


class Chart(QWidget):
    """The bars. The arrows walk them, Enter or a click chooses one: `chosen` (bin, band)."""

    chosen = Signal(int, int)  # bin, band; -1 for all bands of a bin
    walked = Signal(int, int)

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme = theme
        self._name = name
        self.bars = Bars()
        self._at = (-1, -1)
        self._parts: Mapping[tuple[int, int], QRectF] = {}
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumSize(280, 120)
        self.setAccessibleName(name)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        self.update()

    def show_bars(self, bars: Bars) -> None:
        """Draw other bars; the place among them is kept as far as there is one."""
        alike = [each.name for each in bars.bands] == [each.name for each in self.bars.bands]
        self._at = (self._at[0] if bars.bins == self.bars.bins else -1, self._at[1])
        if not alike or self._at[0] < 0:
            self._at = (self._at[0], -1)
        self.bars = bars
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for the usual room."""
        return QSize(720, 360)

    @property
    def place(self) -> tuple[int, int]:
        """The bin and the band in focus, -1 for none."""
        return self._at

    def say(self, sentence: str) -> None:
        """Let a screen reader hear what is in focus."""
        self.setAccessibleName(f"{self._name}: {sentence}" if sentence else self._name)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))

    # ------------------------------------------------------------------ walking

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk the bins with left and right, the series of one with up and down."""
        bins = len(self.bars.bins)
        if not bins:
            super().keyPressEvent(event)
            return
        place, band = self._at
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and place >= 0:
            self.chosen.emit(place, band)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            step = 1 if key == Qt.Key.Key_Right else -1
            self.walk(min(max(place + step, 0), bins - 1), band)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            step = 1 if key == Qt.Key.Key_Up else -1
            self.walk(max(place, 0), self._next_band(max(place, 0), band, step))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.walk(0 if key == Qt.Key.Key_Home else bins - 1, band)
        else:
            super().keyPressEvent(event)

    def walk(self, place: int, band: int) -> None:
        """Put the focus on a part of a bar."""
        self._at = (place, band)
        self.walked.emit(place, band)
        self.update()

    def _next_band(self, place: int, band: int, step: int) -> int:
        """Find the next series that has anything in a bin, -1 for the whole bar."""
        there = [-1]
        there += [n for n, each in enumerate(self.bars.bands) if each.counts[place]]
        if step > 0:
            return next((each for each in there if each > band), there[-1])
        return next((each for each in reversed(there) if each < band), -1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the part that is clicked."""
        found = self._under(event.position())
        if found is not None and event.button() is Qt.MouseButton.LeftButton:
            self.walk(*found)
            self.chosen.emit(*found)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say what lies under the mouse."""
        found = self._under(event.position())
        self.setCursor(Qt.CursorShape.PointingHandCursor if found else Qt.CursorShape.ArrowCursor)
        if found is not None:
            self.setToolTip(self.words_of(*found))
        else:
            self.setToolTip("")

    def _under(self, point: QPointF) -> tuple[int, int] | None:
        return next((key for key, rect in self._parts.items() if rect.contains(point)), None)

    def words_of(self, place: int, band: int) -> str:
        """Say a part of a bar; of all bands, the bin with each of its numbers."""
        if not 0 <= place < len(self.bars.said):
            return ""
        bands = self.bars.bands if band < 0 else self.bars.bands[band : band + 1]
        parts = [f"{each.name} {each.counts[place]}" for each in bands if each.counts[place]]
        told = ", ".join(parts) or "0"
        return f"{self.bars.said[place]}: {told}"

    # ------------------------------------------------------------------ drawing

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the axes, the bars, and the ring around what is in focus."""
        if not self.bars.bins:
            return
        painter = QPainter(self)
        area = QRectF(self.rect()).adjusted(_LEFT, _TOP, -_RIGHT, -_BOTTOM)
        top = nice(self.bars.tallest)
        self._grid(painter, area, top)
        self._parts = self._places(area, top)
        for (_, band), rect in self._parts.items():
            drawn = self.bars.bands[band]
            paint_swatch(painter, rect, drawn, self._theme)
            if rect.height() >= _LETTER_FROM and rect.width() >= _LETTER_FROM:
                paint_letter(painter, rect, drawn, self._theme)
        self._names(painter, area)
        self._ring(painter, area)
        painter.end()

    def _grid(self, painter: QPainter, area: QRectF, top: int) -> None:
        painter.setFont(sans(TINY_PX))
        for line in sorted({0, top // 2, top} if top > 1 else {0, top}):
            y = round(area.bottom() - area.height() * line / max(top, 1)) + 0.5
            painter.setPen(QPen(self._theme.color("line"), 1))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            painter.setPen(self._theme.color("muted"))
            box = QRectF(0, y - 9, _LEFT - 8, 18)
            flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(box, flags, str(line))

    def _places(self, area: QRectF, top: int) -> Mapping[tuple[int, int], QRectF]:
        """Lay the parts out, the first series at the bottom."""
        found: dict[tuple[int, int], QRectF] = {}
        for place in range(len(self.bars.bins)):
            bar = self._bar(area, place)
            bottom = area.bottom()
            for number, band in enumerate(self.bars.bands):
                height = area.height() * band.counts[place] / max(top, 1)
                if band.counts[place]:
                    height = max(height, 2.0)
                    found[place, number] = QRectF(bar.left(), bottom - height, bar.width(), height)
                bottom -= height
        return found

    def _bar(self, area: QRectF, place: int) -> QRectF:
        step = area.width() / max(len(self.bars.bins), 1)
        wide = min(step * (1 - _GAP), _WIDEST)
        left = area.left() + step * place + (step - wide) / 2
        return QRectF(left, area.top(), wide, area.height())

    def _names(self, painter: QPainter, area: QRectF) -> None:
        """Name the bins below them, as many as have room."""
        font = sans(TINY_PX)
        painter.setFont(font)
        painter.setPen(self._theme.color("muted"))
        metrics = QFontMetricsF(font)
        free = 0.0
        for place, name in enumerate(self.bars.bins):
            wide = metrics.horizontalAdvance(name)
            centre = self._bar(area, place).center().x()
            left = min(max(centre - wide / 2, 2.0), self.width() - wide - 2)
            if left >= free:
                painter.drawText(QPointF(left, area.bottom() + 20), name)
                free = left + wide + _LABEL_GAP

    def _ring(self, painter: QPainter, area: QRectF) -> None:
        place, band = self._at
        if not self.hasFocus() or not 0 <= place < len(self.bars.bins):
            return
        rect = self._parts.get((place, band)) if band >= 0 else None
        if rect is None:
            whole = self._bar(area, place)
            parts = [each for (at, _), each in self._parts.items() if at == place]
            top = min((each.top() for each in parts), default=area.bottom() - 3)
            rect = QRectF(whole.left(), top, whole.width(), area.bottom() - top)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.color("page"), 5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect.adjusted(-3, -3, 3, 3), 4, 4)
        painter.setPen(QPen(self._theme.color("accent"), 2))
        painter.drawRoundedRect(rect.adjusted(-3, -3, 3, 3), 4, 4)


class Legend(QWidget):
    """The series by pattern, letter and name, with how many each has."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._bands: Sequence[Band] = ()

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        self.update()

    def show_bands(self, bands: Sequence[Band]) -> None:
        """Show other series."""
        self._bands = bands
        self.setFixedHeight(len(bands) * 30 + 4)
        self.setAccessibleName("; ".join(f"{each.name} {sum(each.counts)}" for each in bands))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw a line for each series, the last of the stack on top."""
        painter = QPainter(self)
        font = sans(SMALL_PX)
        metrics = QFontMetricsF(font)
        for line, band in enumerate(reversed(self._bands)):
            top = line * 30 + 4
            swatch = QRectF(0, top, 28, 22)
            paint_swatch(painter, swatch, band, self._theme)
            paint_letter(painter, swatch, band, self._theme)
            total = str(sum(band.counts))
            right = metrics.horizontalAdvance(total)
            painter.setFont(font)
            painter.setPen(self._theme.color("muted"))
            base = top + 15
            painter.drawText(QPointF(self.width() - right, base), total)
            painter.setPen(self._theme.color("ink"))
            room = self.width() - 38 - right - 10
            name = metrics.elidedText(band.name, Qt.TextElideMode.ElideRight, room)
            painter.drawText(QPointF(38, base), name)
        painter.end()


def nice(tallest: int) -> int:
    """Give the end of an axis, an even number no lower than the tallest bar."""
    end = 1
    while True:
        for factor in (2, 4, 6, 8, 10, 12, 16):
            if end * factor >= tallest:
                return end * factor
        end *= 10
