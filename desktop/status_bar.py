"""The line at the bottom: what is on the disk, what is unchecked, where the words are from."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from resources import Catalogue

HEIGHT = 28


class _Elided(QLabel):
    """A label that gives way: what does not fit ends in an ellipsis, and in the tool tip."""

    def __init__(self) -> None:
        super().__init__()
        self._whole = ""
        self._quiet = False
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def say(self, text: str) -> None:
        """Show a text as far as there is room."""
        self._whole = text
        self._cut()

    def quiet(self, *, on: bool) -> None:
        """Show nothing for a while; the room stays."""
        self._quiet = on
        self._cut()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut anew."""
        super().resizeEvent(event)
        self._cut()

    def _cut(self) -> None:
        whole = "" if self._quiet else self._whole
        shown = self.fontMetrics().elidedText(whole, Qt.TextElideMode.ElideRight, self.width())
        self.setText(shown)
        self.setToolTip(whole if shown != whole else "")


class StatusBar(QWidget):
    """The status bar; every part is set by a sentence that is ready to be read."""

    stop_wanted = Signal()  # of reading the library
    due_wanted = Signal()  # promises that are due or overdue

    def __init__(self, words: Catalogue, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._text_shown = True
        self.setObjectName("status")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(HEIGHT)
        self._saved = QPushButton()
        self._saved.setProperty("role", "status")
        self._saved.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._unchecked = QLabel()
        self._suggested = QLabel()
        self._language = QLabel()
        self._source = _Elided()
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(22)
        row.addWidget(self._saved)
        self._due = QPushButton()
        self._due.setProperty("role", "status-link")
        self._due.setToolTip(words("Show them in the ledger of promises"))
        self._due.clicked.connect(self.due_wanted)
        self._due.hide()
        row.addWidget(self._due)
        for label in (self._unchecked, self._suggested, self._language):
            label.setProperty("role", "small")
            label.hide()
            row.addWidget(label)
        row.addLayout(self._make_reading())
        self._source.setProperty("role", "small")
        row.addWidget(self._source, 1)
        self._saved.hide()
        self.clicked = self._saved.clicked

    def _make_reading(self) -> QHBoxLayout:
        self._reading = QLabel()
        self._reading.setProperty("role", "small")
        self.stop = QPushButton(self._words("Stop"))
        self.stop.setProperty("role", "status-link")
        self.stop.setToolTip(self._words("Read no more articles for now"))
        self.stop.clicked.connect(self.stop_wanted)
        row = QHBoxLayout()
        row.setSpacing(6)
        for each in (self._reading, self.stop):
            each.hide()
            row.addWidget(each)
        return row

    def say_saved(self, text: str, *, failed: bool = False) -> None:
        """Say how far saving is; a failure can be clicked, to try again."""
        self._saved.setText(text)
        self._saved.setVisible(bool(text))
        self._saved.setEnabled(failed)
        self._saved.setProperty("role", "status-failed" if failed else "status")
        self._saved.style().unpolish(self._saved)
        self._saved.style().polish(self._saved)

    def say_due(self, text: str) -> None:
        """Say which promises are due or overdue; that leads to them."""
        self._due.setText(text)
        self._due.setVisible(bool(text))

    @property
    def due(self) -> QPushButton:
        """What leads to the promises that are due."""
        return self._due

    def say_unchecked(self, text: str) -> None:
        """Say how many highlights of the library nobody checked."""
        self._unchecked.setText(text)
        self._unchecked.setVisible(bool(text))

    def show_text(self, *, shown: bool) -> None:
        """Say what is said of the article, or not where no article is to be seen."""
        self._text_shown = shown
        for label in (self._suggested, self._language):
            label.setVisible(shown and bool(label.text()))
        self._source.quiet(on=not shown)

    def say_suggestions(self, text: str) -> None:
        """Say how many suggestions are pending in the article."""
        self._suggested.setText(text)
        self._suggested.setVisible(self._text_shown and bool(text))

    def say_reading(self, text: str) -> None:
        """Say how far the whole library is read, with the way to stop that."""
        self._reading.setText(text)
        for each in (self._reading, self.stop):
            each.setVisible(bool(text))

    @property
    def reading_text(self) -> str:
        """What is said about reading the library."""
        return self._reading.text()

    @property
    def suggestions_text(self) -> str:
        """What is said about suggestions."""
        return self._suggested.text()

    def say_language(self, text: str) -> None:
        """Say the language of the article."""
        self._language.setText(text)
        self._language.setVisible(self._text_shown and bool(text))

    def say_source(self, text: str) -> None:
        """Say where the article's words are from."""
        self._source.say(text)

    @property
    def saved_text(self) -> str:
        """What is said about saving."""
        return self._saved.text()
