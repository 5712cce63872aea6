"""The head of a speaker's page: what he is called and what he is, edited in place."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from annotations.identities import Family
from desktop.desk.people.cut_link import CutLink
from desktop.desk.people.dress import dress
from desktop.highlights.fields import TextField
from desktop.highlights.forms import FieldSpec, Form
from desktop.theme import Theme
from desktop.widgets.icon import pixmap
from resources import Catalogue

_LOCK = 18
_BETWEEN = 32
_ALIAS = ";"
"""What stands between two names; a comma is part of many ("Siti Rahma, M.Si.")."""


class NameField(TextField):
    """A name on one line, handed over once it is finished; nobody is without one."""

    one_line = True

    def autosave(self) -> None:
        """Wait until the name is finished."""

    def flush(self) -> None:
        """Hand over the name; an empty one is the one before."""
        text = " ".join(self.text.split())
        if not text:
            self.reset(self.value)
        elif self.dirty:
            self.hand_over(text)
            self.put(text)


class NamesField(TextField):
    """Names with semicolons between them; `edited` carries a tuple."""

    def written(self, value: object) -> str:
        """Write the names one after the other."""
        return f"{_ALIAS} ".join(value) if isinstance(value, tuple) else ""

    def autosave(self) -> None:
        """Wait until the names are finished: half a name would find others."""

    def flush(self) -> None:
        """Hand over the names, if they have changed."""
        if self.dirty:
            parts = (" ".join(each.split()) for each in self.text.split(_ALIAS))
            names = tuple(dict.fromkeys(each for each in parts if each))
            self.hand_over(names)
            self.put(names)


class PersonHead(QWidget):
    """Name, role, institution, other names, and whether the name may leave the library."""

    edited = Signal(str, object)  # field of a Speaker, its new value
    left = Signal()
    merging_wanted = Signal()

    def __init__(
        self, words: Catalogue, theme: Theme, parent: QWidget | None = None, *, writable: bool
    ) -> None:
        super().__init__(parent)
        self._words = words
        self._theme = theme
        self._uid = ""
        self._lock = QLabel(self)
        self._lock.setToolTip(words("This name is in no export"))
        self._lock.setAccessibleName(words("Confidential"))
        self.name = NameField(self)
        self.name.box.setObjectName("title")
        self.name.box.setAccessibleName(words("Name"))
        self.counted = QLabel(self)
        self.counted.setProperty("role", "small")
        self.counted.setTextFormat(Qt.TextFormat.PlainText)
        # Made in the order in which they are read, which is the one of Tab; their fields at once.
        self.about = Form(self._about_rows(), self)
        self.about.show_values({}, more=True)
        stays = words("Confidential: this name stays out of all exports")
        self.confidential = QCheckBox(stays, self)
        self.leaving = Form(self._leaving_rows(), self)
        self.leaving.show_values({}, more=True)
        self.merged = CutLink(words("Merge or take apart…"), self)
        for part in (self.name, self.about, self.leaving, self.confidential):
            part.setEnabled(writable)
        self._lay_out()
        self._wire()
        self.set_theme(theme)

    def _about_rows(self) -> list[FieldSpec]:
        words = self._words
        return [
            FieldSpec("role", words("Role"), _line("")),
            FieldSpec("institution", words("Institution"), _line("")),
            FieldSpec(
                "aliases",
                words("Also called"),
                lambda parent: NamesField(parent, placeholder=words("names; one; after the other")),
            ),
        ]

    def _leaving_rows(self) -> list[FieldSpec]:
        words = self._words
        example = words("for example: an officer of the regional police")
        return [FieldSpec("shown_as", words("Shown as"), _line(example))]

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self._lock)
        top.addWidget(self.name, 1)
        right = QVBoxLayout()
        right.setSpacing(4)
        right.addWidget(self.confidential)
        right.addWidget(self.leaving)
        right.addWidget(self.merged)
        right.addStretch(1)
        both = QHBoxLayout()
        both.setSpacing(_BETWEEN)
        both.addWidget(self.about, 1, Qt.AlignmentFlag.AlignTop)
        both.addLayout(right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 10)
        column.setSpacing(4)
        column.addLayout(top)
        column.addWidget(self.counted)
        column.addSpacing(6)
        column.addLayout(both)

    def _wire(self) -> None:
        self.name.edited.connect(partial(self.edited.emit, "name"))
        self.confidential.clicked.connect(lambda on: self.edited.emit("confidential", on))
        self.merged.clicked.connect(self.merging_wanted)
        for form in (self.about, self.leaving):
            form.edited.connect(lambda name, value, _: self.edited.emit(name, value))
            form.left.connect(self.left)
        self.name.left.connect(self.left)

    def show_family(self, family: Family, counted: str) -> None:
        """Show a speaker; `counted` says how much of his there is."""
        speaker, fresh = family.stands, family.stands.uid != self._uid
        self._uid = speaker.uid
        if fresh:
            self.name.reset(speaker.name)
        else:
            self.name.show_value(speaker.name)
        self._lock.setVisible(speaker.confidential)
        self.confidential.setChecked(speaker.confidential)
        self.counted.setText(counted)
        values = {name: getattr(speaker, name) for name in ("role", "institution", "aliases")}
        self.about.show_values(values, more=True, fresh=fresh)
        self.leaving.show_values({"shown_as": speaker.shown_as}, more=True, fresh=fresh)
        self.leaving.setVisible(speaker.confidential)
        names = ", ".join(each.name for each in family.merged)
        self.merged.say(self._words("Merged into this one: {names}", names=names))
        self.merged.setVisible(bool(names))

    def flush(self) -> None:
        """Hand over what was typed."""
        if self._uid:
            self.name.flush()
            self.about.flush()
            self.leaving.flush()

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        dress(self, theme)
        ratio = self.devicePixelRatioF()
        self._lock.setPixmap(pixmap("lock", theme, "accent", _LOCK, ratio))


def _line(placeholder: str) -> Callable[[QWidget], TextField]:
    return lambda parent: TextField(parent, placeholder=placeholder)
