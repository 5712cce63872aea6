"""Which library the window shows: opening, making, restoring, closing."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from desktop.dialogs.asking import ask
from desktop.opening import SUFFIX, Opening, with_suffix
from desktop.safekeeping import Safekeeping
from desktop.tasks import Task

if TYPE_CHECKING:
    from annotations.errors import AnnotationsError
    from annotations.storage.backup import Backup
    from annotations.storage.store import Store
    from desktop.dialogs.pages import FailedPage
    from desktop.inbox import InboxWatch
    from desktop.main_window import MainWindow

_READABLE = frozenset({"foreign_schema", "damaged", "busy"})
"""Faults that leave a library readable."""


class Libraries:
    """The library of one window. `path` is None while there is none."""

    def __init__(self, window: "MainWindow") -> None:
        self._window = window
        self._words = window.words
        self.path: Path | None = None
        self._asked: Path | None = None
        self._failed: FailedPage | None = None
        self._safekeeping: Safekeeping | None = None
        self._inbox: InboxWatch | None = None
        self._backup: Backup | None = None
        self._then: Callable[[], object] | None = None
        self._opening = Opening(window)
        self._opening.opened.connect(self._opened)
        self._opening.failed.connect(self._could_not)
        self._opening.backup_found.connect(self._backup_found)
        self._opening.restored.connect(self._restored)

    def acts(self) -> dict[str, Callable[[], object]]:
        """Say what can be done here, by the names of actions."""
        return {"new_library": self.ask_new, "open_library": self.ask_open}

    # ------------------------------------------------------------------ opening

    def begin(self, wanted: Path | None) -> None:
        """Open the library asked for, else the last one, else the default one, else say hello."""
        recent = self._window.program.settings.recent
        last = next((Path(name) for name in recent if Path(name).is_file()), None)
        default = self._window.program.default_library
        library = wanted or last or (default if default.exists() else None)
        if library:
            self.open(library)
        else:
            self.show_start()

    def open(self, path: Path, *, read_only: bool = False) -> None:
        """Open another library in this window."""
        if self.close(then=lambda: self.open(path, read_only=read_only)):
            self._asked = path
            self._opening.open(path, read_only=read_only)

    def create(self, path: Path, *, then: Callable[[], object] | None = None) -> None:
        """Make a library and open it; `then` is done in it."""
        if self.close(then=lambda: self.create(path, then=then)):
            self._asked = path
            self._then = then
            self._opening.create(path)

    def ask_new(self) -> None:
        """Ask where a new library shall lie."""
        dialog = self._file_dialog(self._words("New library"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(SUFFIX.lstrip("."))
        dialog.fileSelected.connect(lambda name: self.create(with_suffix(name)))
        dialog.open()

    def ask_open(self) -> None:
        """Ask for a library."""
        dialog = self._file_dialog(self._words("Open library"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self.open(Path(name)))
        dialog.open()

    def _file_dialog(self, title: str) -> QFileDialog:
        folder = self.path or self._window.program.default_library
        dialog = QFileDialog(self._window, title, str(folder.parent))
        dialog.setNameFilters(
            [
                self._words("Kutip libraries ({pattern})", pattern=f"*{SUFFIX}"),
                self._words("All files ({pattern})", pattern="*"),
            ]
        )
        dialog.finished.connect(dialog.deleteLater)
        return dialog

    def _opened(self, store: "Store") -> None:
        from desktop.session import Session
        from desktop.workspace import Workspace

        window = self._window
        self.path = store.path
        self._failed = None
        session = Session(store, self._words, window.program.settings, window)
        workspace = Workspace(session, window)
        window.program.take(window.program.settings.with_recent(store.path.absolute()))
        window.show_workspace(workspace)
        self._safekeeping = Safekeeping(store, session)
        self._safekeeping.failed.connect(window.errands.say_failed)
        self._inbox = window.arrivals.watch_inbox(session)
        then, self._then = self._then, None
        if then:
            then()

    # ------------------------------------------------------------------ closing

    def close(self, *, then: Callable[[], object]) -> bool:
        """Close the library; False where something could not be stored, and somebody is asked.

        `then` is what was wanted, done after all when the person gives up what failed.
        """
        window = self._window
        workspace = window.workspace
        if workspace is None:
            return True
        self._stop_tasks()
        if not workspace.session.close():
            self._ask_to_abandon(then)
            return False
        self._let_go()
        return True

    def _stop_tasks(self) -> None:
        """Stop imports and reports of this library after the file in hand: they work in it."""
        tasks = self._window.findChildren(Task)
        for task in tasks:
            task.cancel()
        for task in tasks:
            task.wait()

    def _let_go(self) -> None:
        workspace = self._window.workspace
        if self._safekeeping:
            self._safekeeping.stop()
            self._safekeeping = None
        if self._inbox:
            self._inbox.stop()
            self._inbox = None
        if workspace:
            workspace.leave()
            workspace.session.store.close()
            workspace.session.deleteLater()
        self.path = None
        self._window.show_workspace(None)

    def _ask_to_abandon(self, then: Callable[[], object]) -> None:
        workspace = self._window.workspace
        if workspace is None:
            return
        words, session = self._words, workspace.session
        text = words.plural(
            "One change could not be stored. It is still on screen; closing now loses it.",
            "{n} changes could not be stored. They are still on screen; closing now loses them.",
            session.unsaved,
        )

        def abandon() -> None:
            session.abandon()
            self._let_go()
            then()

        ask(self._window, words, words("Not everything is stored"), text, words("Discard"), abandon)

    def wait(self) -> None:
        """Wait for what still runs: for the end of the program."""
        self._opening.wait()

    # ------------------------------------------------------------------ without a library

    def show_start(self) -> None:
        """Say hello, and how sources stay safe."""
        from desktop.dialogs.pages import StartPage

        window = self._window
        page = StartPage(window.program.theme, self._words, window.program.settings.recent)
        default = window.program.default_library
        page.samples_wanted.connect(
            lambda: self.create_default(default, window.arrivals.bring_in_samples)
        )
        page.import_wanted.connect(
            lambda: self.create_default(default, window.arrivals.ask_for_files)
        )
        page.new_wanted.connect(self.ask_new)
        page.open_wanted.connect(self.ask_open)
        page.library_wanted.connect(lambda name: self.open(Path(name)))
        window.show_workspace(None)
        window.show_page(page)

    def create_default(self, path: Path, then: Callable[[], object]) -> None:
        """Make the default library, or open it if it is there, and go on in it."""
        if path.exists():
            self._then = then
            self.open(path)
        else:
            self.create(path, then=then)

    def _could_not(self, path: Path, error: "AnnotationsError") -> None:
        """Say what is wrong and what can be done: read only, restore, another one."""
        from annotations.errors import LibraryError, LibraryFault
        from annotations.sentences import sentence
        from desktop.dialogs.pages import FailedPage

        window = self._window
        said = sentence(error, self._words)
        if self._failed is not None and not isinstance(error, LibraryError):
            self._failed.said.setText(said)
            return
        fault = error.fault if isinstance(error, LibraryError) else None
        page = FailedPage(
            window.program.theme,
            self._words,
            said,
            may_read=fault in _READABLE,
            may_create=fault is LibraryFault.MISSING,
        )
        page.again_wanted.connect(lambda: self.open(path))
        page.read_only_wanted.connect(lambda: self.open(path, read_only=True))
        page.restore_wanted.connect(lambda: self._ask_to_restore(path))
        page.open_wanted.connect(self.ask_open)
        page.create_wanted.connect(lambda: self.create(path))
        self._failed = page
        window.show_workspace(None)
        window.show_page(page)
        if fault is not LibraryFault.EXISTS:
            self._opening.look_for_backup(path)

    def _backup_found(self, backup: "Backup | None") -> None:
        from annotations.dates import show_moment

        self._backup = backup
        if self._failed is None:
            return
        if backup is None:
            self._failed.show_no_backup()
            return
        when = show_moment(backup.when.isoformat(), self._words, long=True)
        self._failed.show_backup(when, backup.articles, backup.highlights)

    def _ask_to_restore(self, path: Path) -> None:
        words, backup = self._words, self._backup
        if backup is None:
            return
        text = words(
            "What was done after the backup is not in it. The library as it is now is kept beside"
            " it, under a name that says when. This cannot be undone with Undo."
        )
        ask(
            self._window,
            words,
            words("Restore the backup?"),
            text,
            words("Restore"),
            lambda: self._opening.restore(path, backup.path),
        )

    def _restored(self, path: Path, kept: Path | None) -> None:
        self._failed = None
        self.open(path)
        if kept:
            said = self._words("Restored. What was there before is kept as {name}.", name=kept.name)
            self._window.notice.say(said, stays=True)
