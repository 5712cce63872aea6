"""The rules run over the open article, off the window's thread, after the page was painted."""

from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QThread, QTimer, Signal

from annotations.facts import WrittenDate
from annotations.model import Metadata, RichText
from desktop.jobs import OpenArticle
from desktop.suggestions.offers import Offer, offers
from desktop.tasks import Task

AFTER_MS = 20
"""The page comes first."""
KEPT = 16
"""Articles whose suggestions are kept, for whoever goes back and forth between them."""

Key = tuple[int, str, WrittenDate, frozenset[str], Path | None]
"""A revision, its language and date, the rules that are off, the folder of the user's words."""


class Finder(QObject):
    """Finds what the rules see. `found` brings it, for the article asked for last."""

    found = Signal(object)  # tuple[Offer, ...]
    failed = Signal()  # a rule broke on the article asked for last

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kept: dict[Key, tuple[Offer, ...]] = {}
        self._wanted: tuple[Key, RichText] | None = None
        self._tasks: set[Task] = set()
        self._timer = QTimer(self, singleShot=True, interval=AFTER_MS)
        self._timer.timeout.connect(self._start)

    @property
    def busy(self) -> bool:
        """Whether the answer for the article asked for last is still to come."""
        return self._wanted is not None

    def look(self, key: Key, opened: OpenArticle) -> None:
        """Find suggestions in an article; those that are kept come at once."""
        kept = self._kept.get(key)
        if kept is not None:
            self._wanted = None
            self.found.emit(kept)
            return
        self._wanted = key, opened.text
        self._timer.start()

    def stop(self) -> None:
        """End what runs, and wait for it."""
        self._wanted = None
        self._timer.stop()
        for task in [*self._tasks]:
            task.cancel()
            task.wait()

    def forget(self) -> None:
        """Look at every article anew: the words that the rules know have changed."""
        self._kept.clear()

    def _start(self) -> None:
        if self._wanted is None:
            return
        key, text = self._wanted
        for other in self._tasks:
            other.cancel()
        task = Task(partial(_work, key, text), self)
        self._tasks.add(task)
        task.progress.connect(partial(self._take, key))
        task.failed.connect(partial(self._failed, key))
        task.finished.connect(partial(self._end, task))
        task.start(QThread.Priority.LowPriority)

    def _take(self, key: Key, answer: tuple[Offer, ...] | None) -> None:
        if answer is None:
            return  # on the way still
        self._kept[key] = answer
        while len(self._kept) > KEPT:
            del self._kept[next(iter(self._kept))]
        if self._wanted and self._wanted[0] == key:
            self._wanted = None
            self.found.emit(answer)

    def _failed(self, key: Key, error: Exception) -> None:
        if self._wanted and self._wanted[0] == key:
            self._wanted = None
            self.failed.emit()
        raise error  # the except hook reports it: an article without suggestions is still readable

    def _end(self, task: Task) -> None:
        self._tasks.discard(task)
        task.deleteLater()


def key_of(opened: OpenArticle, off: Iterable[str], languages: Path | None) -> Key:
    """Say what suggestions depend on: the words, their language and date, the rules."""
    about: Metadata = opened.article.metadata
    return opened.revision.id, about.language, about.published, frozenset(off), languages


def _work(key: Key, text: RichText) -> Iterator[tuple[Offer, ...] | None]:
    from annotations.detection import engine, texts

    _, language, published, off, languages = key
    prepared = texts.reading_of_article(
        text.text,
        text.blocks,
        language=language,
        published=published,
        languages=languages,
        given_up=QThread.currentThread().isInterruptionRequested,
    )
    for found in engine.steps(prepared, off=off):
        yield None if found is None else tuple(offers(found))
