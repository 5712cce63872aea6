"""What the window does besides reading: report, backup, the trash, settings, help."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices

from desktop.dialogs.asking import ask, tell
from desktop.tasks import Task

if TYPE_CHECKING:
    from annotations.queries import Filter
    from annotations.storage.decisions import Acceptance
    from annotations.storage.store import Library
    from desktop.main_window import MainWindow
    from desktop.reporting import Done, Order
    from desktop.session import Session


class Errands:
    """Everything that is started from the window and reported in it."""

    needing = frozenset({"report", "back_up", "speakers", "trash", "empty_trash", "read_all"})
    _writing = frozenset({"empty_trash", "back_up", "read_all"})

    def __init__(self, window: "MainWindow") -> None:
        self._window = window
        self._words = window.words
        self._tasks: set[Task] = set()

    def acts(self) -> dict[str, Callable[[], object]]:
        """Say what can be done here, by the names of actions."""
        return {
            "report": self.ask_for_report,
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
        return session is not None and not (name in self._writing and session.store.read_only)

    def _session(self) -> "Session | None":
        workspace = self._window.workspace
        return workspace.session if workspace else None

    # ------------------------------------------------------------------ report

    def ask_for_report(self) -> None:
        """Ask what the report shall be of and write it."""
        from annotations.queries import Filter
        from desktop.dialogs.report import Part, ReportDialog

        session, workspace = self._session(), self._window.workspace
        if session is None or workspace is None:
            return
        session.flush()
        words = self._words
        parts = [Part(words("of all articles"), Filter())]
        shown = workspace.articles.model.filter
        if shown != Filter() and not shown.trash:
            parts.insert(0, Part(words("of what the filters show"), shown))
        if session.article:
            title = _short(session.article.article.metadata.title) or words("this article")
            wanted = Filter(articles=(session.article.article.id,))
            parts.insert(0, Part(words("of “{title}”", title=title), wanted))

        def count(wanted: "Filter", then: Callable[[int], None]) -> None:
            def job(library: "Library") -> int:
                from annotations.storage import highlights

                return highlights.count(library, wanted)

            session.read(job, then)

        name = words("Report {library}", library=session.store.path.stem)
        dialog = ReportDialog(self._window, words, parts, Path(_documents()), name, count)
        program = self._window.program
        dialog.ordered.connect(
            lambda order: self.write_report(
                session,
                replace(order, languages=program.languages, rules_off=program.settings.rules_off),
            )
        )
        dialog.open()

    def write_report(self, session: "Session", order: "Order") -> None:
        """Write a report and say where it lies."""
        from desktop.reporting import write_report

        words, notice = self._words, self._window.notice

        def progress(done: "Done") -> None:
            if done.withheld < 0:
                notice.say(words("Writing the report… {n} of {all}", n=done.read, all=done.total))
                return
            said = words("The report is written: {name}.", name=order.output.name)
            if done.withheld:
                said += " " + words.plural(
                    "{n} highlight was left out, as it may not leave.",
                    "{n} highlights were left out, as they may not leave.",
                    done.withheld,
                )
            notice.say(said, words("Open"), lambda: _open_file(order.output), stays=True)

        self._run(lambda: write_report(session.store, order, words), progress)

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


def _documents() -> str:
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return folder if Path(folder).is_dir() else str(Path.home())


def _open_file(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def _short(title: str, length: int = 48) -> str:
    return title if len(title) <= length else title[: length - 1].rstrip() + "…"
