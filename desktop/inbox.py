"""The inbox folder, looked at now and then while a library is open."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from annotations.vocabulary import ImportStatus
from desktop.settings import Settings
from desktop.tasks import Task
from resources import Catalogue

if TYPE_CHECKING:
    from annotations.errors import AnnotationsError
    from annotations.importing.inbox import Inbox
    from annotations.importing.protocol import ImportOutcome
    from annotations.storage.store import Store

EVERY_MS = 3_000
"""Between two looks. Asked and not notified: shared and removable folders notify nobody."""
_TOLD = 3
"""Files that did not come of which the reason is told at once."""


class InboxWatch(QObject):
    """Import what comes into the inbox, without asking; files stay where they are.

    `arrived` says in a sentence what came and why other files did not, and whether that must be
    read; `failed` brings the error of a look that came to nothing.
    """

    arrived = Signal(str, bool)
    failed = Signal(object)

    def __init__(self, store: "Store", words: Catalogue, parent: QObject) -> None:
        super().__init__(parent)
        self._store = store
        self._words = words
        self._author = ""
        self._inbox: Inbox | None = None
        self._counts: Counter[ImportStatus] = Counter()
        self._reasons: list[AnnotationsError] = []
        self._task: Task | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.look)

    def follow(self, settings: Settings) -> None:
        """Watch the folder of the settings, if there is one and the library takes anything."""
        from annotations.importing.inbox import Inbox

        self._author = settings.author
        folder = settings.inbox
        if not folder or self._store.read_only:
            self._timer.stop()
            self._inbox = None
            return
        if self._inbox is None or self._inbox.folder != Path(folder):
            self._inbox = Inbox(Path(folder))
        self._timer.start()

    def look(self) -> None:
        """Look once, off the window's thread; one look at a time."""
        if self._task is not None or self._inbox is None:
            return
        inbox, store, author = self._inbox, self._store, self._author
        self._counts.clear()
        self._reasons.clear()
        task = self._task = Task(lambda: _import(inbox, store, author), self)
        task.progress.connect(self._take)
        task.failed.connect(self.failed)
        task.finished.connect(self._over)
        task.start()

    def stop(self) -> None:
        """Look no more; what had come is kept."""
        self._timer.stop()
        if self._task is not None:
            self._task.cancel()
            self._task.wait()

    def _take(self, outcome: "ImportOutcome") -> None:
        self._counts[outcome.status] += 1
        if outcome.reason is not None:
            self._reasons.append(outcome.reason)

    def _over(self) -> None:
        if self._task is not None:
            self._task.deleteLater()
            self._task = None
        words = self._words
        added, revised = self._counts[ImportStatus.ADDED], self._counts[ImportStatus.REVISED]
        said = []
        if added:
            said.append(
                words.plural(
                    "{n} article came in the inbox.", "{n} articles came in the inbox.", added
                )
            )
        if revised:
            said.append(
                words.plural(
                    "{n} article has a new version.", "{n} articles have a new version.", revised
                )
            )
        said += self._why()
        if said:
            self.arrived.emit(" ".join(said), bool(self._reasons))

    def _why(self) -> list[str]:
        """Say why files did not come, in one breath: of two notices only the last is seen."""
        if not self._reasons:
            return []
        from annotations.sentences import sentence

        said = [sentence(reason, self._words) for reason in self._reasons[:_TOLD]]
        if len(self._reasons) > _TOLD:
            said.insert(0, self._words("{n} failed", n=len(self._reasons)) + ":")
        return said


def _import(inbox: "Inbox", store: "Store", author: str) -> "Iterator[ImportOutcome]":
    settled = inbox.settled()
    if not settled:
        return
    from annotations.importing.inbox import unknown
    from annotations.importing.jobs import import_paths

    fresh = unknown(store, settled)
    if fresh:
        yield from import_paths(store, fresh, author=author)
