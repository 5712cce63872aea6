"""The evidence on the focused card: a row each, and the way to add more."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from annotations.model import Evidence
from annotations.vocabulary import ArticleKind, EvidenceKind, LocatorKind
from desktop.evidence.worded import Worded, worded
from desktop.highlights import drawing
from desktop.reader.offsets import for_qt
from desktop.session import Session
from desktop.theme import Theme
from desktop.widgets.icon import pixmap
from resources import marked

if TYPE_CHECKING:
    from annotations.storage.evidence import Other
    from annotations.storage.store import Library

_ICON = 15
_INSET = 5
_LOOKED_AT = 20  # blocks: a transcript has times from its beginning
_NAMED = frozenset({EvidenceKind.HIGHLIGHT, EvidenceKind.ARTICLE})


class EvidenceRow(QAbstractButton):
    """One piece of evidence: a button that offers what can be done with it."""

    removed = Signal()
    stepped = Signal(int)

    def __init__(self, evidence: Evidence, parent: QWidget) -> None:
        super().__init__(parent)
        self.evidence = evidence
        self._said: Worded | None = None
        self._theme: Theme | None = None
        self._type = drawing.fonts()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(lambda _: self.click())

    def show_words(self, said: Worded, theme: Theme) -> None:
        """Show a piece of evidence."""
        self._said, self._theme = said, theme
        self.setAccessibleName(said.spoken)
        self.setToolTip(said.spoken)
        self.update()

    def sizeHint(self) -> QSize:
        """Two lines."""
        return QSize(160, round(2 * drawing.LINE) + 3)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter, remove with Del, step with the arrows."""
        key = event.key()
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Menu}:
            self.click()
        elif key == Qt.Key.Key_Delete:
            self.removed.emit()
        elif key in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            self.stepped.emit(1 if key == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the row as the facts above it are drawn."""
        if self._said is None or self._theme is None:
            return
        theme, line = self._theme, drawing.LINE
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -1.5)
        if self.underMouse() or self.hasFocus():
            drawing.paint_box(painter, whole, theme.color("pane_raised"))
        if self.hasFocus():
            painter.setPen(QPen(theme.color("accent"), 1))
            painter.drawRoundedRect(whole, 8, 8)
        ratio = self.devicePixelRatioF()
        painter.drawPixmap(
            QPointF(_INSET, 3), pixmap(self._said.icon, theme, "muted", _ICON, ratio)
        )
        left = _INSET + _ICON + 7
        width = self.width() - left - _INSET
        painter.setFont(self._type.value)
        painter.setPen(theme.color("ink"))
        # The ends of a file's name and of an address tell more than their middle.
        middle, end = Qt.TextElideMode.ElideMiddle, Qt.TextElideMode.ElideRight
        _draw(painter, QRectF(left, 1, width, line), self._said.name, middle)
        painter.setFont(self._type.faint)
        painter.setPen(theme.color("muted"))
        stance = self._said.stance
        _draw(painter, QRectF(left, line, width, line), stance, end)
        wide = QFontMetricsF(self._type.faint).horizontalAdvance(f"{stance}  ")
        painter.setPen(theme.color("faint"))
        _draw(painter, QRectF(left + wide, line, width - wide, line), self._said.faint, end)
        painter.end()


def _draw(painter: QPainter, place: QRectF, text: str, cut: Qt.TextElideMode) -> None:
    shown = QFontMetricsF(painter.font()).elidedText(for_qt(text), cut, place.width())
    painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, shown)


class EvidenceRows(QWidget):
    """All evidence of the highlight on the card; not there while there is none.

    In a transcript the way to attach the recording is there from the start.
    """

    resized = Signal()
    add_wanted = Signal(str)  # highlight uid
    opened = Signal(object, QPoint)  # Evidence: what can be done with it, at a place of the screen
    removed = Signal(object)  # Evidence

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._words = session.words
        self._uid = ""
        self._theme: Theme | None = None
        self._others: dict[str, Other] = {}
        self._asked: frozenset[str] = frozenset()
        self.rows: list[EvidenceRow] = []
        self.add = QPushButton(self)
        self.add.setProperty("role", "link")
        self.add.setAccessibleName(self._words("Add evidence…"))
        self.add.setCursor(Qt.CursorShape.PointingHandCursor)
        self.add.clicked.connect(lambda: self.add_wanted.emit(self._uid))
        title = QLabel(self._words("Evidence"), self)
        title.setProperty("role", "fact")
        title.setIndent(0)
        title.setFixedWidth(drawing.LABEL_WIDTH)
        head = QHBoxLayout()
        head.setSpacing(drawing.COLUMN_GAP)
        head.addWidget(title)
        head.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        head.addStretch(1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(1)
        self._column.addLayout(head)

    @property
    def tabs(self) -> list[QWidget]:
        """What Tab goes through, from above."""
        return [self.add, *self.rows]

    def show_of(self, uid: str, theme: Theme) -> None:
        """Show the evidence of a highlight as it is painted now."""
        self._uid, self._theme = uid, theme
        found = self._session.evidence().get(uid, [])
        if [row.evidence.uid for row in self.rows] != [each.uid for each in found]:
            self._make(found)
        for row, each in zip(self.rows, found, strict=True):
            row.evidence = each
        self._say()
        recording = not found and is_transcript(self._session)
        self.add.setText(self._words(_RECORDING if recording else _MORE))
        writable = not self._session.store.read_only
        self.add.setVisible(writable and (bool(found) or recording))
        self.setVisible(bool(found) or not self.add.isHidden())
        self._look_up(found)

    def focus_first(self) -> None:
        """Put the keyboard on the first piece of evidence."""
        if self.rows:
            self.rows[0].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _make(self, found: Sequence[Evidence]) -> None:
        focused = next((at for at, row in enumerate(self.rows) if row.hasFocus()), -1)
        for row in self.rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [EvidenceRow(each, self) for each in found]
        for place, row in enumerate(self.rows):
            self._column.addWidget(row)
            row.clicked.connect(lambda _=False, each=row: self._open(each))
            row.removed.connect(lambda each=row: self.removed.emit(each.evidence))
            row.stepped.connect(lambda step, at=place: self._step(at + step))
        if focused >= 0 and self.rows:  # it was removed: the one that follows, for the next Del
            self.rows[min(focused, len(self.rows) - 1)].setFocus()
        self.resized.emit()

    def _say(self) -> None:
        if self._theme is None:
            return
        for row in self.rows:
            said = worded(row.evidence, self._words, self._others)
            if self._session.save_state(row.evidence.uid) == "failed":
                said = replace(said, faint=self._words("not saved"))
            row.show_words(said, self._theme)

    def _open(self, row: EvidenceRow) -> None:
        self.opened.emit(row.evidence, row.mapToGlobal(QPoint(_INSET, row.height())))

    def _step(self, place: int) -> None:
        if 0 <= place < len(self.rows):
            self.rows[place].setFocus(Qt.FocusReason.TabFocusReason)

    def _look_up(self, found: Sequence[Evidence]) -> None:
        """Ask what the highlights and articles are that are named here."""
        wanted = frozenset(each.target for each in found if each.kind in _NAMED)
        if not wanted or wanted == self._asked:
            return
        self._asked = wanted

        def job(library: "Library") -> "dict[str, Other]":
            from annotations.storage import evidence

            return evidence.others(library, tuple(wanted))

        self._session.read(job, self._take)

    def _take(self, others: "dict[str, Other]") -> None:
        self._others |= others
        self._say()


def is_transcript(session: Session) -> bool:
    """Whether the open article writes down what was recorded."""
    opened = session.article
    if opened is None:
        return False
    first = (block.locator for block in opened.text.blocks[:_LOOKED_AT])
    timed = any(each is not None and each.kind is LocatorKind.TIME for each in first)
    return timed or opened.article.metadata.kind is ArticleKind.TRANSCRIPT


_MORE = marked("Add…")
_RECORDING = marked("Attach the recording\u2026")
