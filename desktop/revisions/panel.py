"""The list beside a comparison: how highlights stand, or who else ran the text."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.revisions.list_rows import ListRow, RowList
from desktop.theme import Theme
from resources import Catalogue

WIDTH = 304


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing the list can be narrowed to, and how many there are of it."""

    name: str
    text: str


class Panel(QWidget):
    """A heading, a filter, rows, and what can be done with the chosen one."""

    narrowed = Signal(str)
    confirm_wanted = Signal()
    put_back_wanted = Signal()
    export_wanted = Signal()
    opened = Signal()

    def __init__(self, words: Catalogue, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(240)
        self.heading = QLabel()
        self.heading.setProperty("role", "muted")
        self.filter = QComboBox()
        self.filter.setAccessibleName(words("Show"))
        self.filter.activated.connect(lambda _: self.narrowed.emit(self.filter.currentData()))
        self.list = RowList(words, theme)
        self.empty = QLabel()
        self.empty.setProperty("role", "muted")
        self.empty.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.empty.setContentsMargins(18, 40, 18, 0)
        self.hint = QLabel()
        self.hint.setProperty("role", "small")
        self.hint.setWordWrap(True)
        self.confirm = self._button(words("Confirm"), self.confirm_wanted)
        self.confirm.setToolTip(words("It stands where it was found (Y)"))
        self.put_back = self._button(words("Put back"), self.put_back_wanted)
        self.put_back.setToolTip(words("Put it on the words selected on the right (R)"))
        self.export = self._button(words("Export list…"), self.export_wanted)
        self.open = self._button(words("Open this article"), self.opened)
        self._lay_out()

    def _button(self, text: str, wanted: SignalInstance) -> QPushButton:
        made = QPushButton(text)
        made.setAutoDefault(True)
        made.clicked.connect(wanted)
        return made

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(14, 10, 12, 8)
        head.addWidget(self.heading, 1)
        head.addWidget(self.filter)
        acts = QHBoxLayout()
        acts.setSpacing(8)
        acts.addWidget(self.confirm)
        acts.addWidget(self.put_back)
        acts.addStretch(1)
        foot = QVBoxLayout()
        foot.setContentsMargins(12, 10, 12, 12)
        foot.setSpacing(8)
        foot.addWidget(self.hint)
        foot.addLayout(acts)
        foot.addWidget(self.export)
        foot.addWidget(self.open)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.list, 1)
        column.addWidget(self.empty, 1)
        column.addLayout(foot)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self.list.delegate.theme = theme
        self.list.viewport().update()

    def set_kind(self, *, highlights: bool) -> None:
        """Offer what fits a list of highlights, or one of articles."""
        for part in (self.confirm, self.put_back, self.export, self.filter):
            part.setVisible(highlights)
        self.open.setVisible(not highlights)

    def show_filter(self, choices: Sequence[Choice], name: str) -> None:
        """Offer what the list can be narrowed to."""
        self.filter.clear()
        for choice in choices:
            self.filter.addItem(choice.text, choice.name)
        self.filter.setCurrentIndex(max(self.filter.findData(name), 0))

    def show_rows(self, rows: Sequence[ListRow], heading: str, nothing: str, key: str = "") -> None:
        """Show rows, and `nothing` where there are none."""
        self.heading.setText(heading)
        self.empty.setText(nothing)
        self.empty.setVisible(not rows)
        self.list.setVisible(bool(rows))
        self.list.show_rows(rows, key)
