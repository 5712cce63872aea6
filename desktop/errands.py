"""What the window does besides reading: reports, backup, the trash, settings, help."""

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from desktop.dialogs.asking import ask, tell
from desktop.reports.room import Reports
from desktop.reports.taking import Taking
from desktop.tasks import Task

if TYPE_CHECKING:
    from annotations.storage.decisions import Acceptance
    from annotations.storage.store import Library
    from desktop.main_window import MainWindow
    from desktop.session import Session


class Errands:
    """Everything that is started from the window and reported in it."""

    needing = frozenset(
        {"report", "word_comments", "take_annotations"}
        | {"back_up", "speakers", "trash", "empty_trash", "read_all"}
    )
    _writing = frozenset({"empty_trash", "back_up", "read_all", "take_annotations"})

    def __init__(self, window: "MainWindow") -> None:
        self._window = window
        self._words = window.words
        self._tasks: set[Task] = set()
        self.reports = Reports(window, self.say_failed)
        self.taking = Taking(window, self.say_failed)

    def acts(self) -> dict[str, Callable[[], object]]:
        """Say what can be done here, by the names of actions."""
        return {
            "report": self.reports.ask,
            "word_comments": self.reports.comment_in_word,
            "take_annotations": self.taking.ask,
            "back_up": self.back_up,
            "speakers": self.show_speakers,
            "read_all": self.read_all,
            "trash": self.show_trash,
            "empty_trash": self.ask_to_empty_trash,
            "settings": self.show_settings,
            "keys": self.show_keys,
            "about": self.show_about,
        }

    def may(self, name: str) -> bool:
        """Say whether what needs a library can be done with the one there is."""
        session = self._session()
        if session is None or (name == "word_comments" and session.article is None):
            return False
        return not (name in self._writing and session.store.read_only)

    def _session(self) -> "Session | None":
        workspace = self._window.workspace
        return workspace.session if workspace else None

    # ------------------------------------------------------------------ keeping

    def back_up(self) -> None:
        """Make a backup now."""
        session = self._session()
        if session is None:
            return

        def work() -> Iterator[int]:
            session.store.call(_back_up)
            yield 1

        said = self._words("Backed up. The copy lies beside the library.")
        self._run(work, lambda _: self._window.notice.say(said))

    def show_speakers(self) -> None:
        """Show who speaks in this library, and who is whom."""
        from desktop.speakers.sheet import SpeakersSheet

        session = self._session()
        if session:
            session.flush()
            SpeakersSheet(self._window, session, self._window.program.theme).open()

    def read_all(self) -> None:
        """Let the rules read what they have not read of the library."""
        workspace = self._window.workspace
        if workspace:
            workspace.checks.read_all()

    def show_trash(self) -> None:
        """Show the highlights in the trash, to bring some back."""
        from desktop.dialogs.trash import TrashSheet

        session = self._session()
        if session:
            session.flush()
            TrashSheet(self._window, session).open()

    def ask_to_empty_trash(self) -> None:
        """Empty the trash, once somebody has read that this cannot be undone."""
        session = self._session()
        if session is None:
            return
        words = self._words

        def work() -> Iterator[int]:
            session.store.call(_back_up)
            yield session.store.call(_empty_trash, saving=True)

        def emptied(count: int) -> None:
            self._window.notice.say(
                words.plural("{n} record is gone.", "{n} records are gone.", count)
            )
            session.reload()
            session.changed.emit(None)

        ask(
            self._window,
            words,
            words("Empty the trash?"),
            words(
                "Everything in the trash is deleted for good: articles with all their highlights,"
                " and single highlights. This cannot be undone. A backup is made first."
            ),
            words("Empty trash"),
            lambda: self._run(work, emptied),
        )

    # ------------------------------------------------------------------ settings and help

    def show_settings(self) -> None:
        """Show the settings."""
        from desktop.dialogs.settings_dialog import SettingsDialog

        window, session = self._window, self._session()
        dialog = SettingsDialog(
            window,
            window.program.theme,
            self._words,
            window.program.settings,
            session.tags if session else (),
            word_lists=window.program.word_lists,
            writable=session is not None and not session.store.read_only,
        )
        dialog.chosen.connect(window.program.take)
        dialog.suggestions.lists_changed.connect(self._read_anew)
        if session:
            shown = [dialog]
            dialog.finished.connect(shown.clear)

            def count(found: "Mapping[str, Acceptance]") -> None:
                for each in shown:
                    each.suggestions.show_counts(found)

            session.read(_acceptance, count)
        dialog.tags_named.connect(self._name_tags)
        dialog.open()

    def _read_anew(self) -> None:
        workspace = self._window.workspace
        if workspace:
            workspace.checks.read_anew()

    def _name_tags(self, names: dict[str, str]) -> None:
        workspace = self._window.workspace
        if workspace:
            workspace.name_tags(names)

    def show_keys(self) -> None:
        """Show all keys."""
        from desktop.dialogs.key_list import KeyList

        KeyList(self._window, self._words, self._window.actions_).open()

    def show_about(self) -> None:
        """Say what this is, and what it never does."""
        from importlib.metadata import PackageNotFoundError, version

        try:
            number = version("kutip")
        except PackageNotFoundError:  # started from a folder that was not installed
            number = ""
        words = self._words
        text = words(
            "Kutip {version} is free software under the MIT licence. It sends nothing anywhere and"
            " opens no address unasked.",
            version=number,
        )
        tell(self._window, words, "Kutip", text)

    # ------------------------------------------------------------------ within

    def _run(self, work: Callable[[], Iterator[object]], progress: Callable[..., object]) -> None:
        task = Task(work, self._window)
        self._tasks.add(task)
        task.progress.connect(progress)
        task.failed.connect(self.say_failed)
        task.finished.connect(lambda: self._tasks.discard(task))
        task.finished.connect(task.deleteLater)
        task.start()

    def say_failed(self, error: Exception) -> None:
        """Say in one sentence what the world refused; an error of ours goes its own way."""
        from annotations.errors import AnnotationsError
        from annotations.sentences import sentence

        if not isinstance(error, AnnotationsError):
            raise error

        self._window.notice.say(sentence(error, self._words), stays=True)


def _acceptance(library: "Library") -> "Mapping[str, Acceptance]":
    from annotations.storage import decisions

    return decisions.acceptance(library)


def _back_up(library: "Library") -> object:
    from datetime import UTC, datetime

    from annotations.storage import backup

    return backup.back_up(library, datetime.now(UTC))


def _empty_trash(library: "Library") -> int:
    from annotations.storage import history

    return history.empty_trash(library)
