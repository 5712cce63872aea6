"""Opening, making and restoring libraries, off the window's thread."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.tasks import Task

if TYPE_CHECKING:
    from annotations.storage.backup import Backup
    from annotations.storage.store import Store

SUFFIX = ".kutip"


class Opening(QObject):
    """Open one library after another; `opened` brings a Store, `failed` a path and an error."""

    opened = Signal(object)
    failed = Signal(object, object)
    restored = Signal(object, object)  # the library, and where what was there before lies now
    backup_found = Signal(object)  # Backup or None

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks: set[Task] = set()

    def open(self, path: Path, *, read_only: bool = False) -> None:
        """Open a library."""

        def work() -> "Iterator[Store]":
            from annotations.storage.store import Store

            yield Store.open(path, read_only=read_only)

        self._run(work, self.opened.emit, path)

    def create(self, path: Path) -> None:
        """Make a library and open it."""

        def work() -> "Iterator[Store]":
            from annotations.storage.store import Store

            yield Store.create(path)

        self._run(work, self.opened.emit, path)

    def look_for_backup(self, path: Path) -> None:
        """Find the newest good backup of a library that cannot be opened."""

        def work() -> "Iterator[Backup | None]":
            from annotations.storage import backup

            yield backup.newest_good(path)

        self._run(work, self.backup_found.emit, path)

    def restore(self, path: Path, backup: Path) -> None:
        """Put a backup in the place of a library; what was there is kept beside it."""

        def work() -> Iterator[Path | None]:
            from annotations.storage import restoring

            yield restoring.restore(path, backup, now=datetime.now(UTC))

        self._run(work, lambda kept: self.restored.emit(path, kept), path)

    def wait(self) -> None:
        """Wait until nothing runs any more."""
        for task in list(self._tasks):
            task.wait()

    def _run(
        self, work: Callable[[], Iterator[object]], then: Callable[[object], object], path: Path
    ) -> None:
        task = Task(work, self)
        self._tasks.add(task)
        task.progress.connect(then)
        task.failed.connect(lambda error: self._fail(path, error))
        task.finished.connect(lambda: self._forget(task))
        task.start()

    def _fail(self, path: Path, error: Exception) -> None:
        from annotations.errors import AnnotationsError

        if not isinstance(error, AnnotationsError):
            raise error
        self.failed.emit(path, error)

    def _forget(self, task: Task) -> None:
        self._tasks.discard(task)
        task.deleteLater()


def with_suffix(name: str) -> Path:
    """Name a library's file as one would: with its suffix."""
    path = Path(name)
    return path if path.suffix else path.with_name(path.name + SUFFIX)
