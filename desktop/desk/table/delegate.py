"""How a cell is drawn: words of the articles in the serif, what is secondary muted."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QTextLayout
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from annotations.desk import DeskRow, Snippet
from annotations.labels import tag_letter
from annotations.vocabulary import PlacementState
from desktop.desk.table.columns import Shown, cell, evidence, failed, more_facts, quiet
from desktop.desk.table.model import ColumnRole, Index, RowRole, SnippetRole
from desktop.highlights.wrapping import wrapped
from desktop.reader.offsets import for_qt
from desktop.theme import SMALL_PX, Theme, sans, serif
from desktop.widgets.badge import SIZE, paint_badge
from desktop.widgets.icon import pixmap
from resources import Catalogue

ROW = 58
"""Pixels of a row: two lines of a quote, with air above and below."""
SIDE = 10
_TOP = 9
_LINE = 20.0
_SMALL_LINE = 18.0
_SIGN = 14


@dataclass(frozen=True, slots=True)
class _Fonts:
    quote: QFont
    value: QFont
    small: QFont
    strong: QFont


class DeskDelegate(QStyledItemDelegate):
    """Draw the cells of the table. No cell is taller than its row."""

    def __init__(self, theme: Theme, words: Catalogue, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self._words = words
        self._type = _Fonts(serif(15), sans(), sans(SMALL_PX), sans(SMALL_PX, 600))

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Give the one height."""
        return QSize(80, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a cell."""
        rect: QRect = option.rect
        painter.save()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        color = self.theme.color
        if chosen:
            painter.fillRect(rect, color("selection"))
        elif option.state & QStyle.StateFlag.State_MouseOver and _editable(index):
            painter.fillRect(rect, color("pane"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), color("line"))
        row: DeskRow | None = index.data(RowRole)
        if row is not None:
            view = option.widget
            column = Shown(index.data(ColumnRole))  # Qt makes a plain string of it
            inner = QRectF(rect.adjusted(SIDE, _TOP, -SIDE + 2, -4))
            painter.setPen(color("faint" if row.trashed else "ink"))
            if not _edited(view, index):  # the line over it shows no second one of the old words
                self._cell(painter, inner, row, column, index.data(SnippetRole), chosen=chosen)
            self._focus(painter, rect, index, view)
        painter.restore()

    def _focus(self, painter: QPainter, rect: QRect, index: Index, view: QWidget | None) -> None:
        """Draw the ring of the cell in focus, and a bar at the head of its row."""
        if not isinstance(view, QTableView) or not view.hasFocus():
            return
        current = view.currentIndex()
        if current.row() != index.row():
            return
        accent = self.theme.color("accent")
        if view.horizontalHeader().visualIndex(index.column()) == 0:
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height() - 1), accent)
        if current.column() == index.column():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(accent, 1.5))
            painter.drawRoundedRect(QRectF(rect).adjusted(1.5, 1.5, -1.5, -2.5), 4, 4)

    # ------------------------------------------------------------------ cells

    def _cell(
        self, painter: QPainter, box: QRectF, row: DeskRow, column: Shown,
        snippet: Snippet | None, *, chosen: bool,
    ) -> None:  # fmt: skip
        muted = "ink" if chosen else "muted"
        if column is Shown.NUMBER:
            self._number(painter, box, row, muted)
        elif column is Shown.QUOTE:
            self._quote(painter, box, row, snippet, chosen=chosen)
        elif column is Shown.TAGS:
            self._tags(painter, box, row, chosen=chosen)
        elif column is Shown.SPEAKER:
            self._speaker(painter, box, row, muted)
        elif column is Shown.FACT:
            self._fact(painter, box, row, muted)
        elif column is Shown.ARTICLE:
            self._article(painter, box, row, muted)
        elif column in (Shown.WORDING, Shown.CLAIM):
            self._check(painter, box, row, column, muted)
        elif column is Shown.EVIDENCE:
            lines = evidence(row, self._words).split("\n")
            self._lines(painter, box, lines[:2], self._type.small)
        else:
            said = cell(row, column, self._words)
            self._wrapped(painter, box, said, self._type.small, 2)

    def _number(self, painter: QPainter, box: QRectF, row: DeskRow, muted: str) -> None:
        painter.setFont(self._type.value)
        painter.setPen(self.theme.color(muted))
        painter.drawText(QPointF(box.left(), box.top() + 14), row.label)
        signs = []
        if row.starred:
            signs.append(("star-filled", "accent"))
        if row.placement in (PlacementState.REVIEW, PlacementState.LOST):
            signs.append(("review", "legal_ink"))
        if row.noted:
            signs.append(("note", muted))
        if row.trashed:
            signs.append(("trash", muted))
        ratio = painter.device().devicePixelRatioF()
        for place, (name, role) in enumerate(signs):
            at = QPointF(box.left() + place * (_SIGN + 4), box.top() + 22)
            painter.drawPixmap(at, pixmap(name, self.theme, role, _SIGN, ratio))

    def _quote(
        self, painter: QPainter, box: QRectF, row: DeskRow, snippet: Snippet | None, *, chosen: bool
    ) -> None:
        text, marks = (snippet.text, snippet.marks) if snippet else (row.quote, ())
        lines, _ = wrapped(text, self._type.quote, box.width(), 2)
        painter.setFont(self._type.quote)
        if not marks:
            self._lines(painter, box.translated(0, -1), lines, self._type.quote, _LINE)
            return
        tint = self.theme.color("page" if chosen else "legal_fill")
        for number, (line, spans) in enumerate(_marked(text, marks, lines)):
            top = box.top() - 1 + number * _LINE
            _draw_marked(painter, QPointF(box.left(), top), line, spans, self._type.quote, tint)

    def _tags(self, painter: QPainter, box: QRectF, row: DeskRow, *, chosen: bool) -> None:
        """Draw badges, in two lines where one does not hold them."""
        step = SIZE + 4
        a_line = max(int((box.width() + 4) // step), 1)
        for place, tag in enumerate(row.tags[: 2 * a_line]):
            left = box.left() + (place % a_line) * step
            top = box.top() - 1 + (place // a_line) * (SIZE + 3)
            badge = QRectF(left, top, SIZE, SIZE)
            if chosen:  # the inks of tags are never set on the chosen row's tint
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(self.theme.color("page"))
                painter.drawRoundedRect(badge, 5, 5)
            paint_badge(painter, badge, tag, tag_letter(tag, self._words), self.theme)

    def _speaker(self, painter: QPainter, box: QRectF, row: DeskRow, muted: str) -> None:
        if row.speaker_name:
            if row.confidential:
                ratio = painter.device().devicePixelRatioF()
                sign = pixmap("lock", self.theme, "accent", _SIGN, ratio)
                painter.drawPixmap(QPointF(box.left(), box.top() + 1), sign)
                box = box.adjusted(_SIGN + 4, 0, 0, 0)
            self._wrapped(painter, box, row.speaker_name, self._type.value, 2)
        elif row.speaker_as_written:
            painter.setPen(self.theme.color(muted))
            self._wrapped(painter, box, row.speaker_as_written, self._type.small, 2)

    def _fact(self, painter: QPainter, box: QRectF, row: DeskRow, muted: str) -> None:
        said = cell(row, Shown.FACT, self._words)
        more = more_facts(row, self._words)
        lines, _ = wrapped(said, self._type.small, box.width(), 1 if more else 2)
        self._lines(painter, box, lines, self._type.small)
        if more:
            painter.setPen(self.theme.color(muted))
            below = box.translated(0, len(lines) * _SMALL_LINE)
            self._lines(painter, below, [more], self._type.small)

    def _article(self, painter: QPainter, box: QRectF, row: DeskRow, muted: str) -> None:
        title = cell(row, Shown.ARTICLE, self._words)
        most = 1 if row.outlet else 2
        lines, _ = wrapped(title, self._type.small, box.width(), most)
        self._lines(painter, box, lines, self._type.small)
        if row.outlet:
            painter.setPen(self.theme.color(muted))
            below = box.translated(0, _SMALL_LINE)
            self._wrapped(painter, below, row.outlet, self._type.small, 1)

    def _check(
        self, painter: QPainter, box: QRectF, row: DeskRow, column: Shown, muted: str
    ) -> None:
        said = cell(row, column, self._words)
        bad = failed(row, column)
        if quiet(row, column):
            painter.setPen(self.theme.color(muted))
        font = self._type.strong if bad else self._type.small
        if bad:  # a sign beside the weight: never a colour alone
            ratio = painter.device().devicePixelRatioF()
            sign = pixmap("warning", self.theme, "ink", _SIGN, ratio)
            painter.drawPixmap(QPointF(box.left(), box.top() + 1), sign)
            box = box.adjusted(_SIGN + 4, 0, 0, 0)
        self._wrapped(painter, box, said, font, 2)

    # ------------------------------------------------------------------ lines

    def _wrapped(self, painter: QPainter, box: QRectF, text: str, font: QFont, most: int) -> None:
        if text:
            lines, _ = wrapped(text, font, box.width(), most)
            self._lines(painter, box, lines, font)

    def _lines(
        self, painter: QPainter, box: QRectF, lines: Sequence[str], font: QFont,
        height: float = _SMALL_LINE,
    ) -> None:  # fmt: skip
        painter.setFont(font)
        metrics = QFontMetricsF(font)
        rise = (height - metrics.height()) / 2 + metrics.ascent()
        for number, line in enumerate(lines):
            shown = metrics.elidedText(for_qt(line), Qt.TextElideMode.ElideRight, box.width())
            painter.drawText(QPointF(box.left(), box.top() + number * height + rise), shown)


def _editable(index: Index) -> bool:
    return bool(index.flags() & Qt.ItemFlag.ItemIsEditable)


def _edited(view: QWidget | None, index: Index) -> bool:
    if not isinstance(view, QTableView):
        return False
    current = view.currentIndex()
    here = (current.row(), current.column()) == (index.row(), index.column())
    return here and view.isPersistentEditorOpen(current)


Spans = list[tuple[int, int]]


def _marked(
    text: str, marks: Sequence[tuple[int, int]], lines: Sequence[str]
) -> list[tuple[str, Spans]]:
    """Find the marks again in lines, whose white space was folded: spans of each line."""
    folded, moved = _folded(text, marks)
    found = []
    start = 0
    for line in lines:
        whole = line.removesuffix("…")
        at = folded.find(whole, start)
        at = start if at < 0 else at
        end = at + len(whole)
        found.append(
            (line, [(max(a, at) - at, min(b, end) - at) for a, b in moved if a < end and b > at])
        )
        start = end
    return found


def _folded(text: str, marks: Sequence[tuple[int, int]]) -> tuple[str, Spans]:
    """Make white space one space, as lines have it, and move the marks with it."""
    places: list[int] = []
    out: list[str] = []
    for letter in text:
        places.append(len(out))
        if not letter.isspace():
            out.append(letter)
        elif out and out[-1] != " ":
            out.append(" ")
    places.append(len(out))
    return "".join(out), [(places[a], places[b]) for a, b in marks if b < len(places)]


def _draw_marked(
    painter: QPainter, at: QPointF, line: str, spans: Spans, font: QFont, tint: QColor
) -> None:
    """Draw a line, the finds in it on a tint and underlined."""
    shown = for_qt(line)
    layout = QTextLayout(shown, font)
    layout.beginLayout()
    made = layout.createLine()
    made.setNumColumns(len(shown))
    layout.endLayout()
    ink = painter.pen()
    for start, end in spans:
        left, right = (
            made.cursorToX(len(line[:each].encode("utf-16-le")) // 2)[0]  # type: ignore[index]
            for each in (start, end)
        )
        box = QRectF(at.x() + min(left, right) - 1, at.y() + 1, abs(right - left) + 2, _LINE - 2)
        painter.fillRect(box, tint)
        painter.setPen(QPen(ink.color(), 1))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
    painter.setPen(ink)
    layout.draw(painter, at)
