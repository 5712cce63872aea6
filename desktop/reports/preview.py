"""The right side of the report dialog: what the file will look like, and what is left out of it."""

from collections.abc import Iterator

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QFontDatabase, QTextOption
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLabel,
    QPlainTextEdit,
    QStackedWidget,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.reporting import Order
from desktop.reports.paper_view import PaperView
from desktop.reports.previewing import COUNTED, Lines, Make, Page, Previews, Rows, Said, Told
from desktop.tasks import Task
from desktop.theme import SMALL_PX, Theme
from resources import Catalogue

REST = 300
"""Milliseconds after the last change before a preview is made."""
_SLOW = 200
_FEW = 3
_WIDEST = 260
"""Pixels of a column at most, but for the last, which takes what is left."""


class Preview(QWidget):
    """Shows what a preview is made of, as it comes."""

    def __init__(self, theme: Theme, words: Catalogue, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self.head = _label("caption")
        self.head.setText(words("Preview"))
        self.paper = PaperView(theme, words)
        self.table = _table(words)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setProperty("role", "box")
        self.text.setAccessibleName(words("Preview"))
        self.text.setTabChangesFocus(True)
        self.text.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        mono = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        sheet = f'font-family: "{mono.family()}"; font-size: {SMALL_PX}px;'
        self.text.setStyleSheet(sheet)
        self.message, self.problem = _label("muted"), _label("notice")
        self.sentences = _above(self.problem, self.message)
        self.stack = QStackedWidget()
        for each in (self.sentences, self.paper, self.table, self.text):
            self.stack.addWidget(each)
        self.made_of = _label("small")
        self.left_out = _label("notice")
        self.left_out.hide()
        self.problem.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.head)
        column.addWidget(self.stack, 1)
        column.addWidget(self.made_of)
        column.addWidget(self.left_out)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self.paper.set_theme(theme)

    def wait(self) -> None:
        """Say that a preview is being made, over what is shown."""
        self.head.setText(self._words("Preview is being made…"))

    def rest(self) -> None:
        """Say that what is shown is what was asked for."""
        self.head.setText(self._words("Preview"))

    def say(self, sentence: str) -> None:
        """Say why there is no preview."""
        self._say(problem=sentence)
        self.made_of.setText("")
        self.left_out.hide()

    def take(self, shown: object) -> None:
        """Show a part of a preview."""
        if isinstance(shown, Told):
            self._tell(shown)
        elif isinstance(shown, Page):
            self.paper.take(shown)
            self.stack.setCurrentWidget(self.paper)
        elif isinstance(shown, Rows):
            self._fill(shown)
            self.stack.setCurrentWidget(self.table)
        elif isinstance(shown, Lines):
            self.text.setPlainText(shown.text)
            self.stack.setCurrentWidget(self.text)
        elif isinstance(shown, Said):
            self._say("\n".join(shown.sentences))

    def _say(self, message: str = "", problem: str = "") -> None:
        self.message.setText(message)
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        self.stack.setCurrentWidget(self.sentences)

    def _tell(self, told: Told) -> None:
        words = self._words
        many = words.plural("{n} highlight", "{n} highlights", told.total)
        if told.sampled < told.total:
            many = words(
                "First pages, made of the first {n} of {all} highlights.",
                n=told.sampled,
                all=words.number(told.total),
            )
        self.made_of.setText("\n".join((many, *told.also)))
        lines = list(told.left_out)
        if not told.counted and told.total > COUNTED:
            lines.append(words("What is left out of so many is said once it is written."))
        elif not told.counted:
            lines.append(words("What is left out is being counted…"))
        self.left_out.setText("\n".join(lines))
        self.left_out.setVisible(bool(lines))

    def _fill(self, rows: Rows) -> None:
        table = self.table
        table.clear()
        table.setColumnCount(len(rows.head))
        table.setRowCount(len(rows.rows))
        table.setHorizontalHeaderLabels(list(rows.head))
        for row, cells in enumerate(rows.rows):
            for column, cell in enumerate(cells):
                item = QTableWidgetItem(cell)
                item.setToolTip("")
                table.setItem(row, column, item)
        table.resizeColumnsToContents()
        few = len(rows.head) <= _FEW
        for column in range(len(rows.head)):
            table.setColumnWidth(column, min(table.columnWidth(column), _WIDEST))
        table.horizontalHeader().setStretchLastSection(few)


class Maker(QObject):
    """Has previews made off the window's thread: only the newest one is shown.

    It outlives its dialog until the last one has stopped. `failed` gets what went wrong.
    """

    def __init__(self, previews: Previews, over: QWidget, view: Preview) -> None:
        super().__init__(over)
        self._previews = previews
        self._make: Make = previews.make
        self._view: Preview | None = view
        self._wanted: Order | None = None
        self._task: Task | None = None
        self._fresh = False
        self._rest = QTimer(self, singleShot=True, interval=REST)
        self._rest.timeout.connect(self._start)
        self._slow = QTimer(self, singleShot=True, interval=_SLOW)
        self._slow.timeout.connect(self._say_slow)

    @property
    def busy(self) -> bool:
        """Whether what is shown is not yet what was asked for."""
        return self._rest.isActive() or self._task is not None or self._wanted is not None

    def want(self, order: Order, *, now: bool = False) -> None:
        """Ask for a preview; the one that is being made is given up."""
        self._wanted = order
        if self._task is not None:
            self._task.cancel()
        self._rest.start(0 if now else REST)

    def leave(self) -> None:
        """Show nothing more, and go."""
        self._view = None
        self._wanted = None
        self._rest.stop()
        self._slow.stop()
        if self._task is not None:
            self._task.cancel()
        else:
            self._go()

    def _go(self) -> None:
        self._previews.close()
        self.deleteLater()

    def _start(self) -> None:
        order = self._wanted
        if order is None or self._task is not None or self._previews.gone():
            return  # the task's end starts it
        self._wanted = None
        self._fresh = False
        self._slow.start()

        def work() -> Iterator[object]:
            return self._make(order)

        self._task = task = Task(work, self.parent())
        task.progress.connect(self._take)
        task.failed.connect(self._fail)
        task.finished.connect(self._finished)
        task.start()

    def _take(self, shown: object) -> None:
        if shown is None or self._view is None or self._wanted is not None:
            return
        if not self._fresh and isinstance(shown, Page):
            self._view.paper.clear()
        self._fresh = self._fresh or not isinstance(shown, Told)
        if self._fresh:
            self._slow.stop()
            self._view.rest()
        self._view.take(shown)

    def _fail(self, error: Exception) -> None:
        from annotations.errors import AnnotationsError
        from annotations.sentences import sentence

        if self._view is None or self._wanted is not None:
            return
        if not isinstance(error, AnnotationsError):
            raise error
        self._view.say(sentence(error, self._previews.words))

    def _finished(self) -> None:
        task, self._task = self._task, None
        if task is not None:
            task.deleteLater()
        if self._view is None:
            self._go()
            return
        if self._wanted is None:
            self._slow.stop()
            self._view.rest()
        elif not self._rest.isActive():
            self._start()

    def _say_slow(self) -> None:
        if self._view is not None:
            self._view.wait()


def _above(*labels: QLabel) -> QWidget:
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(8)
    for each in labels:
        column.addWidget(each)
    column.addStretch(1)
    return box


def _label(role: str) -> QLabel:
    made = QLabel()
    made.setProperty("role", role)
    made.setWordWrap(True)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


def _table(words: Catalogue) -> QTableWidget:
    made = QTableWidget()
    made.setObjectName("boxed")
    made.setAccessibleName(words("Preview"))
    made.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    made.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    made.verticalHeader().hide()
    left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    made.horizontalHeader().setDefaultAlignment(left)
    made.horizontalHeader().setHighlightSections(False)
    made.setWordWrap(False)
    made.setTabKeyNavigation(False)
    return made
