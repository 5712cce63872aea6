"""The daily backup: made by itself, in the background, once something has changed."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.tasks import Task

if TYPE_CHECKING:
    from concurrent.futures import Future

    from annotations.storage.backup import Backup
    from annotations.storage.store import Library, Store

FIRST_MS = 3_000
"""After opening: the article that is wanted comes first."""

EVERY_MS = 3_600_000
"""A window that stays open over midnight keeps its days, too."""


class Safekeeping(QObject):
    """Look once an hour whether a backup is due; `failed` brings the error of one that was."""

    made = Signal(object)
    failed = Signal(object)

    def __init__(self, store: "Store", parent: QObject) -> None:
        super().__init__(parent)
        self._store = store
        self._task: Task | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.look)
        if not store.read_only:
            self._timer.start()
            QTimer.singleShot(FIRST_MS, self, self.look)

    def look(self) -> None:
        """Make a backup if one is due; saves go on meanwhile."""
        if self._task is not None or self._store.read_only:
            return
        waiting = self._store.submit(_keep)
        task = self._task = Task(lambda: _outcome(waiting), self)
        task.progress.connect(self._tell)
        task.failed.connect(self.failed)
        task.finished.connect(self._over)
        task.start()

    def stop(self) -> None:
        """Look no more; the library closes when what runs is done."""
        self._timer.stop()
        if self._task is not None:
            self._task.wait()

    def _tell(self, backup: "Backup | None") -> None:
        if backup is not None:
            self.made.emit(backup)

    def _over(self) -> None:
        if self._task is not None:
            self._task.deleteLater()
            self._task = None


def _keep(library: "Library") -> "Backup | None":
    from annotations.storage.backup import keep_daily

    return keep_daily(library, datetime.now(UTC))


def _outcome(waiting: "Future[Backup | None]") -> "Iterator[Backup | None]":
    yield waiting.result()
