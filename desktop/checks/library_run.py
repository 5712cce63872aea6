"""The rules over the whole library, in the background, while nobody is at the keys."""

from collections.abc import Callable, Generator, Iterator, Sequence
from functools import partial
from pathlib import Path
from threading import Event
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QThread, QTimer, Signal

from desktop.tasks import Task

if TYPE_CHECKING:
    from annotations.storage.store import Store

AFTER_MS = 6_000
"""What is imported or opened comes first."""
HOLD_MS = 1_200
"""After a key, a click or a turn of the wheel the library waits for so long."""
SHOWN_AFTER = 0.8
"""Seconds of reading before the status bar speaks of it."""
_LOOK_EVERY = 0.1

_BUSY = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.InputMethod,
        QEvent.Type.Drop,
    }
)

Rules = Callable[[], tuple[Path | None, frozenset[str]]]
"""Gives the folder of the user's word lists and the names of the rules that are off."""


class LibraryRun(QObject):
    """Reads what these rules have not read yet, an article at a time.

    `progress` says how many of how many are read, (0, 0) that it ended. `ended` comes when all
    are read; its argument is how many there were.
    """

    progress = Signal(int, int)
    ended = Signal(int)

    def __init__(self, store: "Store", rules: Rules, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._rules = rules
        self._task: Task | None = None
        self._go = Event()
        self._go.set()
        self._began = 0.0
        self._count = 0
        self._again = False
        self.stopped = False
        self._rest = QTimer(self, singleShot=True, interval=AFTER_MS)
        self._rest.timeout.connect(self.start)
        self._hold = QTimer(self, singleShot=True, interval=HOLD_MS)
        self._hold.timeout.connect(self._go.set)

    @property
    def running(self) -> bool:
        """Whether articles are being read, or are waiting for somebody to take a rest."""
        return self._task is not None

    def later(self) -> None:
        """Read once the library has rested, unless a person stopped it."""
        if not self.stopped and not self._store.read_only:
            self._rest.start()

    def start(self) -> None:
        """Read now."""
        self._rest.stop()
        if self._store.read_only:
            return
        if self._task is not None:
            self._again = True  # what came since is not among what it set out to read
            return
        self.stopped = self._again = False
        self._count, self._began = 0, monotonic()
        languages, off = self._rules()
        broken: list[Exception] = []
        self._task = Task(
            partial(_work, self._store, languages, off, self._go, broken.append), self
        )
        self._task.progress.connect(self._step)
        self._task.done.connect(lambda: self.ended.emit(self._count))
        self._task.failed.connect(self._failed)
        self._task.finished.connect(self._end)
        self._task.finished.connect(partial(_report, broken))
        self._task.start(QThread.Priority.LowestPriority)

    def stop(self) -> None:
        """Stop after the article in hand, until it is asked for again."""
        self.stopped = True
        self._rest.stop()
        if self._task is not None:
            self._task.cancel()

    def renew(self) -> None:
        """Begin again: the rules are others."""
        self.stopped = False
        if self._task is not None:
            self._again = True
            self._task.cancel()
        else:
            self.later()

    def leave(self) -> None:
        """End, and wait for it: the library closes."""
        self.stop()
        self._again = False
        if self._task is not None:
            self._task.wait()

    def hold(self) -> None:
        """Wait: somebody is at the keys."""
        if self._task is not None:
            self._go.clear()
            self._hold.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hold while somebody types, clicks or scrolls in the window that is watched."""
        if event.type() in _BUSY:
            self.hold()
        return super().eventFilter(watched, event)

    def _step(self, at: tuple[int, int]) -> None:
        self._count = at[0]
        if self._task is not None and monotonic() - self._began >= SHOWN_AFTER:
            self.progress.emit(*at)

    def _failed(self, error: Exception) -> None:
        """Try again after the next change: it is only a help, and a full disk stays full."""
        from annotations.errors import AnnotationsError

        self._again = False
        if not isinstance(error, AnnotationsError):
            self.stopped = True
            raise error

    def _end(self) -> None:
        if self._task is not None:
            self._task.deleteLater()
            self._task = None
        self._hold.stop()
        self._go.set()
        self.progress.emit(0, 0)
        again, self._again = self._again, False
        if again and not self.stopped:
            self._rest.start()


def _report(broken: Sequence[Exception]) -> None:
    """Let the except hook hear, once, that a rule broke: its articles were left out."""
    if broken:
        raise broken[0]


def _work(
    store: "Store",
    languages: Path | None,
    off: frozenset[str],
    go: Event,
    broken: Callable[[Exception], object],
) -> Iterator[object]:
    from annotations.storage import suggesting

    thread = QThread.currentThread()
    reading: Generator[tuple[int, int], None, None] = suggesting.read_all(
        store,
        languages=languages,
        off=off,
        given_up=thread.isInterruptionRequested,
        broken=lambda _, error: broken(error),
    )
    try:
        for step in reading:
            yield step
            while not go.wait(_LOOK_EVERY):
                if thread.isInterruptionRequested():
                    return
    finally:
        reading.close()
