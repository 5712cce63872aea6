"""Long work off the window's thread: any generator, an item yielded is progress."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, QThread, Signal

from annotations.errors import GivenUp


class Task(QThread):
    """Run a generator in a thread of its own; cancelling stops asking it for more.

    The generator is made, run and closed in that thread. An error it raises is a signal, whatever
    its kind: the window tells the world's from ours.
    """

    progress = Signal(object)
    failed = Signal(object)
    done = Signal()  # ran to its end, neither failed nor cancelled

    def __init__(self, work: Callable[[], Iterator[object]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work

    def run(self) -> None:
        """Iterate until the end, an error or `cancel`."""
        items = self._work()
        try:
            for item in items:
                self.progress.emit(item)
                if self.isInterruptionRequested():
                    return
        except GivenUp:
            return  # by `cancel`, in the middle of an item
        except Exception as error:  # noqa: BLE001 - handed to the window, which raises our own
            self.failed.emit(error)
        else:
            self.done.emit()
        finally:
            close = getattr(items, "close", None)
            if close:
                close()

    def cancel(self) -> None:
        """Stop after the item being worked on."""
        self.requestInterruption()
