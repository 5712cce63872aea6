"""Saying in the status bar what is due and overdue: quietly, and nothing where nothing is."""

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from annotations.model import Article, Highlight, Promise, Record

if TYPE_CHECKING:
    from annotations.ledger import Due
    from annotations.storage.history import ChangeSet
    from annotations.storage.store import Library
    from desktop.workspace import Workspace

_FIRST = 500  # milliseconds after the start: the list and the article come first
_REST = 1500  # after the last of some changes
_HOUR = 60 * 60 * 1000  # the day on this desk changes while the window is open


class DueWatch(QObject):
    """Looks at the start, after changes and each hour; a click shows them in the ledger."""

    def __init__(self, workspace: "Workspace") -> None:
        super().__init__(workspace)
        self._at = workspace
        self._words = workspace.words
        self._bar = workspace.window_.status
        self._soon = False
        self._left = False
        self._bar.say_due("")
        self._later = QTimer(self, singleShot=True, interval=_REST)
        self._later.timeout.connect(self.look)
        self._hourly = QTimer(self, interval=_HOUR)
        self._hourly.timeout.connect(self.look)
        self._hourly.start()
        workspace.session.changed.connect(self._changed)
        self._bar.due_wanted.connect(self._show)
        QTimer.singleShot(_FIRST, self, self.look)

    def _changed(self, result: "ChangeSet | None") -> None:
        """Look again if the change can have to do with a promise; None is another program's."""
        some = result.records if result is not None else ()
        if result is None or result.deleted or any(map(_promising, some)):
            self._later.start()

    def look(self) -> None:
        """Ask the library what is due."""
        if self._left:
            return
        today = date.today()  # noqa: DTZ011 - the day on this desk

        def job(library: "Library") -> "Due":
            from annotations.storage import ledger

            return ledger.due(library, today)

        self._at.session.read(job, self._say, failed=lambda _: None)

    def leave(self) -> None:
        """Say no more: another library comes."""
        self._left = True
        self._later.stop()
        self._hourly.stop()
        self._bar.due_wanted.disconnect(self._show)
        self._bar.say_due("")

    def _say(self, due: "Due") -> None:
        words, soon, over = self._words, len(due.soon), len(due.overdue)
        if self._left:
            return
        self._soon = soon > 0
        parts = []
        if soon:
            said = words.plural("{n} promise due this week", "{n} promises due this week", soon)
            parts.append(said)
            if over:
                parts.append(words.plural("{n} overdue", "{n} overdue", over))
        elif over:
            parts.append(words.plural("{n} promise overdue", "{n} promises overdue", over))
        self._bar.say_due(" · ".join(parts))

    def _show(self) -> None:
        page = self._at.desk.open("promises")
        page.show_due(soon=self._soon)  # type: ignore[attr-defined] # it is the ledger


def _promising(record: Record) -> bool:
    """Whether a record is a promise, or may hold a mention of one."""
    if isinstance(record, Highlight):
        return bool(record.commitments)
    return isinstance(record, Promise | Article)
