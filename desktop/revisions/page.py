"""The comparison as it stands in the window: bar, headings over both sides, verdict, list."""

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.revisions.columns import Columns
from desktop.revisions.panel import WIDTH, Panel
from desktop.revisions.passages import Texts
from desktop.revisions.row_paint import GUTTER, SIDE
from desktop.theme import Theme
from desktop.widgets.empty_state import EmptyState
from desktop.widgets.icon import icon
from resources import Catalogue

_ICON = 18
_BUTTON_BESIDE = 44
"""Pixels kept free at the right: the button that unfolds the highlights stands there."""


class _Line(QLabel):
    """A line that ends in an ellipsis where there is no room; it never asks for more."""

    def minimumSizeHint(self) -> QSize:
        """Give any width: a long headline would make the window wider."""
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw as much as there is room for."""
        room, at = self.contentsRect(), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        shown = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, room.width()
        )
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(room, at, shown)
        painter.end()


@dataclass(frozen=True, slots=True)
class Side:
    """What stands over one side: choices (number, text), the one chosen, and a line below."""

    choices: tuple[tuple[int, str], ...]
    chosen: int
    below: str = ""


class ComparisonPage(QWidget):
    """Shows what it is given; every wish is a signal."""

    closed = Signal()
    sides_chosen = Signal(int, int)

    def __init__(self, words: Catalogue, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.columns = Columns(words, theme)
        self.panel = Panel(words, theme)
        self.title = QLabel()
        self.title.setProperty("role", "name")
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.place = QLabel()
        self.place.setProperty("role", "small")
        self.previous = QToolButton()
        self.next = QToolButton()
        self.everything = QPushButton(words("Show everything"))
        self.everything.setProperty("role", "flat")
        self.everything.setCheckable(True)
        self.close_button = QToolButton()
        self.sides = (QComboBox(), QComboBox())
        self._below = (_Line(), _Line())
        self.verdict = QLabel()
        self.verdict.setProperty("role", "notice")
        self.verdict.setWordWrap(True)
        self.verdict.setTextFormat(Qt.TextFormat.PlainText)
        self.nothing = EmptyState(theme)
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()
        self.set_theme(theme)
        self.setFocusProxy(self.columns)
        self._awaits_keyboard = False

    # ------------------------------------------------------------------ making

    def _lay_out(self) -> None:
        left = QWidget()
        left.setMinimumWidth(360)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._headings())
        around = QVBoxLayout()
        around.setContentsMargins(round(SIDE) - 8, 0, round(SIDE), 6)
        around.addWidget(self.verdict)
        column.addLayout(around)
        for each in (QWidget(), self._busy(), self.columns, self.nothing):
            self._stack.addWidget(each)
        column.addWidget(self._stack, 1)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(left)
        self.splitter.addWidget(self.panel)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setSizes([1000, WIDTH])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._bar())
        whole.addWidget(self.splitter, 1)

    def _bar(self) -> QWidget:
        bar = QWidget()
        bar.setObjectName("bar")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        bar.setFixedHeight(44)
        row = QHBoxLayout(bar)
        row.setContentsMargins(round(SIDE), 0, _BUTTON_BESIDE, 0)
        row.setSpacing(4)
        row.addWidget(self.title, 1)
        row.addWidget(self.place)
        row.addSpacing(4)
        for each in (self.previous, self.next, self.everything, self.close_button):
            row.addWidget(each)
        return bar

    def _headings(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(round(SIDE) - 8, 12, round(SIDE), 8)
        row.setSpacing(round(GUTTER) - 8)
        for combo, below in zip(self.sides, self._below, strict=True):
            below.setProperty("role", "small")
            below.setTextFormat(Qt.TextFormat.PlainText)
            below.setContentsMargins(8, 0, 0, 0)
            combo.setMinimumWidth(120)
            combo.setProperty("role", "side")
            one = QVBoxLayout()
            one.setSpacing(3)
            one.addWidget(combo)
            one.addWidget(below)
            row.addLayout(one, 1)
        return row

    def _busy(self) -> QWidget:
        made = QWidget()
        self._waiting = QLabel(self._words("Comparing…"), alignment=Qt.AlignmentFlag.AlignCenter)
        self._waiting.setProperty("role", "muted")
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        bar.setFixedWidth(220)
        column = QVBoxLayout(made)
        column.addStretch(2)
        column.addWidget(self._waiting)
        column.addWidget(bar, alignment=Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        return made

    def _connect(self) -> None:
        words, columns = self._words, self.columns
        self.previous.clicked.connect(lambda: columns.step(-1))
        self.next.clicked.connect(lambda: columns.step(1))
        for button, name in (
            (self.previous, words("Previous change (K)")),
            (self.next, words("Next change (J)")),
            (self.close_button, words("Close (Esc)")),
        ):
            button.setToolTip(name)
            button.setAccessibleName(name)
            button.setIconSize(QSize(_ICON, _ICON))
        self.close_button.clicked.connect(self.closed)
        self.everything.toggled.connect(lambda on: columns.unfold_all(unfold=on))
        self.everything.clicked.connect(lambda _: columns.setFocus())
        columns.stepped.connect(lambda _: self._say_place())
        columns.escaped.connect(self.closed)
        self.panel.list.escaped.connect(self.closed)
        self.sides[0].setAccessibleName(words("The older side"))
        self.sides[1].setAccessibleName(words("The newer side"))
        for combo in self.sides:
            combo.activated.connect(lambda _: self._choose())

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        for button, name in (
            (self.previous, "up"),
            (self.next, "down"),
            (self.close_button, "close"),
        ):
            button.setIcon(icon(name, theme, "muted", _ICON))
        for part in (self.columns, self.panel, self.nothing):
            part.set_theme(theme)

    # ------------------------------------------------------------------ what is shown

    def show_sides(self, old: Side, new: Side) -> None:
        """Say what stands on either side."""
        for combo, below, side in zip(self.sides, self._below, (old, new), strict=True):
            combo.clear()
            for number, text in side.choices:
                combo.addItem(text, number)
            combo.setCurrentIndex(max(combo.findData(side.chosen), 0))
            combo.setEnabled(len(side.choices) > 1)
            below.setText(side.below)
            below.setToolTip(side.below)
            below.setVisible(bool(side.below))

    def show_busy(self, *, said: bool = True) -> None:
        """Show that it is being compared; at first, as it may be quick, without saying so."""
        self.verdict.hide()
        self._stack.setCurrentIndex(1 if said else 0)
        self._say_place()

    def show_texts(self, texts: Texts, verdict: str, *, warn: bool = False) -> None:
        """Show a comparison, and what is to be said of it; `warn` of what nobody announced."""
        self.everything.setChecked(False)
        self.columns.show_texts(texts)
        self.verdict.setText(verdict)
        self.verdict.setVisible(bool(verdict))
        self.verdict.setProperty("role", "notice" if warn else "told")
        self.verdict.style().unpolish(self.verdict)
        self.verdict.style().polish(self.verdict)
        self._stack.setCurrentWidget(self.columns)
        if self._awaits_keyboard:
            self.take_keyboard()
        self._say_place()

    def take_keyboard(self) -> None:
        """Put the keyboard on the texts; while they are still compared, once they are shown."""
        # A hidden widget takes no focus: it would stay on whatever Qt finds first beside it.
        self._awaits_keyboard = not self.comparing
        self.columns.setFocus()

    def say_nothing(self, icon_name: str, heading: str, sentence: str = "") -> None:
        """Say why there is no comparison."""
        self.verdict.hide()
        self.nothing.say(icon_name, heading, sentence)
        self._stack.setCurrentWidget(self.nothing)
        self._say_place()

    @property
    def comparing(self) -> bool:
        """Whether a comparison is shown."""
        return self._stack.currentWidget() is self.columns

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave with Esc, wherever the focus is."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _say_place(self) -> None:
        words, count = self._words, self.columns.count if self.comparing else 0
        at = self.columns.current
        if count and at >= 0:
            said = words("change {n} of {all}", n=words.number(at + 1), all=words.number(count))
        else:
            said = words.plural("{n} change", "{n} changes", count) if count else ""
        self.place.setText(said)
        for button in (self.previous, self.next, self.everything):
            button.setEnabled(count > 0)

    def _choose(self) -> None:
        old, new = (combo.currentData() for combo in self.sides)
        self.sides_chosen.emit(old, new)
