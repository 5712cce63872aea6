"""The report: of what, in which order, in which format, into which file."""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import count as numbers
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from annotations.queries import Filter
from desktop.dialogs.asking import Sheet
from desktop.reporting import Order
from resources import Catalogue, marked

_GROUPINGS = (
    ("article", marked("By article")),
    ("tag", marked("By tag")),
    ("speaker", marked("By speaker")),
)


@dataclass(frozen=True, slots=True)
class Part:
    """One thing a report can be of; `count` says how many highlights that is, -1 unknown."""

    name: str
    wanted: Filter


class ReportDialog(Sheet):
    """Ask for a report; `ordered` carries an Order."""

    ordered = Signal(object)

    def __init__(
        self,
        parent: QWidget,
        words: Catalogue,
        parts: Sequence[Part],
        folder: Path,
        name: str,
        count: Callable[[Filter, Callable[[int], None]], None],
    ) -> None:
        super().__init__(parent, words("Report"), width=540)
        from annotations.exporting import EXPORTERS

        self._words = words
        self._parts = parts
        self._count = count
        self._closed = False
        self._stem = name
        self._suggested = folder / name
        self.finished.connect(self._close)
        self._suffixes = {each.name: each.suffix for each in EXPORTERS}
        self._fill(folder / name)
        self.accepted.connect(self._give)
        self._follow_format()
        self._say_count()

    def _fill(self, output: Path) -> None:
        from annotations.exporting import EXPORTERS

        words = self._words
        inside = QWidget()
        form = QFormLayout(inside)
        form.setContentsMargins(0, 0, 8, 0)
        form.setHorizontalSpacing(20)
        form.setVerticalSpacing(12)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(words("Highlights"), self._choose_part())
        self.grouping = QComboBox()
        for value, text in _GROUPINGS:
            self.grouping.addItem(words(text), value)
        form.addRow(words("Order"), self.grouping)
        self.format = QComboBox()
        for each in EXPORTERS:
            self.format.addItem(words(each.title), each.name)
        self.format.setCurrentIndex(max(self.format.findData("html"), 0))
        form.addRow(words("Format"), self.format)
        self.title = QLineEdit(output.name)
        form.addRow(words("Title"), self.title)
        form.addRow(words("File"), self._choose_file(output))
        self.notes = QCheckBox(words("With the notes for readers"))
        self.notes.setChecked(True)
        form.addRow("", self.notes)
        self.pictures = QCheckBox(words("With the pictures kept as evidence"))
        self.pictures.setChecked(True)
        form.addRow("", self.pictures)
        self.checks = QCheckBox(words("With what does not agree: sums, dates, names, quotes"))
        form.addRow("", self.checks)
        self.embargoed = QCheckBox(words("Include what is under embargo"))
        form.addRow("", self.embargoed)
        self.add_scrolling(inside)
        self.said = self.say("", "small")
        self.say(
            words(
                "Private notes, highlights off the record and the names of confidential speakers"
                " are in no report."
            ),
            "small",
        )
        self.add_buttons(words, words("Write report"))
        self.format.currentIndexChanged.connect(self._follow_format)
        self.fit(560, 560)

    def _choose_part(self) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        self.part = QButtonGroup(self)
        for number, part in enumerate(self._parts):
            button = QRadioButton(part.name)
            self.part.addButton(button, number)
            column.addWidget(button)
        self.part.button(0).setChecked(True)
        self.part.idClicked.connect(lambda _: self._say_count())
        return box

    def _choose_file(self, output: Path) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        self.file = QLineEdit(str(output))
        browse = QPushButton(self._words("Choose…"))
        browse.setAutoDefault(False)
        browse.clicked.connect(self._browse)
        row.addWidget(self.file, 1)
        row.addWidget(browse)
        return box

    def _browse(self) -> None:
        dialog = QFileDialog(self, self._words("Report"), str(self._output().parent))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        # Asked about by the dialog here; without it, typing a name is asking for that file.
        dialog.setDefaultSuffix(self._suffix().lstrip("."))
        dialog.selectFile(self._output().name)
        dialog.fileSelected.connect(self.file.setText)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _suffix(self) -> str:
        return self._suffixes[self.format.currentData()]

    def _output(self) -> Path:
        return Path(self.file.text().strip()).expanduser()

    def _follow_format(self) -> None:
        """Suggest a file that is not there; a name that was typed is kept but for its suffix."""
        from annotations.exporting.picturing import FORMATS

        self.pictures.setEnabled(self.format.currentData() in FORMATS)
        output = self._output()
        if output != self._suggested:
            known = output.suffix in self._suffixes.values()
            self._stem = output.stem if known else output.name
        names = (f"{self._stem} {n}" if n > 1 else self._stem for n in numbers(1))
        files = (output.with_name(name + self._suffix()) for name in names)
        self._suggested = next(each for each in files if not os.path.lexists(each))
        self.file.setText(str(self._suggested))

    def _wanted(self) -> Filter:
        return self._parts[max(self.part.checkedId(), 0)].wanted

    def _say_count(self) -> None:
        wanted = self._wanted()

        def take(count: int) -> None:
            if self._closed or wanted != self._wanted():
                return
            self.said.setText(self._words.plural("{n} highlight", "{n} highlights", count))

        self._count(wanted, take)

    def order(self) -> Order:
        """Say what was asked for."""
        from annotations.exporting.report import Grouping

        return Order(
            wanted=self._wanted(),
            grouping=Grouping(self.grouping.currentData()),
            format=self.format.currentData(),
            output=self._output(),
            title=" ".join(self.title.text().split()),
            notes=self.notes.isChecked(),
            embargoed=self.embargoed.isChecked(),
            pictures=self.pictures.isChecked(),
            checks=self.checks.isChecked(),
        )

    def _close(self) -> None:
        self._closed = True

    def _give(self) -> None:
        self.ordered.emit(self.order())
