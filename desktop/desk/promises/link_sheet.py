"""The dialog that asks of which promise a commitment is another mention."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QWidget

from annotations.dates import show_written
from annotations.ledger import Pledge
from desktop.desk.promises.which import Narrowed, Which, narrowed
from desktop.dialogs.asking import Sheet
from desktop.evidence.chooser import Field
from desktop.session import Session

if TYPE_CHECKING:
    from annotations.storage.store import Library

_MOST = 100
_LONGEST = 90


class LinkSheet(Sheet):
    """A field and the promises below it; `chosen` carries the key of one."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget, session: Session, besides: str, today: date) -> None:
        """Ask; `besides` is the uid of the commitment itself."""
        words = session.words
        super().__init__(parent, words("Link to a promise"), width=500)
        self._words = words
        self._besides = besides
        self._pledges: Sequence[Pledge] = ()
        self._shown: Sequence[Pledge] = ()
        self._open = True
        self.say(words("This commitment becomes another mention of the promise."), "muted")
        self.list = QListWidget()
        self.list.setObjectName("boxed")
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(words("Promises"))
        self.field = Field(self.list)
        self.field.setPlaceholderText(words("Find a promise"))
        self.field.setAccessibleName(words("Find a promise"))
        self.nothing = QLabel(words("No promise matches."))
        self.nothing.setProperty("role", "muted")
        self.nothing.hide()
        self.column.addWidget(self.field)
        self.column.addWidget(self.list, 1)
        self.column.addWidget(self.nothing)
        self.button = self.add_buttons(words, words("Link"))
        self.field.textChanged.connect(lambda _: self._list())
        self.list.itemDoubleClicked.connect(lambda _: self.accept())
        self.finished.connect(self._closed)
        self.fit(540, 480)
        self.field.setFocus()
        session.read(partial(_ledger, today=today), self._take)

    def accept(self) -> None:
        """Hand over the promise that is chosen."""
        row = self.list.currentRow()
        if 0 <= row < len(self._shown):
            self.chosen.emit(self._shown[row].key)
            super().accept()

    def _closed(self) -> None:
        self._open = False

    def _take(self, found: Sequence[Pledge]) -> None:
        if self._open:
            self._pledges = [
                each for each in found if all(one.fact != self._besides for one in each.mentions)
            ]
            self._list()

    def _list(self) -> None:
        wanted = Narrowed(Which.ALL, typed=self.field.text())
        self._shown = narrowed(self._pledges, wanted)[:_MOST]
        self.list.clear()
        for each in self._shown:
            what = " ".join(each.what.split())
            short = what if len(what) <= _LONGEST else f"{what[: _LONGEST - 1].rstrip()}…"
            mentions = self._words.plural("{n} mention", "{n} mentions", len(each.mentions))
            about = (each.who, show_written(each.deadline, self._words), mentions)
            second = " · ".join(part for part in about if part)
            self.list.addItem(QListWidgetItem(f"{short}\n{second}"))
        self.list.setCurrentRow(0 if self._shown else -1)
        self.nothing.setVisible(not self._shown)
        if self.button is not None:
            self.button.setEnabled(bool(self._shown))


def _ledger(library: "Library", today: date) -> list[Pledge]:
    from annotations.storage import ledger

    return ledger.ledger(library, today)
