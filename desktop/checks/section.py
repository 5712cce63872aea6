"""The section over the cards: what does not agree in the open article, each with its working."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop.checks.checking import Checked
from desktop.reader.offsets import for_qt
from desktop.theme import Theme
from desktop.widgets.icon import icon
from resources import Catalogue

_SHARE = 0.4
"""Of the pane's height, at most: the highlights come first."""
MOST_OFFERED = 20
"""Other articles in a menu."""
_SPACE = 6
_BAR = 10
"""Pixels that a scroll bar takes: as many are free where there is none."""
_PADDING = (10, 7, 10, 7)


class FindingRow(QPushButton):
    """One finding on a tint: its sentence, its working, and where the other passage is."""

    here_wanted = Signal()
    there_wanted = Signal(object)  # Elsewhere
    stepped = Signal(int)

    def __init__(self, checked: Checked, words: Catalogue, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        from annotations.checking.telling import tell

        self._words = words
        self.checked = checked
        self.sentence, self.working = tell(checked.finding, words)
        self.setProperty("role", "finding")
        self.setAutoDefault(True)  # Enter presses it, outside of a dialog too
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(*_PADDING)
        column.setSpacing(2)
        column.addWidget(_line(self.sentence, "said"))
        if self.working:
            column.addWidget(_line(self.working, "working"))
        spoken = [self.sentence, self.working]
        if checked.places:
            where = words("In “{title}”", title=checked.places[0].title or words("Untitled"))
            column.addWidget(_line(where, "working"))
            spoken.append(where)
            column.addLayout(self._links(words))
            self.setToolTip(words("Open that article at the passage"))
        else:
            self.setToolTip(words("Go to the passage; press again for the next one"))
        self.setAccessibleName(". ".join(filter(None, spoken)))

    def _links(self, words: Catalogue) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(14)
        here = _link(words("Show the passage here"))
        here.clicked.connect(self.here_wanted)
        row.addWidget(here)
        more = self.checked.places[1:]
        if more:
            others = _link(words.plural("{n} more article", "{n} more articles", len(more)))
            others.clicked.connect(lambda: self._offer(others))
            row.addWidget(others)
        row.addStretch(1)
        return row

    def _offer(self, under: QWidget) -> None:
        """Offer the other articles that the finding is about."""
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        for place in self.checked.places[1 : MOST_OFFERED + 1]:
            title = for_qt(place.title or self._words("Untitled")).replace("&", "&&")
            action = menu.addAction(title)
            action.triggered.connect(lambda _=False, each=place: self.there_wanted.emit(each))
        menu.popup(under.mapToGlobal(QPoint(0, under.height())))

    def sizeHint(self) -> QSize:
        """Be as high as the words need."""
        return QSize(200, self.heightForWidth(max(self.width(), 160)))

    def minimumSizeHint(self) -> QSize:
        """Give way in width, never in height."""
        return QSize(120, self.sizeHint().height())

    def hasHeightForWidth(self) -> bool:
        """Say that words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Measure the words."""
        return max(self._column.totalHeightForWidth(width), 32)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Measure anew."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step from finding to finding."""
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_J: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_K: -1}
        if event.key() in steps:
            self.stepped.emit(steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)


class ChecksSection(QWidget):
    """Findings under a heading that folds them; hidden where all agrees.

    `chosen` is a press on a row, `here_wanted` one that asks for the passage in this article,
    `there_wanted` for that in another one.
    """

    chosen = Signal(object)  # Checked
    here_wanted = Signal(object)  # Checked
    there_wanted = Signal(object)  # Elsewhere
    folded = Signal(bool)
    returned = Signal()  # Esc: the reader should have the keyboard

    def __init__(self, words: Catalogue, theme: Theme, *, folded: bool = False) -> None:
        super().__init__()
        self._words = words
        self._theme = theme
        self._folded = folded
        self.rows: list[FindingRow] = []
        self.head = QPushButton()
        self.head.setProperty("role", "fold")
        self.head.setAutoDefault(True)
        self.head.setIconSize(QSize(12, 12))
        self.head.setToolTip(words("What does not agree, with its working"))
        self.head.clicked.connect(self._fold)
        top = QHBoxLayout()
        top.setContentsMargins(0, 0, 14, 0)
        top.addWidget(self.head)
        top.addStretch(1)
        self._inside = QWidget()
        self._column = QVBoxLayout(self._inside)
        self._column.setSpacing(_SPACE)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its rows have it
        self._scroll.setWidget(self._inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_SPACE)
        column.addLayout(top)
        column.addWidget(self._scroll)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.hide()

    @property
    def is_folded(self) -> bool:
        """Whether only the heading is shown."""
        return self._folded

    def show_findings(self, found: Sequence[Checked]) -> None:
        """Show what does not agree; nothing hides the section."""
        for row in self.rows:
            self._column.removeWidget(row)
            row.deleteLater()
        self.rows = [self._row(each) for each in found]
        for row in self.rows:
            self._column.addWidget(row)
        count = self._words.plural("{n} mismatch", "{n} mismatches", len(found))
        self.head.setText(count)
        self._dress()
        self.setVisible(bool(found))
        self._scroll.verticalScrollBar().setValue(0)
        self.fit()

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        self._dress()

    def fit(self) -> None:
        """Be as high as the findings, and no higher than a share of the pane."""
        width = max(self.width(), 160) - _BAR
        wanted = sum(row.heightForWidth(width) for row in self.rows)
        wanted += _SPACE * max(len(self.rows) - 1, 0)
        pane = self.parentWidget()
        most = round((pane.height() if pane else 800) * _SHARE)
        high = min(wanted, max(most, 96))
        self._column.setContentsMargins(0, 0, _BAR if high == wanted else 0, 0)
        self._scroll.setFixedHeight(high)
        self._scroll.setVisible(not self._folded)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Measure for the new width."""
        super().resizeEvent(event)
        self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give the keyboard back."""
        if event.key() == Qt.Key.Key_Escape:
            self.returned.emit()
        else:
            super().keyPressEvent(event)

    def _row(self, checked: Checked) -> FindingRow:
        row = FindingRow(checked, self._words)
        row.clicked.connect(lambda: self.chosen.emit(checked))
        row.here_wanted.connect(lambda: self.here_wanted.emit(checked))
        row.there_wanted.connect(self.there_wanted)
        row.stepped.connect(lambda by: self._step(row, by))
        return row

    def _step(self, row: FindingRow, by: int) -> None:
        place = self.rows.index(row) + by
        if 0 <= place < len(self.rows):
            self.rows[place].setFocus(Qt.FocusReason.TabFocusReason)
            self._scroll.ensureWidgetVisible(self.rows[place], 0, 0)

    def _fold(self) -> None:
        self._folded = not self._folded
        self._dress()
        self.fit()
        self.folded.emit(self._folded)

    def _dress(self) -> None:
        self.head.setIcon(icon("right" if self._folded else "down", self._theme, "legal_ink", 12))
        said = self._words("Show them") if self._folded else self._words("Fold them away")
        self.head.setAccessibleDescription(said)


def _link(text: str) -> QPushButton:
    link = QPushButton(text)
    link.setProperty("role", "link")
    link.setAutoDefault(True)
    return link


def _line(text: str, role: str) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)  # an article's words may look like HTML
    label.setProperty("role", role)
    label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    return label
