"""An import while it runs and when it is done: names, counts, and why some files failed."""

import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QProgressBar,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from annotations.vocabulary import ImportStatus
from desktop.dialogs.asking import Sheet
from desktop.tasks import Task
from resources import Catalogue

if TYPE_CHECKING:
    from annotations.importing.protocol import ImportOutcome, Wishes
    from annotations.storage.store import Store

_PADDING = 8
OFTEN = 0.05
"""Seconds between two looks of the sheet: what is told in between is counted and not drawn."""
REFRESHED = 1.0
"""Seconds between two refreshes of the list behind it."""


@dataclass(frozen=True, slots=True)
class Total:
    """How many files there are to come."""

    files: int


@dataclass(frozen=True, slots=True)
class PassedOver:
    """What was no article by its name, once all is over: a suffix (".csv") a file."""

    suffixes: tuple[str, ...]


class _Wrapped(QStyledItemDelegate):
    """Wraps within the padding of the style sheet, which Qt adds to the width of the list."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Measure a sentence for the room that is there."""
        narrow = QStyleOptionViewItem(option)
        narrow.rect = option.rect.adjusted(0, 0, -2 * _PADDING, 0)
        return super().sizeHint(narrow, index)


class ImportSheet(Sheet):
    """Progress, then the result.

    `arrived` carries the number of the first article that came, new or a new version; an import of
    one file also gives the one that is there already. `told` says in a sentence what became of it,
    once the sheet is gone.
    """

    progressed = Signal()
    arrived = Signal(int)
    told = Signal(str)

    def __init__(
        self,
        parent: QWidget,
        words: Catalogue,
        work: Callable[[], Iterator[object]],
        sentence: Callable[[Exception], str],
    ) -> None:
        super().__init__(parent, words("Import"), width=520)
        self._words = words
        self._sentence = sentence
        self.counts: Counter[ImportStatus] = Counter()
        self._first: dict[ImportStatus, int] = {}
        self._looked = self._refreshed = 0.0
        self._total = 0
        self._passed_over: tuple[str, ...] = ()
        self._warnings: tuple[str, ...] = ()
        self._stopped = False
        self._name = self.say(words("Looking at the files…"))
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self.column.addWidget(self._bar)
        self.said = self.say("", "muted")
        self.failures = QListWidget()
        self.failures.setObjectName("boxed")
        self.failures.setWordWrap(True)
        self.failures.setItemDelegate(_Wrapped(self.failures))
        self.failures.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.failures.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.failures.setMinimumHeight(100)
        self.failures.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.failures.hide()
        self.column.addWidget(self.failures, 1)
        self.copy = QPushButton(words("Copy the list"))
        self.copy.setAutoDefault(False)
        self.copy.clicked.connect(self._copy)
        self.copy.hide()
        self.column.addWidget(self.copy, alignment=Qt.AlignmentFlag.AlignLeft)
        self.add_buttons(words)
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

    @property
    def single(self) -> bool:
        """Whether one article is all there was."""
        return sum(self.counts.values()) == 1

    @property
    def revised(self) -> int:
        """The article that has a new version, if it is one alone; else 0."""
        one = self.counts[ImportStatus.REVISED] == 1
        return self._first.get(ImportStatus.REVISED, 0) if one else 0

    def reject(self) -> None:
        """Cancel after the file in hand; once it is over, close."""
        if self.running:
            self._name.setText(self._words("Stopping after this file…"))
            self._stopped = True
            self._task.cancel()
            return
        super().reject()

    def _take(self, told: "Total | PassedOver | ImportOutcome") -> None:
        if isinstance(told, Total):
            self._total = told.files
            self._bar.setRange(0, max(1, told.files))
            return
        if isinstance(told, PassedOver):
            self._passed_over = told.suffixes
            return
        self.counts[told.status] += 1
        self._warnings = told.warnings
        self._first.setdefault(told.status, told.article)
        if told.reason:
            self._fail(self._sentence(told.reason))
        now = time.monotonic()
        if now - self._looked < OFTEN:
            return
        self._looked = now
        if not self._stopped:
            self._name.setText(Path(told.shown).name)
        self._bar.setValue(min(sum(self.counts.values()), self._bar.maximum()))
        self.said.setText(self._counted())
        if now - self._refreshed > REFRESHED:
            self._refreshed = now
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
                words.plural("{n} new version", "{n} new versions", counts[ImportStatus.REVISED]),
            ),
            (ImportStatus.FAILED, words("{n} failed", n=words.number(counts[ImportStatus.FAILED]))),
        )
        counted = [text for status, text in parts if counts[status]]
        done = sum(counts.values())
        if self.running and self._total > done:
            of = words("{n} of {all}", n=words.number(done), all=words.number(self._total))
            counted.insert(0, of)
        return " · ".join(counted)

    def _fail(self, sentence: str) -> None:
        self.failures.addItem(sentence)
        self.failures.show()

    def _broken(self, error: Exception) -> None:
        from annotations.errors import AnnotationsError

        if not isinstance(error, AnnotationsError):
            raise error
        self._fail(self._sentence(error))

    def _copy(self) -> None:
        chosen = self.failures.selectedItems()
        rows = [self.failures.item(row) for row in range(self.failures.count())]
        QGuiApplication.clipboard().setText("\n".join(each.text() for each in chosen or rows))

    def _end(self) -> None:
        self._bar.setRange(0, 1)
        self._bar.setValue(1)
        self.said.setText(" · ".join(filter(None, (self._counted(), self._passed()))))
        self.progressed.emit()
        self.arrived.emit(self._came())
        failed = self.failures.count()
        self._name.setText(self._ended(failed))
        self.copy.setVisible(failed > 0)
        self.leave.setText(self._words("Close"))
        if self.counts and not failed and not self._stopped:
            self.told.emit(self._result())
            self.accept()

    def _came(self) -> int:
        """Give the article to be shown, 0 for none."""
        first = self._first.get(ImportStatus.ADDED) or self._first.get(ImportStatus.REVISED)
        return first or (self._first.get(ImportStatus.DUPLICATE, 0) if self.single else 0)

    def _ended(self, failed: int) -> str:
        words = self._words
        if self._stopped:
            return words("Stopped. What had come is kept:")
        if not self.counts and not failed:
            return words("Nothing to import was found there.")
        return words("Done, but not all of it:") if failed else words("Done.")

    def _result(self) -> str:
        """Say what became of it, with what was passed over, and how one file was read."""
        said = [self._became(), self._passed()]
        if self.single and not self.counts[ImportStatus.DUPLICATE]:
            said += map(self._words, self._warnings)
        return " ".join(filter(None, said))

    def _passed(self) -> str:
        if not self._passed_over:
            return ""
        return self._words.plural(
            "{n} file was passed over, being no article by its name ({suffixes}); import it by"
            " itself if it is one.",
            "{n} files were passed over, being no articles by their names ({suffixes}); import them"
            " by themselves if they are.",
            len(self._passed_over),
            suffixes=", ".join(sorted(set(self._passed_over))),
        )

    def _became(self) -> str:
        words = self._words
        if not self.single:
            return f"{self._counted()}." if self._passed_over else self._counted()
        if self.counts[ImportStatus.DUPLICATE]:
            return words("This article is already in the library.")
        if self.counts[ImportStatus.REVISED]:
            return words("This article was there already: it has a new version now.")
        return words("The article is in the library.")


def import_work(
    store: "Store",
    paths: Sequence[Path],
    author: str,
    wishes: "Wishes | None" = None,
    revises: int = 0,
) -> "Iterator[Total | PassedOver | ImportOutcome]":
    """Import files and folders: tell how many there are, what became of each, and what is left."""
    from annotations.importing.jobs import import_paths
    from annotations.importing.protocol import Wishes
    from annotations.importing.walking import walk

    yield Total(sum(1 for _ in walk(paths)))
    wished = wishes or Wishes()
    left: list[Path] = []
    yield from import_paths(
        store, paths, author=author, wishes=wished, revises=revises, passed_over=left.append
    )
    if left:
        yield PassedOver(tuple(path.suffix.lower() for path in left))
