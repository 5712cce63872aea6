"""The line below the table: how much it shows, and what to do with what is chosen."""

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QWidget,
)

from desktop.theme import Theme
from desktop.widgets.icon import icon
from resources import Catalogue, marked

HEIGHT = 46
_ACTS: Mapping[str, str] = {
    "tags": marked("Tags"),
    "speaker": marked("Speaker"),
    "wording": marked("Wording"),
    "claim": marked("Claim"),
    "assign": marked("Assign"),
    "more": marked("More"),
}
_MENUS = frozenset({"tags", "wording", "claim", "more"})


class _Said(QLabel):
    """Words that give way to the buttons: what does not fit is in the tool tip."""

    def __init__(self) -> None:
        super().__init__()
        self.whole = ""
        self.setProperty("role", "muted")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def say(self, text: str) -> None:
        """Show words as far as there is room."""
        self.whole = text
        self._cut()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut anew."""
        super().resizeEvent(event)
        self._cut()

    def _cut(self) -> None:
        mode = Qt.TextElideMode.ElideRight
        shown = self.fontMetrics().elidedText(self.whole, mode, self.width())
        self.setText(shown)
        self.setAccessibleName(self.whole)
        self.setToolTip(self.whole if shown != self.whole else "")


class BulkBar(QWidget):
    """Always there, so that nothing moves when a row is chosen."""

    wanted = Signal(str)  # a name of _ACTS
    stop_wanted = Signal()

    def __init__(self, theme: Theme, words: Catalogue) -> None:
        super().__init__()
        self._words = words
        self.setObjectName("pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(HEIGHT)
        self.said = _Said()
        self.said.setMinimumWidth(60)
        self.chosen = QLabel()
        self.buttons = {name: self._button(name) for name in _ACTS}
        self._stack = QStackedWidget()
        self._stack.addWidget(self._acts())
        self._stack.addWidget(self._progress())
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 0, 14, 0)
        row.setSpacing(14)
        row.addWidget(self.said, 1)
        row.addWidget(self.chosen)
        row.addWidget(self._stack)
        self.set_theme(theme)
        self.show_chosen(0, writable=True)

    def _button(self, name: str) -> QPushButton:
        button = QPushButton(self._words(_ACTS[name]))
        button.setProperty("role", "flat")
        button.setIconSize(QSize(12, 12))
        button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the arrow stands behind
        button.clicked.connect(lambda _=False: self.wanted.emit(name))
        return button

    def _acts(self) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        for button in self.buttons.values():
            row.addWidget(button)
        return box

    def _progress(self) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        self._how_far = QLabel()
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(140)
        self._stop = QPushButton(self._words("Stop"))
        self._stop.clicked.connect(self.stop_wanted)
        row.addStretch(1)
        for part in (self._how_far, self._bar, self._stop):
            row.addWidget(part)
        return box

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        for name, button in self.buttons.items():
            if name in _MENUS:
                button.setIcon(icon("down", theme, "muted", 12))

    def show_found(self, found: int, of_all: int, *, read_only: bool, trash: bool) -> None:
        """Say how many of the library's highlights the table shows."""
        words = self._words
        number = words.number
        said = words("{n} of {m}", n=number(found), m=number(of_all))
        if trash:
            said = words("{n} in the trash", n=number(found))
        elif found >= of_all:
            said = words.plural("{n} highlight", "{n} highlights", found)
        if read_only:
            said += " · " + words("read-only: nothing can be changed here")
        self.said.say(said)

    def show_chosen(self, many: int, *, writable: bool) -> None:
        """Say how many are chosen, and offer what can be done with them."""
        self.chosen.setText(
            self._words("{n} chosen", n=self._words.number(many)) if many > 1 else ""
        )
        for name, button in self.buttons.items():
            button.setEnabled(many > 0 and (writable or name == "more"))

    def show_progress(self, done: int, of_all: int) -> None:
        """Say how far a change has come; 0 of 0 is that it is over."""
        self._stack.setCurrentIndex(1 if of_all else 0)
        if of_all:
            number = self._words.number
            self._how_far.setText(
                self._words("{n} of {all} highlights", n=number(done), all=number(of_all))
            )
            self._bar.setRange(0, of_all)
            self._bar.setValue(done)
            self._stop.show()

    def show_storing(self, many: int) -> None:
        """Say that changes are being stored, which nobody can count or stop; 0 is that they are."""
        self._stack.setCurrentIndex(1 if many else 0)
        if many:
            some = self._words.plural("{n} highlight", "{n} highlights", many)
            self._how_far.setText(self._words("Storing {highlights}…", highlights=some))
            self._bar.setRange(0, 0)
            self._stop.hide()
