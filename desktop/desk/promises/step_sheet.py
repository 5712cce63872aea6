"""The dialog about a step of a promise's history: what became of it, when, why, what shows it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from annotations.dates import show_date
from annotations.labels import label
from annotations.model import PromiseStep
from annotations.vocabulary import PromiseStatus
from desktop.desk.people.request_sheet import NO_DATE
from desktop.dialogs.asking import Sheet
from desktop.edits import new_uid
from desktop.evidence.chooser import Chooser
from desktop.highlights.fields import read_date
from desktop.session import Session

if TYPE_CHECKING:
    from annotations.storage.evidence import Other

_ANOTHER = "another"
_TALL = 72


class HighlightChooser(Chooser):
    """Finds highlights only: an article shows nothing of what became of a promise."""

    def _show(self, typed: str, found: "Sequence[Other]") -> None:
        super()._show(typed, [each for each in found if each.highlight])


class StepSheet(Sheet):
    """Asks for a step; `given` carries it, `removed` the uid of one that is to go."""

    given = Signal(object)
    removed = Signal(str)

    def __init__(
        self,
        parent: QWidget,
        session: Session,
        evidence: Sequence[tuple[str, str]],
        step: PromiseStep | None = None,
        today: str = "",
    ) -> None:
        """Ask; `evidence` are pieces that may show it, as (uid, what it is)."""
        words = session.words
        title = words("Step of the history") if step else words("Add a step to the history")
        super().__init__(parent, title, width=500)
        self._words = words
        self._step = step or PromiseStep(
            uid=new_uid(),
            status=PromiseStatus.IN_PROGRESS,
            when=today,
            who=session.settings.author,
        )
        page = QWidget()
        inside = QVBoxLayout(page)
        inside.setContentsMargins(0, 0, 8, 0)
        self._form = QFormLayout()
        inside.addLayout(self._form)
        inside.addStretch(1)
        self._form.setHorizontalSpacing(16)
        self._form.setVerticalSpacing(10)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.chooser = HighlightChooser(session, "")
        self._fill(evidence)
        self.add_scrolling(page)
        self.wrong = self.say("", "warn")
        self.wrong.hide()
        if step is not None:
            self._offer_removing()
        self.add_buttons(words, words("Save"))
        self.finished.connect(self.chooser.leave)
        self.fit(540, 400)

    def _fill(self, evidence: Sequence[tuple[str, str]]) -> None:
        words, step = self._words, self._step
        self.status = QComboBox()
        for value in PromiseStatus:
            self.status.addItem(label(value, words), value.value)
        self.status.setCurrentIndex(self.status.findData(step.status.value))
        self._form.addRow(words("Status"), self.status)
        self.when = QLineEdit(show_date(step.when, words) if step.when else "")
        self._form.addRow(words("On"), self.when)
        self.who = QLineEdit(step.who)
        self._form.addRow(words("Noted by"), self.who)
        self.why = QPlainTextEdit(step.why)
        self.why.setTabChangesFocus(True)
        self.why.setProperty("role", "box")
        self.why.setFixedHeight(_TALL)
        self.why.setAccessibleName(words("Why"))
        name = QLabel(words("Why"))
        name.setBuddy(self.why)
        self._form.addRow(name, self.why)
        self.evidence = QComboBox()
        self.evidence.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.evidence.addItem(words("None"), "")
        for uid, said in evidence:
            self.evidence.addItem(said, uid)
        self.evidence.addItem(words("Another highlight…"), _ANOTHER)
        self.evidence.setCurrentIndex(max(self.evidence.findData(step.evidence), 0))
        self._form.addRow(words("Evidence"), self.evidence)
        self._form.addRow(self.chooser)
        self.chooser.hide()
        self.evidence.activated.connect(lambda _: self._choosing())

    def _offer_removing(self) -> None:
        link = QPushButton(self._words("Remove this step"))
        link.setProperty("role", "link")
        link.setObjectName("flush")
        link.setAutoDefault(False)
        link.clicked.connect(self._remove)
        line = QHBoxLayout()
        line.addWidget(link)
        line.addStretch(1)
        self._form.addRow("", line)

    def _choosing(self) -> None:
        wanted = self.evidence.currentData() == _ANOTHER
        self.chooser.setVisible(wanted)
        if wanted:
            self.fit(540, 640)
            self.chooser.field.setFocus()

    def accept(self) -> None:
        """Hand over the step, unless it cannot be read."""
        self.wrong.hide()
        found = self.step()
        if found is not None:
            self.given.emit(found)
            super().accept()

    def step(self) -> PromiseStep | None:
        """Give the step as it stands in the dialog; None, and a sentence, where it cannot be."""
        words = self._words
        typed = " ".join(self.when.text().split())
        day = read_date(typed, words.language).start[:10] if typed else ""
        if self._step.when and typed == show_date(self._step.when, words):
            day = self._step.when
        if not day:
            self._complain(words(NO_DATE, text=typed) if typed else words("Say on which day."))
            self.when.setFocus()
            return None
        evidence = self.evidence.currentData()
        if evidence == _ANOTHER:
            chosen = self.chooser.chosen
            if chosen is None:
                self._complain(words("Choose the highlight that shows it."))
                self.chooser.field.setFocus()
                return None
            evidence = chosen.uid
        return replace(
            self._step,
            status=PromiseStatus(self.status.currentData()),
            when=day,
            who=" ".join(self.who.text().split()),
            why=self.why.toPlainText().strip(),
            evidence=evidence,
        )

    def _complain(self, sentence: str) -> None:
        self.wrong.setText(sentence)
        self.wrong.show()

    def _remove(self) -> None:
        self.removed.emit(self._step.uid)
        self.reject()
