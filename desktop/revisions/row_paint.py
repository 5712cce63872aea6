"""How one row of a comparison is drawn: both sides, the sign between them, a word above."""

from dataclasses import dataclass
from typing import Self

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from annotations.model import Span
from annotations.revising.comparing import RowChange
from desktop.revisions.lettering import Lettering, outline
from desktop.revisions.passages import Passage
from desktop.theme import SMALL_PX, Theme, sans
from resources import Catalogue, marked

SIDE = 24.0
GUTTER = 44.0
ABOVE = 7
CAPTION = 18
BAND = 40.0
_BAR = 3.0

_SIGNS = {
    RowChange.CHANGED: "≠",
    RowChange.TYPOGRAPHY: "≈",
    RowChange.MOVED: "↕",
    RowChange.REMOVED: "−",
    RowChange.ADDED: "+",
}
_SAID = {
    RowChange.TYPOGRAPHY: marked("Only typography"),
    RowChange.REMOVED: marked("Removed"),
    RowChange.ADDED: marked("Added"),
}
_DOWN = marked("Moved: stands further down now")
_UP = marked("Moved: stands further up now")
_FROM_BELOW = marked("Moved: stood further down")
_FROM_ABOVE = marked("Moved: stood further up")
_INKS = {RowChange.REMOVED: "removed_ink", RowChange.ADDED: "added_ink"}


@dataclass(frozen=True, slots=True)
class Geometry:
    """The left edges of both columns and the width of each, in pixels of the view."""

    left: float
    right: float
    width: float

    @classmethod
    def of(cls, wide: int) -> Self:
        """Part a view in two columns with a gutter between."""
        width = max((wide - 2 * SIDE - GUTTER) / 2, 80.0)
        return cls(SIDE, SIDE + width + GUTTER, width)


def caption_of(row: Passage, words: Catalogue, *, versions: bool) -> str:
    """Say in words what became of a paragraph; "" where marked words say it."""
    if not row.first:
        return ""
    if not versions and row.change in _INKS:
        return words("Only here")
    if row.change is not RowChange.MOVED:
        return words(_SAID[row.change]) if row.change in _SAID else ""
    there = row.elsewhere or Span(0, 0)
    if row.old is not None:  # offsets of two texts: near enough to say which way
        return words(_DOWN if there.start >= row.old.start else _UP)
    here = row.new or Span(0, 0)
    return words(_FROM_ABOVE if there.start <= here.start else _FROM_BELOW)


def head_of(row: Passage) -> float:
    """Measure what stands above the words of a row."""
    captioned = row.first and row.change not in {RowChange.SAME, RowChange.CHANGED}
    return ABOVE + (CAPTION if captioned else 0)


def paint_row(
    painter: QPainter,
    box: QRectF,
    geometry: Geometry,
    row: Passage,
    letters: tuple[Lettering | None, Lettering | None],
    theme: Theme,
    caption: str,
    *,
    outlined: tuple[Span | None, Span | None],
    selected: Span | None,
    current: bool,
) -> None:
    """Draw a row into its box."""
    top = box.top() + ABOVE + (CAPTION if caption else 0)
    if current:
        painter.fillRect(QRectF(6, box.top() + 3, _BAR, box.height() - 6), theme.color("accent"))
    for number, (side, left) in enumerate(
        zip(letters, (geometry.left, geometry.right), strict=True)
    ):
        if side is None:
            continue
        at = QPointF(left, top)
        if row.change in {RowChange.REMOVED, RowChange.ADDED, RowChange.MOVED}:
            _paint_ground(
                painter, QRectF(left, top, geometry.width, side.height), row.change, theme
            )
        if caption:
            _paint_caption(painter, QPointF(left, top), geometry.width, caption, row.change, theme)
        side.draw(painter, at, theme, selected=selected if number else None)
        span = outlined[number]
        if span is not None:
            outline(painter, side.rects(span), at, theme)
    if row.change in _SIGNS:
        _paint_sign(painter, box, geometry, row.change, theme)


def _paint_ground(painter: QPainter, rect: QRectF, change: RowChange, theme: Theme) -> None:
    token = {RowChange.REMOVED: "removed_fill", RowChange.ADDED: "added_fill"}.get(change, "hover")
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color(token))
    painter.drawRoundedRect(rect.adjusted(-8, -4, 8, 4), 5, 5)


def _paint_caption(
    painter: QPainter, at: QPointF, width: float, said: str, change: RowChange, theme: Theme
) -> None:
    painter.setFont(sans(SMALL_PX, 600))
    painter.setPen(theme.color(_INKS.get(change, "muted")))
    rect = QRectF(at.x() - 8, at.y() - CAPTION - 5, width + 8, CAPTION)
    painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, said)


def _paint_sign(
    painter: QPainter, box: QRectF, geometry: Geometry, change: RowChange, theme: Theme
) -> None:
    painter.setFont(sans(15, 600))
    painter.setPen(theme.color(_INKS.get(change, "muted")))
    left = geometry.left + geometry.width
    rect = QRectF(left, box.top(), geometry.right - left, box.height())
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, _SIGNS[change])


def paint_band(painter: QPainter, box: QRectF, said: str, theme: Theme) -> None:
    """Draw a fold: how much stands there that did not change."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("pane_raised"))
    painter.drawRoundedRect(box.adjusted(12, 5, -12, -5), 8, 8)
    painter.setFont(sans(SMALL_PX))
    painter.setPen(theme.color("muted"))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, f"⋯  {said}")
