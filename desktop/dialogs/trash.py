"""The highlights in the trash: what they said, where, and the way back."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QWidget

from annotations.entries import Entry
from desktop.dialogs.asking import Sheet
from desktop.session import Session

if TYPE_CHECKING:
    from annotations.storage.store import Library

MOST = 500
"""Highlights listed, the last of the library first."""
_LONGEST = 160


class TrashSheet(Sheet):
    """List deleted highlights; those chosen come back with number, facts and notes."""

    emptying_wanted = Signal()

    def __init__(self, parent: QWidget, session: Session) -> None:
        words = session.words
        super().__init__(parent, words("Trash"), width=620)
        self._session = session
        self._words = words
        self._entries: Sequence[Entry] = ()
        self._open = True
        self.finished.connect(self._closed)
        self.said = self.say(words("Looking…"), "muted")
        self.list = QListWidget()
        self.list.setObjectName("boxed")
        self.list.setWordWrap(True)
        self.list.setMinimumHeight(100)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.setAccessibleName(words("Highlights in the trash"))
        self.column.addWidget(self.list, 1)
        self.say(words("Deleted articles are in the list Trash at the left."), "small")
        self._button = self.add_buttons(words, words("Restore"), away=words("Close"))
        self.list.itemSelectionChanged.connect(self._follow)
        self.list.itemDoubleClicked.connect(lambda _: self.accept())
        self.accepted.connect(self._restore)
        self._follow()
        self.fit(640, 500)
        session.read(_deleted, self._show)

    def _show(self, entries: Sequence[Entry]) -> None:
        if not self._open:
            return
        self._entries = entries
        words = self._words
        for entry in entries:
            quote = " ".join(entry.highlight.quote.exact.split())
            short = quote if len(quote) <= _LONGEST else quote[:_LONGEST] + "…"
            title = entry.article.metadata.title or words("Untitled")
            item = QListWidgetItem(f"{entry.highlight.label}  “{short}”\n{title}")
            item.setData(Qt.ItemDataRole.UserRole, entry.highlight.uid)
            self.list.addItem(item)
        count = words.plural("{n} deleted highlight", "{n} deleted highlights", len(entries))
        self.said.setText(count if entries else words("No deleted highlight."))
        if entries:
            self.list.setCurrentRow(0)

    def _follow(self) -> None:
        if self._button:
            self._button.setEnabled(
                bool(self.list.selectedItems()) and not self._session.store.read_only
            )

    def _restore(self) -> None:
        chosen = {item.data(Qt.ItemDataRole.UserRole) for item in self.list.selectedItems()}
        for entry in self._entries:
            if entry.highlight.uid in chosen:
                self._session.restore(entry.highlight)

    def _closed(self) -> None:
        self._open = False


def _deleted(library: "Library") -> list[Entry]:
    from annotations.queries import Filter
    from annotations.storage import highlights

    found = highlights.ids(library, Filter(trash=True))
    entries = highlights.entries(library, found[-MOST:])
    return [entry for entry in reversed(entries) if entry.highlight.trashed]
