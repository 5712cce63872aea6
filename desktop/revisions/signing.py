"""Signing texts in the background, so that near-duplicates are found without reading them all."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThread, QTimer

from desktop.tasks import Task

if TYPE_CHECKING:
    from annotations.storage.store import Library
    from desktop.session import Session

AFTER_MS = 4_000
"""What is imported or opened comes first."""


class Signing(QObject):
    """Signs what came since, a few texts at a time, whenever the library has rested."""

    def __init__(self, session: "Session", then: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._then = then
        self._task: Task | None = None
        self._seen = 0  # the number of the newest revision when all were signed
        self._rest = QTimer(self, singleShot=True, interval=AFTER_MS)
        self._rest.timeout.connect(self.look)
        if not session.store.read_only:
            session.changed.connect(lambda change: None if change else self._rest.start())
            self._rest.start()

    def look(self) -> None:
        """See whether there is anything to sign, and begin."""
        if self._task is None:
            self._session.read(_newest, self._begin)

    def _begin(self, newest: int) -> None:
        if self._task is not None or newest == self._seen:
            return
        self._seen = newest
        store = self._session.store

        def work() -> Iterator[object]:
            from annotations.storage import similar

            return similar.sign(store)

        self._task = Task(work, self)
        self._task.done.connect(self._then)
        self._task.failed.connect(self._failed)
        self._task.finished.connect(self._end)
        self._task.start(QThread.Priority.LowPriority)

    def _failed(self, error: Exception) -> None:
        """Try again another time: it is only a help."""
        from annotations.errors import AnnotationsError

        self._seen = 0
        if not isinstance(error, AnnotationsError):
            raise error

    def _end(self) -> None:
        if self._task is not None:
            self._task.deleteLater()
            self._task = None

    def stop(self) -> None:
        """End after the texts in hand."""
        self._rest.stop()
        if self._task is not None:
            self._task.cancel()
            self._task.wait()


def _newest(library: "Library") -> int:
    from annotations.storage import similar

    return similar.newest(library)
