"""The page of one speaker: the head, and lists of what he said, promised, cited and was asked."""

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from annotations.speaking import Person
from desktop.desk.people import worded
from desktop.desk.people.head import PersonHead
from desktop.desk.people.told import ToldList
from desktop.theme import Theme
from resources import Catalogue, marked


class Part(StrEnum):
    """What a speaker's page lists, in the order of its tabs; the values are messages."""

    QUOTES = marked("Quotes")
    PROMISES = marked("Promises")
    STATISTICS = marked("Statistics")
    ASKED = marked("Asked")
    TIME = marked("Over time")


_NOTHING = {
    Part.QUOTES: marked("No quotes yet. Name this speaker on the card of a highlight."),
    Part.PROMISES: marked("No promises. Tag what was promised as a commitment, with the key 1."),
    Part.STATISTICS: marked("No numbers cited. Tag a number as a statistic, with the key 2."),
    Part.ASKED: marked("Nothing asked yet. Ask for a reply to a quote before it is published."),
}


class PersonView(QWidget):
    """One speaker: the head, and lists of all there is."""

    opened = Signal(object, str)  # Part, key of the row
    ask_wanted = Signal()

    def __init__(self, words: Catalogue, theme: Theme, *, writable: bool) -> None:
        super().__init__()
        self._words = words
        self._writable = writable
        self.person: Person | None = None
        self.head = PersonHead(words, theme, self, writable=writable)
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(False)
        self.tabs.setAccessibleName(words("What there is of this speaker"))
        self.stack = QStackedWidget()
        self.make_time: Callable[[], QWidget] | None = None
        self._time: QWidget | None = None
        self.lists: dict[Part, ToldList] = {}
        self._empty = QLabel()
        self._empty.setProperty("role", "muted")
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._empty.setContentsMargins(40, 48, 40, 0)
        for part in Part:
            self.tabs.addTab(words(part.value))
            if part is Part.TIME:
                continue
            listed = ToldList(words, theme, words(part.value), self)
            listed.opened.connect(partial(self.opened.emit, part))
            self.lists[part] = listed
            self.stack.addWidget(listed)
        self.stack.addWidget(self._empty)
        self.ask = QPushButton(words("Ask for a reply…"))
        self.ask.setProperty("role", "link")
        self.ask.setToolTip(words("A, on a quote"))
        self.ask.clicked.connect(self.ask_wanted)
        self._lay_out()
        self.tabs.currentChanged.connect(lambda _: self._turn())

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(10, 0, 16, 0)
        row.addWidget(self.tabs)
        row.addStretch(1)
        row.addWidget(self.ask)
        line = QWidget()
        line.setObjectName("hairline")
        line.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        line.setFixedHeight(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addLayout(row)
        column.addWidget(line)
        column.addWidget(self.stack, 1)

    @property
    def part(self) -> Part:
        """What is listed."""
        return list(Part)[self.tabs.currentIndex()]

    def focus_part(self) -> None:
        """Put the keyboard on what is listed."""
        shown = self._time if self.part is Part.TIME else self.lists[self.part]
        if shown is not None:
            shown.setFocus()

    def show_person(self, person: Person, today: date) -> None:
        """Show a speaker with all there is; another one from the top."""
        words, before = self._words, self.person
        other = before is None or before.family.stands.uid != person.family.stands.uid
        if other:
            self.head.flush()  # what was typed meanwhile is about the one before
        self.person = person
        self.head.show_family(person.family, worded.counted(person, words))
        rows = {
            Part.QUOTES: worded.quotes(person, words),
            Part.PROMISES: worded.promises(person, words),
            Part.STATISTICS: worded.statistics(person, words),
            Part.ASKED: worded.requests(person, words, today),
        }
        for place, (part, some) in enumerate(rows.items()):
            self.lists[part].show_rows(some)
            self.tabs.setTabText(place, f"{words(part.value)}  {words.number(len(some))}")
            if other:
                self.lists[part].scrollToTop()
        self.ask.setVisible(self._writable and bool(person.quotes))
        self._turn()

    def _turn(self) -> None:
        if self.part is Part.TIME:
            self._show_time()
            return
        listed = self.lists[self.part]
        some = bool(listed.rows.rows)
        self._empty.setText(self._words(_NOTHING[self.part]))
        self.stack.setCurrentWidget(listed if some else self._empty)

    def _show_time(self) -> None:
        """Show the quotes as bars over time, made when they are first asked for."""
        if self._time is None and self.make_time is not None:
            self._time = self.make_time()
            self.stack.addWidget(self._time)
        elif self._time is not None:
            self._time.refresh()  # type: ignore[attr-defined] # a PersonTime
        if self._time is not None:
            self.stack.setCurrentWidget(self._time)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        if self._time is not None:
            self._time.set_theme(theme)  # type: ignore[attr-defined] # a PersonTime
        self.head.set_theme(theme)
        for listed in self.lists.values():
            listed.set_theme(theme)
