"""How articles come into the window: files, folders, what is dropped, pasted or in the inbox."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

if TYPE_CHECKING:
    from annotations.importing.protocol import Wishes
    from annotations.model import Revision
    from desktop.inbox import InboxWatch
    from desktop.main_window import MainWindow
    from desktop.session import Session

PATTERNS = (
    "*.md *.markdown *.txt *.text *.html *.htm *.xhtml *.mht *.mhtml *.docx *.odt *.fodt *.rtf"
    " *.epub *.eml *.zip *.pdf *.png *.jpg *.jpeg *.srt *.vtt"
)
"""What is shown first. The content decides what a file is, so "all files" is offered too."""


class Arrivals:
    """Everything that brings articles in, and tells what became of each."""

    needing = frozenset({"import", "import_folder", "paste_article"})

    def __init__(self, window: "MainWindow") -> None:
        self._window = window
        self._words = window.words

    def acts(self) -> dict[str, Callable[[], object]]:
        """Say what can be done here, by the names of actions."""
        return {
            "import": self.ask_for_files,
            "import_folder": self.ask_for_folder,
            "paste_article": self.paste,
        }

    def may(self, _name: str) -> bool:
        """Say whether articles can be added to the library there is."""
        session = self._session()
        return session is not None and not session.store.read_only

    def _session(self) -> "Session | None":
        workspace = self._window.workspace
        return workspace.session if workspace else None

    # ------------------------------------------------------------------ asking

    def ask_for_files(self) -> None:
        """Ask for files to import."""
        if not self.may("import"):
            return
        dialog = QFileDialog(self._window, self._words("Import"), _documents())
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilters(
            [
                self._words("Articles ({pattern})", pattern=PATTERNS),
                self._words("All files ({pattern})", pattern="*"),
            ]
        )
        self._bring_in_chosen(dialog)

    def ask_for_folder(self) -> None:
        """Ask for a folder; everything in it that can be read is imported."""
        if not self.may("import_folder"):
            return
        dialog = QFileDialog(self._window, self._words("Import folder"), _documents())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        self._bring_in_chosen(dialog)

    def _bring_in_chosen(self, dialog: QFileDialog) -> None:
        dialog.filesSelected.connect(lambda names: self.bring_in([Path(name) for name in names]))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    # ------------------------------------------------------------------ bringing in

    def bring_in(self, paths: Sequence[Path]) -> None:
        """Import files and folders; of books, ask first whether one article or one a chapter."""
        session = self._writable()
        if session is None or not paths:
            return
        from desktop.dialogs.books import are_books, ask_about_books

        if are_books(paths):
            ask_about_books(
                self._window, self._words, lambda wishes: self._bring_in(session, paths, wishes)
            )
        else:
            self._bring_in(session, paths, None)

    def _bring_in(
        self, session: "Session", paths: Sequence[Path], wishes: "Wishes | None", revises: int = 0
    ) -> None:
        from desktop.dialogs.importing import import_work

        author = self._window.program.settings.author
        self._import(lambda: import_work(session.store, paths, author, wishes, revises), session)

    def bring_in_as_version(self, article_id: int, path: Path) -> None:
        """Import a file as a newer state of an article: the person says so."""
        session = self._writable()
        if session:
            self._bring_in(session, [path], None, article_id)

    def read_again(self, revision: "Revision", encoding: str) -> None:
        """Read an article's kept file in another encoding: a new version of it."""
        session = self._writable()
        if session is None:
            return
        store, author = session.store, self._window.program.settings.author

        def work() -> Iterator[object]:
            from annotations.importing.jobs import import_bytes
            from annotations.importing.protocol import Wishes
            from annotations.storage import articles

            data = store.call(partial(articles.original, digest=revision.original_sha256))
            yield from import_bytes(
                store,
                revision.source,
                data,
                author=author,
                wishes=Wishes(encoding=encoding),
                revises=revision.article_id,
            )

        self._import(work, session)

    def bring_in_samples(self) -> None:
        """Import the sample articles with their highlights."""
        from desktop import samples

        session = self._session()
        if session:
            label = self._words("Add the sample articles")
            self._import(lambda: samples.bring_in(session.store, label), session)

    def paste(self) -> None:
        """Make an article of what is on the clipboard: files, HTML, words or a picture."""
        session = self._writable()
        if session is None:
            return
        from desktop.clipboard import pasted

        taken = pasted(QGuiApplication.clipboard().mimeData(), self._words)
        if taken is None:
            said = self._words("There is nothing on the clipboard to make an article of.")
            self._window.notice.say(said)
        elif taken.files:
            self.bring_in(taken.files)
        else:
            from annotations.importing.jobs import import_bytes

            author = self._window.program.settings.author
            self._import(
                lambda: import_bytes(session.store, taken.name, taken.data, author=author), session
            )

    def watch_inbox(self, session: "Session") -> "InboxWatch":
        """Watch the inbox folder of the settings, as long as the library is open."""
        from desktop.inbox import InboxWatch

        program, window = self._window.program, self._window
        watch = InboxWatch(session.store, self._words, session)
        watch.arrived.connect(partial(self._told_of_inbox, session))
        watch.failed.connect(window.errands.say_failed)

        program.settings_changed.connect(watch.follow)
        watch.follow(program.settings)
        return watch

    def _told_of_inbox(self, session: "Session", said: str, stays: bool) -> None:  # noqa: FBT001 - a signal's
        self._window.notice.say(said, stays=stays)
        self._refresh(session)

    def _writable(self) -> "Session | None":
        session = self._session()
        if session and session.store.read_only:
            self._window.notice.say(self._words("This library is open to read only."))
            return None
        return session

    def _import(self, work: Callable[[], Iterator[object]], session: "Session") -> None:
        from annotations.errors import AnnotationsError
        from desktop.dialogs.importing import ImportSheet

        sheet = ImportSheet(
            self._window,
            self._words,
            work,
            lambda error: session.sentence(error) if isinstance(error, AnnotationsError) else "",
        )
        sheet.progressed.connect(lambda: self._refresh(session))
        sheet.arrived.connect(lambda number: self._arrived(session, number, single=sheet.single))
        sheet.told.connect(lambda said: self._told(session, said, sheet.revised))
        sheet.start()

    def _told(self, session: "Session", said: str, revised: int) -> None:
        """Say what came of an import; of a new version, offer what changed in it."""
        workspace = self._window.workspace
        if revised and workspace and workspace.session is session:
            show = partial(workspace.versions.compare_article, revised)
            self._window.notice.say(said, self._words("What changed"), show)
        else:
            self._window.notice.say(said)

    def _refresh(self, session: "Session") -> None:
        workspace = self._window.workspace
        if workspace and workspace.session is session:
            session.changed.emit(None)

    def _arrived(self, session: "Session", article_id: int, *, single: bool) -> None:
        workspace = self._window.workspace
        if workspace and workspace.session is session:
            session.reload()
            session.changed.emit(None)
            workspace.arrived(article_id, single=single)


def _documents() -> str:
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return folder if Path(folder).is_dir() else str(Path.home())
