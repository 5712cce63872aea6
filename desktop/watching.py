"""Notice what other programs change in the library."""

from concurrent.futures import Future
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

if TYPE_CHECKING:
    from annotations.storage.store import Store

EVERY = 1000
"""Milliseconds between looks: another program's changes show within 2 s."""


class Watch(QObject):
    """Ask the store for its data version, which only other connections change."""

    changed = Signal()
    _answered = Signal(object)

    def __init__(self, store: "Store", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._known: int | None = None
        self._asking: Future[int] | None = None
        self._answered.connect(self._compare, Qt.ConnectionType.QueuedConnection)
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        self.look()

    def look(self) -> None:
        """Ask now, unless an answer is still to come: a busy store is asked once."""
        if self._asking is None:
            self._asking = self._store.data_version()
            self._asking.add_done_callback(self._answered.emit)

    def stop(self) -> None:
        """Look no more; an answer still to come is ignored."""
        self._timer.stop()
        self._asking = None

    def _compare(self, asked: Future[int]) -> None:
        if asked is not self._asking:
            return
        self._asking = None
        if asked.cancelled() or asked.exception():
            return  # a library that cannot be read says so at the next save or read
        known, self._known = self._known, asked.result()
        if known not in {None, self._known}:
            self.changed.emit()
