"""The report: of what, in which form, into which file, with a preview of what it will be."""

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from annotations.errors import AnnotationsError
from annotations.sentences import sentence
from desktop.dialogs.asking import Sheet, scrolling
from desktop.reporting import Order
from desktop.reports import own_templates
from desktop.reports.choices import Part, Setting
from desktop.reports.form import ReportForm
from desktop.reports.preview import Maker, Preview
from desktop.reports.previewing import Previews
from desktop.theme import Theme
from resources import Catalogue

SIZE = QSize(1180, 820)
_FORM = 400
_AROUND = 24  # pixels of the window that stay visible around the dialog


class ReportDialog(Sheet):
    """Ask for a report; `ordered` carries an Order, `kept` what the settings shall keep."""

    ordered = Signal(object)
    kept = Signal(object)
    folder_wanted = Signal(object)

    def __init__(
        self,
        parent: QWidget,
        theme: Theme,
        words: Catalogue,
        parts: Sequence[Part],
        start: Setting,
        previews: Previews | None = None,
    ) -> None:
        super().__init__(parent, words("Report"), width=620)
        self._words = words
        self._start = start
        self.form = ReportForm(words, parts, start)
        self.preview = Preview(theme, words)
        self._maker = Maker(previews, parent.window(), self.preview) if previews else None
        self._lay_out()
        self.said = self.say(
            words(
                "Private notes, highlights off the record and the names of confidential speakers"
                " are in no report."
            ),
            "small",
        )
        self.main = self.add_buttons(words, words("Write report"))
        self.form.changed.connect(self._show)
        self.form.copy_wanted.connect(self._copy_template)
        self.form.folder_wanted.connect(lambda: self.folder_wanted.emit(start.templates))
        self.finished.connect(self._leave)
        self.accepted.connect(self._give)
        self._fit_into(parent.window())
        self._order_tabs()
        (self.form.part if self.form.part.isEnabled() else self.form.format).setFocus()
        self._show(now=True)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(20)
        area = scrolling(self.form)
        area.setFixedWidth(_FORM)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its fields have it, which scrolls too
        row.addWidget(area)
        row.addWidget(self.preview, 1)
        self.column.addLayout(row, 1)

    def _fit_into(self, window: QWidget) -> None:
        """Be as large as the window lets it, so that something of the window is still seen."""
        room = QSize(window.width() - 2 * _AROUND, window.height() - 2 * _AROUND)
        size = SIZE.boundedTo(room).expandedTo(QSize(820, 480))
        self.fit(size.width(), size.height())

    def _order_tabs(self) -> None:
        """Go through the form, then the preview, then the buttons."""
        form, preview, paper = self.form, self.preview, self.preview.paper
        fields = [
            form.part, form.format, form.template, form.more, form.grouping, form.columns,
            form.translation, form.title, form.file, form.browse, form.notes, form.pictures,
            form.checks, form.embargoed, paper.area, paper.previous, paper.next, paper.whole,
            paper.large, preview.table, preview.text, self.leave,
        ]  # fmt: skip
        for before, after in pairwise(fields):
            self.setTabOrder(before, after)
        if self.main is not None:
            self.setTabOrder(self.leave, self.main)

    # ------------------------------------------------------------------ doing

    def order(self) -> Order:
        """Say what was asked for."""
        return self.form.order()

    def add_parts(self, parts: Sequence[Part]) -> None:
        """Add what else a report can be of."""
        self.form.add_parts(parts)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self.preview.set_theme(theme)

    @property
    def previewing(self) -> bool:
        """Whether the preview is not yet of what was asked for."""
        return self._maker is not None and self._maker.busy

    def _show(self, *, now: bool = False) -> None:
        if self._maker is not None:
            self._maker.want(self.order(), now=now)

    def _copy_template(self, name: str) -> None:
        try:
            copy = own_templates.copy_to_change(name, self._start.templates, self._words)
        except AnnotationsError as error:
            self.preview.say(sentence(error, self._words))
            return
        except OSError:
            folder = str(self._start.templates)
            self.preview.say(self._words("The folder {path} cannot be written to.", path=folder))
            return
        self.form.load_templates(copy.stem)
        self.folder_wanted.emit(Path(copy.parent))

    def changeEvent(self, event: QEvent) -> None:
        """Look for changed templates whenever somebody comes back from an editor."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.form.load_templates()

    def _leave(self) -> None:
        if self._maker is not None:
            self._maker.leave()
            self._maker = None

    def _give(self) -> None:
        self.kept.emit(self.form.kept)
        self.ordered.emit(self.order())
