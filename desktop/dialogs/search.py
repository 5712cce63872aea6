"""Search everything: finds in articles, quotes and notes as one types, below the field."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QTextLayout
from PySide6.QtWidgets import (
    QLabel,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from annotations.dates import show_date
from annotations.queries import Hit
from desktop.theme import SMALL_PX, Theme, sans, serif
from desktop.top_bar import SearchField
from desktop.widgets.popup import Popup, paint_chosen
from resources import Catalogue

if TYPE_CHECKING:
    from annotations.storage.store import Library

_WAIT = 120  # milliseconds after the last key
_LIMIT = 50
_ROW, _SIDE = 66, 12
_WIDTH, _HEIGHT = 560, 520
Read = Callable[[Callable[["Library"], Any], Callable[[Any], None]], None]
Index = QModelIndex | QPersistentModelIndex


class HitDelegate(QStyledItemDelegate):
    """Draw a find: title and where from, then the words around it with the match marked."""

    def __init__(self, theme: Theme, words: Catalogue, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self._words = words

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Give the one height."""
        return QSize(240, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the find."""
        hit: Hit = index.data(Qt.ItemDataRole.UserRole)
        rect: QRect = option.rect
        color = self.theme.color
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            paint_chosen(painter, rect, self.theme)
        inner = rect.adjusted(_SIDE, 9, -_SIDE, -8)
        painter.setFont(sans(SMALL_PX))
        painter.setPen(color("ink" if chosen else "muted"))
        where = self._where(hit)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
        painter.drawText(inner, right, where)
        taken = painter.fontMetrics().horizontalAdvance(where) + 12
        painter.setFont(sans(weight=600))
        painter.setPen(color("ink"))
        room = inner.width() - taken
        mode = Qt.TextElideMode.ElideRight
        title = hit.title or self._words("Untitled")
        title = painter.fontMetrics().elidedText(title, mode, room)
        painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, title)
        self._snippet(painter, inner.adjusted(0, 22, 0, 0), hit, chosen=chosen)
        painter.restore()

    def _where(self, hit: Hit) -> str:
        date = show_date(hit.published, self._words) if hit.published else ""
        number = f"K-{hit.highlight:03d}" if hit.highlight else ""
        return " · ".join(part for part in (number, hit.outlet, date) if part)

    def _snippet(self, painter: QPainter, rect: QRect, hit: Hit, *, chosen: bool) -> None:
        """Draw one line around the first match, every match on a tint."""
        font = serif(14)
        text, marks = _one_line(hit.snippet, hit.marks, QFontMetrics(font), rect.width())
        layout = QTextLayout(text, font)
        layout.beginLayout()
        line = layout.createLine()
        line.setNumColumns(len(text))
        layout.endLayout()
        tint = self.theme.color("legal_fill" if not chosen else "page")
        for start, end in marks:
            left, right = line.cursorToX(start)[0], line.cursorToX(end)[0]  # type: ignore[index]
            box = QRect(rect.left() + round(left) - 1, rect.top(), round(right - left) + 2, 20)
            painter.fillRect(box, tint)
        painter.setPen(self.theme.color("ink"))
        layout.draw(painter, QPoint(rect.left(), rect.top()))


def _one_line(
    snippet: str, marks: Sequence[tuple[int, int]], metrics: QFontMetrics, width: int
) -> tuple[str, list[tuple[int, int]]]:
    """Cut a snippet so that its first match stands in a line of `width` pixels.

    Spans come back in UTF-16 units, which is how Qt counts in a layout.
    """
    flat = "".join(" " if letter.isspace() else letter for letter in snippet)
    first = marks[0][0] if marks else 0
    start = 0
    while first - start > 0 and metrics.horizontalAdvance(flat[start:first]) > width // 3:
        start += max((first - start) // 4, 1)
    prefix = "…" if start else ""
    text = prefix + flat[start:]
    cut = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
    shift = len(prefix) - start
    moved = [(a + shift, b + shift) for a, b in marks if a >= start]
    inside = [(a, min(b, len(cut))) for a, b in moved if a < len(cut)]

    def units(at: int) -> int:
        return len(cut[:at].encode("utf-16-le")) // 2

    return cut, [(units(a), units(b)) for a, b in inside]


class SearchPanel(Popup):
    """The finds below the search field; `opened` carries the chosen Hit."""

    opened = Signal(object)
    left = Signal()  # Esc: the text should have the keyboard

    def __init__(self, theme: Theme, words: Catalogue, field: SearchField, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._words = words
        self._field = field
        self._read: Read | None = None
        self._request = 0
        self._said = QLabel()
        self._said.setProperty("role", "small")
        self._said.setContentsMargins(10, 4, 10, 4)
        self.list = QListWidget()
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._delegate = HitDelegate(theme, words, self.list)
        self.list.setItemDelegate(self._delegate)
        self.list.setUniformItemSizes(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 6)
        column.setSpacing(2)
        column.addWidget(self._said)
        column.addWidget(self.list, 1)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT)
        self._timer.timeout.connect(self._ask)
        field.textChanged.connect(self._typed)
        field.returnPressed.connect(self._open_chosen)
        field.left.connect(self._leave)
        field.installEventFilter(self)
        self.list.itemClicked.connect(lambda _: self._open_chosen())

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        super().set_theme(theme)
        if hasattr(self, "_delegate"):
            self._delegate.theme = theme

    def search_in(self, read: Read | None) -> None:
        """Search another library."""
        self._read = read
        self.close_popup()

    def eventFilter(self, watched: QObject, event: object) -> bool:
        """Let the arrows walk through the finds while one types."""
        if watched is self._field and isinstance(event, QKeyEvent) and self.isVisible():
            steps = {int(Qt.Key.Key_Down): 1, int(Qt.Key.Key_Up): -1}
            if event.type() is QKeyEvent.Type.KeyPress and event.key() in steps:
                count = max(self.list.count(), 1)
                row = (self.list.currentRow() + steps[event.key()]) % count
                self.list.setCurrentRow(row)
                return True
        return super().eventFilter(watched, event)  # type: ignore[arg-type]

    def _typed(self, text: str) -> None:
        if text.strip() and self._read:
            self._timer.start()
        else:
            self._timer.stop()
            self._request += 1
            self.close_popup()

    def _ask(self) -> None:
        words = self._field.text().strip()
        if not words or self._read is None:
            return
        self._request += 1
        request = self._request

        def job(library: "Library") -> list[Hit]:
            from annotations.storage import search

            return search.search(library, words, limit=_LIMIT)

        def take(hits: list[Hit]) -> None:
            if request == self._request:
                self.show_hits(hits)

        self._read(job, take)

    def show_hits(self, hits: Sequence[Hit]) -> None:
        """Show finds, the best first."""
        self.list.clear()
        for hit in hits:
            item = QListWidgetItem(hit.title or self._words("Untitled"))
            item.setData(Qt.ItemDataRole.UserRole, hit)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        many = len(hits) >= _LIMIT
        count = self._words.plural("{n} result", "{n} results", len(hits))
        said = self._words("First {n} results", n=_LIMIT) if many else count
        self._said.setText(said if hits else self._words("Nothing found. Try fewer letters."))
        self.list.setVisible(bool(hits))
        self._place(len(hits))

    def _place(self, count: int) -> None:
        field = self._field
        corner = field.mapTo(self.sheet_of, QPoint(0, field.height() + 6))
        width = max(field.width(), _WIDTH)
        left = min(corner.x(), self.sheet_of.width() - width - 12)
        height = min(44 + count * _ROW, _HEIGHT)
        self.open_at(QRect(max(left, 12), corner.y(), width, height), beside=field)

    def _open_chosen(self) -> None:
        item = self.list.currentItem() if self.isVisible() else None
        if item is not None:
            self.close_popup()
            self.opened.emit(item.data(Qt.ItemDataRole.UserRole))
        else:
            self._ask()

    def _leave(self) -> None:
        self.close_popup()
        self._field.clear()
        self.left.emit()
