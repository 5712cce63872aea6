"""The checks of the open article, off the window's thread, once the rules have read it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThread, Signal

from annotations.model import RichText
from desktop.jobs import OpenArticle
from desktop.tasks import Task

if TYPE_CHECKING:
    from annotations.checking.found import Finding
    from annotations.detection.found import Suggestion
    from annotations.storage.store import Store

MOST = 200
"""Findings shown of one article: a table of figures may bring a thousand."""


@dataclass(frozen=True, slots=True)
class Checked:
    """One finding; of one about another article, that one's number and title."""

    finding: "Finding"
    article: int = 0
    title: str = ""


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is to be checked."""

    text: RichText
    article: int
    language: str
    published: str
    suggestions: Sequence["Suggestion"]
    languages: Path | None


class Checker(QObject):
    """Checks an article. `checked` brings what was found in the one asked for last."""

    checked = Signal(object)  # tuple[Checked, ...]

    def __init__(self, store: "Store", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._asked: _Asked | None = None
        self._tasks: set[Task] = set()

    @property
    def busy(self) -> bool:
        """Whether the answer for the article asked for last is still to come."""
        return self._asked is not None

    def check(
        self, opened: OpenArticle, suggestions: Sequence["Suggestion"], languages: Path | None
    ) -> None:
        """Check an article; `suggestions` are all that the rules see in it."""
        about = opened.article.metadata
        asked = self._asked = _Asked(
            opened.text,
            opened.article.id,
            about.language,
            about.published.start,
            suggestions,
            languages,
        )
        task = Task(partial(_work, self._store, asked), self)
        self._tasks.add(task)
        task.progress.connect(partial(self._take, asked))
        task.failed.connect(partial(self._failed, asked))
        task.finished.connect(partial(self._end, task))
        task.start(QThread.Priority.LowPriority)

    def forget(self) -> None:
        """Await no answer any more."""
        self._asked = None

    def stop(self) -> None:
        """End what runs, and wait for it."""
        self._asked = None
        for task in [*self._tasks]:
            task.cancel()
            task.wait()

    def _take(self, asked: _Asked, found: tuple[Checked, ...]) -> None:
        if self._asked is asked:
            self._asked = None
            self.checked.emit(found)

    def _failed(self, asked: _Asked, error: Exception) -> None:
        from annotations.errors import AnnotationsError

        if self._asked is asked:
            self._asked = None
        if not isinstance(error, AnnotationsError):
            raise error  # the except hook reports it: an article without checks is still readable

    def _end(self, task: Task) -> None:
        self._tasks.discard(task)
        task.deleteLater()


def _work(_store: "Store", asked: _Asked) -> Iterator[object]:
    from annotations.checking import checks
    from annotations.detection import reading

    prepared = reading.read(
        asked.text.text,
        code=asked.language,
        published=asked.published,
        blocks=asked.text.blocks,
        languages=asked.languages,
    )
    within = [Checked(each) for each in checks.check(prepared, asked.suggestions)[:MOST]]
    yield tuple(within)
