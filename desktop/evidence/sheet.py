"""The sheet that adds evidence or changes what is said of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QWidget,
)

from annotations.labels import label
from annotations.model import Evidence
from annotations.vocabulary import EvidenceKind, EvidenceStance
from desktop.dialogs.asking import Sheet
from desktop.evidence.chooser import Chooser
from desktop.evidence.worded import SIGNS
from desktop.session import Session
from resources import marked

_KINDS = (
    (EvidenceKind.FILE, marked("File")),
    (EvidenceKind.URL, marked("Web address")),
    (EvidenceKind.HIGHLIGHT, marked("Highlight or article")),
    (EvidenceKind.CALL, marked("Call")),
    (EvidenceKind.MEETING, marked("Meeting")),
)
_DATED = frozenset({EvidenceKind.URL, EvidenceKind.CALL, EvidenceKind.MEETING})
_HELD = frozenset({EvidenceKind.FILE, EvidenceKind.CALL, EvidenceKind.MEETING})
_STANCES = (EvidenceStance.SUPPORTS, EvidenceStance.CONTRADICTS, EvidenceStance.CONTEXT)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked for: fields of an Evidence, and the files to attach, if it is files."""

    fields: Mapping[str, object]
    files: Sequence[Path] = ()


class EvidenceSheet(Sheet):
    """Ask what backs or contradicts a highlight; `wanted` carries a Wanted.

    With `evidence` it changes that one: its kind, and a file, stay what they are.
    """

    wanted = Signal(object)

    def __init__(
        self,
        parent: QWidget,
        session: Session,
        highlight: str,
        evidence: Evidence | None = None,
        *,
        recording: bool = False,
    ) -> None:
        words = session.words
        heading = words("Attach the recording") if recording else words("Add evidence")
        super().__init__(parent, words("Evidence") if evidence else heading, width=560)
        self._words = words
        self._evidence = evidence
        self._files: list[Path] = []
        self._chooser = Chooser(session, highlight)
        self.finished.connect(self._chooser.leave)
        self.kinds = self._choices([words(text) for _, text in _KINDS])
        self.stances = self._choices([f"{SIGNS[each]}  {label(each, words)}" for each in _STANCES])
        self._fill()
        self.complaint = self.say("", "warn")
        self.complaint.hide()
        self.main = self.add_buttons(words, words("Save") if evidence else words("Add"))
        self._start(evidence)

    # ---------------------------------------------------------------------- made

    def _choices(self, names: Sequence[str]) -> QButtonGroup:
        group = QButtonGroup(self)
        for number, name in enumerate(names):
            group.addButton(QRadioButton(name), number)
        return group

    def _row(self, group: QButtonGroup) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        for button in group.buttons():
            row.addWidget(button)
        row.addStretch(1)
        return box

    def _fill(self) -> None:
        words = self._words
        self._kind_row = self._row(self.kinds)
        self.column.addWidget(self._kind_row)
        self.url = QLineEdit()
        self.url.setPlaceholderText("https://")
        self.archived = QLineEdit()
        self.archived.setPlaceholderText("https://web.archive.org/\u2026")
        self.date = QLineEdit(datetime.now().astimezone().date().isoformat())
        self.date.setPlaceholderText("2026-10-15")
        self.held = QLineEdit()
        self.held.setPlaceholderText(words("who has the recording or the paper"))
        self.note = QLineEdit()
        self.note.setPlaceholderText(words("never exported"))
        self._form = form = QFormLayout()
        form.setHorizontalSpacing(20)
        form.setVerticalSpacing(10)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._file_row = self._file_field()
        form.addRow(words("File"), self._file_row)
        form.addRow(words("Address"), self.url)
        form.addRow(words("Archived address"), self.archived)
        form.addRow(words("Which"), self._chooser)
        form.addRow(words("Looked at on"), self.date)
        form.addRow(words("Stance"), self._row(self.stances))
        form.addRow(words("Held by"), self.held)
        form.addRow(words("Note"), self.note)
        self.column.addLayout(form)
        self.kinds.idToggled.connect(lambda _id, on: self._follow_kind() if on else None)

    def _file_field(self) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        words = self._words
        self.file = QLabel(words("A copy is kept in the library; at most 100 MB."))
        self.file.setTextFormat(Qt.TextFormat.PlainText)
        self.file.setProperty("role", "small")
        self.file.setWordWrap(True)
        self.choose = QPushButton(words("Choose\u2026"))
        self.choose.setAutoDefault(False)
        self.choose.clicked.connect(self.browse)
        row.addWidget(self.file, 1)
        row.addWidget(self.choose)
        return box

    def _start(self, evidence: Evidence | None) -> None:
        if evidence is None:
            self.kinds.button(0).setChecked(True)
            self.stances.button(0).setChecked(True)
            self.kinds.button(0).setFocus()
            return
        kinds = [kind for kind, _ in _KINDS]
        shown = EvidenceKind.HIGHLIGHT if evidence.kind is EvidenceKind.ARTICLE else evidence.kind
        self.kinds.button(kinds.index(shown)).setChecked(True)
        self._kind_row.hide()
        self.stances.button(_STANCES.index(evidence.stance)).setChecked(True)
        self.url.setText(evidence.url)
        self.archived.setText(evidence.archived_url)
        self.date.setText(evidence.looked_at)
        self.held.setText(evidence.held_by)
        self.note.setText(evidence.note)
        self.choose.hide()
        self._form.setRowVisible(self._chooser, False)  # noqa: FBT003 - Qt's name
        self.file.setText(f"{evidence.file_name}\nSHA-256 {evidence.target}")
        self.file.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.stances.button(_STANCES.index(evidence.stance)).setFocus()

    # ---------------------------------------------------------------------- doing

    @property
    def kind(self) -> EvidenceKind:
        """What it is that is added."""
        return _KINDS[max(self.kinds.checkedId(), 0)][0]

    def browse(self) -> None:
        """Ask for files."""
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        folder = QStandardPaths.writableLocation(documents)
        dialog = QFileDialog(self, self._words("Attach files"), folder)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(lambda names: self.take_files([Path(n) for n in names]))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def take_files(self, files: Sequence[Path]) -> None:
        """Show the files that were chosen."""
        self._files = list(files)
        self.file.setText("\n".join(each.name for each in files))
        self.complaint.hide()
        if self.main:
            self.main.setFocus()

    def accept(self) -> None:
        """Hand over what was asked for, or say what is missing."""
        if self.kind is EvidenceKind.FILE and self._evidence is None and not self._files:
            self.browse()
            return
        missing = self._missing()
        if missing:
            self.complaint.setText(missing)
            self.complaint.show()
            return
        self.wanted.emit(Wanted(self._fields(), self._files))
        super().accept()

    def _missing(self) -> str:
        words, kind = self._words, self.kind
        addresses = [self.url, self.archived] if self.archived.text().strip() else [self.url]
        for field in addresses if kind is EvidenceKind.URL else ():
            if not _is_address(field.text()):
                field.setFocus()
                return words("Type the whole address, from https:// on.")
        if kind in _DATED and not _is_date(self.date.text()):
            self.date.setFocus()
            return words("Type the date as year, month, day: 2026-10-15.")
        if kind is EvidenceKind.HIGHLIGHT and self._evidence is None and not self._chooser.chosen:
            self._chooser.field.setFocus()
            return words("Choose a highlight or an article.")
        return ""

    def _fields(self) -> dict[str, object]:
        kind = self.kind
        fields: dict[str, object] = {
            "stance": _STANCES[max(self.stances.checkedId(), 0)],
            "note": self.note.text().strip(),
        }
        if kind is EvidenceKind.URL:
            fields["url"] = self.url.text().strip()
            fields["archived_url"] = self.archived.text().strip()
        if kind in _DATED:
            fields["looked_at"] = self.date.text().strip()
        if kind in _HELD:
            fields["held_by"] = " ".join(self.held.text().split())
        other = self._chooser.chosen
        if self._evidence is None:
            fields["kind"] = kind
            if kind is EvidenceKind.HIGHLIGHT and other:
                fields |= {"kind": other.kind, "target": other.uid}
        return fields

    def _follow_kind(self) -> None:
        kind, words = self.kind, self._words
        rows: tuple[tuple[QWidget, frozenset[EvidenceKind]], ...] = (
            (self._file_row, frozenset({EvidenceKind.FILE})),
            (self.url, frozenset({EvidenceKind.URL})),
            (self.archived, frozenset({EvidenceKind.URL})),
            (self._chooser, frozenset({EvidenceKind.HIGHLIGHT})),
            (self.date, _DATED),
            (self.held, _HELD),
        )
        for row, kinds in rows:
            self._form.setRowVisible(row, kind in kinds)
        named = self._form.labelForField(self.date)
        if isinstance(named, QLabel):
            looked = kind is EvidenceKind.URL
            named.setText(words("Looked at on") if looked else words("Date"))
        self.adjustSize()


def _is_address(text: str) -> bool:
    from annotations.exporting.html_page import is_link

    return is_link(text.strip())


def _is_date(text: str) -> bool:
    try:
        datetime.fromisoformat(text.strip()).replace(tzinfo=UTC)
    except ValueError:
        return False
    return True
