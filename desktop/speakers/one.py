"""One speaker's page: what he is called, what he is, and whether his name may leave."""

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.speakers.people import Person
from desktop.theme import Theme
from desktop.widgets.icon import icon
from resources import Catalogue, marked

_FIELDS = (
    ("name", marked("Name")),
    ("role", marked("Role")),
    ("institution", marked("Institution")),
)


_LINE = 32
_REMOVE = 22
"""Pixels: the height of a field's label, the width of the button that forgets a name."""


class OnePage(QWidget):
    """The fields of one speaker; each is handed over when it is left.

    `edited` carries the name of a field and its value. `alias_added`, `alias_removed` and
    `alias_split` carry a name, `split` the uid of a merged speaker.
    """

    edited = Signal(str, object)
    alias_added = Signal(str)
    alias_removed = Signal(str)
    alias_split = Signal(str)
    split = Signal(str)
    dropped = Signal()

    def __init__(self, words: Catalogue, theme: Theme, *, writable: bool) -> None:
        super().__init__()
        self._words = words
        self._theme = theme
        self._writable = writable
        self.person: Person | None = None
        self.fields: dict[str, QLineEdit] = {}
        self.names: dict[str, tuple[QPushButton, QToolButton | None]] = {}
        self.twin = QLabel()
        self.twin.setProperty("role", "warn")
        self.twin.setWordWrap(True)
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 2, 10, 2)
        self._form.setHorizontalSpacing(16)
        self._form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self._form.setVerticalSpacing(10)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._fill()

    def _fill(self) -> None:
        words = self._words
        for name, label in _FIELDS:
            self._form.addRow(_label(words(label)), self._line(name))
            if name == "name":
                self._form.addRow("", self.twin)
                self._form.addRow(_label(words("Also called")), self._also())
        self.institution = self._box("is_institution", words("An institution, not a person"))
        self._form.addRow("", self.institution)
        self.confidential = self._box("confidential", words("Confidential"))
        secret = QLabel(words("The name stays out of all exports; this stands in its place:"))
        secret.setProperty("role", "small")
        secret.setWordWrap(True)
        self._form.addRow("", _over(self.confidential, secret))
        self._form.addRow(_label(words("Shown as")), self._line("shown_as"))
        self.fields["shown_as"].setPlaceholderText(words("a confidential source"))
        hint = QLabel(words("Choose several in the list, with Shift or Ctrl, to merge them."))
        hint.setProperty("role", "small")
        hint.setWordWrap(True)
        hint.setVisible(self._writable)
        self._form.addRow(hint)
        self.drop = QPushButton(words("Delete this speaker"))
        self.drop.setProperty("role", "link")
        self.drop.setObjectName("flush")
        self.drop.setAutoDefault(False)
        self.drop.setToolTip(words("No highlight has this speaker any more"))
        self.drop.clicked.connect(self.dropped)
        column = QVBoxLayout()
        column.addWidget(self.drop, 0, Qt.AlignmentFlag.AlignLeft)
        self._form.addRow(column)
        for field in (*self.fields.values(), self.added):
            field.setReadOnly(not self._writable)
        for box in (self.institution, self.confidential):
            box.setEnabled(self._writable)

    def _line(self, name: str) -> QLineEdit:
        field = QLineEdit()
        field.editingFinished.connect(lambda: self._give(name))
        self.fields[name] = field
        return field

    def _box(self, name: str, text: str) -> QCheckBox:
        box = QCheckBox(text)
        box.clicked.connect(lambda on: self.edited.emit(name, on))
        return box

    def _also(self) -> QWidget:
        words = self._words
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self._names = QVBoxLayout()
        self._names.setSpacing(2)
        column.addLayout(self._names)
        self.added = QLineEdit()
        self.added.setPlaceholderText(words("Add a name"))
        self.added.setAccessibleName(words("Add a name"))
        self.added.editingFinished.connect(self._add)
        column.addWidget(self.added)
        return inside

    def show_person(self, person: Person, counts: Mapping[str, int], *, twin: bool) -> None:
        """Show a speaker; `counts` are highlights by uid, `twin` says another has his name."""
        before, self.person = self.person, person
        speaker = person.family.stands
        other = before is None or before.uid != person.uid
        for name, field in self.fields.items():
            value = getattr(speaker, name)
            if other or (not field.hasFocus() and field.text() != value):
                field.setText(value)
                field.setCursorPosition(0)
        if other:
            self.added.clear()
        self.institution.setChecked(speaker.is_institution)
        self.confidential.setChecked(speaker.confidential)
        self.fields["shown_as"].setEnabled(speaker.confidential)
        self.twin.setText(
            self._words("Another speaker has this name too. Choose both in the list to merge them.")
        )
        self.twin.setVisible(twin)
        self.drop.setVisible(self._writable and person.count == 0 and not person.family.merged)
        self._show_names(person, counts)

    def flush(self) -> None:
        """Hand over what was typed."""
        for name in self.fields:
            self._give(name)
        self._add()

    def _show_names(self, person: Person, counts: Mapping[str, int]) -> None:
        while item := self._names.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self.names = {}
        for alias in person.family.stands.aliases:
            self._names.addWidget(self._name(alias, "", -1))
        for each in person.family.merged:
            self._names.addWidget(self._name(each.name, each.uid, counts.get(each.uid, 0)))

    def _name(self, name: str, uid: str, count: int) -> QWidget:
        words = self._words
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        label = QLabel(name)
        label.setTextFormat(Qt.TextFormat.PlainText)
        line.addWidget(label)
        if count >= 0:
            number = QLabel(words.plural("{n} highlight", "{n} highlights", count))
            number.setProperty("role", "faint")
            line.addWidget(number)
        line.addStretch(1)
        split = QPushButton(words("Take apart"))
        split.setProperty("role", "link")
        split.setAutoDefault(False)
        split.setAccessibleName(words("Take {name} apart", name=name))
        line.addWidget(split)
        remove = None
        if uid:
            split.setToolTip(words("Make two of them again, each with its own highlights"))
            split.clicked.connect(lambda: self.split.emit(uid))
            line.addSpacing(_REMOVE + line.spacing())
        else:
            split.setToolTip(
                words("Make somebody else of this name, with the highlights that use it")
            )
            split.clicked.connect(lambda: self.alias_split.emit(name))
            remove = QToolButton()
            remove.setIcon(icon("close", self._theme, "muted", 12))
            remove.setIconSize(QSize(12, 12))
            remove.setFixedWidth(_REMOVE)
            remove.setToolTip(words("Forget this name"))
            remove.setAccessibleName(words("Forget the name {name}", name=name))
            remove.clicked.connect(lambda: self.alias_removed.emit(name))
            line.addWidget(remove)
        for button in (split, remove):
            if button is not None:
                button.setVisible(self._writable)
        self.names[name] = (split, remove)
        return row

    def _give(self, name: str) -> None:
        if self.person is None or not self._writable:
            return
        text = " ".join(self.fields[name].text().split())
        if name == "name" and not text:
            self.fields[name].setText(self.person.family.stands.name)  # nobody is without a name
            return
        if text != getattr(self.person.family.stands, name):
            self.edited.emit(name, text)

    def _add(self) -> None:
        text = " ".join(self.added.text().split())
        self.added.clear()
        if text and self._writable:
            self.alias_added.emit(text)


def _label(text: str) -> QLabel:
    """Make the label of a field, level with its first line."""
    label = QLabel(text)
    label.setFixedHeight(_LINE)
    return label


def _over(box: QCheckBox, note: QLabel) -> QWidget:
    """Lay a note below a box."""
    both = QWidget()
    column = QVBoxLayout(both)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    column.addWidget(box)
    column.addWidget(note)
    return both
