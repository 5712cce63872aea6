"""Choosing another highlight or an article: by its number or by its words."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from desktop.session import Session

if TYPE_CHECKING:
    from annotations.storage.evidence import Other
    from annotations.storage.store import Library

_WAIT = 120  # milliseconds after the last key
_LONGEST = 110


class Field(QLineEdit):
    """A field whose arrows go through the list below it."""

    def __init__(self, below: QListWidget) -> None:
        super().__init__()
        self._below = below

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move through the finds without leaving the field."""
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if event.key() in steps and self._below.count():
            row = self._below.currentRow() + steps[Qt.Key(event.key())]
            self._below.setCurrentRow(max(0, min(row, self._below.count() - 1)))
            return
        super().keyPressEvent(event)


class Chooser(QWidget):
    """A field and the finds below it; the first one is chosen until another is."""

    def __init__(self, session: Session, besides: str) -> None:
        super().__init__()
        words = session.words
        self._session = session
        self._besides = besides
        self._open = True
        self._found: Sequence[Other] = ()
        self.list = QListWidget()
        self.list.setObjectName("boxed")
        self.list.setWordWrap(True)
        self.list.setFixedHeight(150)
        self.list.setAccessibleName(words("Highlights and articles"))
        self.field = Field(self.list)
        self.field.setPlaceholderText(words("K-014, or words of it"))
        self.field.setAccessibleName(words("Find a highlight or an article"))
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_WAIT)
        self._later.timeout.connect(self._look)
        self.field.textChanged.connect(lambda _: self._later.start())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.field)
        column.addWidget(self.list)

    @property
    def chosen(self) -> "Other | None":
        """What is chosen."""
        row = self.list.currentRow()
        return self._found[row] if 0 <= row < len(self._found) else None

    def leave(self) -> None:
        """Take no answer any more."""
        self._open = False

    def _look(self) -> None:
        typed = self.field.text()

        def job(library: "Library") -> "list[Other]":
            from annotations.storage import evidence

            return evidence.find(library, typed)

        self._session.read(job, partial(self._show, typed))

    def _show(self, typed: str, found: "Sequence[Other]") -> None:
        if not self._open or typed != self.field.text():
            return
        words = self._session.words
        self._found = [each for each in found if each.uid != self._besides]
        self.list.clear()
        for each in self._found:
            said = " ".join(each.words.split())
            short = said if len(said) <= _LONGEST else said[:_LONGEST] + "\u2026"
            title = each.title or words("Untitled")
            head = f"K-{each.highlight:03d}  \u201c{short}\u201d" if each.highlight else title
            second = title if each.highlight else each.outlet or words("Article")
            self.list.addItem(QListWidgetItem(f"{head}\n{second}"))
        if self._found:
            self.list.setCurrentRow(0)
