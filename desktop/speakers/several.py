"""The page for several chosen speakers: which of them stands for all."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QLabel, QPushButton, QRadioButton, QVBoxLayout, QWidget

from desktop.speakers.people import Person
from resources import Catalogue

MOST = 12
"""Speakers that can be merged at once; more are rather chosen by mistake."""


class SeveralPage(QWidget):
    """Asks which name stands; `merged` carries the uid of that speaker."""

    merged = Signal(str)

    def __init__(self, words: Catalogue, *, writable: bool) -> None:
        super().__init__()
        self._words = words
        self._writable = writable
        self._people: Sequence[Person] = ()
        self.group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 10, 2)
        column.setSpacing(8)
        self._heading = QLabel()
        self._heading.setProperty("role", "heading")
        self._heading.setWordWrap(True)
        column.addWidget(self._heading)
        ask = QLabel(words("Under which name?"))
        ask.setProperty("role", "muted")
        column.addWidget(ask)
        self._choices = QVBoxLayout()
        self._choices.setSpacing(2)
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
        column.addWidget(self.button)
        column.addStretch(1)

    def show_people(self, people: Sequence[Person]) -> None:
        """Offer to merge these; the one with most highlights is proposed."""
        words = self._words
        for button in self.group.buttons():
            self.group.removeButton(button)
            self._choices.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._people = people
        few = len(people) <= MOST
        self._heading.setText(
            words.plural("{n} speaker is chosen", "{n} speakers are chosen", len(people))
        )
        most = max(people, key=lambda each: each.count)
        for number, person in enumerate(people if few else ()):
            count = words.plural("{n} highlight", "{n} highlights", person.count)
            button = QRadioButton(f"{person.family.stands.name.replace('&', '&&')}  ·  {count}")
            button.setChecked(person is most)
            button.setToolTip(person.about)
            self.group.addButton(button, number)
            self._choices.addWidget(button)
        self._say(people, few=few)

    def _say(self, people: Sequence[Person], *, few: bool) -> None:
        words = self._words
        said = words(
            "They become one speaker: all names find it, and all highlights count for it. Each"
            " highlight remembers whose it was, so they can be taken apart again."
        )
        if any(each.family.stands.confidential for each in people):
            said += " " + words("One of them is confidential: then all of them are.")
        if not few:
            said = words("Choose at most {n} speakers to merge them.", n=MOST)
        self._said.setText(said)
        total = words.number(len(people))
        self.button.setText(words("Merge {n} speakers into one", n=total))
        self.button.setEnabled(self._writable and few)

    def _merge(self) -> None:
        place = self.group.checkedId()
        if 0 <= place < len(self._people):
            self.merged.emit(self._people[place].uid)
