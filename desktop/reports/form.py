"""The left side of the report dialog: of what, in which form, into which file."""

import os
from collections.abc import Sequence
from itertools import count as numbers
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from annotations.exporting.layout import ORIGINAL, Layout
from annotations.exporting.output import safe_name
from annotations.exporting.report import Grouping
from annotations.exporting.templates import Template
from desktop.reporting import COMMENTS, Order
from desktop.reports import own_templates
from desktop.reports.choices import (
    TABLES,
    Part,
    Setting,
    columns_for,
    formats,
    is_templated,
    keep_columns,
    kept_for,
    read_columns,
    suffix_of,
    suffixes,
)
from desktop.reports.columns import ColumnList
from resources import Catalogue, marked

_GROUPINGS = (
    (Grouping.ARTICLE, marked("By article")),
    (Grouping.TAG, marked("By tag")),
    (Grouping.SPEAKER, marked("By speaker")),
)
_TRANSLATIONS = (
    ("", marked("Original above its translation")),
    (ORIGINAL, marked("Original only")),
)
_PICTURED = frozenset({"html", "pdf", "docx"})
_SHORTEST = 10  # characters of a long choice that are shown at least
_PADDING = 40  # pixels around the words of a choice in its list
_COLUMN_ROWS = 5


class ReportForm(QWidget):
    """The fields. `changed` says that the file would be another, `templates_wanted` a deed."""

    changed = Signal()
    copy_wanted = Signal(str)
    folder_wanted = Signal()

    def __init__(self, words: Catalogue, parts: Sequence[Part], start: Setting) -> None:
        super().__init__()
        self._words = words
        self._parts = list(parts)
        self._start = start
        self._kept = start.columns
        self._stem = start.name
        self._suggested = start.folder / start.name
        self._templates: dict[str, Template] = {}
        self._make()
        self._lay_out()
        self.load_templates(start.template)
        if self.format.findData(start.format) >= 0:
            self.format.setCurrentIndex(self.format.findData(start.format))
        self._follow_format()
        self._wire()

    # ------------------------------------------------------------------ making

    def _make(self) -> None:
        words = self._words
        self.part = _choice([(each.name, number) for number, each in enumerate(self._parts)])
        self.format = _choice([(title, name) for name, title in formats(words)])
        self.format.setMaxVisibleItems(self.format.count())
        if not any(each.article for each in self._parts):
            self.format.removeItem(self.format.findData(COMMENTS))
        self.format.setCurrentIndex(max(self.format.findData("html"), 0))
        self.template = _choice([])
        self.grouping = _choice([(words(text), value) for value, text in _GROUPINGS])
        self.translation = _choice([(words(text), value) for value, text in _TRANSLATIONS])
        self.title = QLineEdit(self._start.name)
        self.file = QLineEdit(str(self._suggested))
        self.columns = ColumnList(words)
        row = self.columns.fontMetrics().height() + 10
        self.columns.setFixedHeight(row * _COLUMN_ROWS)
        self.notes = _box(words("With the notes for readers"), on=True)
        self.pictures = _box(words("With the pictures kept as evidence"), on=True)
        self.checks = _box(words("With what does not agree"), on=False)
        self.checks.setToolTip(words("Sums, dates, names and quotes that do not agree"))
        self.embargoed = _box(words("Include what is under embargo"), on=False)
        self.more = QPushButton(words("Own…"))
        self.more.setAccessibleName(words("Own templates"))
        self.more.setToolTip(words("Own templates"))
        self.more.setAutoDefault(False)
        self.more.setProperty("role", "menu")
        menu = QMenu(self.more)
        menu.addAction(words("Copy template to change…")).triggered.connect(
            lambda _=False: self.copy_wanted.emit(str(self.template.currentData()))
        )
        menu.addAction(words("Open the folder of own templates")).triggered.connect(
            lambda _=False: self.folder_wanted.emit()
        )
        self.more.setMenu(menu)
        self.browse = QPushButton(words("Choose…"))
        self.browse.setAutoDefault(False)

    def _lay_out(self) -> None:
        words = self._words
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 14, 4)
        self._form = form = QFormLayout()
        column.addLayout(form)
        column.addStretch(1)
        form.setHorizontalSpacing(14)
        form.setVerticalSpacing(9)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(words("Highlights"), self.part)
        form.addRow(words("Format"), self.format)
        self._template_row = _row(self.template, self.more)
        form.addRow(words("Template"), self._template_row)
        form.addRow(words("Order"), self.grouping)
        form.addRow(words("Columns"), self.columns)
        form.addRow(words("Quotes"), self.translation)
        form.addRow(words("Title"), self.title)
        file_row = _row(self.file, self.browse)
        form.addRow(words("File"), file_row)
        for row, field in ((self._template_row, self.template), (file_row, self.file)):
            named = form.labelForField(row)
            if isinstance(named, QLabel):
                named.setBuddy(field)  # what a screen reader calls it
        for each in (self.notes, self.pictures, self.checks, self.embargoed):
            form.addRow("", each)

    def _wire(self) -> None:
        self.format.currentIndexChanged.connect(self._follow_format)
        self.template.currentIndexChanged.connect(self._follow_template)
        self.columns.chosen_changed.connect(self._columns_chosen)
        self.browse.clicked.connect(self._browse)
        for choice in (self.part, self.grouping, self.translation):
            choice.currentIndexChanged.connect(self.changed)
        for box in (self.notes, self.pictures, self.checks, self.embargoed):
            box.toggled.connect(self.changed)
        self.title.textChanged.connect(self.changed)

    # ------------------------------------------------------------------ what others ask

    def add_parts(self, parts: Sequence[Part]) -> None:
        """Add what else a report can be of: saved searches, once they are read."""
        if parts:
            self.part.insertSeparator(self.part.count())
        for each in parts:
            self.part.addItem(each.name, len(self._parts))
            self._parts.append(each)
        _widen(self.part)

    def load_templates(self, chosen: str = "") -> None:
        """List the templates there are; one that was changed meanwhile is another now."""
        before = self._templates
        name = chosen or str(self.template.currentData())
        found = {each.name: each for each in own_templates.every(self._start.templates)}
        if found == before and not chosen:
            return
        self._templates = found
        with QSignalBlocker(self.template):
            self.template.clear()
            for each in self._templates.values():
                self.template.addItem(each.title(self._words), each.name)
            self.template.setCurrentIndex(max(self.template.findData(name), 0))
        _widen(self.template)
        now = self._chosen_template
        if before and before.get(now.name) != now:
            self._follow_template()

    def order(self) -> Order:
        """Say what was asked for."""
        part, name = self._chosen_part, str(self.format.currentData())
        template = self._chosen_template
        templated = is_templated(name)
        return Order(
            wanted=part.wanted,
            grouping=Grouping(self.grouping.currentData()),
            format=name,
            output=self.output,
            title=" ".join(self.title.text().split()),
            layout=Layout(
                template=template.name if templated else "report",
                text=template.text if templated else "",
                columns=self._columns(name, template),
                notes=self.notes.isChecked(),
                translation=str(self.translation.currentData()),
            ),
            embargoed=self.embargoed.isChecked(),
            pictures=self.pictures.isChecked(),
            checks=self.checks.isChecked(),
            article=part.article,
            author=self._start.author,
        )

    def _columns(self, name: str, template: Template) -> tuple[str, ...]:
        chosen = self.columns.chosen if kept_for(name, template.name) else ()
        # What does not agree is a column of tables that is there only where it is asked for.
        asked = bool(chosen) and name in TABLES and self.checks.isChecked()
        return (*chosen, "checks") if asked else chosen

    @property
    def kept(self) -> dict[str, object]:
        """What the settings keep for the next report, by the names there."""
        return {
            "report_format": str(self.format.currentData()),
            "report_template": str(self.template.currentData()),
            "report_columns": self._kept,
        }

    @property
    def output(self) -> Path:
        """Where the file shall lie."""
        return Path(self.file.text().strip()).expanduser()

    @property
    def suffix(self) -> str:
        """The suffix of the chosen format, with its dot."""
        return suffix_of(str(self.format.currentData()))

    @property
    def _commented(self) -> str:
        """How a file of comments is called: as its article."""
        title = next((each.title for each in self._parts if each.article), "")
        return safe_name(title, "") if title else self._start.name

    @property
    def _chosen_part(self) -> Part:
        if self.format.currentData() == COMMENTS:
            return next(each for each in self._parts if each.article)
        number = self.part.currentData()
        return self._parts[number if isinstance(number, int) else 0]

    @property
    def _chosen_template(self) -> Template:
        return self._templates[str(self.template.currentData())]

    # ------------------------------------------------------------------ following

    def _follow_format(self) -> None:
        """Show the fields that a format takes, and suggest a file that is not there."""
        name = str(self.format.currentData())
        comments = name == COMMENTS
        form = self._form
        form.setRowVisible(self._template_row, is_templated(name))
        for field in (self.grouping, self.translation, self.title):
            form.setRowVisible(field, not comments)
        form.setRowVisible(self.checks, not comments)
        form.setRowVisible(self.pictures, is_templated(name))
        self.pictures.setEnabled(is_templated(name))
        self._show_part(fixed=comments)
        self._suggest()
        self._follow_template()

    def _show_part(self, *, fixed: bool) -> None:
        """Show of what the file is; comments are on the article that is open."""
        self.part.setEnabled(not fixed)
        if fixed:
            place = next(n for n, each in enumerate(self._parts) if each.article)
            with QSignalBlocker(self.part):
                self.part.setCurrentIndex(self.part.findData(place))

    def _suggest(self) -> None:
        """Suggest a file that is not there; a name that was typed is kept but for its suffix."""
        output = self.output
        if output == self._suggested and self._stem in {self._start.name, self._commented}:
            comments = self.format.currentData() == COMMENTS
            self._stem = self._commented if comments else self._start.name
        elif output != self._suggested:
            self._stem = output.stem if output.suffix in suffixes() else output.name
        names = (f"{self._stem} {n}" if n > 1 else self._stem for n in numbers(1))
        files = (output.with_name(name + self.suffix) for name in names)
        self._suggested = next(each for each in files if not os.path.lexists(each))
        self.file.setText(str(self._suggested))

    def _follow_template(self) -> None:
        name, template = str(self.format.currentData()), self._chosen_template
        key = kept_for(name, template.name)
        listed, usual = columns_for(name, template, read_columns(self._kept, key))
        self.columns.show_columns(listed, usual)
        self._form.setRowVisible(self.columns, bool(listed))
        self.changed.emit()

    def _columns_chosen(self) -> None:
        key = kept_for(str(self.format.currentData()), self._chosen_template.name)
        self._kept = keep_columns(self._kept, key, self.columns.chosen)
        self.changed.emit()

    def _browse(self) -> None:
        dialog = QFileDialog(self, self._words("Report"), str(self.output.parent))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        # Asked about by the dialog here; without it, typing a name is asking for that file.
        dialog.setDefaultSuffix(self.suffix.lstrip("."))
        dialog.selectFile(self.output.name)
        dialog.fileSelected.connect(self.file.setText)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def _choice(items: Sequence[tuple[str, object]]) -> QComboBox:
    made = QComboBox()
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(_SHORTEST)
    for text, data in items:
        made.addItem(text, data)
    _widen(made)
    return made


def _widen(choice: QComboBox) -> None:
    """Show whole lines in the list of a choice, however narrow its field is."""
    choice.view().setMinimumWidth(choice.view().sizeHintForColumn(0) + _PADDING)


def _box(text: str, *, on: bool) -> QCheckBox:
    made = QCheckBox(text)
    made.setChecked(on)
    return made


def _row(field: QWidget, button: QWidget) -> QWidget:
    box = QWidget()
    box.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(6)
    row.addWidget(field, 1)
    row.addWidget(button)
    return box
