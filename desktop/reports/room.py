"""What leaves from the window: asking for a report, writing it, telling what became of it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices

from annotations.queries import Filter
from desktop.tasks import Task

if TYPE_CHECKING:
    from annotations.storage.searches import Saved
    from annotations.storage.store import Library
    from desktop.main_window import MainWindow
    from desktop.reporting import Done, Order
    from desktop.reports.choices import Part
    from desktop.reports.dialog import ReportDialog
    from desktop.session import Session

SHOWN_AFTER = 0.2
"""Seconds; what takes longer shows how far it is, and can be stopped."""
SHOWN_EVERY = 0.1


class Patience:
    """Knows when to show how far a task is: after a while, and not with every step."""

    def __init__(self) -> None:
        self.stopped = False
        self._next = monotonic() + SHOWN_AFTER

    @property
    def over(self) -> bool:
        """Whether it is time to show it, again."""
        now = monotonic()
        if self.stopped or now < self._next:
            return False
        self._next = now + SHOWN_EVERY
        return True


class Reports:
    """The reports of one window."""

    def __init__(self, window: "MainWindow", failed: Callable[[Exception], None]) -> None:
        self._window = window
        self._words = window.words
        self._failed = failed

    def _session(self) -> "Session | None":
        workspace = self._window.workspace
        return workspace.session if workspace else None

    # ------------------------------------------------------------------ asking

    def ask(self, chosen: Sequence[int] = (), *, name: str = "") -> "ReportDialog | None":
        """Ask what the report shall be of, `chosen` highlights first, in the format `name`."""
        from desktop.reports.choices import Setting
        from desktop.reports.dialog import ReportDialog
        from desktop.reports.previewing import Previews

        session, window, words = self._session(), self._window, self._words
        if session is None:
            return None
        session.flush()
        program = window.program
        title = words("Report {library}", library=session.store.path.stem)
        start = Setting.of(program.settings, Path(documents()), title, program.templates)
        if name:
            start = replace(start, format=name)
        dialog = ReportDialog(
            window,
            program.theme,
            words,
            self._parts(session, chosen),
            start,
            Previews(session.store, words, lambda: session.closed),
        )
        dialog.kept.connect(lambda kept: program.change(**kept))
        dialog.folder_wanted.connect(open_folder)
        dialog.ordered.connect(lambda order: self._ordered(session, order))
        program.theme_changed.connect(dialog.set_theme)
        self._add_searches(session, dialog)
        dialog.open()
        return dialog

    def comment_in_word(self) -> None:
        """Ask for a Word file of the open article with its highlights as comments."""
        from desktop.reporting import COMMENTS

        session = self._session()
        if session is not None and session.article is not None:
            self.ask(name=COMMENTS)

    def _parts(self, session: "Session", chosen: Sequence[int]) -> "list[Part]":
        """List what a report can be of, what somebody looks at first."""
        from desktop.reports.choices import Part

        words, workspace = self._words, self._window.workspace
        if workspace is None:
            return []
        picked, tabled, read = list[Part](), list[Part](), list[Part]()
        if chosen:
            picked.append(self._chosen(chosen))
        elif workspace.desk.shown:
            table = workspace.desk.desk.made("highlights")
            several = table.view.chosen if table is not None else []
            if len(several) > 1:
                tabled.append(self._chosen(several))
        narrowed = workspace.desk.filter()
        if narrowed is not None and narrowed != Filter() and not narrowed.trash:
            tabled.insert(0, Part(words("of what the table shows"), narrowed))
        opened = session.article
        if opened is not None:
            whole_title = opened.article.metadata.title
            title = words("of “{title}”", title=_short(whole_title) or words("this article"))
            number = opened.article.id
            read.append(Part(title, Filter(articles=(number,)), number, whole_title))
        shown = workspace.articles.model.filter
        if shown != Filter() and not shown.trash:
            read.append(Part(words("of what the filters show"), shown))
        whole = [Part(words("of all articles"), Filter())]
        if workspace.desk.shown:
            return [*picked, *tabled, *whole, *read]
        return [*picked, *read, *whole, *tabled]

    def _chosen(self, numbers: Sequence[int]) -> "Part":
        from desktop.reports.choices import Part

        said = self._words.plural(
            "of {n} chosen highlight", "of {n} chosen highlights", len(numbers)
        )
        return Part(said, Filter(highlights=tuple(numbers)))

    def _add_searches(self, session: "Session", dialog: "ReportDialog") -> None:
        from desktop.reports.choices import Part

        words, open_ones = self._words, [dialog]
        dialog.finished.connect(open_ones.clear)

        def job(library: "Library") -> "Saved":
            from annotations.storage import searches

            return searches.all(library)

        def take(saved: "Saved") -> None:
            for each in open_ones:
                each.add_parts(
                    [
                        Part(words("of the search “{name}”", name=one.name), one.wanted)
                        for one in saved.searches
                    ]
                )

        session.read(job, take)

    # ------------------------------------------------------------------ writing

    def _ordered(self, session: "Session", order: "Order") -> None:
        program = self._window.program
        self.write(
            session,
            replace(order, languages=program.languages, rules_off=program.settings.rules_off),
        )

    def write(self, session: "Session", order: "Order") -> None:
        """Write a report and say where it lies; above a fifth of a second it can be stopped."""
        from desktop.reporting import write_report

        words, notice = self._words, self._window.notice
        patience = Patience()

        def progress(done: "Done") -> None:
            if done.told:
                self._say_written(order.output, done.told)
            elif patience.over:
                said = words("Writing the report… {n} of {all}", n=done.done, all=done.total)
                notice.say(said, words("Cancel"), cancel, stays=True)

        def cancel() -> None:
            patience.stopped = True
            task.cancel()
            notice.say(words("The report was not written."))

        task = self._run(lambda: write_report(session.store, order, words))
        task.progress.connect(progress)
        task.start()

    def _say_written(self, output: Path, told: Sequence[str]) -> None:
        words = self._words
        self._window.notice.say(
            " ".join(told),
            words("Open"),
            lambda: _open_file(output),
            stays=True,
            also=(words("Show in folder"), lambda: open_folder(output.parent)),
        )

    def _run(self, work: Callable[[], Iterator[object]]) -> Task:
        task = Task(work, self._window)
        task.failed.connect(self._failed)
        task.finished.connect(task.deleteLater)
        return task


def documents() -> str:
    """Name the folder of the user's documents."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return folder if Path(folder).is_dir() else str(Path.home())


def open_folder(folder: Path) -> None:
    """Show a folder in the system's own window of files."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def _open_file(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def _short(title: str, length: int = 48) -> str:
    return title if len(title) <= length else title[: length - 1].rstrip() + "…"
