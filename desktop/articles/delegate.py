"""How a row of the list of articles is drawn: two lines of title, where from, what is in it."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from annotations.dates import show_date
from annotations.labels import label, tag_letter
from annotations.queries import ArticleRow
from desktop.articles.list_model import RowRole
from desktop.reader.offsets import astral_in, for_qt, from_units
from desktop.theme import SMALL_PX, Theme, sans
from desktop.widgets.badge import SIZE, paint_badge
from desktop.widgets.icon import pixmap
from resources import Catalogue

_SIDE, _TOP, _GAP = 16, 12, 4
_BAR = 3
_LINES = 2
_STAR = 14
_MARK = 14


class ArticleDelegate(QStyledItemDelegate):
    """Draw articles; all rows are alike in height, so that 100,000 need no measuring."""

    def __init__(self, theme: Theme, words: Catalogue, parent: QWidget) -> None:
        super().__init__(parent)
        self._words = words
        self._theme = theme
        self._title = sans(weight=600)
        self._seen = sans(weight=500)
        self._meta = sans(SMALL_PX)
        self._shown = 0

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme

    def set_shown(self, article_id: int) -> None:
        """Remember which article the reader shows."""
        self._shown = article_id

    @property
    def height(self) -> int:
        """The height of every row, in pixels."""
        title = _line_height(self._title) * _LINES
        meta = QFontMetrics(self._meta).height()
        return _TOP + title + _GAP + meta + _GAP + SIZE + _TOP + 1

    def sizeHint(
        self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Give the one size that all rows have."""
        return QSize(160, self.height)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw a row, or its outline while it is being read."""
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        self._ground(painter, rect, state, chosen=chosen)
        row = index.data(RowRole)
        # A scroll bar lies in the margin: no title wraps anew when it comes.
        view: QWidget | None = option.widget
        beside = view.width() - rect.width() if view else 0
        inner = rect.adjusted(_SIDE, _TOP, -max(_SIDE - beside, _GAP), -_TOP)
        if isinstance(row, ArticleRow):
            self._row(painter, inner, row, chosen=chosen)
        else:
            self._outline(painter, inner)
        painter.restore()

    def _ground(
        self, painter: QPainter, rect: QRect, state: QStyle.StateFlag, *, chosen: bool
    ) -> None:
        color = self._theme.color
        if chosen:
            painter.fillRect(rect, color("page"))
            painter.fillRect(QRect(rect.topLeft(), QSize(_BAR, rect.height())), color("accent"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, color("pane_raised"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), color("line"))
        if state & QStyle.StateFlag.State_HasFocus and not chosen:
            painter.setPen(color("accent"))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))

    def _row(self, painter: QPainter, inner: QRect, row: ArticleRow, *, chosen: bool) -> None:
        color = self._theme.color
        faded = row.read and not chosen
        font = self._seen if faded else self._title
        width = inner.width() - (_STAR + _GAP if row.starred else 0)
        painter.setPen(color("muted" if faded else "ink"))
        title = row.title or row.opening or self._words("Untitled")
        draw_lines(painter, QRect(inner.topLeft(), QSize(width, inner.height())), title, font)
        if row.starred:
            ratio = painter.device().devicePixelRatio()
            star = pixmap("star-filled", self._theme, "accent", _STAR, ratio)
            painter.drawPixmap(QPoint(inner.right() - _STAR + 1, inner.top() + 2), star)
        metrics = QFontMetrics(self._meta)
        top = inner.top() + _line_height(self._title) * _LINES + _GAP
        painter.setFont(self._meta)
        painter.setPen(color("muted"))
        meta = QRect(inner.left(), top, inner.width(), metrics.height())
        self._text(painter, meta, self._origin(row))
        below = QRect(inner.left(), meta.bottom() + 1 + _GAP, inner.width(), SIZE)
        self._chips(painter, below, row)

    def _origin(self, row: ArticleRow) -> str:
        date = show_date(row.published, self._words) if row.published else row.published_words
        parts = (row.outlet or label(row.kind, self._words), date)
        return " · ".join(part for part in parts if part)

    def _chips(self, painter: QPainter, rect: QRect, row: ArticleRow) -> None:
        color = self._theme.color
        metrics = QFontMetrics(self._meta)
        left = rect.left()
        plain = row.highlights - sum(count for _, count in row.tag_counts)
        counts = list(row.tag_counts)
        if plain > 0 and not counts:
            counts.append(("", plain))
        for tag, count in counts:
            number = self._words.number(count)
            needed = SIZE + _GAP + metrics.horizontalAdvance(number)
            if left + needed > rect.right():
                break
            letter = tag_letter(tag, self._words) if tag else "“"
            paint_badge(painter, QRectF(left, rect.top(), SIZE, SIZE), tag, letter, self._theme)
            painter.setFont(self._meta)
            painter.setPen(color("ink"))
            place = QRect(left + SIZE + _GAP, rect.top(), rect.right() - left - SIZE, SIZE)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, number)
            left += needed + 8
        painter.setFont(self._meta)
        said = self._aside(row)
        if said:
            painter.setPen(color("legal_ink" if row.to_review else "muted"))
            mark = _MARK + _GAP + metrics.horizontalAdvance("00") if row.checks else 0
            place = QRect(left, rect.top(), max(rect.right() - left - mark, 0), SIZE)
            self._text(painter, place, said)
            left += min(metrics.horizontalAdvance(said) + 10, place.width())
        if row.checks:
            self._mismatches(painter, QRect(left, rect.top(), rect.right() - left, SIZE), row)

    def _mismatches(self, painter: QPainter, rect: QRect, row: ArticleRow) -> None:
        """Draw a sign with how much does not agree, in words where there is room."""
        if rect.width() < _MARK:
            return
        ratio = painter.device().devicePixelRatio()
        sign = pixmap("warning", self._theme, "legal_ink", _MARK, ratio)
        painter.drawPixmap(QPoint(rect.left(), rect.top() + (SIZE - _MARK) // 2), sign)
        painter.setPen(self._theme.color("legal_ink"))
        beside = rect.adjusted(_MARK + _GAP, 0, 0, 0)
        said = self._words.plural("{n} mismatch", "{n} mismatches", row.checks)
        if painter.fontMetrics().horizontalAdvance(said) > beside.width():
            said = self._words.number(row.checks)
        self._text(painter, beside, said)

    def _aside(self, row: ArticleRow) -> str:
        if row.to_review:
            return self._words.plural("{n} to review", "{n} to review", row.to_review)
        return "" if row.highlights else self._words("No highlights yet")

    def _text(self, painter: QPainter, rect: QRect, text: str) -> None:
        metrics = painter.fontMetrics()
        shown = metrics.elidedText(for_qt(text), Qt.TextElideMode.ElideRight, rect.width())
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.drawText(rect, flags, for_qt(shown))

    def _outline(self, painter: QPainter, inner: QRect) -> None:
        """Draw bars where words will stand: the row is there, its words are on their way."""
        color = self._theme.color("pane_raised")
        for line, part in enumerate((0.9, 0.6, 0.4)):
            bar = QRect(inner.left(), inner.top() + 3 + line * 20, round(inner.width() * part), 10)
            painter.fillRect(bar, color)


def _line_height(font: QFont) -> int:
    """Give the title's leading: 1.35 of the size of its letters."""
    return round(font.pixelSize() * 1.35)


def draw_lines(painter: QPainter, rect: QRect, text: str, font: QFont, lines: int = _LINES) -> None:
    """Draw `text` in at most so many lines, the last one with an ellipsis where it is cut."""
    metrics = QFontMetrics(font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout = QTextLayout(for_qt(text), font)
    astral = astral_in(text)  # Qt counts UTF-16 units
    layout.setTextOption(option)
    layout.beginLayout()
    painter.setFont(font)
    top = rect.top()
    leading = _line_height(font)
    for number in range(lines):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(rect.width())
        start = from_units(astral, line.textStart())
        end = from_units(astral, line.textStart() + line.textLength())
        piece = for_qt(text[start:end].rstrip())
        if number == lines - 1 and end < len(text):
            rest = for_qt(text[start:])
            piece = for_qt(metrics.elidedText(rest, Qt.TextElideMode.ElideRight, rect.width()))
        box = QRect(rect.left(), top, rect.width(), leading)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, piece)
        top += leading
    layout.endLayout()
