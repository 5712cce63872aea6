"""The tags beside a selection that has settled, or beside the focused mark."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFontMetrics, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QWidget

from desktop.reader.marks import TagChoice
from desktop.theme import TINY_PX, Theme, sans
from desktop.widgets.badge import SIZE, paint_badge

SHADOW = 14
"""Pixels around the card in which its shadow fades; they take no click."""
PADDING = 5
RADIUS = 10.0
GAP = 8
"""Between the popup's card and the words it belongs to."""
FROM_EDGE = 8
HIGH = 30
_LABEL_PX = 13


class Choice(QAbstractButton):
    """One thing to choose: a badge, where it is a tag, its name and its key."""

    def __init__(self, choice: TagChoice, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.choice = choice
        self._theme = theme
        self._named = True
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setText(choice.label)
        self.setAccessibleName(choice.label)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setCheckable(bool(choice.name))

    def sizeHint(self) -> QSize:
        """Measure badge, name and key."""
        wide = 18 + (SIZE if self.choice.name else 0)
        if self._named:
            wide += QFontMetrics(sans(_LABEL_PX, 500)).horizontalAdvance(self.choice.label)
            wide += 7 if self.choice.name else 0
        if self.choice.key:
            wide += 7 + QFontMetrics(sans(TINY_PX)).horizontalAdvance(self.choice.key)
        return QSize(wide, HIGH)

    def set_compact(self, *, compact: bool) -> None:
        """Show a tag by its badge and key alone, or with its name."""
        self._named = not (compact and self.choice.name)
        self.setToolTip("" if self._named else self.choice.label)
        self.updateGeometry()

    def nextCheckState(self) -> None:
        """Stay as the mark is: the click asks, the answer comes with the marks."""

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that it can be clicked."""
        self.update()
        super().enterEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it, on its tag's tint when the tag is set."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        choice, theme = self.choice, self._theme
        ground = QPainterPath()
        ground.addRoundedRect(QRectF(self.rect()), 7, 7)
        if self.isChecked():
            painter.fillPath(ground, theme.color(f"tag.{choice.name}.fill"))
        elif self.underMouse():
            painter.fillPath(ground, theme.color("hover"))
        x = 9.0
        if choice.name:
            box = QRectF(x, (self.height() - SIZE) / 2, SIZE, SIZE)
            paint_badge(painter, box, choice.name, choice.letter, theme)
            x += SIZE + 7
        painter.setFont(sans(_LABEL_PX, 500 if self.isChecked() else 400))
        painter.setPen(theme.color("ink"))
        align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        if self._named:
            painter.drawText(QRectF(x, 0, self.width() - x, self.height()), align, choice.label)
        painter.setFont(sans(TINY_PX))
        painter.setPen(theme.color("faint"))
        right = QRectF(0, 0, self.width() - 9, self.height())
        painter.drawText(
            right, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, choice.key
        )
        painter.end()


class TagPopup(QWidget):
    """A small card inside the reader. It never takes the focus or the selection."""

    tag_chosen = Signal(str)
    quote_chosen = Signal()
    note_chosen = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._inside = parent
        self._theme = theme
        self._tags: list[Choice] = []
        self._others: list[Choice] = []
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._grid = QGridLayout(self)
        around = SHADOW + PADDING
        self._grid.setContentsMargins(around, around, around, around)
        self._grid.setSpacing(4)
        self._offered: tuple[Sequence[TagChoice], TagChoice, TagChoice] | None = None
        self.hide()

    def set_choices(self, tags: Sequence[TagChoice], quote: TagChoice, note: TagChoice) -> None:
        """Offer these tags, a plain quote and a note."""
        self._offered = (tags, quote, note)
        for old in (*self._tags, *self._others):
            self._grid.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._tags = [Choice(tag, self._theme, self) for tag in tags]
        self._others = [Choice(other, self._theme, self) for other in (quote, note)]
        for tag in self._tags:
            tag.clicked.connect(lambda *_, name=tag.choice.name: self.tag_chosen.emit(name))
        self._others[0].clicked.connect(lambda *_: self.quote_chosen.emit())
        self._others[1].clicked.connect(lambda *_: self.note_chosen.emit())

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        if self._offered is not None:
            self.set_choices(*self._offered)

    def show_beside(self, rect: QRect, *, below: bool, tags: Sequence[str] | None = None) -> None:
        """Show below or above a rectangle of the parent, always wholly inside the parent.

        With `tags` it is a mark's: those are shown as set, and a plain quote is not offered.
        """
        for each in (*self._tags, *self._others):
            each.show()  # one that came while the card was shown would take no room
        for each in self._tags:
            each.setChecked(tags is not None and each.choice.name in tags)
        if self._others:
            self._others[0].setVisible(tags is None)
        self._fit()
        self.move(*_placed(rect, self.size(), self._room(), below=below))
        self.show()
        self.raise_()

    def _room(self) -> QRect:
        """Where the card may lie: inside the parent, off its edges."""
        return self._inside.rect().adjusted(FROM_EDGE, FROM_EDGE, -FROM_EDGE, -FROM_EDGE)

    def _fit(self) -> None:
        """Lay the choices in a row; where that is too wide without names, then in two rows."""
        wanted = QSize()
        for compact, rows in ((False, 1), (True, 1), (True, 2)):
            for each in (*self._tags, *self._others):
                self._grid.removeWidget(each)
                each.set_compact(compact=compact)
            for column, each in enumerate((*self._tags, *self._others)):
                second = rows > 1 and column >= len(self._tags)
                self._grid.addWidget(each, int(second), column - second * len(self._tags))
            self._grid.invalidate()
            wanted = self._grid.sizeHint()
            if wanted.width() - 2 * SHADOW <= self._room().width():
                break
        self.resize(wanted)
        self._grid.activate()

    def card(self) -> QRect:
        """The visible card, in the parent's coordinates."""
        return self.geometry().adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card and its shadow."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        card = QRectF(self.rect()).adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW)
        shadow = self._theme.color("shadow")
        painter.setPen(Qt.PenStyle.NoPen)
        for step in range(SHADOW, 0, -2):
            shadow.setAlphaF(self._theme.color("shadow").alphaF() / SHADOW * 1.2)
            painter.setBrush(shadow)
            around = card.adjusted(-step, -step + 4, step, step).translated(QPointF(0, 1))
            painter.drawRoundedRect(around, RADIUS + step, RADIUS + step)
        painter.setBrush(self._theme.color("card"))
        painter.setPen(QPen(self._theme.color("line"), 1))
        painter.drawRoundedRect(card.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
        painter.end()


def _placed(rect: QRect, size: QSize, inside: QRect, *, below: bool) -> tuple[int, int]:
    """Choose the top left corner: the wanted side, else the other, else over the words."""
    high = size.height() - 2 * SHADOW
    under = rect.bottom() + GAP - SHADOW
    over = rect.top() - GAP - high - SHADOW
    fits_under = under + SHADOW + high <= inside.bottom()
    fits_over = over + SHADOW >= inside.top()
    if below:
        y = under if fits_under or not fits_over else over
    else:
        y = over if fits_over or not fits_under else under
    y = min(max(y, inside.top() - SHADOW), inside.bottom() + SHADOW - size.height())
    x = min(rect.left() - SHADOW, inside.right() + SHADOW - size.width())
    return max(x, inside.left() - SHADOW), y
