"""Rows of labels and fields, made from the domain's own records."""

import typing
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from annotations.facts import Attribution, Commitment, LegalReference, Statistic, WrittenDate
from annotations.labels import field_label, fields
from annotations.vocabulary import COMMITMENT, LEGAL, STATISTIC
from desktop.highlights.drawing import COLUMN_GAP, LABEL_WIDTH, ROW_GAP
from desktop.highlights.fields import (
    ChoiceField,
    DateField,
    Field,
    NumberField,
    TextField,
    UnitField,
)
from resources import Catalogue

FACTS: Mapping[str, tuple[str, type]] = {
    COMMITMENT: ("commitments", Commitment),
    STATISTIC: ("statistics", Statistic),
    LEGAL: ("legal", LegalReference),
}
"""A tag's facts: the field of a highlight they are in, and what they are."""

_USUAL = {
    "attribution": {"role", "institution", "quote_type", "cue"},
    STATISTIC: {"value", "unit", "qualifier", "population", "period", "source"},
    LEGAL: {"citation", "instrument", "number", "year", "article", "paragraph"},
    COMMITMENT: {"kind", "what", "deadline"},
}
"""Fields that always stand there; the others when filled, or when more fields are asked for."""

_ELSEWHERE = {"speaker", "terms", "promise", "status", "mention"}
_TALL = {"calculation", "what", "condition", "wording", "title", "citation"}


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One row: its name in the record, its label, how its field is made."""

    name: str
    label: str
    make: Callable[[QWidget], Field]
    usual: bool = True


def specs(group: str, words: Catalogue) -> list[FieldSpec]:
    """List the rows of a tag's facts, or of "attribution"."""
    kind = Attribution if group == "attribution" else FACTS[group][1]
    hints = _hints(kind)
    return [
        FieldSpec(
            name,
            field_label(group, name, words),
            _maker(hints[name], name, words),
            name in _USUAL[group],
        )
        for name in fields(group)
        if name not in _ELSEWHERE and name in hints
    ]


@cache
def _hints(kind: type) -> Mapping[str, Any]:
    return typing.get_type_hints(kind)


def _maker(hint: Any, name: str, words: Catalogue) -> Callable[[QWidget], Field]:  # noqa: ANN401 - a type hint
    if Decimal in typing.get_args(hint):
        return lambda parent: NumberField(words, parent)
    if hint is WrittenDate:
        return lambda parent: DateField(words, parent)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return lambda parent: ChoiceField(tuple(hint), words, parent)
    if name == "unit":
        return lambda parent: UnitField(words, parent)
    return lambda parent: TextField(parent, tall=name in _TALL)


class Form(QWidget):
    """Labels and fields in two columns. Fields are made when they are first to be seen."""

    edited = Signal(str, object, object)  # field's name, new value, the value it replaces
    left = Signal()
    resized = Signal()

    def __init__(self, rows: Sequence[FieldSpec], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.uid = ""  # of the fact it shows
        self._rows = list(rows)
        self._made: dict[str, tuple[QLabel, Field]] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(COLUMN_GAP)
        self._grid.setVerticalSpacing(ROW_GAP - 1)
        self._grid.setColumnMinimumWidth(0, LABEL_WIDTH)
        self._grid.setColumnStretch(1, 1)

    def show_values(
        self,
        values: Mapping[str, object],
        *,
        more: bool,
        fresh: bool = False,
        also: Collection[str] = (),
        never: Collection[str] = (),
    ) -> None:
        """Show a record's values; `fresh` for another record than before.

        Of the rare fields those that are filled show, or all with `more`, or those in `also`;
        those in `never` do not.
        """
        for index, row in enumerate(self._rows):
            value = values.get(row.name)
            seen = row.usual or more or row.name in also or _filled(value)
            seen = seen and row.name not in never
            made = self._made.get(row.name)
            if made is None:
                if not seen:
                    continue
                made = self._make(index, row)
                made[1].reset(value)
            elif fresh:
                made[1].reset(value)
            else:
                made[1].show_value(value)
            kept = made[1].dirty or made[1].focused
            for widget in made:
                widget.setVisible(seen or kept)

    def field(self, name: str) -> Field | None:
        """Find a field that has been made."""
        made = self._made.get(name)
        return made[1] if made else None

    @property
    def fields(self) -> list[Field]:
        """The fields that have been made, in order."""
        return [self._made[row.name][1] for row in self._rows if row.name in self._made]

    @property
    def named_fields(self) -> list[tuple[str, Field]]:
        """The fields that have been made, with their names."""
        return [(name, field) for name, (_, field) in self._made.items()]

    def flush(self) -> None:
        """Have every field hand over what was typed."""
        for each in self.fields:
            each.flush()

    def _make(self, index: int, row: FieldSpec) -> tuple[QLabel, Field]:
        name = QLabel(row.label, self)
        name.setProperty("role", "fact")
        name.setFixedWidth(LABEL_WIDTH)
        name.setWordWrap(True)
        name.setIndent(0)
        name.setContentsMargins(0, 0, 0, 0)
        field = row.make(self)
        name.setBuddy(field)
        box = field.focusProxy() or field
        box.setAccessibleName(row.label)
        box.setToolTip(row.label)
        field.edited.connect(_Relay(self, row.name, field))
        field.left.connect(self.left)
        field.resized.connect(self.resized)
        self._grid.addWidget(name, index, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(field, index, 1, Qt.AlignmentFlag.AlignTop)
        self._made[row.name] = (name, field)
        return self._made[row.name]


def _filled(value: object) -> bool:
    return value is not None and value not in {"", WrittenDate()}


class _Relay:
    """Pass a field's new value on with its name and the value it replaces."""

    def __init__(self, form: Form, name: str, field: Field) -> None:
        self._form = form
        self._name = name
        self._field = field

    def __call__(self, value: object) -> None:
        self._form.edited.emit(self._name, value, self._field.base)
