"""The page of one promise: its fields, its mentions, and its history."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from annotations.dates import show_date
from annotations.labels import field_label
from annotations.ledger import Opened, Pledge
from annotations.model import Speaker
from annotations.vocabulary import COMMITMENT, CommitmentKind, PromiseStatus
from desktop.desk.people.dress import dress
from desktop.desk.promises.rows import INSET, MentionRow, StepRow, hairline, heading
from desktop.desk.promises.table import time_left
from desktop.highlights.fields import ChoiceField, DateField, TextField
from desktop.highlights.forms import FieldSpec, Form
from desktop.highlights.speaker_field import SpeakerField
from desktop.theme import Theme
from resources import Catalogue

_FIELDS = {"what": "what", "to_whom": "beneficiary", "condition": "condition"}
"""Fields of a promise that are words, and what the same is called of a commitment."""

MOST = 60
"""Mentions that have a row here; the table of highlights has them all."""
_SIDE = 20 - INSET
_BESIDE_FROM = 720
"""Pixels of width from which the rows stand beside the form."""
_BETWEEN, _UNDER = 28, 18


class PledgeDetail(QWidget):
    """Fields edited in place; what a row wants done is told by signals."""

    edited = Signal(str, object, object)  # field of a Promise, its value, what it replaces
    who_typed = Signal(str)  # the name of the promisor
    status_set = Signal(object)  # PromiseStatus
    left = Signal()
    mention_opened = Signal(object)  # Mention
    mention_set = Signal(object, object)  # Mention, MentionKind
    split_wanted = Signal(object)  # Mention
    step_wanted = Signal(object)  # PromiseStep to edit, None for a new one
    evidence_wanted = Signal(str)  # uid
    apart_wanted = Signal(object)  # Promise
    table_wanted = Signal(str)  # uid of the promise whose mentions should be listed

    def __init__(
        self, words: Catalogue, theme: Theme, parent: QWidget | None = None, *, writable: bool
    ) -> None:
        super().__init__(parent)
        self._words = words
        self._theme = theme
        self._writable = writable
        self.opened: Opened | None = None
        self._named: Mapping[str, str] = {}
        self._speakers: Sequence[Speaker] = ()
        self._drawn: object = None
        self.mentions: list[MentionRow] = []
        self.steps: list[StepRow] = []
        self.about = QLabel(self)
        self.about.setProperty("role", "small")
        self.about.setWordWrap(True)
        self.form = Form(self._specs(), self)
        self.form.setEnabled(writable)
        self._below = QVBoxLayout()
        self._below.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(_SIDE, 14, _SIDE, 20)
        for part in (self.about, self.form):
            part.setContentsMargins(INSET, 0, INSET, 0)
        column.setSpacing(8)
        column.addWidget(self.about)
        column.addLayout(self._lay_out(), 1)
        self.form.edited.connect(self._edited)
        self.form.left.connect(self.left)
        dress(self, theme)

    def _lay_out(self) -> QBoxLayout:
        """Put the rows below the form, or beside it where there is room."""
        self._sides = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._sides.setSpacing(_UNDER)
        for part in (self.form, self._below):
            side = QVBoxLayout()
            side.setSpacing(0)
            if isinstance(part, QWidget):
                side.addWidget(part)
            else:
                side.addLayout(part)
            side.addStretch(1)
            self._sides.addLayout(side)
        self._sides.setStretch(1, 1)
        return self._sides

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the rows beside the form in a wide page."""
        super().resizeEvent(event)
        wide = self.width() >= _BESIDE_FROM
        way = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if self._sides.direction() is not way:
            self._sides.setDirection(way)
            self._sides.setSpacing(_BETWEEN if wide else _UNDER)
            self._sides.setStretch(0, 1 if wide else 0)

    def _specs(self) -> list[FieldSpec]:
        words = self._words

        def named(name: str) -> str:
            return field_label(COMMITMENT, name, words)

        kinds = (CommitmentKind.NONE, CommitmentKind.PROMISE, CommitmentKind.PLAN)
        return [
            FieldSpec("what", named("what"), lambda parent: TextField(parent, tall=True)),
            FieldSpec("who", named("who"), lambda parent: SpeakerField(words, parent)),
            FieldSpec("to_whom", named("beneficiary"), TextField),
            FieldSpec("deadline", named("deadline"), lambda parent: DateField(words, parent)),
            FieldSpec("condition", named("condition"), TextField),
            FieldSpec("kind", named("kind"), lambda parent: ChoiceField(kinds, words, parent)),
            FieldSpec(
                "status",
                named("status"),
                lambda parent: ChoiceField(tuple(PromiseStatus), words, parent),
            ),
        ]

    # ------------------------------------------------------------------ shown

    def show_opened(
        self, opened: Opened, speakers: Sequence[Speaker], named: Mapping[str, str]
    ) -> None:
        """Show a pledge; `named` says what the evidence of its steps is, by uid."""
        before = self.opened
        fresh = before is None or not same(before.pledge, opened.pledge)
        if fresh:
            self.flush()  # what was typed meanwhile is about the one before
        self.opened, self._named, self._speakers = opened, named, speakers
        pledge = opened.pledge
        values = {
            name: getattr(pledge, name)
            for name in ("what", "who", "to_whom", "deadline", "condition", "kind", "status")
        }
        self.form.show_values(values, more=True, fresh=fresh)
        who = self.form.field("who")
        if isinstance(who, SpeakerField):
            who.set_speakers(speakers)
            who.show_speaker(None, self._theme)
        deadline = self.form.field("deadline")
        if deadline:
            deadline.set_hint(time_left(pledge, self._words))
        self.about.setText(self._told(opened))
        drawn = (pledge.mentions, pledge.steps, opened.merged, named, self._theme)
        if drawn != self._drawn:
            self._drawn = drawn
            self._draw(opened)

    def _told(self, opened: Opened) -> str:
        pledge, words = opened.pledge, self._words
        if opened.promise is None:
            return words("Mentioned once. With the first change here it gets a history of its own.")
        mentions = words.plural("{n} mention", "{n} mentions", len(pledge.mentions))
        first = show_date(pledge.first, words) if pledge.first else ""
        since = words("first made {day}", day=first) if first else ""
        return " · ".join(filter(None, (mentions, since)))

    def flush(self) -> None:
        """Hand over what was typed."""
        if self.opened:
            self.form.flush()

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        dress(self, theme)
        if self.opened:
            self._drawn = None
            self.show_opened(self.opened, self._speakers, self._named)

    def ask_who(self, name: str, candidates: Sequence[Speaker]) -> SpeakerField | None:
        """Ask whom a name means that several have; its `chosen` and `stranger` answer."""
        field = self.form.field("who")
        if isinstance(field, SpeakerField):
            field.ask(name, candidates)
            return field
        return None

    # ------------------------------------------------------------------ rows

    def _draw(self, opened: Opened) -> None:
        focused = self._focused()
        _empty(self._below)
        pledge, words = opened.pledge, self._words
        self.mentions = [
            MentionRow(
                each, words, self._theme, alone=len(pledge.mentions) == 1, writable=self._writable
            )
            for each in pledge.mentions[:MOST]
        ]
        self.steps = [
            StepRow(
                each,
                words,
                self._theme,
                self._named.get(each.evidence, "") if each.evidence else "",
                writable=self._writable,
            )
            for each in reversed(pledge.steps)
        ]
        table = QPushButton(words("Show in the table"))
        table.setProperty("role", "link")
        table.setAutoDefault(True)
        table.clicked.connect(partial(self.table_wanted.emit, pledge.promise))
        table.setVisible(bool(pledge.promise))
        self._title(words("Mentions"), table)
        for row in self.mentions:
            self._add(row)
            row.opened.connect(partial(self.mention_opened.emit, row.mention))
            row.kind_set.connect(partial(self.mention_set.emit, row.mention))
            row.split_wanted.connect(partial(self.split_wanted.emit, row.mention))
        self.add_step = QPushButton(words("Add a step…"))
        self.add_step.setProperty("role", "link")
        self.add_step.setAutoDefault(True)  # Enter presses it, outside of a dialog too
        self.add_step.setVisible(self._writable)
        self.add_step.clicked.connect(partial(self.step_wanted.emit, None))
        self._title(words("History"), self.add_step)
        for step in self.steps:
            self._add(step)
            step.edit_wanted.connect(partial(self.step_wanted.emit, step.step))
            step.evidence_wanted.connect(partial(self.evidence_wanted.emit, step.step.evidence))
        if not self.steps:
            nothing = QLabel(words("Nothing has come of it yet, as far as is known here."))
            nothing.setProperty("role", "small")
            nothing.setWordWrap(True)
            nothing.setContentsMargins(INSET, 6, INSET, 0)
            self._below.addWidget(nothing)
        self._draw_merged(opened)
        self._focus_again(focused)

    def _draw_merged(self, opened: Opened) -> None:
        if not opened.merged:
            return
        words = self._words
        self._title(words("Merged into this one"))
        for promise in opened.merged:
            row = QWidget()
            line = QHBoxLayout(row)
            line.setContentsMargins(INSET, 4, INSET, 4)
            text = QLabel(" ".join(promise.what.split()) or words("Untitled"))
            text.setTextFormat(Qt.TextFormat.PlainText)
            text.setWordWrap(True)
            part = QPushButton(words("Take apart"))
            part.setProperty("role", "link")
            part.setAutoDefault(True)
            part.setAccessibleName(words("Take {name} apart", name=text.text()))
            part.setVisible(self._writable)
            part.clicked.connect(partial(self.apart_wanted.emit, promise))
            line.addWidget(text, 1)
            line.addWidget(part, 0, Qt.AlignmentFlag.AlignTop)
            self._add(row)

    def _title(self, text: str, beside: QWidget | None = None) -> None:
        line = QHBoxLayout()
        line.setContentsMargins(INSET, 12 if self._below.count() else 0, INSET, 2)
        line.addWidget(heading(text), 1)
        if beside is not None:
            line.addWidget(beside)
        self._below.addLayout(line)

    def _add(self, row: QWidget) -> None:
        self._below.addWidget(row)
        self._below.addLayout(hairline())

    def _focused(self) -> tuple[str, str] | None:
        """Remember which row of which mention has the keyboard: rows are made anew."""
        for row in self.mentions:
            for name, part in zip(("quote", "kind", "split"), row.tabs, strict=True):
                if part.hasFocus():
                    return row.mention.fact, name
        return None

    def _focus_again(self, focused: tuple[str, str] | None) -> None:
        row = next(
            (one for one in self.mentions if focused and one.mention.fact == focused[0]), None
        )
        if row is not None and focused is not None:
            getattr(row, focused[1]).setFocus(Qt.FocusReason.OtherFocusReason)

    def _edited(self, name: str, value: object, base: object) -> None:
        if name == "who":
            self.who_typed.emit(str(value))
        elif name == "status":
            self.status_set.emit(value)
        else:
            self.edited.emit(name, value, base)


def same(one: Pledge, other: Pledge) -> bool:
    """Say whether two rows are of one pledge: a lone commitment gets another key as a promise."""
    facts = {each.fact for each in one.mentions}
    return one.key == other.key or any(each.fact in facts for each in other.mentions)


def _empty(layout: QVBoxLayout) -> None:
    while item := layout.takeAt(0):
        inside, widget = item.layout(), item.widget()
        if isinstance(inside, QHBoxLayout):
            while part := inside.takeAt(0):
                if there := part.widget():
                    there.hide()
                    there.deleteLater()
        if widget:
            widget.hide()
            widget.deleteLater()
