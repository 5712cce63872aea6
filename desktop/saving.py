"""The way to the disk: saves one after another, in order, never waited for by the window."""

from collections import deque
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Qt, Signal

from annotations.errors import AnnotationsError, SaveError, SaveFault

if TYPE_CHECKING:
    from annotations.storage.history import ChangeSet
    from annotations.storage.store import Library, Store


class Save(Protocol):
    """Something to be stored."""

    def job(self) -> "Callable[[Library], ChangeSet]":
        """Make the work for the store's thread, from what is known now.

        Raises AnnotationsError where that says already that it cannot be stored.
        """

    def stored(self, result: "ChangeSet") -> None:
        """Take the answer, after COMMIT."""

    def failed(self, error: AnnotationsError) -> None:
        """Take the reason; nothing was stored."""


class Saver(QObject):
    """Hand saves to the store, the next one when the last has answered.

    One at a time, so that each is made from the versions the one before it left.
    """

    busy_changed = Signal(bool)
    _answered = Signal(object)

    def __init__(self, store: "Store", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._waiting: deque[Save] = deque()
        self._running: tuple[Save, Future[ChangeSet]] | None = None
        # Queued: a future that is done already calls back at once, in the middle of `_start`.
        self._answered.connect(self._settle, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        """Whether anything is on its way."""
        return self._running is not None or bool(self._waiting)

    def put(self, save: Save) -> None:
        """Store this after all that was put before."""
        was_busy = self.busy
        self._waiting.append(save)
        if not was_busy:
            self.busy_changed.emit(True)  # noqa: FBT003 - a signal's value
            self._start()

    def finish(self) -> None:
        """Wait until everything is answered. For closing only: it holds the window's thread."""
        while self._running is not None:
            _, future = self._running
            future.exception()
            self._settle(future)

    def stop(self) -> None:
        """Give up what waits; the store is about to close."""
        self._waiting.clear()

    def _start(self) -> None:
        while self._waiting:
            save = self._waiting.popleft()
            try:
                job = save.job()
            except AnnotationsError as error:
                save.failed(error)
                continue
            future = self._store.submit(job, saving=True)
            self._running = (save, future)
            future.add_done_callback(self._answered.emit)
            return
        self.busy_changed.emit(False)  # noqa: FBT003 - a signal's value

    def _settle(self, future: "Future[ChangeSet]") -> None:
        if self._running is None or self._running[1] is not future:
            return  # `finish` was quicker
        save, _ = self._running
        self._running = None
        try:
            _answer(save, future)
        finally:
            self._start()


def _answer(save: Save, future: "Future[ChangeSet]") -> None:
    try:
        result = future.result()
    except AnnotationsError as error:
        save.failed(error)
    except CancelledError:
        save.failed(SaveError(SaveFault.OTHER, "cancelled"))
    except Exception as error:
        save.failed(SaveError(SaveFault.OTHER, repr(error)))
        raise  # ours: the except hook reports it, the words stay on screen
    else:
        save.stored(result)
