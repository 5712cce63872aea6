"""The strip beside the text: each highlight's tag on the line where it begins."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from operator import attrgetter

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFontMetricsF,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from desktop.reader.geometry import Seen
from desktop.reader.marks import Mark
from desktop.reader.places import PlaceMark, starting
from desktop.reader.view import View
from desktop.theme import TINY_PX, Theme, sans
from desktop.widgets.badge import SIZE, paint_badge, paint_ghost

GAP = 3.0
FROM_TEXT = 14.0
"""Between the badges and the letters, in pixels."""
BADGES = 2
"""More on one line are counted: the strip is narrow and the line's own marks show the rest."""
QUOTE_LETTER = "“"


Sign = tuple[str, str, bool]
"""A tag, its letter, and whether it is only suggested."""


@dataclass(frozen=True, slots=True)
class Group:
    """The marks that begin on one line, and where their badges stand in the strip."""

    rect: QRectF
    marks: tuple[Mark, ...]
    signs: tuple[Sign, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A place of the source, and where its name stands in the strip."""

    rect: QRectF
    place: PlaceMark
    name: str


class Margin(QWidget):
    """Draws the badges of the marks on the screen, and where the source's pages begin.

    A click steps through the marks of a line.
    """

    mark_clicked = Signal(str)

    def __init__(self, view: View) -> None:
        super().__init__(view)
        self._view = view
        self._theme = view.theme
        self._groups: list[Group] | None = None
        self._places: Sequence[PlaceMark] = ()
        self._told: list[Told] | None = None
        self._badges: dict[tuple[Sign, float], QPixmap] = {}
        self.setMouseTracking(True)
        view.moved.connect(self.refresh)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        self._badges.clear()
        self.refresh()

    def refresh(self) -> None:
        """Look anew at what is on the screen."""
        self._groups = self._told = None
        left, _ = self._view.column
        self.setGeometry(0, 0, int(left - 4), self._view.viewport().height())
        self.update()

    def set_places(self, places: Sequence[PlaceMark]) -> None:
        """Name these places of the source where they begin."""
        self._places = places
        self.refresh()

    def recount(self) -> None:
        """Look anew at the marks; paint only badges that changed, or all the page is painted."""
        before, self._groups = self._groups or [], None
        if self._places:
            self._told = None
            self.update()
        after = self.groups()
        for group in (*before, *after):
            if group not in before or group not in after:
                self.update(group.rect.toAlignedRect().adjusted(-SIZE, -1, 1, 1))

    def groups(self) -> list[Group]:
        """List the groups of marks whose lines are on the screen, from the top."""
        if self._groups is None:
            self._groups = self._look()
        return self._groups

    def told(self) -> list[Told]:
        """List the places of the source that begin on the screen; one a line, the first."""
        if self._told is None:
            found: dict[int, Told] = {}
            for seen in self._view.seen() if self._places else ():
                for place in starting(self._places, seen.stretch.start, seen.stretch.end):
                    made = self._tell(seen, place)
                    if made is not None:
                        found.setdefault(round(made.rect.top()), made)
            self._told = list(found.values())
        return self._told

    def _tell(self, seen: Seen, place: PlaceMark) -> Told | None:
        """Place a name at the right of the strip; shorter, or above, where the line has badges."""
        view = self._view
        bar = next(view.geometry_.bars(seen, place.offset, place.offset + 1), None)
        if bar is None:
            return None
        metrics = QFontMetricsF(sans(TINY_PX))
        high = metrics.height() * (2 if place.under else 1)
        right = self.width() + 4 - FROM_TEXT
        top = bar.baseline - view.verticalScrollBar().value() - metrics.ascent()
        badges = [
            each.rect for each in self.groups() if each.rect.intersects(QRectF(0, top, right, high))
        ]
        edge = min((each.left() - GAP for each in badges), default=right)
        for name in (place.short, place.least):
            wide = max(map(metrics.horizontalAdvance, (name, place.under)))
            if wide <= edge:
                return Told(QRectF(edge - wide, top, wide, high), place, name)
        wide = max(map(metrics.horizontalAdvance, (place.short, place.under)))
        if badges:
            top = min(each.top() for each in badges) - high - 1
        return Told(QRectF(max(right - wide, 0), top, wide, high), place, place.short)

    def group_at(self, point: QPointF) -> Group | None:
        """Find the group at a point of the strip."""
        return next((group for group in self.groups() if group.rect.contains(point)), None)

    def _look(self) -> list[Group]:
        lines: dict[float, list[Mark]] = {}
        view = self._view
        for seen in view.seen():
            for mark in view.scene.marks.starting(seen.stretch.start, seen.stretch.end):
                bar = next(view.geometry_.bars(seen, mark.start, mark.start + 1), None)
                if bar is not None:
                    # Two cells of one row are one line.
                    lines.setdefault(round(bar.baseline), []).append(mark)
        right = self.width() + 4 - FROM_TEXT
        top = view.verticalScrollBar().value()
        middle = 5 * view.zoom  # of small letters, above their baseline
        return [_group(tuple(marks), right, y - top - middle) for y, marks in lines.items()]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the badges."""
        painter = QPainter(self)
        painter.setFont(sans(TINY_PX))
        for told in self.told():
            self._paint_place(painter, told)
        for group in self.groups():
            if not group.rect.intersects(QRectF(event.rect())):
                continue
            x = group.rect.left()
            for sign in group.signs[: _shown(group.signs)]:
                painter.drawPixmap(QPointF(x, group.rect.top()), self._badge(sign))
                x += SIZE + GAP
            more = len(group.signs) - _shown(group.signs)
            if more:
                painter.setFont(sans(TINY_PX, 600))
                painter.setPen(self._theme.color("muted"))
                box = QRectF(x, group.rect.top(), SIZE, SIZE)
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, f"+{more}")
        painter.end()

    def _paint_place(self, painter: QPainter, told: Told) -> None:
        high = QFontMetricsF(painter.font()).height()
        line = QRectF(told.rect.left(), told.rect.top(), told.rect.width() + 1, high)
        painter.setPen(self._theme.color("muted"))
        painter.drawText(line, Qt.AlignmentFlag.AlignRight, told.name)
        if told.place.under:
            painter.setPen(self._theme.color("faint"))
            painter.drawText(
                line.translated(0, high), Qt.AlignmentFlag.AlignRight, told.place.under
            )

    def _badge(self, sign: Sign) -> QPixmap:
        """Draw a badge once: a page may show dozens, and each takes a tenth of a millisecond."""
        ratio = self.devicePixelRatioF()
        tag, letter, suggested = sign
        found = self._badges.get((sign, ratio))
        if found is None:
            found = QPixmap(round(SIZE * ratio), round(SIZE * ratio))
            found.setDevicePixelRatio(ratio)
            found.fill(Qt.GlobalColor.transparent)
            painter = QPainter(found)
            box = QRectF(0, 0, SIZE, SIZE)
            if suggested:
                paint_ghost(painter, box, letter, self._theme)
            else:
                paint_badge(painter, box, tag, letter, self._theme)
            painter.end()
            self._badges[sign, ratio] = found
        return found

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Focus the first mark of a line, at the next click the next one."""
        group = self.group_at(event.position())
        if group is None or event.button() is not Qt.MouseButton.LeftButton:
            event.ignore()
            return
        uids = [mark.uid for mark in group.marks]
        focused = self._view.scene.focused
        index = uids.index(focused) + 1 if focused in uids else 0
        self.mark_clicked.emit(uids[index % len(uids)])

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show that a badge can be clicked."""
        over = self.group_at(event.position())
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the page as if the strip were part of it."""
        QCoreApplication.sendEvent(self._view.viewport(), event)

    def event(self, event: QEvent) -> bool:
        """Show the words of the marks of a line."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            group = self.group_at(QPointF(event.pos()))
            where = QPointF(event.pos())
            place = next((each.place for each in self.told() if each.rect.contains(where)), None)
            if group is not None:
                QToolTip.showText(event.globalPos(), self._words(group), self)
            elif place is not None:
                QToolTip.showText(event.globalPos(), escape(place.whole), self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    def _words(self, group: Group) -> str:
        text = self._view.rich.text
        lines = (text[mark.start : min(mark.end, mark.start + 80)] for mark in group.marks)
        return "<br>".join(escape(" ".join(line.split())) for line in lines)


def _group(marks: tuple[Mark, ...], right: float, middle: float) -> Group:
    """Gather what begins on a line; what is only suggested comes after what a person marked."""
    signs: list[Sign] = []
    for mark in sorted(marks, key=attrgetter("suggestion")):
        tags = mark.tags or ("",)
        letters = mark.letters or (QUOTE_LETTER,) * len(tags)
        made = [(*sign, mark.suggestion) for sign in zip(tags, letters, strict=False)]
        signs += [sign for sign in made if sign not in signs]
    cells = min(len(signs), BADGES)
    wide = cells * SIZE + (cells - 1) * GAP
    rect = QRectF(right - wide, round(middle - SIZE / 2), wide, SIZE)
    return Group(rect, marks, tuple(signs))


def _shown(signs: tuple[Sign, ...]) -> int:
    return len(signs) if len(signs) <= BADGES else BADGES - 1
