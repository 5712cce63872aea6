"""Annotations from other programs, taken into the library that is open."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from desktop.dialogs.asking import tell
from desktop.reports.room import Patience, documents
from desktop.tasks import Task
from resources import Catalogue

if TYPE_CHECKING:
    from annotations.exchange.taken import Taken
    from annotations.exchange.taking import Taking as Took
    from annotations.storage.store import Store
    from desktop.main_window import MainWindow
    from desktop.session import Session

PATTERN = "*.jsonld *.json"
_LISTED = 12
_QUOTE = 80


@dataclass(slots=True)
class Outcome:
    """What became of files: sentences about those that were none, the rest in `took`."""

    took: "Took"
    refused: list[str] = field(default_factory=list)


class Taking:
    """Takes annotations in; all of one time is one step of undo."""

    def __init__(self, window: "MainWindow", failed: Callable[[Exception], None]) -> None:
        self._window = window
        self._words = window.words
        self._failed = failed

    def ask(self) -> None:
        """Ask for files with annotations."""
        words = self._words
        dialog = QFileDialog(self._window, words("Import annotations"), documents())
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilters(
            [
                words("Web Annotations ({pattern})", pattern=PATTERN),
                words("All files ({pattern})", pattern="*"),
            ]
        )
        dialog.filesSelected.connect(lambda names: self.take([Path(each) for each in names]))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def take(self, paths: Sequence[Path]) -> None:
        """Take annotations in, and say what became of them."""
        from annotations.exchange.taking import Taking as Took

        workspace = self._window.workspace
        if workspace is None or not paths:
            return
        session, words, notice = workspace.session, self._words, self._window.notice
        session.flush()
        outcome, patience = Outcome(Took()), Patience()

        def work() -> Iterator[tuple[int, int]]:
            yield from taking(session.store, paths, outcome, words)

        def progress(step: tuple[int, int]) -> None:
            if patience.over:
                said = words("Taking annotations in… {n} of {all}", n=step[0], all=step[1])
                notice.say(said, words("Cancel"), cancel, stays=True)

        def cancel() -> None:
            patience.stopped = True
            task.cancel()

        task = Task(work, self._window)
        task.progress.connect(progress)
        task.failed.connect(self._failed)
        task.finished.connect(lambda: self._finished(session, outcome))
        task.finished.connect(task.deleteLater)
        task.start()

    def _finished(self, session: "Session", outcome: Outcome) -> None:
        """Say it, also of what was stopped or failed in the middle: what was saved stays."""
        from annotations.exchange.taking import LABEL

        workspace = self._window.workspace
        if workspace is None or workspace.session is not session:
            return
        if outcome.took.change:
            uids = [each.taken.uid for each in outcome.took.outcomes if each.highlight]
            session.adopt(outcome.took.change, LABEL, uids)
            session.reload()
            session.changed.emit(None)
        words = self._words
        if not outcome.took.outcomes and not outcome.refused:
            if outcome.took.change:  # stopped, or failed with a sentence of its own
                said = words("Stopped. What was taken in until then is one step of undo.")
                self._window.notice.say(said, words("Undo"), session.undo)
            return
        why = list(reasons(outcome, words))
        offer = (words("Which were left out"), lambda: self._show(why)) if why else ("", _nothing)
        undo = (words("Undo"), session.undo) if outcome.took.change else ("", _nothing)
        first, second = (undo, offer) if undo[0] else (offer, undo)
        self._window.notice.say(summary(outcome, words), *first, stays=bool(why), also=second)

    def _show(self, why: Sequence[str]) -> None:
        words = self._words
        more = len(why) - _LISTED
        lines = [*why[:_LISTED], *([words("and {n} more", n=more)] if more > 0 else [])]
        tell(self._window, words, words("Annotations left out"), "\n".join(lines))


def taking(
    store: "Store", paths: Sequence[Path], outcome: Outcome, words: Catalogue
) -> Iterator[tuple[int, int]]:
    """Read files and take in what they hold; yield how many of how many steps are done."""
    from annotations.errors import BadAnnotations
    from annotations.exchange.reading import read_file
    from annotations.exchange.taking import take
    from annotations.sentences import sentence

    found: list[Taken] = []
    for path in paths:
        try:
            found += read_file(path)
        except BadAnnotations as error:
            outcome.refused.append(sentence(error, words))
        yield 0, len(found)
    yield from take(store, found, outcome.took)


def summary(outcome: Outcome, words: Catalogue) -> str:
    """Say in one line what became of everything."""
    from annotations.vocabulary import ImportStatus

    took = outcome.took
    counts = (
        words.plural(
            "{n} annotation taken in", "{n} annotations taken in", took.count(ImportStatus.ADDED)
        ),
        words.plural("{n} there already", "{n} there already", took.count(ImportStatus.DUPLICATE)),
        words.plural("{n} left out", "{n} left out", took.count(ImportStatus.FAILED)),
    )
    said = " · ".join(counts) if took.outcomes else ""
    return " ".join(filter(None, (said, *outcome.refused)))


def reasons(outcome: Outcome, words: Catalogue) -> Iterator[str]:
    """Say of each annotation that was left out which it is and why."""
    from annotations.exchange.faults import say

    for each in outcome.took.outcomes:
        if each.why is None:
            continue
        quote = " ".join(each.taken.exact.split())
        cut = quote if len(quote) <= _QUOTE else f"{quote[: _QUOTE - 1]}…"
        yield f"“{cut}”: {say(each.why, words)}"


def _nothing() -> None:
    """Do nothing."""
