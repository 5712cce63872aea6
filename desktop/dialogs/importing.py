"""An import while it runs and when it is done: names, counts, and why some files failed."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QListWidget, QProgressBar, QPushButton, QWidget

from annotations.vocabulary import ImportStatus
from desktop.dialogs.asking import Sheet
from desktop.tasks import Task
from resources import Catalogue

if TYPE_CHECKING:
    from annotations.importing.protocol import ImportOutcome
    from annotations.storage.store import Store


class ImportSheet(Sheet):
    """Progress, then the result. `arrived` carries the number of the first new article."""

    progressed = Signal()
    arrived = Signal(int)

    def __init__(
        self,
        parent: QWidget,
        words: Catalogue,
        work: Callable[[], "Iterator[ImportOutcome]"],
        sentence: Callable[[Exception], str],
    ) -> None:
        super().__init__(parent, words("Import"), width=520)
        self._words = words
        self._sentence = sentence
        self.counts: Counter[ImportStatus] = Counter()
        self._first = 0
        self._name = self.say(words("Looking at the files…"))
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self.column.addWidget(self._bar)
        self.said = self.say("", "muted")
        self.failures = QListWidget()
        self.failures.setObjectName("boxed")
        self.failures.setWordWrap(True)
        self.failures.setMinimumHeight(100)
        self.failures.hide()
        self.column.addWidget(self.failures, 1)
        self.add_buttons(words)
        self._button = self.findChild(QPushButton)
        self._task = Task(work, self)
        self._task.progress.connect(self._take)
        self._task.failed.connect(self._broken)
        self._task.finished.connect(self._end)

    def start(self) -> None:
        """Begin, and show how it goes."""
        self._task.start()
        self.open()

    @property
    def running(self) -> bool:
        """Whether files are still being read."""
        return self._task.isRunning()

    def reject(self) -> None:
        """Cancel after the file in hand; once it is over, close."""
        if self.running:
            self._name.setText(self._words("Stopping after this file…"))
            self._task.cancel()
            return
        super().reject()

    def _take(self, outcome: "ImportOutcome") -> None:
        self.counts[outcome.status] += 1
        self._name.setText(outcome.path.name)
        self.said.setText(self._counted())
        if outcome.status is ImportStatus.ADDED and not self._first:
            self._first = outcome.article
        if outcome.reason:
            self._fail(self._sentence(outcome.reason))
        if sum(self.counts.values()) % 50 == 1:
            self.progressed.emit()

    def _counted(self) -> str:
        words, counts = self._words, self.counts
        parts = (
            (ImportStatus.ADDED, words("{n} added", n=words.number(counts[ImportStatus.ADDED]))),
            (
                ImportStatus.DUPLICATE,
                words("{n} already there", n=words.number(counts[ImportStatus.DUPLICATE])),
            ),
            (
                ImportStatus.REVISED,
                words("{n} new versions", n=words.number(counts[ImportStatus.REVISED])),
            ),
            (ImportStatus.FAILED, words("{n} failed", n=words.number(counts[ImportStatus.FAILED]))),
        )
        return " · ".join(text for status, text in parts if counts[status])

    def _fail(self, sentence: str) -> None:
        self.failures.addItem(sentence)
        self.failures.show()

    def _broken(self, error: Exception) -> None:
        from annotations.errors import AnnotationsError

        if not isinstance(error, AnnotationsError):
            raise error
        self._fail(self._sentence(error))

    def _end(self) -> None:
        self._bar.setRange(0, 1)
        self._bar.setValue(1)
        self.progressed.emit()
        self.arrived.emit(self._first)
        failed = self.failures.count()
        self._name.setText(
            self._words("Nothing to import was found there.")
            if not self.counts and not failed
            else self._words("Done, but not all of it:")
            if failed
            else self._words("Done.")
        )
        if self._button:
            self._button.setText(self._words("Close"))
        if not failed and self.counts[ImportStatus.ADDED]:
            self.accept()


def import_work(store: "Store", paths: Sequence[Path], author: str) -> "Iterator[ImportOutcome]":
    """Import files and folders into an open library, one outcome a file."""
    from annotations.importing.jobs import import_paths

    yield from import_paths(store, paths, author=author)
