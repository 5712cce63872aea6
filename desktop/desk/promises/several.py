"""The page for several chosen promises: which of them stands for all."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QLabel, QPushButton, QRadioButton, QVBoxLayout, QWidget

from annotations.dates import show_written
from annotations.ledger import Pledge
from resources import Catalogue

MOST = 12
"""Promises that can be merged at once; more are rather chosen by mistake."""
_LONGEST = 90


class SeveralPage(QWidget):
    """Asks which promise stands; `merged` carries its key."""

    merged = Signal(str)

    def __init__(self, words: Catalogue, *, writable: bool) -> None:
        super().__init__()
        self._words = words
        self._writable = writable
        self._pledges: Sequence[Pledge] = ()
        self.group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(8)
        self._heading = QLabel()
        self._heading.setProperty("role", "heading")
        self._heading.setWordWrap(True)
        column.addWidget(self._heading)
        self._ask = QLabel(words("Which one stands for all?"))
        self._ask.setProperty("role", "muted")
        column.addWidget(self._ask)
        self._choices = QVBoxLayout()
        self._choices.setSpacing(6)
        column.addLayout(self._choices)
        self._said = QLabel()
        self._said.setProperty("role", "small")
        self._said.setWordWrap(True)
        column.addWidget(self._said)
        self.button = QPushButton()
        self.button.setProperty("role", "main")
        self.button.setAutoDefault(True)
        self.button.clicked.connect(self._merge)
        column.addSpacing(4)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)

    def show_pledges(self, pledges: Sequence[Pledge]) -> None:
        """Offer to merge these; the one with most mentions is proposed."""
        words = self._words
        for button in self.group.buttons():
            self.group.removeButton(button)
            self._choices.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._pledges = pledges
        few = len(pledges) <= MOST
        self._heading.setText(
            words.plural("{n} promise is chosen", "{n} promises are chosen", len(pledges))
        )
        most = max(pledges, key=lambda each: len(each.mentions))
        for number, pledge in enumerate(pledges if few else ()):
            button = QRadioButton(self._about(pledge).replace("&", "&&"))
            button.setToolTip(pledge.what)
            button.setChecked(pledge is most)
            self.group.addButton(button, number)
            self._choices.addWidget(button)
            QWidget.setTabOrder(button, self.button)  # it was there before them
        said = words(
            "They become one promise with all mentions and one history. Each keeps its own words,"
            " so they can be taken apart again."
        )
        if not few:
            said = words("Choose at most {n} promises to merge them.", n=MOST)
        self._ask.setVisible(few)
        self._said.setText(said)
        self.button.setText(words("Merge {n} promises into one", n=words.number(len(pledges))))
        self.button.setEnabled(self._writable and few)

    def _about(self, pledge: Pledge) -> str:
        """Say a promise on two lines."""
        what = " ".join(pledge.what.split())
        short = what if len(what) <= _LONGEST else f"{what[: _LONGEST - 1].rstrip()}…"
        width = 46  # characters a line: a radio button does not wrap by itself
        lines, line = [], ""
        for word in short.split():
            if line and len(line) + len(word) >= width:
                lines.append(line)
                line = word
            else:
                line = f"{line} {word}".strip()
        day = show_written(pledge.deadline, self._words)
        mentions = self._words.plural("{n} mention", "{n} mentions", len(pledge.mentions))
        return "\n".join([*lines, line, " · ".join(filter(None, (pledge.who, day, mentions)))])

    def _merge(self) -> None:
        place = self.group.checkedId()
        if 0 <= place < len(self._pledges):
            self.merged.emit(self._pledges[place].key)
