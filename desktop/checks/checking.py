"""The checks of the open article, off the window's thread, once the rules have read it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThread, Signal

from annotations.facts import WrittenDate
from annotations.model import RichText, Span
from desktop.jobs import OpenArticle
from desktop.tasks import Task

if TYPE_CHECKING:
    from annotations.checking.found import Finding
    from annotations.detection.found import Suggestion
    from annotations.storage.store import Library, Store

MOST = 200
"""Findings shown of one article: a table of figures may bring a thousand."""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A place in another article."""

    article: int
    title: str
    span: Span


@dataclass(frozen=True, slots=True)
class Checked:
    """One finding; of one about other articles, where in them."""

    finding: "Finding"
    places: tuple[Elsewhere, ...] = ()


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is to be checked."""

    text: RichText
    article: int
    language: str
    published: WrittenDate
    suggestions: Sequence["Suggestion"]
    languages: Path | None


class Checker(QObject):
    """Checks an article.

    `checked` brings what was found in the one asked for last: first within it, then once more
    with what other articles say otherwise. `ended` says that this is all.
    """

    checked = Signal(object)  # tuple[Checked, ...]
    ended = Signal()

    def __init__(self, store: "Store", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._asked: _Asked | None = None
        self._tasks: set[Task] = set()

    @property
    def busy(self) -> bool:
        """Whether there may be more to come of the article asked for last."""
        return self._asked is not None

    def check(
        self, opened: OpenArticle, suggestions: Sequence["Suggestion"], languages: Path | None
    ) -> None:
        """Check an article; `suggestions` are all that the rules see in it."""
        about = opened.article.metadata
        for other in self._tasks:
            other.cancel()
        asked = self._asked = _Asked(
            opened.text,
            opened.article.id,
            about.language,
            about.published,
            suggestions,
            languages,
        )
        task = Task(partial(_work, self._store, asked), self)
        self._tasks.add(task)
        task.progress.connect(partial(self._take, asked))
        task.failed.connect(self._failed)
        task.finished.connect(partial(self._end, task, asked))
        task.start(QThread.Priority.LowPriority)

    def forget(self) -> None:
        """Await no answer any more."""
        self._asked = None
        for task in self._tasks:
            task.cancel()

    def stop(self) -> None:
        """End what runs, and wait for it."""
        self._asked = None
        for task in [*self._tasks]:
            task.cancel()
            task.wait()

    def _take(self, asked: _Asked, found: tuple[Checked, ...]) -> None:
        if self._asked is asked:
            self.checked.emit(found)

    def _failed(self, error: Exception) -> None:
        from annotations.errors import AnnotationsError

        if not isinstance(error, AnnotationsError):
            raise error  # the except hook reports it: an article without checks is still readable

    def _end(self, task: Task, asked: _Asked) -> None:
        if self._asked is asked:
            self._asked = None
            self.ended.emit()
        self._tasks.discard(task)
        task.deleteLater()


def _work(store: "Store", asked: _Asked) -> Iterator[object]:
    from annotations.checking import checks
    from annotations.checking.grouping import grouped
    from annotations.detection import texts
    from annotations.storage import suggesting

    prepared = texts.reading_of_article(
        asked.text.text,
        asked.text.blocks,
        language=asked.language,
        published=asked.published,
        languages=asked.languages,
        given_up=QThread.currentThread().isInterruptionRequested,
    )
    groups = grouped(checks.check(prepared, asked.suggestions)[:MOST])
    within = tuple(Checked(group[0]) for group in groups)
    yield within
    beyond = suggesting.elsewhere(store, asked.article, prepared, asked.suggestions)[:MOST]
    if beyond:
        named = store.call(partial(_named, uids=sorted({each.other for each in beyond})))
        others = (Checked(group[0], tuple(_places(group, named))) for group in grouped(beyond))
        yield (*within, *others)


def _places(
    group: Iterable["Finding"], named: Mapping[str, tuple[int, str]]
) -> Iterator[Elsewhere]:
    for each in group:
        if each.other_span is not None and each.other in named:
            yield Elsewhere(*named[each.other], each.other_span)


def _named(library: "Library", uids: Iterable[str]) -> dict[str, tuple[int, str]]:
    from annotations.storage import articles

    found = (articles.by_uid(library, uid) for uid in uids)
    return {each.uid: (each.id, each.metadata.title) for each in found}
