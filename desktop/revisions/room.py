"""The comparison in its place among the panes, and the work it does off the window's thread."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QTimer

from annotations.errors import AnnotationsError
from annotations.model import RichText
from annotations.revising.comparing import Difference, compare
from desktop.revisions.page import ComparisonPage
from desktop.revisions.passages import Texts, passages
from desktop.tasks import Task
from desktop.theme import Theme

if TYPE_CHECKING:
    from desktop.workspace import Workspace

LATE_MS = 150
"""What takes longer says so; what is quicker shows no page in between."""
ROOM = 1240
"""Pixels that two columns and a list need; where there are fewer, the articles' filters fold."""


@dataclass(frozen=True, slots=True)
class Compared:
    """A difference, and what is drawn of it."""

    difference: Difference
    texts: Texts


class Subject(Protocol):
    """What is compared: versions, or articles that are alike."""

    def choose(self, key: str) -> None:
        """Show what a row of the list stands for."""

    def typed(self, letter: str) -> None:
        """Do what a letter says."""

    def sides_chosen(self, old: int, new: int) -> None:
        """Compare others."""

    def narrow(self, name: str) -> None:
        """Show a part of the list."""

    def refresh(self) -> None:
        """Show the list as it is now."""


class Room(QObject):
    """Takes the reader's place, as long as it is asked to."""

    def __init__(self, workspace: "Workspace") -> None:
        super().__init__(workspace)
        self.at = workspace
        self.words = workspace.words
        self.session = workspace.session
        self.page = ComparisonPage(self.words, workspace.theme)
        self.page.hide()
        workspace.centre.addWidget(self.page)
        self._subject: Subject | None = None
        self._folded: tuple[str, ...] = ()
        self._stands = False  # it stood here when that was looked at last
        self._tasks: set[Task] = set()
        self._asked = 0
        self._late = QTimer(self, singleShot=True, interval=LATE_MS)
        self._late.timeout.connect(self._say_busy)
        self._connect()

    def _connect(self) -> None:
        page, panel = self.page, self.page.panel
        page.closed.connect(self.close)
        page.sides_chosen.connect(lambda old, new: self._tell("sides_chosen", old, new))
        panel.narrowed.connect(lambda name: self._tell("narrow", name))
        panel.list.chosen.connect(lambda key: self._tell("choose", key))
        panel.list.activated_key.connect(lambda key: self._tell("choose", key))
        panel.confirm_wanted.connect(lambda: self._tell("typed", "Y"))
        panel.put_back_wanted.connect(lambda: self._tell("typed", "R"))
        panel.export_wanted.connect(lambda: self._tell("typed", "E"))
        panel.opened.connect(lambda: self._tell("typed", "O"))
        for part in (panel.list, page.columns):
            part.key_typed.connect(self._typed)
        self.session.highlights_changed.connect(lambda _: self._tell("refresh"))
        reader = self.at.reader
        reader.zoom_changed.connect(page.columns.set_zoom)
        page.columns.set_zoom(reader.view.zoom)
        self.at.centre.currentChanged.connect(lambda _: self._follow())

    def _tell(self, name: str, *given: object) -> None:
        if self._subject is not None and self.shown:
            getattr(self._subject, name)(*given)

    def _typed(self, letter: str) -> None:
        if letter in {"J", "N", "K", "P"}:
            self.page.columns.step(1 if letter in {"J", "N"} else -1)
        elif letter == "A":
            self.page.everything.toggle()
        else:
            self._tell("typed", letter)

    # ------------------------------------------------------------------ open and close

    @property
    def shown(self) -> bool:
        """Whether it stands in the reader's place."""
        return self.at.centre.currentWidget() is self.page

    def shows(self, subject: Subject | None) -> bool:
        """Whether it shows this subject."""
        return self.shown and subject is not None and self._subject is subject

    def take(self, subject: Subject) -> None:
        """Stand in the reader's place, for a subject; other panes make room."""
        self._subject = subject
        if self.shown:
            return
        if self.at.page_shown:
            self.at.originals().close()
        # First, since a long text is laid out anew for each width that it is seen at.
        self.at.centre.setCurrentWidget(self.page)
        folding = self.at.folding
        folded = [name for name in ("highlights",) if folding.make_room(name)]
        if self.at.centre.width() < ROOM and folding.make_room("filters"):
            folded.append("filters")
        self._folded = tuple(folded)
        self.page.take_keyboard()
        self.at.window_.show_actions()

    def close(self) -> None:
        """Give the reader its place back."""
        if self.shown:
            self._give_back()
            self.at.splitter.refresh()
            self.at.centre.setCurrentWidget(self.at.reader)
            self.at.reader.setFocus()

    def _follow(self) -> None:
        """Unfold what made room, once something else stands here."""
        if self.shown or not self._stands:
            self._stands = self.shown
            return
        self._stands = False
        self._asked += 1
        self._late.stop()
        self._subject = None
        self._give_back()
        self.at.window_.show_actions()

    def _give_back(self) -> None:
        folded, self._folded = self._folded, ()
        for name in folded:
            self.at.folding.give_back(name)
        self.at.folding.place_button()

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self.page.set_theme(theme)

    # ------------------------------------------------------------------ work

    def begin(self, subject: Subject) -> int:
        """Begin to compare something else: the number that answers are known by."""
        self._subject = subject
        self._asked += 1
        self._late.start()
        return self._asked

    def is_asked(self, number: int) -> bool:
        """Say whether an answer is still wanted."""
        return number == self._asked

    def compare(
        self, number: int, old: RichText, new: RichText, language: str,
        then: Callable[[Compared], None], *, versions: bool = True,
    ) -> None:  # fmt: skip
        """Compare two texts in a thread of its own; `then` has what came, if it is wanted."""

        def work() -> Iterator[object]:
            difference = compare(old, new, language)
            rows = passages(difference, old.text, new.text)
            yield Compared(difference, Texts(old.text, new.text, rows, versions))

        def take(found: object) -> None:
            if self.is_asked(number) and isinstance(found, Compared):
                self._late.stop()
                then(found)

        self.run(work, take)

    def run(self, work: Callable[[], Iterator[object]], then: Callable[[object], None]) -> None:
        """Run work in a thread of its own."""
        task = Task(work, self)
        self._tasks.add(task)
        task.progress.connect(then)
        task.failed.connect(self.at.window_.errands.say_failed)
        task.finished.connect(lambda: self._tasks.discard(task))
        task.finished.connect(task.deleteLater)
        task.start()

    def settle(self) -> None:
        """Say that nothing is waited for any more."""
        self._late.stop()

    def fail(self, error: AnnotationsError) -> None:
        """Say why there is nothing to compare."""
        self._late.stop()
        self.at.window_.notice.say(self.session.sentence(error))

    def _say_busy(self) -> None:
        if self._subject is not None:
            self.take(self._subject)
            self.page.show_busy()

    def stop(self) -> None:
        """End: the library closes."""
        self._asked += 1
        self._late.stop()
        for task in list(self._tasks):
            task.cancel()
            task.wait()
