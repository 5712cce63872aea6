"""The card of the suggestion in focus: drawn like the others, dashed, with what can be done."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from annotations.labels import tag_letter, tag_name
from desktop.highlights import drawing
from desktop.highlights.summary import Summary
from desktop.theme import SMALL_PX, TINY_PX, Theme, sans
from desktop.widgets.badge import SIZE, paint_badge
from resources import Catalogue

HIGH = 28
BESIDE = 6
FOOT = 3
"""Below the last row of deeds, in pixels."""


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing to do with a suggestion: "accept", "reject", or the name of a tag, and its key."""

    name: str
    label: str
    key: str
    tag: str = ""


class DeedButton(QAbstractButton):
    """A deed with its key; the first is the main one. The keyboard stays in the text."""

    def __init__(self, deed: Deed, words: Catalogue, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.deed = deed
        self.theme = theme
        self._letter = tag_letter(deed.tag, words) if deed.tag else ""
        self.setText(deed.label)
        self.setAccessibleName(deed.label)
        self.setToolTip(words("Accept as {tag}", tag=deed.label) if deed.tag else "")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        """Measure the words, or the badge, and the key."""
        wide = SIZE
        if not self.deed.tag:
            wide = QFontMetrics(sans(SMALL_PX, 500)).horizontalAdvance(self.text())
        key = QFontMetrics(sans(TINY_PX)).horizontalAdvance(self.deed.key)
        around = 6 if self.deed.tag else 20
        return QSize(wide + (key + BESIDE if self.deed.key else 0) + around, HIGH)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, main = self.theme, self.deed.name == "accept"
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        over = self.underMouse() or self.isDown()
        ground = "accent" if main else ("hover" if over else "card")
        edge = "accent" if main or self.hasFocus() else "line"
        if not self.deed.tag or over or self.hasFocus():
            painter.setPen(QPen(theme.color("ink" if main and self.hasFocus() else edge), 1))
            painter.setBrush(theme.color(ground))
            painter.drawRoundedRect(box, 8, 8)
        left = 3.0 if self.deed.tag else 10.0
        if self.deed.tag:
            place = QRectF(left, (self.height() - SIZE) / 2, SIZE, SIZE)
            paint_badge(painter, place, self.deed.tag, self._letter, theme)
        else:
            painter.setFont(sans(SMALL_PX, 500))
            painter.setPen(theme.color("accent_ink" if main else "ink"))
            inside = QRectF(left, 0, self.width(), self.height())
            painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter, self.text())
        painter.setFont(sans(TINY_PX))
        painter.setPen(theme.color("accent_ink" if main else "faint"))
        end = QRectF(0, 0, self.width() - left, self.height())
        align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(end, align, self.deed.key)
        painter.end()


class GhostCard(QWidget):
    """One suggestion; `wanted` carries the name of a deed."""

    wanted = Signal(str)
    quote_clicked = Signal()

    def __init__(self, words: Catalogue, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._theme = theme
        self._type = drawing.fonts()
        self._card: Summary | None = None
        self._laid: drawing.Laid | None = None
        self.deeds: list[DeedButton] = []
        self.hide()

    @property
    def uid(self) -> str:
        """The suggestion it shows, "" for none."""
        return self._card.uid if self._card else ""

    @property
    def summary(self) -> Summary | None:
        """What it says."""
        return self._card

    def show_suggestion(self, card: Summary | None, deeds: Sequence[Deed] = ()) -> None:
        """Show a suggestion with what can be done, None for nothing."""
        self._card, self._laid = card, None
        if card is None:
            self.hide()
            return
        if [each.deed for each in self.deeds] != [*deeds]:
            self._make(deeds)
        self.setAccessibleName(card.spoken)
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        for each in self.deeds:
            each.theme = theme
        self.update()

    def height_for(self, width: int) -> int:
        """Say how tall the card is at a width, without the gap below."""
        if self._card is None:
            return 0
        said = self._lay(self._card, width).height - drawing.GAP
        rows = len(self._rows(width))
        return said + rows * (HIGH + BESIDE) + (FOOT if rows else 0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the card; the deeds are widgets."""
        if self._card is None:
            return
        painter = QPainter(self)
        rect = QRectF(self.rect())
        drawing.paint_ghost_frame(painter, rect, self._theme)
        laid = self._lay(self._card, self.width())
        drawing.paint_inside(painter, rect, self._card, laid, self._theme, self._words, self._type)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Click the card: go to the words in the text."""
        self.quote_clicked.emit()
        event.accept()

    def _lay(self, card: Summary, width: int) -> drawing.Laid:
        if self._laid is None or self._laid.width != width:
            self._laid = drawing.lay_out(card, width, self._type)
        return self._laid

    def _make(self, deeds: Sequence[Deed]) -> None:
        for old in self.deeds:
            old.hide()
            old.deleteLater()
        self.deeds = [DeedButton(deed, self._words, self._theme, self) for deed in deeds]
        for each in self.deeds:
            each.clicked.connect(lambda *_, name=each.deed.name: self.wanted.emit(name))
            each.show()
        self._place()

    def _rows(self, width: int) -> list[list[DeedButton]]:
        """Set the deeds in a row; where that is too wide, the tags in one of their own."""
        if not self.deeds:
            return []
        tags = [each for each in self.deeds if each.deed.tag]
        others = [each for each in self.deeds if not each.deed.tag]
        wide = sum(each.sizeHint().width() for each in self.deeds) + BESIDE * len(others)
        if wide <= width - 2 * drawing.PADDING_X:
            return [self.deeds]
        return [row for row in (others, tags) if row]

    def _place(self) -> None:
        rows = self._rows(self.width())
        top = self.height() - FOOT - BESIDE - HIGH - (len(rows) - 1) * (HIGH + BESIDE)
        for row in rows:
            left = drawing.PADDING_X - (3 if row[0].deed.tag else 0)
            right = self.width() - drawing.PADDING_X + 4
            tags = [each for each in row if each.deed.tag]
            for each in row:
                if tags and each is tags[0] and len(tags) < len(row):
                    left = right - sum(tag.sizeHint().width() for tag in tags)
                wide = each.sizeHint().width()
                each.setGeometry(left, top, wide, HIGH)
                left += wide + (0 if each.deed.tag else BESIDE)
            top += HIGH + BESIDE

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the deeds at the foot."""
        super().resizeEvent(event)
        self._place()


def tag_deeds(names: Sequence[tuple[str, str]], words: Catalogue) -> list[Deed]:
    """Make the deeds of tags from (name, key): accept with that tag."""
    return [Deed(f"tag:{name}", tag_name(name, words), key, name) for name, key in names]
