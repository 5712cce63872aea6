"""The bar over the ledger: which promises are listed, and whose."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QComboBox, QHBoxLayout, QLineEdit, QPushButton, QWidget

from desktop.desk.promises.which import Narrowed, Which
from resources import Catalogue

_NAMES = 150
"""Pixels of the widest name that is shown whole."""


class LedgerBar(QWidget):
    """Parts of the ledger with their counts; `narrowed` says that another is wanted."""

    narrowed = Signal()
    left = Signal()  # with the arrow down or Enter: into the table

    def __init__(self, words: Catalogue, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self.parts: dict[Which, QPushButton] = {}
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 14, 8)
        row.setSpacing(2)
        for which in Which:
            button = QPushButton(words(which.value))
            button.setProperty("role", "part")
            button.setCheckable(True)
            button.setAutoDefault(True)
            self._group.addButton(button)
            self.parts[which] = button
            row.addWidget(button)
        self.parts[Which.OPEN].setChecked(True)
        self.whose = QComboBox()
        self.whose.setAccessibleName(words("Whose promises"))
        self.whose.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.whose.setFixedWidth(_NAMES)
        self.whose.addItem(words("Everybody"), "")
        self.field = QLineEdit()
        self.field.setPlaceholderText(words("Find a promise"))
        self.field.setAccessibleName(words("Find a promise"))
        self.field.setClearButtonEnabled(True)
        self.field.setMaximumWidth(2 * _NAMES)
        row.addStretch(1)
        row.addWidget(self.whose)
        row.addSpacing(6)
        row.addWidget(self.field, 2)
        self._group.buttonClicked.connect(lambda _: self.narrowed.emit())
        self.whose.activated.connect(lambda _: self.narrowed.emit())
        self.field.textChanged.connect(lambda _: self.narrowed.emit())

    @property
    def wanted(self) -> Narrowed:
        """What is asked for."""
        which = next(each for each, button in self.parts.items() if button.isChecked())
        return Narrowed(which, self.whose.currentData() or "", self.field.text())

    def ask_for(self, which: Which, speaker: str = "") -> None:
        """Ask for a part, of everybody or one."""
        self.parts[which].setChecked(True)
        self.field.clear()
        self.whose.setCurrentIndex(max(self.whose.findData(speaker), 0))
        self.narrowed.emit()

    def show_counts(self, counted: Mapping[Which, int], people: Sequence[tuple[str, str]]) -> None:
        """Say how many there are of each part, and who made promises, as (uid, name)."""
        for which, button in self.parts.items():
            name, number = self._words(which.value), self._words.number(counted[which])
            button.setText(f"{name}  {number}")
            button.setAccessibleName(f"{name}: {number}")
        here = [
            (self.whose.itemData(n), self.whose.itemText(n)) for n in range(1, self.whose.count())
        ]
        if here != list(people):
            chosen = self.whose.currentData()
            self.whose.clear()
            self.whose.addItem(self._words("Everybody"), "")
            for uid, name in people:
                self.whose.addItem(name, uid)
            self.whose.setCurrentIndex(max(self.whose.findData(chosen), 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go down into the table."""
        if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.left.emit()
        elif event.key() == Qt.Key.Key_Escape and self.field.text():
            self.field.clear()
            self.left.emit()
        else:
            super().keyPressEvent(event)
