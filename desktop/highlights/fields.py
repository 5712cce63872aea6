"""Values edited in place: quiet until touched, stored while they are typed.

Every field keeps two things apart: the value it last showed or handed over, and what stands in
it now. What somebody is typing is never overwritten from outside.
"""

from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from annotations.dates import show_written
from annotations.facts import WrittenDate
from annotations.labels import label
from annotations.showing import show_number
from annotations.units import read_unit, show_unit
from annotations.vocabulary import DatePrecision
from desktop.highlights.boxes import Choice, Line, Lines
from desktop.highlights.numbers import parse_number
from desktop.reader.offsets import for_qt
from resources import Catalogue, marked

AUTOSAVE = 1000
"""Milliseconds from the first key that is not stored yet; the promise is 2 s, disk included."""


class Field(QWidget):
    """A value in place. `edited` hands over a new value; `error` is a sentence under it."""

    hint_below = False
    edited = Signal(object)
    left = Signal()  # the editing is over: what comes next is another step
    resized = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.value: Any = None
        self.base: Any = None  # what the value handed over last replaces
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._line = QHBoxLayout()
        self._line.setSpacing(6)
        self._column.addLayout(self._line)
        self._hint: QLabel | None = None
        self._complaint: QLabel | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(AUTOSAVE)
        self._timer.timeout.connect(self.autosave)

    def show_value(self, value: object) -> None:
        """Show a value from outside, unless something else is being typed here."""
        if value == self.value or self.dirty:
            return
        self.value = value
        self.put(value)

    def reset(self, value: object) -> None:
        """Show another record's value."""
        self._timer.stop()
        self.value = value
        self.put(value)

    @property
    def dirty(self) -> bool:
        """Whether something stands here that was not handed over."""
        return False

    def set_hint(self, hint: str) -> None:
        """Say something faint behind the value."""
        if self._hint is None and hint:
            self._hint = QLabel(self)
            self._hint.setProperty("role", "hint")
            self._hint.setTextFormat(Qt.TextFormat.PlainText)
            (self._column if self.hint_below else self._line).addWidget(self._hint)
        if self._hint is not None:
            self._hint.setText(hint)
            self._hint.setVisible(bool(hint))

    def tell(self, more: str) -> None:
        """Tell more of the value to who rests the mouse on it, and to a screen reader."""
        box = self.focusProxy() or self
        box.setToolTip("\n".join(filter(None, (box.accessibleName(), more))))
        box.setAccessibleDescription(more)

    def complain(self, sentence: str) -> None:
        """Say in a sentence under the value what is wrong with it."""
        if self._complaint is None:
            if not sentence:
                return
            self._complaint = QLabel(self)
            self._complaint.setProperty("role", "complaint")
            self._complaint.setTextFormat(Qt.TextFormat.PlainText)
            self._complaint.setWordWrap(True)
            self._column.addWidget(self._complaint)
        if sentence != self._complaint.text() or self._complaint.isHidden() == bool(sentence):
            self._complaint.setText(sentence)
            self._complaint.setVisible(bool(sentence))
            self.resized.emit()

    @property
    def complaint(self) -> str:
        """The sentence under the value, "" for none."""
        return self._complaint.text() if self._complaint else ""

    def hand_over(self, value: object) -> None:
        """Take `value` for what stands here, and say so."""
        self.base, self.value = self.value, value
        self.edited.emit(value)

    @property
    def focused(self) -> bool:
        """Whether the keyboard is here."""
        box = self.focusProxy()
        return box is not None and box.hasFocus()

    def put(self, value: object) -> None:
        """Fill the widget."""
        raise NotImplementedError

    def autosave(self) -> None:
        """Hand over what stands here while it is being typed, if it has changed."""
        self.flush()

    def flush(self) -> None:
        """Hand over what stands here, if it has changed."""


class TextField(Field):
    """Words, of several paragraphs where `tall`; `edited` carries the text."""

    one_line = False

    def __init__(
        self, parent: QWidget | None = None, *, tall: bool = False, placeholder: str = ""
    ) -> None:
        super().__init__(parent)
        self.box: Line | Lines = Line(self) if self.one_line else Lines(self, paragraph=not tall)
        self.box.setProperty("role", "fact")
        self.box.setPlaceholderText(placeholder)
        self.box.textChanged.connect(self._touched)
        self.box.departed.connect(self._departed)
        if isinstance(self.box, Lines):
            self.box.grown.connect(self.resized)
        self._line.addWidget(self.box, 1)
        self.setFocusProxy(self.box)
        self._putting = False
        self._shown = ""  # the words as the box shows them while nobody types

    @property
    def text(self) -> str:
        """What stands here."""
        return self.box.toPlainText() if isinstance(self.box, Lines) else self.box.text()

    @property
    def dirty(self) -> bool:
        """Whether somebody typed here since the value was shown or handed over.

        Compared with what the box made of the value: Qt gives a no-break space back as a space,
        and that must never be stored as if it had been typed.
        """
        return self.text != self._shown

    def put(self, value: object) -> None:
        """Write the value."""
        self._putting = True
        text = for_qt(self.written(value))
        if isinstance(self.box, Lines):
            # From the end: what another window wrote is put before what is being typed here.
            after = self.box.document().characterCount() - 1 - self.box.textCursor().position()
            self.box.setPlainText(text)
            cursor = self.box.textCursor()
            cursor.setPosition(max(0, self.box.document().characterCount() - 1 - after))
            self.box.setTextCursor(cursor)
        else:
            self.box.setText(text)
            self.box.setCursorPosition(0)
        self._shown = self.text
        self._putting = False

    def hand_over(self, value: object) -> None:
        """Take `value` for what stands here, and say so."""
        self._shown = self.written(value)
        super().hand_over(value)

    def written(self, value: Any) -> str:  # noqa: ANN401 - each kind of field has its own
        """Write a value as it stands in the field."""
        return str(value or "")

    def flush(self) -> None:
        """Hand over the value, if it has changed."""
        self._timer.stop()
        if self.dirty:
            self.hand_over(self.text)

    def type_again(self, text: str) -> None:
        """Put words here as if they were typed, and hand them over."""
        if isinstance(self.box, Lines):
            self.box.setPlainText(text)
        else:
            self.box.setText(text)
        self.flush()

    def _touched(self) -> None:
        # Not restarted by each key: whoever types on for minutes is stored every second too.
        if not self._putting and not self._timer.isActive():
            self._timer.start()

    def _departed(self) -> None:
        self.flush()
        self.left.emit()


class NumberField(TextField):
    """A number; `edited` carries a Decimal or None. What is no number stays, with a sentence."""

    one_line = True

    def __init__(self, words: Catalogue, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words

    def written(self, value: Decimal | None) -> str:
        """Write the value as people do."""
        return "" if value is None else show_number(value, self._words)

    def autosave(self) -> None:
        """Hand over what is a number already; what is not is finished by and by."""
        self._hand_over(complain=False)

    def flush(self) -> None:
        """Hand over the value, if it has changed."""
        self._hand_over(complain=True)

    def put(self, value: object) -> None:
        """Write the value."""
        super().put(value)
        self.complain("")

    def _hand_over(self, *, complain: bool) -> None:
        self._timer.stop()
        if not self.dirty:
            self.complain("")
            return
        try:
            value = parse_number(self.text, self._words.language)
        except ValueError:
            if complain:
                self.complain(self._words(NOT_A_NUMBER, text=self.text))
            return
        self.complain("")
        if value != self.value:
            self.hand_over(value)
        if complain:
            self.put(value)


class UnitField(TextField):
    """A unit; a known one is stored as one word and shown in the window's language."""

    def __init__(self, words: Catalogue, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words

    def written(self, value: Any) -> str:  # noqa: ANN401 - as every field's
        """Write the unit as people do."""
        return show_unit(str(value or ""), self._words)

    def flush(self) -> None:
        """Hand over the unit, if it has changed; what was typed stays as it is."""
        self._timer.stop()
        if self.dirty:
            self.hand_over(read_unit(self.text, self._words))
            self._shown = self.text


class DateField(TextField):
    """A date in anybody's words; `edited` carries a WrittenDate, read where it can be."""

    hint_below = True  # beside it, the words of a written-out date would be cut

    def __init__(self, words: Catalogue, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words

    def written(self, value: WrittenDate | None) -> str:
        """Write the value as people do."""
        return (value.words or show_written(value, self._words)) if value else ""

    def flush(self) -> None:
        """Hand over the value, if it has changed."""
        self._timer.stop()
        if self.dirty:
            self.hand_over(read_date(self.text, self._words.language))


class ChoiceField(Field):
    """One of a closed list of words; `edited` carries the member."""

    hint_below = True

    def __init__(
        self, values: Sequence[StrEnum], words: Catalogue, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.box = Choice(self)
        self.box.setProperty("role", "fact")
        for value in values:
            self.box.addItem(label(value, words) if value.value else "\u2013", value.value)
        self._values = tuple(values)
        self.box.activated.connect(self._chosen)
        self._line.addWidget(self.box, 1)
        self.setFocusProxy(self.box)

    def put(self, value: object) -> None:
        """Write the value."""
        known = [each.value for each in self._values]
        self.box.setCurrentIndex(known.index(str(value)) if value in known else 0)

    def _chosen(self, index: int) -> None:
        value = self._values[index]
        if value != self.value:
            self.hand_over(value)
            self.left.emit()


def read_date(text: str, language: str) -> WrittenDate:
    """Read a date somebody typed; words that are none are kept as words."""
    from annotations.importing.dates import read_date as read

    typed = text.strip()
    if not typed:
        return WrittenDate()
    if len(typed) == len("2026") and typed.isdecimal():
        return WrittenDate(typed, f"{typed}-01-01", f"{typed}-12-31", DatePrecision.YEAR)
    found = read(typed, language)
    return WrittenDate(typed, found.start, found.end, found.precision)


NOT_A_NUMBER = marked(
    "\u201c{text}\u201d is not a number; write digits only, such as 36,000 or 12.5."
)
